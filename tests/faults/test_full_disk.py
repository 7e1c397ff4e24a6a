"""A disk without space: a sentence, and everything is as it was."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from crm_desktop.services import integrity, journal
from crm_desktop.services.shop import Shop, open_shop
from tests.factories import a_clock
from tests.faults.full_disk import EXPORTED, JOBS, OLD, PRINTED, attempt, prepare

ROOT = Path(__file__).resolve().parents[2]
LEFT = (0, 8_192, 60_000)  # bytes that are free


def state(shop: Shop) -> list[object]:
    """What must not change: rows, the journal, and whether the file is sound.

    That a list was made is kept before its file is written, so lists and their operation do not count.
    """
    counts = [
        shop.db.read(f"SELECT count(*) FROM {table}")[0][0]
        for table in ("customer", "contact_point", "customer_tag", "reminder", "interaction")
    ]
    return [
        counts,
        [o.id for o in journal.recent(shop, 9) if o.kind != "print_follow_up_list"],
        integrity.check(shop),
    ]


def leftovers(folder: Path) -> list[str]:
    """Half-made files."""
    return [p.name for p in folder.rglob("*") if p.suffix in {".parte", ".tmp"} or p.name.startswith(".")]


def prove_untouched(folder: Path, before: list[object]) -> None:
    """Everything is as it was, and writing works again."""
    assert (folder / PRINTED).read_bytes() == OLD
    assert (folder / EXPORTED).read_bytes() == OLD
    assert leftovers(folder) == []
    with closing(open_shop(folder, clock=a_clock())) as shop:
        assert state(shop) == before
        assert attempt(shop, "save") == ""
        assert attempt(shop, "print_list") == ""
        assert (folder / PRINTED).read_bytes() != OLD
        assert integrity.check(shop) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of a file's size")
@pytest.mark.parametrize("job", JOBS)
def test_a_file_that_may_not_grow_loses_nothing(tmp_path: Path, job: str) -> None:
    prepare(tmp_path)
    with closing(open_shop(tmp_path, clock=a_clock())) as shop:
        before = state(shop)
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.full_disk", str(tmp_path), job, "4096"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)["sentence"]
    prove_untouched(tmp_path, before)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 40 MB, where one can be had; an ordinary folder otherwise."""
    place = tmp_path / "disco"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", str(place)]
    mounted = os.name == "posix" and os.geteuid() == 0
    mounted = mounted and not subprocess.run(command, check=False, capture_output=True).returncode
    yield place
    if mounted:
        subprocess.run(["umount", "-l", str(place)], check=True)


def fill(disk: Path, left: int) -> Path | None:
    """Fill a small disk up to so many bytes; None when it is not small."""
    if os.statvfs(disk).f_blocks * os.statvfs(disk).f_frsize > 100_000_000:
        return None
    filler = disk / "relleno"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * 4096)
    os.truncate(filler, max(0, filler.stat().st_size - left))
    return filler


@pytest.mark.parametrize("job", JOBS)
@pytest.mark.parametrize("left", LEFT)
def test_a_full_disk_loses_nothing(small_disk: Path, job: str, left: int) -> None:
    folder = small_disk / "tienda"
    prepare(folder)
    with closing(open_shop(folder, clock=a_clock())) as shop:
        before = state(shop)
        filler = fill(small_disk, left)
        if filler is None:  # no small disk can be made here; the test above has the same with a limit
            return
        assert attempt(shop, job)
        filler.unlink()
        assert state(shop) == before
    prove_untouched(folder, before)
