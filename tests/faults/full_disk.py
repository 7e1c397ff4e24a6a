"""What the program writes, for trying each with no space left; also a process that tries one of them.

    python -m tests.faults.full_disk FOLDER JOB BYTES

opens the shop in FOLDER, forbids itself to write beyond BYTES in any file (RLIMIT_FSIZE), does JOB and prints
as JSON what became of it: {"sentence": …} for an error that the program understands, {"done": true} for none.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from crm_desktop.domain.customers.listing import CustomerFilter
from crm_desktop.domain.reminders.follow_up_list import ListRequest
from crm_desktop.services import backups, customers, printing
from crm_desktop.services.demo import make_demo
from crm_desktop.services.exports import export_customers
from crm_desktop.services.files import write_whole
from crm_desktop.services.imports import run_import
from crm_desktop.services.shop import Shop, open_shop
from crm_desktop.shared.errors import KnownError
from tests.benchmarks.imports import write_file
from tests.factories import TODAY, a_clock, a_customer

OLD = b"%PDF-1.7 lista de ayer\n"
PRINTED, EXPORTED, INCOMING = "lista.pdf", "clientes.csv", "entrada.csv"


def save(shop: Shop) -> None:
    """One customer, with long notes."""
    customers.save_customer(shop, a_customer(notes="Muy largo. " * 900))


def change_many(shop: Shop) -> None:
    """A tag on everybody."""
    customers.tag(shop, customers.list_ids(shop, CustomerFilter()), ["Navidad"])


def bring_in(shop: Shop) -> None:
    """An import."""
    run_import(shop, shop.paths.folder / INCOMING)


def take_out(shop: Shop) -> None:
    """An export, over one that is there."""
    export_customers(shop, None, "csv", shop.paths.folder / EXPORTED)


def print_list(shop: Shop) -> None:
    """The follow-up list, over yesterday's."""
    sheet = printing.follow_up_list(shop, ListRequest(TODAY, TODAY)).value
    write_whole(shop.paths.folder / PRINTED, sheet.pdf)


def back_up(shop: Shop) -> None:
    """A backup."""
    backups.create(shop)


JOBS: dict[str, Callable[[Shop], None]] = {
    job.__name__: job for job in (save, change_many, bring_in, take_out, print_list, back_up)
}


def prepare(folder: Path, count: int = 300) -> None:
    """Make a sample shop with yesterday's list, an older export and a file to bring in."""
    folder.mkdir(exist_ok=True)
    with closing(open_shop(folder, clock=a_clock())) as shop:
        make_demo(shop, customers=count, seed=3)
    (folder / PRINTED).write_bytes(OLD)
    (folder / EXPORTED).write_bytes(OLD)
    write_file(folder / INCOMING, count)


def attempt(shop: Shop, job: str) -> str:
    """Do a job; return the sentence of an error that the program understands, or ""."""
    try:
        JOBS[job](shop)
    except KnownError as error:
        return error.sentence
    return ""


def main() -> None:
    import resource
    import signal

    folder, job, most = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    with closing(open_shop(folder, clock=a_clock())) as shop:
        shop.db.writer()
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
        sentence = attempt(shop, job)
        print(json.dumps({"sentence": sentence} if sentence else {"done": True}), flush=True)


if __name__ == "__main__":
    main()
