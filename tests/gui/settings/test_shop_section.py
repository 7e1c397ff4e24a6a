"""Ajustes: the shop's data, its logo, its country."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from crm_desktop.domain.shop import PaperSize
from crm_desktop.gui.common.pictures import LARGEST_BYTES, main_colour, read_picture
from crm_desktop.gui.settings.page import SECTIONS
from crm_desktop.gui.settings.people_section import PeopleSection
from crm_desktop.gui.settings.shop_section import RegionSection, ShopSection
from crm_desktop.shared.errors import InvalidInput
from tests.gui.recorder import MessageRecorder
from tests.gui.settings.conftest import Place, settle
from tests.gui.settings.tools import part, picture


def test_every_part_opens_by_its_name(place: Place, qtbot: QtBot) -> None:
    for name, *_rest in SECTIONS:
        place.page.open_target(name)
        settle(qtbot)
        assert place.page.current() is place.page.made[name]
        assert not place.page.grab().isNull()
        assert not place.page.current().unsaved()
    place.page.open_target("nonsense")


def test_the_shops_data_are_saved_and_read_again(place: Place, qtbot: QtBot) -> None:
    section: ShopSection = part(place, "shop", ShopSection)
    assert not section.save_button.isEnabled()
    section.form.put("name", "Librería Ñandú & Hijos")
    assert section.save_button.isEnabled()
    section.save_button.click()
    settle(qtbot)
    assert place.shop.profile.name == "Librería Ñandú & Hijos"
    assert place.shop.profile.town == "Alboraia"
    assert not section.unsaved()


def test_a_shop_needs_a_name(place: Place, qtbot: QtBot) -> None:
    section: ShopSection = part(place, "shop", ShopSection)
    section.form.put("name", "")
    section.save_button.click()
    settle(qtbot)
    assert section.form.fields["name"].message.isVisible()
    assert place.shop.profile.name == "Mercería La Alameda"


def test_what_the_service_refuses_is_shown_at_its_field(place: Place, qtbot: QtBot) -> None:
    section: ShopSection = part(place, "shop", ShopSection)
    section.form.fields["web"]._limit = 10_000  # type: ignore[attr-defined]
    section.form.put("web", "w" * 500)
    section.save_button.click()
    settle(qtbot)
    assert "200" in section.form.fields["web"].message.text()
    assert section.form.value("web") == "w" * 500


def test_unsaved_text_is_asked_about_when_another_part_is_opened(
    place: Place, qtbot: QtBot, recorder: MessageRecorder
) -> None:
    section: ShopSection = part(place, "shop", ShopSection)
    section.form.put("town", "Meliana")
    place.page.parts.setCurrentRow(2)
    assert place.page.current() is section
    assert place.page.parts.currentRow() == 0
    recorder.answer("Save")
    place.page.parts.setCurrentRow(2)
    settle(qtbot)
    assert place.shop.profile.town == "Meliana"
    assert isinstance(place.page.current(), PeopleSection)


def test_unsaved_text_is_asked_about_when_the_screen_is_left(place: Place, recorder: MessageRecorder) -> None:
    section: ShopSection = part(place, "shop", ShopSection)
    section.form.put("town", "Meliana")
    left: list[int] = []
    place.page.may_leave(lambda: left.append(1))
    assert left == []
    recorder.answer("Discard")
    place.page.may_leave(lambda: left.append(1))
    assert left == [1]
    assert not section.unsaved()


def test_the_country_brings_its_paper_its_money_and_its_zone(place: Place, qtbot: QtBot) -> None:
    section: RegionSection = part(place, "region", RegionSection)
    section.form.put("country", "MX")
    section.save_button.click()
    settle(qtbot)
    profile = place.shop.profile
    assert (profile.country, profile.currency, profile.paper) == ("MX", "MXN", PaperSize.LETTER)
    assert (profile.locale, profile.zone) == ("es_MX", "America/Mexico_City")


def test_another_language_is_told_to_come_later(
    place: Place, qtbot: QtBot, recorder: MessageRecorder
) -> None:
    section: RegionSection = part(place, "region", RegionSection)
    section.form.put("language", "es")
    section.form.put("paper", PaperSize.LETTER)
    section.save_button.click()
    settle(qtbot)
    assert place.shop.profile.language == "es"
    assert any("language" in toast for toast in recorder.toasts)


def test_a_logo_is_kept_shown_and_taken_away(place: Place, qtbot: QtBot, tmp_path: Path) -> None:
    section: ShopSection = part(place, "shop", ShopSection)
    section.take_file(picture(tmp_path / "logo ñ.png", "#be123c"))
    settle(qtbot)
    assert place.shop.profile.logo
    assert section.logo.has_picture()
    section.remove_button.click()
    settle(qtbot)
    assert not place.shop.profile.logo
    assert not section.logo.has_picture()


@pytest.mark.parametrize("content", [b"", b"no es una imagen", b"\x89PNG\r\n\x1a\nbroken"])
def test_a_file_that_is_no_picture_is_refused_in_a_sentence(
    place: Place, qtbot: QtBot, tmp_path: Path, recorder: MessageRecorder, content: bytes
) -> None:
    section: ShopSection = part(place, "shop", ShopSection)
    bad = tmp_path / "foto.png"
    bad.write_bytes(content)
    section.take_file(bad)
    section.take_file(tmp_path / "gone.png")
    assert len(recorder.errors) == 2
    assert not place.shop.profile.logo


def test_a_large_picture_is_made_smaller(themed: object, tmp_path: Path) -> None:
    data = read_picture(picture(tmp_path / "big.jpg", "#1d4ed8", (3000, 2000)))
    image = QImage.fromData(data)
    assert len(data) <= LARGEST_BYTES
    assert max(image.width(), image.height()) <= 800


def test_the_strongest_colour_of_a_logo_is_found(themed: object, tmp_path: Path) -> None:
    colour = QColor(main_colour(read_picture(picture(tmp_path / "logo.png", "#be123c"))))
    assert abs(colour.hsvHue() - QColor("#be123c").hsvHue()) < 8
    assert main_colour(read_picture(picture(tmp_path / "grey.png", "#888888"))) == ""
    with pytest.raises(InvalidInput):
        read_picture(tmp_path)
