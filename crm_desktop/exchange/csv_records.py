"""Splits text into records: as fast as the csv module where all is well, and never fooled where it is not.

The csv module swallows the rest of a file after a quotation mark that is never closed, and stops at a field
of 128 KB. Here such a record is given back alone with its reason, and reading goes on at the next line; a
record may not grow without bound, and neither may memory.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator

from crm_desktop.exchange.records_raw import Record
from crm_desktop.shared.i18n import N_, _

MAX_LINE = 4_000_000  # characters of one line; 10,000 columns of 400 letters fit
MAX_QUOTED = 1_000_000  # characters of one record with line breaks inside quotation marks
MAX_QUOTED_LINES = 5_000
_FIELD_LIMIT = 100_000  # below the csv module's own limit of 131,072 characters

UNCLOSED = N_("A quotation mark is opened in this row and never closed: close it or take it out.")
TOO_LONG = N_("This row is far too long to be one of a customer: see whether the file is damaged.")


class _Cut(str):
    """A line of which only the beginning was kept."""

    __slots__ = ()


class _Broken(Exception):
    """A closing quotation mark stands where none can be: an earlier one was never closed."""


class Lines:
    """Lines of a text, without their ends, numbered, with a way back."""

    def __init__(self, pieces: Iterator[str], newline: str) -> None:
        self._pieces = pieces
        self._newline = newline
        self._ready: deque[str] = deque()
        self._tail = ""
        self._ended = False
        self.number = 0

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        while not self._ready:
            if self._ended:
                raise StopIteration
            self._fill()
        self.number += 1
        return self._ready.popleft()

    def push_back(self, lines: list[str]) -> None:
        """Give lines back, the first of them first, to be read again."""
        self._ready.extendleft(reversed(lines))
        self.number -= len(lines)

    def _fill(self) -> None:
        for piece in self._pieces:
            parts = (self._tail + piece).split(self._newline) if self._tail else piece.split(self._newline)
            self._tail = parts.pop()
            if len(self._tail) > MAX_LINE:
                self._skip_line(parts)
            if parts:
                self._ready.extend(parts)
                return
        self._ended = True
        if self._tail:
            self._ready.append(self._tail)
            self._tail = ""

    def _skip_line(self, parts: list[str]) -> None:
        """Drop the rest of a line that is too long, keeping its beginning as a sign."""
        parts.append(_Cut(self._tail[:200]))
        self._tail = ""
        for piece in self._pieces:
            _rest, found, after = piece.partition(self._newline)
            if found:
                more = after.split(self._newline)
                self._tail = more.pop()
                parts.extend(more)
                return


class _Parser:
    """Takes one record apart, line by line, by RFC 4180, and with patience where people broke its rules."""

    def __init__(self, separator: str, quote: str, newline: str, width: int) -> None:
        self._separator, self._quote = separator, quote
        self._newline, self._stray = newline, "\r" if newline == "\n" else "\n"
        self.width = width
        self.cells: list[str] = []
        self._open: list[str] | None = None
        self.rest = ""
        self.length = 0
        self.swallowed_separator = False

    def feed(self, line: str) -> bool:
        """Take the next line; return whether the record is complete.

        Raises:
            _Broken: the quotation marks of several lines do not fit together.
        """
        self.length += len(line) + 1
        position = 0
        if self._open is not None:
            end = self._closing(line, 0)
            if end < 0:
                self.swallowed_separator |= self._separator in line
                self._open.append(line)
                return False
            self.swallowed_separator |= self._separator in line[:end]
            self._open.append(line[:end])
            text, self._open = self._newline.join(self._open), None
            after = self._after_quote(line, end + 1)
            if after is None:
                raise _Broken
            self.cells.append(text.replace(self._quote * 2, self._quote))
            position = after
        while position >= 0:
            position = self._field(line, position)
        return self._open is None

    def _field(self, line: str, start: int) -> int:
        """Take the field at `start`; return where the next one starts, or -1 at the end."""
        first = start
        while line[first : first + 1] == " ":
            first += 1
        if line[first : first + 1] == self._quote:
            end = self._closing(line, first + 1)
            if end < 0:
                self._open = [line[first + 1 :]]
                return -1
            after = self._after_quote(line, end + 1)
            if after is not None:
                self.cells.append(line[first + 1 : end].replace(self._quote * 2, self._quote))
                return after
            return self._loose(line, first)
        return self._plain(line, start)

    def _loose(self, line: str, start: int) -> int:
        """Take a field such as "El "Chato"", whose inner quotation marks were not doubled."""
        end = line.find(self._quote + self._separator, start + 1)
        if end < 0 and line.rstrip(self._stray).endswith(self._quote):
            end = len(line.rstrip(self._stray)) - 1
        if end > start and self._separator not in line[start:end]:
            after = self._after_quote(line, end + 1)
            self.cells.append(line[start + 1 : end])
            return -1 if after is None else after
        return self._plain(line, start)

    def _plain(self, line: str, start: int) -> int:
        """Take a field without quotation marks; a stray end of line ends a record that is complete."""
        end = line.find(self._separator, start)
        stop = len(line) if end < 0 else end
        stray = line.find(self._stray, start, stop)
        if stray >= 0:
            if end < 0 and not line[stray:].strip(self._stray):
                stop = stray
            elif len(self.cells) + 1 >= self.width:
                self.cells.append(line[start:stray])
                self.rest = line[stray + 1 :]
                return -1
        self.cells.append(line[start:stop])
        return -1 if end < 0 else end + 1

    def _closing(self, line: str, start: int) -> int:
        """Return where the quotation mark is that closes a field, or -1."""
        position = line.find(self._quote, start)
        while position >= 0 and line[position + 1 : position + 2] == self._quote:
            position = line.find(self._quote, position + 2)
        return position

    def _after_quote(self, line: str, position: int) -> int | None:
        """Return where the next field starts, -1 at the end, or None where something stands that may not."""
        while line[position : position + 1] == " ":
            position += 1
        following = line[position : position + 1]
        if following == self._separator:
            return position + 1
        if not line[position:].strip(self._stray):
            return -1
        if following == self._stray and len(self.cells) + 1 >= self.width:
            self.rest = line[position + 1 :]
            return -1
        return None


def split_records(pieces: Iterator[str], separator: str, quote: str, newline: str) -> Iterator[Record]:
    r"""Yield the records of a text, the header among them; empty lines are left out.

    Args:
        pieces: the text, cut anywhere.
        separator: the sign between fields.
        quote: the sign around fields.
        newline: the usual end of a line; the other one ("\r" beside "\n") ends a complete record too.
    """
    lines = Lines(pieces, newline)
    stray = "\r" if newline == "\n" else "\n"
    spaced_quote = f"{separator} {quote}"
    width = 0
    for raw in lines:
        number = lines.number
        line = raw.rstrip("\r") if raw[-1:] == "\r" else raw
        if raw.__class__ is _Cut:
            yield Record(number, [], _(TOO_LONG))
            continue
        if quote not in line and stray not in line:
            if not line or (line.isspace() and separator not in line):
                continue
            cells = line.split(separator)
        else:
            cells = []
            if stray not in line and spaced_quote not in line and len(line) < _FIELD_LIMIT and line[0] != " ":
                try:
                    cells = next(csv.reader((line,), delimiter=separator, quotechar=quote, strict=True))
                except csv.Error:
                    cells = []
            if not cells:
                record = _slowly(lines, raw, _Parser(separator, quote, newline, width))
                if record is None:
                    continue
                if record.problem:
                    yield record
                    continue
                cells = record.cells
        width = width or len(cells)
        yield Record(number, cells)


def _slowly(lines: Lines, first: str, parser: _Parser) -> Record | None:
    """Read one record with the patient parser; what it took too much is given back to `lines`."""
    number = lines.number
    taken: list[str] = []
    line = first
    try:
        while not parser.feed(line):
            too_big = parser.length > MAX_QUOTED or len(taken) > MAX_QUOTED_LINES
            following = None if too_big else next(lines, None)
            if following is None or following.__class__ is _Cut:
                if following is not None:
                    taken.append(following)
                raise _Broken
            taken.append(following)
            line = following
        if taken and parser.swallowed_separator and len(parser.cells) < parser.width:
            raise _Broken
    except _Broken:
        lines.push_back(taken)
        return Record(number, [], _(UNCLOSED))
    if parser.rest:
        lines.push_back([parser.rest])
    if not any(cell.strip() for cell in parser.cells) and len(parser.cells) < 2:
        return None
    return Record(number, parser.cells)
