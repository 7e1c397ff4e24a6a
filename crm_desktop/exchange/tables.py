"""A table in a file, CSV or spreadsheet: how it is read, its headings, a few rows to see, and all rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from crm_desktop.exchange.csv_reader import CsvDialect, CsvFile, guess_dialect
from crm_desktop.exchange.formula_safety import unprotect
from crm_desktop.exchange.mapping_guess import find_header
from crm_desktop.exchange.records_raw import Record
from crm_desktop.exchange.vocabulary import CUSTOMERS, Vocabulary
from crm_desktop.exchange.xlsx_reader import XlsxFile
from crm_desktop.shared.errors import KnownError
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import squeeze

SAMPLE_ROWS = 60
_FIRST_RECORDS = SAMPLE_ROWS + 15
_SHEETS_TRIED = 20


@dataclass(frozen=True, slots=True)
class Reading:
    """How the person wants a table to be read; None where the program shall guess.

    Attributes:
        encoding, separator: of a CSV file.
        sheet: of a spreadsheet.
        header: which record holds the headings, from 0; -1 when none does.
    """

    encoding: str | None = None
    separator: str | None = None
    sheet: str | None = None
    header: int | None = None


class Table:
    """A table that was opened: what it is like is known, its rows are still in the file.

    Attributes:
        path: the file.
        dialect: how it is written, or None for a spreadsheet.
        sheets, sheet: of a spreadsheet.
        header_at: which record holds the headings, or None when none does.
        headers: the headings; "" where there is none.
        sample: the cells of the first rows.
    """

    def __init__(
        self, path: Path, file: CsvFile | XlsxFile, header: int | None, vocabulary: Vocabulary = CUSTOMERS
    ) -> None:
        self.path = path
        self._file = file
        first = list(islice(file.records(), _FIRST_RECORDS))
        good = [record for record in first if not record.problem]
        said = any(record.problem or any(cell.strip() for cell in record.cells) for record in first)
        if not said and len(first) < _FIRST_RECORDS:
            raise KnownError(_("The file “{name}” is empty.").format(name=path.name))
        guessed = find_header([record.cells for record in good], vocabulary) if header is None else header
        self.header_at: int | None = None
        self._header_line = 0
        top = good[guessed] if guessed is not None and 0 <= guessed < len(good) else None
        if top is not None:
            self.header_at = guessed
            self._header_line = top.line
            plain = unprotect if isinstance(file, CsvFile) else str
            self.headers = tuple(squeeze(plain(cell)) for cell in top.cells)
        else:
            self.headers = ("",) * max((len(record.cells) for record in good), default=1)
        rows = good if self.header_at is None else good[self.header_at + 1 :]
        self.sample: list[list[str]] = [record.cells for record in rows[:SAMPLE_ROWS]]
        self.first_records: list[list[str]] = [record.cells for record in good]

    @property
    def dialect(self) -> CsvDialect | None:
        """How a CSV file is written; None for a spreadsheet."""
        return self._file.dialect if isinstance(self._file, CsvFile) else None

    @property
    def sheets(self) -> Sequence[str]:
        """The sheets of a spreadsheet."""
        return self._file.sheets if isinstance(self._file, XlsxFile) else ()

    @property
    def sheet(self) -> str:
        """The sheet that is read."""
        return self._file.sheet if isinstance(self._file, XlsxFile) else ""

    @property
    def progress(self) -> tuple[int, int]:
        """How much of the file has been read, and how much there is, in whatever unit."""
        return self._file.done, self._file.total

    def rows(self) -> Iterator[Record]:
        """Yield every record after the headings; one that cannot be read says why."""
        records = self._file.records()
        if self.header_at is None:
            yield from records
            return
        for record in records:
            if record.line >= self._header_line and not record.problem:
                break
        yield from records


def open_table(path: Path, reading: Reading = Reading(), vocabulary: Vocabulary = CUSTOMERS) -> Table:
    """Open a CSV file.

    Raises:
        KnownError: it cannot be read, or there is nothing in it.
    """
    file = CsvFile(path, guess_dialect(path, reading.encoding, reading.separator))
    return Table(path, file, reading.header, vocabulary)


def open_sheet(path: Path, reading: Reading = Reading(), vocabulary: Vocabulary = CUSTOMERS) -> Table:
    """Open a spreadsheet: the sheet that was chosen, or the first one whose headings name fields.

    Raises:
        KnownError: it cannot be read, or there is nothing in it.
    """
    first = Table(path, XlsxFile(path, reading.sheet or ""), reading.header, vocabulary)
    if reading.sheet or _names_fields(first, vocabulary):
        return first
    for name in first.sheets[:_SHEETS_TRIED]:
        if name != first.sheet:
            with suppress(KnownError):  # an empty sheet
                other = Table(path, XlsxFile(path, name), reading.header, vocabulary)
                if _names_fields(other, vocabulary):
                    return other
    return first


def _names_fields(table: Table, vocabulary: Vocabulary) -> bool:
    """Tell a table of what is looked for from the cover or the explanations in front of it."""
    return sum(1 for title in table.headers if vocabulary.meaning(title)) >= 2
