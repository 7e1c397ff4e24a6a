from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.customers.model import (
    ContactKind,
    ContactPoint,
    Customer,
    CustomerKind,
    Gender,
    Relation,
    RelationKind,
)
from crm_desktop.domain.service import Channel
from crm_desktop.gui.customers.editor import CustomerEditor, begun_with
from crm_desktop.gui.customers.editor_data import read_editor
from crm_desktop.services import customers
from tests.factories import a_customer
from tests.gui.customers.conftest import Place
from tests.gui.recorder import MessageRecorder
from tests.gui.support import Settle

Open = Callable[..., CustomerEditor]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(1366, 768)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def opened(place: Place, settle: Settle, window: QWidget) -> Open:
    """Opens the editor on a customer, or on a new file."""

    def open_(customer: Customer | None = None) -> CustomerEditor:
        editor = CustomerEditor(window, place.context, read_editor(place.shop, customer or Customer()))
        editor.open()
        settle()
        return editor

    return open_


def only_new(place: Place) -> Customer:
    rows = [
        customers.get_customer(place.shop, i) for i in range(1, 20) if i not in place.ids.values() and i <= 6
    ]
    (made,) = rows
    return made


def wait_for_look(qtbot: QtBot, settle: Settle) -> None:
    qtbot.wait(450)
    settle()


