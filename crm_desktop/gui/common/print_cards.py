"""Loyalty cards on paper, for one customer or for many: on what, and where to begin on a used sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from crm_desktop.gui import messages, tasks
from crm_desktop.gui.common.dialog import Dialog
from crm_desktop.gui.common.fields import ChoiceField, NumberField
from crm_desktop.gui.common.form import Form
from crm_desktop.gui.common.labels import PlainLabel, muted
from crm_desktop.services import printing_loyalty
from crm_desktop.shared.formats import number
from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.gui.common.screen import Context
    from crm_desktop.services.printing_loyalty import PrintedCards
    from crm_desktop.shared.errors import KnownError

_NAMED = 6  # how many of those who were left out are named
_LAYOUT, _MARK = "cards.layout", "cards.mark"  # what this PC remembers


def print_cards(owner: QWidget, context: Context, ids: Sequence[int]) -> CardsDialog | None:
    """Ask how the cards are printed, then show them."""
    if not ids:
        messages.toast(_("There is nobody in the list to print."))
        return None
    dialog = CardsDialog(owner, context, ids)
    dialog.open()
    return dialog


class CardsDialog(Dialog):
    """See the module."""

    def __init__(self, parent: QWidget | None, context: Context, ids: Sequence[int]) -> None:
        super().__init__(parent, _("Loyalty cards"), _("Show the cards"), width=460)
        self._context, self._ids = context, tuple(ids)
        count = number(len(self._ids), context.shop.profile.locale)
        said = ngettext("For {count} customer.", "For {count} customers.", len(self._ids))
        self.body.addWidget(muted(said.format(count=count)))
        layouts = printing_loyalty.card_layouts()
        self._places = {code: places for code, _words, places in layouts}
        self.form = Form()
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
        self.body.addWidget(self.form)
        self.note = PlainLabel("", tone="near", wrap=True)
        self.note.hide()
        self.body.addWidget(self.note)
        self.body.addStretch()
        kept = context.state.text(_LAYOUT)
        usual = "card" if len(self._ids) == 1 and "card" in self._places else layouts[0][0]
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
        if not self.save_button.isEnabled():
            return
        self.save_button.setEnabled(False)
        shop, ids, state = self._context.shop, self._ids, self._context.state
        layout, mark, first = str(self.layouts.value()), str(self.mark.value()), int(self.first.value())
        state.put(_LAYOUT, layout)
        state.put(_MARK, mark)
        tasks.run_query(
            self,
            lambda: printing_loyalty.cards(shop, ids, layout, first, qr=mark == "qr"),
            self._show,
            key="cards",
            failed=self._refused,
        )

    def _show(self, printed: PrintedCards) -> None:
        from crm_desktop.gui.common.pdf_preview import PdfPreview

        self.save_button.setEnabled(True)
        if not printed.count:
            self._say(_("None of them has a card number. Write it in the customer's file first."))
            return
        name = f"{_('Loyalty cards')} {self._context.shop.clock.today().isoformat()}"
        preview = PdfPreview(
            self.parentWidget(), _("Loyalty cards"), printed.pdf, name, state=self._context.state
        )
        if printed.left_out:
            preview.body.insertWidget(0, PlainLabel(left_out(printed), tone="near", wrap=True))
        self.accept()
        preview.open()

    def _refused(self, error: KnownError) -> None:
        self.save_button.setEnabled(True)
        self._say(error.sentence)

    def _say(self, sentence: str) -> None:
        self.note.setText(sentence)
        self.note.show()


def left_out(printed: PrintedCards) -> str:
    """Return who got no card, and why."""
    names = "; ".join(printed.left_out[:_NAMED])
    more = len(printed.left_out) - _NAMED
    if more > 0:
        names = ngettext("{names} and {count} more", "{names} and {count} more", more).format(
            names=names, count=more
        )
    said = ngettext(
        "{count} customer without a card number is left out: {names}.",
        "{count} customers without a card number are left out: {names}.",
        len(printed.left_out),
    )
    return said.format(count=len(printed.left_out), names=names)
