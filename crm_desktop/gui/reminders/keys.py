"""The keys of a list of follow-ups; they work while the list has the focus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from crm_desktop.domain.reminders.listing import ReminderRow
from crm_desktop.domain.reminders.model import ReminderState
from crm_desktop.gui.common.paged_table import PagedTable
from crm_desktop.gui.reminders.actions import ReminderActions
from crm_desktop.shared.i18n import _

KEYS: dict[str, str] = {
    "Z": "later",
    "M": "move",
    "R": "reassign",
    "S": "skip",
    "E": "edit",
    "Del": "cancel",
    "Space": "complete",
}


def explained() -> tuple[tuple[str, str], ...]:
    """Return the keys and what they do, for the page of keys."""
    return (
        (_("Enter"), _("Say what came of it")),
        ("1 – 5", _("In that dialog: the result")),
        ("Z", _("Remind me later")),
        ("M", _("Another date")),
        ("R", _("Give to another person")),
        ("S", _("Leave a repeated one out this time")),
        (_("Del"), _("Cancel the follow-up")),
        ("Alt+1 – Alt+6", _("The views")),
        ("Ctrl+P", _("Print the list")),
        ("Ctrl+R", _("Type in the results of a printed list")),
    )


class ListKeys:
    """Runs the actions for what is selected in one list.

    Args:
        table: the list.
        actions: what can be done.
    """

    def __init__(self, table: PagedTable[ReminderRow], actions: ReminderActions) -> None:
        self._table, self._actions = table, actions
        for key, name in KEYS.items():
            shortcut = QShortcut(QKeySequence(key), table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(partial(self.run, name))
        table.chosen.connect(lambda _id: self.run("complete"))
        table.menu_asked.connect(self.menu)

    def run(self, name: str, at: QPoint | None = None) -> None:
        """Do something with the selected follow-ups; menus open at `at`, or else at the current row."""
        if self._closed():
            return
        place = at if at is not None else self._place()
        act: dict[str, Callable[[Sequence[int]], Any]] = {
            "complete": self._actions.complete,
            "later": lambda ids: self._actions.later(ids, place),
            "move": lambda ids: self._actions.move(ids, place),
            "reassign": lambda ids: self._actions.reassign(ids, place),
            "skip": self._actions.skip,
            "wake": self._actions.wake,
            "cancel": self._actions.cancel,
            "edit": lambda ids: self._actions.edit(ids[0]) if len(ids) == 1 else None,
        }
        self._table.with_selected_ids(lambda ids: act[name](list(ids)) if len(ids) else None)

    def menu(self, at: QPoint) -> None:
        """Show the context menu."""
        row = self.current_row()
        if row is not None and not self._closed():
            now = self._actions.now()
            self._table.with_selected_ids(
                lambda ids: self._actions.context_menu(
                    list(ids),
                    at,
                    repeats=bool(row.rrule) or len(ids) > 1,
                    hidden=row.snoozed_until is not None and row.snoozed_until > now,
                )
            )

    def current_row(self) -> ReminderRow | None:
        """Return the current row, when it is there."""
        return self._table.paged.row_at(self._table.currentIndex().row())

    def _closed(self) -> bool:
        """Whether the only selected one is done or cancelled: nothing can be done with it."""
        row = self.current_row()
        single = self._table.selected_count() <= 1
        return single and row is not None and row.state is not ReminderState.OPEN

    def _place(self) -> QPoint:
        """Return where a menu opens: under the name in the current row."""
        rect = self._table.visualRect(self._table.currentIndex())
        column = 1 if self._table.paged.columnCount() > 1 else 0
        left = max(0, self._table.columnViewportPosition(column))
        return self._table.viewport().mapToGlobal(QPoint(left + 12, rect.bottom()))
