"""What is missing on a Linux system is found, installed as root, or named with the exact command."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from resources.packaging import system

COMPLETE = "\n".join(
    ["2 libs found in cache"] + [f"\t{name} (libc6,x86-64) => /lib/{name}" for name in system.QT_LIBRARIES]
)


def test_nothing_is_missing_on_a_complete_system() -> None:
    assert system.missing_packages(COMPLETE, {}) == []


def test_missing_library_is_named_by_its_package() -> None:
    without = COMPLETE.replace("libxcb-cursor.so.0", "libxcb-other.so.0")
    assert system.missing_packages(without, {}) == ["libxcb-cursor0"]


def test_a_library_with_a_longer_name_does_not_count() -> None:
    without = COMPLETE.replace("\tlibEGL.so.1 ", "\tlibEGL.so.10 ")
    assert system.missing_packages(without, {}) == ["libegl1"]


def test_two_programs_of_one_package_name_it_once() -> None:
    programs = {"no-such-pdftotext": "poppler-utils", "no-such-pdftoppm": "poppler-utils"}
    assert system.missing_packages(COMPLETE, programs) == ["poppler-utils"]


def test_an_unknown_linker_is_not_a_reason_to_stop() -> None:
    assert system.missing_packages(None, {}) == []


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A Debian without one of Qt's libraries."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(system, "known_libraries", lambda: COMPLETE.replace("libEGL.so.1 ", "other "))
    monkeypatch.setattr(
        shutil, "which", lambda name, **_kw: "/usr/bin/apt-get" if name == "apt-get" else None
    )
    monkeypatch.setattr(system, "DEBIAN", Path(__file__))
    return monkeypatch


def test_person_without_root_is_given_the_exact_command(bare: pytest.MonkeyPatch) -> None:
    bare.setattr(os, "geteuid", lambda: 1000, raising=False)
    told = system.need_system({}, venv=False)
    assert "sudo apt-get install -y --no-install-recommends libegl1" in told
    assert "sudo apt-get update" in told


def test_root_installs_it(bare: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    asked: list[list[str]] = []
    bare.setattr(os, "geteuid", lambda: 0, raising=False)

    def install(packages: list[str]) -> bool:
        asked.append(packages)
        return True

    bare.setattr(system, "apt_get", install)
    assert system.need_system({}, venv=False) == ""
    assert asked == [["libegl1"]]
    assert "libegl1" in capsys.readouterr().err


def test_root_is_told_when_it_does_not_work(bare: pytest.MonkeyPatch) -> None:
    bare.setattr(os, "geteuid", lambda: 0, raising=False)
    bare.setattr(system, "apt_get", lambda _packages: False)
    assert "\n  apt-get update && apt-get install" in system.need_system({}, venv=False)


def test_python_without_venv_gets_its_package(bare: pytest.MonkeyPatch) -> None:
    bare.setattr(os, "geteuid", lambda: 1000, raising=False)
    bare.setattr(importlib.util, "find_spec", lambda _name: None)
    assert f"python3.{sys.version_info.minor}-venv" in system.need_system({}, venv=True)
    assert "-venv" not in system.need_system({}, venv=False)


def test_other_linux_is_told_what_is_missing(bare: pytest.MonkeyPatch) -> None:
    bare.setattr(shutil, "which", lambda _name, **_kw: None)
    told = system.need_system({}, venv=False)
    assert "libegl1" in told
    assert "apt-get" not in told


def test_windows_and_macos_need_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for platform in ("win32", "darwin"):
        monkeypatch.setattr(sys, "platform", platform)
        assert system.need_system({"no-such-program": "x"}, venv=True) == ""


def test_second_process_waits_for_the_lock(tmp_path: Path) -> None:
    lock = tmp_path / "made" / "x.lock"
    code = (
        "import sys; from pathlib import Path; from resources.packaging.system import locked\n"
        "with locked(Path(sys.argv[1])):\n"
        "    print('in', flush=True); sys.stdin.readline(); print('out', flush=True)"
    )
    root = Path(system.__file__).parents[2]

    def start() -> subprocess.Popen[str]:
        command = [sys.executable, "-c", code, str(lock)]
        return subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    first = start()
    assert first.stdout is not None
    assert first.stdout.readline() == "in\n"
    second = start()
    with pytest.raises(subprocess.TimeoutExpired):
        second.communicate("\n", timeout=1)
    assert first.communicate("\n")[0] == "out\n"
    assert second.communicate(timeout=20)[0] == "in\nout\n"
