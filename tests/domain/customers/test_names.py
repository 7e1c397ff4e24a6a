from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.customers.model import ContactKind, ContactPoint, Customer, CustomerKind
from crm_desktop.domain.customers.names import (
    capitalise,
    looks_like_company,
    sort_key,
    sort_key_of,
    split_family_names,
    split_full_name,
)
from crm_desktop.shared.text import squeeze


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("García Muñoz", "García", "Muñoz"),
        ("García", "García", ""),
        ("", "", ""),
        ("García de la Cruz", "García", "de la Cruz"),
        ("de la Cruz García", "de la Cruz", "García"),
        ("DE LA CRUZ GARCÍA", "DE LA CRUZ", "GARCÍA"),
        ("Ruiz de Alarcón Pérez", "Ruiz de Alarcón", "Pérez"),
        ("Pérez Ruiz de Alarcón", "Pérez", "Ruiz de Alarcón"),
        ("López de Haro Ruiz de Alarcón", "López de Haro", "Ruiz de Alarcón"),
        ("de los Santos del Río", "de los Santos", "del Río"),
        ("Ortega y Gasset", "Ortega", "y Gasset"),
        ("Puig i Cadafalch", "Puig", "i Cadafalch"),
        ("da Silva dos Santos", "da Silva", "dos Santos"),
        ("San Martín López", "San Martín", "López"),
        ("Fernández-Cuesta Gil", "Fernández-Cuesta", "Gil"),
        ("García - Lorca Pérez", "García - Lorca", "Pérez"),
        ("van der Berg", "van der Berg", ""),
        ("Fernández Gómez Ruiz", "Fernández", "Gómez Ruiz"),
        ("  García \t Muñoz ", "García", "Muñoz"),
        ("de", "de", ""),
    ],
)
def test_family_names_keep_their_particles(text: str, first: str, second: str) -> None:
    assert split_family_names(text) == (first, second)


@pytest.mark.parametrize(
    ("text", "given", "family", "second"),
    [
        ("García Muñoz, Ángel", "Ángel", "García", "Muñoz"),
        ("de la Cruz García,María  José", "María José", "de la Cruz", "García"),
        ("Ángel García Muñoz", "Ángel", "García", "Muñoz"),
        ("María José García", "María José", "García", ""),
        ("MARÍA JOSÉ GARCÍA MUÑOZ", "MARÍA JOSÉ", "GARCÍA", "MUÑOZ"),
        ("José Luis Pérez Ruiz", "José Luis", "Pérez", "Ruiz"),
        ("María del Carmen López García", "María del Carmen", "López", "García"),
        ("María de los Ángeles Ruiz", "María de los Ángeles", "Ruiz", ""),
        ("Mª José Ruiz", "Mª José", "Ruiz", ""),
        ("Fco. Javier Gil Sanz", "Fco. Javier", "Gil", "Sanz"),
        ("José María de la Torre Ruiz", "José María", "de la Torre", "Ruiz"),
        ("José Pérez Ruiz de Alarcón", "José", "Pérez", "Ruiz de Alarcón"),
        ("Ángel Martín Pérez", "Ángel", "Martín", "Pérez"),
        ("Juan Vicente Gómez", "Juan", "Vicente", "Gómez"),
        ("Juan de la Cruz", "Juan", "de la Cruz", ""),
        ("Aina Domènech i Puig", "Aina", "Domènech", "i Puig"),
        ("Yurena Desirée Santana Santana", "Yurena Desirée", "Santana", "Santana"),
        ("Ana María", "Ana María", "", ""),
        ("Madonna", "Madonna", "", ""),
        ("García,", "García", "", ""),
        ("", "", "", ""),
    ],
)
def test_whole_names_are_split(text: str, given: str, family: str, second: str) -> None:
    assert split_full_name(text) == (given, family, second)


WORDS = st.sampled_from(
    [
        "de",
        "la",
        "del",
        "y",
        "i",
        "García",
        "María",
        "José",
        "Pérez",
        "-",
        "dos",
        "van",
        "San",
        "Ángel",
        "Ñ",
        "ª",
        "O'",
    ]
)
NAMES = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=8).map(" ".join))


