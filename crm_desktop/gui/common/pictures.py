"""Pictures that the person chose: made small enough to keep, shown in a frame, asked for their colour."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QImageWriter, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.gui import colours, icons
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _

LARGEST_BYTES = 500_000  # what the shop's file keeps of one picture
LARGEST_SIDE = 800  # pixels
LARGEST_FILE = 60_000_000  # bytes of a file that is looked at


def picture_filter() -> str:
    """Return the filter for choosing a picture."""
    return _("Pictures (*.png *.jpg *.jpeg *.bmp *.gif *.webp)")


def read_picture(path: Path) -> bytes:
    """Read a picture file and return it as PNG of at most `LARGEST_SIDE` pixels and `LARGEST_BYTES`.

    Raises:
        InvalidInput: it is no picture, or too large to look at.
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        raise InvalidInput(_("The picture cannot be read. Is the file still there?")) from error
    if size > LARGEST_FILE:
        raise InvalidInput(_("This picture is too large. Choose a smaller one."))
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    full = reader.size()
    if full.isValid() and max(full.width(), full.height()) > LARGEST_SIDE:
        reader.setScaledSize(full.scaled(LARGEST_SIDE, LARGEST_SIDE, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise InvalidInput(_("This file is no picture that can be shown. Choose a PNG or JPEG picture."))
    data = png(image)
    while len(data) > LARGEST_BYTES:
        image = image.scaledToWidth(
            max(16, image.width() * 3 // 4), Qt.TransformationMode.SmoothTransformation
        )
        data = png(image)
    return data


def png(image: QImage) -> bytes:
    """Return a picture as PNG."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    return bytes(buffer.data().data())


def main_colour(data: bytes) -> str:
    """Return the strongest colour of a picture as "#rrggbb", or "" when it has only greys."""
    image = QImage.fromData(data)
    if image.isNull():
        return ""
    small = image.scaled(
        QSize(48, 48), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    weights: dict[int, float] = {}
    samples: dict[int, list[QColor]] = {}
    for y in range(small.height()):
        for x in range(small.width()):
            colour = small.pixelColor(x, y)
            strength = colour.hsvSaturationF() * colour.valueF() * colour.alphaF()
            if strength > 0.15 and colour.hsvHue() >= 0:
                hue = colour.hsvHue() // 15
                weights[hue] = weights.get(hue, 0.0) + strength
                samples.setdefault(hue, []).append(colour)
    if not weights:
        return ""
    found = samples[max(weights, key=lambda hue: weights[hue])]
    found.sort(key=lambda colour: colour.hsvSaturationF() * colour.valueF())
    return found[len(found) * 3 // 4].name()


class PictureFrame(QWidget):
    """Shows a picture in a rounded frame, or an icon while there is none."""

    def __init__(self, size: QSize, icon: str, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(size)
        self.setAccessibleName(accessible)
        self._icon = icon
        self._image = QImage()

    def show_picture(self, data: bytes | None) -> None:
        """Show a picture (JPEG or PNG bytes), or nothing."""
        self._image = QImage.fromData(data) if data else QImage()
        self.update()

    def has_picture(self) -> bool:
        """Whether there is one."""
        return not self._image.isNull()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame and what is in it."""
        of = colours.current()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(frame, 8, 8)
        painter.fillPath(path, QColor("#ffffff") if self.has_picture() else QColor(of.raised))
        if self.has_picture():
            painter.setClipPath(path)
            shown = self._image.size().scaled(self.size() - QSize(12, 12), Qt.AspectRatioMode.KeepAspectRatio)
            box = QRectF(0, 0, shown.width(), shown.height())
            box.moveCenter(frame.center())
            painter.drawImage(box, self._image)
            painter.setClipping(False)
        else:
            box = QRectF(0, 0, 28, 28)
            box.moveCenter(frame.center())
            icons.paint(painter, self._icon, box, of.muted)
        painter.setPen(QColor(of.border))
        painter.drawPath(path)
