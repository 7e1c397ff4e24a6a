"""Shows the pages of a PDF one below the other, sharp at any zoom, drawn off the window's thread."""

from __future__ import annotations

from bisect import bisect_right
from functools import partial
from itertools import chain

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from crm_desktop.gui import colours, tasks
from crm_desktop.gui.common.pdf_pages import PdfPages

GAP = 16  # logical pixels around each page
ZOOM_STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
LOGICAL_DPI = 96.0
# Pictures of so many bytes are kept; those farthest from what is seen go first.
MOST_BYTES = 120_000_000


class PdfView(QAbstractScrollArea):
    """The pages of a PDF.

    Signals:
        page_changed: the page that is mostly seen, from 1.
        zoom_changed: the zoom, 1.0 being the size on paper.
    """

    page_changed = Signal(int)
    zoom_changed = Signal(float)

    def __init__(self, pages: PdfPages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self._zoom = 0.0  # 0: as wide as the window
        self._pictures: dict[int, tuple[float, QImage]] = {}
        self._drawing = -1
        self._page = 1
        self._tops: list[float] = []
        self._scale = 1.0
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)

    # -- asked

    @property
    def page(self) -> int:
        """The page that is mostly seen, from 1."""
        return self._page

    @property
    def zoom(self) -> float:
        """The zoom in force, 1.0 being the size on paper."""
        return self._scale * 72 / LOGICAL_DPI

    @property
    def fits_width(self) -> bool:
        """Whether pages are as wide as the window."""
        return self._zoom == 0.0

    def is_drawn(self) -> bool:
        """Whether every page that is seen is drawn as sharp as it can be."""
        return self._drawing < 0 and self._next_to_draw() is None

    # -- moves

    def set_zoom(self, zoom: float) -> None:
        """Zoom, keeping the middle of what is seen; 0 makes pages as wide as the window."""
        bar = self.verticalScrollBar()
        middle = (bar.value() + self.viewport().height() / 2) / max(1.0, self._height())
        self._zoom = zoom
        self._arrange()
        bar.setValue(round(middle * self._height() - self.viewport().height() / 2))
        self.zoom_changed.emit(self.zoom)

    def zoom_in(self) -> None:
        """Take the next larger step."""
        self.set_zoom(next((step for step in ZOOM_STEPS if step > self.zoom + 0.01), ZOOM_STEPS[-1]))

    def zoom_out(self) -> None:
        """Take the next smaller step."""
        self.set_zoom(next((step for step in reversed(ZOOM_STEPS) if step < self.zoom - 0.01), ZOOM_STEPS[0]))

    def go_to(self, page: int) -> None:
        """Show the top of a page, counted from 1."""
        if self._tops:
            number = min(max(page, 1), len(self._tops)) - 1
            self.verticalScrollBar().setValue(round(self._tops[number] - GAP / 2))

    # -- places

    def _arrange(self) -> None:
        """Work out where pages lie, and how far one can scroll."""
        room = self.viewport().size()
        widest = max((size.width() for size in self._pages.sizes), default=1.0)
        if self._zoom:
            self._scale = self._zoom * LOGICAL_DPI / 72
        else:
            self._scale = max(0.2, (room.width() - 2 * GAP) / widest)
        self._tops, top = [], float(GAP)
        for size in self._pages.sizes:
            self._tops.append(top)
            top += size.height() * self._scale + GAP
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setRange(0, max(0, round(top - room.height())))
        vertical.setPageStep(room.height())
        vertical.setSingleStep(40)
        horizontal.setRange(0, max(0, round(widest * self._scale + 2 * GAP - room.width())))
        horizontal.setPageStep(room.width())
        horizontal.setSingleStep(40)
        self.viewport().update()

    def _height(self) -> float:
        return float(self.verticalScrollBar().maximum() + self.viewport().height())

    def _rect(self, number: int) -> QRectF:
        """Return where a page lies in the viewport."""
        size = self._pages.sizes[number] * self._scale
        room = self.viewport().width()
        left = max(GAP, (room - size.width()) / 2) if size.width() + 2 * GAP <= room else GAP
        corner = QPointF(
            left - self.horizontalScrollBar().value(), self._tops[number] - self.verticalScrollBar().value()
        )
        return QRectF(corner, size)

    def _seen(self) -> range:
        """Return the pages of which anything is seen."""
        if not self._tops:
            return range(0)
        top = self.verticalScrollBar().value()
        first = max(0, bisect_right(self._tops, top) - 1)
        last = bisect_right(self._tops, top + self.viewport().height())
        return range(first, max(last, first + 1))

    def _scrolled(self) -> None:
        self.viewport().update()
        if self._tops:
            middle = self.verticalScrollBar().value() + self.viewport().height() / 2
            page = max(1, bisect_right(self._tops, middle))
            if page != self._page:
                self._page = page
                self.page_changed.emit(page)

    # -- drawing

    def _pixels(self) -> float:
        """Return how many pixels of the screen a point of the page has."""
        return self._scale * self.devicePixelRatioF()

    def _next_to_draw(self) -> int | None:
        """Return the page to draw next: one that is seen, then the one after; None when all are sharp."""
        seen = self._seen()
        after = range(seen.stop, min(seen.stop + 1, len(self._pages)))
        wanted = self._pixels()
        for number in chain(seen, after):
            have = self._pictures.get(number)
            if have is None or abs(have[0] - wanted) > 0.001:
                return number
        return None

    def _draw_next(self) -> None:
        if self._drawing >= 0:
            return
        number = self._next_to_draw()
        if number is None:
            return
        self._drawing, pixels = number, self._pixels()
        pages = self._pages
        tasks.run_query(self, lambda: pages.render(number, pixels), partial(self._drawn, number, pixels))

    def _drawn(self, number: int, pixels: float, picture: QImage) -> None:
        self._drawing = -1
        self._pictures[number] = (pixels, picture)
        by_distance = sorted(self._pictures, key=lambda other: -abs(other + 1 - self._page))
        held = sum(image.sizeInBytes() for _pixels, image in self._pictures.values())
        for other in by_distance:
            if held <= MOST_BYTES or other in self._seen():
                break
            held -= self._pictures.pop(other)[1].sizeInBytes()
        self.viewport().update()
        self._draw_next()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is there: the sharp picture, one of another zoom, or a white sheet."""
        theme = colours.current()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(event.rect(), QColor(theme.raised))
        for number in self._seen():
            rect = self._rect(number)
            _pixels, picture = self._pictures.get(number, (0.0, QImage()))
            ratio = self.devicePixelRatioF()
            if picture.isNull():
                painter.fillRect(rect, Qt.GlobalColor.white)
            elif abs(picture.width() - rect.width() * ratio) < 2:
                # Pixel for pixel: a picture that is stretched by half a pixel is no longer sharp.
                picture.setDevicePixelRatio(ratio)
                painter.drawImage(rect.topLeft().toPoint(), picture)
            else:
                painter.drawImage(rect, picture)
            painter.setPen(QColor(theme.border))
            painter.drawRect(rect.toRect().adjusted(-1, -1, 0, 0))
        painter.end()
        self._draw_next()

    # -- events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page that was seen."""
        page = self._page
        self._arrange()
        if self.fits_width and event.oldSize().width() != event.size().width():
            if event.oldSize().isValid() and page > 1:
                self.go_to(page)
            self.zoom_changed.emit(self.zoom)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, scroll otherwise."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y() > 0:
                self.zoom_in()
            elif event.angleDelta().y() < 0:
                self.zoom_out()
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys go from page to page where a page fits in the window; Home and End to the ends."""
        key = event.key()
        whole = bool(self._tops) and self._rect(self._page - 1).height() <= self.viewport().height()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Home:
            self.go_to(1)
        elif key == Qt.Key.Key_End:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
        elif key in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp} and (whole or control):
            self.go_to(self._page + (1 if key == Qt.Key.Key_PageDown else -1))
        elif control and key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.zoom_in()
        elif control and key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif control and key == Qt.Key.Key_0:
            self.set_zoom(0.0)
        else:
            super().keyPressEvent(event)
