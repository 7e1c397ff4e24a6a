"""Builds the program's folder, tries it, and wraps it for the system: `python3 dev.py build`.

What comes out lies in `dist/`: `crm-desktop/` (a folder that needs no Python), and by system a Debian package
and an archive, a disk image, or a set-up program. A tool that is missing is named and its package left out.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from crm_desktop import __version__
from resources.packaging.system import QT_LIBRARIES, apt_get, known_libraries

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
DRAWING = ROOT / "resources" / "images" / "mostrador.svg"
BUILD, DIST = ROOT / "build", ROOT / "dist"
FOLDER = DIST / "crm-desktop"
ICON_SIZE = 512


def say(text: str) -> None:
    """Tells what is being done."""
    print(text, flush=True)


def run(*command: str | Path) -> None:
    """Runs a command in the project's folder; its words are shown only when it fails.

    Raises:
        SystemExit: it failed.
    """
    words = [str(part) for part in command]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}\n{' '.join(words[:4])} … failed: see above.")


def draw_icon(target: Path) -> None:
    """Draws the icon from its SVG, so that only the drawing is kept in the source."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    application = QGuiApplication.instance() or QGuiApplication([])
    picture = QImage(ICON_SIZE, ICON_SIZE, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    target.parent.mkdir(parents=True, exist_ok=True)
    if not picture.save(str(target)):
        sys.exit(f"The icon cannot be written to {target}.")
    del application


def need_python_library() -> None:
    """Sees that Python is there as a shared library, which Debian packs apart from the program.

    Raises:
        SystemExit: it is not, and cannot be installed from here; the text names the package.
    """
    package = f"libpython3.{sys.version_info.minor}"
    library = f"{package}.so.1.0"
    if not sys.platform.startswith("linux") or (Path(sys.base_prefix) / "lib" / library).exists():
        return
    known = known_libraries()
    if known is None or library in known:
        return
    if not (shutil.which("apt-get") and os.geteuid() == 0 and apt_get([package])):
        sys.exit(
            f"Python's shared library {library} is missing. On Debian: sudo apt-get install -y {package}"
        )


def build_folder() -> None:
    """Makes dist/crm-desktop."""
    need_python_library()
    say("Building dist/crm-desktop …")
    draw_icon(BUILD / "mostrador.png")
    places = ["--distpath", str(DIST), "--workpath", str(BUILD / "pyinstaller")]
    run(sys.executable, "-m", "PyInstaller", "build.spec", "--noconfirm", "--log-level", "ERROR", *places)


def debian_package(target: Path) -> None:
    """Makes a .deb that puts the folder into /usr/lib and the command into /usr/bin."""
    tree = BUILD / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(FOLDER, tree / "usr/lib/crm-desktop", symlinks=True)
    (tree / "usr/bin").mkdir(parents=True)
    (tree / "usr/bin/crm-desktop").symlink_to("../lib/crm-desktop/crm-desktop")
    for source, place in (
        (HERE / "linux/mostrador.desktop", "usr/share/applications/mostrador.desktop"),
        (DRAWING, "usr/share/icons/hicolor/scalable/apps/mostrador.svg"),
        (ROOT / "LICENSE", "usr/share/doc/crm-desktop/copyright"),
    ):
        (tree / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, tree / place)
    size = sum(file.stat().st_size for file in tree.rglob("*") if file.is_file() and not file.is_symlink())
    control = (
        (HERE / "linux/control.txt")
        .read_text("utf-8")
        .format(
            version=__version__,
            architecture=subprocess.run(
                ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
            ).stdout.strip(),
            size=size // 1024,
            depends=", ".join(sorted(set(QT_LIBRARIES.values()))),
        )
    )
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN/control").write_text(control, "utf-8")
    run("chmod", "-R", "u+rwX,go+rX,go-w", tree)
    run("dpkg-deb", "--root-owner-group", "-Zxz", "-z3", "--build", tree, target)


def archive(target: Path) -> None:
    """Makes an archive with a script that installs for one user, without root."""
    with tarfile.open(target, "w:xz", preset=3) as file:
        file.add(FOLDER, "crm-desktop/program")
        file.add(HERE / "linux/install.sh", "crm-desktop/install.sh")
        file.add(HERE / "linux/mostrador.desktop", "crm-desktop/mostrador.desktop")
        file.add(DRAWING, "crm-desktop/mostrador.svg")


def wrap_linux() -> list[Path]:
    """A Debian package, where dpkg is, and an archive for all others."""
    made = [DIST / f"crm-desktop-{__version__}-linux.tar.xz"]
    say(f"Packing {made[0].name} …")
    archive(made[0])
    if shutil.which("dpkg-deb"):
        made.append(DIST / f"crm-desktop_{__version__}.deb")
        say(f"Packing {made[1].name} …")
        debian_package(made[1])
    else:
        say("No Debian package: dpkg-deb is not installed here.")
    return made


def wrap_windows() -> list[Path]:
    """A set-up program for one user, where Inno Setup is."""
    usual = Path(os.environ.get("PROGRAMFILES(X86)", "C:/Program Files (x86)")) / "Inno Setup 6/ISCC.exe"
    compiler = shutil.which("iscc") or (str(usual) if usual.exists() else "")
    if not compiler:
        say("No set-up program: Inno Setup 6 (ISCC.exe) is not installed here.")
        return []
    say("Packing the set-up program …")
    run(compiler, f"/DVersion={__version__}", f"/O{DIST}", HERE / "windows/crm-desktop.iss")
    return [DIST / f"crm-desktop-{__version__}-setup.exe"]


def wrap_macos() -> list[Path]:
    """A disk image with the application, see macos/README.md for signing."""
    target = DIST / f"crm-desktop-{__version__}.dmg"
    say(f"Packing {target.name} …")
    run("bash", HERE / "macos/disk_image.sh", DIST / "Mostrador.app", target)
    return [target]


def main() -> int:
    """Builds, tries and wraps; the exit status is 1 when the built program does not work."""
    parser = argparse.ArgumentParser(prog="dev.py build")
    parser.add_argument("--no-smoke", action="store_true", help="do not try the built program")
    parser.add_argument("--no-installer", action="store_true", help="only the folder")
    given = parser.parse_args()
    build_folder()
    if not given.no_smoke:
        say("Trying it …")
        tried = subprocess.run(
            [sys.executable, "-m", "tests.packaging.smoke", str(FOLDER)], cwd=ROOT, check=False
        )
        if tried.returncode:
            return tried.returncode
    if not given.no_installer:
        wrap = {"win32": wrap_windows, "darwin": wrap_macos}.get(sys.platform, wrap_linux)
        for path in wrap():
            say(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
