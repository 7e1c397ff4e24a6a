"""A letter to many customers: written once, filled in for each, shown before it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from crm_desktop.domain.customers.mailings import FIELD_NAMES, LETTERS
from crm_desktop.gui import messages, tasks
from crm_desktop.gui.common.fields import LongTextField
from crm_desktop.gui.common.flow_layout import FlowLayout
from crm_desktop.gui.common.labels import muted
from crm_desktop.gui.common.sheet_dialog import SheetDialog, about
from crm_desktop.services import printing_letters
from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from crm_desktop.gui.common.screen import Context
    from crm_desktop.services.changes import Changes
    from crm_desktop.services.printing_letters import PrintedLetters

_LINES = 13


def print_letters(owner: QWidget, context: Context, ids: Sequence[int]) -> None:
    """Ask for the text of the letter, then show the letters before they are printed."""
    if not ids:
        messages.toast(_("There is nobody in the list to print."))
        return
    shop = context.shop
    tasks.run_query(
        owner,
        lambda: printing_letters.kept_text(shop),
        lambda text: LettersDialog(owner.window(), context, ids, text).open(),
        key="letters",
    )


class LettersDialog(SheetDialog):
    """See the module. What was written is kept for the next time."""

    def __init__(self, parent: QWidget | None, context: Context, ids: Sequence[int], text: str) -> None:
        super().__init__(parent, context, ids, _("Letters to customers"), _("Show the letters"), width=600)
        self.text = LongTextField("text", _("The letter"), limit=LETTERS, lines=_LINES, required=True)
        self.form.row(self.text)
        self.body.insertWidget(self.body.indexOf(self.form) + 1, muted(_("Put in for each customer:")))
        self.body.insertWidget(self.body.indexOf(self.form) + 2, self._chips())
        self._kept = text
        self.form.load({"text": text})

    def _chips(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=6)
        for title in FIELD_NAMES.values():
            chip = QToolButton()
            chip.setProperty("kind", "chip")
            chip.setText(_(title))
            chip.setAccessibleName(_("Put in: {name}").format(name=_(title)))
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.clicked.connect(partial(self._put_in, _(title)))
            flow.addWidget(chip)
        return holder

    def _put_in(self, name: str, _on: bool = False) -> None:
        self.text.edit.insertPlainText(f"{{{name}}}")
        self.text.edit.setFocus()

    def save(self) -> None:
        """Keep what was written, make the letters and show them."""
        if not self.form.check():
            return
        shop, text = self.context.shop, str(self.text.value())
        if text == self._kept or shop.read_only:
            self._show(text)
            return

        def kept(_changes: Changes[None]) -> None:
            self._kept = text
            self.form.mark_clean()
            self._show(text)

        tasks.run_change(self, lambda: printing_letters.keep_text(shop, text), kept, failed=self._refused)

    def unsaved(self) -> bool:
        """Whether a letter was written that is not kept yet."""
        return self.form.is_dirty()

    def _show(self, text: str) -> None:
        shop, ids = self.context.shop, self.ids
        self.show_made(
            lambda: printing_letters.letters(shop, ids, text),
            _("None of them wants to be contacted, so nobody gets a letter."),
            remarks,
            key="letters",
        )


def remarks(printed: PrintedLetters) -> list[str]:
    """Return who gets no letter, and whose has no address."""
    unwilling = ngettext(
        "{count} customer does not want to be contacted and gets no letter: {names}.",
        "{count} customers do not want to be contacted and get no letter: {names}.",
        len(printed.unwilling),
    )
    without = ngettext(
        "{count} letter has only a name, without a whole address: {names}.",
        "{count} letters have only a name, without a whole address: {names}.",
        len(printed.without_address),
    )
    return [*about(unwilling, printed.unwilling), *about(without, printed.without_address)]
