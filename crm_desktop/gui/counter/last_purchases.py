"""What the customer at the counter bought last, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.domain.purchases.model import PurchaseKind
from crm_desktop.gui import colours, theme
from crm_desktop.gui.common import when
from crm_desktop.shared.formats import money
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.domain.purchases.listing import PurchaseRow
    from crm_desktop.services.shop import Shop

SHOWN = 6
GAP, ABOVE, BESIDE = 6, 14, 24  # logical pixels: between lines, above and below, at the sides


class LastPurchases(QWidget):
    """A few lines: when, what, how much. It hides itself while there is nothing to show.

    They are painted: eighteen labels would take as long to fill and lay out as the rest of the counter.
    """

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self._shop = shop
        self._lines: tuple[tuple[str, str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_purchases(self, purchases: Sequence[PurchaseRow]) -> None:
        """Show the newest of these."""
        shop, before = self._shop, len(self._lines)
        today = shop.clock.today()
        self._lines = tuple(
            (
                when.days_ago(row.day, today),
                words_of(row),
                money(row.total_cents, row.currency, shop.profile.locale),
            )
            for row in purchases[:SHOWN]
        )
        if not self._lines:
            self.hide()
            return
        said = "; ".join(", ".join(line) for line in self._lines)
        self.setAccessibleName(f"{_('Last purchases')}: {said}")
        if len(self._lines) != before:
            self.updateGeometry()
        self.update()
        self.show()

    def texts(self) -> list[str]:
        """Return what the lines say."""
        return [what for _day, what, _total in self._lines]

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height() + GAP
        return QSize(320, (len(self._lines) + 1) * line + 2 * ABOVE - GAP)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card and its lines; what does not fit ends in "…"."""
        of, painter = colours.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(of.border)))
        painter.setBrush(QColor(of.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        metrics = self.fontMetrics()
        high = metrics.height()
        area = self.rect().adjusted(BESIDE, ABOVE, -BESIDE, -ABOVE)
        one_line = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
        right = one_line | int(Qt.AlignmentFlag.AlignRight)
        painter.setPen(QColor(of.muted))
        painter.setFont(theme.scaled_font(0.9, bold=True))
        painter.drawText(area.left(), area.top(), area.width(), high, one_line, _("Last purchases"))
        painter.setFont(self.font())
        days = max((metrics.horizontalAdvance(day) for day, _what, _total in self._lines), default=0) + 16
        y = area.top()
        for day, what, total in self._lines:
            y += high + GAP
            painter.setPen(QColor(of.muted))
            painter.drawText(area.left(), y, days, high, one_line, day)
            painter.setPen(QColor(of.text))
            painter.drawText(area.left(), y, area.width(), high, right, total)
            room = area.width() - days - metrics.horizontalAdvance(total) - 16
            shown = metrics.elidedText(what, Qt.TextElideMode.ElideRight, room)
            painter.drawText(area.left() + days, y, room, high, one_line, shown)


def words_of(purchase: PurchaseRow) -> str:
    """Return what a purchase was, in words: its lines, or its ticket."""
    words = purchase.what
    if not words:
        words = _("Ticket {ticket}").format(ticket=purchase.ticket) if purchase.ticket else _("Purchase")
    return _("Return: {what}").format(what=words) if purchase.kind is PurchaseKind.RETURN else words
