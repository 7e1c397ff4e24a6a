"""What the program does by itself: at the start, again on another day, and only then."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from crm_desktop.domain.loyalty.model import Expiry, ExpiryKind
from crm_desktop.gui import events
from crm_desktop.gui.common.every_day import EveryDay
from crm_desktop.services import loyalty, segments
from crm_desktop.shared.errors import StorageError
from tests.factories import a_clock, a_shop
from tests.services.loyal import a_person, a_program, buy, held

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from crm_desktop.gui import tasks
    from tests.gui.support import Settle


def test_points_expire_at_the_start_and_on_each_new_day(
    gui: tasks.Runner, qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    clock = a_clock()
    with closing(a_shop(tmp_path, clock)) as shop:
        ana, program = a_person(shop), a_program(shop, expiry=Expiry(ExpiryKind.AGE, 1))
        buy(shop, ana, 1_000)
        clock.instant += timedelta(days=3)
        told: list[frozenset[str]] = []
        events.events().changed.connect(lambda changes: told.append(changes.kinds))
        window = QWidget()
        qtbot.addWidget(window)
        every = EveryDay(window, shop, after_ms=0, again_ms=3_600_000)
        qtbot.waitUntil(lambda: bool(told), timeout=5_000)
        settle()
        assert told == [frozenset({"loyalty"}), frozenset({"segments"})]
        assert held(shop, ana, program) == (0, 0)
        buy(shop, ana, 500)
        every.look()
        settle()
        assert held(shop, ana, program) == (5, 0)
        clock.instant += timedelta(days=2)
        every.look()
        settle()
        assert held(shop, ana, program) == (0, 0)


def test_what_could_not_be_run_is_tried_again(
    gui: tasks.Runner, qtbot: QtBot, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[int] = []

    def full(_shop: object) -> None:
        tried.append(1)
        raise StorageError("the disk is full")

    monkeypatch.setattr(loyalty, "run_daily", full)
    with closing(a_shop(tmp_path)) as shop:
        window = QWidget()
        qtbot.addWidget(window)
        every = EveryDay(window, shop, after_ms=3_600_000)
        for _look in range(2):
            every.look()
            settle()
        assert len(tried) == 2


def test_a_day_on_which_nothing_happens_says_nothing(
    gui: tasks.Runner, qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    with closing(a_shop(tmp_path)) as shop:
        told: list[str] = []
        events.events().changed.connect(lambda changes: told.append(changes.sentence))
        window = QWidget()
        qtbot.addWidget(window)
        EveryDay(window, shop, after_ms=3_600_000).look()
        settle()
        assert told == ["", ""]
        assert segments.take_snapshots(shop) == 0, "the sizes of this month are kept already"


def test_what_happened_is_said_and_not_offered_to_be_undone(
    gui: tasks.Runner, qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    clock = a_clock()
    with closing(a_shop(tmp_path, clock)) as shop:
        ana = a_person(shop)
        a_program(shop, expiry=Expiry(ExpiryKind.AGE, 1))
        buy(shop, ana, 1_000)
        clock.instant += timedelta(days=3)
        told: list[tuple[str, int | None]] = []
        events.events().changed.connect(lambda changes: told.append((changes.sentence, changes.operation)))
        window = QWidget()
        qtbot.addWidget(window)
        EveryDay(window, shop, after_ms=3_600_000).look()
        settle()
        sentence, operation = told[0]
        assert "1 customer" in sentence
        assert operation is None