def test_a_new_customer_is_typed_and_saved(opened: Open, place: Place, settle: Settle, qtbot: QtBot) -> None:
    editor = opened()
    saved: list[int] = []
    editor.file_saved.connect(saved.append)
    QTest.keyClicks(editor.form.fields["given_name"].control, "Eva")
    QTest.keyClicks(editor.form.fields["family_name"].control, "Gil")
    QTest.keyClicks(editor.form.phones.rows[0].value_edit, "644 210 987")
    QTest.keyClicks(editor.form.fields["birth"].control, "24 nov")
    QTest.keyClicks(editor.form.tags.line, "Feria")
    QTest.keyClick(editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle()
    made = customers.get_customer(place.shop, saved[0])
    assert (made.full_name, made.birth, made.tags) == ("Eva Gil", "--11-24", ("Feria",))
    assert [(c.kind, c.value, c.normal) for c in made.contacts] == [
        (ContactKind.MOBILE, "644 210 987", "+34644210987")
    ]


def full(place: Place) -> Customer:
    """A customer with something in every field."""
    return a_customer(
        company="Forn del Port", contact_person="Empar", tax_id="12345678Z", birth="1984-11-24",
        gender=Gender.MALE, language="ca", street="C/ Mayor, 14", country="PT",
        preferred_channel=Channel.CALL,
        preferred_hours="tardes", heard_from="Por su hermana", notes="uno\ndos", warning="Cuidado",
        do_not_contact=True, discount_bp=1250, card="M-77", staff_id=place.staff,
        contacts=(
            ContactPoint(ContactKind.MOBILE, "+34 644 210 987", label="hija"),
            ContactPoint(ContactKind.PHONE, "+34 961 234 567"),
            ContactPoint(ContactKind.EMAIL, "angel@example.com"),
            ContactPoint(ContactKind.SOCIAL, "instagram @angel"),
            ContactPoint(ContactKind.WEB, "example.com"),
        ),
        tags=("Feria", "VIP"), relations=(Relation(RelationKind.FAMILY, place.ids["ines"], "su tía"),),
        own=((place.own_field, "L"),),
    )  # fmt: skip


def test_saving_without_a_change_changes_nothing(opened: Open, place: Place, settle: Settle) -> None:
    made = customers.save_customer(place.shop, full(place)).value
    before = customers.get_customer(place.shop, made)
    editor = opened(Customer(id=made))
    assert not editor.unsaved()
    assert editor.form.values()["discount"] == "12,5"
    assert editor._collect() == before
    editor.save()
    settle()
    assert customers.get_customer(place.shop, made) == before


def test_folded_sections_say_what_they_hold(opened: Open, place: Place) -> None:
    made = customers.save_customer(place.shop, full(place)).value
    said = {key: section.said.text() for key, section in opened(Customer(id=made)).form.sections.items()}
    assert said["address"] == "C/ Mayor, 14, 46120 Alboraia, Valencia"
    assert said["identity"] == "12345678Z · M-77 · 12,5"
    assert said["manners"].startswith("Does not want to be contacted · Cuidado · Telephone · tardes · Lucía")
    assert said["networks"] == "instagram @angel · example.com"
    assert said["related"] == "López de Haro, Inés"
    assert said["own"] == "L"


def test_a_fault_is_shown_at_its_field_and_nothing_is_saved(
    opened: Open, settle: Settle, qtbot: QtBot, place: Place
) -> None:
    editor = opened()
    QTest.keyClicks(editor.form.fields["given_name"].control, "Eva")
    QTest.keyClicks(editor.form.fields["birth"].control, "31/2/1980")
    QTest.keyClicks(editor.form.fields["discount"].control, "120")
    qtbot.wait(200)
    assert "no such day" in editor.form.fields["birth"].message.text()
    editor.save()
    settle()
    assert editor.isVisible()
    assert "2 fields" in editor.form.summary.text()
    editor.form.fields["birth"].set_value("")
    editor.save()
    assert editor.form.sections["identity"].is_open()
    assert editor.form.fields["discount"].control.hasFocus()
    editor.discard()


def test_an_empty_file_is_refused_at_the_name(opened: Open, settle: Settle) -> None:
    editor = opened()
    editor.save()
    settle()
    assert "at least a name" in editor.form.fields["given_name"].message.text()
    editor.discard()


def test_a_doubtful_tax_id_is_told_and_saved(
    opened: Open, place: Place, settle: Settle, qtbot: QtBot
) -> None:
    editor = opened(Customer(id=place.ids["angel"]))
    field = editor.form.fields["tax_id"]
    QTest.keyClicks(field.control, "1234567A")
    qtbot.wait(200)
    assert field.message.text() == "One figure is missing: a NIF has eight and a letter."
    assert field.message.property("tone") == "near"
    editor.save()
    settle()
    assert customers.get_customer(place.shop, place.ids["angel"]).tax_id == "1234567A"


def test_a_card_of_somebody_else_is_refused_at_its_field(
    opened: Open, place: Place, settle: Settle, qtbot: QtBot
) -> None:
    editor = opened(Customer(id=place.ids["ines"]))
    editor.form.put("card", "M-0001")
    editor.save()
    settle()
    qtbot.wait(200)  # the pause after which what was typed is looked at again
    assert "Ángel García Muñoz" in editor.form.fields["card"].message.text()
    assert editor.isVisible()
    assert editor.unsaved()
    editor.discard()


def test_faults_of_contacts_go_to_their_lines(opened: Open, settle: Settle) -> None:
    editor = opened()
    editor.form.put("given_name", "Eva")
    editor.form.phones.set_points([ContactPoint(ContactKind.MOBILE, "644 210 987")])
    editor.form.emails.set_points([ContactPoint(ContactKind.EMAIL, "a" * 300)])
    editor.save()
    settle()
    assert "too long" in editor.form.emails.rows[0].message.text()
    assert editor.form.phones.rows[0].message.isHidden()
    editor.discard()


def test_a_file_that_is_there_already_is_offered_while_typing(
    opened: Open, place: Place, settle: Settle, qtbot: QtBot, recorder: MessageRecorder
) -> None:
    editor = opened()
    asked: list[int] = []
    editor.other_asked.connect(asked.append)
    QTest.keyClicks(editor.form.phones.rows[0].value_edit, "+34 622-310-775")
    wait_for_look(qtbot, settle)
    assert [h.customer_id for h in editor.duplicates.hints] == [place.ids["angel"]]
    assert editor.duplicates.isVisible()
    recorder.answer("Go on editing", "Discard")
    editor.duplicates.links[0].click()
    assert editor.isVisible()
    assert not asked
    editor.duplicates.links[0].click()
    assert asked == [place.ids["angel"]]


def test_what_is_typed_is_not_lost_without_asking(
    opened: Open, place: Place, settle: Settle, qtbot: QtBot, recorder: MessageRecorder
) -> None:
    editor = opened(Customer(id=place.ids["nuria"]))
    QTest.keyClicks(editor.form.fields["given_name"].control, "x")
    editor.reject()
    assert editor.isVisible()
    recorder.answer("Save")
    editor.reject()
    settle()
    assert customers.get_customer(place.shop, place.ids["nuria"]).given_name in {"Nuriax", "x"}
    assert len(recorder.questions) == 2


def test_a_change_of_another_is_not_overwritten(
    opened: Open, place: Place, settle: Settle, recorder: MessageRecorder
) -> None:
    from dataclasses import replace
    from datetime import timedelta

    editor = opened(Customer(id=place.ids["nuria"]))
    place.shop.clock.instant += timedelta(minutes=1)  # type: ignore[attr-defined]
    other = customers.get_customer(place.shop, place.ids["nuria"])
    customers.save_customer(place.shop, replace(other, notes="de otra persona"))
    editor.form.put("notes", "mío")
    editor.save()
    settle()
    assert "meanwhile" in recorder.errors[0]
    assert editor.form.value("notes") == "mío"
    assert editor.isVisible()
    editor.discard()


def test_tab_follows_the_eye(opened: Open, place: Place) -> None:
    made = customers.save_customer(place.shop, full(place)).value
    editor = opened(Customer(id=made))
    form = editor.form
    form.sections["networks"].set_open(True)
    lines = [*form.phones.rows, *form.emails.rows]
    expected: list[QWidget] = [form.fields["given_name"].control, form.fields["family_name"].control]
    expected += [form.fields[key].control for key in ("second_family_name", "company", "contact_person")]
    for row in form.phones.rows:
        expected += [row.value_edit, row.label_edit, row.remove_button]
    expected += [form.phones.more]
    for row in form.emails.rows:
        expected += [row.value_edit, row.label_edit, row.remove_button]
    expected += [form.emails.more, form.fields["birth"].control]
    assert len(lines) == 3
    expected[0].setFocus()
    seen: list[QWidget | None] = [QApplication.focusWidget()]
    for _step in expected[1:]:
        QTest.keyClick(editor, Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert seen == expected
    networks = form.networks.rows
    networks[0].remove_button.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert networks[1].kind_choice is QApplication.focusWidget()
    editor.discard()


def test_enter_saves(opened: Open, place: Place, settle: Settle) -> None:
    editor = opened(Customer(id=place.ids["nuria"]))
    editor.form.put("town", "Xàtiva")
    QTest.keyClick(editor.form.fields["given_name"].control, Qt.Key.Key_Return)
    settle()
    assert customers.get_customer(place.shop, place.ids["nuria"]).town == "Xàtiva"


def test_a_postcode_tells_the_province(opened: Open, qtbot: QtBot) -> None:
    editor = opened()
    editor.form.sections["address"].set_open(True)
    QTest.keyClicks(editor.form.fields["postcode"].control, "28013")
    assert editor.form.value("province") == "Madrid"
    editor.form.put("province", "Comunidad de Madrid")
    QTest.keyClick(editor.form.fields["postcode"].control, Qt.Key.Key_Backspace)
    assert editor.form.value("province") == "Comunidad de Madrid"
    editor.discard()


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ({"family_name": "García Muñoz"}, ("", "García", "Muñoz")),
        ({"given_name": "María José García López"}, ("María José", "García", "López")),
        ({"given_name": "EVA MARÍA", "family_name": "GIL"}, ("Eva María", "Gil", "")),
        ({"given_name": "Eva", "family_name": "de la Cruz"}, None),
        ({"given_name": "Eva María"}, None),
    ],
)
def test_names_are_offered_in_their_parts(
    opened: Open, typed: dict[str, str], offered: tuple[str, ...] | None
) -> None:
    editor = opened()
    for key, value in typed.items():
        editor.form.put(key, value)
    assert editor.form.offer.isVisible() == (offered is not None)
    if offered:
        editor.form.offer.click()
        keys = ("given_name", "family_name", "second_family_name")
        assert tuple(editor.form.value(k) for k in keys) == offered
        assert not editor.form.offer.isVisible()
    editor.discard()


