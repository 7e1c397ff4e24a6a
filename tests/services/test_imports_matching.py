"""Who a row is: every key, families of one telephone, shared mailboxes, names alone, cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.services.import_steps import bring_in, counts, everybody

if TYPE_CHECKING:
    from pathlib import Path

    from crm_desktop.services.shop import Shop

ANA = "Ana;Soler Ruiz;622310001;ana@example.com;12345678Z;2001;Alboraia;Le gusta el té;VIP, Feria"
LUIS = "Luis;Bosch;622310002;luis@example.com;;;Sagunt;;"


@pytest.mark.parametrize(
    "row",
    [
        "Ana;Soler;;;;2001;Valencia;;",
        "Ana;Soler;;;12.345.678-Z;;Valencia;;",
        "Ana;Soler;;ANA@example.com;;;Valencia;;",
        "Ana;Soler;+34 622 31 00 01;;;;Valencia;;",
        "Soler;Ana;;ana@example.com;;;Valencia;;",
        ";;622 310 001;;;;Valencia;;",
        "Ana;Persona;;;;2001;Valencia;;",
        "ANA;SOLER RUIZ;;;;;Valencia;;",
    ],
)
def test_a_customer_is_recognised_by_each_key(shop: Shop, tmp_path: Path, row: str) -> None:
    bring_in(shop, tmp_path, "Ana;Soler Ruiz;622310001;ana@example.com;12345678Z;2001;;;", LUIS)
    assert counts(bring_in(shop, tmp_path, row)) == (0, 1, 0, 0)
    assert everybody(shop)[0].town == "Valencia"
    assert len(everybody(shop)) == 2


def test_a_family_shares_a_telephone_and_stays_several_people(shop: Shop, tmp_path: Path) -> None:
    bring_in(shop, tmp_path, "Ana;Soler Ruiz;961234567;;;;;;")
    rows = ("Pedro;Soler Ruiz;961234567;;;;;;", "Ana;Soler;961234567;;;;Torrent;;")
    report = bring_in(shop, tmp_path, *rows)
    assert counts(report) == (1, 1, 0, 0)
    assert "Soler Ruiz, Ana" in report.remarks[0].reason
    assert counts(bring_in(shop, tmp_path, *rows)) == (0, 0, 2, 0)


def test_father_and_son_of_one_name_stay_two(shop: Shop, tmp_path: Path) -> None:
    bring_in(shop, tmp_path, "Carlos;Vázquez Sánchez;961234567;;;;;;")
    assert counts(bring_in(shop, tmp_path, "Carlos;Vázquez Marcos;961234567;;;;;;")) == (1, 0, 0, 0)
    head = "Nombre;Apellidos;Teléfono;Fecha de nacimiento"
    assert counts(bring_in(shop, tmp_path, "Eva;Gil;961111111;30/8/1951", header=head)) == (1, 0, 0, 0)
    assert counts(bring_in(shop, tmp_path, "Eva;Gil Mas;961111111;23/12/1988", header=head)) == (1, 0, 0, 0)
    assert counts(bring_in(shop, tmp_path, "Eva;Gil Mas;961111111;23/12/1988", header=head)) == (0, 0, 1, 0)


def test_man_and_wife_with_a_name_in_common_stay_two(shop: Shop, tmp_path: Path) -> None:
    bring_in(shop, tmp_path, "José María;Calvo González;961234567;;;;;;")
    assert counts(bring_in(shop, tmp_path, "María Pilar;Calvo González;961234567;;;;;;")) == (1, 0, 0, 0)


@pytest.mark.parametrize("given", ["José", "Luis", "Luis Miguel", "J. Luis"])
def test_a_part_of_a_compound_name_at_the_same_telephone_at_home_is_somebody_else(
    shop: Shop, tmp_path: Path, given: str
) -> None:
    bring_in(shop, tmp_path, "José Luis;Calvo González;961234567;;;;;;")
    row = f"{given};Calvo González;961234567;;;;Torrent;;"
    report = bring_in(shop, tmp_path, row)
    assert counts(report) == (1, 0, 0, 0)
    assert "José Luis" in report.remarks[0].reason
    assert counts(bring_in(shop, tmp_path, row)) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    "row",
    [
        "Luis;Calvo;622310001;;;;Torrent;;",
        "Luis;Calvo;;jl@example.com;;;Torrent;;",
        "Luis;Calvo;;;12345678Z;;Torrent;;",
        "Luis;Calvo;;;;J-7;Torrent;;",
        "Luis;Calvo;961234567 / 622310001;;;;Torrent;;",
        "José Luis;Calvo;961234567;;;;Torrent;;",
    ],
)
def test_a_part_of_a_compound_name_is_the_same_with_a_mobile_an_e_mail_or_a_number_of_its_own(
    shop: Shop, tmp_path: Path, row: str
) -> None:
    first = "José Luis;Calvo;961234567 / 622310001;jl@example.com;12345678Z;J-7;;;"
    bring_in(shop, tmp_path, first)
    assert counts(bring_in(shop, tmp_path, row)) == (0, 1, 0, 0)


def test_two_tax_ids_are_two_customers_whatever_they_share(shop: Shop, tmp_path: Path) -> None:
    head = "Nombre;Apellidos;NIF;Teléfono"
    bring_in(shop, tmp_path, "Ana;Soler Ruiz;99816486M;961234567", header=head)
    other = "Ana;Soler Ruiz;99687094B;961234567"
    assert counts(bring_in(shop, tmp_path, other, header=head)) == (1, 0, 0, 0)


def test_a_shared_mailbox_needs_a_word_of_the_name_in_common(shop: Shop, tmp_path: Path) -> None:
    bring_in(shop, tmp_path, "Ana;Soler;;info@example.com;;;;;")
    assert counts(bring_in(shop, tmp_path, "Marta;Gil;;info@example.com;;;;;")) == (1, 0, 0, 0)
    assert counts(bring_in(shop, tmp_path, "Anita;Soler;;info@example.com;;;;Otra nota;")) == (0, 1, 0, 0)


def test_without_any_key_the_whole_name_decides_unless_something_contradicts(
    shop: Shop, tmp_path: Path
) -> None:
    bring_in(shop, tmp_path, "Ana;Soler Ruiz;622310001;;;;Alboraia;;")
    assert counts(bring_in(shop, tmp_path, "ana;soler ruíz;;;;;;Una nota;")) == (0, 1, 0, 0)
    assert counts(bring_in(shop, tmp_path, "Ana;Soler Ruiz;;;;;Torrent;;")) == (1, 0, 0, 0)
    assert counts(bring_in(shop, tmp_path, "Ana;Soler;;;;;;;")) == (1, 0, 0, 0)


def test_a_card_belongs_to_one_customer_only(shop: Shop, tmp_path: Path) -> None:
    bring_in(shop, tmp_path, ANA, LUIS)
    # The tax id says Ana, and the card has to stay with whoever has it.
    report = bring_in(shop, tmp_path, "Luis;Bosch;622310002;;;3003;;;", "Ana;Soler;;;12345678Z;2001;;Nota;")
    assert counts(report) == (0, 2, 0, 0)
    uid = everybody(shop)[0].uid
    report = bring_in(shop, tmp_path, f"{uid};Ana;3003", header="Identificador;Nombre;Tarjeta")
    assert counts(report) == (0, 0, 0, 1)
    assert "3003" in report.rejections[0].reason


@pytest.mark.parametrize("typed", ["ab-20 01", "AB2001", "Ab 2001"])
def test_a_card_is_recognised_however_it_is_typed(shop: Shop, tmp_path: Path, typed: str) -> None:
    bring_in(shop, tmp_path, "Ana;Soler;;;;AB-2001;;;", LUIS)
    assert counts(bring_in(shop, tmp_path, f"Ana;Soler;;;;{typed};;;")) == (0, 0, 1, 0)
    assert counts(bring_in(shop, tmp_path, f"Ana;Soler;;;;{typed};Valencia;;")) == (0, 1, 0, 0)
    assert everybody(shop)[0].card == "AB-2001"
    report = bring_in(shop, tmp_path, f"Marta;Gil;;;;{typed};;;")
    assert counts(report) == (0, 0, 0, 1)
    assert "Ana" in report.rejections[0].reason


def test_two_rows_of_a_file_cannot_have_one_card(shop: Shop, tmp_path: Path) -> None:
    assert counts(bring_in(shop, tmp_path, "Ana;Soler;;;;AB-1;;;", "Eva;Gil;;;;ab1;;;")) == (1, 0, 0, 1)


def test_a_dash_for_a_card_makes_nobody_the_same(shop: Shop, tmp_path: Path) -> None:
    assert counts(bring_in(shop, tmp_path, "Ana;Soler;;;;-;;;", "Ana;Gil;;;;-;;;")) == (2, 0, 0, 0)
