"""The lines of a printed list with what was typed in for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from crm_desktop.domain.reminders.completion import Outcome
from crm_desktop.domain.reminders.model import RESULT_NAMES, ReminderState
from crm_desktop.gui import colours, icons
from crm_desktop.gui.common import when
from crm_desktop.gui.common.result_buttons import ICONS, TONES
from crm_desktop.services.printing import PrintedItem
from crm_desktop.shared.clock import Clock
from crm_desktop.shared.i18n import _, pgettext

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
NUMBER, CUSTOMER, SUBJECT, RESULT, NOTE, NEXT = range(6)


class ResultLines(QAbstractTableModel):
    """One row for each number of the sheet."""

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self.items: list[PrintedItem] = []
        self.outcomes: dict[int, Outcome] = {}

    def show(self, items: Sequence[PrintedItem]) -> None:
        """Show another list; what was typed in stays."""
        self.beginResetModel()
        self.items = list(items)
        self.endResetModel()

    def row_of(self, number: int) -> int | None:
        """Return the row of a number, or None."""
        return next((row for row, item in enumerate(self.items) if item.number == number), None)

    def waiting_after(self, row: int) -> int | None:
        """Return the next row without a result, from the top again after the last; None when all have one."""
        count = len(self.items)
        for step in range(1, count + 1):
            item = self.items[(row + step) % count]
            if item.state is ReminderState.OPEN and item.reminder_id not in self.outcomes:
                return (row + step) % count
        return None

    def put(self, outcome: Outcome) -> None:
        """Keep what was typed in."""
        self.outcomes[outcome.reminder_id] = outcome
        self._tell(outcome.reminder_id)

    def drop(self, reminder_id: int) -> None:
        """Forget what was typed in."""
        if self.outcomes.pop(reminder_id, None) is not None:
            self._tell(reminder_id)

    def _tell(self, reminder_id: int) -> None:
        for row, item in enumerate(self.items):
            if item.reminder_id == reminder_id:
                self.dataChanged.emit(self.index(row, 0), self.index(row, NEXT))

    def with_result(self) -> int:
        """Return how many numbers of this list have a result, typed in now or before."""
        return sum(
            item.state is not ReminderState.OPEN or item.reminder_id in self.outcomes for item in self.items
        )

    # -- what Qt asks

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.items)

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else NEXT + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            titles = (
                _("No."),
                _("Customer"),
                _("What about"),
                _("Result"),
                _("Note"),
                pgettext("follow-up", "Next"),
            )
            return titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self.items[index.row()]
        outcome = self.outcomes.get(item.reminder_id)
        column = index.column()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._text(item, outcome, column)
        if role == Qt.ItemDataRole.DecorationRole and column == RESULT:
            result = outcome.result if outcome else item.result
            return icons.icon(ICONS[result], TONES[result] if outcome else "muted") if result else None
        if role == Qt.ItemDataRole.ForegroundRole:
            closed = item.state is not ReminderState.OPEN
            quiet = closed or column in {NUMBER, SUBJECT, NEXT}
            return QColor(colours.current().muted if quiet else colours.current().text)
        return None

    def text(self, row: int, column: int) -> str:
        """Return what a cell says."""
        item = self.items[row]
        return self._text(item, self.outcomes.get(item.reminder_id), column)

    def _text(self, item: PrintedItem, outcome: Outcome | None, column: int) -> str:
        match column:
            case 0:
                return str(item.number)
            case 1:
                return item.customer_name
            case 2:
                return item.subject
            case 3:
                if outcome:
                    return _(RESULT_NAMES[outcome.result])
                if item.result:
                    return _(RESULT_NAMES[item.result])
                return pgettext("follow-up", "Cancelled") if item.state is ReminderState.CANCELLED else ""
            case 4:
                return outcome.note if outcome else item.note
            case _:
                if outcome is None or outcome.next_date is None:
                    return ""
                return when.weekday_date(outcome.next_date, self._clock.today())
