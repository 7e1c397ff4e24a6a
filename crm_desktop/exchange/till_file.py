"""A till's file to be brought in: its table, and what each row says of a purchase."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from crm_desktop.exchange.drafts import Setting
from crm_desktop.exchange.formats import FileFormat, NoTableError, detect_format
from crm_desktop.exchange.formula_safety import unprotect
from crm_desktop.exchange.mapping import Mapping
from crm_desktop.exchange.purchase_row import PurchaseRow
from crm_desktop.exchange.purchase_rows import PurchaseReader, line_of_text
from crm_desktop.exchange.tables import Reading, Table, open_sheet, open_table
from crm_desktop.exchange.vocabulary import PURCHASES
from crm_desktop.shared.errors import KnownError
from crm_desktop.shared.i18n import _


class NumberedRow(NamedTuple):
    """A row and where it stands.

    Attributes:
        row: which record after the headings, from 1.
        line: of the file or the sheet, from 1.
    """

    row: int
    line: int
    says: PurchaseRow


class TillFile:
    """A till's file that was opened.

    Attributes:
        path: the file.
        format: what it is.
        table: its table.
    """

    def __init__(self, path: Path, reading: Reading = Reading()) -> None:  # noqa: B008 - frozen
        self.path = path
        try:
            self.format: FileFormat = detect_format(path)
        except NoTableError:
            raise KnownError(_no_purchases(path)) from None
        if self.format.key == "csv":
            self.table: Table = open_table(path, reading, PURCHASES)
        elif self.format.key == "xlsx":
            self.table = open_sheet(path, reading, PURCHASES)
        else:
            raise KnownError(_no_purchases(path))

    @property
    def progress(self) -> tuple[int, int]:
        """How much of the file has been read, and how much there is, in whatever unit."""
        return self.table.progress

    def check(self, mapping: Mapping) -> None:
        """Raise KnownError when the columns do not say what a purchase needs: a day and an amount."""
        filled = mapping.filled()
        if not filled:
            raise KnownError(
                _("No column of “{name}” was understood. Say what each column holds.").format(
                    name=self.path.name
                )
            )
        if "day" not in filled:
            raise KnownError(_("No column says on which day the purchase was. Say which one holds the date."))
        if not filled & {"amount", "total", "price"}:
            raise KnownError(_("No column says how much was paid. Say which one holds the amount."))

    def reader(self, mapping: Mapping, setting: Setting, currency: str) -> PurchaseReader:
        """Return what reads the rows of this file by a mapping."""
        return PurchaseReader(
            mapping, setting, currency, self.table.sample, protected=self.format.key == "csv"
        )

    def tickets(self, mapping: Mapping) -> Iterator[str]:
        """Yield the ticket's number of every row, "" where there is none."""
        place = mapping.first("ticket")
        plain = unprotect if self.format.key == "csv" else str
        for record in self.table.rows():
            cells = record.cells
            known = place is not None and not record.problem and place < len(cells)
            yield line_of_text(plain(cells[place])) if known and place is not None else ""

    def rows(self, mapping: Mapping, setting: Setting, currency: str) -> Iterator[NumberedRow]:
        """Yield what each row says.

        Raises:
            KnownError: the file cannot be read to its end.
        """
        read = self.reader(mapping, setting, currency).read
        for number, record in enumerate(self.table.rows(), 1):
            says = PurchaseRow(problem=record.problem) if record.problem else read(record.cells)
            yield NumberedRow(number, record.line, says)


def _no_purchases(path: Path) -> str:
    return _("“{name}” holds no purchases. Choose the CSV or Excel file of the till.").format(name=path.name)
