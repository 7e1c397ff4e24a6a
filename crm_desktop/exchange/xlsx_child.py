"""Runs in a process of its own: opens a spreadsheet and sends its rows, as texts, a few hundred at a time.

A file of 50 KB may claim a sheet of 17,000 million cells, and the library then ends the whole process; so
that process is not the program's, and it has limits. Everything here is small and imports little: it starts
anew for every file.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from multiprocessing.connection import Connection
from typing import Any

from crm_desktop.exchange.process_limits import limit_memory

ROWS_AT_ONCE = 500
PASSWORD, DAMAGED, MEMORY, NO_SHEET = "password", "damaged", "memory", "no_sheet"


def serve(connection: Connection, path: str, sheet: str, memory: int) -> None:
    """Send ("sheets", names, chosen), then ("rows", first row, rows) until ("end",); or ("error", what).

    Args:
        connection: where the messages go.
        path: the file.
        sheet: which sheet, or "" for the first one that holds anything.
        memory: limit in bytes.
    """
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 2)  # what the library says when it ends the process is not for the person
    limit_memory(memory)
    try:
        _send(connection, path, sheet)
    except MemoryError:
        connection.send(("error", MEMORY))
    except BrokenPipeError:
        pass  # the program has read enough
    except Exception as error:  # noqa: BLE001 - the library raises many things; none of them may pass unsaid
        kind = PASSWORD if type(error).__name__ == "PasswordError" else DAMAGED
        connection.send(("error", kind))
    finally:
        connection.close()


def _send(connection: Connection, path: str, sheet: str) -> None:
    import python_calamine as calamine

    with calamine.load_workbook(path) as book:
        visible = [m.name for m in book.sheets_metadata if m.visible == calamine.SheetVisibleEnum.Visible]
        names = [m for m in book.sheet_names if m in set(visible)] or list(book.sheet_names)
        if not names:
            connection.send(("error", NO_SHEET))
            return
        for name in [sheet] if sheet in names else names:
            found = book.get_sheet_by_name(name)
            if found.height or name == names[-1]:
                connection.send(("sheets", names, name))
                _send_rows(connection, found)
                return
        connection.send(("sheets", names, names[0]))
        connection.send(("end",))


def _send_rows(connection: Connection, sheet: Any) -> None:
    row_number = (sheet.start or (0, 0))[0] + 1
    chunk: list[list[str]] = []
    first = row_number
    for cells in sheet.iter_rows():
        if not chunk:
            first = row_number
        chunk.append([cell if cell.__class__ is str else _text(cell) for cell in cells])
        row_number += 1
        if len(chunk) == ROWS_AT_ONCE:
            connection.send(("rows", first, chunk))
            chunk = []
    if chunk:
        connection.send(("rows", first, chunk))
    connection.send(("end",))


def _text(cell: object) -> str:
    """Return a cell as text: numbers without ".0", dates as ISO 8601."""
    for kind, write in _WRITERS:
        if isinstance(cell, kind):
            return write(cell)
    return str(cell)


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return format(value, ".15g")


def _moment(value: datetime) -> str:
    if value.time() == time():
        return value.date().isoformat()
    return value.replace(microsecond=0).isoformat(sep=" ")


_WRITERS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (bool, lambda value: "true" if value else "false"),
    (int, str),
    (float, _number),
    (datetime, _moment),
    (date, date.isoformat),
    (time, lambda value: value.isoformat("minutes")),
    (timedelta, str),
)
