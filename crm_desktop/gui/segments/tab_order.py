"""Tab goes through what is put in, taken out and moved as one reads it: left to right, from the top down."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def follow_reading(whole: QWidget) -> None:
    """Let Tab go through the widgets in `whole` in the order of their layouts.

    Qt puts a new widget last in its window, so that after it Tab would leave the page.
    """
    before = _before(whole)
    for widget in _in_order(whole.layout()):
        if before is not None:
            QWidget.setTabOrder(before, widget)
        before = widget


def _before(whole: QWidget) -> QWidget | None:
    """Return where Tab stops before it comes to `whole`; None where there is nothing else."""
    found = whole.previousInFocusChain()
    while found is not None and found is not whole:
        if _stops(found) and not whole.isAncestorOf(found):
            return found
        found = found.previousInFocusChain()
    return None


def _in_order(layout: QLayout | None) -> Iterator[QWidget]:
    for place in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(place) if layout is not None else None
        if item is None:
            continue
        widget = item.widget()
        if widget is None:
            yield from _in_order(item.layout())
            continue
        if _stops(widget):
            yield widget
        yield from _in_order(widget.layout())


def _stops(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
