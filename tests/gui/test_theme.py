"""The look: light and dark, sizes of text, and what this PC remembers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.gui import colours, theme
from crm_desktop.gui.common import ui_state
from crm_desktop.gui.common.labels import title
from crm_desktop.gui.common.ui_state import UiState


@pytest.fixture(autouse=True)
def back_to_light(themed: QApplication) -> Iterator[None]:
    yield
    theme.apply(themed, theme.Look(theme.ThemeMode.LIGHT))


@pytest.mark.parametrize("mode", [theme.ThemeMode.LIGHT, theme.ThemeMode.DARK, theme.ThemeMode.SYSTEM])
def test_the_whole_program_follows_the_theme(themed: QApplication, mode: theme.ThemeMode) -> None:
    theme.apply(themed, theme.Look(mode))
    of = colours.current()
    assert themed.palette().color(QPalette.ColorRole.Window).name() == of.window
    assert themed.style().name() == "fusion" or themed.styleSheet()
    if mode is not theme.ThemeMode.SYSTEM:
        assert of.dark == (mode is theme.ThemeMode.DARK)


def test_the_style_sheet_knows_every_colour_and_picture(themed: QApplication, qtbot: QtBot) -> None:
    theme.apply(themed, theme.Look(theme.ThemeMode.DARK))
    sheet = themed.styleSheet()
    assert "{" in sheet
    for name in ("tick-dark", "dot-dark", "arrow-down", "arrow-up"):
        assert name in sheet
    for line in sheet.split('url("')[1:]:
        assert Path(line.split('"')[0]).is_file()


def test_larger_text_makes_headings_larger_too(themed: QApplication, qtbot: QtBot) -> None:
    heading = title("Clientes")
    qtbot.addWidget(heading)
    heading.show()
    before = heading.fontInfo().pointSizeF()
    theme.apply(themed, theme.Look(theme.ThemeMode.LIGHT, "", theme.TextSize.HUGE))
    assert heading.font().pointSizeF() > before * 1.2


def test_unknown_names_are_the_usual_look() -> None:
    assert theme.mode_of("sepia") is theme.ThemeMode.SYSTEM
    assert theme.text_size_of("") is theme.TextSize.NORMAL


def test_sizes_are_remembered_on_this_pc(tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "año & ñu" / "window.json"
    state = UiState(file)
    state.put("theme", "dark")
    state.put("número", 3)
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(321, 234)
    state.keep_geometry(widget, "window")
    state.save()
    again = UiState(file)
    assert (again.text("theme"), again.number("número"), again.get("x", 5)) == ("dark", 3, 5)
    other = QWidget()
    qtbot.addWidget(other)
    assert again.restore_geometry(other, "window")
    assert (other.width(), other.height()) == (321, 234)


def test_what_is_remembered_is_written_soon_without_closing(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ui_state, "SAVE_MS", 40)
    file = tmp_path / "window.json"
    state = UiState(file)
    written: list[int] = []
    save = state.save

    def counted() -> None:
        written.append(1)
        save()

    monkeypatch.setattr(state, "save", counted)
    for width in range(20):  # a border that is being dragged
        state.put("width", width)
    assert not file.exists()
    qtbot.waitUntil(file.exists)
    state.put("width", 19)
    qtbot.wait(100)
    assert (UiState(file).number("width"), written) == (19, [1])


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe\x00", b'{"window": 3, "split.x": ["a"]}'])
def test_a_damaged_memory_costs_only_the_sizes(tmp_path: Path, qtbot: QtBot, content: bytes) -> None:
    file = tmp_path / "window.json"
    file.write_bytes(content)
    state = UiState(file)
    widget, splitter = QWidget(), QSplitter()
    qtbot.addWidget(widget)
    qtbot.addWidget(splitter)
    splitter.addWidget(QWidget())
    assert not state.restore_geometry(widget, "window")
    state.bind_splitter(splitter, "split.x")
    state.put("theme", "dark")
    state.save()
    assert UiState(file).text("theme") == "dark"


def test_a_folder_that_cannot_be_written_troubles_nobody(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    state = UiState(blocked / "window.json")
    state.put("theme", "dark")
    state.save()
    assert state.text("theme") == "dark"
