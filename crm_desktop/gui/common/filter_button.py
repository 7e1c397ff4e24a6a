"""Filters as chips with a menu: "Etapa: todas ▾"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from crm_desktop.gui import theme
from crm_desktop.shared.i18n import _


class FilterButton(QToolButton):
    """A chip that shows what a list is narrowed to, and a menu to change it. It is tinted while it narrows.

    Args:
        label: what is filtered ("Town").
        everything: the word for no filter ("all").
        options: reads the choices, as (value, text), each time the menu opens; or a fixed sequence.

    Signals:
        chosen(object): the value of the choice, None for no filter.
    """

    chosen = Signal(object)

    def __init__(
        self,
        label: str,
        everything: str = "",
        options: Sequence[tuple[Any, str]] | Callable[[], Sequence[tuple[Any, str]]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "chip")
        self._label, self._everything = label, everything or _("all")
        self._options = options
        self._value: Any = None
        self._text, self._short = "", False
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)
        self._show("")

    def value(self) -> Any:
        """Return what the list is narrowed to, or None."""
        return self._value

    def set_options(self, options: Sequence[tuple[Any, str]]) -> None:
        """Offer other choices."""
        self._options = list(options)

    def set_value(self, value: Any, text: str = "") -> None:
        """Show a filter without telling; `text` when it is not among the choices yet."""
        self._value = value
        if value is not None and not text:
            text = next((t for v, t in self._read() if v == value), str(value))
        self._show(text)

    def _read(self) -> Sequence[tuple[Any, str]]:
        return self._options() if callable(self._options) else self._options

    def set_short(self, short: bool) -> None:
        """Show only what is filtered while nothing is chosen, for want of room."""
        if short != self._short:
            self._short = short
            self._show(self._text)

    def is_short(self) -> bool:
        """Whether only what is filtered is shown while nothing is chosen."""
        return self._short

    def spared(self) -> int:
        """Return by how many pixels it is narrower when it is short."""
        if self._value is not None:
            return 0
        return self.fontMetrics().horizontalAdvance(self._said("")) - self.fontMetrics().horizontalAdvance(
            self._label
        )

    def _said(self, text: str) -> str:
        return _("{label}: {value}").format(label=self._label, value=text or self._everything)

    def _show(self, text: str) -> None:
        self._text = text
        shown = self._said(text)
        seen = self._label if self._short and self._value is None else shown
        self.setText(seen.replace("&", "&&") + "  ▾")
        self.setToolTip("" if seen == shown else shown)
        self.setAccessibleName(shown)
        tone = "accent" if self._value is not None else ""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            theme.repolish(self)

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        self._add(menu, None, self._everything[:1].upper() + self._everything[1:])
        options = self._read()
        if options:
            menu.addSeparator()
        for value, text in options:
            self._add(menu, value, text)

    def _add(self, menu: QMenu, value: Any, text: str) -> None:
        action = QAction(text.replace("&", "&&"), menu)
        action.setCheckable(True)
        action.setChecked(value == self._value)
        action.triggered.connect(lambda: self._choose(value, text))
        menu.addAction(action)

    def _choose(self, value: Any, text: str) -> None:
        self._value = value
        self._show("" if value is None else text)
        self.chosen.emit(value)


class ChipToggle(QToolButton):
    """A chip that is on or off, such as "Archived"; `toggled(bool)` tells."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "chip")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show a text as it stands."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
