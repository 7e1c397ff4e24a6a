"""Spreadsheets (XLSX, also XLS and ODS), read in a child process with limits of memory and time."""

from __future__ import annotations

import multiprocessing
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from crm_desktop.exchange import xlsx_child
from crm_desktop.exchange.records_raw import Record
from crm_desktop.exchange.text_files import head_of
from crm_desktop.shared.errors import KnownError
from crm_desktop.shared.i18n import _

MEMORY = 1 << 30  # bytes; a sheet of 100,000 rows and 30 columns takes about a third
SECONDS_TO_OPEN = 180.0
SECONDS_BETWEEN = 60.0
_LARGEST_PART = 2 << 30  # bytes of one part when unpacked
OLD_EXCEL = (
    b"\xd0\xcf\x11\xe0"  # [MS-CFB] 2.2: what files of Excel 97 to 2003 (and other old Office) begin with
)


class XlsxFile:
    """The rows of one sheet, as often as they are asked for.

    Attributes:
        sheets: the names of the visible sheets.
        sheet: the one that is read.
        done, total: rows read so far; the total is only an estimate while reading.
    """

    def __init__(self, path: Path, sheet: str = "", memory: int = MEMORY) -> None:
        self.path = path
        self.sheet = sheet
        self.sheets: tuple[str, ...] = ()
        self._memory = memory
        self.done = 0
        self.total = 1
        self._rows_seen = 0

    def records(self) -> Iterator[Record]:
        """Yield the rows of the sheet that hold anything.

        Raises:
            KnownError: it cannot be read: damaged, with a password, or it claims to be absurdly large.
        """
        old = _look_at_parts(self.path)
        self.done = 0
        try:
            yield from self._rows()
        except _Damaged as error:
            raise (KnownError(_old(self.path)) if old else error) from None

    def _rows(self) -> Iterator[Record]:
        with _child(self.path, self.sheet, self._memory) as connection:
            message = _receive(connection, SECONDS_TO_OPEN)
            self.sheets, self.sheet = tuple(message[1]), message[2]
            while True:
                message = _receive(connection, SECONDS_BETWEEN)
                if message[0] == "end":
                    self._rows_seen = self.done
                    return
                _kind, first, rows = message
                for number, cells in enumerate(rows, first):
                    self.done += 1
                    self.total = max(self._rows_seen, self.done + 1)
                    if any(cells):
                        yield Record(number, cells)


@contextmanager
def _child(path: Path, sheet: str, memory: int) -> Iterator[Connection]:
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=xlsx_child.serve, args=(sender, str(path), sheet, memory), daemon=True)
    process.start()
    sender.close()
    try:
        yield receiver
    finally:
        receiver.close()
        process.join(0.2)
        if process.is_alive():
            process.terminate()
            process.join(5)
        if process.is_alive():
            process.kill()
            process.join(5)
        process.close()


def _receive(connection: Connection, seconds: float) -> tuple[Any, ...]:
    """Return the next message of the child, or say why there is none."""
    try:
        if not connection.poll(seconds):
            raise KnownError(_too_large())
        message: tuple[Any, ...] = connection.recv()
    except (EOFError, OSError) as error:
        raise KnownError(_too_large()) from error
    if message == ("error", xlsx_child.DAMAGED):
        raise _Damaged(_sentence(xlsx_child.DAMAGED))
    if message[0] == "error":
        raise KnownError(_sentence(message[1]))
    return message


class _Damaged(KnownError):
    """What the file holds makes no sense."""


def _old(path: Path) -> str:
    return _(
        "“{name}” is a file of an old Excel (.xls) that could not be read. Open it in your spreadsheet"
        " program, save it as XLSX or CSV, and try again."
    ).format(name=path.name)


def _too_large() -> str:
    return _(
        "This spreadsheet is too large to be opened safely, or it claims to be. Delete the empty rows and"
        " columns after your data, or save it as CSV, and try again."
    )


def _sentence(what: str) -> str:
    if what == xlsx_child.PASSWORD:
        return _("This spreadsheet is protected with a password. Save a copy without it and try again.")
    if what == xlsx_child.MEMORY:
        return _too_large()
    if what == xlsx_child.NO_SHEET:
        return _("There is no sheet in this spreadsheet.")
    return _(
        "This spreadsheet is damaged and cannot be read. Open it in your spreadsheet program and save it"
        " again."
    )


def _look_at_parts(path: Path) -> bool:
    """Refuse a file that unpacks into something absurd before anybody does; tell whether it is an old one."""
    head = head_of(path, 4)
    if not head.startswith(b"PK"):
        return head == OLD_EXCEL
    try:
        with zipfile.ZipFile(path) as archive:
            largest = max((entry.file_size for entry in archive.infolist()), default=0)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise KnownError(_sentence(xlsx_child.DAMAGED)) from error
    if largest > _LARGEST_PART:
        raise KnownError(_too_large())
    return False
