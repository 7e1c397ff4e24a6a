"""Codes that the shop's reader reads: Code 128 for cards and vouchers (ISO/IEC 15417), QR for telephones.

Both come from the library as bars and modules and are drawn as rectangles of the page's own.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from crm_desktop.domain.sheets.geometry import Rect

if TYPE_CHECKING:
    from crm_desktop.documents.page import Page

# A reader needs ten modules of white beside a Code 128, and four around a QR code.
_QUIET_BARS, _QUIET_MODULES = 10, 4
_LEAST_MODULE = 0.17  # mm; what an office printer of 300 dpi keeps apart is 0.17 (two dots)


def is_code128(text: str) -> bool:
    """Return whether a Code 128 can hold the text: printable ASCII, and something of it."""
    return bool(text) and text.isascii() and text.isprintable()


def code128(page: Page, area: Rect, text: str) -> bool:
    """Draw a Code 128 in an area, in the middle, quiet zones within.

    Returns:
        False, with nothing drawn, when it cannot hold the text or the bars would be too thin to be read.
    """
    if not is_code128(text):
        return False
    bars = _bars(text)
    module = min(area.width / (sum(bars) + 2 * _QUIET_BARS), 0.5)
    if module < _LEAST_MODULE:
        return False
    x = area.x + (area.width - sum(bars) * module) / 2
    for place, width in enumerate(bars):
        if place % 2 == 0:
            page.fill(Rect(x, area.y, width * module, area.height))
        x += width * module
    return True


def qr_code(page: Page, area: Rect, text: str) -> None:
    """Draw a QR code (level M) as large as fits in an area, in its middle, the quiet zone within."""
    rows = _modules(text)
    side = min(area.width, area.height)
    module = side / (len(rows) + 2 * _QUIET_MODULES)
    left = area.x + (area.width - len(rows) * module) / 2
    top = area.y + (area.height - len(rows) * module) / 2
    for number, row in enumerate(rows):
        start = None
        for place, dark in enumerate((*row, False)):
            if dark and start is None:
                start = place
            elif not dark and start is not None:
                # A hair wider, so that no white line is left between neighbours.
                width = (place - start) * module
                page.fill(Rect(left + start * module, top + number * module, width, module * 1.02))
                start = None


@lru_cache(maxsize=512)
def _bars(text: str) -> tuple[int, ...]:
    """Return the widths of bar, gap, bar … in modules."""
    from reportlab.graphics.barcode.code128 import Code128

    made: Any = Code128(text, quiet=0)
    made.validate()
    made.encode()
    made.decompose()
    # The library writes a bar of n modules as the n-th capital letter, a gap as a small one.
    return tuple(ord(sign) - (ord("A") if sign.isupper() else ord("a")) + 1 for sign in made.decomposed)


@lru_cache(maxsize=512)
def _modules(text: str) -> tuple[tuple[bool, ...], ...]:
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

    made: Any = QRCode(None, QRErrorCorrectLevel.M)
    made.addData(text)
    made.make()
    return tuple(tuple(bool(module) for module in row) for row in made.modules)
