"""Lines from text: wrapped at words, at letters where a word is longer than the line, and never cut."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from crm_desktop.documents.direction import is_mixed, starts_right, visual
from crm_desktop.documents.letters import clean, is_plain, squeezed
from crm_desktop.documents.style import POINTS

if TYPE_CHECKING:
    from crm_desktop.documents.fonts import Typeface
    from crm_desktop.documents.style import TextStyle

# A word that is longer than a line is divided after one of these where it can be: addresses of mail and web.
_JOINTS = "-/@._,;:+&=?"
ELLIPSIS = "…"
# The letters of "S. L." and "S. A." stay together.
_TOGETHER = re.compile(r"(\b[A-ZÑ]\.) (?=[A-ZÑ]\.)")


def wrap(
    face: Typeface, text: str, style: TextStyle, width: float, *, indent: float = 0.0, breaks: bool = False
) -> list[str]:
    """Return the lines of a text, each as it is drawn from left to right.

    Args:
        face: the widths of the style's letters.
        text: as a person wrote it.
        style: its size is what counts.
        width: of the lines, in mm.
        indent: how much narrower the first line is, in mm; it may come out empty.
        breaks: keep the text's own line breaks.

    Returns:
        At least one line for a text that has something to be seen; none for others.
    """
    if not text:
        return []
    unit = POINTS * 1000 / style.size
    limit, taken = width * unit, indent * unit
    if is_plain(text):
        text = squeezed(text)
        if face.width(text) <= limit - taken:
            return [text] if text else []
        return _folded(face, text, limit, taken)
    lines: list[str] = []
    for paragraph in clean(text, lines=breaks).split("\n"):
        if paragraph:
            right = starts_right(paragraph) if is_mixed(paragraph) else False
            lines += [visual(line, right) for line in _folded(face, paragraph, limit, taken)]
            taken = 0.0
    return lines


def _folded(face: Typeface, text: str, limit: float, taken: float) -> list[str]:
    """Return a clean paragraph in lines of at most `limit` thousandths; one letter fits on any line.

    Args:
        face: the widths of the letters.
        text: without line breaks.
        limit: the width of a line.
        taken: how much of the first line is taken by something else.
    """
    text = _TOGETHER.sub("\\1\xa0", text)
    space = face[" "]
    lines: list[str] = []
    # An empty word stands for what takes the beginning of the first line.
    held: list[str] = [""] if taken else []
    for word in text.split(" "):
        wide = face.width(word)
        if held and taken + space + wide <= limit:
            held.append(word)
            taken += space + wide
            continue
        if wide <= limit:
            if held:
                lines.append(" ".join(held).lstrip())
            held, taken = [word], wide
            continue
        # Longer than a whole line: it begins on the line that is open when a good part of it fits there.
        if held and limit - taken - space < limit / 3:
            lines.append(" ".join(held).lstrip())
            held, taken = [], 0.0
        rest = word
        while rest:
            room = limit - taken - space if held else limit
            count = _fitting(face, rest, room, whole=not held)
            if count == len(rest):
                held.append(rest)
                taken = face.width(" ".join(held))
                break
            lines.append(" ".join([*held, rest[:count]] if count else held).lstrip())
            rest, held, taken = rest[count:], [], 0.0
    if held:
        lines.append(" ".join(held).lstrip())
    return lines


def _fitting(face: Typeface, word: str, room: float, *, whole: bool) -> int:
    """Return how many letters of a word fit; at least one on a `whole` line, and better up to a joint."""
    count = 0
    for end in accumulate(map(face.__getitem__, word)):
        if end > room:
            break
        count += 1
    if count == len(word):
        return count
    joint = max(word.rfind(sign, 0, count) for sign in _JOINTS) + 1
    if joint > count / 2:
        return joint
    return max(count, 1) if whole else count


def shorten(face: Typeface, text: str, style: TextStyle, width: float) -> str:
    """Return a clean text, cut with an ellipsis where it is too wide: for what stands in full elsewhere."""
    limit = width * POINTS * 1000 / style.size
    if face.width(text) <= limit:
        return visual(text)
    room = limit - face[ELLIPSIS]
    return visual(text[: _fitting(face, text, room, whole=False)].rstrip(" " + _JOINTS) + ELLIPSIS)
