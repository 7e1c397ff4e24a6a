"""The command line's promises: status, where things are written, and a sentence for every trouble."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.__main__ import wants_window
from crm_desktop.cli import run
from crm_desktop.services import backups, customers, settings
from crm_desktop.shared.command_line import WORDS, own_words
from crm_desktop.shared.errors import Cancelled
from tests.factories import a_company, a_customer, a_profile, a_shop

ROOT = Path(__file__).resolve().parents[2]
Said = pytest.CaptureFixture[str]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """The folder, with spaces and accents, of a shop with two customers."""
    folder = tmp_path / "La tienda de Íñigo"
    with closing(a_shop(folder)) as made:
        customers.save_customer(made, a_customer(given_name="Ñusta", card="7"))
        customers.save_customer(made, a_customer(given_name="Zoë 👋", contacts=()))
    return folder


def command(*arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Runs a command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "crm_desktop", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        env=env,
    )


def test_what_is_found_is_one_json_document_with_these_names(shop: Path, capsys: Said) -> None:
    assert run(["--data", str(shop), "search", "nusta", "--json"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert json.loads(said.out) == [
        {
            "id": 1,
            "name": "Ñusta García Muñoz",
            "company": "",
            "phones": ["612 34 56 78"],
            "emails": [],
            "town": "Alboraia",
            "card": "7",
        }
    ]
    assert run(["--data", str(shop), "search", "nadie", "--json"]) == 0
    assert capsys.readouterr().out == "[]\n"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_names_come_out_as_utf8_wherever_they_go(shop: Path, encoding: str) -> None:
    found = command("--data", str(shop), "search", "garcia", env={**os.environ, "PYTHONIOENCODING": encoding})
    assert (found.returncode, found.stderr) == (0, "")
    assert [line.split("\t")[0] for line in found.stdout.splitlines()] == [
        "García Muñoz, Ñusta",
        "García Muñoz, Zoë 👋",
    ]


def test_a_sound_shop_is_called_so(shop: Path) -> None:
    done = command("--data", str(shop), "check")
    assert (done.returncode, done.stdout, done.stderr) == (0, "correcta\n", "")


def test_a_damaged_shop_is_told_in_one_sentence(shop: Path) -> None:
    with closing(a_shop(shop)) as opened, opened.db.transaction() as connection:
        connection.execute("UPDATE customer_index SET town = 'Otra'")
    done = command("--data", str(shop), "check")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [["search", "x"], ["check"], ["backup", "create"], ["export", "customers", "--output", "x.csv"]],
)
def test_only_commands_that_bring_something_in_make_a_shop(
    tmp_path: Path, capsys: Said, arguments: list[str]
) -> None:
    assert run(["--data", str(tmp_path / "nada"), *arguments]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert not (tmp_path / "nada").exists()


@pytest.mark.parametrize(
    "arguments",
    [[], ["nada"], ["search"], ["--nada"], ["search", "x", "--limit", "0"], ["search", "x", "--limit", "z"]],
)
def test_a_command_that_was_typed_wrong_is_2(capsys: Said, arguments: list[str]) -> None:
    assert run(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("Uso:")


def test_help_and_version_are_0_and_on_standard_output(capsys: Said) -> None:
    for arguments in (["--help"], ["search", "--help"], ["import", "customers", "--help"], ["--version"]):
        assert run(arguments) == 0
        said = capsys.readouterr()
        assert said.err == ""
        assert said.out


ENGLISH = (
    "Usage",
    "Options",
    "Commands",
    "Error:  ",
    "Show this",
    "Missing",
    "No such",
    "Try '",
    "Invalid",
    "not a",
)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["nada"],
        ["serch"],
        ["search"],
        ["search", "--help"],
        ["--nada"],
        ["search", "x", "--limit"],
        ["search", "x", "--limit", "0"],
        ["search", "x", "--limit", "z"],
        ["search", "x", "y"],
        ["search", "x", "--json=1"],
        ["import", "customers", "f", "--mode", "x"],
        ["export", "customers"],
        ["import"],
    ],
)
def test_every_word_is_spanish(capsys: Said, arguments: list[str]) -> None:
    run(arguments)
    said = capsys.readouterr()
    text = said.out + said.err
    assert "Uso:" in text or text.startswith("Error: ")
    assert [word for word in ENGLISH if word in text] == []


def test_the_words_are_still_those_of_click() -> None:
    spec = importlib.util.find_spec("click")
    assert spec is not None
    assert spec.submodule_search_locations
    texts: set[str] = set()
    for path in Path(spec.submodule_search_locations[0]).glob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        texts |= {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    # Words that click puts together itself, before it asks for them.
    assert set(WORDS) - texts <= {"required"}


def test_the_process_keeps_the_language_that_it_had(monkeypatch: pytest.MonkeyPatch) -> None:
    import gettext

    domain = gettext.textdomain()
    monkeypatch.setenv("LANGUAGE", "pt")
    with own_words():
        assert os.environ["LANGUAGE"] != "pt"
    assert (os.environ["LANGUAGE"], gettext.textdomain()) == ("pt", domain)
    monkeypatch.delenv("LANGUAGE")
    with own_words():
        pass
    assert "LANGUAGE" not in os.environ


def test_a_shop_that_speaks_english_is_answered_in_english(shop: Path, capsys: Said) -> None:
    with closing(a_shop(shop)) as opened:
        settings.save_profile(opened, a_profile(language="en"))
    assert run(["--data", str(shop), "check"]) == 0
    assert capsys.readouterr().out == "correct\n"


def _fault(*_arguments: object, **_named: object) -> object:
    raise ZeroDivisionError("the secret of a customer")


def test_a_fault_of_the_program_is_told_without_a_traceback_and_logged(
    shop: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crm_desktop.services.search.search", _fault)
    assert run(["--data", str(shop), "search", "x"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err
    assert "secret" not in said.err
    assert "ZeroDivisionError" in (shop / "registro" / "mostrador.log").read_text("utf-8")


def test_a_fault_before_the_shop_is_open_is_told_too(capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crm_desktop.cli.common.open_shop", _fault)
    assert run(["check"]) == 1
    said = capsys.readouterr()
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err


@pytest.mark.parametrize("stop", [Cancelled, KeyboardInterrupt])
def test_a_cancelled_command_is_130(
    shop: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]
) -> None:
    def cancel(*_arguments: object) -> object:
        raise stop

    monkeypatch.setattr("crm_desktop.services.search.search", cancel)
    assert run(["--data", str(shop), "search", "x"]) == 130
    assert capsys.readouterr().err.strip() == "Cancelado: no se ha escrito nada."


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break differently on Windows")
def test_a_reader_that_goes_away_is_no_trouble(shop: Path) -> None:
    with closing(a_shop(shop)) as opened:
        for number in range(60):
            customers.save_customer(opened, a_customer(given_name=f"N{number}", town="x" * 110, contacts=()))
    read, write = os.pipe()
    os.close(read)
    with subprocess.Popen(
        [sys.executable, "-m", "crm_desktop", "--data", str(shop), "search", "garcia"],
        cwd=ROOT, stdout=write, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        os.close(write)
        _out, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, b"")


@pytest.mark.parametrize("text", ['"', "*", "'; DROP TABLE customer; --", "ünïcödé", "\udcff", "=1+1"])
def test_anything_may_be_searched(shop: Path, capsys: Said, text: str) -> None:
    assert run(["--data", str(shop), "search", text, "--json"]) == 0
    json.loads(capsys.readouterr().out)


def test_a_backup_is_made_listed_verified_and_restored(shop: Path, capsys: Said) -> None:
    data = ["--data", str(shop)]
    assert run([*data, "backup", "create"]) == 0
    path = capsys.readouterr().out.strip()
    assert run([*data, "backup", "list"]) == 0
    assert capsys.readouterr().out.strip().endswith(path)
    assert run([*data, "backup", "verify", path]) == 0
    with closing(a_shop(shop)) as opened:
        customers.save_customer(opened, a_customer(given_name="Después", contacts=()))
    capsys.readouterr()
    assert run([*data, "backup", "restore", path]) == 0
    with closing(a_shop(shop)) as opened:
        assert len(opened.db.read("SELECT id FROM customer")) == 2
        assert [b.reason for b in backups.listing(opened)] == ["restore", "manual"]


def test_a_backup_that_is_none_is_told(shop: Path, capsys: Said) -> None:
    for action in ("verify", "restore"):
        assert run(["--data", str(shop), "backup", action, str(shop / "nada")]) == 1
        assert capsys.readouterr().err.count("\n") == 1


def test_a_shop_is_not_replaced_while_the_window_has_it_open(shop: Path, capsys: Said) -> None:
    assert run(["--data", str(shop), "backup", "create"]) == 0
    path = capsys.readouterr().out.strip()
    with closing(a_shop(shop)) as window:
        customers.get_customer(window, 1)
        done = command("--data", str(shop), "backup", "restore", path)
        assert (done.returncode, done.stdout) == (1, "")
        assert "abierta" in done.stderr
        customers.save_customer(window, a_customer(given_name="Sigue", contacts=()))
    with closing(a_shop(shop)) as opened:
        assert len(opened.db.read("SELECT id FROM customer")) == 3


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["--data", "x"], True),
        (["--data=x"], True),
        (["check"], False),
        (["--data", "check"], True),
        (["--data", "x", "check"], False),
        (["--help"], False),
        (["--version"], False),
        (["--data", "--help"], True),
    ],
)
def test_without_a_command_the_window_opens(arguments: list[str], window: bool) -> None:
    assert wants_window(arguments) is window


def test_found_customers_are_named_as_one_says_it_and_sorted_as_lists_are(shop: Path, capsys: Said) -> None:
    with closing(a_shop(shop)) as opened:
        customers.save_customer(opened, a_company(company="Garajes Ñu, S.L.", contact_person="Eva García"))
        customers.save_customer(opened, a_customer(given_name="", second_family_name="", contacts=()))
        customers.save_customer(opened, a_customer(family_name="", second_family_name="", notes="garcia"))
    assert run(["--data", str(shop), "search", "garcia", "--json"]) == 0
    assert [hit["name"] for hit in json.loads(capsys.readouterr().out)] == [
        "Ángel",
        "Garajes Ñu, S.L.",
        "García",
        "Ñusta García Muñoz",
        "Zoë 👋 García Muñoz",
    ]
