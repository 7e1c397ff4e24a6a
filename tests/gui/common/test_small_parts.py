"""The small parts of the kit: search box, filters, tags, people, undo bar, navigation, timeline, labels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.staff import StaffMember
from crm_desktop.gui import tasks
from crm_desktop.gui.common import file_choice
from crm_desktop.gui.common.empty_state import EmptyState
from crm_desktop.gui.common.filter_button import FilterButton
from crm_desktop.gui.common.flow_layout import FlowLayout
from crm_desktop.gui.common.indicator import Indicator
from crm_desktop.gui.common.labels import Chip, ElidedLabel, ElidedLink, Link, PlainLabel
from crm_desktop.gui.common.navigation import NARROW, NavBar, NavItem
from crm_desktop.gui.common.search_box import SearchBox
from crm_desktop.gui.common.staff_chooser import DutyChip, StaffChooser
from crm_desktop.gui.common.tag_editor import TagEditor
from crm_desktop.gui.common.timeline import Timeline, TimelineItem
from crm_desktop.gui.common.tray import Tray, due_sentence
from crm_desktop.gui.common.undo_bar import SHOWN_MS, UndoBar

NASTY = "<b>Pérez & Hijos</b> 'x' \u202eabc 😀"
PEOPLE = (StaffMember("Lucía", id=1), StaffMember("Marta & Co", "#b45309", id=2))


@pytest.fixture(autouse=True)
def _themed(themed: QApplication) -> None:
    """All of them are painted in our theme."""


def added(qtbot: QtBot, widget: Any) -> Any:
    qtbot.addWidget(widget)
    widget.show()
    return widget


# ------------------------------------------------------------------------------------------ search box


def test_files_are_looked_for_where_the_person_was_last(
    themed: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_choice, "_last", [])
    window = QWidget()
    qtbot.addWidget(window)
    chosen: list[Path] = []
    first = file_choice.open_file(window, "Abrir", "", chosen.append)
    assert Path(first.directory().absolutePath()) != Path.cwd()
    first.fileSelected.emit(str(tmp_path / "clientes.csv"))
    first.close()
    second = file_choice.save_file(window, "Guardar", "", "lista.pdf", chosen.append)
    assert Path(second.directory().absolutePath()) == tmp_path
    second.close()
    assert chosen == [tmp_path / "clientes.csv"]


def test_the_first_letter_is_searched_at_once_and_those_after_together(qtbot: QtBot) -> None:
    box = added(qtbot, SearchBox())
    asked: list[str] = []
    box.searched.connect(asked.append)
    box.setText("g")
    assert asked == ["g"]
    for text in ("ga", "gar", "garc"):
        box.setText(text)
    assert asked == ["g"]
    qtbot.waitUntil(lambda: asked[-1] == "garc")
    assert asked == ["g", "garc"]


def test_spaces_alone_are_no_new_search(qtbot: QtBot) -> None:
    box = added(qtbot, SearchBox())
    asked: list[str] = []
    box.setText("ana")
    qtbot.wait(30)
    box.searched.connect(asked.append)
    box.setText("ana ")
    qtbot.wait(40)
    assert asked == []


def test_escape_clears_first_and_leaves_then(qtbot: QtBot) -> None:
    box = added(qtbot, SearchBox())
    box.setText("ana")
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""
    with qtbot.waitSignal(box.escaped):
        QTest.keyClick(box, Qt.Key.Key_Escape)
    with qtbot.waitSignal(box.left_down):
        QTest.keyClick(box, Qt.Key.Key_Down)
    with qtbot.waitSignal(box.entered):
        QTest.keyClick(box, Qt.Key.Key_Return)


# --------------------------------------------------------------------------------------------- filters


def test_a_filter_shows_what_it_narrows_to(qtbot: QtBot) -> None:
    button = added(qtbot, FilterButton("Población", "todas", [("v", "València"), ("x", NASTY)]))
    assert button.text() == "Población: todas  ▾"
    chosen: list[object] = []
    button.chosen.connect(chosen.append)
    button.menu().aboutToShow.emit()
    texts = [action.text() for action in button.menu().actions() if not action.isSeparator()]
    assert texts == ["Todas", "València", NASTY.replace("&", "&&")]
    button.menu().actions()[2].trigger()
    assert (chosen, button.value()) == (["v"], "v")
    assert button.accessibleName() == "Población: València"
    assert button.property("tone") == "accent"
    button.menu().aboutToShow.emit()
    button.menu().actions()[0].trigger()
    assert (chosen[-1], button.property("tone")) == (None, "")


def test_choices_may_be_read_each_time_the_menu_opens(qtbot: QtBot) -> None:
    choices: list[tuple[str, str]] = [("a", "A")]
    button = added(qtbot, FilterButton("Etiqueta", "todas", lambda: choices))
    choices.append(("b", "B"))
    button.menu().aboutToShow.emit()
    assert len(button.menu().actions()) == 4
    button.set_value("b")
    assert "B" in button.text()


# ------------------------------------------------------------------------------------------------ tags


@pytest.fixture
def tags(qtbot: QtBot) -> TagEditor:
    made: TagEditor = added(qtbot, TagEditor(["VIP", "Feria"]))
    made.set_tags(["Feria"])
    return made


def test_enter_and_comma_add_a_tag(tags: TagEditor) -> None:
    for text, key in (("nuevo cliente", Qt.Key.Key_Return), ("taller", Qt.Key.Key_Comma)):
        tags.line.setText(text)
        QTest.keyClick(tags.line, key)
    assert tags.tags() == ("Feria", "nuevo cliente", "taller")


def test_the_known_spelling_wins_and_no_tag_comes_twice(tags: TagEditor) -> None:
    for text in ("vip", "FERIA", "  "):
        tags.line.setText(text)
        tags.line.finished.emit()
    assert tags.tags() == ("Feria", "VIP")


def test_a_tag_that_is_still_being_typed_is_not_lost(tags: TagEditor) -> None:
    tags.line.setText("casi")
    assert tags.tags() == ("Feria", "casi")


def test_backspace_in_an_empty_line_takes_the_last_tag_away(tags: TagEditor) -> None:
    QTest.keyClick(tags.line, Qt.Key.Key_Backspace)
    assert tags.tags() == ()


# ---------------------------------------------------------------------------------------------- people


def test_a_person_who_left_counts_as_nobody(qtbot: QtBot) -> None:
    chooser = added(qtbot, StaffChooser(PEOPLE))
    chooser.set_value(2)
    assert chooser.value() == 2
    chooser.set_staff(PEOPLE[:1])
    assert chooser.value() is None
    chooser.set_value(99)
    assert chooser.value() is None


def test_who_is_on_duty_is_chosen_in_a_menu(qtbot: QtBot) -> None:
    chip = added(qtbot, DutyChip())
    chip.set_staff(PEOPLE, 2)
    assert chip.text().strip() == "Marta && Co"
    chosen: list[object] = []
    chip.chosen.connect(chosen.append)
    chip.menu().actions()[0].trigger()
    assert (chosen, chip.value()) == ([1], 1)
    chip.menu().actions()[2].trigger()
    assert chosen[-1] is None
    with qtbot.waitSignal(chip.people_asked):
        chip.menu().actions()[-1].trigger()


# -------------------------------------------------------------------------------------------- undo bar


def test_what_was_done_can_be_undone_for_ten_seconds(qtbot: QtBot) -> None:
    bar = added(qtbot, UndoBar())
    undone: list[int] = []
    bar.tell("Hecho.", lambda: undone.append(1))
    assert (bar.sentence.text(), bar.undo_button.isVisible()) == ("Hecho.", True)
    assert bar._fade.interval() == SHOWN_MS == 10_000
    bar.undo_button.click()
    assert undone == [1]
    assert not bar.undo_button.isVisible()
    bar.tell("Otra cosa.", lambda: None)
    bar._fade.timeout.emit()
    assert (bar.sentence.text(), bar.undo_button.isVisible()) == ("", False)


def test_long_work_is_shown_with_its_share_and_cancel(qtbot: QtBot) -> None:
    bar = added(qtbot, UndoBar())
    work = tasks.Progress("Importando clientes")
    bar.watch(work)
    assert (bar.line.isVisible(), bar.line.maximum()) == (True, 0)
    work.step(25, 100)
    bar._show_work()
    assert (bar.line.value(), bar.line.maximum()) == (250, 1000)
    bar.cancel_button.click()
    assert work.cancelled()
    assert not bar.cancel_button.isEnabled()
    work.finished = True
    bar._show_work()
    assert not bar.line.isVisible()


# ------------------------------------------------------------------------------------------ navigation


def test_navigation_shows_counters_and_collapses(qtbot: QtBot) -> None:
    items = [
        NavItem("a", "Inicio", "house", "Hoy", "Ctrl+1"),
        NavItem("b", "Seguimiento", "bell", "Servicio"),
    ]
    bar = added(qtbot, NavBar(items))
    bar.buttons["b"].set_count(14, late=True)
    assert bar.buttons["b"].accessibleName() == "Seguimiento, 14 waiting"
    chosen: list[str] = []
    bar.chosen.connect(chosen.append)
    bar.buttons["b"].click()
    assert chosen == ["b"]
    wide = bar.width()
    bar.toggle.click()
    assert bar.is_narrow()
    assert (bar.width(), wide > NARROW) == (NARROW, True)
    assert not bar.grab().isNull()
    bar.show_current("a")
    assert bar.buttons["a"].isChecked()


# ----------------------------------------------------------------------------------- labels and others


def test_what_people_typed_is_never_markup(qtbot: QtBot) -> None:
    for widget in (PlainLabel(NASTY), Chip(NASTY, "late"), ElidedLabel(NASTY)):
        added(qtbot, widget)
        assert widget.textFormat() == Qt.TextFormat.PlainText
        assert widget.text() == NASTY
        widget.grab()
    link = added(qtbot, Link(NASTY, icon="phone"))
    assert link.accessibleName() == NASTY
    assert "&&" in link.text()


def test_a_name_without_room_is_cut_and_its_tool_tip_is_whole(qtbot: QtBot) -> None:
    name = "Bartolomé de las Casas y Fernández de Córdoba"
    link = added(qtbot, ElidedLink(name))
    link.resize(120, 28)
    assert link.text().endswith("…")
    assert (link.toolTip(), link.accessibleName()) == (name, name)
    link.resize(600, 28)
    assert (link.text(), link.toolTip()) == (name, "")


def test_a_flow_goes_on_in_the_next_line(qtbot: QtBot) -> None:
    holder = QWidget()
    flow = FlowLayout(holder)
    for number in range(12):
        flow.addWidget(Chip(f"etiqueta {number}"))
    added(qtbot, holder)
    assert flow.heightForWidth(300) > flow.heightForWidth(2000)
    holder.resize(300, 300)
    QApplication.sendPostedEvents()
    lines = {flow.itemAt(number).geometry().top() for number in range(12)}  # type: ignore[union-attr]
    assert len(lines) > 2
    flow.clear()
    assert flow.count() == 0


def test_a_timeline_is_as_high_as_its_entries_and_opens_them(qtbot: QtBot) -> None:
    line = added(qtbot, Timeline("Historial"))
    line.resize(300, 100)
    line.show_items([TimelineItem("Hoy", "Nota")])
    low = line.height()
    entries = [TimelineItem("Hoy", "Una nota muy larga " * 9, "detalle", ref=number) for number in range(3)]
    line.show_items([*entries, TimelineItem("Ayer", "sin ficha")])
    assert line.height() > 3 * low
    opened: list[object] = []
    line.opened.connect(opened.append)
    line.setCurrentIndex(line.model().index(1, 0))
    QTest.keyClick(line, Qt.Key.Key_Return)
    line.setCurrentIndex(line.model().index(3, 0))
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert opened == [1]
    assert not line.grab().isNull()


def test_an_empty_screen_offers_the_first_action(qtbot: QtBot) -> None:
    state = added(qtbot, EmptyState("users", "Nadie", "Aquí van los clientes.", "Añadir", "Importar"))
    first, second = state._buttons["first"], state._buttons["second"]
    with qtbot.waitSignal(state.first):
        first.click()
    with qtbot.waitSignal(state.second):
        second.click()
    state.say("Nada encontrado")
    state.show_buttons(False)
    assert not first.isVisible()


def test_an_indicator_says_its_figure_and_opens(qtbot: QtBot) -> None:
    tile = added(qtbot, Indicator("atrasados", "bell"))
    tile.show_figure("14", "late")
    assert (tile.figure(), tile.accessibleName()) == ("14", "atrasados: 14")
    with qtbot.waitSignal(tile.clicked):
        QTest.keyClick(tile, Qt.Key.Key_Space)
    assert not tile.grab().isNull()


def test_the_tray_speaks_only_when_more_has_come_due(qtbot: QtBot) -> None:
    from crm_desktop.gui import icons

    tray = Tray(icons.icon("store"))
    for count in (3, 3, 2, 2, 5):
        tray.due(count, late=False)
    assert tray.notices == [due_sentence(3, False), due_sentence(5, False)]
    assert "late" in due_sentence(2, True)
