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
    from crm_desktop.domain.counter import CounterView
    from crm_desktop.domain.customers.listing import SearchHit
    from crm_desktop.domain.loyalty.vouchers import Voucher
    from crm_desktop.services.shop import Shop

FOUND = 6


class _Answer(NamedTuple):
    """Who is meant (0: nobody), and the voucher or the customer to be shown, when they were read too."""

    customer: int = 0
    voucher: Voucher | None = None
    view: CounterView | None = None


class Finder(QObject):
    """The field, the list under it and the sentence when nobody is found; the page puts them in their place.

    Signals:
        looked_at(int): one of those who were found is marked: show them.
        brought(object): the CounterView of who is meant, just before they are taken: show it.
        taken(int): this customer is meant.
        voucher_read(object): the code of this Voucher was typed or scanned.
        nobody(): nobody is found, or the field is empty again: show nobody.
        passed(): Enter in the empty field.
    """

    looked_at = Signal(int)
    brought = Signal(object)
    taken = Signal(int)
    voucher_read = Signal(object)
    nobody = Signal()
    passed = Signal()

    def __init__(self, shop: Shop, parent: QObject) -> None:
        super().__init__(parent)
        self._shop = shop
        self._seen = 0  # who was looked at last
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
        self._seen = 0
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
            self._seen = customer_id
            self.looked_at.emit(customer_id)

    def enter(self) -> None:
        """Take who is meant: what a reader typed is looked up as it stands, before the list has caught up."""
        text = self.text()
        if not text:
            self.passed.emit()
            return
        marked = self.list.current_id() if self.list.isVisible() else None
        seen = self._seen

        def take(answer: _Answer) -> None:
            if answer.voucher is not None:
                self.voucher_read.emit(answer.voucher)
            elif answer.customer:
                if answer.view is not None:
                    self.brought.emit(answer.view)
                self.taken.emit(answer.customer)
            else:
                self._show([])

        tasks.run_query(self, lambda: self._asked(text, marked, seen), take, key="take")

    def _asked(self, text: str, marked: int | None, seen: int) -> _Answer:
        """Find who is meant, and read them at once unless they are seen already; on a reader thread."""
        customer = counter.card_owner(self._shop, text)
        if customer is None:
            hits = counter.find(self._shop, text, FOUND)
            if not hits:
                try:
                    return _Answer(voucher=vouchers.find(self._shop, text))
                except NotFoundError:
                    return _Answer()
            customer = marked if marked in {hit.id for hit in hits} and marked else hits[0].id
        return _Answer(customer, view=None if customer == seen else counter.view(self._shop, customer))
