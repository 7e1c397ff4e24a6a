"""Small signs drawn as shapes, never letters of a font: warnings, and a page's marks and code."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from crm_desktop.documents.style import Stroke
from crm_desktop.domain.sheets import qr
from crm_desktop.domain.sheets.geometry import CODE_MODULE_SIZE, Rect

if TYPE_CHECKING:
    from crm_desktop.documents.page import Page

_DARK = re.compile("1+")
_SIGN_LINE = Stroke(0.3)


def warning(page: Page, x: float, baseline: float, size: float) -> None:
    """Draw a triangle with an exclamation mark, standing on a baseline; `size` is its height in mm."""
    half = size * 0.58
    page.path(((x, baseline), (x + half, baseline - size), (x + 2 * half, baseline)), _SIGN_LINE, closed=True)
    page.fill(Rect(x + half - 0.16, baseline - size * 0.68, 0.32, size * 0.36))
    page.fill(Rect(x + half - 0.17, baseline - size * 0.22, 0.34, 0.34))


def no_contact(page: Page, x: float, baseline: float, size: float) -> None:
    """Draw a circle that is crossed out, standing on a baseline; `size` is its diameter in mm."""
    radius = size / 2
    middle_x, middle_y = x + radius, baseline - radius
    circle = tuple(
        (
            middle_x + radius * math.cos(turn * math.pi / 12),
            middle_y + radius * math.sin(turn * math.pi / 12),
        )
        for turn in range(24)
    )
    page.path(circle, _SIGN_LINE, closed=True)
    reach = radius * math.sqrt(0.5)
    page.line(middle_x - reach, middle_y - reach, middle_x + reach, middle_y + reach, _SIGN_LINE)


def marks(page: Page) -> None:
    """Draw the four corner marks of a machine-readable page."""
    for mark in page.sheet.marks:
        page.fill(mark)


def code(page: Page, text: str) -> None:
    """Draw the code of a machine-readable page in its place."""
    place = page.sheet.code
    page.scaled(
        place.x, place.bottom, CODE_MODULE_SIZE, "\n".join(map(_module_row, qr.matrix(text), range(qr.SIZE)))
    )


@lru_cache(maxsize=4096)
def _module_row(modules: str, row: int) -> str:
    """Return the rectangles of a row of a code; the upper rows hardly change from page to page."""
    return " ".join(
        [
            f"{run.start()} {qr.SIZE - 1 - row} {run.end() - run.start()} 1 re"
            for run in _DARK.finditer(modules)
        ]
    )
