"""The navigation at the left: groups of screens, icon and word, collapsible to icons, with counters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from crm_desktop.gui import colours, icons, theme
from crm_desktop.gui.common.labels import IconLabel, PlainLabel, caption
from crm_desktop.shared.i18n import _

WIDE, NARROW = 208, 60


class NavItem(NamedTuple):
    """One screen in the navigation; `key` is the name of its keys, such as "Ctrl+1"."""

    id: str
    title: str
    icon: str
    group: str
    key: str = ""


class NavButton(QToolButton):
    """A screen: icon, word, and how many things wait there."""

    def __init__(self, item: NavItem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self._count, self._late = 0, False
        self.setProperty("kind", "nav")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIcon(icons.icon(item.icon, "muted", "on_soft"))
        self.setIconSize(QSize(18, 18))
        self.setText("  " + item.title.replace("&", "&&"))
        self.setToolTip(f"{item.title} ({item.key})" if item.key else item.title)
        self.set_narrow(False)
        self.set_count(0, late=False)

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon alone, or icon and word."""
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(style.ToolButtonIconOnly if narrow else style.ToolButtonTextBesideIcon)
        self.setMinimumWidth(NARROW - 20 if narrow else WIDE - 20)

    def set_count(self, count: int, *, late: bool) -> None:
        """Show how many things wait (0 shows nothing); in red when something is late."""
        self._count, self._late = count, late
        title = self.item.title
        self.setAccessibleName(
            _("{title}, {count} waiting").format(title=title, count=count) if count else title
        )
        self.update()

    def count(self) -> int:
        """Return the counter."""
        return self._count

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, and its counter over it."""
        super().paintEvent(event)
        if not self._count:
            return
        of = colours.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly:
            painter.setBrush(QColor(of.late if self._late else of.accent))
            painter.drawEllipse(QRectF(self.width() - 13, 5, 8, 8))
            return
        text = str(self._count) if self._count < 1000 else "999+"
        painter.setFont(theme.scaled_font(0.92))
        width = max(26, painter.fontMetrics().horizontalAdvance(text) + 16)
        height = painter.fontMetrics().height() + 3
        box = QRectF(self.width() - width - 8, (self.height() - height) / 2, width, height)
        painter.setBrush(QColor(of.late_soft if self._late else of.raised))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(QColor(of.late if self._late else of.muted))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


class NavBar(QFrame):
    """All screens that exist.

    Signals:
        chosen(str): the id of a screen.
        narrowed(bool): the person collapsed or widened it.
    """

    chosen = Signal(str)
    narrowed = Signal(bool)

    def __init__(self, items: Sequence[NavItem], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "nav")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 12, 10, 10)
        column.setSpacing(1)
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 0, 4)
        head.setSpacing(8)
        head.addWidget(IconLabel("store", "accent", 24))
        self._name = PlainLabel("Mostrador", scale=1.25, bold=True)
        head.addWidget(self._name, 1)
        column.addLayout(head)
        self.buttons: dict[str, NavButton] = {}
        self._captions: list[QWidget] = []
        self._lines: list[QWidget] = []
        group = ""
        for item in items:
            if item.group != group:
                self._begin(column, item.group, first=not group)
                group = item.group
            button = NavButton(item)
            button.clicked.connect(lambda _on=False, key=item.id: self.chosen.emit(key))
            column.addWidget(button)
            self.buttons[item.id] = button
        column.addStretch()
        self.toggle = QToolButton()
        self.toggle.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.toggle.setIconSize(QSize(18, 18))
        self.toggle.clicked.connect(self._toggled)
        column.addWidget(self.toggle)
        self._narrow = False
        self.set_narrow(False)

    def _begin(self, column: QVBoxLayout, group: str, *, first: bool) -> None:
        label = caption(group.upper())
        label.setContentsMargins(11, 8 if first else 12, 0, 3)
        line = QFrame()
        line.setProperty("kind", "rule")
        line.setFixedHeight(1)
        column.addWidget(label)
        if not first:
            column.addSpacing(2)
        column.addWidget(line)
        self._captions.append(label)
        self._lines.append(line)

    def is_narrow(self) -> bool:
        """Whether only icons are shown."""
        return self._narrow

    def set_narrow(self, narrow: bool) -> None:
        """Collapse to icons, or show the words too."""
        self._narrow = narrow
        self.setFixedWidth(NARROW if narrow else WIDE)
        self._name.setVisible(not narrow)
        for label in self._captions:
            label.setVisible(not narrow)
        for line in self._lines:
            line.setVisible(narrow)
        for button in self.buttons.values():
            button.set_narrow(narrow)
        self.toggle.setIcon(icons.icon("panel-left-open" if narrow else "panel-left-close", "muted"))
        said = _("Show the names of the screens") if narrow else _("Show only the icons")
        self.toggle.setToolTip(said)
        self.toggle.setAccessibleName(said)

    def _toggled(self) -> None:
        self.set_narrow(not self._narrow)
        self.narrowed.emit(self._narrow)

    def show_current(self, screen_id: str) -> None:
        """Mark the screen that is in front."""
        if screen_id in self.buttons:
            self.buttons[screen_id].setChecked(True)
