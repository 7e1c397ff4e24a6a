"""What is committed speaks of the product only: no address of a package index, no path of a machine."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).relative_to(ROOT).as_posix()
FOLDERS_MADE = {".git", ".venv", "build", "dist", "shots"}  # in the root folder
CACHES = {"__pycache__", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".import_linter_cache"}
TEXT = {
    ".py", ".toml", ".txt", ".in", ".md", ".cfg", ".ini", ".po", ".pot", ".spec", ".sh", ".iss", ".desktop",
    ".yml", ".yaml", ".json", ".svg", ".csv", ".vcf", ".xml", ".plist", ".ps1", "",
}  # fmt: skip
FORBIDDEN = {
    "the option of a package index": re.compile(
        r"--?(extra-)?index-url|--find-links|--trusted-host|\bPIP_INDEX"
    ),
    "the address of a package index": re.compile(
        r"(?i)pythonhosted|\bpypi\b[./]|/simple\b/?$|artifactory|devpi"
    ),
    "a home folder on Linux": re.compile(r"(?<![\w.])/(root/|home/[a-zA-Z])"),
    "a home folder on macOS": re.compile(r"(?<![\w.])/Users/[a-zA-Z]"),
    "a home folder on Windows": re.compile(r"(?i)\b[a-z]:\\{1,2}Users\\{1,2}\w"),
}
EXAMPLES = {
    "the option of a package index": "pip install --extra-index-url x",
    "the address of a package index": "https://files.pythonhosted.org/packages/x.whl",
    "a home folder on Linux": "open('/home/maria/shop.db')",
    "a home folder on macOS": "/Users/maria/shop.db",
    "a home folder on Windows": "C:\\\\Users\\\\maria",
}


def made(name: str) -> bool:
    """Whether a file comes from a tool, by its path in the project."""
    parts = Path(name).parts
    return parts[0] in FOLDERS_MADE or not CACHES.isdisjoint(parts) or name.endswith((".mo", ".pyc"))


def committed() -> list[str]:
    """The files of the project: what git has, or everything that is not made by a tool."""
    if shutil.which("git"):
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
        )
        if listed.returncode == 0 and listed.stdout:
            return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    every = (file.relative_to(ROOT).as_posix() for file in ROOT.rglob("*") if file.is_file())
    return [name for name in every if not made(name)]


def traces(text: str) -> list[tuple[int, str]]:
    """The lines of a text that name an index or somebody's machine: (line number, what it is)."""
    return [
        (number, what)
        for number, line in enumerate(text.splitlines(), 1)
        for what, pattern in FORBIDDEN.items()
        if pattern.search(line)
    ]


def test_no_committed_file_names_an_index_or_a_machine() -> None:
    found = [
        f"{name}:{number}: {what}"
        for name in committed()
        if name != HERE and Path(name).suffix in TEXT
        for number, what in traces((ROOT / name).read_text("utf-8", errors="replace"))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("what", FORBIDDEN)
def test_a_trace_is_seen(what: str) -> None:
    assert traces(f"first line\n{EXAMPLES[what]}") == [(2, what)]


@pytest.mark.parametrize(
    "text", ["python3 dev.py run", "example.com/home/page", "~/.local/share", "C:\\Mostrador"]
)
def test_ordinary_words_are_no_trace(text: str) -> None:
    assert not traces(text)


def test_nothing_that_tools_make_is_committed() -> None:
    assert not [name for name in committed() if made(name)]


@pytest.mark.parametrize("name", ["dist/crm-desktop/x.py", "translations/es/a.mo", "tests/__pycache__/a.py"])
def test_what_tools_make_is_known(name: str) -> None:
    assert made(name)


@pytest.mark.parametrize(
    "name", ["tests/shots/stage.py", "translations/es/a.po", "resources/packaging/build.py"]
)
def test_what_people_write_is_known(name: str) -> None:
    assert not made(name)
