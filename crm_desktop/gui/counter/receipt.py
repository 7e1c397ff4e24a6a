"""The receipt of a sale, on a roll of 80 mm or on A6: shown, printed, saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from crm_desktop.gui import tasks
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.gui.common.screen import Context


def print_receipt(owner: QWidget, context: Context, purchase_id: int) -> None:
    """Make the receipt in the background and show it before it is printed."""
    from crm_desktop.gui.common.pdf_preview import PdfPreview
    from crm_desktop.services.printing_sales import sale_slip

    shop = context.shop

    def show(pdf: bytes) -> None:
        PdfPreview(
            owner, _("Receipt"), pdf, _("Receipt {number}").format(number=purchase_id), state=context.state
        ).open()

    tasks.run_query(owner, lambda: sale_slip(shop, purchase_id), show, key="receipt")
