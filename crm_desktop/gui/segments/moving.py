"""What conditions and groups share: they can be moved, with a handle, with buttons and with the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolButton, QWidget

from crm_desktop.gui import icons
from crm_desktop.shared.i18n import _

UP, DOWN = -1, 1


class Grip(QToolButton):
    """The handle by which something is dragged; with the focus on it, the arrow keys move.

    Signals:
        dragged(QPoint), dropped(QPoint): where, on the screen.
        stepped(int): UP or DOWN.
    """

    dragged = Signal(QPoint)
    dropped = Signal(QPoint)
    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setIcon(icons.icon("grip-vertical", "muted"))
        self.setIconSize(QSize(icons.SMALL, icons.SMALL))
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(_("Drag to another place; with the keyboard, Ctrl+↑ and Ctrl+↓"))
        self.setAccessibleName(_("Move"))
        self._from: QPoint | None = None
        self._dragging = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._from, self._dragging = event.globalPosition().toPoint(), False
            self.setFocus()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.globalPosition().toPoint()
        if self._from is None:
            return
        if self._dragging or (at - self._from).manhattanLength() >= QApplication.startDragDistance():
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged.emit(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was, self._from, self._dragging = self._dragging, None, False
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        if was:
            self.dropped.emit(event.globalPosition().toPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: UP, Qt.Key.Key_Down: DOWN}.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)


class Movable(QWidget):
    """A condition or a group inside a group.

    Attributes:
        group: the group in which it stands; None for the whole rule.

    Signals:
        changed(): what it says is another.
        removed(object): its x was pressed; itself.
        stepped(object, int): it is to move up or down.
        dragged(object, QPoint), dropped(object, QPoint): where, on the screen.
    """

    changed = Signal()
    removed = Signal(object)
    stepped = Signal(object, int)
    dragged = Signal(object, QPoint)
    dropped = Signal(object, QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.group: Movable | None = None
        self.grip = Grip()
        self.grip.dragged.connect(lambda at: self.dragged.emit(self, at))
        self.grip.dropped.connect(lambda at: self.dropped.emit(self, at))
        self.grip.stepped.connect(lambda step: self.stepped.emit(self, step))
        self.up_button = _tool("chevron-up", _("Move up (Ctrl+↑)"))
        self.up_button.clicked.connect(lambda: self.stepped.emit(self, UP))
        self.down_button = _tool("chevron-down", _("Move down (Ctrl+↓)"))
        self.down_button.clicked.connect(lambda: self.stepped.emit(self, DOWN))
        self.remove_button = _tool("x", _("Take away"))
        self.remove_button.clicked.connect(lambda: self.removed.emit(self))

    def movers(self) -> QWidget:
        """Return the buttons at the right: up, down, away."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for one in (self.up_button, self.down_button, self.remove_button):
            row.addWidget(one)
        return holder


def _tool(icon: str, text: str) -> QToolButton:
    made = QToolButton()
    made.setIcon(icons.icon(icon, "muted"))
    made.setIconSize(QSize(icons.SMALL, icons.SMALL))
    made.setToolTip(text)
    made.setAccessibleName(text)
    return made
