"""Lists of any length: ids first, rows when painted, selection by ids, columns remembered."""

from __future__ import annotations

import threading
import time
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.gui import tasks
from crm_desktop.gui.common.paged_model import Cell, Column
from crm_desktop.gui.common.paged_table import PagedTable
from crm_desktop.gui.common.ui_state import UiState

COLUMNS = (
    Column[int]("name", "Nombre", lambda row: Cell(f"Cliente {row}", bold=row % 2 == 0), 200, elastic=True),
    Column[int]("phone", "Teléfono", lambda row: f"600 {row:06d}", 120),
    Column[int](
        "tags", "Etiquetas", lambda row: Cell("una, dos", chips=True), 120, sortable=False, shown=False
    ),
    Column[int]("points", "Puntos", lambda row: f"{row}", 80, "right"),
)


@dataclass
class Page:
    ids: Sequence[int]
    total: int


@dataclass
class Source:
    """A list of the numbers below `count`, that remembers what was asked of it."""

    count: int
    asked: list[int] = field(default_factory=list)
    threads: set[int] = field(default_factory=set)
    order: list[int] | None = None

    def every(self) -> array[int]:
        return array("q", self.order if self.order is not None else range(self.count))

    def first(self) -> Page:
        ids = self.every()
        return Page(ids[:200], len(ids))

    def rows(self, ids: Sequence[int]) -> list[int]:
        self.threads.add(threading.get_ident())
        self.asked += ids
        return [number for number in ids if self.order is None or number in self.order]


Made = tuple[PagedTable[int], Source]


def table_over(source: Source, qtbot: QtBot, state: UiState | None = None) -> PagedTable[int]:
    made: PagedTable[int] = PagedTable(
        COLUMNS, source.rows, lambda row: row, state=state or UiState(), name="test", accessible="Números"
    )
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    with qtbot.waitSignal(made.paged.completed):
        made.open(source.first, source.every)
    qtbot.waitUntil(tasks.runner().idle)
    return made


@pytest.fixture
def source() -> Source:
    return Source(100_000)


@pytest.fixture
def table(gui: tasks.Runner, qtbot: QtBot, source: Source) -> PagedTable[int]:
    return table_over(source, qtbot)


def test_opening_a_long_list_reads_one_page_away_from_the_window(
    table: PagedTable[int], source: Source
) -> None:
    assert table.paged.total == 100_000
    assert table.paged.complete
    assert len(source.asked) < 300
    assert threading.get_ident() not in source.threads
    assert table.verticalHeader().isHidden()


def test_data_and_flags_never_fetch(table: PagedTable[int], source: Source) -> None:
    source.asked.clear()
    model = table.paged
    for row in range(0, 100_000, 997):
        model.flags(model.index(row, 0))
        model.data(model.index(row, 0))
    assert source.asked == []


def test_what_is_scrolled_to_is_fetched_and_painted(
    table: PagedTable[int], source: Source, qtbot: QtBot
) -> None:
    source.asked.clear()
    table.scrollToBottom()
    qtbot.waitUntil(lambda: table.paged.cell(99_999, 0) is not None)
    cell = table.paged.cell(99_999, 0)
    assert cell is not None
    assert cell.text == "Cliente 99999"
    assert len(source.asked) < 300
    assert not table.grab().isNull()


def test_selecting_everything_is_instant_and_gives_all_ids(table: PagedTable[int]) -> None:
    start = time.perf_counter()
    table.selectAll()
    ids = table.selected_ids()
    table.repaint()
    table.horizontalHeader().repaint()
    assert time.perf_counter() - start < 0.5
    assert table.selected_count() == 100_000
    assert (len(ids), ids[0], ids[-1]) == (100_000, 0, 99_999)


def test_selected_ids_come_in_the_order_of_the_list(table: PagedTable[int]) -> None:
    table.select_row(50)
    for row in (10, 11, 30):
        table.selectionModel().select(
            table.paged.index(row, 0),
            table.selectionModel().SelectionFlag.Select | table.selectionModel().SelectionFlag.Rows,
        )
    assert list(table.selected_ids()) == [10, 11, 30, 50]


def test_ids_that_are_not_there_yet_are_waited_for(gui: tasks.Runner, qtbot: QtBot) -> None:
    hold, source = threading.Event(), Source(5000)
    made: PagedTable[int] = PagedTable(
        COLUMNS, source.rows, lambda row: row, state=UiState(), name="t", accessible="x"
    )
    qtbot.addWidget(made)

    def late() -> array[int]:
        hold.wait(5)
        return source.every()

    with qtbot.waitSignal(made.paged.loaded):
        made.open(source.first, late)
    made.selectAll()
    got: list[array[int]] = []
    made.with_selected_ids(got.append)
    assert got == []
    hold.set()
    qtbot.waitUntil(lambda: bool(got))
    assert len(got[0]) == 5000


