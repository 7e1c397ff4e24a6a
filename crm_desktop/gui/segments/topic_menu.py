"""Choosing what a condition is about: a button, and a menu by theme in which one can search."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from crm_desktop.gui import icons, theme
from crm_desktop.gui.common.labels import card
from crm_desktop.gui.segments.offers import Topic
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import fold

WIDTH, HEIGHT = 330, 380  # logical pixels
_PLACE = Qt.ItemDataRole.UserRole


class _Line(QLineEdit):
    """The search line: Up and Down walk through the list below it."""

    walked = Signal(int)
    taken = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self.walked.emit(step)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.taken.emit()
        else:
            super().keyPressEvent(event)


class TopicMenu(QWidget):
    """See the module.

    Signals:
        chosen(object): a Topic.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget, topics: Sequence[Topic]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._topics = topics
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame = card()
        outer.addWidget(frame)
        column = QVBoxLayout(frame)
        column.setContentsMargins(8, 8, 4, 4)
        column.setSpacing(6)
        self.line = _Line()
        self.line.setPlaceholderText(_("What is it about?"))
        self.line.setAccessibleName(_("What is it about?"))
        self.line.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("Topics"))
        column.addWidget(self.line)
        column.addWidget(self.list)
        self.line.textChanged.connect(self._fill)
        self.line.walked.connect(self._walk)
        self.line.taken.connect(self._take)
        self.list.itemClicked.connect(lambda _item: self._take())
        self.setFocusProxy(self.line)
        self.resize(WIDTH, HEIGHT)
        self._fill("")

    def open_at(self, button: QWidget) -> None:
        """Show the menu under a button, or above it where there is no room."""
        at = button.mapToGlobal(QPoint(0, button.height() + 2))
        screen = button.screen().availableGeometry()
        if at.y() + HEIGHT > screen.bottom():
            at.setY(max(screen.top(), button.mapToGlobal(QPoint(0, 0)).y() - HEIGHT - 2))
        at.setX(min(at.x(), screen.right() - WIDTH))
        self.move(at)
        self.show()
        self.line.setFocus()

    def _fill(self, text: str) -> None:
        words = fold(text).split()
        self.list.clear()
        heading = ""
        for place, topic in enumerate(self._topics):
            if not all(word in fold(f"{topic.title} {topic.theme}") for word in words):
                continue
            if topic.theme != heading:
                heading = topic.theme
                head = QListWidgetItem(heading.upper())
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                head.setFont(theme.scaled_font(0.85, bold=True))
                head.setSizeHint(QSize(10, 30))
                self.list.addItem(head)
            item = QListWidgetItem(topic.title)
            item.setData(_PLACE, place)
            self.list.addItem(item)
        self._walk(1, from_row=-1)
        best = next((row for row in range(self.list.count()) if self._starts(row, fold(text))), None)
        if text and best is not None:
            self.list.setCurrentRow(best)

    def _starts(self, row: int, text: str) -> bool:
        item = self.list.item(row)
        return item.data(_PLACE) is not None and fold(item.text()).startswith(text)

    def _walk(self, step: int, from_row: int | None = None) -> None:
        """Go on by so many, over the headings."""
        row = self.list.currentRow() if from_row is None else from_row
        way = 1 if step > 0 else -1
        last = row
        for _one in range(abs(step)):
            following = row + way
            while 0 <= following < self.list.count() and self.list.item(following).data(_PLACE) is None:
                following += way
            if not 0 <= following < self.list.count():
                break
            row = last = following
        if 0 <= last < self.list.count():
            self.list.setCurrentRow(last)

    def _take(self) -> None:
        item = self.list.currentItem()
        place = item.data(_PLACE) if item is not None else None
        if place is not None:
            self.close()
            self.chosen.emit(self._topics[place])


class TopicButton(QPushButton):
    """Shows what a condition is about; Enter, Space, Down or a click opens the menu.

    Args:
        topics: gives what can be chosen, when the menu opens.

    Signals:
        chosen(object): a Topic.
    """

    chosen = Signal(object)

    def __init__(self, topics: Callable[[], Sequence[Topic]]) -> None:
        super().__init__()
        self._topics = topics
        self.clicked.connect(self.open_menu)
        self.show_title("")

    def show_title(self, title: str) -> None:
        """Show what was chosen, "" for nothing yet."""
        shown = title or _("Choose…")
        self.setText(shown.replace("&", "&&") + "  ▾")
        self.setAccessibleName(_("About: {title}").format(title=shown))

    def open_menu(self) -> TopicMenu:
        """Open the menu; return it."""
        menu = TopicMenu(self, self._topics())
        menu.chosen.connect(self.chosen)
        menu.open_at(self)
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens, too."""
        plain = not event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Down and plain:
            self.open_menu()
        else:
            super().keyPressEvent(event)
