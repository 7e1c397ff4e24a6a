"""The installers: the script for one person puts everything in place and takes it away again."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from resources.packaging.licences import licences

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "resources" / "packaging"
linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a script for Linux")


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    """The unpacked archive, with a small program in the place of the real one."""
    folder = tmp_path / "Descargas de Íñigo" / "crm-desktop"
    (folder / "program").mkdir(parents=True)
    program = folder / "program" / "crm-desktop"
    program.write_text("#!/bin/sh\necho Mostrador\n", "utf-8")
    program.chmod(0o755)
    shutil.copy(PACKAGING / "linux" / "install.sh", folder)
    shutil.copy(PACKAGING / "linux" / "mostrador.desktop", folder)
    shutil.copy(ROOT / "resources" / "images" / "mostrador.svg", folder)
    return folder


def install(unpacked: Path, home: Path, *arguments: str) -> str:
    """Runs the script for the person who lives in `home`."""
    environment = {"HOME": str(home), "PATH": os.environ["PATH"]}
    command = [str(unpacked / "install.sh"), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


@linux_only
@pytest.mark.parametrize("name", ["maria", "casa de María & Cía", "a$b`c"])
def test_script_installs_for_one_person_and_takes_it_away_again(
    unpacked: Path, tmp_path: Path, name: str
) -> None:
    home = tmp_path / name
    home.mkdir()
    assert "Mostrador está instalado" in install(unpacked, home)
    assert "Mostrador está instalado" in install(unpacked, home)  # over an older one
    command = home / ".local" / "bin" / "crm-desktop"
    assert subprocess.run([str(command)], capture_output=True, text=True, check=True).stdout == "Mostrador\n"
    entry = (home / ".local/share/applications/mostrador.desktop").read_text("utf-8")
    started = re.search(r'^Exec="(.*)"$', entry, re.MULTILINE)
    assert started
    # two rules of the Desktop Entry Specification: strings escape backslashes, arguments four characters
    path = re.sub(r"\\(.)", r"\1", started[1].replace("\\\\", "\\"))
    assert path == str(home / ".local/share/crm-desktop-program/crm-desktop")
    assert "siguen en su sitio" in install(unpacked, home, "--remove")
    assert not [file for file in home.rglob("*") if file.is_file() or file.is_symlink()]


def test_desktop_entry_is_in_spanish_too() -> None:
    entry = (PACKAGING / "linux" / "mostrador.desktop").read_text("utf-8")
    names = {line.split("=")[0] for line in entry.splitlines() if "=" in line}
    assert {"Name", "Exec", "Icon", "Comment", "Comment[es]", "GenericName[es]", "Categories"} <= names


def test_windows_set_up_is_for_one_person_and_spanish_first() -> None:
    script = (PACKAGING / "windows" / "crm-desktop.iss").read_text("utf-8")
    assert "PrivilegesRequired=lowest" in script
    assert re.findall(r'^Name: "(\w\w)"', script, re.MULTILINE) == ["es", "en"]
    for named in re.findall(r"\{#Root\}\\([\w\\.-]+)", script):
        first = named.split("\\")[0]
        assert first == "dist" or (ROOT / first).exists()


def test_scripts_can_be_started() -> None:
    for script in ("linux/install.sh", "macos/disk_image.sh"):
        assert os.name == "nt" or os.access(PACKAGING / script, os.X_OK)


def test_licences_of_the_libraries_go_with_the_program() -> None:
    found = licences(ROOT / "requirements" / "run.txt")
    folders = {folder for _file, folder in found}
    assert {"licences/pyside6-essentials", "licences/reportlab", "licences/sqlcipher3"} <= folders
    assert "LGPL-3.0.txt" in [file.name for file in (PACKAGING / "qt").iterdir()]
    assert all(Path(file).is_file() for file, _folder in found)


def test_build_description_names_files_that_are_there() -> None:
    text = (ROOT / "build.spec").read_text("utf-8")
    compile(text, "build.spec", "exec")
    for folder in re.findall(r'tree\("([\w/]+)"', text):
        assert (ROOT / folder).is_dir(), folder
