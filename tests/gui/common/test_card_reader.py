"""A card that is read on any screen is noticed; a person who types is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QWidget

from crm_desktop.gui.common.card_reader import KEEPS, CardReader

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Desk:
    """A field that has the focus, and what the reader told."""

    def __init__(self, field: QWidget) -> None:
        self.field = field
        self.read: list[str] = []
        self.reader = CardReader(self.read.append, field)
        self.now = 10_000

    def key(self, text: str, gap: int, key: Qt.Key = Qt.Key.Key_A) -> None:
        """Press one key, so many milliseconds after the one before."""
        self.now += gap
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
        event.setTimestamp(self.now)
        QCoreApplication.sendEvent(self.field, event)

    def type(self, text: str, gap: int) -> None:
        """Type a text and Enter."""
        for letter in text:
            self.key(letter, gap)
        self.key("\r", gap, Qt.Key.Key_Return)


@pytest.fixture(params=[QLineEdit, QPlainTextEdit])
def desk(request: pytest.FixtureRequest, themed: QApplication, qtbot: QtBot) -> Desk:
    """A field with the focus, and a reader that watches the program."""
    field = request.param()
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is field)
    return Desk(field)


def _text(field: QWidget) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()  # type: ignore[attr-defined]


def test_a_card_is_read_and_leaves_nothing_in_the_field(desk: Desk) -> None:
    desk.type("ab", 200)
    before = _text(desk.field)
    for letter in "A000042":
        desk.key(letter, 8)
    desk.key("\r", 8, Qt.Key.Key_Return)
    assert desk.read == ["A000042"]
    assert _text(desk.field) == before


def test_a_person_who_types_is_left_alone(desk: Desk) -> None:
    desk.type("A000042", 90)
    assert desk.read == []
    assert "A000042" in _text(desk.field)


def test_a_short_burst_is_no_card(desk: Desk) -> None:
    desk.type("1234", 8)
    assert desk.read == []


def test_the_field_that_wants_it_keeps_it(desk: Desk) -> None:
    desk.field.setProperty(KEEPS, True)
    desk.type("A000042", 8)
    assert desk.read == []
    assert "A000042" in _text(desk.field)


def test_what_was_typed_slowly_before_is_no_part_of_the_card(desk: Desk) -> None:
    for letter in "Ana ":
        desk.key(letter, 150)
    for letter in "8400017":
        desk.key(letter, 10)
    desk.key("\r", 10, Qt.Key.Key_Return)
    assert desk.read == ["8400017"]
    assert _text(desk.field) == "Ana "


def test_a_dialog_keeps_the_number_that_is_read_into_its_field(desk: Desk, qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.setModal(True)
    dialog.show()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is dialog)
    desk.type("A000042", 8)
    assert desk.read == []
    assert "A000042" in _text(desk.field)


def test_keys_that_no_keyboard_sent_are_no_card(desk: Desk) -> None:
    desk.now = 0
    desk.type("A000042", 0)
    assert desk.read == []
