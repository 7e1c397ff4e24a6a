"""What gives way where there is little room, and what takes it where there is more."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.gui.common.completing import keep_below
from crm_desktop.gui.common.dialog import Dialog
from crm_desktop.gui.common.fields import LongTextField, TextField
from crm_desktop.gui.common.filter_button import FilterButton
from crm_desktop.gui.common.form import Form
from crm_desktop.gui.common.list_filters import ListFilters
from crm_desktop.gui.common.list_spec import Choice, Toggle

TOWNS = [("v", "València")]
CHIPS = (
    Choice("stage", "Etapa", "todas", [("r", "Recurrente")]),
    Choice("town", "Población", "todas", TOWNS),
    Toggle("late", "Tardan"),
)


@pytest.fixture(autouse=True)
def _themed(themed: QApplication) -> None:
    """All of them are measured in our theme."""


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1024, 600)
    made.show()
    return made


@pytest.fixture
def filters(window: QWidget) -> ListFilters:
    made = ListFilters(CHIPS, QLineEdit(window))
    made.setParent(window)
    made.resize(900, 40)
    made.show()
    assert made.chips
    return made


def said(filters: ListFilters) -> list[str]:
    return [chip.text() for chip in filters.chips.values()]


def test_filters_that_need_a_second_line_say_only_what_they_filter(filters: ListFilters) -> None:
    assert said(filters) == ["Etapa: todas  ▾", "Población: todas  ▾", "Tardan"]
    filters.resize(300, 40)
    assert said(filters) == ["Etapa  ▾", "Población  ▾", "Tardan"]
    town = filters.chips["town"]
    assert (town.accessibleName(), town.toolTip()) == ("Población: todas", "Población: todas")
    filters.resize(900, 40)
    assert said(filters) == ["Etapa: todas  ▾", "Población: todas  ▾", "Tardan"]
    assert not town.toolTip()


def test_a_filter_that_narrows_always_says_to_what(filters: ListFilters) -> None:
    filters.resize(300, 40)
    filters.set_value("town", "v")
    assert said(filters) == ["Etapa  ▾", "Población: València  ▾", "Tardan"]
    filters.set_value("town", None)
    assert said(filters)[1] == "Población  ▾"


def test_the_room_that_a_short_filter_spares_is_what_it_lacks(qtbot: QtBot) -> None:
    chip = FilterButton("Población", "todas", TOWNS)
    qtbot.addWidget(chip)
    whole = chip.sizeHint().width()
    chip.set_short(True)
    assert chip.sizeHint().width() + chip.spared() == pytest.approx(whole, abs=2)


def test_a_field_that_is_hidden_leaves_its_room_to_the_others(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    first, second, third = (TextField(key, key) for key in "abc")
    form.row(first, second, third)
    form.resize(624, 100)
    form.show()
    assert first.width() == second.width() == third.width()
    second.hide()
    layout = form.layout()
    assert layout is not None
    layout.activate()
    assert first.width() == third.width()
    assert first.width() + third.width() > 600


@pytest.mark.parametrize(("lines", "high"), [(3, False), (200, True)])
def test_a_dialog_is_as_high_as_its_form_but_fits_into_its_window(
    window: QWidget, lines: int, high: bool
) -> None:
    dialog = Dialog(window, "Ficha", "Guardar")
    form = Form()
    form.row(LongTextField("notes", "Notas", lines=lines))
    area = dialog.add_scrolled(form)
    dialog.fit_scrolled(area)
    dialog.open()
    assert area.verticalScrollBar().isVisible() is high
    assert (dialog.height() > 500) is high
    assert dialog.height() < 600
    dialog.discard()


def test_what_is_offered_begins_under_the_border_of_its_line(window: QWidget) -> None:
    line = QLineEdit(window)
    line.setGeometry(20, 20, 200, 30)
    completer = QCompleter(["Valencia", "Valladolid"], line)
    line.setCompleter(completer)
    line.show()
    keep_below(completer)
    line.setFocus()
    line.setText("Val")
    completer.setCompletionPrefix("Val")
    completer.complete()
    offered = completer.popup()
    assert offered is not None
    assert offered.y() > line.mapToGlobal(QPoint(0, line.height())).y()
    offered.hide()
