"""What tests of the store share: a look at every row, and a file's every byte."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.services.shop import Shop
from crm_desktop.shared.paths import ShopPaths
from crm_desktop.store.schema import JOURNALED

ROOT = Path(__file__).resolve().parents[2]
AT = "2026-11-21T08:05:00.000Z"


def paths(folder: Path) -> ShopPaths:
    """Returns the paths of the shop in a folder."""
    return ShopPaths.of(folder)


def all_rows(shop: Shop) -> dict[str, list[tuple[Any, ...]]]:
    """Returns every row of every table that the journal keeps."""
    return {t.name: shop.db.read(f"SELECT * FROM {t.name} ORDER BY id") for t in JOURNALED}


def look(path: Path) -> tuple[bytes, int]:
    """Returns what a file holds and when it was last changed."""
    return path.read_bytes(), path.stat().st_mtime_ns


def files(folder: Path) -> list[str]:
    """Returns the names of the files in a folder, hidden ones too."""
    return sorted(p.name for p in folder.iterdir() if p.is_file())


def python(
    code: str, *arguments: str, timeout: float = 120, **options: Any
) -> subprocess.CompletedProcess[str]:
    """Runs a piece of Python in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
        encoding="utf-8",
        **options,
    )


@contextmanager
def mounted(folder: Path, kind: str, options: str) -> Iterator[None]:
    """Mounts something on a folder for a while; skips the test where that is not allowed."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root of a Linux may mount")
    source = str(folder) if kind == "bind" else "tmpfs"
    command = (
        ["mount", "--bind", source, str(folder)]
        if kind == "bind"
        else ["mount", "-t", kind, source, str(folder)]
    )
    if kind != "bind":
        command += ["-o", options]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        if kind == "bind":
            subprocess.run(
                ["mount", "-o", f"remount,bind,{options}", str(folder)], check=True, capture_output=True
            )
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False, capture_output=True)
