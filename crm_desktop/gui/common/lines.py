"""Lines of a form that can be added and taken away, each a sentence with its blanks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from crm_desktop.gui import icons
from crm_desktop.gui.common.inputs import ChoiceBox, NumberBox
from crm_desktop.gui.common.labels import Link, PlainLabel
from crm_desktop.shared.i18n import _

T = TypeVar("T")


class Line(QWidget, Generic[T]):
    """One line; subclasses build it.

    Signals:
        changed(), removed()
    """

    changed = Signal()
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(6)

    def value(self) -> T:
        """Return what the line says."""
        raise NotImplementedError

    def fault(self) -> str | None:
        """Return what is wrong with the line."""
        return None

    def word(self, text: str) -> PlainLabel:
        """Put a word between the fields."""
        label = PlainLabel(text, tone="muted")
        self.row.addWidget(label)
        return label

    def choice(self, texts: Sequence[str], current: int, name: str) -> ChoiceBox:
        """Put a choice into the line."""
        box = ChoiceBox()
        box.addItems(list(texts))
        box.setCurrentIndex(max(0, current))
        box.setAccessibleName(name)
        box.activated.connect(lambda _index: self._touch())
        self._take(box)
        return box

    def figure(self, value: int, low: int, high: int, name: str, suffix: str = "") -> NumberBox:
        """Put a whole number into the line."""
        box = NumberBox(low, high)
        box.setSuffix(suffix)
        box.setValue(value)
        box.setAccessibleName(name)
        box.valueChanged.connect(lambda _value: self._touch())
        self._take(box)
        return box

    def text(self, value: str, name: str, placeholder: str = "", stretch: int = 1) -> QLineEdit:
        """Put a text into the line."""
        edit = QLineEdit(value)
        edit.setAccessibleName(name)
        edit.setPlaceholderText(placeholder)
        edit.textEdited.connect(lambda _text: self._touch())
        self._take(edit, stretch)
        return edit

    def end(self) -> None:
        """Put the button at the end that takes the line away."""
        away = QToolButton()
        away.setIcon(icons.icon("x", "muted"))
        away.setToolTip(_("Take away"))
        away.setAccessibleName(_("Take away"))
        away.clicked.connect(self.removed)
        self.row.addWidget(away)

    def _take(self, field: QWidget, stretch: int = 0) -> None:
        self.row.addWidget(field, stretch)
        if self.focusProxy() is None:  # a new line begins at its first field
            self.setFocusProxy(field)

    def _touch(self) -> None:
        self.fit()
        self.changed.emit()

    def fit(self) -> None:
        """Show the fields that the line needs now."""


class Lines(QWidget):
    """Lines, and a link that adds one more.

    Signals:
        changed(): the person changed something.
    """

    changed = Signal()

    def __init__(self, add_text: str, make: Callable[[Any], Line[Any]], fresh: Callable[[], Any]) -> None:
        super().__init__()
        self._make, self._fresh = make, fresh
        self.lines: list[Line[Any]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        column.addLayout(self._column)
        self.add_link = Link(add_text, icon="plus")
        self.add_link.clicked.connect(self.add_new)
        row = QHBoxLayout()
        row.addWidget(self.add_link)
        row.addStretch()
        column.addLayout(row)
        self.setFocusProxy(self.add_link)

    def values(self) -> tuple[Any, ...]:
        """Return what all lines say."""
        return tuple(line.value() for line in self.lines)

    def set_values(self, values: Sequence[Any]) -> None:
        """Show these."""
        for line in tuple(self.lines):
            self._drop(line)
        for value in values or ():
            self._add(value)

    def fault(self) -> str | None:
        """Return the first thing that is wrong."""
        return next((fault for line in self.lines if (fault := line.fault())), None)

    def add_new(self) -> None:
        """Add a line."""
        self._add(self._fresh()).setFocus()
        self.changed.emit()

    def _add(self, value: Any) -> Line[Any]:
        line = self._make(value)
        self.lines.append(line)
        self._column.addWidget(line)
        line.changed.connect(self.changed)
        line.removed.connect(lambda: self._removed(line))
        return line

    def _removed(self, line: Line[Any]) -> None:
        self._drop(line)
        self.add_link.setFocus()
        self.changed.emit()

    def _drop(self, line: Line[Any]) -> None:
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
