"""What tests of the window start from: our theme, workers that end with the test, remembered messages."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from crm_desktop.gui import events, messages, tasks, theme
from tests.gui.recorder import MessageRecorder

if TYPE_CHECKING:
    from collections.abc import Iterator

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