def test_a_row_is_selected_also_while_ctrl_is_held(table: PagedTable[int]) -> None:
    window = table.window().windowHandle()
    QTest.keyPress(window, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    try:
        table.select_row(3)
        table.select_row(3)
    finally:
        QTest.keyRelease(window, Qt.Key.Key_Control)
    assert list(table.selected_ids()) == [table.paged.id_at(3)]


def test_a_refresh_keeps_the_current_row_the_selection_and_the_place(
    table: PagedTable[int], source: Source, qtbot: QtBot
) -> None:
    table.select_row(500)
    table.verticalScrollBar().setValue(table.rowViewportPosition(495) + table.verticalOffset())
    place = table.verticalScrollBar().value()
    told: list[object] = []
    table.current_changed.connect(told.append)
    source.order = [number for number in range(100_000) if number not in {3, 4}]
    with qtbot.waitSignal(table.paged.refreshed):
        table.refresh()
    qtbot.waitUntil(tasks.runner().idle)
    assert table.current_id() == 500
    assert list(table.selected_ids()) == [500]
    assert table.verticalScrollBar().value() == place
    assert told == []


def test_a_refresh_of_a_list_that_was_selected_whole_stays_selected_whole(
    table: PagedTable[int], source: Source, qtbot: QtBot
) -> None:
    table.selectAll()
    source.order = list(range(99_000))
    with qtbot.waitSignal(table.paged.refreshed):
        table.refresh()
    assert table.selected_count() == 99_000


def test_when_the_current_row_is_gone_the_page_is_told(
    table: PagedTable[int], source: Source, qtbot: QtBot
) -> None:
    table.select_row(7)
    told: list[object] = []
    table.current_changed.connect(told.append)
    source.order = [number for number in range(100_000) if number != 7]
    with qtbot.waitSignal(table.paged.refreshed):
        table.refresh()
    assert told[-1] != 7


def test_changed_rows_are_read_again(gui: tasks.Runner, qtbot: QtBot) -> None:
    source, suffix = Source(50), ["a"]
    columns = (Column[int]("n", "N", lambda row: f"{row}{suffix[0]}"),)
    made: PagedTable[int] = PagedTable(
        columns, source.rows, lambda row: row, state=UiState(), name="t", accessible="x"
    )
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitSignal(made.paged.completed):
        made.open(source.first, source.every)
    suffix[0] = "b"
    with qtbot.waitSignal(made.paged.refreshed):
        made.refresh()
    cell = made.paged.cell(0, 0)
    assert cell is not None
    assert cell.text == "0b"


def test_clicking_a_heading_asks_for_its_order_and_clicking_again_turns_it(
    table: PagedTable[int], qtbot: QtBot
) -> None:
    asked: list[tuple[str, bool]] = []
    table.sort_asked.connect(lambda key, down: asked.append((key, down)))
    header = table.horizontalHeader()
    for number in (1, 1, 1, 2, 3):
        header.sectionClicked.emit(number)
    assert asked == [("phone", False), ("phone", True), ("phone", False), ("points", False)]


def test_columns_and_order_are_remembered(gui: tasks.Runner, qtbot: QtBot, source: Source) -> None:
    state = UiState()
    first = table_over(source, qtbot, state)
    first.show_column(2, True)
    first.show_column(1, False)
    first.horizontalHeader().resizeSection(3, 111)
    first.horizontalHeader().moveSection(3, 1)
    first.set_sorting("points", True)
    again = table_over(Source(10), qtbot, state)
    assert not again.isColumnHidden(2)
    assert again.isColumnHidden(1)
    assert again.columnWidth(3) == 111
    assert again.horizontalHeader().visualIndex(3) == 1
    assert again.sorting() == ("points", True)


def test_remembered_nonsense_costs_nothing(gui: tasks.Runner, qtbot: QtBot, source: Source) -> None:
    state = UiState()
    state.put("list.test.columns", {"name": ["x", None], "phone": 3})
    state.put("list.test.sort", ["gone", True])
    assert table_over(source, qtbot, state).sorting() == ("name", False)


def test_the_elastic_column_fills_the_room(table: PagedTable[int]) -> None:
    assert table.horizontalHeader().length() == table.viewport().width()
    table.resize(900, 500)
    assert table.horizontalHeader().length() == table.viewport().width()


def test_enter_and_double_click_open(table: PagedTable[int], qtbot: QtBot) -> None:
    opened: list[int] = []
    table.chosen.connect(opened.append)
    table.select_row(3)
    QTest.keyClick(table, Qt.Key.Key_Return)
    where = table.visualRect(table.paged.index(5, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert opened == [3, 5]


def test_letters_go_to_the_search_box(table: PagedTable[int]) -> None:
    typed: list[str] = []
    table.typed.connect(typed.append)
    QTest.keyClick(table, Qt.Key.Key_V)
    assert typed == ["v"]


def test_a_keystroke_drops_the_list_before_it(gui: tasks.Runner, qtbot: QtBot, source: Source) -> None:
    made = table_over(Source(10), qtbot)
    lists = [Source(number) for number in range(1, 30)]
    for one in lists:
        made.open(one.first, one.every)
    qtbot.waitUntil(gui.idle)
    assert made.paged.total == 29


def test_an_empty_list_is_no_fault(gui: tasks.Runner, qtbot: QtBot) -> None:
    made = table_over(Source(0), qtbot)
    assert (made.paged.total, made.selected_count(), made.current_id()) == (0, 0, None)
    assert not made.grab().isNull()
    made.select_row(0)
    made.menu_asked.emit(QPoint())


def test_rows_that_are_looked_at_for_long_do_not_fill_the_memory(
    table: PagedTable[int], qtbot: QtBot
) -> None:
    for row in range(0, 20_000, 80):
        table.paged.want(row, row + 20)
        qtbot.waitUntil(tasks.runner().idle)
    assert len(table.paged._rows) <= 5200


def test_a_list_in_an_order_of_its_own_has_no_arrow_on_its_headings(
    gui: tasks.Runner, qtbot: QtBot, source: Source
) -> None:
    columns = (Column[int]("code", "Código", str, 200, sortable=False),)
    made: PagedTable[int] = PagedTable(
        columns, source.rows, lambda row: row, state=UiState(), name="own", accessible="Números"
    )
    qtbot.addWidget(made)
    header = made.horizontalHeader()
    assert header.sortIndicatorSection() == -1
    header.sectionClicked.emit(0)
    assert header.sortIndicatorSection() == -1
