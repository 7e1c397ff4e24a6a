"""A shop and its window, ready to be pictured: the same data, the same day, the same font."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.gui import events, messages, tasks, theme
from crm_desktop.gui.common.presenter import WindowPresenter
from crm_desktop.gui.common.ui_state import UiState
from crm_desktop.gui.main_window import MainWindow
from crm_desktop.services.shop import Shop, open_shop
from tests.factories import a_clock

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 20.0  # seconds for a screen to come to rest


class Silent(WindowPresenter):
    """Shows messages in the window, but lets no fault pass unseen."""

    def crash(self, report: str) -> None:
        raise AssertionError(report)


@dataclass
class Stage:
    """One open window.

    Attributes:
        app: the application.
        shop: the shop that is shown.
        window: its window.
    """

    app: QApplication
    shop: Shop
    window: MainWindow

    def rest(self, milliseconds: int = 60) -> None:
        """Let the window work until nothing is under way and everything is painted."""
        deadline = time.monotonic() + PATIENCE
        pause(milliseconds)
        while not tasks.runner().idle():
            if time.monotonic() > deadline:
                raise AssertionError("the window does not come to rest")
            pause(20)
        pause(milliseconds)

    def show(self, screen: str, target: object = None) -> QWidget:
        """Bring a screen to the front and wait until it shows its data."""
        self.window.go(screen, target)
        self.rest()
        return self.window


def pause(milliseconds: int) -> None:
    """Let the event loop run for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


@contextmanager
def opened(app: QApplication, folder: Path, size: tuple[int, int], mode: theme.ThemeMode) -> Iterator[Stage]:
    """Open the shop of a folder in a window of this size and theme; close both at the end."""
    shop = open_shop(folder, clock=a_clock(), origin="window")
    look = theme.Look(mode, shop.profile.accent)
    theme.apply(app, look)
    events.forget()
    presenter = Silent()
    messages.install(presenter)
    state = UiState()
    window: list[MainWindow] = []

    def changed(changes: object) -> None:
        events.events().changed.emit(changes)
        window[0].tell_change(changes)  # type: ignore[arg-type]

    tasks.install(
        tasks.Hooks(
            changed=changed,
            known_error=lambda _owner, error: messages.show_error(None, error.sentence),
            crash=messages.crash,
            progress=lambda progress: window[0].bar.watch(progress),  # noqa: PLW0108 - made later
            interrupt=shop.db.interrupt,
            leave=shop.db.close_reader,
        )
    )
    made = MainWindow(shop, state)
    window.append(made)
    presenter.window, presenter.bar = made, lambda: made.bar
    made.setWindowState(Qt.WindowState.WindowNoState)  # whatever this screen is
    made.resize(*size)
    made.start()
    made.show()
    stage = Stage(app, shop, made)
    stage.rest()
    try:
        yield stage
    finally:
        tasks.shutdown()
        made.hide()
        made.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        shop.close()


Scene = Callable[[Stage], QWidget | None]
