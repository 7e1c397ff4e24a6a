"""The libraries: one list, exact hashes, no address, and a Qt binding that keeps its references."""

from __future__ import annotations

import ctypes
import re
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("run", "dev", "lock")
CALLS = 10_000
STEP = 250


def wanted(name: str) -> set[str]:
    """The requirements of a .in file, without its comments and options."""
    lines = (ROOT / "requirements" / f"{name}.in").read_text("utf-8").splitlines()
    told = {line.split("#")[0].strip() for line in lines}
    return {line for line in told if line and not line.startswith("-")}


def pinned(name: str) -> dict[str, list[str]]:
    """The pins of a lock file: "name==version; marker" → its hashes."""
    found: dict[str, list[str]] = {}
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            pin, *hashes = re.split(r"\s+--hash=", line.strip())
            found[pin] = hashes
    return found


def lost_references(call: Callable[[], object]) -> int:
    """How many references to None `call` loses in 10,000 calls; stops at the first hundred.

    A release that loses one per call takes the process down after some five thousand, so the count is looked
    at every 250 calls. From Python 3.12 on None cannot be lost, and this is always 0.
    """
    before = sys.getrefcount(None)
    for _ in range(CALLS // STEP):
        for _ in range(STEP):
            call()
        lost = before - sys.getrefcount(None)
        if lost > 100:
            return lost
    return 0


def test_qt_binding_keeps_its_references_to_none() -> None:
    """PySide6 6.12.0 loses one for each call of a Qt method that returns nothing."""
    thing = QObject()
    assert lost_references(lambda: thing.setObjectName("x")) == 0


def test_the_count_of_lost_references_sees_a_loss() -> None:
    lose = ctypes.pythonapi.Py_DecRef
    keep = ctypes.pythonapi.Py_IncRef
    none = ctypes.py_object(None)
    calls = 0

    def call() -> None:
        nonlocal calls
        calls += 1
        lose(none)

    try:
        lost = lost_references(call)
    finally:
        for _ in range(calls):
            keep(none)
    if sys.version_info < (3, 12):
        assert lost > 100
    else:  # None is never freed
        assert lost == 0


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_is_exact_and_has_hashes(name: str) -> None:
    pins = pinned(name)
    assert pins
    for pin, hashes in pins.items():
        assert re.fullmatch(r"[a-z0-9-]+==[0-9a-z.]+( ; [^\\]+)?", pin), pin
        assert hashes, pin
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", one) for one in hashes), pin


def test_what_tests_need_contains_what_the_program_needs() -> None:
    run, dev = ({pin.split()[0]: hashes for pin, hashes in pinned(name).items()} for name in ("run", "dev"))
    assert {pin: dev.get(pin) for pin in run} == run


def test_pyproject_names_the_same_libraries() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    listed = set(project["project"]["dependencies"]) | set(project["build-system"]["requires"])
    assert {line.lower() for line in listed} == {line.lower() for line in wanted("run")}


def test_qt_is_pinned_to_one_release() -> None:
    assert {"PySide6-Essentials==6.11.3", "shiboken6==6.11.3"} <= wanted("run")
    assert {"pyside6-essentials==6.11.3", "shiboken6==6.11.3"} <= set(pinned("run"))
