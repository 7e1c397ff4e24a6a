"""All keys on one page: `?` or F1."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from crm_desktop.gui.common.dialog import Dialog
from crm_desktop.gui.common.flow_layout import FlowLayout
from crm_desktop.gui.common.labels import KeyCap, PlainLabel, caption
from crm_desktop.shared.i18n import _

AROUND = 150  # logical pixels: heading, button, margins


def common_keys() -> tuple[tuple[str, str], ...]:
    """Return the keys that work everywhere, as (key, what it does)."""
    return (
        ("Ctrl+K", _("Search everything")),
        ("Ctrl+F", _("Search in this screen")),
        ("Ctrl+N", _("Add a new one")),
        (_("Ctrl+Shift+N"), _("New customer, from anywhere")),
        ("F2", _("Edit what is selected")),
        (_("Enter"), _("Open what is selected")),
        (_("Esc"), _("Go back; clear the search")),
        ("Ctrl+P", _("Print")),
        ("Ctrl+Z", _("Undo the last thing that was done")),
        (_("Ctrl+Enter"), _("Save the form")),
        ("Ctrl+B", _("Names or only icons at the left")),
        ("F1, ?", _("Show these keys")),
    )


def _leading(places: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    said = _("Go to “{screen}”")
    return [(key, said.format(screen=title)) for key, title in places]


class KeysDialog(Dialog):
    """Shows the keys of the whole window and those of the screen in front.

    Args:
        parent: the window.
        screen_title: of the screen in front.
        screen_keys: its own keys, as (key, what it does).
        places: the keys that lead to the screens, as (key, title of the screen).
    """

    def __init__(
        self,
        parent: QWidget | None,
        screen_title: str,
        screen_keys: Sequence[tuple[str, str]],
        places: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(parent, _("All by keyboard"), width=460)
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        parts: list[tuple[str, Sequence[tuple[str, str]]]] = [("", (*_leading(places), *common_keys()))]
        if screen_keys:
            parts.append((screen_title, screen_keys))
        row = 0
        for heading, keys in parts:
            if heading:
                grid.addWidget(caption(heading), row, 0, 1, 2)
                row += 1
            for key, meaning in keys:
                holder = QWidget()
                flow = FlowLayout(holder, gap=4)
                for one in key.split(", "):
                    flow.addWidget(KeyCap(one))
                holder.setMinimumWidth(110)
                grid.addWidget(holder, row, 0, Qt.AlignmentFlag.AlignVCenter)
                grid.addWidget(PlainLabel(meaning), row, 1)
                row += 1
        self.add_scrolled(page)
        high = page.sizeHint().height() + AROUND
        self.resize(500, min(high, self.screen().availableGeometry().height() - AROUND // 2))
