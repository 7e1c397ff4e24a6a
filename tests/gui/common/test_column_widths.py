"""Widths of columns: by the font, by the room, by what the person chose."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.gui import tasks
from crm_desktop.gui.common.column_widths import Need, share_out
from crm_desktop.gui.common.paged_model import SAMPLE_PHONE, Cell, Column
from crm_desktop.gui.common.paged_table import PagedTable
from crm_desktop.gui.common.row_delegate import RowDelegate
from crm_desktop.gui.common.ui_state import UiState

NAME, PHONE, TOWN, TAGS = range(4)
COLUMNS = (
    Column[int]("name", "Cliente", lambda row: Cell(f"Cliente {row}", bold=True), 200, elastic=True),
    Column[int]("phone", "Teléfono", lambda row: SAMPLE_PHONE, 40, sample=SAMPLE_PHONE),
    Column[int]("town", "Seguimiento y población", lambda row: "", 40, drop=1),
    Column[int]("tags", "Etiquetas", lambda row: "", 100, drop=2),
)


def table_of(width: int, qtbot: QtBot, state: UiState | None = None) -> PagedTable[int]:
    made: PagedTable[int] = PagedTable(
        COLUMNS, list, lambda row: row, state=state or UiState(), name="widths", accessible="Números"
    )
    qtbot.addWidget(made)
    made.resize(width, 300)
    made.show()
    return made


@pytest.fixture
def large_text(gui: tasks.Runner) -> Iterator[None]:
    before = QFont(QApplication.font())
    large = QFont(before)
    large.setPointSizeF(before.pointSizeF() * 1.6)
    QApplication.setFont(large)
    yield
    QApplication.setFont(before)


def heading_width(table: PagedTable[int], text: str) -> int:
    bold = QFont(table.horizontalHeader().font())
    bold.setWeight(QFont.Weight.DemiBold)
    return QFontMetrics(bold).horizontalAdvance(text)


def assert_nothing_is_cut(table: PagedTable[int]) -> None:
    phone = heading_width(table, SAMPLE_PHONE)  # a cell may be bold
    assert table.columnWidth(PHONE) >= phone + 16
    for number, column in enumerate(COLUMNS):
        if not table.isColumnHidden(number):
            assert table.columnWidth(number) >= heading_width(table, column.title) + 16


@pytest.mark.parametrize("width", [420, 520, 700, 1000, 1600])
def test_headings_and_telephones_are_never_cut(gui: tasks.Runner, qtbot: QtBot, width: int) -> None:
    assert_nothing_is_cut(table_of(width, qtbot))


def test_a_larger_font_makes_wider_columns(large_text: None, qtbot: QtBot) -> None:
    assert_nothing_is_cut(table_of(900, qtbot))


def test_the_name_takes_the_room_that_is_left(gui: tasks.Runner, qtbot: QtBot) -> None:
    table = table_of(620, qtbot)
    before = [table.columnWidth(number) for number in range(4)]
    table.resize(650, 300)
    assert [table.columnWidth(number) - before[number] for number in range(4)] == [30, 0, 0, 0]


def test_columns_give_way_in_their_order_and_come_back(gui: tasks.Runner, qtbot: QtBot) -> None:
    table = table_of(900, qtbot)
    shown: list[list[int]] = []
    for width in (900, 480, 330, 480, 900):
        table.resize(width, 300)
        shown.append([number for number in range(4) if not table.isColumnHidden(number)])
    assert shown == [[0, 1, 2, 3], [0, 1, 2], [0, 1], [0, 1, 2], [0, 1, 2, 3]]
    assert all(table.column_wanted(number) for number in range(4))


def test_what_gave_way_is_not_remembered_as_hidden(gui: tasks.Runner, qtbot: QtBot) -> None:
    state = UiState()
    narrow = table_of(330, qtbot, state)
    narrow.horizontalHeader().resizeSection(NAME, 120)
    assert narrow.isColumnHidden(TAGS)
    wide = table_of(900, qtbot, state)
    assert not wide.isColumnHidden(TAGS)
    assert wide.columnWidth(NAME) == 120


def test_a_column_that_is_asked_for_in_a_narrow_list_is_shown(gui: tasks.Runner, qtbot: QtBot) -> None:
    table = table_of(330, qtbot)
    assert table.isColumnHidden(TOWN)
    table.show_column(TOWN, True)
    assert not table.isColumnHidden(TOWN)


def test_the_sorted_column_has_room_for_its_arrow(gui: tasks.Runner, qtbot: QtBot) -> None:
    table = table_of(640, qtbot)
    before = table.columnWidth(TOWN)
    table.set_sorting("town", False)
    assert table.columnWidth(TOWN) >= before
    assert table.columnWidth(TOWN) >= heading_width(table, COLUMNS[TOWN].title) + 30


def test_a_bold_name_that_does_not_fit_ends_in_dots(gui: tasks.Runner, qtbot: QtBot) -> None:
    table = table_of(600, qtbot)
    delegate = table.itemDelegate()
    assert isinstance(delegate, RowDelegate)
    name = "Fernández Domínguez, María Montserrat"
    bold = QFont(table.font())
    bold.setWeight(QFont.Weight.DemiBold)
    for bold_name, font in ((False, table.font()), (True, bold)):
        needed = QFontMetrics(font).horizontalAdvance(name)
        assert delegate.shown_text(Cell(name, bold=bold_name), needed + 2) == name
        assert delegate.shown_text(Cell(name, bold=bold_name), needed - 4).endswith("…")


needs = st.lists(
    st.tuples(st.integers(20, 400), st.integers(0, 300), st.booleans(), st.integers(0, 3)), min_size=1
).map(
    lambda found: [
        Need(number, least + more, least, elastic, drop)
        for number, (least, more, elastic, drop) in enumerate(found)
    ]
)


@given(needs, st.integers(0, 3000))
def test_widths_fill_the_room_and_keep_what_is_least(wanted: list[Need], room: int) -> None:
    widths = share_out(wanted, room)
    by_number = {need.number: need for need in wanted}
    assert all(width >= by_number[number].least for number, width in widths.items())
    gone = [need for need in wanted if need.number not in widths]
    assert all(need.drop for need in gone)
    kept_drops = [by_number[number].drop for number in widths if by_number[number].drop]
    assert not gone or not kept_drops or min(need.drop for need in gone) >= max(kept_drops)
    if widths and sum(by_number[number].least for number in widths) <= room:
        assert sum(widths.values()) == room