def test_a_company_has_its_own_names(opened: Open, settle: Settle, qtbot: QtBot, place: Place) -> None:
    editor = opened()
    assert not editor.form.fields["company"].isVisible()
    QTest.mouseClick(editor.form.kind.buttons[CustomerKind.COMPANY], Qt.MouseButton.LeftButton)
    assert editor.form.fields["company"].isVisible()
    assert not editor.form.fields["given_name"].isVisible()
    editor.form.put("company", "Hostal Nuevo")
    saved: list[int] = []
    editor.file_saved.connect(saved.append)
    editor.save()
    settle()
    assert customers.get_customer(place.shop, saved[0]).kind is CustomerKind.COMPANY


@pytest.mark.parametrize(
    ("text", "attributes"),
    [
        ("maria garcia", {"given_name": "Maria", "family_name": "Garcia"}),
        ("622 310 775", {"contacts": (ContactPoint(ContactKind.MOBILE, "622 310 775"),)}),
        ("ana@example.com", {"contacts": (ContactPoint(ContactKind.EMAIL, "ana@example.com"),)}),
        ("Ferretería Ruiz, S.L.", {"company": "Ferretería Ruiz, S.L.", "kind": CustomerKind.COMPANY}),
        ("", {"given_name": ""}),
    ],
)
def test_a_search_in_vain_begins_the_file(text: str, attributes: dict[str, Any]) -> None:
    begun = begun_with(text)
    for name, value in attributes.items():
        assert getattr(begun, name) == value


def test_what_a_new_file_begins_with_is_unsaved(opened: Open, recorder: MessageRecorder) -> None:
    editor = opened(begun_with("maria garcia"))
    assert editor.unsaved()
    recorder.answer("Discard")
    editor.reject()
    assert recorder.questions


def test_countries_and_languages_have_names(opened: Open, qtbot: QtBot, settle: Settle) -> None:
    editor = opened()
    settle()
    country = editor.form.fields["country"]
    texts = [country.combo.itemText(i) for i in range(country.combo.count())]  # type: ignore[attr-defined]
    assert texts[0] == "Spain"
    assert "Portugal" in texts
    editor.discard()


def test_unfolded_sections_are_remembered(opened: Open, place: Place) -> None:
    editor = opened()
    editor.form.sections["address"].button.click()
    editor.discard()
    assert opened().form.sections["address"].is_open()


def test_the_editor_is_freed_when_it_closes(opened: Open, qtbot: QtBot) -> None:
    editor = opened()
    gone: list[bool] = []
    editor.destroyed.connect(lambda: gone.append(True))
    editor.discard()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert gone
