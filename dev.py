#!/usr/bin/env python3
"""Sets up and runs everything: `python3 dev.py run` opens the program, `python3 dev.py test` tests it.

Needs nothing but Python 3.11 or newer. The first call makes `.venv` and installs the libraries from the
hash-locked files in `requirements/`; later calls only look whether those files changed. Its own messages go
to standard error, so that standard output belongs to what it runs. `python3 dev.py help` names the commands.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from resources.packaging.system import locked, need_system

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
OLDEST = (3, 11)
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
STAMP = VENV / "installed.txt"
# Programs of the system, each with its Debian package.
TEST_PROGRAMS = {"Xvfb": "xvfb", "xauth": "xauth", "pdftotext": "poppler-utils", "pdftoppm": "poppler-utils"}
BUILD_PROGRAMS = {"objdump": "binutils"}


class Stop(Exception):
    """Ends dev.py with one sentence for the person and exit status 1."""


def say(text: str) -> None:
    """Writes a message of dev.py itself, on standard error."""
    print(text, file=sys.stderr, flush=True)


# ------------------------------------------------------------------------------------------------ the machine


def need_python() -> None:
    """Goes on with a newer Python when this one is too old and a newer one is found; stops otherwise."""
    if sys.version_info[:2] >= OLDEST:
        return
    for minor in (13, 12, 11):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            os.execv(newer, [newer, *sys.argv])  # noqa: S606 - no shell is wanted
    raise Stop(
        f"This program needs Python 3.11 or newer; {sys.executable} is Python {sys.version.split()[0]}.\n"
        f"Install a newer Python and call dev.py with it: python3.11 dev.py {' '.join(sys.argv[1:])}"
    )


# ---------------------------------------------------------------------------------------------- the libraries


def digest() -> str:
    """Changes when what is to be installed changes: the locks, or what pyproject.toml says of the project."""
    import tomllib

    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    parts = [
        json.dumps([told["project"], told["build-system"], told["tool"]["flit"], str(ROOT)], sort_keys=True)
    ]
    parts += [(ROOT / "requirements" / name).read_text("utf-8") for name in ("run.txt", "dev.txt")]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def installed(which: str, wanted: str) -> bool:
    """Whether `.venv` has the set `which` ("run", or "dev" which contains it) for the digest `wanted`."""
    if not (PYTHON.exists() and STAMP.exists()):
        return False
    have, _, seen = STAMP.read_text("utf-8").strip().partition(" ")
    return seen == wanted and have in {which, "dev"}


def usable() -> bool:
    """Whether `.venv` has a Python that still starts and has pip (a Python may have been upgraded away)."""
    command = [str(PYTHON), "-m", "pip", "--version"]
    return PYTHON.exists() and subprocess.run(command, capture_output=True, check=False).returncode == 0


def pip(*arguments: str) -> None:
    """Runs pip of `.venv` as it is configured on this machine; stops with its words when it fails."""
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False, cwd=ROOT)
    if done.returncode:
        say(done.stdout + done.stderr)
        raise Stop("The libraries could not be installed: see above. Is there a network? Then start again.")


def need_libraries(which: str) -> None:
    """Makes `.venv` and installs a set of libraries ("run" or "dev") and the project, unless it is done."""
    wanted = digest()
    if installed(which, wanted):
        return
    with locked(VENV / "setting-up.lock"):
        if installed(which, wanted):
            return
        if not usable():
            say("Making .venv …")
            for old in VENV.iterdir():
                if old.is_dir() and not old.is_symlink():
                    shutil.rmtree(old)
                elif old.name != "setting-up.lock":
                    old.unlink()
            made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], stdout=sys.stderr, check=False)
            if made.returncode:
                raise Stop("The folder .venv could not be made: see above.")
        keep = STAMP.exists() and STAMP.read_text("utf-8").startswith("dev ")
        which = "dev" if keep else which
        STAMP.unlink(missing_ok=True)
        say("Installing the libraries into .venv (once; it takes a minute) …")
        pip("install", "-q", "--require-hashes", "--only-binary=:all:", "-r", f"requirements/{which}.txt")
        pip("install", "-q", "--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT))
        STAMP.write_text(f"{which} {wanted}\n", "utf-8")


def need_catalogues() -> None:
    """Compiles the translations that are older than their source."""
    for source in (ROOT / "translations").glob("*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            python("-m", "translations.catalogues", "compile")
            return


def ready(which: str, programs: Mapping[str, str] | None = None) -> None:
    """Everything that a command needs: the system's libraries, ours, the translations."""
    trouble = need_system(programs or {}, venv=not PYTHON.exists())
    if trouble:
        raise Stop(trouble)
    need_libraries(which)
    need_catalogues()


def python(*arguments: str, **environment: str) -> int:
    """Runs the Python of `.venv` in the root folder; returns its exit status."""
    return subprocess.run(
        [str(PYTHON), *arguments], cwd=ROOT, env={**os.environ, **environment}, check=False
    ).returncode


# ----------------------------------------------------------------------------------------------- the commands


