"""The form kit: values, dirty, faults under their fields, nothing lost."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from crm_desktop.gui.common.date_edit import DateEdit
from crm_desktop.gui.common.fields import (
    CheckField,
    ChoiceField,
    DateField,
    LongTextField,
    NumberField,
    TextField,
    TimeField,
    WidgetField,
)
from crm_desktop.gui.common.form import Form
from tests.factories import a_clock


def nif(value: str) -> str | None:
    return None if len(value) == 9 else "Falta una cifra: un NIF tiene ocho y una letra."


@pytest.fixture
def form(themed: QApplication, qtbot: QtBot) -> Form:
    made = Form()
    qtbot.addWidget(made)
    made.row(
        TextField("name", "Nombre", required=True), TextField("nif", "NIF", check=nif, hint="Con su letra")
    )
    made.row(
        ChoiceField("kind", "Tipo", [(1, "Persona"), (2, "Empresa")]), NumberField("discount", "Descuento")
    )
    made.section("Más")
    made.row(DateField("day", "Fecha", DateEdit(a_clock())), TimeField("hour", "Hora"))
    made.row(CheckField("quiet", "No contactar"))
    made.row(LongTextField("notes", "Notas", limit=20))
    made.load({"name": "Ángel", "kind": 2, "day": date(2026, 11, 24), "notes": "x"})
    made.show()
    return made


def type_into(field: TextField, text: str) -> None:
    field.edit.clear()
    for letter in text:
        field.edit.insert(letter)
    field.edit.textEdited.emit(field.edit.text())


def test_values_come_back_as_they_were_loaded(form: Form) -> None:
    assert form.values() == {
        "name": "Ángel", "nif": "", "kind": 2, "discount": 0, "day": date(2026, 11, 24), "hour": None,
        "quiet": False, "notes": "x",
    }  # fmt: skip
    assert not form.is_dirty()


def test_typing_makes_it_dirty_and_typing_back_makes_it_clean(form: Form, qtbot: QtBot) -> None:
    told: list[bool] = []
    form.dirty_changed.connect(told.append)
    name = form.fields["name"]
    assert isinstance(name, TextField)
    type_into(name, "Íñigo")
    assert form.is_dirty()
    type_into(name, "Ángel")
    assert not form.is_dirty()
    assert told == [True, False]


def test_a_fault_is_shown_under_the_field_while_typing(form: Form, qtbot: QtBot) -> None:
    field = form.fields["nif"]
    assert isinstance(field, TextField)
    assert field.message.text() == "Con su letra"
    type_into(field, "1234567Z")
    qtbot.waitUntil(lambda: field.message.text().startswith("Falta una cifra"))
    assert field.control.property("fault") is True
    assert field.control.accessibleDescription().startswith("Falta una cifra")
    type_into(field, "12345678Z")
    qtbot.waitUntil(lambda: field.message.text() == "Con su letra")
    assert not field.control.property("fault")


def test_an_empty_field_is_no_fault_before_saving(form: Form, qtbot: QtBot) -> None:
    field = form.fields["name"]
    assert isinstance(field, TextField)
    type_into(field, "")
    field.check_typed()
    assert not field.message.isVisible()
    assert not form.check()
    assert field.message.isVisible()


def test_save_says_where_and_goes_to_the_first_fault(form: Form, qtbot: QtBot) -> None:
    form.put("name", "")
    form.put("nif", "1")
    assert not form.check()
    assert form.summary.isVisible()
    assert "2" in form.summary.text()
    assert form.focusWidget() is form.fields["name"].control
    form.put("name", "Ángel")
    form.put("nif", "")
    assert form.check()
    assert not form.summary.isVisible()


def test_faults_of_a_service_find_their_fields(form: Form) -> None:
    form.show_faults({"nif": "Este NIF es de otro cliente.", "strange": "Otra cosa."}, "No se puede guardar.")
    assert form.fields["nif"].message.text() == "Este NIF es de otro cliente."
    assert "Otra cosa." in form.summary.text()
    assert "No se puede guardar." in form.summary.text()


def test_a_fault_of_a_service_is_not_hidden_by_what_was_typed_before(form: Form, qtbot: QtBot) -> None:
    form.put("nif", "12345678Z")
    form.show_faults({"nif": "Este NIF es de otro cliente."})
    qtbot.wait(200)
    assert form.fields["nif"].message.text() == "Este NIF es de otro cliente."


def test_a_fault_of_a_service_stays_when_its_field_is_left(form: Form, qtbot: QtBot) -> None:
    form.show_faults({"nif": "Este NIF es de otro cliente."})
    field = form.fields["nif"]
    assert isinstance(field, TextField)
    field.edit.editingFinished.emit()
    assert field.message.text() == "Este NIF es de otro cliente."
    type_into(field, "12345678Z")
    qtbot.waitUntil(lambda: field.message.text() == "Con su letra")


def test_a_date_that_does_not_exist_is_refused_and_not_lost(form: Form, qtbot: QtBot) -> None:
    field = form.fields["day"]
    assert isinstance(field, DateField)
    field.edit.setText("31/2")
    field.edit.textEdited.emit("31/2")
    assert form.is_dirty()
    assert not form.check()
    assert field.edit.text() == "31/2"
    assert field.message.isVisible()


def test_a_typed_date_is_written_out_when_the_field_is_left(form: Form, qtbot: QtBot) -> None:
    field = form.fields["day"]
    assert isinstance(field, DateField)
    field.edit.setFocus()
    field.edit.setText("+3d")
    field.edit.textEdited.emit("+3d")
    QTest.keyClick(field.edit, Qt.Key.Key_Up)
    assert field.value() == date(2026, 11, 25)
    QTest.keyClick(field.edit, Qt.Key.Key_Down)
    QTest.keyClick(field.edit, Qt.Key.Key_Down)
    assert field.value() == date(2026, 11, 23)


def test_hours_move_by_quarters(form: Form, qtbot: QtBot) -> None:
    field = form.fields["hour"]
    assert isinstance(field, TimeField)
    QTest.keyClick(field.edit, Qt.Key.Key_Up)
    assert field.value() == time(9, 0)
    QTest.keyClick(field.edit, Qt.Key.Key_Up)
    assert field.value() == time(9, 15)
    field.edit.setText("25:00")
    field.edit.textEdited.emit("25:00")
    assert field.fault()


def test_text_that_is_too_long_is_refused_and_kept_whole(form: Form) -> None:
    form.put("notes", "ñ" * 21)
    assert not form.check()
    assert "21" in form.fields["notes"].message.text()
    assert form.value("notes") == "ñ" * 21


def test_tab_follows_the_eye(form: Form, qtbot: QtBot) -> None:
    form.activateWindow()
    form.focus_first()
    order = []
    for _step in range(len(form.fields)):
        focused = form.focusWidget()
        order += [key for key, field in form.fields.items() if field.control is focused]
        form.focusNextPrevChild(True)
    assert order == list(form.fields)


def test_ampersands_and_markup_are_only_text(themed: QApplication, qtbot: QtBot) -> None:
    field = TextField("x", "Pérez & <b>Hijos</b>", hint="<i>a</i> & b")
    qtbot.addWidget(field)
    assert field.caption.textFormat() == Qt.TextFormat.PlainText
    assert field.message.textFormat() == Qt.TextFormat.PlainText
    field.load("Pérez & <b>Hijos</b>")
    assert field.value() == "Pérez & <b>Hijos</b>"


def test_the_wheel_scrolls_the_form_and_changes_nothing(form: Form) -> None:
    for control in (form.fields["kind"].control, form.fields["discount"].control):
        here = control.rect().center().toPointF()
        turned = QWheelEvent(
            here,
            control.mapToGlobal(here),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(control, turned)
        assert not turned.isAccepted()
    assert not form.is_dirty()


def test_fields_side_by_side_stand_on_one_line_and_leave_no_holes(form: Form) -> None:
    form.add_stretch()
    form.resize(400, form.sizeHint().height())
    places = [one.geometry() for one in form.fields.values()]
    form.resize(400, 1200)
    assert [one.geometry() for one in form.fields.values()] == places
    kind, discount = form.fields["kind"].control, form.fields["discount"].control
    assert kind.height() == discount.height()


def test_any_control_can_be_a_field(themed: QApplication, qtbot: QtBot) -> None:
    line = QLineEdit()
    field = WidgetField("x", "X", line, line.text, lambda value: line.setText(value or ""), required=True)
    qtbot.addWidget(field)
    assert field.fault()
    field.load("algo")
    assert (field.value(), field.fault()) == ("algo", None)
