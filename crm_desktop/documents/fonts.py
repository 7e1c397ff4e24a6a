"""The fonts of documents: Noto Sans, DejaVu Sans for a letter that it lacks, a box for what neither has.

A document is built by one thread at a time (`BUILDING`): reportlab's fonts keep the letters in use per
document, but read them from one file position.
"""

from __future__ import annotations

import threading
from enum import IntEnum
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from crm_desktop.documents.letters import plain_letters
from crm_desktop.shared.paths import resources_dir

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

BUILDING = threading.RLock()
MISSING_BOX = "\u25a1"
# Stands in a translated text for a letter that is not in the first 256 of its font.
_ELSEWHERE = "\0"
_FILES = (("NotoSans-Regular", "DejaVuSans"), ("NotoSans-Bold", "DejaVuSans-Bold"))


class Weight(IntEnum):
    """How heavy letters are."""

    REGULAR = 0
    BOLD = 1


class Typeface(dict[str, float]):
    """One weight: the width of each letter in thousandths of the size, found when it is first asked for.

    Attributes:
        source: which font draws a letter that was measured: 0 Noto Sans, 1 DejaVu Sans.
    """

    def __init__(self, weight: Weight) -> None:
        super().__init__()
        self._files = _FILES[weight]
        self.source: dict[str, int] = {}

    def font(self, source: int) -> TTFont:
        """Return Noto Sans (0) or DejaVu Sans (1), which is read when a letter first needs it."""
        return _font(self._files[source])

    def __missing__(self, letter: str) -> float:
        """Find a letter's font; one that no font has is drawn as a box and copied as what it is."""
        code = ord(letter)
        source, face = 0, self.font(0).face
        if code not in face.charToGlyph:
            source, face = 1, self.font(1).face
            if code not in face.charToGlyph:
                box = ord(MISSING_BOX)
                face.charToGlyph[code] = face.charToGlyph[box]
                face.charWidths[code] = face.charWidths[box]
        self.source[letter] = source
        width = self[letter] = float(face.charWidths[code])
        return width

    def width(self, text: str) -> float:
        """Return the width of a text in thousandths of the font's size."""
        return sum(map(self.__getitem__, text))


@cache
def typeface(weight: Weight) -> Typeface:
    """Return a weight; its fonts are read once. Call with `BUILDING` held."""
    return Typeface(weight)


def font_name() -> str:
    """Return the name of the font that a document starts with. Call with `BUILDING` held."""
    return str(typeface(Weight.REGULAR).font(0).fontName)


@cache
def _font(name: str) -> TTFont:
    from reportlab.pdfbase import pdfmetrics

    font: TTFont = _font_class()(name, str(resources_dir() / "fonts" / f"{name}.ttf"))
    pdfmetrics.registerFont(font)
    return font


@cache
def _font_class() -> type[TTFont]:
    """Return reportlab's font, whose letters are copied and searched as they were written."""
    from reportlab.pdfbase import ttfonts

    class ReadableFont(ttfonts.TTFont):
        """Tells readers of the PDF the plain letters of a joined form, and those beyond the first 65,536."""

        def addObjects(self, doc: Any) -> None:  # noqa: N802 - reportlab's own name
            subsets = self.state[doc].subsets
            super().addObjects(doc)
            for number, subset in enumerate(subsets):
                parts = ttfonts.SUBSETN(number) + b"+" + self.face.name + self.face.subfontNameX
                name = parts.decode("ascii")
                doc.idToObject[f"toUnicodeCMap:{name}"].content = _letters_of_codes(name, subset)

    return ReadableFont


def _letters_of_codes(name: str, subset: list[int]) -> str:
    """Return the table from the codes of a font's subset to Unicode (PDF 32000-1, 9.10.3)."""
    lines = []
    for code, letter in enumerate(subset):
        units = plain_letters(chr(letter)).encode("utf-16-be").hex().upper()
        lines.append(f"<{code:02X}> <{units}>")
    blocks = []
    for at in range(0, len(lines), 100):  # the format allows a hundred entries a block
        part = lines[at : at + 100]
        blocks.append(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar")
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def\n"
        f"/CMapName /{name} def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <{len(subset) - 1:02X}>\nendcodespacerange\n"
        + "\n".join(blocks)
        + "\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )


class Encoder(dict[int, str]):
    """Text of one weight as PDF strings of one document: a translation table that grows with its letters."""

    def __init__(self, face: Typeface, document: Any) -> None:
        super().__init__()
        self._face = face
        self._document = document
        self._places: dict[str, tuple[str, str]] = {}
        # The space comes first, so that the first subset has its name.
        self.place(" ")
        self.first = self._places[" "][0]

    def __missing__(self, code: int) -> str:
        """Give a letter its code in the font's subset."""
        name, written = self.place(chr(code))
        self[code] = written if name == self.first else _ELSEWHERE
        return self[code]

    def place(self, letter: str) -> tuple[str, str]:
        """Return the subset's name and the letter as it is written in a PDF string."""
        known = self._places.get(letter)
        if known is None:
            if letter not in self._face:
                self._face.width(letter)
            font = self._face.font(self._face.source[letter])
            ((subset, coded),) = font.splitString(letter, self._document)
            name = font.getSubsetInternalName(subset, self._document)
            known = self._places[letter] = (name, _written(coded[0]))
        return known

    def show(self, text: str, size: str) -> str:
        """Return the operators that show a text; the first subset at `size` points has been selected."""
        written = text.translate(self)
        if _ELSEWHERE not in written:
            return f"({written}) Tj"
        parts = []
        for name, run in groupby(map(self.place, text), key=lambda place: place[0]):
            parts.append(f"{name} {size} Tf ({''.join(place[1] for place in run)}) Tj")
        parts.append(f"{self.first} {size} Tf")
        return " ".join(parts)


def _written(code: int) -> str:
    """Return one byte as it stands in a PDF string."""
    character = chr(code)
    if character in "()\\":
        return "\\" + character
    return character if 32 <= code < 127 else f"\\{code:03o}"
