"""The views of the follow-ups as chips with their counts, and the chips of the people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget

from crm_desktop.domain.reminders.listing import NOBODY, Counts, StaffCount
from crm_desktop.domain.staff import StaffMember
from crm_desktop.gui.common.flow_layout import FlowLayout
from crm_desktop.gui.common.staff_chooser import dot
from crm_desktop.shared.i18n import N_, _


class Shown(StrEnum):
    """The views."""

    TODAY = "today"
    OVERDUE = "overdue"
    WEEK = "week"
    PEOPLE = "people"
    MONTH = "month"
    ALL = "all"


VIEW_NAMES: dict[Shown, str] = {
    Shown.TODAY: N_("Today"),
    Shown.OVERDUE: N_("Overdue"),
    Shown.WEEK: N_("This week"),
    Shown.PEOPLE: N_("By person"),
    Shown.MONTH: N_("Calendar"),
    Shown.ALL: N_("All of them"),
}


VIEW_GAP = 4  # logical pixels between two views


class _Chips(QWidget):
    """Chips of which one is on; Left and Right go from one to the next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips: list[QToolButton] = []

    def make(self, text: str) -> QToolButton:
        chip = QToolButton()
        chip.setProperty("kind", "chip")
        chip.setCheckable(True)
        chip.setAutoExclusive(True)
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        say(chip, text)
        self.chips.append(chip)
        return chip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        here = next((n for n, chip in enumerate(self.chips) if chip.hasFocus()), None)
        if not step or here is None:
            super().keyPressEvent(event)
            return
        chip = self.chips[(here + step) % len(self.chips)]
        chip.setFocus()
        chip.click()


def say(chip: QToolButton, text: str) -> None:
    """Write a chip's text as it stands."""
    chip.setText(text.replace("&", "&&"))
    chip.setAccessibleName(text)


class ViewBar(_Chips):
    """Today, overdue, this week, by person, calendar, all.

    Signals:
        chosen(object): a `Shown`.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = FlowLayout(self, gap=VIEW_GAP)
        self.buttons: dict[Shown, QToolButton] = {}
        for number, (shown, name) in enumerate(VIEW_NAMES.items(), start=1):
            chip = self.make(_(name))
            chip.setToolTip(_("{view} (Alt+{number})").format(view=_(name), number=number))
            chip.clicked.connect(lambda _on=False, shown=shown: self.chosen.emit(shown))
            self.buttons[shown] = chip
            row.addWidget(chip)

    def wide(self) -> int:
        """Return how wide the chips are in one line, in pixels; with less room they take two lines."""
        return sum(chip.sizeHint().width() + VIEW_GAP for chip in self.chips)

    def show_view(self, shown: Shown) -> None:
        """Mark a view as the current one."""
        self.buttons[shown].setChecked(True)

    def show_counts(self, counts: Counts) -> None:
        """Write how many wait beside the views."""
        numbers = {Shown.TODAY: counts.today, Shown.OVERDUE: counts.overdue, Shown.WEEK: counts.week}
        for shown, count in numbers.items():
            name = _(VIEW_NAMES[shown])
            say(self.buttons[shown], f"{name}  {count}" if count else name)
        late = self.buttons[Shown.OVERDUE]
        tone = "late" if counts.overdue else ""
        if late.property("tone") != tone:
            from crm_desktop.gui import theme

            late.setProperty("tone", tone)
            theme.repolish(late)


class PeopleBar(_Chips):
    """Everybody, each person with how many they have, and nobody.

    Signals:
        chosen(object): a staff id, `listing.NOBODY`, or None for everybody.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, gap=6)
        self._value: int | None = None

    def value(self) -> int | None:
        """Return whose are shown: a staff id, NOBODY, or None for everybody's."""
        return self._value

    def set_value(self, value: int | None) -> None:
        """Show whose are shown, without telling."""
        self._value = value

    def show_people(self, people: Sequence[StaffMember], counts: Mapping[int | None, StaffCount]) -> None:
        """Write the chips anew; the one that has the focus keeps it."""
        focused = next((n for n, chip in enumerate(self.chips) if chip.hasFocus()), None)
        self._flow.clear()
        self.chips = []
        everybody = StaffCount(
            None, sum(c.late for c in counts.values()), sum(c.all for c in counts.values())
        )
        self._add(_("Everybody"), None, everybody)
        for member in people:
            if member.id is not None and (member.active or member.id in counts):
                self._add(member.name, member.id, counts.get(member.id), dot(member.colour))
        self._add(_("Nobody in particular"), NOBODY, counts.get(None))
        if focused is not None and focused < len(self.chips):
            self.chips[focused].setFocus()

    def _add(self, name: str, value: int | None, count: StaffCount | None, icon: QIcon | None = None) -> None:
        text = f"{name}  {count.all}" if count and count.all else name
        chip = self.make(text)
        if icon is not None:
            chip.setIcon(icon)
        if count and count.late:
            chip.setToolTip(_("{count} of them late").format(count=count.late))
        chip.setChecked(value == self._value)
        chip.clicked.connect(lambda _on=False: self._choose(value))
        self._flow.addWidget(chip)

    def _choose(self, value: int | None) -> None:
        self._value = value
        self.chosen.emit(value)
