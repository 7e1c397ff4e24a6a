"""The photograph of a customer: chosen from a file, cut to a square, made small."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.gui import messages, tasks
from crm_desktop.gui.common.file_choice import open_file
from crm_desktop.gui.common.labels import IconLabel, Link, card
from crm_desktop.gui.common.pictures import picture_filter
from crm_desktop.gui.customers.file_parts import Photo
from crm_desktop.shared.errors import InvalidInput, KnownError
from crm_desktop.shared.i18n import _

SIDE = 512  # pixels of the square that is kept
MOST_BYTES = 200 * 1024
LARGEST_FILE = 60 * 1024 * 1024
_QUALITIES = (88, 80, 70, 60, 45, 30)
_SHOWN = 56


def prepare(path: Path) -> bytes:
    """Read a picture of any usual kind and return a square JPEG of at most `SIDE` pixels and `MOST_BYTES`.

    Its middle is kept; the turn that a camera noted is applied. Runs on a reader thread.

    Raises:
        InvalidInput: the file is no picture, or too large to be one.
    """
    try:
        size = path.stat().st_size
    except OSError:
        raise InvalidInput(_("This file cannot be read. Choose another.")) from None
    if size > LARGEST_FILE:
        raise InvalidInput(_("This picture is too large. Choose one of up to {count} MB.").format(count=60))
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    full = reader.size()
    if full.isValid() and max(full.width(), full.height()) > 4 * SIDE:
        reader.setScaledSize(
            full.scaled(QSize(2 * SIDE, 2 * SIDE), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        )
    image = reader.read()
    if image.isNull():
        raise InvalidInput(_("This file is no picture that can be read. Choose a JPEG or PNG picture."))
    return _encoded(_squared(image))


def _squared(image: QImage) -> QImage:
    side = min(image.width(), image.height())
    # Faces are rather in the upper half of a tall picture.
    top = (image.height() - side) // 3
    square = image.copy(QRect((image.width() - side) // 2, top, side, side))
    if side > SIDE:
        square = square.scaled(
            SIDE, SIDE, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    if square.hasAlphaChannel():
        white = QImage(square.size(), QImage.Format.Format_RGB32)
        white.fill(Qt.GlobalColor.white)
        painter = QPainter(white)
        painter.drawImage(0, 0, square)
        painter.end()
        square = white
    return square


def _encoded(image: QImage) -> bytes:
    data = b""
    for quality in _QUALITIES:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QImageWriter(buffer, b"jpeg")
        writer.setQuality(quality)
        writer.write(image)
        data = bytes(buffer.data().data())
        if len(data) <= MOST_BYTES:
            break
    return data


class PhotoEdit(QWidget):
    """Shows the photograph, or a place for one.

    `value()` is the content name of the stored picture, or the bytes of a new one, or "".

    Signals:
        changed(): another picture was chosen, or it was taken away.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._value: str | bytes = ""
        self._stored: bytes | None = None
        self._shown: QWidget | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self._place = QHBoxLayout()
        row.addLayout(self._place)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.choose_link = Link(_("Add a photograph"))
        self.remove_link = Link(_("Take the photograph away"))
        words.addStretch()
        words.addWidget(self.choose_link)
        words.addWidget(self.remove_link)
        words.addStretch()
        row.addLayout(words)
        self.choose_link.clicked.connect(self._ask)
        self.remove_link.clicked.connect(lambda: self._put("", changed=True))
        self.setFocusProxy(self.choose_link)
        self._put("")

    def value(self) -> str | bytes:
        """Return what is kept or to be kept."""
        return self._value

    def set_stored(self, name: str, data: bytes | None) -> None:
        """Show the stored picture."""
        self._stored = data
        self._put(name if data else "")

    def set_value(self, value: str | bytes) -> None:
        """Show a value that `value` gave."""
        self._put(value or "")

    def _ask(self) -> None:
        open_file(self.window(), _("Choose a photograph"), picture_filter(), self.take)

    def take(self, path: Path) -> None:
        """Use the picture of a file."""
        tasks.run_query(self, lambda: prepare(path), self._taken, key="photo", failed=self._refused)

    def _taken(self, data: bytes) -> None:
        self._put(data, changed=True)

    def _refused(self, error: KnownError) -> None:
        messages.show_error(self, error.sentence)

    def _put(self, value: str | bytes, *, changed: bool = False) -> None:
        self._value = value
        data = value if isinstance(value, bytes) else (self._stored if value else None)
        if self._shown is not None:
            self._place.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        if data:
            self._shown = Photo(data, _SHOWN)
        else:
            frame = card(kind="tile")
            frame.setFixedSize(_SHOWN, _SHOWN)
            inside = QHBoxLayout(frame)
            inside.addWidget(IconLabel("camera", "muted", 20), 0, Qt.AlignmentFlag.AlignCenter)
            self._shown = frame
        self._place.addWidget(self._shown)
        self.choose_link.set_text(_("Another photograph") if data else _("Add a photograph"))
        self.remove_link.setVisible(bool(data))
        if changed:
            self.changed.emit()
