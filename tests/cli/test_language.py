"""In which language the commands speak before a shop is open."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.cli import run
from crm_desktop.services import settings
from crm_desktop.services.language import language_of
from tests.factories import a_profile, a_shop

Said = pytest.CaptureFixture[str]


@pytest.fixture
def english(tmp_path: Path) -> Path:
    """The folder of a shop that speaks English."""
    with closing(a_shop(tmp_path / "shop")) as made:
        settings.save_profile(made, a_profile(language="en"))
    return tmp_path / "shop"


@pytest.mark.parametrize("form", [["--data", "{}"], ["--data={}"]])
@pytest.mark.parametrize("rest", [["--help"], ["search", "--help"], ["import", "customers", "--help"]])
def test_help_speaks_the_language_of_the_shop(
    english: Path, capsys: Said, form: list[str], rest: list[str]
) -> None:
    before = sorted(path.name for path in english.iterdir())
    assert run([*(part.format(english) for part in form), *rest]) == 0
    assert capsys.readouterr().out.startswith("Usage: ")
    assert sorted(path.name for path in english.iterdir()) == before


def test_a_mistake_is_told_in_the_language_of_the_shop(english: Path, capsys: Said) -> None:
    assert run(["--data", str(english), "serch"]) == 2
    assert "No such command" in capsys.readouterr().err


def test_the_language_of_a_shop_that_is_open_is_known(english: Path) -> None:
    with closing(a_shop(english)) as window:
        settings.save_profile(window, a_profile(language="es"))
        assert language_of(english) == "es"
    assert language_of(english) == "es"


@pytest.mark.parametrize("content", [None, b"", b"nothing", b"SQLite format 3\x00" + b"\x00" * 4096])
def test_what_is_no_shop_leaves_the_language_to_the_computer(
    tmp_path: Path, capsys: Said, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "mostrador.db").write_bytes(content)
    assert language_of(tmp_path) is None
    assert run(["--data", str(tmp_path), "--help"]) == 0
    assert capsys.readouterr().out.startswith("Uso: ")


@pytest.mark.parametrize(
    ("environment", "word"),
    [
        ({"LANG": "en_GB.UTF-8"}, "Usage: "),
        ({"LANG": "es_MX.UTF-8"}, "Uso: "),
        ({"LANG": "C.UTF-8"}, "Uso: "),
        ({"LANG": "de_DE.UTF-8"}, "Uso: "),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "es_ES.UTF-8"}, "Uso: "),
        ({"LANG": "es_ES.UTF-8", "LANGUAGE": "de:en:es"}, "Usage: "),
        ({"LANG": "enm_GB"}, "Uso: "),
    ],
)
def test_without_a_shop_the_computer_decides(
    capsys: Said, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], word: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert run(["--help"]) == 0
    assert capsys.readouterr().out.startswith(word)
