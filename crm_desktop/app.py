"""The composition root of the window: paths, language, single instance, the shop, workers, theme, window."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.gui import events, later, messages, tasks, theme
from crm_desktop.gui.common.first_picture import run_smoothly, show_when_read
from crm_desktop.gui.common.presenter import WindowPresenter
from crm_desktop.gui.common.start_options import Options, options
from crm_desktop.gui.common.ui_state import UiState
from crm_desktop.gui.qt_texts import CatalogueTranslator
from crm_desktop.gui.single_instance import SingleInstance
from crm_desktop.services.shop import is_new, open_shop
from crm_desktop.shared import i18n, log
from crm_desktop.shared.errors import KnownError
from crm_desktop.shared.i18n import _
from crm_desktop.shared.paths import ShopPaths, config_dir

if TYPE_CHECKING:
    from crm_desktop.gui.main_window import MainWindow
    from crm_desktop.services.shop import Shop

LATER_MS = 400  # a small window is painted first


def run(arguments: Sequence[str]) -> int:
    """Open the window and return the exit status when it has closed."""
    app = QApplication(["mostrador", *theme.ARGUMENTS])
    app.setProperty(theme.STYLED, True)
    app.setApplicationName("Mostrador")
    app.setDesktopFileName("mostrador")
    app.setQuitOnLastWindowClosed(True)
    return Program(app, options(arguments)).run()


class Program:
    """One run of the window."""

    def __init__(self, app: QApplication, wanted: Options, state: UiState | None = None) -> None:
        self.app, self.wanted = app, wanted
        self.state = state or UiState(None if wanted.smoke else config_dir() / "window.json")
        self.data: str | None = wanted.data or self.state.text("data") or None
        self.paths = ShopPaths.of(self.data)
        self.presenter = WindowPresenter()
        self.instance: SingleInstance | None = None
        self.shop: Shop | None = None
        self.window: MainWindow | None = None
        self._translator: CatalogueTranslator | None = None
        self._other: QWidget | None = None
        self._wrote = False

    def run(self) -> int:
        """Open the shop and its window; return the exit status."""
        self._speak(self.wanted.language or self.state.text("language", i18n.DEFAULT_LANGUAGE))
        self.relook()
        messages.install(self.presenter)
        messages.install_excepthook()
        status = 0
        if self._start():
            status = 1 if self.wanted.smoke and self.shop is None else self.app.exec()
        self._close_shop()
        self.state.save()
        self._release_lock()
        return status

    def _start(self) -> bool:
        """Open the shop; False when another window has it and was brought forward instead."""
        if not self.wanted.smoke and not self._take_lock():
            if self._instance_of(self.paths).call_first():
                return False
            self._explain(
                _("This shop is open in another window that does not answer. Close it, then try again.")
            )
            return True
        self._open(lambda: open_shop(self.data, origin="window"))
        return True

    # -- language and look

    def _speak(self, language: str) -> None:
        i18n.install(language)
        if self._translator is None and i18n.language() != "en":
            self._translator = CatalogueTranslator(self.app)
            self.app.installTranslator(self._translator)

    def relook(self) -> None:
        """Apply what the person chose: theme and text size of this PC, accent colour of the shop."""
        accent = self.shop.profile.accent if self.shop is not None else self.state.text("accent")
        mode, size = theme.mode_of(self.state.text("theme")), theme.text_size_of(self.state.text("text_size"))
        theme.apply(self.app, theme.Look(mode, accent, size))

    # -- one window for each shop

    def _instance_of(self, paths: ShopPaths) -> SingleInstance:
        return SingleInstance(paths.database)

    def _take_lock(self) -> bool:
        """Whether no other window has this shop open."""
        with contextlib.suppress(OSError):  # opening the shop says what is wrong with its folder
            self.paths.folder.mkdir(parents=True, exist_ok=True)
        self._release_lock()
        instance = self._instance_of(self.paths)
        if instance.take():
            self.instance = instance
            instance.called.connect(self._come_forward)
        return self.instance is not None

    def _release_lock(self) -> None:
        if self.instance is not None:
            self.instance.release()
            self.instance = None

    def _come_forward(self) -> None:
        if self.window is not None:
            self.window.come_forward()

    # -- the shop

    def _open(self, opened: Callable[[], Shop]) -> None:
        """Open the shop and its window, or say why that cannot be done."""
        try:
            shop = self.shop = opened()
        except KnownError as error:
            self._explain(error.sentence)
            return
        language = self.wanted.language or shop.profile.language
        if language != i18n.language():
            self._speak(language)
        if shop.profile.accent != self.state.text("accent"):
            self.relook()
        self.state.put("language", language)
        self.state.put("accent", shop.profile.accent)
        events.forget()
        events.on_change(self.app, {"settings"}, lambda _changes: self._follow_profile())
        tasks.install(
            tasks.Hooks(
                changed=self._changed,
                known_error=lambda _owner, error: messages.show_error(None, error.sentence),
                crash=messages.crash,
                progress=lambda progress: self.window.bar.watch(progress) if self.window else None,
                interrupt=shop.db.interrupt,
                leave=shop.db.close_reader,
            )
        )
        show = self._welcome if not self.wanted.smoke and is_new(shop) else self._show_window
        shop.db.lend_reader()
        show(shop)

    def _settle(self) -> None:
        """The window is painted: begin what could wait."""
        later.do(self.app, run_smoothly)
        if self.shop is not None:
            later.do(self.app, partial(log.start, self.shop.paths.logs))
        if self.instance is not None:
            later.do(self.app, self.instance.listen)

    def _follow_profile(self) -> None:
        """The accent colour belongs to the shop: follow it when it changes, here or in another window."""
        if self.shop is not None and self.shop.profile.accent != self.state.text("accent"):
            self.state.put("accent", self.shop.profile.accent)
            self.relook()

    def _welcome(self, shop: Shop) -> None:
        """Set a new shop up, then show it."""
        from crm_desktop.gui.first_run.wizard import FirstRun

        wizard = FirstRun(shop, self.state, self.relook)

        def go_on(target: str) -> None:
            self._speak(shop.profile.language)
            self.relook()
            self._show_window(shop, target)
            wizard.close()

        wizard.finished_with.connect(go_on)
        wizard.given_up.connect(self.app.quit)
        self._front(wizard)

    def _front(self, widget: QWidget) -> None:
        """Show a window other than the main one, and keep it."""
        self.presenter.window, self._other = widget, widget
        widget.show()
        QTimer.singleShot(LATER_MS, self.app, self._settle)

    def _show_window(self, shop: Shop, target: str = "") -> None:
        from crm_desktop.gui.main_window import MainWindow

        later.hold()
        window = self.window = MainWindow(shop, self.state, self)
        self.presenter.window, self.presenter.bar = window, lambda: window.bar
        window.settled.connect(self._settle)
        window.start()
        # Another one is closed next, and must not be the last.
        window.show() if self._other else show_when_read(window)
        if target:
            window.go("customers", target)
        if self.wanted.smoke:
            from crm_desktop.gui.common.smoke import picture_and_end

            picture_and_end(self.app, window, window.settled, self.wanted.smoke)
        else:
            later.do(window, lambda: self._attend(window, shop))

    def _attend(self, window: MainWindow, shop: Shop) -> None:
        """Begin what the program does by itself while the window is open."""
        from crm_desktop.gui.common import every_day, safekeeping

        QTimer.singleShot(3000, window, window.show_tray)
        safekeeping.daily(window, shop, window.read_counts)
        every_day.EveryDay(window, shop)
        self.app.styleHints().colorSchemeChanged.connect(self.relook)

    def _changed(self, changes: Any) -> None:
        self._wrote = self._wrote or changes.operation is not None
        events.events().changed.emit(changes)
        if self.window is not None:
            self.window.tell_change(changes)

    # -- ends

    def _close_shop(self) -> None:
        """End the workers, make a backup when something was written, and close the shop."""
        tasks.shutdown()
        if self.shop is not None:
            if self._wrote:
                from crm_desktop.gui.common import safekeeping

                safekeeping.closing(self.shop)
            self.shop.close()
            self.shop, self._wrote = None, False
        log.stop()

    def _leave_window(self, then: Callable[[], None]) -> None:
        """Close the window (every screen may ask first) and the shop, and go on with something else."""
        window = self.window
        if window is None:
            then()
            return

        def gone() -> None:
            self.window = self.presenter.window = self.presenter.bar = None
            self._close_shop()
            window.deleteLater()
            then()
            self.app.setQuitOnLastWindowClosed(True)

        self.app.setQuitOnLastWindowClosed(False)
        window.closed.connect(gone, Qt.ConnectionType.QueuedConnection)
        window.close()

    def restore(self, backup: Path) -> None:
        """Put a backup in the shop's place and open it (`Context.restore`)."""
        self._leave_window(lambda: self._put_back(backup))

    def _put_back(self, backup: Path) -> None:
        from crm_desktop.services import backups

        self._open(lambda: backups.restore(self.data, backup))

    def open_shop(self, folder: Path) -> None:
        """Open the shop of another folder, now and at the next start (`Context.open_shop`)."""
        self._leave_window(lambda: self._change_shop(str(folder)))

    def _change_shop(self, data: str) -> None:
        self.data, self.paths = data, ShopPaths.of(data)
        self.state.put("data", data)
        self._again()

    def _again(self) -> None:
        if not self._start():
            self.app.quit()

    def _explain(self, sentence: str) -> None:
        """The shop cannot be opened: say why and what can be done."""
        if self.wanted.smoke:
            sys.stderr.write(sentence + "\n")
            return
        from crm_desktop.gui.first_run.problem import StartProblem

        problem = StartProblem(sentence, self.paths)

        def go_on(action: Callable[[], None]) -> None:
            self.app.setQuitOnLastWindowClosed(False)
            problem.close()
            action()
            self.app.setQuitOnLastWindowClosed(True)

        problem.again.connect(lambda: go_on(self._again))
        problem.other.connect(lambda folder: go_on(lambda: self._change_shop(str(folder))))
        problem.restore.connect(lambda backup: go_on(lambda: self._put_back(backup)))
        self._front(problem)
