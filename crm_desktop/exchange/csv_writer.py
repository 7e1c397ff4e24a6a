"""Customers as a CSV file: UTF-8 with a byte order mark, texts that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import IO

from crm_desktop.exchange.formula_safety import protect_all


def separator_for(locale: str) -> str:
    """Return the separator that spreadsheets of a locale expect: a semicolon where decimals have a comma."""
    from crm_desktop.shared.formats import separators

    return ";" if separators(locale)[1] == "," else ","


def write_csv(file: IO[bytes], headings: Sequence[str], rows: Iterable[list[str]], separator: str) -> int:
    """Write a table; return how many rows it has.

    Args:
        file: open for writing; it stays open.
        headings: the titles of the columns.
        rows: the cells of each row.
        separator: the sign between cells.
    """
    text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="strict", newline="", write_through=False)
    try:
        writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
        writer.writerow(protect_all(list(headings)))
        count = 0
        for cells in rows:
            writer.writerow(protect_all(cells))
            count += 1
        text.flush()
        return count
    finally:
        text.detach()
