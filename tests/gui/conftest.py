"""What tests of the window start from: our theme, workers that end with the test, remembered messages."""

from __future__ import annotations

import logging
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from crm_desktop.gui import events, messages, tasks, theme
from crm_desktop.gui.common.screen import Context
from crm_desktop.gui.common.ui_state import UiState
from crm_desktop.services import settings
from tests.factories import a_profile, a_shop
from tests.gui.recorder import MessageRecorder
from tests.gui.support import Place, Settle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The offscreen platform gives the same picture everywhere."""
    return ["mostrador", "-platform", "offscreen"]


@pytest.fixture(scope="session")
def themed(qapp: QApplication) -> QApplication:
    """The application in our light theme with the shipped font, as on the screen of a shop."""
    theme.use_shipped_font(qapp)
    theme.apply(qapp, theme.Look(theme.ThemeMode.LIGHT))
    return qapp


@pytest.fixture
def recorder() -> Iterator[MessageRecorder]:
    """Remembers what the program says, and answers its questions: the safe answer unless told otherwise."""
    logging.getLogger("mostrador").setLevel(logging.CRITICAL)
    made = MessageRecorder()
    messages.install(made)
    yield made
    messages.install(messages.LogPresenter())


@pytest.fixture
def gui(themed: QApplication, qtbot: QtBot, recorder: MessageRecorder) -> Iterator[tasks.Runner]:
    """Workers, events and messages as in the running window; a crash fails the test that caused it."""
    events.forget()
    runner = tasks.install(
        tasks.Hooks(
            changed=events.events().changed.emit,
            known_error=lambda _owner, error: messages.show_error(None, error.sentence),
            crash=messages.crash,
        )
    )
    yield runner
    qtbot.waitUntil(runner.idle, timeout=10_000)
    tasks.shutdown()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    events.forget()
    assert not recorder.crashes, recorder.crashes[0]


@pytest.fixture
def settle(gui: tasks.Runner, qtbot: QtBot) -> Settle:
    """Wait until nothing is read, written, or about to be."""

    def wait() -> None:
        for _again in range(2):
            qtbot.wait(40)
            qtbot.waitUntil(gui.idle, timeout=10_000)
        qtbot.wait(1)

    return wait


@pytest.fixture
def empty_place(tmp_path: Path) -> Iterator[Place]:
    """A shop with a name, and nothing in it."""
    with closing(a_shop(tmp_path / "shop")) as shop:
        settings.save_profile(shop, a_profile())
        went: list[tuple[str, object]] = []
        context = Context(shop, UiState(None), lambda screen, target: went.append((screen, target)))
        yield Place(shop, context, went)
