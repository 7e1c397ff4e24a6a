"""The licences of the libraries that go into the built program: they have to go with it."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

LICENCE = re.compile(r"(?i)\.dist-info/(.*/)?(licen[cs]es?/.*|(licen[cs]e|copying|notice|authors)[^/]*)$")
METADATA = re.compile(r"\.dist-info/METADATA$")


def licences(lock: Path) -> list[tuple[str, str]]:
    """The licence files of every library of a lock file that is installed here.

    A library that brings no such file has its licence named in its METADATA, which goes in its place.

    Args:
        lock: a file of pins, such as requirements/run.txt.

    Returns:
        (file here, folder in the built program) for each.
    """
    found: list[tuple[str, str]] = []
    for name in re.findall(r"^([\w.-]+)==", lock.read_text("utf-8"), re.MULTILINE):
        try:
            library = distribution(name)
        except PackageNotFoundError:  # for another system or another Python
            continue
        files = list(library.files or ())
        chosen = [file for file in files if LICENCE.search(file.as_posix())]
        chosen = chosen or [file for file in files if METADATA.search(file.as_posix())]
        found += [(str(file.locate()), f"licences/{name}") for file in chosen]
    return found
