"""The receipt of a sale, on a roll of 80 mm or on A6: shown, printed, saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from crm_desktop.gui import tasks
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.gui.common.screen import Context
    from crm_desktop.gui.common.ui_state import UiState

PAPERS = ("roll", "a6")
_KEY = "receipt.paper"


def paper(state: UiState) -> str:
    """Return on what paper receipts are printed at this PC: "roll" (80 mm) or "a6"."""
    chosen = state.text(_KEY)
    return chosen if chosen in PAPERS else PAPERS[0]


def keep_paper(state: UiState, chosen: str) -> None:
    """Remember on what paper receipts are printed at this PC."""
    state.put(_KEY, chosen)


def print_receipt(owner: QWidget, context: Context, purchase_id: int) -> None:
    """Make the receipt in the background and show it before it is printed."""
    from crm_desktop.gui.common.pdf_preview import PdfPreview
    from crm_desktop.services.printing_sales import sale_slip

    shop, chosen = context.shop, paper(context.state)

    def show(pdf: bytes) -> None:
        PdfPreview(
            owner, _("Receipt"), pdf, _("Receipt {number}").format(number=purchase_id), state=context.state
        ).open()

    tasks.run_query(owner, lambda: sale_slip(shop, purchase_id, chosen), show, key="receipt")
