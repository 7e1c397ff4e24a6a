"""A gettext catalogue (.mo) of which only the texts that are asked for are read.

The standard library decodes every text when it opens a catalogue, a twentieth of the window's start; here
the file is kept as it is, and a text is decoded when it is asked for. The format is described in the GNU
gettext manual, section 10.3; catalogues are written in UTF-8 by `dev.py`.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_MAGIC = 0x950412DE
# Plural forms as catalogues of the program's languages write them; others are read by the standard library.
_ONE_OR_MANY = frozenset({"(n!=1)", "n!=1"})


class Catalogue:
    """The texts of one language; without a file, every text is as it was written.

    Args:
        data: the contents of a .mo file.

    Raises:
        ValueError: it is none.
    """

    def __init__(self, data: bytes = b"") -> None:
        self._data = data
        self._known: dict[str, str | None] = {}
        self._plural: Callable[[int], int] | None = None
        self._places: dict[bytes, tuple[int, int]] = {}
        if not data:
            return
        for order in "<>":
            magic, _version, count, texts, translations = struct.unpack_from(f"{order}5I", data)
            if magic == _MAGIC:
                break
        else:
            raise ValueError("not a gettext catalogue")
        keys = struct.unpack_from(f"{order}{2 * count}I", data, texts)
        values = struct.unpack_from(f"{order}{2 * count}I", data, translations)
        found = zip(keys[::2], keys[1::2], values[::2], values[1::2], strict=True)
        self._places = {data[at : at + size]: (to, to + length) for size, at, length, to in found}

    @classmethod
    def read(cls, file: Path) -> Catalogue:
        """Read a .mo file."""
        return cls(file.read_bytes())

    def gettext(self, message: str) -> str:
        """Return the translation of a text, or the text."""
        found = self._find(message)
        return message if found is None else found

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """Return the translation that fits a number."""
        found = self._find(f"{singular}\0{plural}")
        if found is None:
            return singular if count == 1 else plural
        return found.split("\0")[self._form(count)]

    def pgettext(self, context: str, message: str) -> str:
        """Return the translation of a text in a context."""
        found = self._find(f"{context}\x04{message}")
        return message if found is None else found

    def _find(self, key: str) -> str | None:
        """Return what stands under a key of the catalogue."""
        if key not in self._known:
            self._known[key] = self._look_up(key.encode())
        return self._known[key]

    def _look_up(self, key: bytes) -> str | None:
        place = self._places.get(key)
        return None if place is None else self._data[place[0] : place[1]].decode()

    def _form(self, count: int) -> int:
        if self._plural is None:
            self._plural = self._read_plural()
        return self._plural(count)

    def _read_plural(self) -> Callable[[int], int]:
        head = self._look_up(b"") or ""
        line = next((x for x in head.splitlines() if x.lower().startswith("plural-forms:")), "")
        written = line.partition("plural=")[2].strip().rstrip(";")
        if not written or written.replace(" ", "") in _ONE_OR_MANY:
            return lambda count: int(count != 1)
        from gettext import c2py

        read: Callable[[int], int] = c2py(written)
        return read
