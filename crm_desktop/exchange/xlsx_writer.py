"""Customers as an XLSX file: every text as text, never a number, a formula or a link."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterable, Sequence
from typing import IO, Any

from crm_desktop.shared.errors import KnownError
from crm_desktop.shared.i18n import _

MAX_ROWS = 1_048_575  # of a sheet, below its headings
_WIDTHS = (10, 40)  # narrowest and widest column, in letters
_MEASURED = 200  # rows that are looked at for the widths


def write_xlsx(file: IO[bytes], headings: Sequence[str], rows: Iterable[list[str]], sheet: str) -> int:
    """Write a table; return how many rows it has.

    Args:
        file: open for writing; it stays open.
        headings: the titles of the columns.
        rows: the cells of each row.
        sheet: the name of the sheet.

    Raises:
        KnownError: there are more rows than a sheet can hold.
        OSError: the disk said no.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    with tempfile.TemporaryDirectory(prefix="mostrador-", ignore_cleanup_errors=True) as folder:
        options = {
            "constant_memory": True,
            "strings_to_numbers": False,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "tmpdir": folder,
        }
        book = xlsxwriter.Workbook(file, options)
        try:
            count = _fill(book, headings, rows, sheet)
            book.close()
        except FileCreateError as error:
            cause = error.args[0] if error.args else None
            raise cause if isinstance(cause, OSError) else OSError(str(error)) from error
        finally:
            for page in book.worksheets():
                with contextlib.suppress(OSError):  # a full disk refuses what is still to be written
                    page.row_data_fh.close()
    return count


def _fill(book: Any, headings: Sequence[str], rows: Iterable[list[str]], sheet: str) -> int:
    page = book.add_worksheet(sheet)
    bold = book.add_format({"bold": True, "bottom": 1})
    as_text = book.add_format({"num_format": "@", "valign": "top"})
    first, rest = _some(rows)
    for column, title in enumerate(headings):
        longest = max((len(cells[column]) for cells in first), default=0)
        narrow, wide = _WIDTHS
        page.set_column(column, column, min(max(longest + 2, len(title) + 2, narrow), wide), as_text)
    page.freeze_panes(1, 0)
    page.write_row(0, 0, headings, bold)
    count = 0
    for block in (first, rest):
        for cells in block:
            count += 1
            if count > MAX_ROWS:
                raise KnownError(
                    _("An Excel sheet holds {count} customers at most. Save them as CSV.").format(
                        count=MAX_ROWS
                    )
                )
            for column, text in enumerate(cells):
                if text:
                    page.write_string(count, column, text)
    return count


def _some(rows: Iterable[list[str]]) -> tuple[list[list[str]], Iterable[list[str]]]:
    """Return the first rows, for measuring, and the others."""
    left = iter(rows)
    first = [cells for _number, cells in zip(range(_MEASURED), left, strict=False)]
    return first, left
