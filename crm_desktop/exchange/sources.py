"""A file to be brought in, whatever its format: one draft of a customer for each row or card."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from crm_desktop.domain.customers.own_fields import OwnField, OwnFieldKind
from crm_desktop.exchange.drafts import Draft, Setting, rejected
from crm_desktop.exchange.formats import FileFormat, detect_format
from crm_desktop.exchange.mapping import Mapping
from crm_desktop.exchange.record_reader import RecordReader
from crm_desktop.exchange.tables import Reading, Table, open_sheet, open_table
from crm_desktop.exchange.vcard_file import CardFile
from crm_desktop.shared.errors import KnownError
from crm_desktop.shared.i18n import _

_KINDS = {kind.value: kind for kind in OwnFieldKind}


class Numbered(NamedTuple):
    """A draft and where it comes from.

    Attributes:
        row: which record after the headings, or which card, from 1.
        line: of the file or the sheet, from 1.
    """

    row: int
    line: int
    draft: Draft


class Source:
    """A file that was opened.

    Attributes:
        path: the file.
        format: what it is.
        table: its table, or None for cards.
    """

    def __init__(self, path: Path, reading: Reading = Reading()) -> None:  # noqa: B008 - frozen
        self.path = path
        self.format: FileFormat = detect_format(path)
        self.table: Table | None = None
        self._cards: CardFile | None = None
        if self.format.key == "csv":
            self.table = open_table(path, reading)
        elif self.format.key == "xlsx":
            self.table = open_sheet(path, reading)

    @property
    def progress(self) -> tuple[int, int]:
        """How much of the file has been read, and how much there is, in whatever unit."""
        if self.table is not None:
            return self.table.progress
        return (self._cards.done, self._cards.total) if self._cards else (0, 1)

    def own_fields(self, mapping: Mapping | None) -> list[OwnField]:
        """Return the own fields that the file fills, as it names them; the shop may lack some."""
        if mapping is not None:
            named = [(c.own, c.own_kind, c.choices) for c in mapping.columns if c.target == "own" and c.own]
        elif self.table is None:
            named = list(CardFile.named_own_fields(self.path))
        else:
            named = []
        return [OwnField(name, _KINDS.get(kind, OwnFieldKind.TEXT), choices) for name, kind, choices in named]

    def drafts(
        self, mapping: Mapping | None, setting: Setting, to_utc: Callable[[datetime], datetime], now: datetime
    ) -> Iterator[Numbered]:
        """Yield what each row or card says.

        Args:
            mapping: which column fills which field; None for cards.
            setting: of the shop.
            to_utc: makes an instant in UTC of a naive moment in the shop's zone.
            now: the instant of the import.

        Raises:
            KnownError: the file cannot be read to its end, or no column fills any field.
        """
        if self.table is None:
            self._cards = CardFile(self.path, setting, to_utc, now)
            for row, card in enumerate(self._cards.cards(), 1):
                yield Numbered(row, card.line, card.draft)
            return
        if mapping is None or not mapping.filled():
            raise KnownError(
                _("No column of “{name}” was understood. Say what each column holds.").format(
                    name=self.path.name
                )
            )
        read = RecordReader(
            mapping, setting, to_utc, now, protected=self.format.key == "csv", sample=self.table.sample
        ).read
        for row, record in enumerate(self.table.rows(), 1):
            draft = rejected(record.problem) if record.problem else read(record.cells)
            yield Numbered(row, record.line, draft)
