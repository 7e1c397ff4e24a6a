"""Choosing a repetition, and the sentence that says it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from crm_desktop.gui.common.rule_edit import RuleEdit
from tests.factories import a_clock

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

TUESDAY = date(2026, 11, 24)


@pytest.fixture
def edit(themed: QApplication, qtbot: QtBot) -> RuleEdit:
    made = RuleEdit(a_clock())
    qtbot.addWidget(made)
    made.set_rule("", TUESDAY)
    made.show()
    return made


def choose(edit: RuleEdit, text: str) -> None:
    index = edit.combo.findText(text)
    assert index >= 0, [edit.combo.itemText(n) for n in range(edit.combo.count())]
    edit.combo.setCurrentIndex(index)
    edit.combo.activated.emit(index)


def test_nothing_repeats_until_it_is_chosen(edit: RuleEdit) -> None:
    assert edit.rule() == ""
    assert edit.fault() is None
    assert not edit.end.isVisible()


def test_the_usual_ways_follow_the_date(edit: RuleEdit) -> None:
    choose(edit, "Every week, on Tuesday")
    assert edit.rule() == "FREQ=WEEKLY;BYDAY=TU"
    edit.set_day(date(2026, 11, 26))
    assert edit.rule() == "FREQ=WEEKLY;BYDAY=TH"
    assert edit.combo.currentText() == "Every week, on Thursday"


@pytest.mark.parametrize(
    "day", [date(2026, 11, 30), date(2026, 12, 31), date(2024, 2, 29), date(2026, 11, 1)]
)
def test_a_choice_stays_of_its_kind_whatever_the_date(edit: RuleEdit, day: date) -> None:
    for number in range(edit.combo.count()):
        edit.set_rule("", TUESDAY)
        edit.combo.setCurrentIndex(number)
        edit.combo.activated.emit(number)
        before = edit.rule().split(";")[0]
        edit.set_day(day)
        assert edit.rule().split(";")[0] == before


def test_another_way_begins_with_the_day_of_the_date(edit: RuleEdit) -> None:
    choose(edit, "Another way…")
    edit.unit.setCurrentIndex(1)
    edit.unit.activated.emit(1)
    edit.interval.setValue(3)
    assert edit.rule() == "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU"
    edit.days[1].click()
    assert edit.fault() == "Choose at least one day of the week."
    edit.days[0].click()
    assert edit.rule() == "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO"
    assert "The first one will be on" in edit.sentence.text()


def test_an_end_by_date_or_by_number(edit: RuleEdit) -> None:
    choose(edit, "Every day")
    edit.end.setCurrentIndex(1)
    edit.end.activated.emit(1)
    assert edit.fault() == "Type the last day on which it may come."
    edit.until.set_value(date(2026, 11, 1))
    assert edit.fault() == "The last day comes before the first one."
    edit.until.set_value(date(2026, 12, 31))
    assert edit.rule() == "FREQ=DAILY;UNTIL=20261231"
    edit.end.setCurrentIndex(2)
    edit.end.activated.emit(2)
    edit.times.setValue(5)
    assert edit.rule() == "FREQ=DAILY;COUNT=5"
    assert edit.sentence.text() == "Every day, 5 times in all."


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY;BYDAY=TU",
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TH;COUNT=5",
        "FREQ=MONTHLY;BYMONTHDAY=24;UNTIL=20271231",
        "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=24",
        "FREQ=MONTHLY;INTERVAL=7;BYMONTHDAY=24",
        "FREQ=MONTHLY;BYDAY=2FR",
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
        "FREQ=DAILY;INTERVAL=4",
    ],
)
def test_a_rule_that_was_saved_is_shown_and_kept(edit: RuleEdit, rule: str) -> None:
    edit.set_rule(rule, TUESDAY)
    assert edit.rule() == rule
    assert edit.fault() is None
    edit.set_day(TUESDAY)
    assert edit.rule() == rule


def test_another_rule_replaces_one_that_was_kept_whole(edit: RuleEdit) -> None:
    edit.set_rule("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", TUESDAY)
    choose(edit, "Does not repeat")
    assert edit.rule() == ""


def test_changes_are_told(edit: RuleEdit, qtbot: QtBot) -> None:
    with qtbot.waitSignal(edit.changed, timeout=1000):
        choose(edit, "Every day")
    with qtbot.waitSignal(edit.changed, timeout=1000):
        edit.end.activated.emit(1)
