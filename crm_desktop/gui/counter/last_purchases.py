"""What the customer at the counter bought last, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from crm_desktop.domain.purchases.model import PurchaseKind
from crm_desktop.gui.common import when
from crm_desktop.gui.common.labels import ElidedLabel, PlainLabel, caption, card
from crm_desktop.shared.formats import money, short_date
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.domain.purchases.listing import PurchaseRow
    from crm_desktop.services.shop import Shop

SHOWN = 6


class LastPurchases(QWidget):
    """A few lines: when, what, how much. It hides itself while there is nothing to show."""

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self._shop = shop
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame = card()
        outer.addWidget(frame)
        column = QVBoxLayout(frame)
        column.setContentsMargins(24, 14, 24, 14)
        column.setSpacing(6)
        column.addWidget(caption(_("Last purchases")))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._cells: list[tuple[PlainLabel, ElidedLabel, PlainLabel]] = []
        self._shown = 0
        column.addLayout(self._grid)
        self.hide()

    def show_purchases(self, purchases: Sequence[PurchaseRow]) -> None:
        """Show the newest of these."""
        shop, shown = self._shop, purchases[:SHOWN]
        self._shown = len(shown)
        if not shown:  # the lines stay as they are, for the next customer
            self.hide()
            return
        while len(self._cells) < len(shown):
            row = (PlainLabel("", tone="muted"), ElidedLabel(""), PlainLabel(""))
            row[2].setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for column, cell in enumerate(row):
                self._grid.addWidget(cell, len(self._cells), column)
            self._cells.append(row)
        for place, (day, what, total) in enumerate(self._cells):
            there = place < len(shown)
            if there:
                purchase = shown[place]
                day.setText(when.days_ago(purchase.day, shop.clock.today()))
                day.setToolTip(short_date(purchase.day, shop.profile.locale))
                what.setText(words_of(purchase))
                total.setText(money(purchase.total_cents, purchase.currency, shop.profile.locale))
            for cell in (day, what, total):
                cell.setVisible(there)
        self.show()

    def texts(self) -> list[str]:
        """Return what the lines say."""
        return [what.text() for _day, what, _total in self._cells[: self._shown]]


def words_of(purchase: PurchaseRow) -> str:
    """Return what a purchase was, in words: its lines, or its ticket."""
    words = purchase.what
    if not words:
        words = _("Ticket {ticket}").format(ticket=purchase.ticket) if purchase.ticket else _("Purchase")
    return _("Return: {what}").format(what=words) if purchase.kind is PurchaseKind.RETURN else words
