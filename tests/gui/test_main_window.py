"""The frame: screens, keys, counters, search, undo, what is remembered, changes of other processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.staff import StaffMember
from crm_desktop.gui import events, tasks
from crm_desktop.gui.common.labels import PlainLabel
from crm_desktop.gui.common.screen import Context, Screen
from crm_desktop.gui.common.ui_state import UiState
from crm_desktop.gui.main_window import MainWindow
from crm_desktop.gui.screens import SCREENS, ScreenSpec
from crm_desktop.services import customers, reminders, staff
from crm_desktop.services.shop import Shop, open_shop
from tests.factories import TODAY, a_clock, a_customer, a_reminder, a_shop
from tests.gui.recorder import MessageRecorder


class Plain(Screen):
    """A screen that remembers what was asked of it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.asked: list[Any] = []
        self.stays = False

    def activate(self) -> None:
        self.setFocus()
        self.asked.append("activate")

    def open_target(self, target: object) -> None:
        self.asked.append(target)

    def may_leave(self, then: Callable[[], None]) -> None:
        self.asked.append("leave?")
        if not self.stays:
            then()

    def focus_search(self) -> None:
        self.asked.append("search")

    def new(self) -> bool:
        self.asked.append("new")
        return True

    def edit(self) -> None:
        self.asked.append("edit")

    def print_(self) -> None:
        self.asked.append("print")

    def back(self) -> bool:
        self.asked.append("back")
        return True

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("Z", "Algo propio"),)


SPECS = (
    ScreenSpec("home", "Home", "house", "Today", Plain, "Ctrl+1"),
    ScreenSpec("customers", "Customers", "users", "Customers", Plain, "Ctrl+3"),
    ScreenSpec("reminders", "Follow-ups", "bell", "Service", Plain, "Ctrl+6", lambda _shop: (14, True)),
    ScreenSpec("settings", "Settings", "settings", "Business", Plain, "Ctrl+9"),
)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(a_shop(tmp_path / "shop")) as made:
        yield made


Open = Callable[..., MainWindow]


@pytest.fixture
def open_window(gui: tasks.Runner, qtbot: QtBot, shop: Shop) -> Open:
    def opened(state: UiState | None = None, specs: tuple[ScreenSpec, ...] = SPECS) -> MainWindow:
        made = MainWindow(shop, state or UiState(), specs=specs)
        qtbot.addWidget(made)
        events.events().changed.connect(made.tell_change)
        made.start()
        made.show()
        qtbot.waitUntil(lambda: made._version is not None)
        qtbot.waitUntil(gui.idle)
        return made

    return opened


@pytest.fixture
def window(open_window: Open) -> MainWindow:
    return open_window()


def plain(window: MainWindow) -> Plain:
    screen = window.current()
    assert isinstance(screen, Plain)
    return screen


def press(window: MainWindow, keys: str) -> None:
    """Press a key of the window: the shortcut that is bound to it."""
    wanted = QKeySequence(keys)
    found = [one for one in window.findChildren(QShortcut) if one.key() == wanted]
    assert len(found) == 1, keys
    found[0].activated.emit()


def test_screens_are_made_when_they_are_first_shown(window: MainWindow) -> None:
    assert list(window.screens) == ["home"]
    window.nav.buttons["customers"].click()
    assert list(window.screens) == ["home", "customers"]
    assert window.current_id() == "customers"
    assert window.top.title.text() == "Customers"


@pytest.mark.parametrize(
    ("keys", "screen"), [("Ctrl+3", "customers"), ("Ctrl+6", "reminders"), ("Ctrl+9", "settings")]
)
def test_control_and_a_number_go_to_a_screen(window: MainWindow, keys: str, screen: str) -> None:
    press(window, keys)
    assert window.current_id() == screen


