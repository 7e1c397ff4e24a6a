from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from crm_desktop.domain.customers.model import ContactKind, ContactPoint, Customer, Relation, RelationKind
from crm_desktop.domain.reminders.model import Reminder
from crm_desktop.gui import tasks
from crm_desktop.gui.common.labels import Chip, Link, PlainLabel
from crm_desktop.gui.common.reminder_editor import ReminderEditor
from crm_desktop.gui.customers.note_dialog import NoteDialog
from crm_desktop.gui.customers.page import CustomersPage
from crm_desktop.services import customers, reminders
from crm_desktop.shared.clock import FixedClock
from tests.factories import a_customer
from tests.gui.customers.conftest import Place
from tests.gui.recorder import MessageRecorder
from tests.gui.support import Settle


def texts(page: CustomersPage) -> list[str]:
    """All that the file says, labels and links."""
    labels = [label.text() for label in page.detail.findChildren(PlainLabel) if label.isVisible()]
    return labels + [link.text() for link in page.detail.findChildren(Link) if link.isVisible()]


def link(page: CustomersPage, text: str) -> Link:
    return next(one for one in page.detail.findChildren(Link) if one.text() == text)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the system was asked to open."""
    urls: list[str] = []

    def open_url(url: QUrl) -> bool:
        urls.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return urls


def test_the_file_says_all_that_is_known(page: CustomersPage, place: Place, settle: Settle) -> None:
    page.open_customer(place.ids["angel"])
    settle()
    said = texts(page)
    for expected in (
        "Ángel García Muñoz", "Alérgico al níquel", "Feria", "622 310 775", "angel.garcia@example.com",
        "46120 Alboraia (Valencia)", "M-0001", "Talla", "M", "Turns 42 on 24 Nov", "never",
    ):  # fmt: skip
        assert expected in said
    assert [c.text() for c in page.detail.findChildren(Chip)] == [
        "Prospect",
        "Turns 42 on 24 Nov",
        "Feria",
    ]


def test_who_wants_to_be_left_alone_is_marked(page: CustomersPage, place: Place, settle: Settle) -> None:
    page.open_customer(place.ids["ines"])
    settle()
    chips = {chip.text(): chip.property("tone") for chip in page.detail.findChildren(Chip)}
    assert chips == {"Prospect": "muted", "Do not contact": "late"}


def test_a_click_calls_writes_and_opens(
    page: CustomersPage, place: Place, settle: Settle, opened: list[str]
) -> None:
    page.open_customer(place.ids["angel"])
    settle()
    link(page, "622 310 775").click()
    link(page, "angel.garcia@example.com").click()
    next(b for b in page.detail.findChildren(QToolButton) if b.text() == "WhatsApp").click()
    assert opened == ["tel:+34622310775", "mailto:angel.garcia@example.com", "https://wa.me/34622310775"]


def test_without_a_program_for_it_the_number_is_copied(
    page: CustomersPage,
    place: Place,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
    recorder: MessageRecorder,
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    page.open_customer(place.ids["angel"])
    settle()
    link(page, "622 310 775").click()
    assert QGuiApplication.clipboard().text() == "622 310 775"
    assert "622 310 775 is copied" in recorder.toasts[-1]


def test_a_note_goes_to_the_top_of_the_timeline(
    page: CustomersPage, place: Place, settle: Settle, qtbot: QtBot
) -> None:
    page.open_customer(place.ids["angel"])
    settle()
    clock = place.shop.clock
    assert isinstance(clock, FixedClock)
    clock.instant += timedelta(minutes=5)
    QTest.keyClicks(page.detail.note.edit, "Prefiere bolsos pequenos")
    QTest.keyClick(page.detail.note.edit, Qt.Key.Key_Return)
    QTest.keyClick(page.detail.note.edit, Qt.Key.Key_Return)
    settle()
    assert page.detail.note.edit.toPlainText() == ""
    items = page.detail.timeline.items()
    assert (items[0].title, items[0].icon, items[0].when) == (
        "Prefiere bolsos pequenos",
        "sticky-note",
        "Today",
    )
    assert [i.title for i in items].count("Prefiere bolsos pequenos") == 1


def test_a_begun_note_waits_for_its_customer(
    page: CustomersPage, place: Place, settle: Settle, qtbot: QtBot
) -> None:
    page.open_customer(place.ids["angel"])
    settle()
    page.detail.note.edit.setPlainText("a medias")
    page.open_customer(place.ids["ines"])
    settle()
    assert page.detail.note.edit.toPlainText() == ""
    page.open_customer(place.ids["angel"])
    settle()
    assert page.detail.note.edit.toPlainText() == "a medias"


@pytest.mark.parametrize(("answer", "written"), [("Save", 1), ("Discard", 0), ("Go on editing", 0)])
def test_leaving_asks_about_begun_notes(
    page: CustomersPage, place: Place, settle: Settle, recorder: MessageRecorder, answer: str, written: int
) -> None:
    page.open_customer(place.ids["angel"])
    settle()
    page.detail.note.edit.setPlainText("a medias")
    recorder.answer(answer)
    left: list[bool] = []
    page.may_leave(lambda: left.append(True))
    settle()
    assert bool(left) == (answer != "Go on editing")
    items = [i.title for i in page.detail.timeline.items()]
    assert items.count("a medias") == written
    assert page.detail.note.drafts() == ({} if left else {place.ids["angel"]: "a medias"})


def test_a_note_that_cannot_be_written_stays(
    page: CustomersPage, place: Place, settle: Settle, recorder: MessageRecorder, qtbot: QtBot
) -> None:
    page.open_customer(place.ids["angel"])
    settle()
    page.detail.note.edit.setPlainText("x" * 10_001)
    QTest.mouseClick(page.detail.note.button, Qt.MouseButton.LeftButton)
    settle()
    assert recorder.errors
    assert len(page.detail.note.edit.toPlainText()) == 10_001


def test_a_note_is_opened_and_taken_off(page: CustomersPage, place: Place, settle: Settle) -> None:
    note = customers.add_note(place.shop, place.ids["angel"], "Viene los <b>jueves</b>").value
    page.open_customer(place.ids["angel"])
    settle()
    page.detail.timeline.opened.emit(("note", note))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, NoteDialog)
    assert dialog.text.text() == "Viene los <b>jueves</b>"
    dialog.remove_button.click()
    settle()
    assert "Viene los <b>jueves</b>" not in [i.title for i in page.detail.timeline.items()]


def test_a_long_timeline_shows_its_older_part_when_asked(
    page: CustomersPage, place: Place, settle: Settle
) -> None:
    for number in range(70):
        customers.add_note(place.shop, place.ids["nuria"], f"nota {number}")
    page.open_customer(place.ids["nuria"])
    settle()
    assert len(page.detail.timeline.items()) == 60
    page.detail.older_link.click()
    settle()
    assert len(page.detail.timeline.items()) > 70
    assert not page.detail.older_link.isVisible()
    page.open_customer(place.ids["ines"])
    settle()
    page.open_customer(place.ids["nuria"])
    settle()
    assert len(page.detail.timeline.items()) == 60


def test_planned_follow_ups_stand_on_top_and_open(
    page: CustomersPage, place: Place, settle: Settle, qtbot: QtBot
) -> None:
    ref = reminders.save(
        place.shop, Reminder(place.ids["angel"], date(2026, 11, 26), "Llamar por el bolso")
    ).value
    page.open_customer(place.ids["angel"])
    settle()
    item = page.detail.timeline.items()[0]
    assert (item.title, item.ref) == ("Llamar por el bolso", ("planned", ref))
    assert "Thu 26 Nov" in texts(page)
    page.detail.timeline.opened.emit(item.ref)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ReminderEditor)
    settle()
    dialog.discard()


def test_a_new_follow_up_is_planned_from_the_file(page: CustomersPage, place: Place, settle: Settle) -> None:
    page.open_customer(place.ids["angel"])
    settle()
    page.detail.new_follow_up()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ReminderEditor)
    settle()
    assert dialog.form.value("customer_id") == place.ids["angel"]
    dialog.discard()


def test_a_file_is_archived_and_brought_back(page: CustomersPage, place: Place, settle: Settle) -> None:
    page.open_customer(place.ids["nuria"])
    settle()
    page.detail.archive()
    settle()
    assert page.list.table.paged.row_of(place.ids["nuria"]) is None
    page.open_customer(place.ids["nuria"])
    settle()
    assert "Archived" in [chip.text() for chip in page.detail.findChildren(Chip)]
    page.detail.archive()
    settle()
    assert page.list.table.paged.row_of(place.ids["nuria"]) is not None


def test_related_people_are_one_click_away(page: CustomersPage, place: Place, settle: Settle) -> None:
    shop, angel = place.shop, place.ids["angel"]
    relation = Relation(RelationKind.FAMILY, angel, "su hermano")
    made = customers.save_customer(shop, a_customer(given_name="Eva", relations=(relation,))).value
    page.open_customer(made)
    settle()
    assert "su hermano" in texts(page)
    link(page, "García Muñoz, Ángel").click()
    settle()
    assert page.detail.customer_id() == angel
    assert page.list.table.current_id() == angel


def test_a_file_that_is_gone_says_so(page: CustomersPage, settle: Settle) -> None:
    page.open_customer(9999)
    settle()
    assert page.detail.data() is None
    assert page.detail.empty.isVisible()


def test_the_last_of_many_asked_for_is_shown(page: CustomersPage, place: Place, settle: Settle) -> None:
    for name in ("angel", "ines", "hostal", "nuria"):
        page.detail.show_customer(place.ids[name])
    settle()
    data = page.detail.data()
    assert data is not None
    assert data.customer.id == place.ids["nuria"]


def test_a_change_of_this_customer_is_shown(page: CustomersPage, place: Place, settle: Settle) -> None:
    page.open_customer(place.ids["angel"])
    settle()
    tasks.run_change(page, lambda: customers.tag(place.shop, [place.ids["angel"]], add=["VIP"]))
    settle()
    assert "VIP" in [chip.text() for chip in page.detail.findChildren(Chip)]


def test_several_ways_to_reach_are_all_there(page: CustomersPage, place: Place, settle: Settle) -> None:
    contacts = (
        ContactPoint(ContactKind.PHONE, "961 234 567", label="trabajo"),
        ContactPoint(ContactKind.MOBILE, "no tiene"),
        ContactPoint(ContactKind.SOCIAL, "instagram @eva"),
    )
    made = customers.save_customer(place.shop, a_customer(given_name="Eva", contacts=contacts)).value
    page.open_customer(made)
    settle()
    said = texts(page)
    assert {"961 234 567", "trabajo", "no tiene", "Instagram @eva"} <= set(said)


def test_the_file_is_copied_for_other_programs(page: CustomersPage, place: Place, settle: Settle) -> None:
    page.open_customer(place.ids["angel"])
    settle()
    page.detail._copy()
    assert QGuiApplication.clipboard().text().splitlines()[:2] == ["Ángel García Muñoz", "622 310 775"]


def test_every_button_can_be_reached_and_has_a_name(
    page: CustomersPage, place: Place, settle: Settle
) -> None:
    page.open_customer(place.ids["angel"])
    settle()
    for button in page.detail.findChildren(QPushButton) + page.detail.findChildren(QToolButton):
        assert button.accessibleName() or button.text()
        assert button.focusPolicy() != Qt.FocusPolicy.NoFocus


def test_a_short_file_stands_at_the_top_without_gaps(
    page: CustomersPage, place: Place, settle: Settle
) -> None:
    page.resize(1126, 900)
    made = customers.save_customer(place.shop, Customer(given_name="Rosa", family_name="Vidal")).value
    page.open_customer(made)
    settle()
    body = page.detail._body
    assert body is not None
    layout = body.layout()
    assert layout is not None
    assert body.height() == layout.heightForWidth(body.width())
