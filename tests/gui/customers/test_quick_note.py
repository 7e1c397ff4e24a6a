"""The line for a note: as high as what is written, its button beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.gui import tasks
from crm_desktop.gui.customers.quick_note import LINES, QuickNote


def test_the_button_stands_beside_the_line_however_much_room_there_is(
    gui: tasks.Runner, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    note = QuickNote()
    for widget in (QLabel("a"), note, QLabel("b")):
        column.addWidget(widget)
    window.resize(400, 500)
    window.show()
    assert note.edit.geometry().top() == note.button.geometry().top()
    assert note.edit.height() == note.button.height() == note.height()


def test_it_grows_with_its_lines_and_scrolls_only_when_there_are_many(
    gui: tasks.Runner, qtbot: QtBot
) -> None:
    note = QuickNote()
    qtbot.addWidget(note)
    note.show()
    heights = []
    for lines in (1, 2, LINES, LINES + 10):
        note.edit.setPlainText("\n".join("x" * lines))
        heights.append(note.edit.height())
        assert note.edit.verticalScrollBar().isVisible() == (lines > LINES)
    assert heights[0] < heights[1] < heights[2] == heights[3]
