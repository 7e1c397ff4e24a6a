"""Measures and encodes the text of one document."""

from __future__ import annotations

from typing import Any, NamedTuple

from crm_desktop.documents.direction import visual
from crm_desktop.documents.fonts import Encoder, Weight, typeface
from crm_desktop.documents.letters import clean, is_plain
from crm_desktop.documents.style import POINTS, TextStyle
from crm_desktop.documents.wrapping import shorten, wrap


class Pen(NamedTuple):
    """A style in one document: the operators that select it, its letters' codes, and its size."""

    select: str
    encoder: Encoder
    size: str


class Typesetter:
    """The text of one document; made and used with `fonts.BUILDING` held."""

    def __init__(self, inner: Any) -> None:
        self._faces = tuple(typeface(weight) for weight in Weight)
        self._encoders = tuple(Encoder(face, inner) for face in self._faces)
        self.pens: dict[TextStyle, Pen] = {}

    def width(self, text: str, style: TextStyle) -> float:
        """Return the width of a clean text, in mm."""
        return self._faces[style.weight].width(text) * style.size / (1000 * POINTS)

    def wrap(
        self, text: str, style: TextStyle, width: float, *, indent: float = 0.0, breaks: bool = False
    ) -> list[str]:
        """Return what a person wrote as lines to draw (see `wrapping.wrap`)."""
        return wrap(self._faces[style.weight], text, style, width, indent=indent, breaks=breaks)

    def fitted(self, text: str, style: TextStyle, width: float, least: float) -> tuple[str, TextStyle]:
        """Return one line and a style in which it fits; at `least` points it is cut with an ellipsis."""
        text = clean(text)
        wide = self.width(text, style)
        if wide <= width:
            return (text if is_plain(text) else visual(text)), style
        smaller = style.sized(max(least, int(style.size * width / wide * 4) / 4))
        return shorten(self._faces[style.weight], text, smaller, width), smaller

    def pen(self, style: TextStyle) -> Pen:
        """Return what writes in a style."""
        known = self.pens.get(style)
        if known is None:
            encoder, size = self._encoders[style.weight], f"{style.size:g}"
            known = self.pens[style] = Pen(f"{encoder.first} {size} Tf {style.grey:g} g", encoder, size)
        return known
