"""Lucide icons (ISC), drawn in the theme's colours at the moment they are painted: sharp on any screen.

An icon asks for its colour when it is painted, so a change of theme needs no new icons. Only icons that lie
in `resources/icons` exist; a name that is not there raises, and a test walks every name the program uses.
"""

from __future__ import annotations

import os
from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from crm_desktop.gui import colours
from crm_desktop.shared.paths import resources_dir

SMALL, NORMAL = 16, 20  # sizes in logical pixels


@lru_cache(maxsize=1)
def _folder() -> str:
    return str(resources_dir() / "icons")


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    with open(f"{_folder()}/{name}.svg", encoding="utf-8") as file:  # noqa: PTH123 - see `_check`
        return file.read()


@lru_cache(maxsize=256)
def _check(name: str) -> None:
    """Raise when there is no such icon; it is read only when it is painted."""
    file = f"{_folder()}/{name}.svg"
    if not os.path.isfile(file):  # noqa: PTH113 - asked for every icon at the start: five times quicker
        raise FileNotFoundError(file)


@lru_cache(maxsize=512)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))


def paint(painter: QPainter, name: str, rect: QRectF, colour: str) -> None:
    """Paint an icon into `rect` in "#rrggbb"; for delegates and widgets that draw themselves."""
    _renderer(name, colour).render(painter, rect)


class _LucideEngine(QIconEngine):
    """Paints one SVG in the colour of a role of the theme in force."""

    def __init__(self, name: str, role: str, selected: str) -> None:
        super().__init__()
        self._name, self._role, self._selected = name, role, selected

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        on = mode == QIcon.Mode.Selected or state == QIcon.State.On
        colour = getattr(colours.current(), self._selected if on and self._selected else self._role)
        side = min(rect.width(), rect.height())
        box = QRectF(0, 0, side, side)
        box.moveCenter(QRectF(rect).center())
        if mode == QIcon.Mode.Disabled:
            painter.setOpacity(0.45)
        _renderer(self._name, colour).render(painter, box)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        picture = QPixmap(size)
        if picture.isNull():  # a button that has no room yet
            return picture
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        picture.setDevicePixelRatio(scale)
        return picture

    def clone(self) -> QIconEngine:
        return _LucideEngine(self._name, self._role, self._selected)


def icon(name: str, role: str = "text", selected: str = "") -> QIcon:
    """Return a Lucide icon.

    Args:
        name: the file's name without ".svg", such as "users".
        role: the colour, a field of `Colours`: "text", "muted", "accent", "on_fill", "late"…
        selected: the colour while it is checked or in a selected row; "" for the same.

    Raises:
        FileNotFoundError: there is no such icon in `resources/icons`.
    """
    _check(name)
    return QIcon(_LucideEngine(name, role, selected))


def pixmap(name: str, size: int = NORMAL, role: str = "text", ratio: float = 1.0) -> QPixmap:
    """Return a picture of an icon, `size` logical pixels wide, for a screen of pixel `ratio`."""
    _check(name)
    pixels = round(size * ratio)
    engine = _LucideEngine(name, role, "")
    return engine.scaledPixmap(QSize(pixels, pixels), QIcon.Mode.Normal, QIcon.State.Off, ratio)
