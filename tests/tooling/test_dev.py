"""dev.py: what it installs and when, what it passes on, and what it says when it cannot."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

import dev

ROOT = Path(dev.__file__).parent
SYSTEM = ROOT / "resources" / "packaging" / "system.py"


def call(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs dev.py as a person does, with these changes to the environment ("" takes a name away)."""
    changed = {name: value for name, value in {**os.environ, **environment}.items() if value}
    return subprocess.run(
        [sys.executable, str(ROOT / "dev.py"), *arguments],
        env=changed,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder of its own for dev.py, with lock files and a `.venv` that has a Python."""
    (tmp_path / "requirements").mkdir()
    for name in ("run", "dev"):
        (tmp_path / "requirements" / f"{name}.txt").write_text(f"{name}==1", "utf-8")
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    python = tmp_path / ".venv" / "python"
    python.parent.mkdir()
    python.touch()
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "PYTHON", python)
    monkeypatch.setattr(dev, "STAMP", tmp_path / ".venv" / "installed.txt")
    return tmp_path


def test_help_names_every_command() -> None:
    done = call("help")
    assert done.returncode == 0
    assert done.stdout == ""
    for name in ("run", "test", "check", "bench", "build", "shots", "translations", "lock"):
        assert f"\n{name} " in done.stderr


def test_unknown_command_is_a_usage_error() -> None:
    done = call("tset")
    assert done.returncode == 2
    assert "python3 dev.py COMMAND" in done.stderr


def test_no_screen_is_said_in_a_sentence() -> None:
    if not sys.platform.startswith("linux"):
        return
    done = call("run", DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert done.returncode == 1
    assert "There is no screen here" in done.stderr
    assert "xvfb-run" in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_to_do_takes_no_time() -> None:
    call("run", "--help")
    start = time.perf_counter()
    dev.ready("run")
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("arguments", [[], ["--data", "shop"], ["--data=shop"], ["--smoke", "a.png"]])
def test_window_is_wanted(arguments: list[str]) -> None:
    assert dev.wants_window(arguments)


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["demo"], ["--data", "shop", "search", "Ana"], ["check"]]
)
def test_window_is_not_wanted(arguments: list[str]) -> None:
    assert not dev.wants_window(arguments)


def test_nothing_is_installed_twice(workshop: Path) -> None:
    wanted = dev.digest()
    assert not dev.installed("run", wanted)
    dev.STAMP.write_text(f"run {wanted}\n", "utf-8")
    assert dev.installed("run", wanted)
    assert not dev.installed("dev", wanted)
    dev.STAMP.write_text(f"dev {wanted}\n", "utf-8")
    assert dev.installed("run", wanted)
    assert dev.installed("dev", wanted)


@pytest.mark.parametrize("changed", ["requirements/run.txt", "requirements/dev.txt"])
def test_a_changed_lock_is_installed_again(workshop: Path, changed: str) -> None:
    before = dev.digest()
    (workshop / changed).write_text("other==2", "utf-8")
    assert dev.digest() != before


def test_a_changed_lint_setting_installs_nothing(workshop: Path) -> None:
    before = dev.digest()
    settings = workshop / "pyproject.toml"
    settings.write_text(settings.read_text("utf-8").replace("line-length = 110", "line-length = 99"), "utf-8")
    assert dev.digest() == before


def test_a_python_that_is_gone_means_a_new_installation(workshop: Path) -> None:
    wanted = dev.digest()
    dev.STAMP.write_text(f"run {wanted}\n", "utf-8")
    dev.PYTHON.unlink()
    assert not dev.installed("run", wanted)


def test_failed_installation_leaves_no_stamp(workshop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dev.STAMP.write_text("run of-another-time\n", "utf-8")
    monkeypatch.setattr(dev, "VENV", workshop / ".venv")
    monkeypatch.setattr(dev, "usable", lambda: True)

    def fail(*_arguments: str) -> None:
        raise dev.Stop("no network")

    monkeypatch.setattr(dev, "pip", fail)
    with pytest.raises(dev.Stop):
        dev.need_libraries("run")
    assert not dev.STAMP.exists()


def test_installation_takes_hashes_and_wheels_only(workshop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[str, ...]] = []
    monkeypatch.setattr(dev, "VENV", workshop / ".venv")
    monkeypatch.setattr(dev, "usable", lambda: True)
    monkeypatch.setattr(dev, "pip", lambda *arguments: calls.append(arguments))
    dev.need_libraries("dev")
    assert {"--require-hashes", "--only-binary=:all:", "requirements/dev.txt"} <= set(calls[0])
    assert {"--no-deps", "--no-index", "--editable"} <= set(calls[1])
    assert dev.STAMP.read_text("utf-8") == f"dev {dev.digest()}\n"
    dev.need_libraries("run")
    assert len(calls) == 2


def test_old_python_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "OLDEST", (99, 0))
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(dev.Stop, match=r"needs Python 3\.11 or newer"):
        dev.need_python()


@pytest.mark.parametrize("file", [Path(dev.__file__), SYSTEM])
def test_old_python_can_at_least_read_the_files_that_tell_it(file: Path) -> None:
    ast.parse(file.read_text("utf-8"), feature_version=(3, 7))


def test_only_the_standard_library_is_imported() -> None:
    known = sys.stdlib_module_names | {"resources", "__future__"}
    for file in (Path(dev.__file__), SYSTEM):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert {name.split(".")[0] for name in names} <= known


def test_machine_reads_nothing_but_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """With --json the figures are all of standard output: dev.py itself speaks on standard error."""
    program = "import json; print(json.dumps([{'name': 'search'}]))"
    script = (
        "import sys, dev\n"
        "dev.need_system = lambda programs, venv: dev.say('looking') or ''\n"
        "dev.need_libraries = lambda which: dev.say('installing')\n"
        "dev.need_catalogues = lambda: dev.say('compiling')\n"
        f"real = dev.python\ndev.python = lambda *arguments: real('-c', {program!r})\n"
        "sys.exit(dev.main(['bench', '--json']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert json.loads(done.stdout) == [{"name": "search"}]
    assert "installing" in done.stderr
    assert done.returncode == 0


def test_ci_runs_the_two_commands_and_nothing_else() -> None:
    lines = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith(("#", "set ", "cd "))]
    assert commands == ["python3 dev.py check", "python3 dev.py test"]
