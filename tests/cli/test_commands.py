"""The command line as scripts see it: exit status, standard output, standard error, files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crm_desktop.cli import run
from crm_desktop.shared.errors import StorageError

CUSTOMERS = "Nombre;Apellidos;Correo\nÁngel;García Muñoz;angel@example.com\nEva;Gil;eva@example.com\n"
Said = pytest.CaptureFixture[str]


def written(folder: Path, text: str = CUSTOMERS) -> Path:
    """A file to bring in."""
    path = folder / "clientes.csv"
    path.write_text(text, "utf-8")
    return path


def test_import_makes_a_new_shop_and_prints_one_document(tmp_path: Path, capsys: Said) -> None:
    status = run(
        ["--data", str(tmp_path / "tienda"), "import", "customers", str(written(tmp_path)), "--json"]
    )
    said = capsys.readouterr()
    assert (status, said.err) == (0, "")
    assert json.loads(said.out) == {
        "rows": 2,
        "created": 2,
        "updated": 0,
        "unchanged": 0,
        "rejected": 0,
        "rejections": [],
    }


@pytest.mark.parametrize("content", ["", "%PDF-1.7\n1 0 obj\n", "a;b\n1;2\n"])
def test_refused_file_leaves_no_new_shop(tmp_path: Path, capsys: Said, content: str) -> None:
    shop = tmp_path / "datos" / "tienda"
    file = written(tmp_path, content)
    assert run(["--data", str(shop), "import", "customers", str(file), "--json"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["clientes.csv"]


def test_dry_run_leaves_no_new_shop(tmp_path: Path, capsys: Said) -> None:
    shop = tmp_path / "tienda"
    file = written(tmp_path)
    assert run(["--data", str(shop), "import", "customers", str(file), "--dry-run", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["created"] == 2
    assert not shop.exists()


def test_refused_file_leaves_what_was_in_the_folder(tmp_path: Path, capsys: Said) -> None:
    shop = tmp_path / "tienda"
    shop.mkdir()
    (shop / "leeme.txt").write_text("mío", "utf-8")
    assert run(["--data", str(shop), "import", "customers", str(written(tmp_path, "")), "--json"]) == 1
    assert [path.name for path in shop.iterdir()] == ["leeme.txt"]
    assert capsys.readouterr().err


def test_refused_file_leaves_a_shop_that_was_there(tmp_path: Path, capsys: Said) -> None:
    shop = str(tmp_path / "tienda")
    assert run(["--data", shop, "import", "customers", str(written(tmp_path))]) == 0
    assert run(["--data", shop, "import", "customers", str(written(tmp_path, ""))]) == 1
    capsys.readouterr()
    assert run(["--data", shop, "search", "gar", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [hit["name"] for hit in found] == ["Ángel García Muñoz"]
    assert set(found[0]) == {"id", "name", "company", "phones", "emails", "town", "card"}


def test_a_shop_that_cannot_be_made_leaves_no_folder(
    tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(data: str, *, create: bool) -> None:
        assert create
        Path(data).mkdir(parents=True)
        raise StorageError("The disk is full.")

    monkeypatch.setattr("crm_desktop.cli.common.open_shop", full)
    assert run(["--data", str(tmp_path / "datos" / "tienda"), "demo"]) == 1
    assert "full" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
