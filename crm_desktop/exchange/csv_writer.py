"""Customers as a CSV file: UTF-8 with a byte order mark, texts that no spreadsheet takes for formulas."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from crm_desktop.exchange.formula_safety import protect_all, risky_after


def separator_for(locale: str) -> str:
    """Return the separator that spreadsheets of a locale expect: a semicolon where decimals have a comma."""
    from crm_desktop.shared.formats import separators

    return ";" if separators(locale)[1] == "," else ","


def write_csv(
    file: IO[bytes], headings: Sequence[str], chunks: Iterable[Sequence[list[str]]], separator: str
) -> int:
    """Write a table; return how many rows it has.

    Args:
        file: open for writing; it stays open.
        headings: the titles of the columns.
        chunks: rows of as many cells as there are headings, some at a time.
        separator: the sign between cells.
    """
    width = len(headings)
    file.write(codecs.BOM_UTF8)
    file.write("".join(_lines([list(headings)], separator, width)).encode("utf-8"))
    count = 0
    for rows in chunks:
        file.write("".join(_lines(rows, separator, width)).encode("utf-8"))
        count += len(rows)
    return count


class _Echo:
    """A file for the csv module that gives back what is written, so that no text is kept twice."""

    def write(self, text: str) -> str:
        """Return the text."""
        return text


def _lines(rows: Iterable[list[str]], separator: str, width: int) -> Iterator[str]:
    """Yield the lines of rows.

    A row without anything to be quoted is only joined, which is three times faster than the csv module;
    that one writes the others.
    """
    join, risky, signs = separator.join, risky_after(separator).search, width - 1
    quoted = csv.writer(_Echo(), delimiter=separator, lineterminator="\r\n").writerow
    for cells in rows:
        line = join(cells)
        plain = line.count(separator) == signs and '"' not in line and "\n" not in line and "\r" not in line
        if not plain or width == 1:
            yield quoted(protect_all(cells))
        elif risky(separator + line):
            yield join(protect_all(cells)) + "\r\n"
        else:
            yield line + "\r\n"
