"""Several things in one condition: chips that can be taken away, and a line to find the next one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QToolButton, QWidget

from crm_desktop.gui import icons
from crm_desktop.gui.common.completing import keep_below
from crm_desktop.gui.common.flow_layout import FlowLayout
from crm_desktop.gui.segments.offers import Option
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import fold, squeeze

LEAST = 220  # logical pixels
LINE = 170
MOST = 60  # offered at once
_GAP = 6


class Lines(QWidget):
    """Widgets side by side, as wide as they need and no wider than the row around them; then in lines."""

    def __init__(self) -> None:
        super().__init__()
        self.flow = FlowLayout(self, gap=_GAP, line_gap=4)

    def sizeHint(self) -> QSize:
        """Ask for one line, or as many as are needed."""
        hints = [item.sizeHint() for place in range(self.flow.count()) if (item := self.flow.itemAt(place))]
        slot = self.parentWidget()
        row = slot.parentWidget() if slot is not None else None
        room = max(LEAST, row.width() if row is not None else LEAST)
        width = min(room, sum(hint.width() + _GAP for hint in hints))
        return QSize(width, self.flow.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST, self.sizeHint().height())


class _PickLine(QLineEdit):
    """Enter and comma take what is typed; Backspace in the empty line takes the last chip away."""

    finished = Signal()
    emptied = Signal()
    left = Signal()
    offered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Comma} and self.text().strip(" ,"):
            self.finished.emit()
        elif key == Qt.Key.Key_Comma:
            return
        elif key == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit()
        elif key == Qt.Key.Key_Down and not event.modifiers():
            self.offered.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if not self.text():
            self.offered.emit()

    def sizeHint(self) -> QSize:
        return QSize(LINE, super().sizeHint().height())


class ChipPicker(Lines):
    """See the module.

    Args:
        options: what can be chosen: what the rule holds, and how it is shown.
        free: words that are not among the options are taken, too.
        missing: what to say to a word that is not among them.

    Signals:
        changed(): a chip came or went.
    """

    changed = Signal()

    def __init__(self, options: Sequence[Option], *, free: bool, hint: str = "") -> None:
        super().__init__()
        self._options = list(options)
        self._free = free
        self._chosen: list[Option] = []
        self._refused = ""
        self.line = _PickLine()
        self.line.setPlaceholderText(hint or (_("Write and press Enter") if free else _("Search and choose")))
        self.line.setAccessibleName(self.line.placeholderText())
        self.flow.addWidget(self.line)
        self._names = QStringListModel(self)
        self._completer = QCompleter(self._names, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(10)
        self.line.setCompleter(self._completer)
        keep_below(self._completer)
        self._completer.activated.connect(lambda _text: self._finish(), Qt.ConnectionType.QueuedConnection)
        self.line.finished.connect(self._finish)
        self.line.left.connect(self._left)
        self.line.emptied.connect(self._drop_last)
        self.line.offered.connect(self._offer)
        self.line.textEdited.connect(self._typed)
        self.setFocusProxy(self.line)

    def values(self) -> list[Any]:
        """Return what was chosen, as a rule holds it."""
        return [value for value, _text in self._chosen]

    def fault(self) -> str:
        """Return what is wrong with what was typed last."""
        return self._refused

    def set_values(self, values: Sequence[Any]) -> None:
        """Show what a rule holds; what is not there any more is shown as it was named."""
        self._chosen = [self._option_of(value) for value in values]
        self._rebuild()

    def _option_of(self, value: Any) -> Option:
        for option in self._options:
            if _same(option, value):
                return option
        named = value.get("name", "") or value.get("id", "") if isinstance(value, dict) else value
        return value, str(named)

    def _typed(self, text: str) -> None:
        self._fill(text)
        if self._refused:
            self._refused = ""
            self.changed.emit()

    def _offer(self) -> None:
        """Show all that can be chosen."""
        self._fill(self.line.text())
        if self._names.rowCount():
            self._completer.complete()

    def _fill(self, text: str) -> None:
        """Offer what has these letters, accents and case ignored; first what begins with them."""
        wanted = fold(squeeze(text))
        taken = {shown for _value, shown in self._chosen}
        close = [shown for _value, shown in self._options if wanted in fold(shown) and shown not in taken]
        close.sort(key=lambda shown: not fold(shown).startswith(wanted))
        self._names.setStringList(close[:MOST])
        if not close:
            self._hide_offers()

    def _hide_offers(self) -> str:
        """Hide what is offered; return what was chosen there with the arrows."""
        popup = self._completer.popup()
        if popup is None or not popup.isVisible():
            return ""
        index = popup.currentIndex()
        popup.hide()
        return str(index.data()) if index.isValid() else ""

    def _match(self, text: str) -> Option | None:
        wanted = fold(text)
        exact = [option for option in self._options if fold(option[1]) == wanted]
        if exact or self._free:
            return exact[0] if exact else (text, text)
        close = [option for option in self._options if wanted in fold(option[1])]
        return close[0] if len(close) == 1 else None

    def _finish(self) -> None:
        text = self._hide_offers() or squeeze(self.line.text().replace(",", " "))
        if not text:
            return
        found = self._match(text)
        if found is None:
            self._refused = _("There is no “{name}” to choose. Take one of the list.").format(name=text[:40])
            self.changed.emit()
            return
        self._refused = ""
        self.line.clear()
        if found[1] not in [shown for _value, shown in self._chosen]:
            self._chosen.append(found)
            self._rebuild()
        self.changed.emit()

    def _left(self) -> None:
        """What was typed and not taken is taken when the line is left, where any word will do."""
        if self._free or self._match(squeeze(self.line.text())) is not None:
            self._finish()

    def _drop_last(self) -> None:
        if self._chosen:
            self._remove(self._chosen[-1])

    def _remove(self, option: Option) -> None:
        self._chosen.remove(option)
        self._rebuild()
        self.line.setFocus()
        self.changed.emit()

    def _rebuild(self) -> None:
        while self.flow.count() > 1:
            item = self.flow.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, option in enumerate(self._chosen):
            chip = QToolButton()
            chip.setProperty("kind", "chip")
            chip.setProperty("tone", "accent")
            chip.setText(option[1].replace("&", "&&"))
            chip.setIcon(icons.icon("x", "muted"))
            chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            chip.setAccessibleName(_("Take {name} away").format(name=option[1]))
            chip.setToolTip(chip.accessibleName())
            chip.clicked.connect(lambda _on=False, option=option: self._remove(option))
            self.flow.insert(place, chip)
            chip.show()
        self.updateGeometry()


def _same(option: Option, value: Any) -> bool:
    """Whether an option is what a rule names: by id, else by name without regard to accents and case."""
    held = option[0]
    if isinstance(held, dict):
        if isinstance(value, dict):
            return bool(held["id"] == value.get("id") or fold(option[1]) == fold(str(value.get("name", ""))))
        return bool(held["id"] == value or fold(option[1]) == fold(str(value)))
    return bool(held == value)
