"""The frame: navigation at the left, title and search above, the screen, what happened below."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, cast

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.gui import events, later, messages, tasks
from crm_desktop.gui.common.labels import card
from crm_desktop.gui.common.navigation import NavBar, NavItem
from crm_desktop.gui.common.screen import Context, Screen
from crm_desktop.gui.common.top_bar import TopBar, read_only_note
from crm_desktop.gui.common.ui_state import UiState, size_first
from crm_desktop.gui.screens import SCREENS, ScreenSpec, due_follow_ups
from crm_desktop.services.changes import EVERYTHING, Changes
from crm_desktop.shared.i18n import _
from crm_desktop.shared.paths import resources_dir

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from crm_desktop.gui.common.tray import Tray
    from crm_desktop.gui.common.undo_bar import UndoBar
    from crm_desktop.services.shop import Shop

WATCH_MS = 2000  # how often changes of other processes are looked for
MINUTE_MS = 60_000
BAR_HEIGHT = 36  # logical pixels, of the line at the bottom
NARROW_BELOW = 1180  # narrower windows show only the icons of the navigation, unless the person chose


class Host(Protocol):
    """The program around the window."""

    def relook(self) -> None:
        """Apply the look anew."""
        ...

    def restore(self, backup: Path) -> None:
        """Put a backup in the shop's place and open it."""
        ...

    def open_shop(self, folder: Path) -> None:
        """Open the shop of another folder."""
        ...


