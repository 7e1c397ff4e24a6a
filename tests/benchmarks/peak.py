"""The memory of a process, without importing anything that takes much of it."""

from __future__ import annotations

import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")


def _status(name: str) -> float:
    for line in _STATUS.read_text("ascii").splitlines():
        if line.startswith(name + ":"):
            return int(line.split()[1]) / 1024
    return 0.0


def peak_memory_mb() -> float:
    """The most memory that this process has held at a time, in MB."""
    if _STATUS.exists():  # elsewhere one may count what the process held before it became another program
        return _status("VmHWM")
    import resource

    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def memory_mb() -> float:
    """The memory that this process holds now, in MB."""
    return _status("VmRSS") if _STATUS.exists() else peak_memory_mb()
