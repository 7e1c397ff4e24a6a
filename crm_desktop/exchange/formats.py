"""The file formats that come in and go out, and which of them a file is, by what stands in it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from crm_desktop.exchange.text_files import head_of
from crm_desktop.shared.errors import KnownError
from crm_desktop.shared.i18n import N_, _

_CARD = re.compile(rb"\s*BEGIN\s*:\s*VCARD", re.IGNORECASE)
# Text in front of the first card, as in a message that was saved whole, does not hide it in a file of cards;
# in a table, such a line may be part of somebody's notes.
_LATER_CARD = re.compile(rb"[\r\n][ \t]*BEGIN[ \t]*:[ \t]*VCARD[ \t]*(?=[\r\n]|\Z)", re.IGNORECASE)
_MARKUP = re.compile(rb"\s*(?:<!DOCTYPE html|<html|<table|<\?xml|<\?mso)", re.IGNORECASE)
# The beginning of JSON (RFC 8259): an object with a name, or a list of objects, texts, numbers or lists. A
# heading in brackets ("[Nombre];[Correo]") is none.
_JSON = re.compile(rb"\s*(?:\[\s*)*(?:\{\s*(?:\"[^\"]*\"\s*:|\})|\[\s*(?:\"|\]|-?[0-9]+(?:\.[0-9]+)?\s*,))")
_CONTROLS = frozenset(range(32)) - {0, 9, 10, 12, 13, 26, 27}
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"RIFF")


class NoTableError(KnownError):
    """The file is of a kind that holds no table and no cards; the sentence speaks of customers."""


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A file format.

    Attributes:
        key: its name in code and on the command line.
        title: as it is shown.
        extensions: how its files end, the usual one first.
        reads, writes: whether customers (or, for iCalendar, follow-ups) come in and go out by it.
        example: makes a small file that this program reads.
    """

    key: str
    title: str
    extensions: tuple[str, ...]
    reads: bool
    writes: bool
    example: Callable[[], bytes]


def _csv_example() -> bytes:
    return "Nombre;Apellidos;Móvil\r\nÁngel;García Muñoz;622 310 775\r\n".encode("utf-8-sig")


def _xlsx_example() -> bytes:
    from crm_desktop.exchange.xlsx_writer import write_xlsx

    file = io.BytesIO()
    write_xlsx(
        file, ["Nombre", "Apellidos", "Móvil"], iter([["Ángel", "García Muñoz", "622 310 775"]]), "Clientes"
    )
    return file.getvalue()


def _vcard_example() -> bytes:
    return (
        "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ángel García Muñoz\r\nN:García,Muñoz;Ángel;;;\r\n"
        "TEL;TYPE=cell:622 310 775\r\nEND:VCARD\r\n"
    ).encode()


def _icalendar_example() -> bytes:
    return (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Mostrador//ES\r\nBEGIN:VEVENT\r\nUID:1\r\n"
        b"DTSTAMP:20261121T080500Z\r\nDTSTART;VALUE=DATE:20261123\r\nSUMMARY:Llamar\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )


FORMATS: tuple[FileFormat, ...] = (
    FileFormat("csv", N_("CSV table"), (".csv", ".txt", ".tsv"), True, True, _csv_example),
    FileFormat(
        "xlsx", N_("Excel spreadsheet"), (".xlsx", ".xlsm", ".xls", ".ods"), True, True, _xlsx_example
    ),
    FileFormat("vcard", N_("Contact cards (vCard)"), (".vcf", ".vcard"), True, True, _vcard_example),
    FileFormat("icalendar", N_("Calendar (iCalendar)"), (".ics",), False, True, _icalendar_example),
)
FORMAT_OF: dict[str, FileFormat] = {each.key: each for each in FORMATS}


def detect_format(path: Path) -> FileFormat:
    """Return the format of a file that is to be brought in, by its content and never by its name.

    Raises:
        KnownError: it is empty, or of a kind that holds no customers (`NoTableError`).
    """
    head = head_of(path)
    if not head:
        raise KnownError(_("The file “{name}” is empty.").format(name=path.name))
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")):
        return FORMAT_OF["xlsx"]
    text = head
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head[:200].count(0) > 40:
        text = head.replace(b"\x00", b"")
    unmarked = text.lstrip(b"\xef\xbb\xbf\xff\xfe")
    named_card = path.suffix.lower() in FORMAT_OF["vcard"].extensions
    if _CARD.match(unmarked) or (named_card and _LATER_CARD.search(text)):
        return FORMAT_OF["vcard"]
    if head.startswith(b"%PDF"):
        raise NoTableError(
            _("“{name}” is a PDF. Export the customers as CSV or Excel and try again.").format(name=path.name)
        )
    if _JSON.match(unmarked):
        raise KnownError(
            _(
                "“{name}” is a JSON file, no table. Export the customers as CSV or Excel and try again."
            ).format(name=path.name)
        )
    if _MARKUP.match(unmarked):
        raise KnownError(
            _(
                "“{name}” is a web page. Open it in your spreadsheet program, save it as XLSX and try again."
            ).format(name=path.name)
        )
    if head.startswith(_PICTURES) or _is_binary(text):
        raise NoTableError(
            _("“{name}” is no table of customers. Choose a CSV, Excel or vCard file.").format(name=path.name)
        )
    return FORMAT_OF["csv"]


def _is_binary(head: bytes) -> bool:
    """Tell whether a file is no text: many control characters that no text has."""
    sample = head[:8192]
    return sum(1 for byte in sample if byte in _CONTROLS) > len(sample) * 0.05
