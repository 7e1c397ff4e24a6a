"""The backups that nobody has to think of: once a day, and when the window closes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from crm_desktop.gui import tasks
from crm_desktop.shared import log
from crm_desktop.shared.errors import KnownError

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop

_AFTER_MS = 90_000  # whoever has just started the program is served first


def daily(owner: QObject, shop: Shop, made: Callable[[], None]) -> None:
    """Make the day's backup a while after the start, on a reader's thread, if one is due.

    Args:
        owner: the window; without it nothing is made any more.
        shop: the shop that it shows.
        made: called when a backup was made.
    """
    if shop.read_only:
        return

    def back_up() -> bool:
        from crm_desktop.services import backups

        return backups.due(shop) and bool(backups.create(shop, "daily"))

    def begin() -> None:
        tasks.run_query(owner, back_up, lambda done: made() if done else None, key="backup")

    QTimer.singleShot(_AFTER_MS, owner, begin)


def closing(shop: Shop) -> None:
    """Make a backup of a shop that was written to; a failure is logged, since nobody is there to be told."""
    if shop.read_only:
        return
    from crm_desktop.services import backups

    try:
        backups.create(shop, "closing")
    except KnownError:
        log.logger().warning("no backup could be made at closing")
