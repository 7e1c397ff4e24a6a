"""vCard 2.1, 3.0 and 4.0 taken apart: cards first, so that a bad one stops nobody; then properties, values.

Sources: vCard 2.1 (versit, 1996), RFC 2426 (3.0), RFC 6350 (4.0), and what telephones and mail programs
really write.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from crm_desktop.shared.i18n import N_

MAX_CARD = 8_000_000  # bytes of one card with its picture
NO_END = N_("This card has no end: the file was cut off here, or two cards ran into each other.")
TOO_LARGE = N_("This card is far too large to be one of a customer.")
UNREADABLE = N_("There is nothing in this card that can be read.")

_BEGIN = re.compile(rb"\s*BEGIN\s*:\s*VCARD\s*", re.IGNORECASE)
_END = re.compile(rb"\s*END\s*:\s*VCARD\s*", re.IGNORECASE)
_AGENT = re.compile(rb"(?:[\w-]+\.)?AGENT\s*(?:;[^:]*)?:\s*", re.IGNORECASE)
_NAME = re.compile(rb"(?:([A-Za-z0-9-]+)\.)?([A-Za-z0-9-]+)\s*(?=[;:])")
_PARAMETER = re.compile(rb';\s*([^=;:"]*)(?:=((?:"[^"]*"|[^;:"]*)*))?')
_QUOTED_PRINTABLE = re.compile(rb"[^:]*QUOTED-PRINTABLE", re.IGNORECASE)
_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"})
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


class RawCard(NamedTuple):
    """The lines of one card, or why they are none.

    Attributes:
        line: where it begins in the file, 1-based.
        lines: what stands between BEGIN and END.
        problem: an untranslated sentence, or "".
    """

    line: int
    lines: list[bytes]
    problem: str = ""


@dataclass(slots=True)
class Property:
    """One property of a card.

    Attributes:
        group: such as "item1", or "".
        name: in capitals.
        parameters: name in capitals -> values; bare words of vCard 2.1 are types.
        raw: its value as bytes, unfolded, with any transfer encoding still on it.
    """

    group: str
    name: str
    parameters: dict[str, list[str]]
    raw: bytes
    version: str = "3.0"
    _text: str | None = field(default=None, repr=False)

    @property
    def types(self) -> frozenset[str]:
        """Its types, in small letters."""
        return frozenset(
            t.strip().lower() for value in self.parameters.get("TYPE", ()) for t in value.split(",")
        )

    def parameter(self, name: str) -> str:
        """Return the first value of a parameter, or ""."""
        return (self.parameters.get(name) or [""])[0]

    @property
    def text(self) -> str:
        """The value as text, still with the escapes of vCard."""
        if self._text is None:
            data = self.raw
            if self.parameter("ENCODING").upper() == "QUOTED-PRINTABLE":
                data = quopri.decodestring(data)
            self._text = _decode(data, self.parameter("CHARSET"))
        return self._text

    @property
    def value(self) -> str:
        """The value as text without escapes."""
        return unescape(self.text)

    def parts(self) -> list[str]:
        """Return the components of a structured value, without escapes; lists in them keep their commas."""
        return [unescape(part) for part in split(self.text, ";")]

    def raw_parts(self) -> list[str]:
        """Return the components of a structured value with their escapes."""
        return split(self.text, ";")

    def data(self) -> bytes:
        """Return the bytes of a value in base64, or of a data: address; b"" when it is neither."""
        encoded = re.sub(rb"\s", b"", self.raw)
        if encoded[:5].lower() == b"data:":
            header, _comma, encoded = encoded.partition(b",")
            if not header.lower().endswith(b";base64"):
                return b""
        elif self.parameter("ENCODING").upper() not in {"B", "BASE64"}:
            return b""
        try:
            return base64.b64decode(encoded + b"=" * (-len(encoded) % 4))
        except (binascii.Error, ValueError):
            return b""


def split_cards(pieces: Iterator[bytes]) -> Iterator[RawCard]:
    """Yield the cards of a file, good or not; what stands outside of cards is left out."""
    lines: list[bytes] | None = None
    start = size = depth = 0
    previous = b""
    for number, line in enumerate(_lines(pieces), 1):
        if _BEGIN.fullmatch(line):
            if lines is None:
                lines, start, size, depth = [], number, 0, 1
            elif _AGENT.fullmatch(previous):
                depth += 1  # vCard 2.1 puts a whole card inside another one
            else:
                yield RawCard(start, lines, NO_END)
                lines, start, size, depth = [], number, 0, 1
        elif lines is not None and _END.fullmatch(line):
            depth -= 1
            if depth == 0:
                yield RawCard(start, lines, TOO_LARGE if size > MAX_CARD else "")
                lines = None
        elif lines is not None and depth == 1:
            size += len(line)
            if size <= MAX_CARD:
                lines.append(line)
        if line.strip():
            previous = line
    if lines is not None:
        yield RawCard(start, lines, NO_END)


def _lines(pieces: Iterator[bytes]) -> Iterator[bytes]:
    tail = b""
    for piece in pieces:
        # Old Macs end lines with a lone CR; a CR at the very end may be half of CR LF.
        text = tail + piece
        held = b""
        if text.endswith(b"\r"):
            text, held = text[:-1], b"\r"
        parts = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        tail = parts.pop()[: MAX_CARD + 1] + held
        yield from parts
    if tail.strip():
        yield tail.rstrip(b"\r")


def properties(lines: list[bytes]) -> list[Property]:
    """Return the properties of a card; lines that are none are left out."""
    version = "3.0"
    for line in lines[:5]:
        if line.upper().startswith(b"VERSION"):
            version = line.partition(b":")[2].strip().decode("ascii", "replace")
    found = []
    for line in _unfold(lines, old=version == "2.1"):
        each = _property(line, version)
        if each is not None:
            found.append(each)
    return found


def _unfold(lines: list[bytes], *, old: bool) -> list[bytes]:
    """Return the lines of the properties, each put together again."""
    whole: list[list[bytes]] = []
    soft = False
    for line in lines:
        if soft and whole:
            whole[-1].append(line)
        elif line[:1] in {b" ", b"\t"} and whole:
            # vCard 2.1 breaks lines where a space is and keeps it; later versions add one.
            whole[-1].append(b" " + line.strip() if old else line[1:])
        elif line.strip():
            whole.append([line])
        else:
            continue
        soft = line.endswith(b"=") and bool(_QUOTED_PRINTABLE.match(whole[-1][0]))
        if soft:
            whole[-1][-1] = whole[-1][-1][:-1]
    return [b"".join(parts) for parts in whole]


def _property(line: bytes, version: str) -> Property | None:
    name = _NAME.match(line)
    if not name:
        return None
    parameters: dict[str, list[str]] = {}
    position = name.end()
    while line[position : position + 1] == b";":
        match = _PARAMETER.match(line, position)
        if match is None:
            return None
        key = match[1].decode("ascii", "replace").strip().upper()
        if match[2] is None:
            if key:
                parameters.setdefault("ENCODING" if key in _ENCODINGS else "TYPE", []).append(key)
        else:
            parameters.setdefault(key, []).append(_decode(match[2].replace(b'"', b""), "").strip())
        position = match.end()
    if line[position : position + 1] != b":":
        return None
    group = (name[1] or b"").decode("ascii").lower()
    return Property(group, name[2].decode("ascii").upper(), parameters, line[position + 1 :].strip(), version)


def _decode(data: bytes, charset: str) -> str:
    for encoding in (charset, "utf-8"):
        if encoding:
            try:
                return data.decode(encoding)
            except (UnicodeDecodeError, LookupError):
                continue
    return data.decode("cp1252", "replace")


def split(text: str, separator: str) -> list[str]:
    """Split a value at a separator that is not escaped; the escapes stay."""
    if "\\" not in text:
        return text.split(separator)
    parts, start, position = [], 0, 0
    while position < len(text):
        if text[position] == "\\":
            position += 2
            continue
        if text[position] == separator:
            parts.append(text[start:position])
            start = position + 1
        position += 1
    parts.append(text[start:])
    return parts


def unescape(text: str) -> str:
    """Return a text without the escapes of vCard."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], text)
