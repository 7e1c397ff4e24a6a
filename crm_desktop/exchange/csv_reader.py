"""CSV files: how one is written (guessed, and corrected by hand), and its records.

`csv.Sniffer` raises on files of one column and is fooled by text; here every separator is tried on the
beginning of the file and the one wins by which most records have as many fields as the first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

from crm_desktop.exchange.csv_records import split_records
from crm_desktop.exchange.headings import meaning_of
from crm_desktop.exchange.records_raw import Record
from crm_desktop.exchange.text_files import decode, guess_encoding, head_of, read_bytes
from crm_desktop.shared.i18n import N_

# Separators that a person may choose.
SEPARATORS: tuple[tuple[str, str], ...] = (
    (";", N_("Semicolon ( ; )")),
    (",", N_("Comma ( , )")),
    ("\t", N_("Tab")),
    ("|", N_("Vertical bar ( | )")),
)
_SAMPLE_BYTES = 1 << 18
_SAMPLE_RECORDS = 200
_HINT = re.compile(r'"?sep=(.)"?\s*')


@dataclass(frozen=True, slots=True)
class CsvDialect:
    r"""How a CSV file is written.

    Attributes:
        encoding: one of Python's names.
        separator: one sign between fields.
        quote: the sign around fields.
        newline: the usual end of a line: "\n" (also for "\r\n"), or "\r" in files of old Macs.
        hint: whether the first line is Excel's "sep=;", which is no record.
    """

    encoding: str = "utf-8"
    separator: str = ";"
    quote: str = '"'
    newline: str = "\n"
    hint: bool = False


def guess_dialect(path: Path, encoding: str | None = None, separator: str | None = None) -> CsvDialect:
    """Return how a file seems to be written.

    Args:
        path: the file.
        encoding: what the person chose, taken as it is; None to guess.
        separator: likewise.

    Raises:
        StorageError: the file cannot be read.
    """
    chosen = encoding or guess_encoding(path)
    head = head_of(path, _SAMPLE_BYTES)
    text = "".join(decode(iter((head,)), chosen))
    newline = "\r" if "\n" not in text and "\r" in text.rstrip("\r") else "\n"
    if len(head) == _SAMPLE_BYTES and newline in text:
        text = text[: text.rindex(newline)]
    first = text.lstrip("\r\n").partition(newline)[0]
    hint = _HINT.fullmatch(first.rstrip("\r"))
    if hint:
        text = text.lstrip("\r\n").partition(newline)[2]
    dialect = CsvDialect(chosen, newline=newline, hint=bool(hint))
    if separator:
        dialect = replace(dialect, separator=separator)
    elif hint:
        dialect = replace(dialect, separator=hint[1])
    else:
        dialect = replace(dialect, separator=_best_separator(text, newline))
    return replace(dialect, quote=_quote_of(text, dialect.separator))


def _best_separator(text: str, newline: str) -> str:
    scores = {
        sign: _score(list(islice(split_records(iter((text,)), sign, '"', newline), _SAMPLE_RECORDS)))
        for sign, _title in SEPARATORS
        if sign in text
    }
    best = max(scores, key=lambda sign: scores[sign], default=";")
    return best if scores.get(best, 0.0) > 0 else _only_column(text, newline)


def _only_column(text: str, newline: str) -> str:
    """Return a separator that leaves a file of one column in one column."""
    first = text.lstrip("\r\n").partition(newline)[0]
    return next((sign for sign, _title in SEPARATORS if sign not in text), None) or next(
        (sign for sign, _title in SEPARATORS if sign not in first), ";"
    )


def _score(records: list[Record]) -> float:
    """Return how well a separator explains the records: 0 when it explains nothing."""
    counts = [len(record.cells) for record in records if not record.problem]
    if not counts:
        return 0.0
    several = Counter(count for count in counts if count > 1)
    if not several:
        return 0.0
    usual, times = several.most_common(1)[0]
    regular = times / len(counts)
    header = counts[0]
    if header == usual:
        return 1.0 + regular + min(usual, 100) / 1000
    if header > 1:
        return 0.6 + sum(1 for count in counts if count <= header) / len(counts) / 2 + min(header, 100) / 1000
    if meaning_of(records[0].cells[0] if records[0].cells else "") is not None:
        return 0.0  # the heading of a single column, whose texts may have commas in them
    return regular * 0.5 if regular > 0.5 and len(counts) > 2 else 0.0


def _quote_of(text: str, separator: str) -> str:
    """Return the apostrophe for the rare files that use it around fields."""
    if '"' in text or "'" not in text:
        return '"'
    sign = re.escape(separator)
    around = len(re.findall(rf"(?:^|{sign})'[^'\r\n]*'(?={sign}|\r?$)", text, re.MULTILINE))
    lines = text.count("\n") + 1
    return "'" if around >= max(2, lines) else '"'


class CsvFile:
    """The records of a CSV file, as often as they are asked for."""

    def __init__(self, path: Path, dialect: CsvDialect) -> None:
        self.path = path
        self.dialect = dialect
        self.done = 0
        self.total = max(path.stat().st_size, 1)

    def records(self) -> Iterator[Record]:
        """Yield every record, the header among them; memory does not grow with the file."""
        self.done = 0
        dialect = self.dialect
        pieces = decode(self._counted(), dialect.encoding)
        skipped = 0
        if dialect.hint:
            pieces, skipped = _without_hint(pieces, dialect.newline)
        for record in split_records(pieces, dialect.separator, dialect.quote, dialect.newline):
            yield record._replace(line=record.line + skipped) if skipped else record

    def _counted(self) -> Iterator[bytes]:
        for data in read_bytes(self.path):
            self.done += len(data)
            yield data


def _without_hint(pieces: Iterator[str], newline: str) -> tuple[Iterator[str], int]:
    """Return the text after the line "sep=;", and how many lines were left out."""
    first = next(pieces, "")
    plain = first.lstrip("\r\n")
    dropped = first[: len(first) - len(plain)].count(newline) + 1
    return chain((plain.partition(newline)[2],), pieces), dropped