@pytest.mark.parametrize(
    ("keys", "asked"),
    [("Ctrl+F", "search"), ("Ctrl+N", "new"), ("F2", "edit"), ("Ctrl+P", "print"), ("Esc", "back")],
)
def test_keys_reach_the_screen_in_front(window: MainWindow, keys: str, asked: str) -> None:
    press(window, keys)
    assert plain(window).asked[-1] == asked


def test_no_key_is_bound_twice(window: MainWindow) -> None:
    keys = [one.key().toString() for one in window.findChildren(QShortcut)]
    assert len(keys) == len(set(keys))


def test_a_screen_with_unsaved_text_is_not_left(window: MainWindow) -> None:
    plain(window).stays = True
    window.nav.buttons["customers"].click()
    assert window.current_id() == "home"
    assert window.nav.buttons["home"].isChecked()
    plain(window).stays = False
    window.go("customers", 7)
    assert plain(window).asked[-1] == 7


def test_the_window_does_not_close_over_unsaved_text(window: MainWindow, qtbot: QtBot) -> None:
    plain(window).stays = True
    window.close()
    qtbot.wait(20)
    assert window.isVisible()
    plain(window).stays = False
    with qtbot.waitSignal(window.closed):
        window.close()


def test_size_screen_and_navigation_are_remembered(open_window: Open, qtbot: QtBot) -> None:
    state = UiState()
    first = open_window(state)
    first.resize(900, 640)
    first.go("customers")
    first.nav.toggle.click()
    narrow = first.nav.is_narrow()
    with qtbot.waitSignal(first.closed):
        first.close()
    again = open_window(state)
    assert again.current_id() == "customers"
    assert again.nav.is_narrow() == narrow
    assert again.height() == 640


def test_a_small_window_shows_only_icons(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1024, 600)
    assert window.nav.is_narrow()
    assert (window.width(), window.height()) == (1024, 600)
    window.resize(1366, 768)
    assert not window.nav.is_narrow()


def test_what_waits_is_counted_in_the_navigation(window: MainWindow) -> None:
    assert window.nav.buttons["reminders"].count() == 14
    assert "0 customers" in window.bar.counts.text()


def test_a_change_is_told_with_undo_and_can_be_undone(window: MainWindow, shop: Shop, qtbot: QtBot) -> None:
    made = customers.save_customer(shop, a_customer()).value
    tasks.run_change(window, lambda: customers.tag(shop, [made], add=["Feria"]))
    qtbot.waitUntil(lambda: "Feria" in window.bar.sentence.text())
    assert window.bar.undo_button.isVisible()
    window.bar.undo_button.click()
    qtbot.waitUntil(tasks.runner().idle)
    assert customers.get_customer(shop, made).tags == ()


def test_control_z_undoes_what_was_done_last(window: MainWindow, shop: Shop, qtbot: QtBot) -> None:
    made = customers.save_customer(shop, a_customer()).value
    tasks.run_change(window, lambda: customers.archive(shop, [made]))
    qtbot.waitUntil(tasks.runner().idle)
    press(window, "Ctrl+Z")
    qtbot.waitUntil(lambda: customers.get_customer(shop, made).archived_at is None)


def test_control_z_with_nothing_to_undo_says_so(
    window: MainWindow, qtbot: QtBot, recorder: MessageRecorder
) -> None:
    press(window, "Ctrl+Z")
    qtbot.waitUntil(lambda: bool(recorder.toasts))
    assert recorder.toasts == ["There is nothing to undo."]


def test_search_finds_and_opens_a_customer_by_keyboard(window: MainWindow, shop: Shop, qtbot: QtBot) -> None:
    customers.save_customer(shop, a_customer(given_name="Begoña", family_name="Ábalos"))
    wanted = customers.save_customer(shop, a_customer(given_name="Íñigo", family_name="Ábrego")).value
    press(window, "Ctrl+K")
    box = window.top.search
    assert box.hasFocus()
    box.setText("ab")
    qtbot.waitUntil(lambda: len(box.results()) == 2)
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert window.current_id() == "customers"
    assert plain(window).asked[-1] == wanted
    assert box.text() == ""
    assert box.results() == []


