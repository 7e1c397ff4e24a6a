"""The input for a period: "this month", "in the last 90 days", "between two dates"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.segments.kinds import Slot
from crm_desktop.domain.segments.periods import PARTS, WHEN_TITLES, When
from crm_desktop.gui.common.date_edit import DateEdit
from crm_desktop.gui.common.inputs import ChoiceBox
from crm_desktop.gui.common.labels import muted
from crm_desktop.gui.segments.slots import SlotEdit, WholeSlot
from crm_desktop.shared.clock import Clock
from crm_desktop.shared.formats import month_names
from crm_desktop.shared.i18n import _
from crm_desktop.shared.typed import Lean

DATE = 150  # logical pixels


class PeriodSlot(SlotEdit):
    """Which period, and beside it the days, the dates or the month that it needs."""

    def __init__(self, slot: Slot, clock: Clock, locale: str) -> None:
        self.combo = ChoiceBox()
        self._clock, self._locale = clock, locale
        self._whens: list[When | None] = [None] if slot.optional else []
        self._whens += slot.whens
        self.combo.addItems([_(WHEN_TITLES[when]) if when else _("at any time") for when in self._whens])
        self._parts: dict[str, QWidget] = {}
        super().__init__(self.combo)
        self.combo.activated.connect(lambda _place: self._chosen())
        self._show_parts({})

    def when(self) -> When | None:
        """Return which period is chosen."""
        return self._whens[max(0, self.combo.currentIndex())]

    def part(self, name: str) -> QWidget:
        """Return the input of "days", "day", "from", "to" or "month"."""
        return self._parts[name]

    def _chosen(self) -> None:
        self._show_parts({})
        self.changed.emit()
        if self._parts:
            next(iter(self._parts.values())).setFocus()

    def _show_parts(self, held: dict[str, Any]) -> None:
        while self.row.count() > 1:
            item = self.row.takeAt(1)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._parts = {}
        when = self.when()
        for name in PARTS.get(when, ()) if when else ():
            if name == "to":
                self.row.addWidget(muted(_("and")))
            made = self._make(name, held.get(name))
            self._parts[name] = made
            self.row.addWidget(made)
        self.updateGeometry()

    def _make(self, name: str, value: Any) -> QWidget:
        tell: Callable[..., None] = lambda *_args: self.changed.emit()  # noqa: E731
        if name == "days":
            days = WholeSlot(self._locale, _("days"), 90)
            days.set_value(value)
            days.changed.connect(tell)
            return days
        if name == "month":
            months = ChoiceBox()
            months.addItems([month_names(self._locale)[place] for place in range(1, 13)])
            months.setCurrentIndex((value if isinstance(value, int) else self._clock.today().month) - 1)
            months.activated.connect(tell)
            return months
        day = DateEdit(self._clock, lean=Lean.PAST, locale=self._locale)
        day.setFixedWidth(DATE)
        try:
            day.set_value(date.fromisoformat(value) if value else None)
        except (TypeError, ValueError):
            day.set_value(None)
        day.changed.connect(tell)
        return day

    def value(self) -> Any:
        when = self.when()
        if when is None:
            return None
        found: dict[str, Any] = {"when": when.value}
        for name, part in self._parts.items():
            if isinstance(part, WholeSlot):
                found[name] = part.value()
            elif isinstance(part, ChoiceBox):
                found[name] = part.currentIndex() + 1
            elif isinstance(part, DateEdit):
                chosen = part.value()
                found[name] = chosen.isoformat() if chosen else ""
        return found

    def set_value(self, value: Any) -> None:
        held = {"when": value} if isinstance(value, str) else dict(value or {})
        names = [when.value if when else None for when in self._whens]
        if held.get("when") in names:
            self.combo.setCurrentIndex(names.index(held.get("when")))
        self._show_parts(held)

    def fault(self) -> str:
        for part in self._parts.values():
            said = part.fault() if isinstance(part, WholeSlot | DateEdit) else ""
            if said:
                return said
        return ""
