"""What tests of the segments start from: keys as a person presses them, and a shop with a few customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.gui.segments.page import SegmentsPage
from crm_desktop.services import customers
from tests.factories import a_customer, a_mobile
from tests.gui.support import Place, Settle, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    Press = Callable[..., None]

PEOPLE = (
    ("Ana", "Soler", "Valencia"),
    ("Berta", "Pons", "Valencia"),
    ("Carles", "Mas", "Alboraia"),
    ("Dolors", "Vidal", "Sagunto"),
)


@pytest.fixture
def people(empty_place: Place) -> list[int]:
    """Four customers of three towns."""
    return [
        customers.save_customer(
            empty_place.shop,
            a_customer(
                given_name=given,
                family_name=family,
                second_family_name="",
                town=town,
                contacts=(a_mobile(f"61234500{number}", f"+3461234500{number}"),),
            ),
        ).value
        for number, (given, family, town) in enumerate(PEOPLE)
    ]


@pytest.fixture
def page(empty_place: Place, people: list[int], settle: Settle, qtbot: QtBot) -> SegmentsPage:
    """The screen over a shop with four customers."""
    made = shown(SegmentsPage(empty_place.context), settle, qtbot)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def press(settle: Settle) -> Press:
    """Press keys where the focus is: a text letter by letter, or a key with modifiers."""

    def go(key: str | Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        if isinstance(key, str):
            for letter in key:
                _send(_focused(), Qt.Key.Key_unknown, letter, modifiers)
        else:
            _send(_focused(), key, "\r" if key == Qt.Key.Key_Return else "", modifiers)
        settle()

    return go


def _focused() -> QWidget:
    popup = QApplication.activePopupWidget()
    if popup is not None:
        inside = popup.focusWidget()
        return popup if inside is None else inside
    # A closed popup may leave this platform without an active window.
    windows = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w.focusWidget() is not None]
    found = QApplication.focusWidget()
    if found is None and windows:
        found = windows[-1].focusWidget()
    assert found is not None, "nothing has the focus"
    return found


def _send(to: QWidget, key: Qt.Key, text: str, modifiers: Qt.KeyboardModifier) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(to, QKeyEvent(kind, key, modifiers, text))