def test_search_says_when_nobody_is_found_and_escape_goes_back(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    plain(window).setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    plain(window).setFocus()
    press(window, "Ctrl+K")
    box = window.top.search
    box.setText("<b>nadie")
    qtbot.waitUntil(lambda: box._panel is not None and box._panel.isVisible())
    assert "<b>nadie" in box._nothing.text()
    assert not window.grab().isNull()
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""
    assert not box._panel.isVisible()  # type: ignore[union-attr]
    assert window.focusWidget() is plain(window)


def test_the_keys_are_shown_with_those_of_the_screen(window: MainWindow, qtbot: QtBot) -> None:
    press(window, "F1")
    dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
    assert len(dialogs) == 1
    texts = [label.text() for label in dialogs[0].findChildren(PlainLabel)]
    assert "Algo propio" in texts
    dialogs[0].close()


def test_who_is_on_duty_is_kept_with_what_is_done(window: MainWindow, shop: Shop, qtbot: QtBot) -> None:
    member = staff.save_staff(shop, StaffMember("Lucía")).value
    events.events().changed.emit(staff.save_staff(shop, StaffMember("Marta")))
    qtbot.waitUntil(window.top.duty.isVisible)
    window.top.duty.menu().actions()[0].trigger()
    assert shop.on_duty == member
    assert window.state.get("on_duty") == member
    window.top.duty.people_asked.emit()
    assert (window.current_id(), plain(window).asked[-1]) == ("settings", "people")


def test_changes_of_another_process_are_noticed(window: MainWindow, shop: Shop, qtbot: QtBot) -> None:
    heard: list[Any] = []
    events.on_change(window, {"customers"}, heard.append)
    other = open_shop(shop.paths.folder, clock=a_clock())
    customers.save_customer(other, a_customer())
    other.close()
    window._look_outside()
    qtbot.waitUntil(lambda: bool(heard))
    qtbot.waitUntil(lambda: "1 customer" in window.bar.counts.text())


def test_what_is_due_is_told_once_in_the_tray(window: MainWindow, shop: Shop, qtbot: QtBot) -> None:
    customer = customers.save_customer(shop, a_customer()).value
    reminders.save(shop, a_reminder(customer, due_date=TODAY))
    window.show_tray()
    qtbot.waitUntil(lambda: window.tray is not None and bool(window.tray.notices))
    assert window.tray is not None
    window.tray.opened.emit()
    assert window.current_id() == "reminders"


def test_a_shop_that_can_only_be_read_says_so(gui: tasks.Runner, qtbot: QtBot, shop: Shop) -> None:
    shop.db.read_only = True
    made = MainWindow(shop, UiState(), specs=SPECS)
    qtbot.addWidget(made)
    made.start()
    assert not made.top.new_button.isEnabled()
    shop.db.read_only = False


def test_every_real_screen_opens_and_is_named(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(specs=SCREENS)
    for spec in SCREENS:
        window.go(spec.id)
        qtbot.waitUntil(tasks.runner().idle)
        assert window.current_id() == spec.id
        assert not window.grab().isNull()
        press(window, "Esc")
    assert len({spec.shortcut for spec in SCREENS}) == len(SCREENS)


def test_everything_that_takes_the_focus_has_a_name(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(specs=SCREENS)
    nameless: set[str] = set()
    for spec in SCREENS:
        window.go(spec.id)
        qtbot.wait(80)
        qtbot.waitUntil(tasks.runner().idle)
        for widget in window.findChildren(QWidget):
            if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                seen = QAccessible.queryAccessibleInterface(widget)
                if seen is not None and not seen.text(QAccessible.Text.Name).strip():
                    nameless.add(f"{spec.id}: {type(widget).__name__} in {type(widget.parent()).__name__}")
    assert nameless == set()
