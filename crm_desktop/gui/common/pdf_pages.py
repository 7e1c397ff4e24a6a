"""The pages of a PDF as pictures, drawn by pdfium: for the preview and for the printer.

pdfium is not made for threads: one lock guards every call. Pictures may be asked for on any thread.
"""

from __future__ import annotations

import threading
from typing import Any

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

POINTS_PER_INCH = 72
# A page is drawn with at most so many pixels; further zoom enlarges them.
MOST_PIXELS = 24_000_000
_PDFIUM = threading.Lock()


class PdfPages:
    """An open PDF. Close it when it is no longer shown."""

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2

        with _PDFIUM:
            self._document: Any = pypdfium2.PdfDocument(pdf)
            self.sizes: tuple[QSizeF, ...] = tuple(
                QSizeF(*self._document.get_page_size(number)) for number in range(len(self._document))
            )

    def __len__(self) -> int:
        return len(self.sizes)

    def close(self) -> None:
        """Free the document; pages that are asked for afterwards are empty."""
        with _PDFIUM:
            if self._document is not None:
                self._document.close()
                self._document = None

    def render(self, number: int, scale: float) -> QImage:
        """Return a page as a picture of `scale` pixels for each point (1/72 inch), white behind."""
        size = self.sizes[number]
        pixels = size.width() * size.height() * scale * scale
        scale *= min(1.0, (MOST_PIXELS / pixels) ** 0.5)
        with _PDFIUM:
            if self._document is None:
                return QImage()
            page = self._document[number]
            try:
                bitmap = page.render(scale=scale, prefer_bgrx=True, may_draw_forms=False)
                view = QImage(
                    bytes(bitmap.buffer),
                    bitmap.width,
                    bitmap.height,
                    bitmap.stride,
                    QImage.Format.Format_RGB32,
                )
                copied = view.copy()
                bitmap.close()
            finally:
                page.close()
        return copied
