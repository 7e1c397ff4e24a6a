"""Every import contract of pyproject.toml holds, and goes red when one bad import is put in."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINT = "from importlinter.cli import lint_imports_command as lint; lint()"

# contract → the file to add (or to add to), the import, and how the report names it
VIOLATIONS: dict[str, tuple[str, str, str]] = {
    "layers": ("shared/bad.py", "import crm_desktop.domain", "crm_desktop.shared.bad -> crm_desktop.domain"),
    "cli-without-window": ("cli/bad.py", "import crm_desktop.gui", "crm_desktop.cli.bad -> crm_desktop.gui"),
    "qt": ("domain/bad.py", "import PySide6.QtCore", "crm_desktop.domain.bad -> PySide6"),
    "reportlab": ("gui/common/bad.py", "import reportlab", "crm_desktop.gui.common.bad -> reportlab"),
    "database": ("exchange/bad.py", "import peewee", "crm_desktop.exchange.bad -> peewee"),
    "scanning": ("services/bad.py", "import cv2", "crm_desktop.services.bad -> cv2"),
    "gui-without-store": (
        "gui/customers/bad.py",
        "import crm_desktop.store",
        "crm_desktop.gui.customers.bad -> crm_desktop.store",
    ),
    "gui": (
        "gui/customers/bad.py",
        "import crm_desktop.gui.reminders",
        "crm_desktop.gui.customers.bad -> crm_desktop.gui.reminders",
    ),
    "migrations": (
        "store/migrations/9999_bad.py",
        "import crm_desktop.store.tables",
        "crm_desktop.store.migrations.9999_bad -> crm_desktop.store.tables",
    ),
    "cycles": ("domain/bad_one.py", "import crm_desktop.domain.bad_two", ".bad_two -> .bad_one"),
}
ALSO = {"cycles": ("domain/bad_two.py", "import crm_desktop.domain.bad_one")}
# More ways to break them: sideways, a package in no layer, inside a function.
MORE: list[tuple[str, str, str, str]] = [
    (
        "layers",
        "documents/bad.py",
        "import crm_desktop.store",
        "crm_desktop.documents.bad -> crm_desktop.store",
    ),
    ("layers", "newcomer/__init__.py", "", "newcomer"),
    ("gui", "gui/newcomer/__init__.py", "", "newcomer"),
    (
        "gui",
        "gui/common/bad.py",
        "import crm_desktop.gui.home",
        "crm_desktop.gui.common.bad -> crm_desktop.gui.home",
    ),
    (
        "database",
        "gui/customers/bad.py",
        "def f():\n    import sqlite3",
        "crm_desktop.gui.customers.bad -> sqlite3",
    ),
    ("migrations", "store/migrations/9999_bad.py", "from crm_desktop.domain import staff", "9999_bad"),
]


def contracts() -> list[str]:
    """The ids of all contracts."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return [contract["id"] for contract in told["tool"]["importlinter"]["contracts"]]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the program's source and of the contracts."""
    shutil.copytree(
        ROOT / "crm_desktop",
        tmp_path / "crm_desktop",
        ignore=lambda _folder, names: [n for n in names if n == "__pycache__"],
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(house: Path, *limits: str) -> tuple[int, str]:
    """Runs import-linter over a copy; returns its exit status and its words on one line."""
    command = [sys.executable, "-c", LINT, "--no-logo", "--no-cache"]
    for limit in limits:
        command += ["--contract", limit]
    environment = {**os.environ, "PYTHONPATH": str(house), "COLUMNS": "400", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, " ".join((done.stdout + done.stderr).split())


def put(house: Path, file: str, line: str) -> None:
    """Adds a line at the end of a file of the copy."""
    path = house / "crm_desktop" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text("utf-8") if path.exists() else ""
    path.write_text(f"{before}\n{line}\n", "utf-8")


def test_all_contracts_hold(house: Path) -> None:
    status, words = lint(house)
    assert status == 0, words


def test_each_contract_has_a_violation_that_proves_it() -> None:
    assert set(VIOLATIONS) == set(contracts())


@pytest.mark.parametrize("contract", VIOLATIONS)
def test_contract_goes_red_and_names_the_import(house: Path, contract: str) -> None:
    file, line, named = VIOLATIONS[contract]
    put(house, file, line)
    if contract in ALSO:
        put(house, *ALSO[contract])
    status, words = lint(house, contract)
    assert status == 1, words
    assert named in words


@pytest.mark.parametrize(("contract", "file", "line", "named"), MORE)
def test_contract_sees_this_way_round_it_too(
    house: Path, contract: str, file: str, line: str, named: str
) -> None:
    put(house, file, line)
    status, words = lint(house, contract)
    assert status == 1, words
    assert named in words
