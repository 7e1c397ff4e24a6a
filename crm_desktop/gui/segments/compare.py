"""Two segments beside each other: who is in both, and only in the one or the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabBar

from crm_desktop.gui.segments.members import Source
from crm_desktop.shared.formats import number
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.domain.segments.model import Comparison

BOTH, FIRST, SECOND = range(3)


class CompareTabs(QTabBar):
    """Three tabs with their counts.

    Attributes:
        found: what was compared last.
    """

    def __init__(self, locale: str, shown: Callable[[Source], object]) -> None:
        super().__init__()
        self._locale = locale
        self._shown = shown
        self._names = ("", "")
        self.found: Comparison | None = None
        for _place in range(3):
            self.addTab("")
        self.setExpanding(False)
        self.setDrawBase(False)
        self.currentChanged.connect(lambda _place: self.show_part())

    def show_comparison(self, first: str, second: str, found: Comparison) -> None:
        """Show what two segments have in common, and what not."""
        self._names, self.found = (first, second), found
        both, only_first, only_second = (number(len(ids), self._locale) for ids in self._parts())
        only = _("Only in “{name}” ({count})")
        texts = (
            _("In both ({count})").format(count=both),
            only.format(name=first, count=only_first),
            only.format(name=second, count=only_second),
        )
        for place, text in enumerate(texts):
            self.setTabText(place, text.replace("&", "&&"))
        self.blockSignals(True)
        self.setCurrentIndex(BOTH)
        self.blockSignals(False)
        self.show_part()

    def _parts(self) -> tuple[list[int], list[int], list[int]]:
        found = self.found
        if found is None:
            return [], [], []
        return list(found.both), list(found.only_first), list(found.only_second)

    def show_part(self) -> None:
        """Show the customers of the chosen tab."""
        if self.found is None:
            return
        place = max(0, self.currentIndex())
        ids = self._parts()[place]
        first, second = self._names
        name = (
            _("{first} and {second}").format(first=first, second=second),
            _("{first}, not {second}").format(first=first, second=second),
            _("{first}, not {second}").format(first=second, second=first),
        )[place]
        self._shown(Source(name, lambda: ids))
