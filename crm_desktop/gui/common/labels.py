"""Text on the screen. Every label here shows plain text: what a person typed is data, never markup."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QPushButton, QScrollArea, QSizePolicy, QWidget

from crm_desktop.gui import icons, theme

Tone = Literal["", "muted", "late", "near", "done", "accent"]


class PlainLabel(QLabel):
    """A label of plain text that wraps and can be told its tone and its size.

    Args:
        text: what it says.
        tone: "" normal, "muted" second to read, "late", "near", "done" or "accent".
        scale: share of the normal text size; follows the size that the person chose.
        bold: the one weight for emphasis.
        wrap: break long text into lines.
        selectable: can be copied with mouse and keyboard (data of a customer should be).
    """

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        tone: Tone = "",
        scale: float = 1.0,
        bold: bool = False,
        wrap: bool = False,
        selectable: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._scale, self._bold = scale, bold
        self.setText(text)
        self.setWordWrap(wrap)
        if tone:
            self.setProperty("tone", tone)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.setCursor(Qt.CursorShape.IBeamCursor)
        if scale != 1.0 or bold:
            self.setFont(theme.scaled_font(scale, bold=bold))

    def set_tone(self, tone: Tone) -> None:
        """Change the colour of the text."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            theme.repolish(self)

    def follow_font(self) -> None:
        """Follow the size of text that the person chose (`theme.apply` calls it)."""
        if self._scale != 1.0 or self._bold:
            self.setFont(theme.scaled_font(self._scale, bold=self._bold))


def title(text: str = "", parent: QWidget | None = None) -> PlainLabel:
    """Return the heading of a screen or of a customer file (1.5)."""
    return PlainLabel(text, parent, scale=theme.TITLE, bold=True)


def heading(text: str = "", parent: QWidget | None = None) -> PlainLabel:
    """Return the heading of a card or of a part of a form (1.2)."""
    return PlainLabel(text, parent, scale=theme.HEADING, bold=True)


def caption(text: str = "", parent: QWidget | None = None) -> PlainLabel:
    """Return a small quiet heading over a group."""
    return PlainLabel(text, parent, tone="muted", scale=0.9, bold=True)


def muted(text: str = "", parent: QWidget | None = None, *, wrap: bool = False) -> PlainLabel:
    """Return text that is read second."""
    return PlainLabel(text, parent, tone="muted", wrap=wrap)


class Chip(PlainLabel):
    """A tag, a tier or a state: a rounded label, always with text and not with colour alone."""

    def __init__(self, text: str, tone: Tone = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent, tone=tone, scale=0.95)
        self.setProperty("kind", "chip")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


class KeyCap(PlainLabel):
    """The name of a key, such as "Ctrl+K"."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent, scale=0.9)
        self.setProperty("kind", "key")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


class ElidedLabel(PlainLabel):
    """One line that ends in "…" when there is no room; the whole text is in its tool tip."""

    def minimumSizeHint(self) -> QSize:
        """Allow it to be as narrow as a few letters."""
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what fits."""
        metrics = QFontMetrics(self.font())
        area = self.contentsRect()
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(area, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), shown)


class IconLabel(QLabel):
    """A Lucide icon as a picture; what it means is said by the text beside it."""

    def __init__(
        self, name: str, role: str = "muted", size: int = icons.SMALL, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._name, self._role, self._size = name, role, size
        self.setFixedSize(size, size)

    def set_icon(self, name: str, role: str = "") -> None:
        """Show another icon."""
        self._name, self._role = name, role or self._role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon in the colours of the theme in force."""
        painter = QPainter(self)
        icons.icon(self._name, self._role).paint(painter, self.rect())


class Link(QPushButton):
    """A word or sentence that does something, such as "Undo" or a telephone number; works by keyboard."""

    def __init__(self, text: str, parent: QWidget | None = None, *, icon: str = "") -> None:
        super().__init__(parent)
        self.setProperty("kind", "link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        if icon:
            self.setIcon(icons.icon(icon, "accent"))
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show a text as it stands (an ampersand in it is no shortcut)."""
        self.setText(("  " if not self.icon().isNull() else "") + text.replace("&", "&&"))
        self.setAccessibleName(text)


class ElidedLink(Link):
    """A name that opens what it names; ends in "…" when there is no room, then the tool tip has it whole."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        self._whole = text
        super().__init__(text, parent)
        self.setProperty("kind", "name")

    def set_text(self, text: str) -> None:
        """Show as much of a text as fits."""
        self._whole = text
        super().set_text(text)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._whole) + 14, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        metrics = self.fontMetrics()
        shown = metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width() - 12)
        self.setText(shown.replace("&", "&&"))
        self.setToolTip(self._whole if shown != self._whole else "")


def button(text: str, icon: str = "", kind: Literal["", "primary", "danger", "flat"] = "") -> QPushButton:
    """Return a button with a verb, and perhaps an icon before it."""
    made = QPushButton(("  " if icon else "") + text.replace("&", "&&"))
    made.setAccessibleName(text)
    if kind:
        made.setProperty("kind", kind)
    if icon:
        made.setIcon(icons.icon(icon, {"primary": "on_fill", "danger": "late"}.get(kind, "muted")))
    return made


def rule(parent: QWidget | None = None) -> QFrame:
    """Return a hair line between two parts."""
    line = QFrame(parent)
    line.setProperty("kind", "rule")
    line.setFixedHeight(1)
    return line


def card(parent: QWidget | None = None, kind: Literal["card", "note", "tile", "bar"] = "card") -> QFrame:
    """Return an empty framed area; put a layout into it."""
    frame = QFrame(parent)
    frame.setProperty("kind", kind)
    frame.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return frame


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and free it; what was shown is gone at once."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def scrolled(widget: QWidget) -> QScrollArea:
    """Return an area that scrolls a tall widget up and down, on the background of what is around it."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    widget.setProperty("kind", "page")
    area.setWidget(widget)
    return area
