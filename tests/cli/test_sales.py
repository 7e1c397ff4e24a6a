"""The commands of a till: `sale` and `return`, also while the window is open."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.cli import run
from crm_desktop.domain.purchases.model import PurchaseSource
from crm_desktop.services import customers, journal, purchases, settings
from tests.factories import a_customer, a_mobile, a_profile, a_shop

Said = pytest.CaptureFixture[str]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """The folder of a shop with Ana (card A-0042), two who share a telephone, and Pau, who is archived."""
    shared = a_mobile("611 22 33 44", "+34611223344")
    with closing(a_shop(tmp_path)) as made:
        settings.save_profile(made, a_profile(language="en"))
        customers.save_customer(made, a_customer(given_name="Ana", card="A-0042"))
        customers.save_customer(made, a_customer(given_name="Eva", contacts=(shared,)))
        customers.save_customer(made, a_customer(given_name="Luz", contacts=(shared,)))
        old = a_mobile("699 99 99 99", "+34699999999")
        pau = customers.save_customer(made, a_customer(given_name="Pau", card="P9", contacts=(old,))).value
        customers.archive(made, [pau])
    return tmp_path


def answered(shop: Path, capsys: Said, *arguments: str) -> Any:
    """What a command says as JSON."""
    status = run(["--data", str(shop), *arguments, "--json"])
    said = capsys.readouterr()
    assert (status, said.err) == (0, "")
    return json.loads(said.out)


def refused(shop: Path, capsys: Said, *arguments: str) -> str:
    """The one sentence of a command that changed nothing."""
    with closing(a_shop(shop)) as made:
        before = journal.recent(made)
    status = run(["--data", str(shop), *arguments])
    said = capsys.readouterr()
    assert (status, said.out, said.err.count("\n")) == (1, "", 1)
    with closing(a_shop(shop)) as made:
        assert journal.recent(made) == before
    return said.err


@pytest.mark.parametrize(
    "customer",
    [["--card", "A-0042"], ["--card", "a 0042"], ["--phone", "+34 612345678"], ["--customer", "1"]],
)
def test_a_sale_is_one_document_with_these_names(shop: Path, capsys: Said, customer: list[str]) -> None:
    told = answered(shop, capsys, "sale", *customer, "--amount", "12,50", "--ticket", "T1")
    assert told == {"purchase": 1, "customer": 1, "points": 0, "balance": 0, "stage": "one_time"}
    with closing(a_shop(shop)) as made:
        sold = purchases.by_ticket(made, "T1")
        assert (sold.total_cents, sold.customer_id, sold.source) == (1250, 1, PurchaseSource.COMMAND)


def test_a_sale_to_somebody_unknown_needs_no_customer(shop: Path, capsys: Said) -> None:
    told = answered(shop, capsys, "sale", "--amount", "2x3,95+1")
    assert told == {"purchase": 1, "customer": None, "points": 0, "balance": 0, "stage": None}
    with closing(a_shop(shop)) as made:
        assert purchases.get(made, 1).total_cents == 890


def test_a_sale_works_while_the_window_is_open_and_is_on_the_disk_when_it_is_told(
    shop: Path, capsys: Said
) -> None:
    with closing(a_shop(shop)) as window:
        assert purchases.of_customer(window, 1) == []
        answered(shop, capsys, "sale", "--customer", "1", "--amount", "5")
        assert [row.total_cents for row in purchases.of_customer(window, 1)] == [500]


def test_a_return_by_its_ticket(shop: Path, capsys: Said) -> None:
    answered(shop, capsys, "sale", "--card", "A-0042", "--amount", "1.000,50", "--ticket", "T 1")
    told = answered(shop, capsys, "return", "T 1")
    assert told == {"purchase": 2, "customer": 1, "points": 0, "balance": 0, "stage": "prospect"}
    assert "already" in refused(shop, capsys, "return", "T 1")
    assert "T9" in refused(shop, capsys, "return", "T9")


def test_a_return_wants_the_number_of_a_ticket(shop: Path, capsys: Said) -> None:
    assert refused(shop, capsys, "return", " ") == "Type the ticket’s number.\n"


def test_no_word_of_a_programmer_is_said_of_a_bad_number(shop: Path, capsys: Said) -> None:
    assert run(["--data", str(shop), "sale", "--customer", "Ana", "--amount", "5"]) == 2
    said = capsys.readouterr().err
    assert "whole number" in said
    assert "integer" not in said


def test_words_for_people(shop: Path, capsys: Said) -> None:
    assert run(["--data", str(shop), "sale", "--card", "A-0042", "--amount", "12,50", "--ticket", "T1"]) == 0
    assert "Ana García Muñoz" in capsys.readouterr().out
    assert run(["--data", str(shop), "return", "T1"]) == 0
    assert "12,50\xa0€" in capsys.readouterr().out


def test_who_is_archived_buys_and_is_back(shop: Path, capsys: Said) -> None:
    assert answered(shop, capsys, "sale", "--card", "p-9", "--amount", "5")["stage"] == "one_time"
    with closing(a_shop(shop)) as made:
        assert customers.get_customer(made, 4).archived_at is None


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--card", "A9", "--amount", "5"], "A9"),
        (["--card", "", "--amount", "5"], "No customer has the card"),
        (["--phone", "600 00 00 00", "--amount", "5"], "600 00 00 00"),
        (["--phone", "nada", "--amount", "5"], "nada"),
        (["--phone", "611223344", "--amount", "5"], "Eva; García Muñoz, Luz"),
        (["--customer", "99", "--amount", "5"], "99"),
        (["--customer", "-1", "--amount", "5"], "-1"),
        (["--customer", str(10**30), "--amount", "5"], "1000"),
        (["--customer", "1", "--amount", "-1"], "never below zero"),
        (["--customer", "1", "--amount", "1e308"], "not an amount"),
        (["--customer", "1", "--amount", ""], "Type the amount"),
        (["--customer", "1", "--amount", "1,000"], "two ways"),
        (["--customer", "1", "--amount", "2000000"], "too large"),
        (["--customer", "1", "--amount", "5", "--date", "1/1/1900"], "1990"),
        (["--customer", "1", "--amount", "5", "--date", "22/11/2199"], "still to come"),
        (["--customer", "1", "--amount", "5", "--date", "29/2/2025"], "29/2/2025"),
        (["--customer", "1", "--amount", "5", "--date", ""], "not a date"),
        (["--customer", "1", "--amount", "5", "--ticket", "x" * 61], "too long"),
        (["--customer", "1", "--amount", "5", "--voucher", "NADA"], "NADA"),
    ],
)
def test_what_cannot_be_sold_is_one_sentence_and_changes_nothing(
    shop: Path, capsys: Said, arguments: list[str], sentence: str
) -> None:
    assert sentence in refused(shop, capsys, "sale", *arguments)


def test_a_customer_is_named_once(shop: Path, capsys: Said) -> None:
    arguments = ["sale", "--card", "A-0042", "--customer", "1", "--amount", "5"]
    assert run(["--data", str(shop), *arguments]) == 2
    assert capsys.readouterr().out == ""


def test_the_29th_of_february_is_a_day_of_leap_years(shop: Path, capsys: Said) -> None:
    answered(shop, capsys, "sale", "--customer", "1", "--amount", "5", "--date", "29/2/2024")
    with closing(a_shop(shop)) as made:
        assert purchases.get(made, 1).day.isoformat() == "2024-02-29"
