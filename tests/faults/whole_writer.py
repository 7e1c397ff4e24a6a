"""Does one kind of long work again and again until it is killed: an import, a backup or a restore.

    python -m tests.faults.whole_writer FOLDER JOB SEED

Each line of standard output is JSON: {"will": name} before a piece of work, {"did": name} once it is done.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from crm_desktop.services import backups, customers
from crm_desktop.services.imports import run_import
from crm_desktop.services.shop import open_shop
from tests.factories import a_clock, a_customer

ROWS = 120  # of a file that is brought in
SMALL, LARGE = "pequeña", "grande"  # the backups that are put back, one after the other


def say(**words: str) -> None:
    """Tell the process that will kill this one."""
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def bring_in(folder: Path, seed: int) -> Iterator[None]:
    """Imports of files in which everybody belongs to one lot."""
    with closing(open_shop(folder, clock=a_clock())) as shop:
        number = 0
        while True:
            number += 1
            lot = f"Lote {seed}-{number}"
            path = folder / f"entrada-{seed}.csv"
            rows = (f"N{i};Peñalver;{lot};lote{seed}x{number}x{i}@example.com" for i in range(ROWS))
            path.write_text("\n".join(["Nombre;Apellidos;Población;Correo", *rows, ""]), "utf-8")
            say(will=lot)
            report = run_import(shop, path)
            assert report.created == ROWS
            say(did=lot)
            yield


def back_up(folder: Path, seed: int) -> Iterator[None]:
    """Backups, with a customer saved before each."""
    with closing(open_shop(folder, clock=a_clock())) as shop:
        number = 0
        while True:
            number += 1
            customers.save_customer(shop, a_customer(given_name=f"N{seed}-{number}", contacts=()))
            say(will="")
            say(did=str(backups.create(shop).path))
            yield


def restore(folder: Path, _seed: int) -> Iterator[None]:
    """A small and a large backup put back in turn."""
    while True:
        for name in (SMALL, LARGE):
            say(will=name)
            backups.restore(folder, folder / f"{name}.copia.db", clock=a_clock()).close()
            say(did=name)
            yield


JOBS: dict[str, Callable[[Path, int], Iterator[None]]] = {
    job.__name__: job for job in (bring_in, back_up, restore)
}


if __name__ == "__main__":
    for _piece in JOBS[sys.argv[2]](Path(sys.argv[1]), int(sys.argv[3])):
        pass
