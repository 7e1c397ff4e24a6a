"""Tags as chips that can be taken away, and a place to type a new one."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QToolButton, QVBoxLayout, QWidget

from crm_desktop.gui import icons
from crm_desktop.gui.common.flow_layout import FlowLayout
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import fold, squeeze

LONGEST = 60  # letters of a tag


class _TagLine(QLineEdit):
    """Enter, Tab and comma finish a tag; Backspace in an empty line takes the last one away."""

    finished = Signal()
    emptied = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Comma} and self.text().strip(" ,"):
            self.finished.emit()
        elif event.key() == Qt.Key.Key_Comma:
            return
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.finished.emit()


class TagEditor(QWidget):
    """The tags of one customer, or those to put on many.

    Two tags that differ only in accents or case are one: the known spelling wins.

    Signals:
        changed(): the person added or took away a tag.
    """

    changed = Signal()

    def __init__(self, known: Iterable[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tags: list[str] = []
        self._known = {fold(tag): tag for tag in known}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, gap=6)
        self.line = _TagLine()
        self.line.setPlaceholderText(_("Add a tag and press Enter"))
        self.line.setAccessibleName(_("Add a tag"))
        self.line.finished.connect(self._finish)
        self.line.emptied.connect(self._drop_last)
        column.addWidget(self._chips)
        column.addWidget(self.line)
        self._names = QStringListModel(sorted(self._known.values(), key=fold), self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(lambda _text: self._finish(), Qt.ConnectionType.QueuedConnection)
        self.line.setCompleter(completer)
        self.setFocusProxy(self.line)
        self._chips.hide()

    def set_known(self, known: Iterable[str]) -> None:
        """Offer these tags while typing."""
        self._known = {fold(tag): tag for tag in known}
        self._names.setStringList(sorted(self._known.values(), key=fold))

    def tags(self) -> tuple[str, ...]:
        """Return the tags, in the order they were added; one that is still being typed counts."""
        typed = self._clean(self.line.text())
        return tuple(self._tags) + ((typed,) if typed and not self._has(typed) else ())

    def set_tags(self, tags: Iterable[str]) -> None:
        """Show these tags."""
        self._tags = list(tags)
        self.line.clear()
        self._rebuild()

    def _clean(self, text: str) -> str:
        text = squeeze(text.replace(",", " "))[:LONGEST]
        return self._known.get(fold(text), text)

    def _has(self, tag: str) -> bool:
        return fold(tag) in {fold(one) for one in self._tags}

    def _finish(self) -> None:
        tag = self._clean(self.line.text())
        self.line.clear()
        if tag and not self._has(tag):
            self._tags.append(tag)
            self._rebuild()
            self.changed.emit()

    def _drop_last(self) -> None:
        if self._tags:
            self._remove(self._tags[-1])

    def _remove(self, tag: str) -> None:
        self._tags.remove(tag)
        self._rebuild()
        self.changed.emit()

    def _rebuild(self) -> None:
        self._flow.clear()
        for tag in self._tags:
            chip = QToolButton()
            chip.setProperty("kind", "chip")
            chip.setText(tag.replace("&", "&&"))
            chip.setIcon(icons.icon("x", "muted"))
            chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            chip.setAccessibleName(_("Remove the tag {tag}").format(tag=tag))
            chip.setToolTip(chip.accessibleName())
            chip.clicked.connect(lambda _on=False, tag=tag: self._remove(tag))
            self._flow.addWidget(chip)
        self._chips.setVisible(bool(self._tags))