def wants_window(arguments: Sequence[str]) -> bool:
    """Whether these arguments of the program open its window (no command, no help among them)."""
    rest = iter(arguments)
    for word in rest:
        if word in {"--data", "--smoke", "--language"}:
            next(rest, None)
        elif not word.startswith("-") or word in {"--help", "-h", "--version"}:
            return False
    return True


def run(arguments: Sequence[str]) -> int:
    """[ARGS…]  Open the program, or run one of its commands (dev.py run --help)."""
    ready("run")
    screen = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    if sys.platform.startswith("linux") and not screen and wants_window(arguments):
        raise Stop(
            "There is no screen here to open the window on (neither DISPLAY nor WAYLAND_DISPLAY is set).\n"
            "Start it in a desktop session, or on a virtual screen: xvfb-run -a python3 dev.py run\n"
            "Commands, such as `python3 dev.py run search TEXT`, work without a screen."
        )
    command = [str(PYTHON), "-m", "crm_desktop", *arguments]
    return subprocess.run(command, check=False).returncode


def test(arguments: Sequence[str]) -> int:
    """[ARGS…]  Run the tests, two at a time, in random order (arguments go to pytest)."""
    ready("dev", TEST_PROGRAMS)
    spread = any(
        word.startswith(("-n", "--numprocesses", "--pdb")) or word == "no:xdist" for word in arguments
    )
    workers = [] if spread else ["-n", "2", "--dist", "worksteal"]
    platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    return python("-m", "pytest", *workers, *arguments, QT_QPA_PLATFORM=platform)


CHECKS = {
    "ruff check": ["-m", "ruff", "check", "--quiet", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "--quiet", "."],
    "mypy --strict": ["-m", "mypy"],
    "import contracts": [
        "-c",
        "from importlinter.cli import lint_imports_command as lint; lint()",
        "--no-logo",
    ],
    "translations": ["-m", "translations.catalogues", "check"],
    "lengths of files": ["-m", "tests.architecture.lengths"],
}


def check(arguments: Sequence[str]) -> int:
    """[NAME…]  Lint, format, types, import contracts, translations, lengths of files."""
    ready("dev")
    started = {
        name: subprocess.Popen(
            [str(PYTHON), *command],
            cwd=ROOT,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        for name, command in CHECKS.items()
        if not arguments or any(word in name for word in arguments)
    }
    results = {name: (process.communicate()[0], process.returncode) for name, process in started.items()}
    for name, (output, status) in results.items():
        say(f"{name:18} " + (f"fails:\n{output.rstrip()}" if status else "ok"))
    return int(any(status for _, status in results.values()))


def bench(arguments: Sequence[str]) -> int:
    """[--quick] [--json]  Measure the speed; with --json one JSON document on standard output."""
    ready("dev")
    return python("-m", "tests.benchmarks", *arguments)


def shots(arguments: Sequence[str]) -> int:
    """[ARGS…]  A picture of every screen and printed page, light and dark, in shots/."""
    ready("dev", TEST_PROGRAMS)
    return python("-m", "tests.shots", *arguments)


def build(arguments: Sequence[str]) -> int:
    """[--no-smoke]  The program as a folder that needs no Python, tested, and its installer, in dist/."""
    ready("dev", {**TEST_PROGRAMS, **BUILD_PROGRAMS})
    return python("-m", "resources.packaging.build", *arguments)


def translations(arguments: Sequence[str]) -> int:
    """[--merge FRAGMENT.po …]  Bring the catalogues up to date with the code; merge new translations."""
    ready("dev")
    files = [word if word.startswith("-") else str(Path(word).resolve()) for word in arguments]
    return python("-m", "translations.catalogues", "update", *files)


def lock(arguments: Sequence[str]) -> int:
    """[--upgrade]  Remake requirements/*.txt from requirements/*.in."""
    ready("run")
    pip("install", "-q", "--require-hashes", "--only-binary=:all:", "-r", "requirements/lock.txt")
    for name in ("lock", "run", "dev"):
        file = f"requirements/{name}"
        options = [
            "--universal",
            "--python-version",
            "3.11",
            "--generate-hashes",
            "--no-annotate",
            "--no-header",
        ]
        status = python(
            "-m", "uv", "pip", "compile", "-q", *options, *arguments, file + ".in", "-o", file + ".txt"
        )
        if status:
            return status
    return 0


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    function.__name__: function for function in (run, test, check, bench, build, shots, translations, lock)
}


def usage() -> str:
    """The commands, one per line."""
    lines = [f"{name:13}{(function.__doc__ or '').strip()}" for name, function in COMMANDS.items()]
    return "python3 dev.py COMMAND\n\n" + "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Runs one command; returns the exit status."""
    name = arguments[0] if arguments else "help"
    if name not in COMMANDS:
        say(usage())
        return 0 if name in {"help", "--help", "-h"} else 2
    try:
        need_python()
        return COMMANDS[name](list(arguments[1:]))
    except Stop as stop:
        say(str(stop))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
