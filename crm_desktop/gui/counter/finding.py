"""Finding who stands at the counter: what is typed or scanned, who may be meant, and Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from crm_desktop.gui import tasks
from crm_desktop.gui.common.labels import PlainLabel
from crm_desktop.gui.counter.find_field import LEAST_LETTERS, FindField, FoundList
from crm_desktop.services import counter, vouchers
from crm_desktop.shared.errors import NotFoundError
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.domain.customers.listing import SearchHit
    from crm_desktop.domain.loyalty.vouchers import Voucher
    from crm_desktop.services.shop import Shop

FOUND = 6


class _Answer(NamedTuple):
    hits: list[SearchHit]
    voucher: Voucher | None = None


class Finder(QObject):
    """The field, the list under it and the sentence when nobody is found; the page puts them in their place.

    Signals:
        looked_at(int): one of those who were found is marked: show them.
        taken(int): this customer is meant.
        voucher_read(object): the code of this Voucher was typed or scanned.
        nobody(): nobody is found, or the field is empty again: show nobody.
        passed(): Enter in the empty field.
    """

    looked_at = Signal(int)
    taken = Signal(int)
    voucher_read = Signal(object)
    nobody = Signal()
    passed = Signal()

    def __init__(self, shop: Shop, parent: QObject) -> None:
        super().__init__(parent)
        self._shop = shop
        self.field = FindField()
        self.list = FoundList()
        self.list.hide()
        self.sentence = PlainLabel("", tone="muted", wrap=True)
        self.sentence.hide()
        self.field.searched.connect(self._search)
        self.field.moved.connect(self.list.move_by)
        self.field.entered.connect(self.enter)
        self.list.current.connect(self._look_at)
        self.list.picked.connect(self.taken)

    def text(self) -> str:
        """Return what stands in the field."""
        return self.field.text().strip()

    def clear(self) -> None:
        """Empty the field without searching, and take the list away."""
        tasks.cancel_query(self, "find")
        self.field.set_text_quietly("")
        self.list.show_hits([])
        self.sentence.hide()

    def read(self, text: str) -> None:
        """Take what a card reader typed elsewhere."""
        self.field.set_text_quietly(text)
        self.enter()

    def _search(self, text: str) -> None:
        if len(text) < LEAST_LETTERS:
            tasks.cancel_query(self, "find")
            self.list.show_hits([])
            self.sentence.hide()
            if not text:
                self.nobody.emit()
            return
        tasks.run_query(self, lambda: counter.find(self._shop, text, FOUND), self._show, key="find")

    def _show(self, hits: list[SearchHit]) -> None:
        text = self.text()
        if not text:
            return
        self.list.show_hits(hits)
        self.sentence.setVisible(not hits)
        self.sentence.setText(
            _("Nobody is found for “{text}”. F2 writes a new file, F3 sells without one.").format(text=text)
        )
        if not hits:
            self.nobody.emit()

    def _look_at(self, customer_id: int) -> None:
        if self.text():
            self.looked_at.emit(customer_id)

    def enter(self) -> None:
        """Take who is meant: what a reader typed is looked up as it stands, before the list has caught up."""
        text = self.text()
        if not text:
            self.passed.emit()
            return
        marked = self.list.current_id() if self.list.isVisible() else None

        def take(answer: _Answer) -> None:
            ids = [hit.id for hit in answer.hits]
            if answer.voucher is not None:
                self.voucher_read.emit(answer.voucher)
            elif ids:
                exact = counter.same_card(answer.hits[0].card, text)
                self.taken.emit(marked if marked in ids and not exact else ids[0])
            else:
                self._show([])

        tasks.run_query(self, lambda: self._asked(text), take, key="take")

    def _asked(self, text: str) -> _Answer:
        hits = counter.find(self._shop, text, FOUND)
        if hits:
            return _Answer(hits)
        try:
            return _Answer(hits, vouchers.find(self._shop, text))
        except NotFoundError:
            return _Answer(hits)
