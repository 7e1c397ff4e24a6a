"""The list that every screen with a list has: search, filters, words for nothing, columns, many at once."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.gui import events, later
from crm_desktop.gui.common.filter_button import ChipToggle
from crm_desktop.gui.common.labels import PlainLabel
from crm_desktop.gui.common.list_panel import ListPanel, make_menu
from crm_desktop.gui.common.list_screen import ListScreen
from crm_desktop.gui.common.list_spec import Action, Asked, Choice, Do, Group, ListSpec, Nothing, Toggle
from crm_desktop.gui.common.paged_model import Column
from crm_desktop.services.changes import Changes
from tests.gui.support import Place, Settle, column_texts, dialog_of, shown

CHANGED = Changes(None, frozenset({"colours"}))
WORDS = ("azul", "blanco", "crema", "dorado", "esmeralda")


class Numbers:
    """A list of colours with a shade, held in memory; the ids are the places in `WORDS`."""

    def __init__(self) -> None:
        self.known = list(range(len(WORDS)))
        self.asked: list[Asked] = []

    def ids(self, asked: Asked) -> array[int]:
        self.asked.append(asked)
        found = [n for n in self.known if asked.text in WORDS[n]]
        if asked.get("dark"):
            found = [n for n in found if n in {0, 4}]
        if asked.get("length"):
            found = [n for n in found if len(WORDS[n]) == asked.get("length")]
        return array("q", sorted(found, reverse=asked.descending))

    def spec(self, nothing: Callable[[Asked], Nothing]) -> ListSpec[int]:
        return ListSpec(
            name="colours",
            title="Colores",
            columns=(
                Column("name", "Nombre", lambda n: WORDS[n], 200, elastic=True),
                Column("letters", "Letras", lambda n: str(len(WORDS[n])), 80, align="right"),
            ),
            rows=list,
            row_id=lambda n: n,
            ids=self.ids,
            anything=lambda: bool(self.known),
            search="Nombre",
            counted=lambda total: f"{total} colores",
            nothing=nothing,
            filters=(
                Choice("length", "Letras", "todas", optional=True),
                Toggle("dark", "Oscuros", "Solo los oscuros"),
                Toggle("more", "", widens=True, optional=True),
            ),
            choices=lambda: {
                "length": [(size, str(size)) for size in sorted({len(WORDS[n]) for n in self.known})]
            },
            watched=("colours",),
            choices_watched=("colours",),
        )


class Page(ListScreen[ListPanel[int]]):
    """The colours, beside them their name in large."""

    def __init__(self, place: Place, numbers: Numbers) -> None:
        self.did: list[tuple[str, list[int]]] = []
        self.shown: list[int | None] = []
        super().__init__(place.context, ListPanel(place.context, numbers.spec(self.nothing)))
        self.list.offer_more("Más cosas", lambda: (Action("all", "Todo", "printer", self.note_all),))

    def nothing(self, _asked: Asked) -> Nothing:
        return Nothing("users", "Aún no hay colores", "", Do("Añadir", self.note_all))

    def note_all(self) -> None:
        self.did.append(("all", []))

    def make_detail(self) -> QWidget:
        return PlainLabel("")

    def show_in_detail(self, row_id: int | None) -> None:
        self.shown.append(row_id)

    def groups(self) -> Sequence[Group]:
        dark = bool(self.list.filters.value("dark"))
        return (
            Group(
                "Cambiar",
                (
                    Action("dye", "Teñir", "tag", lambda: self.list.with_selected(self.dye), shown=not dark),
                    Action("fade", "Aclarar & lavar", "tag", self.note_all, shown=dark, enabled=False),
                ),
            ),
        )

    def dye(self, ids: array[int]) -> None:
        self.did.append(("dye", list(ids)))


@pytest.fixture
def numbers() -> Numbers:
    return Numbers()


@pytest.fixture
def page(empty_place: Place, numbers: Numbers, settle: Settle, qtbot: QtBot) -> Page:
    made = shown(Page(empty_place, numbers), settle, qtbot)
    qtbot.waitUntil(lambda: bool(made.shown))
    return made


def test_the_list_opens_on_its_first_row_with_its_detail(page: Page) -> None:
    assert column_texts(page.list.table) == list(WORDS)
    assert page.list.count.text() == "5 colores"
    assert page.list.table.current_id() == 0
    assert page.shown[-1] == 0


def test_search_and_filters_reach_the_question(page: Page, numbers: Numbers, settle: Settle) -> None:
    page.list.filters.choose("dark", True)
    QTest.keyClicks(page.list.search, "me")
    settle()
    assert (numbers.asked[-1].text, numbers.asked[-1].get("dark")) == ("me", True)
    assert column_texts(page.list.table) == ["esmeralda"]
    assert page.list.filters.clear_link.isVisible()
    assert page.back()
    settle()
    assert len(column_texts(page.list.table)) == 5
    assert not page.list.filters.clear_link.isVisible()
    assert not page.back()


def test_chips_come_after_the_list_and_move_nothing(
    empty_place: Place, numbers: Numbers, settle: Settle, qtbot: QtBot
) -> None:
    made = Page(empty_place, numbers)
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    assert not made.list.filters.findChildren(ChipToggle)
    before = made.list.table.mapTo(made, QPoint(0, 0)).y()
    settle()
    assert made.list.filters.findChildren(ChipToggle)
    assert abs(made.list.table.mapTo(made, QPoint(0, 0)).y() - before) <= 2


def test_a_list_that_is_read_twice_at_once_has_its_chips_and_its_detail(
    empty_place: Place, numbers: Numbers, settle: Settle, qtbot: QtBot
) -> None:
    made = Page(empty_place, numbers)
    made.list.refresh()  # before the first answer, such as by another screen's change
    shown(made, settle, qtbot)
    qtbot.waitUntil(lambda: made.shown == [0])
    assert made.list.filters.findChildren(ChipToggle)


def test_a_value_set_before_there_is_a_chip_shows_on_it(
    empty_place: Place, numbers: Numbers, settle: Settle, qtbot: QtBot
) -> None:
    made = Page(empty_place, numbers)
    made.list.filters.set_value("dark", True)
    made.list.reload()
    shown(made, settle, qtbot)
    assert made.list.filters.chips["dark"].isChecked()
    assert column_texts(made.list.table) == ["azul", "esmeralda"]


def test_tab_goes_from_the_search_over_the_chips_to_the_list(page: Page) -> None:
    page.activateWindow()
    page.list.search.setFocus()
    seen = []
    for _step in range(12):
        QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
        seen.append(page.focusWidget())
        if page.focusWidget() is page.list.table:
            break
    assert seen[-1] is page.list.table
    assert page.list.filters.chips["length"] in seen
    assert page.list.filters.chips["dark"] in seen


def test_a_filter_without_choices_and_one_put_away_are_not_there(
    page: Page, numbers: Numbers, settle: Settle
) -> None:
    chips = page.list.filters.chips
    assert chips["length"].isVisible()
    assert not chips["more"].isVisible()
    numbers.known = []
    events.events().changed.emit(CHANGED)
    settle()
    assert not chips["length"].isVisible()
    page.list.filters.choose("more", True)
    settle()
    assert numbers.asked[-1].get("more") is None
    page.list.filters.set_text("more", "3 más")
    page.list.filters.show_filter("more", True)
    assert chips["more"].text() == "3 más"
    page.list.reload()
    settle()
    assert numbers.asked[-1].get("more") is True
    assert not page.list.narrowed()


def test_nothing_found_offers_to_remove_the_filters(page: Page, settle: Settle) -> None:
    page.list.search.setText("zzz")
    settle()
    nothing = page.list.nothing
    assert nothing.isVisible()
    assert "zzz" in nothing.title()
    assert nothing.offered("second") is None
    nothing.first.emit()
    settle()
    assert page.list.table.isVisible()


def test_an_empty_list_offers_its_first_action(page: Page, numbers: Numbers, settle: Settle) -> None:
    numbers.known = []
    page.list.search.setText("a")
    settle()
    assert page.list.nothing.title() == "Aún no hay colores"
    page.list.nothing.first.emit()
    assert page.did == [("all", [])]
    assert page.list.count.text() == ""


def test_enter_presses_the_button_that_has_the_focus(
    page: Page, numbers: Numbers, settle: Settle, qtbot: QtBot
) -> None:
    numbers.known = []
    page.list.reload()
    settle()
    button = page.list.nothing.offered("first")
    assert button is not None
    page.activateWindow()
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.did == [("all", [])])


def test_a_change_keeps_the_row_or_goes_to_the_one_in_its_place(
    page: Page, numbers: Numbers, settle: Settle
) -> None:
    page.list.table.select_row(2)
    numbers.known.remove(0)
    events.events().changed.emit(CHANGED)
    settle()
    assert page.list.table.current_id() == 2
    numbers.known.remove(2)
    events.events().changed.emit(CHANGED)
    settle()
    assert page.list.table.current_id() == 3
    assert page.shown[-1] == 3


def test_a_row_that_is_not_there_yet_becomes_current_when_it_comes(page: Page, settle: Settle) -> None:
    page.open_target(3)
    assert page.shown[-1] == 3
    page.list.search.setText("azul")
    settle()
    page.list.search.setText("")
    page.list.go_to(4)
    settle()
    assert page.list.table.current_id() == 4


def test_many_rows_have_their_actions_in_panel_and_menu(page: Page, settle: Settle) -> None:
    page.list.table.selectAll()
    assert page.right.currentWidget() is page.selection
    assert page.selection.count.text() == "5 colores"
    page.selection.buttons["dye"].click()
    assert page.did == [("dye", [0, 1, 2, 3, 4])]
    assert not page.selection.buttons["fade"].isVisible()
    page.list.filters.choose("dark", True)
    settle()
    page.list.table.selectAll()
    assert page.selection.buttons["fade"].isVisible()
    assert not page.selection.buttons["fade"].isEnabled()
    texts = [action.text() for action in make_menu(page, page.groups()).actions()]
    assert texts == ["Aclarar && lavar"]
    assert page.back()
    assert page.right.currentWidget() is page.beside


def test_many_chosen_before_there_is_a_detail_leave_their_place_to_it(
    empty_place: Place, numbers: Numbers, settle: Settle, qtbot: QtBot
) -> None:
    later.hold()
    page = shown(Page(empty_place, numbers), settle, qtbot)
    page.list.table.selectAll()
    page.list.table.select_row(1)
    assert page.right.currentWidget() is page.beside
    assert page.shown[-1] == 1
    later.release()


def test_more_and_context_menus_do_what_they_say(page: Page, settle: Settle) -> None:
    page.list.more_button.click()
    menu = dialog_of(QMenu)
    menu.actions()[0].trigger()
    menu.close()
    assert page.did == [("all", [])]
    page.list.table.menu_asked.emit(page.mapToGlobal(QPoint(5, 5)))
    menu = dialog_of(QMenu)
    menu.actions()[0].trigger()
    menu.close()
    assert page.did[-1] == ("dye", [0])


def test_columns_can_be_chosen_from_the_button(page: Page) -> None:
    page.list.columns_button.click()
    menu = dialog_of(QMenu)
    assert [action.text() for action in menu.actions()] == ["Nombre", "Letras"]
    menu.actions()[1].trigger()
    menu.close()
    assert page.list.table.columns_shown() == ["name"]


def test_the_search_box_keeps_its_width_while_one_types(page: Page, settle: Settle) -> None:
    before = page.list.search.width()
    page.list.search.setText("esm")
    settle()
    assert page.list.count.text() == "1 colores"
    assert page.list.search.width() == before


def test_sorting_reads_anew(page: Page, numbers: Numbers, settle: Settle) -> None:
    page.list.table.set_sorting("name", True)
    settle()
    assert numbers.asked[-1].descending
    assert column_texts(page.list.table)[0] == "esmeralda"


def test_a_chip_that_appears_late_stands_beside_the_others(
    empty_place: Place, numbers: Numbers, settle: Settle, qtbot: QtBot
) -> None:
    made = Page(empty_place, numbers)
    made.list.filters.set_text("more", "3 más")
    made.list.filters.show_filter("more", True)
    shown(made, settle, qtbot)
    chips = [chip for chip in made.list.filters.chips.values() if chip.isVisible()]
    assert [chip.text() for chip in chips] == ["Letras: todas  ▾", "Oscuros", "3 más"]
    places = [chip.geometry() for chip in chips]
    assert not any(a.intersects(b) for n, a in enumerate(places) for b in places[n + 1 :])


def test_the_room_of_the_chips_is_kept_until_they_come(
    empty_place: Place, numbers: Numbers, settle: Settle, qtbot: QtBot
) -> None:
    page = shown(Page(empty_place, numbers), settle, qtbot)
    known = [key for key in empty_place.context.state._values if key.endswith(".filters")]
    assert known
    empty_place.context.state.put(known[0], 90)
    later.hold()
    again = Page(empty_place, numbers)
    assert again.list.filters.minimumHeight() == 90
    later.release()
    settle()
    assert again.list.filters.minimumHeight() == 0
    assert page.list.filters.height() > 0
