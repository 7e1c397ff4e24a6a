"""Ajustes: people, own fields, look, backups."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from crm_desktop.domain.customers.own_fields import OwnField, OwnFieldKind
from crm_desktop.domain.staff import StaffMember
from crm_desktop.gui import tasks
from crm_desktop.gui.common.pictures import read_picture
from crm_desktop.gui.settings.backups_section import REASONS, BackupsSection
from crm_desktop.gui.settings.fields_section import FieldDialog, FieldsSection
from crm_desktop.gui.settings.look_section import LookSection
from crm_desktop.gui.settings.page import SECTIONS, SettingsPage
from crm_desktop.gui.settings.people_section import PeopleSection, PersonDialog
from crm_desktop.services import backups, own_fields, settings, staff
from crm_desktop.shared.errors import StorageError
from tests.gui.recorder import MessageRecorder
from tests.gui.settings.conftest import Place, settle
from tests.gui.settings.tools import only_dialog, part, picture


def test_a_person_is_added_in_a_colour_that_is_free(place: Place, qtbot: QtBot) -> None:
    section: PeopleSection = part(place, "people", PeopleSection)
    for name in ("Lucía", "Marta"):
        section.add()
        dialog = only_dialog(place, PersonDialog)
        dialog.form.put("name", name)
        dialog.save_button.click()
        settle(qtbot)
    people = staff.list_staff(place.shop)
    assert [one.name for one in people] == ["Lucía", "Marta"]
    assert people[0].colour != people[1].colour
    assert section.list.count() == 2


def test_the_same_name_twice_is_refused_at_the_field(place: Place, qtbot: QtBot) -> None:
    section: PeopleSection = part(place, "people", PeopleSection)
    staff.save_staff(place.shop, StaffMember("Lucía"))
    section.add()
    dialog = only_dialog(place, PersonDialog)
    dialog.form.put("name", "lucia")
    dialog.save_button.click()
    settle(qtbot)
    assert dialog.isVisible()
    assert dialog.form.fields["name"].message.isVisible()
    dialog.discard()


def test_a_person_dialog_is_rejected_without_a_trace(place: Place, qtbot: QtBot) -> None:
    section: PeopleSection = part(place, "people", PeopleSection)
    section.add()
    only_dialog(place, PersonDialog).reject()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert place.page.findChildren(PersonDialog) == []
    assert staff.list_staff(place.shop) == []


def test_somebody_who_leaves_can_come_back(place: Place, qtbot: QtBot) -> None:
    staff.save_staff(place.shop, StaffMember("Lucía"))
    section: PeopleSection = part(place, "people", PeopleSection)
    section.reload()
    settle(qtbot)
    section.list.setCurrentRow(0)
    section.leave_button.click()
    settle(qtbot)
    assert staff.list_staff(place.shop) == []
    assert "no longer here" in section.list.item(0).text()
    section.list.setCurrentRow(0)
    section.leave_button.click()
    settle(qtbot)
    assert len(staff.list_staff(place.shop)) == 1


def test_a_field_with_choices_is_added_changed_moved_and_taken_off(place: Place, qtbot: QtBot) -> None:
    section: FieldsSection = part(place, "fields", FieldsSection)
    section.add()
    dialog = only_dialog(place, FieldDialog)
    assert not dialog.choices.isVisible()
    dialog.form.put("name", "Talla")
    dialog.form.put("kind", OwnFieldKind.CHOICE)
    assert dialog.choices.isVisible()
    dialog.form.put("choices", "S\n\n M \nL")
    dialog.save_button.click()
    settle(qtbot)
    (made,) = own_fields.list_fields(place.shop)
    assert (made.name, made.choices) == ("Talla", ("S", "M", "L"))
    own_fields.save_field(place.shop, OwnField("Alergias", position=1))
    section.reload()
    settle(qtbot)
    section.list.setCurrentRow(0)
    section._move(1)
    settle(qtbot)
    assert [one.name for one in own_fields.list_fields(place.shop)] == ["Alergias", "Talla"]
    section._move(1)
    section._remove()
    settle(qtbot)
    assert [one.name for one in own_fields.list_fields(place.shop)] == ["Alergias"]


def test_a_choice_without_choices_is_refused(place: Place, qtbot: QtBot) -> None:
    section: FieldsSection = part(place, "fields", FieldsSection)
    section.add()
    dialog = only_dialog(place, FieldDialog)
    dialog.form.put("name", "Talla")
    dialog.form.put("kind", OwnFieldKind.CHOICE)
    dialog.save_button.click()
    settle(qtbot)
    assert dialog.isVisible()
    assert own_fields.list_fields(place.shop) == []
    dialog.discard()


def test_theme_and_size_take_effect_at_once_and_are_remembered(place: Place, qtbot: QtBot) -> None:
    section: LookSection = part(place, "look", LookSection)
    section.themes.buttons()[2].click()
    section.sizes.buttons()[3].click()
    assert (place.state.text("theme"), place.state.text("text_size")) == ("dark", "huge")
    assert len(place.relooked) == 2


def test_the_accent_colour_belongs_to_the_shop(place: Place, qtbot: QtBot) -> None:
    section: LookSection = part(place, "look", LookSection)
    section.swatches.group.buttons()[4].click()
    settle(qtbot)
    assert place.shop.profile.accent == "#be123c"
    assert place.relooked
    section.swatches.group.buttons()[0].click()
    settle(qtbot)
    assert place.shop.profile.accent == ""


def test_the_accent_can_come_from_the_logo(
    place: Place, qtbot: QtBot, tmp_path: Path, recorder: MessageRecorder
) -> None:
    section: LookSection = part(place, "look", LookSection)
    assert not section.logo_button.isEnabled()
    for colour, found in (("#777777", ""), ("#1d4ed8", "#1d4ed8")):
        settings.save_logo(place.shop, read_picture(picture(tmp_path / "logo.png", colour)))
        section.reload()
        section.logo_button.click()
        settle(qtbot)
        settle(qtbot)
        assert place.shop.profile.accent == found
    assert len(recorder.toasts) == 1


def test_a_backup_is_made_checked_and_listed(place: Place, qtbot: QtBot, recorder: MessageRecorder) -> None:
    section: BackupsSection = part(place, "backups", BackupsSection)
    settle(qtbot)
    assert section.nothing.isVisibleTo(section)
    section.make_button.click()
    settle(qtbot)
    settle(qtbot)
    assert len(backups.listing(place.shop)) == section.list.count() == 1
    assert len(recorder.toasts) == 1
    assert section.make_button.isEnabled()


def test_a_backup_goes_to_a_usb_stick(place: Place, qtbot: QtBot, tmp_path: Path) -> None:
    section: BackupsSection = part(place, "backups", BackupsSection)
    section._make(tmp_path / "USB ñ")
    settle(qtbot)
    assert list((tmp_path / "USB ñ").iterdir())


def test_a_backup_that_cannot_be_made_is_told(
    place: Place, qtbot: QtBot, recorder: MessageRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise StorageError("No queda sitio.")

    section: BackupsSection = part(place, "backups", BackupsSection)
    monkeypatch.setattr(backups, "create", full)
    section.make()
    settle(qtbot)
    assert recorder.errors == ["No queda sitio."]
    assert section.make_button.isEnabled()


def test_restoring_takes_two_clicks_and_the_safe_one_is_no(
    place: Place, qtbot: QtBot, recorder: MessageRecorder
) -> None:
    made = backups.create(place.shop)
    section: BackupsSection = part(place, "backups", BackupsSection)
    section.reload()
    settle(qtbot)
    section.list.setCurrentRow(0)
    section.ask_restore(Path(section.current_key()))
    assert place.restored == []
    recorder.answer("Restore")
    section.ask_restore(Path(section.current_key()))
    assert place.restored == [made.path]


def test_every_reason_of_a_backup_has_its_words() -> None:
    assert set(REASONS) == {"manual", "closing", "daily", "upgrade", "restore"}


def test_a_shop_that_can_only_be_read_offers_nothing_to_change(
    gui: tasks.Runner, qtbot: QtBot, place: Place
) -> None:
    place.shop.db.read_only = True
    try:
        page = SettingsPage(place.page.context)
        qtbot.addWidget(page)
        for name, *_rest in SECTIONS:
            page.open_target(name)
            settle(qtbot)
        people = page.made["people"]
        assert isinstance(people, PeopleSection)
        assert not any(button.isEnabled() for button in people.buttons)
    finally:
        place.shop.db.read_only = False