@given(NAMES)
def test_no_letter_of_the_family_names_is_lost(text: str) -> None:
    assert squeeze(" ".join(split_family_names(text))) == squeeze(text)


@given(NAMES)
def test_no_word_of_a_whole_name_is_lost(text: str) -> None:
    parts = split_full_name(text)
    assert sorted(" ".join(parts).split()) == sorted(text.replace(",", " ", 1).split()) or "," in text
    if "," not in text:
        assert squeeze(" ".join(parts)) == squeeze(text)
        assert not (parts.second_family and not parts.family)


@given(NAMES)
def test_splitting_what_was_split_changes_nothing(text: str) -> None:
    first, second = split_family_names(text)
    assert split_family_names(f"{first} {second}") == (first, second)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("GARCÍA DE LA CRUZ", "García de la Cruz"),
        ("josé luis", "José Luis"),
        ("O'BRIEN", "O'Brien"),
        ("D’ORS", "D’Ors"),
        ("MARÍA-JOSÉ", "María-José"),
        ("ñíguez", "Ñíguez"),
        ("McDonald", "McDonald"),
        ("García", "García"),
        ("", ""),
    ],
)
def test_names_in_one_case_are_written_as_usual(typed: str, written: str) -> None:
    assert capitalise(typed) == written


@pytest.mark.parametrize(
    "name", ["Ferretería Ruiz, S.L.", "Sala SL", "Gómez S.A. de C.V.", "Bar Pepe", "Ruiz Ltda."]
)
def test_companies_are_known_by_their_legal_form_or_first_word(name: str) -> None:
    assert looks_like_company(name)


@pytest.mark.parametrize("name", ["Luis Salas", "Ana Sá", "Ana Sa", "Barbara Ruiz", "Isla", ""])
def test_people_are_not_taken_for_companies(name: str) -> None:
    assert not looks_like_company(name)


def test_lists_follow_spanish_order() -> None:
    ordered = [
        "Álvarez Peñalver, Begoña",
        "Canto, Rosa",
        "Cañas, Luis",
        "Caos, Ana",
        "de la Cruz, Iván",
        "García, Zoe",
        "García-Lorca, Ana",
        "García Muñoz, Ángel",
        "Garcia Munro, Alba",
        "García Munzer, Eva",
        "Nunez, Ana",
        "Núñez, Ana",
        "Ñíguez, Íñigo",
        "O'Brien, Kay",
        "Obrón, Kay",
    ]
    keys = [sort_key_of(name).encode() for name in ordered]
    # ñ is a letter of its own, after n: "Munro" and "Munzer" come before "Muñoz".
    expected = [*ordered[:7], ordered[8], ordered[9], ordered[7], *ordered[10:]]
    assert [ordered[i] for i in sorted(range(len(ordered)), key=keys.__getitem__)] == expected


def test_a_decomposed_letter_sorts_like_a_whole_one() -> None:
    assert sort_key_of("Mun\u0303oz, A\u0301ngel") == sort_key_of("Muñoz, Ángel")


def test_a_file_without_a_name_comes_last_and_shows_its_telephone() -> None:
    nameless = Customer(contacts=(ContactPoint(ContactKind.MOBILE, "622 310 775"),))
    assert nameless.list_name == nameless.full_name == "622 310 775"
    assert sort_key(nameless) > sort_key(Customer(family_name="Zúñiga"))


def test_a_company_is_listed_by_its_name_and_a_worker_by_theirs() -> None:
    company = Customer(kind=CustomerKind.COMPANY, company="Hostal del Port", contact_person="Empar")
    worker = Customer(given_name="Empar", family_name="Ribes", company="Hostal del Port")
    assert (company.list_name, company.full_name) == ("Hostal del Port", "Hostal del Port")
    assert (worker.list_name, worker.full_name) == ("Ribes, Empar", "Empar Ribes")


@given(st.text(max_size=40))
def test_every_name_has_a_key_that_can_be_stored(text: str) -> None:
    key = sort_key_of(text)
    assert "\0" not in key or "\0" in text
    assert key == sort_key_of(text.replace("á", "a"))
