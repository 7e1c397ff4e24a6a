"""Proves that the built program works without Python: `python -m tests.packaging.smoke dist/crm-desktop`.

The folder is copied to a path with spaces and accents and started with an environment that has no programs.
It imports customers from CSV and XLSX, finds one, prints the follow-up list as a PDF, and shows its window
(under Linux on a virtual screen).
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

CSV = """\
Nombre;Apellidos;Teléfono;Correo;Población
María José;Núñez Ibáñez;612 345 678;maria@example.com;Logroño
"""
MEGABYTE = 1_000_000
LARGEST = 200  # megabytes


class Failure(Exception):
    """The built program did not do what it should; the text says what."""


def expect(right: object, what: str) -> None:
    """Raises when something is not right.

    Raises:
        Failure: with `what` as its text.
    """
    if not right:
        raise Failure(what)


def bare_environment(home: Path) -> dict[str, str]:
    """The environment of a machine without Python: a home, a language, a screen, and no programs."""
    home.mkdir(parents=True, exist_ok=True)
    kept = {"SYSTEMROOT", "SYSTEMDRIVE", "TEMP", "TMP", "WINDIR", "DISPLAY", "XAUTHORITY", "WAYLAND_DISPLAY"}
    bare = {name: value for name, value in os.environ.items() if name.upper() in kept}
    places = {"HOME": home, "USERPROFILE": home, "APPDATA": home / "roaming", "LOCALAPPDATA": home / "local"}
    return {
        **bare,
        **{name: str(path) for name, path in places.items()},
        "PATH": str(home / "bin"),
        "LANG": "es_ES.UTF-8",
    }


@contextlib.contextmanager
def screen() -> Iterator[dict[str, str]]:
    """A virtual screen on Linux (what to add to the environment); elsewhere the real one."""
    if not sys.platform.startswith("linux"):
        yield {}
        return
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        expect(number, "there is no virtual screen (Xvfb) to show the window on")
        yield {"DISPLAY": f":{number}"}
    finally:
        server.terminate()
        server.wait(10)


class Program:
    """The built program at a path that is hard on programs."""

    def __init__(self, folder: Path, workshop: Path) -> None:
        self.folder = workshop / "Programas añadidos" / "Tienda de Íñigo & Cía"
        shutil.copytree(folder, self.folder, symlinks=True)
        self.command = self.folder / ("crm-desktop.exe" if os.name == "nt" else "crm-desktop")
        self.data = workshop / "Datos de la peluquería" / "año 2026"
        self.environment = bare_environment(workshop / "casa")

    def __call__(self, *arguments: str | Path, **environment: str) -> str:
        """Runs it; returns its standard output.

        Raises:
            Failure: it did not end with 0 within two minutes.
        """
        command = [str(self.command), "--data", str(self.data), *(str(argument) for argument in arguments)]
        done = subprocess.run(
            command,
            env={**self.environment, **environment},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=120,
            check=False,
        )
        words = " ".join(str(argument) for argument in arguments)
        expect(done.returncode == 0, f"`{words}` ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return done.stdout


def size_of(folder: Path) -> float:
    """The size of a folder in megabytes; links count nothing."""
    return (
        sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
        / MEGABYTE
    )


def check_import(program: Program, workshop: Path) -> None:
    """A CSV and then the same customer as XLSX: one is created, none is created again."""
    table = workshop / "clientes de mayo.csv"
    table.write_text(CSV, "utf-8")
    first = json.loads(program("import", "customers", table, "--json"))
    expect((first["rows"], first["created"], first["rejected"]) == (1, 1, 0), f"the CSV import says {first}")
    import xlsxwriter

    sheet = workshop / "clientes de mayo.xlsx"
    book = xlsxwriter.Workbook(str(sheet))
    page = book.add_worksheet()
    for row, line in enumerate(CSV.splitlines()):
        page.write_row(row, 0, line.split(";"))
    book.close()
    second = json.loads(program("import", "customers", sheet, "--json"))
    expect(
        (second["rows"], second["created"], second["rejected"]) == (1, 0, 0), f"the XLSX import says {second}"
    )
    found = json.loads(program("search", "nunez", "--json"))
    expect(len(found) == 1 and "Núñez" in found[0]["name"], f"the search for “nunez” says {found}")


def check_print(program: Program, workshop: Path) -> None:
    """The follow-up list is a PDF with text."""
    target = workshop / "lista de hoy.pdf"
    program("print", "follow-up-list", "--output", target)
    expect(target.read_bytes().startswith(b"%PDF-"), "the follow-up list is no PDF")
    if shutil.which("pdftotext"):
        text = subprocess.run(
            ["pdftotext", str(target), "-"], capture_output=True, text=True, check=True
        ).stdout
        expect("seguimiento" in text.lower(), f"the follow-up list says {text!r}")


def check_window(program: Program, workshop: Path) -> None:
    """The window paints itself, saves its picture and ends."""
    picture = workshop / "ventana principal.png"
    with screen() as display:
        program("--smoke", picture, **display)
    expect(
        picture.exists() and picture.read_bytes().startswith(b"\x89PNG"),
        "the window left no picture of itself",
    )
    expect(picture.stat().st_size > 5_000, "the picture of the window is empty")


def main(folder: Path) -> int:
    """Runs every step; the exit status says whether all went well."""
    size = size_of(folder)
    print(f"{folder}: {size:.0f} MB")
    workshop = Path(tempfile.mkdtemp(prefix="mostrador-"))
    try:
        expect(size < LARGEST, f"the program takes {size:.0f} MB; the limit is {LARGEST} MB")
        program = Program(folder, workshop)
        for step in (check_import, check_print, check_window):
            start = time.perf_counter()
            step(program, workshop)
            print(f"{step.__name__.removeprefix('check_'):8} ok  {time.perf_counter() - start:.1f} s")
        expect("correcta" in program("check"), "`check` does not find the shop's file sound")
    except Failure as failure:
        print(f"The built program fails: {failure}", file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
