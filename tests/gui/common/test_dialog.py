"""Dialogs: accepted, rejected, bad input, freed; and nothing typed is lost without asking."""

from __future__ import annotations

from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.gui import tasks
from crm_desktop.gui.common.dialog import Dialog, FormDialog
from crm_desktop.gui.common.fields import TextField
from crm_desktop.gui.common.message_dialog import MessageDialog
from crm_desktop.gui.messages import Choice
from crm_desktop.services.changes import Changes
from crm_desktop.shared.errors import InvalidInput, StorageError
from tests.gui.recorder import MessageRecorder
from tests.gui.support import Settle


class NameDialog(FormDialog):
    """Asks for a name; "mal" is refused by the service, "lleno" by the disk."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "Nombre")
        self.written: list[str] = []
        self.form.row(TextField("name", "Nombre", required=True))
        self.form.load({"name": "Marta"})

    def submit(self, values: dict[str, Any]) -> None:
        def write() -> Changes[str]:
            if values["name"] == "mal":
                raise InvalidInput("No se puede guardar.", {"name": "Ese nombre ya existe."})
            if values["name"] == "lleno":
                raise StorageError("No queda sitio.")
            self.written.append(values["name"])
            return Changes(values["name"])

        tasks.run_change(self, write, lambda _c: self.saved(), failed=self.failed)


@pytest.fixture
def window(gui: tasks.Runner, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def dialog(window: QWidget) -> NameDialog:
    made = NameDialog(window)
    made.open()
    return made


def freed(widget: QWidget) -> bool:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return not shiboken6.isValid(widget)


def test_accepted(dialog: NameDialog, qtbot: QtBot) -> None:
    dialog.form.put("name", "Íñigo")
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.written == ["Íñigo"]
    assert freed(dialog)


def test_control_enter_saves_from_anywhere(dialog: NameDialog, qtbot: QtBot) -> None:
    dialog.form.put("name", "Núria")
    dialog.form.fields["name"].setFocus()
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(
            dialog.form.fields["name"].control, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
        )


def test_rejected_by_escape_when_nothing_was_typed(
    dialog: NameDialog, qtbot: QtBot, recorder: MessageRecorder
) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert recorder.questions == []
    assert freed(dialog)


def test_unsaved_text_is_asked_about_and_kept(dialog: NameDialog, recorder: MessageRecorder) -> None:
    dialog.form.put("name", "Otra")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert len(recorder.questions) == 1
    assert dialog.isVisible()
    assert dialog.form.value("name") == "Otra"


def test_the_windows_close_button_asks_too(dialog: NameDialog, recorder: MessageRecorder) -> None:
    dialog.form.put("name", "Otra")
    dialog.close()
    assert dialog.isVisible()
    recorder.answer("Discard")
    dialog.close()
    assert freed(dialog)


def test_unsaved_text_can_be_saved_on_the_way_out(
    dialog: NameDialog, qtbot: QtBot, recorder: MessageRecorder
) -> None:
    dialog.form.put("name", "Otra")
    recorder.answer("Save")
    with qtbot.waitSignal(dialog.accepted):
        dialog.reject()
    assert dialog.written == ["Otra"]


def test_bad_input_is_shown_where_it_belongs_and_can_be_mended(
    dialog: NameDialog, qtbot: QtBot, recorder: MessageRecorder
) -> None:
    dialog.form.put("name", "mal")
    dialog.save_button.click()
    qtbot.waitUntil(dialog.save_button.isEnabled)
    assert dialog.form.fields["name"].message.text() == "Ese nombre ya existe."
    assert recorder.errors == []
    dialog.form.put("name", "bien")
    with qtbot.waitSignal(dialog.accepted):
        dialog.save_button.click()


def test_a_full_disk_loses_nothing_of_what_was_typed(
    dialog: NameDialog, qtbot: QtBot, recorder: MessageRecorder
) -> None:
    dialog.form.put("name", "lleno")
    dialog.save_button.click()
    qtbot.waitUntil(dialog.save_button.isEnabled)
    assert recorder.errors == ["No queda sitio."]
    assert dialog.isVisible()
    assert dialog.form.value("name") == "lleno"


def test_an_empty_required_field_is_not_submitted(dialog: NameDialog) -> None:
    dialog.form.put("name", "")
    dialog.save_button.click()
    assert dialog.written == []
    assert dialog.form.fields["name"].message.isVisible()


def test_a_double_click_on_save_saves_once(dialog: NameDialog, qtbot: QtBot) -> None:
    dialog.form.put("name", "Una")
    with qtbot.waitSignal(dialog.accepted):
        dialog.save()
        dialog.save()
    assert dialog.written == ["Una"]


def test_a_plain_dialog_closes_with_its_button(window: QWidget) -> None:
    made = Dialog(window, "Aviso")
    made.open()
    assert not made.save_button.isVisible()
    made.cancel_button.click()
    assert freed(made)


# ------------------------------------------------------------------------------------ message dialog


def message(window: QWidget, did: list[str]) -> MessageDialog:
    choices = (
        Choice("Descartar", lambda: did.append("discard"), destructive=True),
        Choice("Seguir", lambda: did.append("stay"), safe=True),
        Choice("Guardar", lambda: did.append("save")),
    )
    made = MessageDialog(window, "¿Guardar <b>esto</b>?", choices, detail="Hay & cambios.")
    made.open()
    return made


def test_the_safe_answer_is_the_default_one(window: QWidget) -> None:
    did: list[str] = []
    made = message(window, did)
    assert made.buttons["Seguir"].isDefault()
    QTest.keyClick(made, Qt.Key.Key_Return)
    assert did == ["stay"]
    assert freed(made)


def test_escape_and_closing_are_the_safe_answer(window: QWidget) -> None:
    did: list[str] = []
    QTest.keyClick(message(window, did), Qt.Key.Key_Escape)
    message(window, did).close()
    assert did == ["stay", "stay"]


@pytest.mark.parametrize(
    ("text", "what"), [("Descartar", "discard"), ("Guardar", "save"), ("Seguir", "stay")]
)
def test_each_answer_does_its_own(window: QWidget, text: str, what: str) -> None:
    did: list[str] = []
    message(window, did).buttons[text].click()
    assert did == [what]


def test_what_is_said_is_plain_text(window: QWidget) -> None:
    made = message(window, [])
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in made.findChildren(QLabel))
    made.reject()


def test_enter_gives_the_answer_that_has_the_focus(window: QWidget) -> None:
    given: list[str] = []
    choices = [
        Choice("Descartar", lambda: given.append("descartar"), destructive=True),
        Choice("Seguir", None, safe=True),
    ]
    dialog = MessageDialog(window, "¿Guardar?", choices)
    dialog.open()
    button = dialog.buttons["Descartar"]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert given == ["descartar"]


def test_enter_on_cancel_cancels_and_in_a_field_saves(dialog: NameDialog, qtbot: QtBot) -> None:
    dialog.cancel_button.setFocus()
    QTest.keyClick(dialog.cancel_button, Qt.Key.Key_Return)
    assert dialog.written == []
    assert not dialog.isVisible()


class Asked(FormDialog):
    """A dialog whose first field says a long sentence when it is wrong."""

    def __init__(self, verb: str = "") -> None:
        super().__init__(None, "Title", verb, width=300)
        self.name = TextField("name", "Name", required=True)
        self.form.row(self.name)


def test_a_dialog_begins_in_its_first_field_and_grows_with_what_is_said_under_it(
    settle: Settle, qtbot: QtBot
) -> None:
    dialog = Asked()
    qtbot.addWidget(dialog)
    dialog.show()
    settle()
    assert dialog.focusWidget() is dialog.name.control
    before = dialog.height()
    dialog.form.show_faults({"name": "A long sentence that takes several lines under the field. " * 3})
    settle()
    assert dialog.height() > before
    assert dialog.name.control.geometry().bottom() < dialog.name.message.geometry().top()


@pytest.mark.parametrize(("verb", "offered"), [("", "Save"), ("Give the voucher", "Give the voucher")])
def test_who_leaves_what_was_typed_is_offered_what_the_button_does(
    settle: Settle, recorder: MessageRecorder, verb: str, offered: str
) -> None:
    dialog = Asked(verb)
    dialog.show()
    settle()
    dialog.form.put("name", "x")
    dialog.reject()
    assert [choice.text for choice in recorder.questions[-1].choices][-1] == offered
    dialog.discard()
