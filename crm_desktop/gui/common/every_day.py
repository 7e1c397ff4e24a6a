"""What the program does by itself once a day: points that expire, gifts, tiers, sizes of segments, order."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from crm_desktop.gui import tasks
from crm_desktop.services.changes import Changes

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop

AFTER_MS = 10_000  # whoever has just started the program is served first
HOUR_MS = 3_600_000


class EveryDay(QObject):
    """Runs what is due a while after the start, and again when another day has begun.

    Args:
        owner: the window; without it nothing is run any more.
        shop: the shop that it shows.
        after_ms: how long after the start.
        again_ms: how often it looks whether another day has begun.
    """

    def __init__(
        self, owner: QObject, shop: Shop, *, after_ms: int = AFTER_MS, again_ms: int = HOUR_MS
    ) -> None:
        super().__init__(owner)
        self._shop = shop
        self._done_for: date | None = None
        if shop.read_only:
            return
        QTimer.singleShot(after_ms, self, self.look)
        timer = QTimer(self)
        timer.setInterval(again_ms)
        timer.timeout.connect(self.look)
        timer.start()

    def look(self) -> None:
        """Run what is due, unless it has been run today."""
        today = self._shop.clock.today()
        if self._done_for == today:
            return
        self._done_for = today
        for part in (self._loyalty, self._segments):
            tasks.run_change(self, part, failed=lambda _error: self._again())

    def _loyalty(self) -> Changes[int]:
        """Say what happened only when somebody was touched; it comes by itself, so no undo is offered."""
        from crm_desktop.services import loyalty

        done = loyalty.run_daily(self._shop)
        return done._replace(operation=None) if done.value else Changes(0)

    def _segments(self) -> Changes[int]:
        """Keep how large the segments are, once in each month; and keep counting them quick."""
        from crm_desktop.services import integrity, segments

        kept = segments.take_snapshots(self._shop)
        integrity.tidy(self._shop)
        return Changes(kept, frozenset({"segments"} if kept else ()))

    def _again(self) -> None:
        """Try once more at the next look: the disk was full, or another program was writing."""
        self._done_for = None
