"""What waits until the window is painted, and runs a step in each turn."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from crm_desktop.gui import later
from crm_desktop.gui.customers.page import CustomersPage


@pytest.fixture(autouse=True)
def released() -> Iterator[None]:
    yield
    later.release()


def test_steps_run_in_order_each_in_a_turn_of_its_own(qtbot: QtBot) -> None:
    owner, seen = QObject(), list[str]()

    def step(name: str) -> None:
        seen.append(name)
        QTimer.singleShot(0, lambda: seen.append("turn"))

    later.do(owner, lambda: step("one"))
    later.do(owner, lambda: step("two"))
    assert seen == []
    qtbot.waitUntil(lambda: seen.count("turn") == 2)
    assert seen == ["one", "turn", "two", "turn"]
    assert later.idle()


def test_held_steps_wait_until_the_window_is_painted(qtbot: QtBot) -> None:
    owner, seen = QObject(), list[int]()
    later.hold()
    later.do(owner, lambda: seen.append(1))
    qtbot.wait(20)
    assert seen == []
    assert not later.idle()
    later.release()
    qtbot.waitUntil(lambda: seen == [1])


def test_a_window_that_is_never_painted_is_made_whole_all_the_same(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(later, "HOLD_MS", 30)
    owner, seen = QObject(), list[int]()
    later.hold()
    later.do(owner, lambda: seen.append(1))
    qtbot.waitUntil(lambda: seen == [1])


def test_the_steps_of_what_is_gone_are_dropped(qtbot: QtBot) -> None:
    gone, there, seen = QObject(), QObject(), list[str]()
    later.do(gone, lambda: seen.append("gone"))
    later.do(there, lambda: seen.append("there"))
    shiboken6.delete(gone)
    qtbot.waitUntil(lambda: seen == ["there"])


def test_a_step_that_fails_stops_no_other(qtbot: QtBot) -> None:
    owner, seen = QObject(), list[int]()

    def fail() -> None:
        raise ValueError("no")

    with qtbot.captureExceptions() as caught:
        later.do(owner, fail)
        later.do(owner, lambda: seen.append(1))
        qtbot.waitUntil(lambda: seen == [1])
    assert [kind for kind, _error, _trace in caught] == [ValueError]


def test_modules_are_loaded_one_after_the_other(qtbot: QtBot) -> None:
    owner, wanted = QObject(), CustomersPage.detail_modules
    later.load(owner, *wanted)
    qtbot.waitUntil(later.idle)
    assert set(wanted) <= sys.modules.keys()
