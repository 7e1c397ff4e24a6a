"""What the program needs from a Linux system besides Python: found, installed as root, or named.

Standard library only: dev.py uses it before anything is installed. The Debian package declares the same list.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

DEBIAN = Path("/etc/debian_version")
# Debian's package for each shared library that Qt loads. The libraries are what is looked for, because newer
# releases call some packages otherwise (apt still finds them by these names).
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libcups.so.2": "libcups2",  # without it the list of printers is silently empty
}


def known_libraries() -> str | None:
    """What the dynamic linker knows (`ldconfig -p`), or None where that cannot be asked."""
    ldconfig = shutil.which("ldconfig", path=os.environ.get("PATH", "") + ":/sbin:/usr/sbin")
    if not ldconfig:
        return None
    done = subprocess.run([ldconfig, "-p"], capture_output=True, text=True, errors="replace", check=False)
    return done.stdout if done.returncode == 0 and ".so" in done.stdout else None


def missing_packages(known: str | None, programs: Mapping[str, str]) -> list[str]:
    """Debian's names of the packages that are missing.

    Args:
        known: the text of `ldconfig -p`; None skips the libraries.
        programs: command → package, looked for on the PATH.
    """
    names = (
        set() if known is None else {line.split(None, 1)[0] for line in known.splitlines() if line.strip()}
    )
    wanted = [] if known is None else [pack for lib, pack in QT_LIBRARIES.items() if lib not in names]
    wanted += [package for command, package in programs.items() if not shutil.which(command)]
    return list(dict.fromkeys(wanted))


def apt_get(packages: Sequence[str]) -> bool:
    """Installs Debian packages without a question; True when it worked. Needs root."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    update = ["apt-get", "update"]
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    lists = Path("/var/lib/apt/lists")
    steps = [install, update, install] if any(lists.glob("*Packages*")) else [update, install]
    done = None
    for step in steps:
        done = subprocess.run(step, env=environment, capture_output=True, text=True, check=False)
        if step is install and done.returncode == 0:
            return True
    if done is not None:
        print(done.stdout + done.stderr, file=sys.stderr, flush=True)
    return False


def need_system(programs: Mapping[str, str], venv: bool) -> str:
    """Sees on Linux that Qt's system libraries and some programs are there; installs what it can.

    Args:
        programs: command → Debian package.
        venv: whether a virtual environment is still to be made.

    Returns:
        "" when all is there; otherwise what the person has to do.
    """
    if not sys.platform.startswith("linux"):
        return ""
    missing = missing_packages(known_libraries(), programs)
    if venv and importlib.util.find_spec("ensurepip") is None:  # Debian leaves it out of its smallest Python
        missing.append(f"python3.{sys.version_info.minor}-venv")
    if not missing:
        return ""
    debian = shutil.which("apt-get") and DEBIAN.exists()
    if debian and os.geteuid() == 0:
        print("Installing system packages: " + " ".join(missing), file=sys.stderr, flush=True)
        if apt_get(missing):
            return ""
    command = "apt-get update && apt-get install -y --no-install-recommends " + " ".join(missing)
    if debian:
        command = command if os.geteuid() == 0 else command.replace("apt-get", "sudo apt-get")
        return "These system packages are missing. Install them and start again:\n  " + command
    return (
        "These parts of the system are missing (named as in Debian). Install them with your system's\n"
        "package manager and start again:\n  " + " ".join(missing)
    )


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Waits for a lock between processes on `path` (made if missing) and holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        if sys.platform == "win32":
            import msvcrt
            import time

            while True:
                try:
                    file.seek(0)
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                    break
                except OSError:
                    time.sleep(0.2)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield
