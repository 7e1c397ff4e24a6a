"""The shop's own data and its settings."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pytest

from crm_desktop.domain.shop import PaperSize
from crm_desktop.services import journal, settings
from crm_desktop.services.shop import Shop
from crm_desktop.shared.errors import InvalidInput
from tests.factories import a_profile, a_shop

PNG = b"\x89PNG\r\n\x1a\n"


def test_the_shops_data_are_kept(shop: Shop) -> None:
    saved = settings.save_profile(shop, a_profile(name="  Mercería   La Alameda ", paper=PaperSize.LETTER))
    assert (saved.kinds, shop.profile.name, shop.profile.paper) == (
        frozenset({"settings"}),
        "Mercería La Alameda",
        PaperSize.LETTER,
    )
    shop.close()
    with closing(a_shop(shop.paths.folder)) as again:
        assert again.profile == a_profile(paper=PaperSize.LETTER)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "x" * 201),
        ("name", "a\x00b"),
        ("street", "\ud83d"),
        ("country", "España"),
        ("currency", "€"),
        ("language", "fr"),
        ("accent", "rojo"),
        ("zone", "Marte/Base"),
        ("zone", "../etc/passwd"),
        ("zone", "Europe/Madrid\x00"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(shop: Shop, field: str, value: str) -> None:
    before = shop.profile
    with pytest.raises(InvalidInput) as caught:
        settings.save_profile(shop, a_profile(**{field: value}))
    assert list(caught.value.fields) == [field]
    assert shop.profile == before


def test_the_logo_comes_and_goes(shop: Shop) -> None:
    settings.save_profile(shop, a_profile())
    assert settings.logo(shop) is None
    settings.save_logo(shop, PNG)
    assert settings.logo(shop) == PNG
    assert shop.profile.name == "Mercería La Alameda"
    taken = settings.save_logo(shop, None)
    assert settings.logo(shop) is None
    journal.undo(shop, taken.operation or 0)
    assert settings.logo(shop) == PNG
    with pytest.raises(InvalidInput):
        settings.save_logo(shop, b"GIF89a")


def test_a_logo_does_not_bring_back_what_another_window_changed(shop: Shop) -> None:
    assert shop.profile.name == ""
    with closing(a_shop(shop.paths.folder)) as other:
        settings.save_profile(other, a_profile())
    settings.save_logo(shop, PNG)
    assert shop.profile.name == "Mercería La Alameda"


@pytest.mark.parametrize("value", [None, True, 3, "texto ñ", ["a", 1], {"a": {"b": None}}])
def test_a_setting_is_any_json(shop: Shop, value: Any) -> None:
    assert settings.get(shop, "clave", "nada") == "nada"
    settings.put(shop, "clave", value)
    assert settings.get(shop, "clave", "nada") == ("nada" if value is None else value)
    assert settings.put(shop, "clave", value).operation is None


def test_a_setting_says_what_it_was_when_asked(shop: Shop) -> None:
    assert settings.put(shop, "a", 1).sentence == "Setting saved."
    assert settings.put(shop, "a", 2, "Avisos por la mañana.").sentence == "Avisos por la mañana."
