"""Text files of unknown origin: which encoding they are in, and their text in pieces of bounded size.

Guessers such as charset-normalizer take Spanish cp1252 for other code pages, so the order is fixed: byte
order mark, UTF-16 by its zeros, UTF-8, cp1252; except where nearly every letter with an accent is one of
Spanish or Catalan in MS-DOS's or the old Mac's encoding, and cp1252 would show signs inside words. The person
sees a preview and may choose another one.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from crm_desktop.shared.errors import StorageError
from crm_desktop.shared.i18n import N_, _

# Encodings that a person may choose, in the order in which they are offered.
ENCODINGS: tuple[tuple[str, str], ...] = (
    ("utf-8", N_("UTF-8 (the usual one today)")),
    ("cp1252", N_("Windows Western (older Excel files)")),
    ("utf-16-le", N_("UTF-16 (Excel's “Unicode text”)")),
    ("utf-16-be", N_("UTF-16 of old Macs")),
    ("mac_roman", N_("Western of old Macs")),
    ("cp850", N_("MS-DOS (older tills)")),
)
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What stands beside an ASCII letter is a letter, or an apostrophe or dash between two.
_IN_WORDS = re.compile(rb"(?<=[A-Za-z])[\x80-\xff]|[\x80-\xff](?=[A-Za-z])")
_ACCENTED = "áéíóúüñçàèòïÁÉÍÓÚÜÑÇÀÈÒÏ"
# In cp1252: letters, ª and º, ’, dashes, œ. (The old Mac has í, ñ, ó and ú where the last four are.)
_WINDOWS = frozenset([*range(0xC0, 0x100), 0xAA, 0xBA, 0x92, 0x96, 0x97, 0x9C]) - {0xD7, 0xF7}
_OLDER = tuple((name, frozenset(_ACCENTED.encode(name))) for name in ("cp850", "mac_roman"))
_LETTERS_LOOKED_AT = 5_000
_PIECE = 1 << 18  # bytes read at a time
_SAMPLE = 1 << 16


def read_bytes(path: Path, piece: int = _PIECE) -> Iterator[bytes]:
    """Yield the bytes of a file in pieces.

    Raises:
        StorageError: the file is not there or may not be read.
    """
    try:
        with path.open("rb") as file:
            while data := file.read(piece):
                yield data
    except FileNotFoundError as error:
        raise StorageError(_("There is no file “{name}”.").format(name=path.name)) from error
    except (PermissionError, IsADirectoryError) as error:
        if path.is_dir():
            raise StorageError(
                _("“{name}” is a folder: choose the file in it.").format(name=path.name)
            ) from error
        raise StorageError(
            _("The file “{name}” may not be read: close the program that has it open and try again.").format(
                name=path.name
            )
        ) from error
    except OSError as error:
        raise StorageError(
            _(
                "The file “{name}” could not be read to its end: copy it to this computer and try again."
            ).format(name=path.name)
        ) from error


def head_of(path: Path, size: int = _SAMPLE) -> bytes:
    """Return the first bytes of a file."""
    return next(read_bytes(path, size), b"")


def guess_encoding(path: Path) -> str:
    """Return the encoding of a text file: one of Python's names, without a byte order mark in it.

    The whole file is looked at: one letter of cp1252 after 50 MB of plain ASCII decides too.
    """
    head = head_of(path)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    wide = _wide_without_mark(head)
    if wide:
        return wide
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for data in read_bytes(path):
            decoder.decode(data)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "utf-8" if _mostly_utf8(path) else _one_byte(path)
    return "utf-8"


def _wide_without_mark(head: bytes) -> str:
    """Return UTF-16's name when every other byte of Western text is zero, or ""."""
    head = head[: len(head) // 2 * 2]
    if len(head) < 4:
        return ""
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > half * 0.6 and even < half * 0.2:
        return "utf-16-le"
    if even > half * 0.6 and odd < half * 0.2:
        return "utf-16-be"
    return ""


def _mostly_utf8(path: Path) -> bool:
    """Tell whether a file with some bad bytes is UTF-8 all the same: most of what is not ASCII reads well.

    In cp1252 hardly any accented letter makes a valid sequence.
    """
    good = bad = 0
    for text in decode(read_bytes(path), "utf-8"):
        if text.isascii():
            continue
        damaged = text.count("\ufffd")
        bad += damaged
        good += sum(1 for letter in text if letter > "\x7f") - damaged
        if good + bad > 5000:
            break
    return good > bad * 4


def _one_byte(path: Path) -> str:
    """Return which encoding of one byte a letter a file is in: cp1252 unless another one is certain.

    At least three letters, two of them different, must be there, 19 of 20 have to be letters of Spanish or
    Catalan, and at most 4 of 5 may be possible in cp1252.
    """
    found: Counter[int] = Counter()
    for data in read_bytes(path):
        found.update(sign[0] for sign in _IN_WORDS.findall(data))
        if found.total() > _LETTERS_LOOKED_AT:
            break
    every = found.total()
    if every < 3 or len(found) < 2 or sum(found[sign] for sign in _WINDOWS) > every * 0.8:
        return "cp1252"
    for name, letters in _OLDER:
        if sum(found[sign] for sign in letters) >= every * 0.95:
            return name
    return "cp1252"


def decode(pieces: Iterator[bytes], encoding: str) -> Iterator[str]:
    """Yield the text of bytes, without byte order mark; what cannot be decoded becomes U+FFFD."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    first = True
    for data in pieces:
        text = decoder.decode(data)
        if first and text:
            text = text.removeprefix("\ufeff")
            first = False
        if text:
            yield text
    rest = decoder.decode(b"", final=True)
    if rest:
        yield rest


def read_text(path: Path, encoding: str) -> Iterator[str]:
    """Yield the text of a file in pieces of at most 256 KB."""
    return decode(read_bytes(path), encoding)


def is_known_encoding(name: str) -> bool:
    """Tell whether Python knows an encoding by this name, and it is one of text."""
    try:
        "".encode(name)
    except LookupError:
        return False
    return True
