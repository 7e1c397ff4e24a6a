"""What the tests of Settings share."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QDialog

from tests.gui.settings.conftest import Place

D = TypeVar("D", bound=QDialog)


def part(place: Place, name: str, kind: type[Any]) -> Any:
    section = place.page.show_part(name)
    assert isinstance(section, kind)
    return section


def only_dialog(place: Place, kind: type[D]) -> D:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    found = place.page.findChildren(kind)
    assert len(found) == 1
    return found[0]


def picture(path: Path, colour: str, size: tuple[int, int] = (60, 40)) -> Path:
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    for x in range(size[0] // 2):
        for y in range(size[1]):
            image.setPixelColor(x, y, QColor(colour))
    assert image.save(str(path))
    return path