class MainWindow(QWidget):
    """The one window.

    Args:
        shop: open; the window does not close it.
        state: what this PC remembers.
        program: what only the whole program can do (`Context.relook`, `restore`, `open_shop`).
        specs: the screens; tests give fewer.

    Signals:
        settled(): the first screen shows what it read; what could wait may begin.
        closed(): the window has closed.
    """

    settled = Signal()
    closed = Signal()

    def __init__(
        self,
        shop: Shop,
        state: UiState,
        program: Host | None = None,
        specs: Sequence[ScreenSpec] = SCREENS,
    ) -> None:
        super().__init__()
        self.shop, self.state = shop, state
        self.specs = {spec.id: spec for spec in specs}
        self.context = Context(shop, state, self.go)
        if program is not None:
            self.context = Context(shop, state, self.go, program.relook, program.restore, program.open_shop)
        self.screens: dict[str, Screen] = {}
        self.tray: Tray | None = None
        self._version: int | None = None
        self._may_close = self._painted = False
        self._bar: UndoBar | None = None
        self.setProperty("kind", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowIcon(QIcon(str(resources_dir() / "images" / "mostrador.png")))
        self.setWindowTitle("Mostrador")
        self.setMinimumSize(QSize(860, 520))
        wanted = state.text("screen", "home")
        self._first = wanted if wanted in self.specs else next(iter(self.specs))
        # What it reads is read while the frame is made.
        self.screens[self._first] = self.specs[self._first].make(self.context)
        self._build(specs)
        self._restore()
        later.do(self, self._bind_keys)
        later.do(self, self._look_after)
        self._watch = QTimer(self)
        self._watch.setInterval(WATCH_MS)
        self._watch.timeout.connect(self._look_outside)
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self.read_counts)

    def _look_after(self) -> None:
        """Follow what changes, and show what is around the screens."""
        on = events.on_change
        on(self, {"staff"}, lambda _changes: self._read_staff())
        on(self, {"customers", "reminders"}, lambda _changes: self.read_counts())
        on(self, {"settings"}, lambda _changes: self._show_shop())

    # -- building

    def _build(self, specs: Sequence[ScreenSpec]) -> None:
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        items = [NavItem(s.id, _(s.title), s.icon, _(s.group), s.shortcut) for s in specs]
        self.nav = NavBar(items)
        self.nav.chosen.connect(self.go)
        self.nav.narrowed.connect(lambda narrow: self.state.put("nav.narrow", narrow))
        whole.addWidget(self.nav)
        column = QVBoxLayout()
        column.setSpacing(0)
        whole.addLayout(column, 1)
        self.top = TopBar(self.shop, self.state.number("duty.width"))
        self.top.new_customer.connect(lambda: self.go("customers", "new"))
        self.top.search.chosen.connect(lambda customer_id: self.go("customers", customer_id))
        self.top.put_on_duty.connect(self._put_on_duty)
        self.top.people_asked.connect(lambda: self.go("settings", "people"))
        exists = "customers" in self.specs
        self.top.new_button.setVisible(exists)
        self.top.search.setVisible(exists)
        column.addWidget(self.top)
        if self.shop.read_only:
            column.addWidget(read_only_note(self.shop))
            self.top.new_button.setEnabled(False)
        self.stack = QStackedWidget()
        column.addWidget(self.stack, 1)
        self._bottom = card(kind="bar")
        self._bottom.setFixedHeight(BAR_HEIGHT)
        column.addWidget(self._bottom)

    @property
    def bar(self) -> UndoBar:
        """The line at the bottom: what just happened, long work, figures."""
        if self._bar is None:
            from crm_desktop.gui.common.undo_bar import UndoBar

            self._bar = UndoBar()
            room = QHBoxLayout(self._bottom)
            room.setContentsMargins(0, 0, 0, 0)
            room.addWidget(self._bar)
        return self._bar

    def _bind_keys(self) -> None:
        from PySide6.QtGui import QKeySequence, QShortcut

        def bind(keys: str, action: Callable[[], Any]) -> None:
            QShortcut(QKeySequence(keys), self).activated.connect(action)

        for spec in self.specs.values():
            if spec.shortcut:
                bind(spec.shortcut, partial(self.go, spec.id))
        bind("Ctrl+K", self.top.search.enter)
        bind("Ctrl+F", lambda: self.current().focus_search())
        bind("Ctrl+N", self._new)
        bind("Ctrl+Shift+N", self.top.new_button.click)
        bind("F2", lambda: self.current().edit())
        bind("Ctrl+P", lambda: self.current().print_())
        bind("Ctrl+Z", self.undo_last)
        bind("Esc", self._back)
        bind("Ctrl+B", self.nav.toggle.click)
        bind("F1", self.show_keys)
        bind("?", self.show_keys)

    def _restore(self) -> None:
        if not self.state.restore_geometry(self, "window"):
            size_first(self)
        self._fit_navigation()
        self.shop.on_duty = self.state.get("on_duty") if isinstance(self.state.get("on_duty"), int) else None
        self._show_shop()

    def start(self) -> None:
        """Open the first screen and begin to watch; the window is shown by the caller."""
        self.go(self._first)
        later.do(self, self._begin)

    def paintEvent(self, event: QPaintEvent) -> None:
        """What could wait for the first picture of the window begins after it."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, later.release)

    def _begin(self) -> None:
        self._read_staff()
        self.read_counts()
        self._look_outside()
        self._watch.start()
        self._minute.start()
        if "counter" in self.specs:
            from crm_desktop.gui.common.card_reader import CardReader

            CardReader(lambda text: self.go("counter", ("card", text)), self)
        self.settled.emit()

    def show_tray(self) -> None:
        """Put the icon into the tray, where there is one; its notice opens the follow-ups."""
        from crm_desktop.gui.common.tray import Tray

        self.tray = Tray(self.windowIcon(), self)
        self.tray.opened.connect(self._open_due)
        self.read_counts()

    # -- screens

    def current(self) -> Screen:
        """Return the screen in front."""
        return cast("Screen", self.stack.currentWidget())

    def current_id(self) -> str:
        """Return the id of the screen in front, or ""."""
        front = self.stack.currentWidget()
        return next((key for key, screen in self.screens.items() if screen is front), "")

    def go(self, screen_id: str, target: object = None) -> None:
        """Bring a screen to the front, after asking the one there; hand it a target."""
        if screen_id not in self.specs:
            return
        before = self.current_id()
        if before and before != screen_id:
            self.nav.show_current(before)
            self.screens[before].may_leave(lambda: self._bring(screen_id, target))
        else:
            self._bring(screen_id, target)

    def _bring(self, screen_id: str, target: object) -> None:
        spec = self.specs[screen_id]
        if screen_id not in self.screens:
            self.screens[screen_id] = spec.make(self.context)
        screen = self.screens[screen_id]
        if screen.parent() is None:
            self.stack.addWidget(screen)
        self.stack.setCurrentWidget(screen)
        self.nav.show_current(screen_id)
        self.top.title.setText(_(spec.title))
        self.state.put("screen", screen_id)
        self.top.search.close_panel()
        screen.activate()
        if target is not None:
            screen.open_target(target)

    def _open_due(self) -> None:
        self.come_forward()
        self.go("reminders" if "reminders" in self.specs else "home")

    def come_forward(self) -> None:
        """A second start, or the tray: show the window before all others."""
        self.setWindowState(
            (self.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive
        )
        self.show()
        self.raise_()
        self.activateWindow()

    def _new(self) -> None:
        if not self.current().new():
            self.top.new_button.click()

    def _back(self) -> None:
        if self.bar.undo_button.hasFocus():
            self.bar.clear()
        elif not self.current().back():
            self.current().activate()

    def show_keys(self) -> None:
        """Show all keys."""
        from crm_desktop.gui.common.keys_dialog import KeysDialog

        places = [(spec.shortcut, _(spec.title)) for spec in self.specs.values() if spec.shortcut]
        KeysDialog(self, _(self.specs[self.current_id()].title), self.current().keys(), places).open()

    # -- what happened

    def tell_change(self, changes: Changes[Any]) -> None:
        """Say what was just done, with Undo."""
        if changes.sentence:
            operation = changes.operation
            undo = (lambda: self._undo(operation)) if operation is not None else None
            self.bar.tell(changes.sentence, undo)

    def undo_last(self) -> None:
        """Ctrl+Z: undo the last thing that was done in a window of this shop."""
        from crm_desktop.services import journal

        def decide(last: Any) -> None:
            if last is None:
                messages.toast(_("There is nothing to undo."))
            else:
                self._undo(last.id)

        tasks.run_query(self, lambda: journal.last_undoable(self.shop), decide, key="undo")

    def _undo(self, operation: int) -> None:
        from crm_desktop.services import journal

        tasks.run_change(self, lambda: journal.undo(self.shop, operation))

    # -- what is shown around the screens

    def _show_shop(self) -> None:
        name = self.shop.profile.name
        self.setWindowTitle(f"{name} – Mostrador" if name else "Mostrador")

    def _read_staff(self) -> None:
        from crm_desktop.services import staff

        def show(people: Sequence[Any]) -> None:
            self.shop.on_duty = self.top.show_people(people, self.shop.on_duty)
            self.state.put("duty.width", self.top.duty_width())

        tasks.run_query(self, lambda: staff.list_staff(self.shop), show, key="staff")

    def _put_on_duty(self, staff_id: int | None) -> None:
        self.shop.on_duty = staff_id
        self.state.put("on_duty", staff_id)

    def read_counts(self) -> None:
        """Read the counters of the navigation and the figures at the bottom."""
        waiting = {key: spec.waiting for key, spec in self.specs.items() if spec.waiting is not None}

        def read() -> tuple[dict[str, tuple[int, bool]], tuple[int, bool], str]:
            from crm_desktop.gui.common.figures import figures

            found = {key: count(self.shop) for key, count in waiting.items()}
            return found, due_follow_ups(self.shop), figures(self.shop)

        tasks.run_query(self, read, self._show_counts, key="counts")

    def _show_counts(self, found: tuple[dict[str, tuple[int, bool]], tuple[int, bool], str]) -> None:
        counters, due, figures = found
        for key, (count, late) in counters.items():
            self.nav.buttons[key].set_count(count, late=late)
        self.bar.counts.setText(figures)
        if self.tray is not None:
            self.tray.due(*due)

    # -- changes of other processes

    def _look_outside(self) -> None:
        tasks.run_query(self, self.shop.db.data_version, self._compare_version, key="version")

    def _compare_version(self, version: int) -> None:
        before, self._version = self._version, version
        if before is not None and before != version:
            self.shop.reload()
            events.events().changed.emit(EVERYTHING)

    # -- size and closing

    def _fit_navigation(self) -> None:
        chosen = self.state.get("nav.narrow")
        narrow = chosen if isinstance(chosen, bool) else self.width() < NARROW_BELOW
        if narrow != self.nav.is_narrow():
            self.nav.set_narrow(narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_navigation()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self._watch.isActive():
            self._look_outside()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Every screen may ask first; then sizes are remembered."""
        if not self._may_close:
            event.ignore()
            self._ask_screens(list(self.screens))
            return
        self._watch.stop()
        self._minute.stop()
        self.state.keep_geometry(self, "window")
        self.state.save()
        super().closeEvent(event)
        self.closed.emit()

    def _ask_screens(self, keys: list[str]) -> None:
        if not keys:
            self._may_close = True
            QTimer.singleShot(0, self.close)
            return
        self.screens[keys[0]].may_leave(lambda: self._ask_screens(keys[1:]))
