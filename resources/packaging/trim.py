"""What the built program leaves out: parts of libraries that nothing in it asks for.

PyInstaller takes every plugin of a Qt module and every locale of Babel. Here unwanted files are named by
pattern, and shared libraries that only they needed go with them. Used by build.spec.
"""

from __future__ import annotations

import fnmatch
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath

# One entry of PyInstaller's lists: path in the built folder, path here, kind of file.
Entry = tuple[str, str, str]

LOCALES = ("ca", "en", "es", "eu", "gl", "pt")
UNWANTED = (
    # Qt: screens without a desktop, gtk's dialogs (with all of gtk), network, databases, kinds of pictures
    "*/plugins/egldeviceintegrations/*",
    "*/plugins/generic/*",
    "*/plugins/networkinformation/*",
    "*/plugins/sqldrivers/*",
    "*/plugins/tls/*",
    "*/plugins/qmltooling/*",
    "*/plugins/platforms/*eglfs*",
    "*/plugins/platforms/*linuxfb*",
    "*/plugins/platforms/*minimal*",
    "*/plugins/platforms/*vkkhr*",
    "*/plugins/platforms/*vnc*",
    "*/plugins/platformthemes/*gtk3*",
    "*/plugins/platforminputcontexts/*virtualkeyboard*",
    "*/plugins/wayland-graphics-integration-server/*",
    "*/plugins/imageformats/*icns*",
    "*/plugins/imageformats/*pdf*",
    "*/plugins/imageformats/*tga*",
    "*/plugins/imageformats/*tiff*",
    "*/plugins/imageformats/*wbmp*",
    # the system's own way to its printers (it would bring half of the system's network with it)
    "libcups.so*",
    "*opengl32sw*",
    "*d3dcompiler*",
    # sources, tests and notes inside libraries
    "*/tests/*",
    "*/test/*",
    "*.pyi",
    "*/py.typed",
    "reportlab/fonts/*",
)
LARGE = 500_000  # bytes
# Languages are kept by a list: path with the language as its group.
BY_LANGUAGE = (
    re.compile(r"^babel/locale-data/([a-z]+)(?:_\w+)?\.dat$"),
    re.compile(r"/translations/(?:qt|qtbase|qt_help|qtconnectivity|qt\w*?)_([a-z]{2,3})(?:_\w+)?\.qm$"),
    re.compile(r"^holidays/locale/([a-z]+)(?:_\w+)?/"),
)
KEPT_LANGUAGES = {*LOCALES, "root"}


def wanted(path: str) -> bool:
    """Whether a file of the built folder is of any use.

    Args:
        path: where it would lie in the built folder, with either kind of slash.
    """
    path = path.replace("\\", "/")
    if any(fnmatch.fnmatch(path, pattern) for pattern in UNWANTED):
        return False
    found = next((match for pattern in BY_LANGUAGE if (match := pattern.search(path))), None)
    return found is None or found[1] in KEPT_LANGUAGES


def is_root(entry: Entry) -> bool:
    """Whether a binary is loaded by its name (an extension, a plugin, Python itself)."""
    path = PurePosixPath(entry[0].replace("\\", "/"))
    loaded_by_ctypes = path.parts[0] == "pypdfium2_raw"
    return (
        entry[2] == "EXTENSION"
        or "plugins" in path.parts
        or loaded_by_ctypes
        or path.name.lower().startswith(("libpython", "python3", "python"))
    )


def needed(source: str) -> list[str]:
    """File names of the libraries that a binary itself asks for (not those that they ask for in turn)."""
    if not sys.platform.startswith("linux"):
        from PyInstaller.depend.bindepend import get_imports

        return [name for name, _path in get_imports(source)]
    told = subprocess.run(["objdump", "-p", source], capture_output=True, text=True, check=True).stdout
    return re.findall(r"^\s+NEEDED\s+(\S+)", told, re.MULTILINE)


def leads_somewhere(entry: Entry, binaries: Iterable[Entry]) -> bool:
    """Whether an entry is no link to a library that is left out."""
    return (
        entry[2] != "SYMLINK"
        or not entry[1].startswith("PySide6/")
        or entry[1] in {one[0] for one in binaries}
    )


def reachable(entries: Iterable[Entry], imports: Callable[[str], Iterable[str]]) -> list[Entry]:
    """Leaves out the shared libraries that no extension and no plugin needs, directly or by way of others.

    Args:
        entries: the binaries of the built folder; symbolic links to them are kept with them.
        imports: path here → file names of the libraries that this file asks for.
    """
    entries = list(entries)
    by_name: dict[str, list[Entry]] = {}
    for entry in entries:
        by_name.setdefault(PurePosixPath(entry[0].replace("\\", "/")).name.lower(), []).append(entry)
    waiting = [entry for entry in entries if is_root(entry)]
    kept = {entry[0] for entry in waiting}
    while waiting:
        _place, source, kind = waiting.pop()
        if kind == "SYMLINK":
            continue
        for name in imports(source):
            for needed in by_name.get(PurePosixPath(name.replace("\\", "/")).name.lower(), []):
                if needed[0] not in kept:
                    kept.add(needed[0])
                    waiting.append(needed)
    names = {PurePosixPath(place.replace("\\", "/")).name.lower() for place in kept}
    return [
        entry
        for entry in entries
        if entry[0] in kept or PurePosixPath(entry[0].replace("\\", "/")).name.lower() in names
    ]


def stripped(entries: Iterable[Entry], folder: Path) -> list[Entry]:
    """Takes the debugging symbols out of large Linux libraries, in copies; elsewhere there are none.

    Libraries whose layout was changed by a tool (those beside a wheel, in `*.libs`) do not survive it and are
    left as they are.

    Args:
        entries: the binaries of the built folder.
        folder: where the copies go.
    """
    strip = shutil.which("strip")
    if not sys.platform.startswith("linux") or not strip:
        return list(entries)
    folder.mkdir(parents=True, exist_ok=True)
    result = []
    for place, source, kind in entries:
        large = kind in {"EXTENSION", "BINARY"} and Path(source).stat().st_size > LARGE
        if large and not place.startswith("PySide6/") and ".libs/" not in place:
            copy = folder / place.replace("/", "-")
            shutil.copy2(source, copy)
            subprocess.run([strip, "--strip-unneeded", str(copy)], check=True)
            result.append((place, str(copy), kind))
        else:
            result.append((place, source, kind))
    return result
