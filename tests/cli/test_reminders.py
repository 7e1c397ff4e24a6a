"""What is printed and taken out of the follow-ups from the command line."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.cli import run
from crm_desktop.services import customers, reminders
from tests.factories import a_customer, a_reminder, a_shop

Said = pytest.CaptureFixture[str]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """The folder of a shop with a follow-up of a customer who wears two tags."""
    with closing(a_shop(tmp_path / "tienda")) as made:
        who = customers.save_customer(made, a_customer(tags=("Fieles", "Jardín"))).value
        reminders.save(made, a_reminder(who))
    return tmp_path / "tienda"


def printed(shop: Path, tag: str) -> tuple[int, Path]:
    """Prints the list of a day with a tag: (exit status, file)."""
    file = shop / "lista.pdf"
    arguments = ["print", "follow-up-list", "--date", "21/11/2026", "--tag", tag, "--output", str(file)]
    return run(["--data", str(shop), *arguments]), file


@pytest.mark.parametrize("typed", ["Jardín", "jardin", " JARDIN "])
def test_a_tag_is_understood_whatever_its_case_and_accents(shop: Path, capsys: Said, typed: str) -> None:
    status, file = printed(shop, typed)
    assert (status, capsys.readouterr().err) == (0, "")
    assert file.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(("typed", "named"), [("Jardin.", "Jardín."), ("Motos", "Fieles, Jardín.")])
def test_an_unknown_tag_is_told_with_those_there_are(
    shop: Path, capsys: Said, typed: str, named: str
) -> None:
    status, file = printed(shop, typed)
    said = capsys.readouterr()
    assert (status, said.out) == (1, "")
    assert f"«{typed}»" in said.err
    assert said.err.endswith(f": {named}\n")
    assert not file.exists()


def test_a_shop_without_tags_says_so(tmp_path: Path, capsys: Said) -> None:
    a_shop(tmp_path).close()
    assert printed(tmp_path, "Fieles")[0] == 1
    assert "todavía no hay etiquetas" in capsys.readouterr().err
