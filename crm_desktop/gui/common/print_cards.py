"""Loyalty cards on paper, for one customer or for many: on what, and where to begin on a used sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from crm_desktop.gui import messages
from crm_desktop.gui.common.fields import ChoiceField, NumberField
from crm_desktop.gui.common.sheet_dialog import SheetDialog, about
from crm_desktop.services import printing_loyalty
from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.gui.common.screen import Context
    from crm_desktop.services.printing_loyalty import PrintedCards

_LAYOUT, _MARK = "cards.layout", "cards.mark"  # what this PC remembers


def print_cards(owner: QWidget, context: Context, ids: Sequence[int]) -> CardsDialog | None:
    """Ask how the cards are printed, then show them."""
    if not ids:
        messages.toast(_("There is nobody in the list to print."))
        return None
    dialog = CardsDialog(owner, context, ids)
    dialog.open()
    return dialog


class CardsDialog(SheetDialog):
    """See the module."""

    def __init__(self, parent: QWidget | None, context: Context, ids: Sequence[int]) -> None:
        super().__init__(parent, context, ids, _("Loyalty cards"), _("Show the cards"), width=460)
        layouts = printing_loyalty.card_layouts()
        self._places = {code: places for code, _words, places in layouts}
        self.layouts = ChoiceField("layout", _("On what"), [(code, words) for code, words, _n in layouts])
        self.mark = ChoiceField("mark", _("What is scanned"), [("bars", _("Bars")), ("qr", _("QR code"))])
        self.first = NumberField(
            "first",
            _("First card"),
            low=1,
            high=1,
            hint=_("1 for a new sheet; on a sheet that was used before, the first place that is left."),
        )
        self.form.row(self.layouts)
        self.form.row(self.mark, self.first)
        kept = context.state.text(_LAYOUT)
        usual = "card" if len(self.ids) == 1 and "card" in self._places else layouts[0][0]
        self.form.load(
            {
                "layout": kept if kept in self._places else usual,
                "mark": context.state.text(_MARK, "bars"),
                "first": 1,
            }
        )
        self.form.changed.connect(self._fit)
        self._fit("layout")

    def _fit(self, key: str) -> None:
        if key == "layout":
            places = self._places.get(str(self.layouts.value()), 1)
            self.first.spin.setMaximum(places)
            self.first.setVisible(places > 1)

    def save(self) -> None:
        """Make the cards and show them."""
        shop, ids, state = self.context.shop, self.ids, self.context.state
        layout, mark, first = str(self.layouts.value()), str(self.mark.value()), int(self.first.value())
        state.put(_LAYOUT, layout)
        state.put(_MARK, mark)
        self.show_made(
            lambda: printing_loyalty.cards(shop, ids, layout, first, qr=mark == "qr"),
            _("None of them has a card number. Write it in the customer's file first."),
            remarks,
            key="cards",
        )


def remarks(printed: PrintedCards) -> list[str]:
    """Return who got no card, and why."""
    left_out = ngettext(
        "{count} customer without a card number is left out: {names}.",
        "{count} customers without a card number are left out: {names}.",
        len(printed.left_out),
    )
    return about(left_out, printed.left_out)
