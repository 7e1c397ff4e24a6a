"""Customers on paper: the list as it is on the screen, and address labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.customers.listing import CustomerColumn, CustomerFilter
from crm_desktop.domain.purchases.stages import STAGE_PLURALS
from crm_desktop.gui import messages, tasks
from crm_desktop.gui.common.fields import ChoiceField, NumberField
from crm_desktop.gui.common.sheet_dialog import SheetDialog, about
from crm_desktop.services.printing_customers import (
    PrintedAddresses,
    SheetChoice,
    customer_list,
    label_sheets,
    labels,
)
from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from crm_desktop.gui.common.screen import Context

MOST_COLUMNS = 7  # beside the name; more cannot be read on a sheet
_SLOW = 5000  # customers from which on it is worth saying that the list is being made


def scope_of(
    asked: CustomerFilter, *, town: str = "", person: str = "", tier: str = "", selected: int = 0
) -> str:
    """Return in words which customers a printed list holds; "" for all.

    Args:
        asked: what the list is narrowed to.
        town: the name of the town that it is narrowed to.
        person: the name of who looks after them.
        tier: the name of the tier that it is narrowed to.
        selected: how many are selected, when it is only those.
    """
    parts = []
    if selected:
        parts.append(ngettext("{count} selected", "{count} selected", selected).format(count=selected))
    if asked.text:
        parts.append(_("found with “{text}”").format(text=asked.text))
    if asked.stage is not None:
        parts.append(_(STAGE_PLURALS[asked.stage]).lower())
    if asked.late:
        parts.append(_("later than their rhythm"))
    if tier:
        parts.append(_("with the tier {tier}").format(tier=tier))
    if asked.tag:
        parts.append(_("with the tag {tag}").format(tag=asked.tag))
    if town:
        parts.append(_("of {town}").format(town=town))
    if person:
        parts.append(_("looked after by {name}").format(name=person))
    if asked.archived:
        parts.append(_("archived"))
    return " · ".join(parts)


def print_list(
    owner: QWidget, context: Context, ids: Sequence[int], columns: Sequence[CustomerColumn], scope: str
) -> None:
    """Make the list in the background and show it before it is printed or saved.

    Args:
        owner: the page that asks.
        context: of the page.
        ids: in the order of the list on the screen.
        columns: as they stand on the screen; the name is always there.
        scope: which customers they are, in words.
    """
    from crm_desktop.gui.common.pdf_preview import PdfPreview

    shop = context.shop
    title = _("Customer list")
    if not ids:
        messages.toast(_("There is nobody in the list to print."))
        return
    if len(ids) > _SLOW:
        messages.toast(_("The list is being made; it opens in a moment."))
    chosen = [column for column in columns if column is not CustomerColumn.NAME][:MOST_COLUMNS]
    name = f"{title} {shop.clock.today().isoformat()}"

    def show(pdf: bytes) -> None:
        PdfPreview(owner.window(), title, pdf, name, state=context.state).open()

    tasks.run_query(owner, lambda: customer_list(shop, ids, chosen, scope), show, key="print")


def print_labels(owner: QWidget, context: Context, ids: Sequence[int]) -> None:
    """Ask for the sheet of labels, then show them before they are printed."""
    if not ids:
        messages.toast(_("There is nobody in the list to print."))
        return
    shop = context.shop
    tasks.run_query(
        owner,
        lambda: label_sheets(shop),
        lambda sheets: LabelsDialog(owner.window(), context, ids, sheets).open(),
        key="labels",
    )


class LabelsDialog(SheetDialog):
    """Which sheet of labels, and where to begin on one that was used before."""

    def __init__(
        self, parent: QWidget | None, context: Context, ids: Sequence[int], sheets: Sequence[SheetChoice]
    ) -> None:
        super().__init__(parent, context, ids, _("Address labels"), _("Show the labels"), width=440)
        self._counts = {sheet.code: sheet.labels for sheet in sheets}
        self.sheet = ChoiceField("sheet", _("Sheet of labels"), [(s.code, s.title) for s in sheets])
        self.first = NumberField(
            "first",
            _("First label"),
            low=1,
            high=1,
            hint=_("1 for a new sheet; on a sheet that was used before, the first label that is left."),
        )
        self.form.row(self.sheet)
        self.form.row(self.first)
        kept = context.state.text("labels.sheet")
        self.form.load({"sheet": kept if kept in self._counts else sheets[0].code, "first": 1})
        self.form.changed.connect(self._fit_first)
        self._fit_first("sheet")

    def _fit_first(self, key: str) -> None:
        if key == "sheet":
            self.first.spin.setMaximum(self._counts.get(self.sheet.value(), 1))

    def save(self) -> None:
        """Make the labels and show them."""
        shop, ids = self.context.shop, self.ids
        sheet, first = str(self.sheet.value()), int(self.first.value())
        self.context.state.put("labels.sheet", sheet)
        self.show_made(
            lambda: labels(shop, ids, sheet, first),
            _("None of them has a whole address: street, postcode and town."),
            remarks,
            key="labels",
        )


def remarks(printed: PrintedAddresses) -> list[str]:
    """Return what a person should know before the labels go into the printer."""
    left_out = ngettext(
        "{count} customer is left out, without a whole address: {names}.",
        "{count} customers are left out, without a whole address: {names}.",
        len(printed.left_out),
    )
    cut = ngettext(
        "{count} address does not fit whole on its label: {names}.",
        "{count} addresses do not fit whole on their labels: {names}.",
        len(printed.cut),
    )
    return [*about(left_out, printed.left_out), *about(cut, printed.cut)]
