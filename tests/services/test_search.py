"""The search over everything: what finds whom, and in which order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from crm_desktop.domain.customers.own_fields import OwnField
from crm_desktop.services import customers, own_fields
from crm_desktop.services.search import search
from crm_desktop.services.shop import Shop
from tests.factories import a_company, a_customer, a_mobile, a_phone, a_shop, an_email


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with closing(a_shop(tmp_path_factory.mktemp("buscar"))) as made:
        field = own_fields.save_field(made, OwnField("Talla")).value
        customers.save_customer(
            made,
            a_customer(
                tax_id="12345678Z",
                card="A-0042",
                notes="Alérgico a los cacahuetes",
                street="Carrer de l’Església, 7",
                tags=("Verano",),
                own=((field, "Cuarenta y dos"),),
                contacts=(a_mobile("612 34 56 78", "+34612345678"), an_email("Angel.Garcia@example.com")),
            ),
        )
        customers.save_customer(made, a_company())
        customers.save_customer(
            made, a_customer(given_name="Núria", family_name="Col·lell", contacts=(a_phone(),))
        )
        customers.save_customer(made, a_customer(given_name="Zoe", family_name="García", contacts=()))
        customers.archive(
            made, [customers.save_customer(made, a_customer(given_name="Abel", contacts=())).value]
        )
        yield made


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ángel", ["Ángel"]),
        ("ANGEL", ["Ángel"]),
        ("ang gar", ["Ángel"]),
        ("gar ang", ["Ángel"]),
        ("345", ["Hostal del Port", "Núria", "Ángel"]),
        ("612 34 56 78", ["Ángel"]),
        ("+34 612345678", ["Ángel"]),
        ("+34 612 34", ["Ángel"]),
        ("+33 612 34", []),
        ("+34 96", ["Hostal del Port", "Núria"]),
        ("5678", ["Ángel"]),
        ("961 23 45 67", ["Hostal del Port", "Núria"]),
        ("angel.garcia@example.com", ["Ángel"]),
        ("cacahuete", ["Ángel"]),
        ("esglesia", ["Ángel"]),
        ("verano", ["Ángel"]),
        ("cuarenta", ["Ángel"]),
        ("a0042", ["Ángel"]),
        ("A-0042", ["Ángel"]),
        ("12345678z", ["Ángel"]),
        ("12.345.678-Z", ["Ángel"]),
        ("collell", ["Núria"]),
        ("col·lell", ["Núria"]),
        ("empar", ["Hostal del Port"]),
        ("46011", ["Hostal del Port"]),
        ("garcia", ["Ángel", "Zoe", "Abel"]),
        ("nadie", []),
        ("", []),
        ("  ", []),
        ("···", []),
        ("56", ["Hostal del Port", "Núria", "Ángel"]),
    ],
)
def test_a_customer_is_found_by_everything_in_the_file(shop: Shop, text: str, names: list[str]) -> None:
    found = [customers.get_customer(shop, h.id) for h in search(shop, text)]
    assert sorted(c.given_name or c.company for c in found) == sorted(names)


def test_hits_come_by_name_and_archived_ones_last(shop: Shop) -> None:
    names = [h.name for h in search(shop, "garcia")]
    assert names == ["García Muñoz, Ángel", "García Muñoz, Zoe", "García Muñoz, Abel"]
    assert len(search(shop, "garcia", 1)) == 1
    assert len(search(shop, "garcia", 2)) == 2


def test_a_hit_shows_how_to_reach_the_customer(shop: Shop) -> None:
    (hit,) = search(shop, "5678")
    assert (hit.name, hit.full_name, hit.phones, hit.emails, hit.town, hit.card) == (
        "García Muñoz, Ángel",
        "Ángel García Muñoz",
        ("612 34 56 78",),
        ("Angel.Garcia@example.com",),
        "Alboraia",
        "A-0042",
    )


def test_a_field_that_was_taken_off_is_searched_no_more(tmp_path_factory: pytest.TempPathFactory) -> None:
    with closing(a_shop(tmp_path_factory.mktemp("campos"))) as shop:
        field = own_fields.save_field(shop, OwnField("Talla")).value
        customers.save_customer(shop, a_customer(own=((field, "Mediana"),)))
        assert search(shop, "mediana")
        own_fields.remove_field(shop, field)
        assert search(shop, "mediana") == []


def test_what_is_no_longer_in_the_file_is_found_no_more(tmp_path_factory: pytest.TempPathFactory) -> None:
    with closing(a_shop(tmp_path_factory.mktemp("cambios"))) as shop:
        key = customers.save_customer(shop, a_customer(notes="antes")).value
        customers.save_customer(shop, replace(customers.get_customer(shop, key), notes="después"))
        assert search(shop, "antes") == []
        assert [h.id for h in search(shop, "despues")] == [key]
