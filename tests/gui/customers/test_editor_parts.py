from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.domain.customers.model import ContactKind, ContactPoint, Relation, RelationKind
from crm_desktop.gui import tasks
from crm_desktop.gui.customers.contact_rows import ContactRows
from crm_desktop.gui.customers.photo_edit import MOST_BYTES, SIDE, PhotoEdit, prepare
from crm_desktop.gui.customers.relation_rows import RelationRows
from crm_desktop.shared.errors import InvalidInput
from tests.gui.customers.conftest import Place
from tests.gui.recorder import MessageRecorder
from tests.gui.support import Settle


@pytest.fixture
def rows(gui: tasks.Runner, qtbot: QtBot) -> ContactRows:
    made = ContactRows(
        (ContactKind.MOBILE, ContactKind.PHONE), lambda: "ES", "Telephone", "Another telephone"
    )
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_line_is_looked_at_while_it_is_typed(rows: ContactRows, qtbot: QtBot) -> None:
    line = rows.rows[0]
    QTest.keyClicks(line.value_edit, "62231077")
    assert not line.message.isVisible()
    qtbot.waitUntil(line.message.isVisible)
    assert line.message.text() == "One figure is missing: a Spanish number has nine."
    QTest.keyClicks(line.value_edit, "5")
    qtbot.waitUntil(lambda: not line.message.isVisible())
    assert rows.points() == (ContactPoint(ContactKind.MOBILE, "622310775"),)


def test_what_is_said_of_a_number_goes_to_its_own_place(rows: ContactRows, qtbot: QtBot) -> None:
    line = rows.rows[0]
    line.value_edit.setText("622310775 (hija)")
    line.value_edit.editingFinished.emit()
    assert rows.points() == (ContactPoint(ContactKind.MOBILE, "622310775", label="hija"),)


def test_lines_are_added_and_taken_away(rows: ContactRows, qtbot: QtBot) -> None:
    changes: list[bool] = []
    rows.changed.connect(lambda: changes.append(True))
    assert not rows.more.isVisible()
    QTest.keyClicks(rows.rows[0].value_edit, "1")
    assert rows.more.isVisible()
    QTest.mouseClick(rows.more, Qt.MouseButton.LeftButton)
    assert len(rows.rows) == 2
    assert rows.rows[1].value_edit.hasFocus()
    QTest.mouseClick(rows.rows[0].remove_button, Qt.MouseButton.LeftButton)
    assert len(rows.rows) == 1
    assert rows.points() == ()
    assert len(changes) == 2


def test_taking_away_a_line_keeps_the_others_as_they_were(rows: ContactRows) -> None:
    points = [
        ContactPoint(ContactKind.MOBILE, f"62231077{n}", f"+3462231077{n}", f"n{n}", n) for n in range(3)
    ]
    rows.set_points(points)
    rows.rows[2].value_edit.setText("633")
    QTest.mouseClick(rows.rows[0].remove_button, Qt.MouseButton.LeftButton)
    assert rows.points() == (points[1], ContactPoint(ContactKind.MOBILE, "633", "", "n2", 2))
    rows.set_points([])
    assert rows.points() == ()


def test_a_point_that_was_not_touched_keeps_all_it_was(rows: ContactRows, qtbot: QtBot) -> None:
    point = ContactPoint(ContactKind.PHONE, "961 234 567", "+34961234567", "casa", 7)
    rows.set_points([point])
    assert rows.points() == (point,)
    rows.rows[0].value_edit.setText("961 234 568")
    assert rows.points() == (ContactPoint(ContactKind.PHONE, "961 234 568", "", "casa", 7),)


def test_accounts_and_websites_are_told_apart(gui: tasks.Runner, qtbot: QtBot) -> None:
    rows = ContactRows((ContactKind.SOCIAL, ContactKind.WEB), lambda: "ES", "Account", "Another")
    qtbot.addWidget(rows)
    web = ContactPoint(ContactKind.WEB, "example.com", "https://example.com")
    rows.set_points([web])
    assert rows.points() == (web,)
    choice = rows.rows[0].kind_choice
    assert choice is not None
    choice.setCurrentIndex(0)
    assert rows.points()[0].kind is ContactKind.SOCIAL


def test_a_related_customer_must_be_chosen(place: Place, settle: Settle, qtbot: QtBot) -> None:
    rows = RelationRows(place.shop)
    qtbot.addWidget(rows)
    rows.show()
    rows.more.click()
    line = rows.rows[0]
    assert rows.fault() is None
    QTest.keyClicks(line.chooser, "munoz")
    settle()
    assert rows.fault() is not None
    QTest.keyClick(line.chooser, Qt.Key.Key_Return)
    assert rows.fault() is None
    line.note.setText("su hermano")
    assert rows.relations() == (
        Relation(RelationKind.FAMILY, place.ids["angel"], "su hermano", "García Muñoz, Ángel"),
    )
    line.note.setText("x" * 201)
    assert rows.fault() is not None
    rows.set_relations([])
    assert rows.relations() == ()


def a_picture(path: Path, width: int, height: int, *, clear: bool = False) -> Path:
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0) if clear else QColor("#3366aa"))
    if not clear:
        for x in range(0, width, 3):
            for y in range(0, height, 5):
                image.setPixelColor(x, y, QColor((x * 7) % 256, (y * 11) % 256, (x * y) % 256))
    assert image.save(str(path))
    return path


@pytest.mark.parametrize(("width", "height"), [(1600, 900), (300, 2400), (40, 40), (3000, 2200)])
def test_a_photograph_becomes_a_small_square(tmp_path: Path, width: int, height: int) -> None:
    data = prepare(a_picture(tmp_path / "cara ñ.png", width, height))
    image = QImage.fromData(data)
    assert image.width() == image.height() <= SIDE
    assert len(data) <= MOST_BYTES
    assert data.startswith(b"\xff\xd8\xff")


def test_what_is_clear_in_a_picture_becomes_white(tmp_path: Path) -> None:
    image = QImage.fromData(prepare(a_picture(tmp_path / "logo.png", 60, 60, clear=True)))
    assert image.pixelColor(30, 30).lightness() > 250


def test_a_file_that_is_no_picture_is_refused_with_a_sentence(
    tmp_path: Path, place: Place, settle: Settle, qtbot: QtBot, recorder: MessageRecorder
) -> None:
    bad = tmp_path / "notas.jpg"
    bad.write_bytes(b"esto no es una foto" * 100)
    for path in (bad, tmp_path / "no hay.png", tmp_path):
        with pytest.raises(InvalidInput):
            prepare(path)
    edit = PhotoEdit()
    qtbot.addWidget(edit)
    edit.take(bad)
    settle()
    assert "no picture" in recorder.errors[0]
    assert edit.value() == ""


def test_a_photograph_is_chosen_and_taken_away(
    tmp_path: Path, place: Place, settle: Settle, qtbot: QtBot
) -> None:
    edit = PhotoEdit()
    qtbot.addWidget(edit)
    edit.show()
    edit.take(a_picture(tmp_path / "cara.png", 200, 300))
    settle()
    assert isinstance(edit.value(), bytes)
    assert edit.remove_link.isVisible()
    edit.remove_link.click()
    assert edit.value() == ""
    edit.set_stored("abc", prepare(tmp_path / "cara.png"))
    assert edit.value() == "abc"
