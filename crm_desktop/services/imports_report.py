"""What came of an import: the counts, and a line for each row that has something to be said of it."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, NamedTuple, Protocol, overload

from crm_desktop.exchange.formula_safety import protect_all
from crm_desktop.services.changes import Changes
from crm_desktop.services.files import Draft
from crm_desktop.shared.errors import KnownError, StorageError
from crm_desktop.shared.i18n import N_, _, ngettext

# What can become of a row, by its name in code and as it is shown.
OUTCOMES: dict[str, str] = {
    "created": N_("New customer"),
    "updated": N_("Updated"),
    "unchanged": N_("Nothing new"),
    "rejected": N_("Rejected"),
}
# The same for a file of purchases, whose rows are the lines of tickets.
PURCHASE_OUTCOMES: dict[str, str] = {
    "created": N_("New purchase"),
    "updated": N_("Added to a purchase"),
    "unchanged": N_("Nothing new"),
    "rejected": N_("Rejected"),
}
REMARKS_KEPT = 20_000


class Finding(NamedTuple):
    """Something to be said of one row.

    Attributes:
        row: which record after the headings, or which card, from 1.
        line: of the file or the sheet, from 1.
        reason: a sentence in the user's language.
    """

    row: int
    line: int
    reason: str


class Findings(Sequence[Finding]):
    """Many findings in little memory: a sentence that comes often is kept once.

    Args:
        most: how many are kept; later ones are only counted.
    """

    def __init__(self, most: int | None = None) -> None:
        self._rows, self._lines, self._reasons = array("q"), array("q"), array("q")
        self._places: dict[str, int] = {}
        self._texts: list[str] = []
        self._most = most
        self.total = 0

    def add(self, row: int, line: int, reason: str) -> None:
        """Keep a finding."""
        self.total += 1
        if self._most is not None and self.total > self._most:
            return
        place = self._places.get(reason)
        if place is None:
            place = self._places[reason] = len(self._texts)
            self._texts.append(reason)
        self._rows.append(row)
        self._lines.append(line)
        self._reasons.append(place)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> list[Finding]: ...
    def __getitem__(self, index: int | slice) -> Finding | list[Finding]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        return Finding(self._rows[index], self._lines[index], self._texts[self._reasons[index]])

    def __iter__(self) -> Iterator[Finding]:
        for row, line, place in zip(self._rows, self._lines, self._reasons, strict=True):
            yield Finding(row, line, self._texts[place])


@dataclass(slots=True)
class ImportReport:
    """What came of an import; `rows` is always the sum of the four counts.

    Attributes:
        rows: records after the headings, or cards.
        rejections: every rejected row with its reason.
        remarks: what was left out or is doubtful in rows that were taken; at most `REMARKS_KEPT` of them.
        names: the first customers that were made, for a look.
        changes: what was written; nothing after a dry run.
        dry_run: whether it was only tried.
    """

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    rejections: Findings = field(default_factory=Findings)
    remarks: Findings = field(default_factory=lambda: Findings(REMARKS_KEPT))
    names: list[str] = field(default_factory=list)
    changes: Changes[None] = field(default_factory=lambda: Changes(None))
    dry_run: bool = False

    @property
    def operation(self) -> int | None:
        """The operation in the journal, for undoing it; None when nothing was written."""
        return self.changes.operation

    @property
    def sentence(self) -> str:
        """What happened, in one or two sentences."""
        parts = [
            ngettext("{count} new customer", "{count} new customers", self.created).format(
                count=self.created
            ),
            ngettext("{count} updated", "{count} updated", self.updated).format(count=self.updated),
            ngettext("{count} with nothing new", "{count} with nothing new", self.unchanged).format(
                count=self.unchanged
            ),
            ngettext("{count} rejected", "{count} rejected", self.rejected).format(count=self.rejected),
        ]
        rows = ngettext("{count} row", "{count} rows", self.rows).format(count=self.rows)
        return _("{rows}: {parts}.").format(rows=rows, parts=", ".join(parts))

    def as_json(self) -> dict[str, Any]:
        """Return the report as the command line prints it."""
        return {
            "rows": self.rows,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "rejected": self.rejected,
            "rejections": [{"row": r.row, "reason": r.reason} for r in sorted(self.rejections)],
        }

    def count(self, outcome: str) -> None:
        """Count a row."""
        self.rows += 1
        setattr(self, outcome, getattr(self, outcome) + 1)


class PurchaseReport(ImportReport):
    """What came of an import of purchases.

    Of each purchase the first row counts as created (or unchanged), those of its other lines as updated.
    """

    __slots__ = ()

    @property
    def sentence(self) -> str:
        """What happened, in one or two sentences."""
        parts = [
            ngettext("{count} new purchase", "{count} new purchases", self.created).format(
                count=self.created
            ),
            ngettext(
                "{count} row added to a purchase", "{count} rows added to purchases", self.updated
            ).format(count=self.updated),
            ngettext("{count} with nothing new", "{count} with nothing new", self.unchanged).format(
                count=self.unchanged
            ),
            ngettext("{count} rejected", "{count} rejected", self.rejected).format(count=self.rejected),
        ]
        rows = ngettext("{count} row", "{count} rows", self.rows).format(count=self.rows)
        return _("{rows}: {parts}.").format(rows=rows, parts=", ".join(parts))


class ReportFile:
    """The report line by line: written beside the import, ready before its end, in its place after it.

    Args:
        path: where it will be, or None to write none.
        outcomes: what can become of a row, as it is shown.
    """

    def __init__(self, path: Path | None, outcomes: Mapping[str, str] = OUTCOMES) -> None:
        self._path = path
        self._file: IO[bytes] | None = None
        self._text: io.TextIOWrapper | None = None
        self._writer: Any = None
        self._draft: Draft | None = None
        if path is not None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `close`
            self._text = io.TextIOWrapper(self._file, encoding="utf-8-sig", newline="")
            self._writer = csv.writer(self._text, delimiter=";", lineterminator="\r\n")
            self._writer.writerow([_("Row"), _("Line"), _("Result"), _("Customer"), _("Reason")])
            self._words = {outcome: _(title) for outcome, title in outcomes.items()}

    def write(self, row: int, line: int, outcome: str, name: str, reasons: Sequence[str]) -> None:
        """Write what became of a row."""
        if self._writer is not None:
            cells = [str(row), str(line), self._words[outcome], name, " ".join(reasons)]
            self._writer.writerow(protect_all(cells))

    def finish(self) -> None:
        """Write the report beside its place, whole: when that fails, the import is not to be kept."""
        if self._path is not None and self._file is not None and self._text is not None:
            self._text.flush()
            file = self._file
            file.seek(0)
            self._draft = Draft(self._path, lambda target: shutil.copyfileobj(file, target))

    def place(self) -> None:
        """Put the report in its place, now that what it tells is true.

        Raises:
            StorageError: it cannot be written there; what was brought in stays.
        """
        try:
            if self._draft is not None:
                self._draft.place()
        except KnownError as error:
            sentence = _("The import is done, but its report could not be written. {reason}")
            raise StorageError(sentence.format(reason=error.sentence)) from error

    def close(self) -> None:
        """Let the working files go; a report that was not put in its place is none."""
        if self._draft is not None:
            self._draft.drop()
        if self._text is not None:
            self._text.close()
            self._text = None


class Numbered(Protocol):
    """A row of a file, and where it stands."""

    @property
    def row(self) -> int:
        """Which record after the headings, from 1."""

    @property
    def line(self) -> int:
        """Of the file or the sheet, from 1."""


class Lines:
    """Says what became of each row, in the report and in its file.

    Args:
        report, file: are filled in.
    """

    def __init__(self, report: ImportReport, file: ReportFile) -> None:
        self._report = report
        self._file = file

    def say(self, each: Numbered, outcome: str, name: str, *reasons: str) -> None:
        """Say of one row what became of it, and why it was rejected or what is doubtful."""
        self._report.count(outcome)
        findings = self._report.rejections if outcome == "rejected" else self._report.remarks
        for reason in reasons:
            findings.add(each.row, each.line, reason)
        self._file.write(each.row, each.line, outcome, name, reasons)
