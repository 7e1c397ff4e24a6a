"""`redeem`: the points and what is left; or one sentence, and nothing changed."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.cli import run
from crm_desktop.services import customers, loyalty, loyalty_presets, settings
from tests.factories import a_customer, a_profile, a_shop
from tests.services.loyal import a_program, a_reward, buy

Said = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A shop whose customer with the card 2100-7 has 120 points, and the reward of the sample shop."""
    with closing(a_shop(tmp_path / "tienda")) as shop:
        settings.save_profile(shop, a_profile())
        ana = customers.save_customer(shop, a_customer(given_name="Ana", card="2100-7")).value
        program, rewards = loyalty_presets.points(shop)
        loyalty_presets.install(shop, (program, ()))
        a_reward(shop, 1, rewards[0].cost, "Vale de 5 €")
        buy(shop, ana, 12_000)
    return tmp_path / "tienda"


def ledger(folder: Path) -> list[object]:
    with closing(a_shop(folder)) as shop:
        tables = ("ledger_entry", "redemption", "voucher", "journal_operation")
        return [shop.db.read(f"SELECT * FROM {table}") for table in tables]


def test_redeeming_says_points_and_balance(folder: Path, capsys: Said) -> None:
    arguments = ["--data", str(folder), "redeem", "--card", "2100-7", "--reward", "Vale de 5 €", "--json"]
    assert run(arguments) == 0
    assert json.loads(capsys.readouterr().out) == {"points": 100, "balance": 20}
    before = ledger(folder)
    assert run(arguments) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "A Ana García Muñoz le faltan 80 puntos para Vale de 5 €: cuesta 100.\n"
    assert ledger(folder) == before


@pytest.mark.parametrize(
    ("card", "reward", "says"),
    [("9", "Vale de 5 €", "9"), ("2100-7", "Coche", "Vale de 5 €"), ("2100-7", "", "Vale de 5 €")],
)
def test_an_unknown_card_or_reward_changes_nothing(
    folder: Path, capsys: Said, card: str, reward: str, says: str
) -> None:
    before = ledger(folder)
    assert run(["--data", str(folder), "redeem", "--card", card, "--reward", reward, "--json"]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert says in said.err
    assert ledger(folder) == before


def test_without_json_the_voucher_is_told(folder: Path, capsys: Said) -> None:
    with closing(a_shop(folder)) as shop:
        program = a_program(shop, "Otros")
        assert loyalty.rewards(shop, program) == []
    assert run(["--data", str(folder), "redeem", "--card", "21007", "--reward", "VALE DE 5 €"]) == 0
    assert "Vale de 5 €" in capsys.readouterr().out


def test_what_is_missing_is_a_wrong_command(folder: Path, capsys: Said) -> None:
    for arguments in (["--card", "1"], ["--reward", "x"], []):
        assert run(["--data", str(folder), "redeem", *arguments]) == 2
    assert capsys.readouterr().out == ""
