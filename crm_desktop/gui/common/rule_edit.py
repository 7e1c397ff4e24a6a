"""Choosing how something repeats, with the sentence that says it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from crm_desktop.domain.reminders.recurrence import (
    MAX_COUNT,
    MAX_INTERVAL,
    Frequency,
    Repetition,
    first_date,
    from_rule,
    presets,
    to_rule,
)
from crm_desktop.domain.reminders.recurrence_words import rule_sentence, sentence_of, weekday_name
from crm_desktop.gui.common import when
from crm_desktop.gui.common.date_edit import DateEdit
from crm_desktop.gui.common.inputs import ChoiceBox, NumberBox
from crm_desktop.gui.common.labels import PlainLabel
from crm_desktop.shared.clock import Clock
from crm_desktop.shared.i18n import _, pgettext

_FREQUENCIES = (Frequency.DAILY, Frequency.WEEKLY, Frequency.MONTHLY, Frequency.YEARLY)
_NEVER, _OWN, _KEPT = "never", "own", "kept"
_WITHOUT_END, _UNTIL, _TIMES = 0, 1, 2


class RuleEdit(QWidget):
    """How a follow-up repeats: not at all, one of the usual ways for its date, or one's own.

    A rule that this widget cannot show part by part is kept whole until another one is chosen.

    Signals:
        changed(): the person chose something else.
    """

    changed = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._day = clock.today()
        self._kept = ""
        self._values: list[Repetition | str] = []
        self.combo = ChoiceBox()
        self.combo.setAccessibleName(_("Repetition"))
        self.own = QWidget()
        self.sentence = PlainLabel("", tone="accent", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.combo)
        column.addWidget(self.own)
        column.addLayout(self._end_row())
        column.addWidget(self.sentence)
        self._build_own()
        self.setFocusProxy(self.combo)
        self.combo.activated.connect(self._chosen)
        self._fill(_NEVER)
        self._show_parts()

    # -- value

    def rule(self) -> str:
        """Return the RRULE, or "" when it does not repeat."""
        chosen = self._value()
        if chosen == _KEPT:
            return self._kept
        repetition = self._own_repetition() if chosen == _OWN else chosen
        if not isinstance(repetition, Repetition):
            return ""
        kind = self.end.currentIndex()
        until = self.until.value() if kind == _UNTIL else None
        return to_rule(replace(repetition, until=until, count=self.times.value() if kind == _TIMES else 0))

    def set_rule(self, rule: str, day: date) -> None:
        """Show a rule for a follow-up on a date, without `changed`."""
        self._day = day
        repetition = from_rule(rule) if rule else None
        self._kept = ""
        if not rule:
            self._fill(_NEVER)
        elif repetition is None or not self._show_repetition(repetition):
            self._kept = rule
            self._fill(_KEPT)
        self._show_parts()

    def set_day(self, day: date) -> None:
        """The date of the follow-up has changed: the usual ways follow it."""
        if day != self._day:
            self._day = day
            self._fill(self._value())
            self._show_parts()

    def fault(self) -> str | None:
        """Return what is wrong with the end, or with a week without a day."""
        chosen = self._value()
        if chosen in {_NEVER, _KEPT}:
            return None
        if chosen == _OWN and self._in_weeks() and not any(button.isChecked() for button in self.days):
            return _("Choose at least one day of the week.")
        if self.end.currentIndex() == _UNTIL:
            until = self.until.value()
            if until is None:
                return self.until.fault() or _("Type the last day on which it may come.")
            first = first_date(self.rule(), self._day)
            if first is None or until < first:
                return _("The last day comes before the first one.")
        return None

    # -- inside

    def _value(self) -> Repetition | str:
        return self._values[max(0, self.combo.currentIndex())]

    def _in_weeks(self) -> bool:
        return _FREQUENCIES[self.unit.currentIndex()] is Frequency.WEEKLY

    def _fill(self, chosen: Repetition | str) -> None:
        """Offer the ways for the date; choose the one that is most like `chosen`."""
        offered = presets(self._day)
        self._values = [_NEVER, *offered, _OWN]
        texts = [_("Does not repeat"), *map(sentence_of, offered), _("Another way…")]
        if self._kept:
            self._values.append(_KEPT)
            texts.append(rule_sentence(self._kept))
        if isinstance(chosen, Repetition) and chosen not in offered:
            alike = [
                one
                for one in offered
                if (one.frequency, one.interval, one.nth > 0)
                == (chosen.frequency, chosen.interval, chosen.nth > 0)
            ]
            chosen = alike[0] if alike else next(o for o in offered if o.frequency is chosen.frequency)
        with QSignalBlocker(self.combo):
            self.combo.clear()
            self.combo.addItems(texts)
            self.combo.setCurrentIndex(self._values.index(chosen))

    def _build_own(self) -> None:
        column = QVBoxLayout(self.own)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.interval = NumberBox(1, MAX_INTERVAL)
        self.interval.setAccessibleName(_("Every so many"))
        self.unit = ChoiceBox()
        self.unit.addItems([_("days"), _("weeks"), _("months"), _("years")])
        self.unit.setAccessibleName(_("Days, weeks, months or years"))
        row.addWidget(PlainLabel(pgettext("repetition", "Every")))
        row.addWidget(self.interval)
        row.addWidget(self.unit)
        row.addStretch()
        column.addLayout(row)
        self.week = QWidget()
        week = QHBoxLayout(self.week)
        week.setContentsMargins(0, 0, 0, 0)
        week.setSpacing(4)
        self.days: list[QToolButton] = []
        for number in range(7):
            name = weekday_name(number)
            button = QToolButton()
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            button.setText(name[:3])
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(self._typed)
            self.days.append(button)
            week.addWidget(button)
        week.addStretch()
        column.addWidget(self.week)
        self.interval.valueChanged.connect(self._typed)
        self.unit.activated.connect(self._typed)

    def _end_row(self) -> QHBoxLayout:
        self.end = ChoiceBox()
        self.end.addItems([_("Without end"), _("Until a date"), _("A number of times")])
        self.end.setAccessibleName(_("End of the repetition"))
        self.until = DateEdit(self._clock)
        self.until.setAccessibleName(_("Last day"))
        self.times = NumberBox(1, MAX_COUNT)
        self.times.setValue(10)
        self.times.setAccessibleName(_("How many times"))
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.end, self.until, self.times):
            row.addWidget(widget)
        row.addStretch()
        self.end.activated.connect(self._typed)
        self.until.changed.connect(self._typed)
        self.times.valueChanged.connect(self._typed)
        return row

    def _own_repetition(self) -> Repetition:
        frequency = _FREQUENCIES[self.unit.currentIndex()]
        own = Repetition(frequency, self.interval.value())
        if frequency is Frequency.WEEKLY:
            return replace(own, weekdays=tuple(n for n, day in enumerate(self.days) if day.isChecked()))
        if frequency is Frequency.MONTHLY:
            return replace(own, month_day=-1 if self._day.day == 31 else self._day.day)
        if frequency is Frequency.YEARLY:
            return replace(own, month_day=self._day.day, month=self._day.month)
        return own

    def _show_repetition(self, repetition: Repetition) -> bool:
        """Show a repetition part by part; False when its day is not the one of the date."""
        blockers = [QSignalBlocker(one) for one in (self.interval, self.times)]
        self.interval.setValue(repetition.interval)
        self.unit.setCurrentIndex(_FREQUENCIES.index(repetition.frequency))
        for number, button in enumerate(self.days):
            button.setChecked(number in repetition.weekdays)
        self.end.setCurrentIndex(_UNTIL if repetition.until else _TIMES if repetition.count else _WITHOUT_END)
        self.until.set_value(repetition.until)
        self.times.setValue(repetition.count or 10)
        del blockers
        plain = replace(repetition, until=None, count=0)
        if plain in presets(self._day):
            self._fill(plain)
        elif plain == self._own_repetition():
            self._fill(_OWN)
        else:
            return False
        return True

    def _chosen(self) -> None:
        if self._value() == _OWN and not any(button.isChecked() for button in self.days):
            self.days[self._day.weekday()].setChecked(True)
        self._typed()

    def _typed(self) -> None:
        self._show_parts()
        self.changed.emit()

    def _show_parts(self) -> None:
        chosen = self._value()
        repeats = chosen != _NEVER
        with_end = repeats and chosen != _KEPT
        self.own.setVisible(chosen == _OWN)
        self.week.setVisible(self._in_weeks())
        self.end.setVisible(with_end)
        self.until.setVisible(with_end and self.end.currentIndex() == _UNTIL)
        self.times.setVisible(with_end and self.end.currentIndex() == _TIMES)
        self.sentence.setText(self._said() if repeats and not self.fault() else "")
        self.sentence.setVisible(bool(self.sentence.text()))

    def _said(self) -> str:
        rule = self.rule()
        start = self._day if self._value() == _KEPT else first_date(rule, self._day)
        if start is None:
            return ""
        if start == self._day:
            sentence = rule_sentence(rule)
            return (
                "" if sentence == self.combo.currentText() else _("{repetition}.").format(repetition=sentence)
            )
        return _("{repetition}. The first one will be on {date}.").format(
            repetition=rule_sentence(rule), date=when.weekday_date(start, self._clock.today())
        )
