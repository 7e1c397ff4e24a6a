"""The chips over a list: their values are known at once, the chips themselves come after the first paint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.gui import later
from crm_desktop.gui.common.filter_button import ChipToggle, FilterButton
from crm_desktop.gui.common.flow_layout import FlowLayout
from crm_desktop.gui.common.labels import Link
from crm_desktop.gui.common.list_spec import Choice, Options, Toggle
from crm_desktop.shared.i18n import _

GAP = 6  # between two chips
CHIP_PADDING = 12  # logical pixels over and under the words of a chip


class ListFilters(QWidget):
    """See the module.

    Args:
        filters: in their order.
        after: the widget from which Tab leads to the first chip.
        height: how high the chips were the last time, in pixels: that room is kept, so that nothing moves.

    Signals:
        changed(): the person chose something.
        cleared(): the person wants to see everything again.
        grown(int): how high all chips are, in pixels.
    """

    changed = Signal()
    cleared = Signal()
    grown = Signal(int)

    def __init__(self, filters: Sequence[Choice | Toggle], after: QWidget, height: int = 0) -> None:
        super().__init__()
        self._after = after
        self._filters = {one.key: one for one in filters}
        self._values: dict[str, Any] = {}
        self._options: dict[str, Options] = {
            one.key: one.options for one in filters if isinstance(one, Choice)
        }
        self._texts: dict[str, str] = {}
        self._away = {one.key for one in filters if isinstance(one, Toggle) and one.optional}
        self._chips: dict[str, FilterButton | ChipToggle] = {}
        self.clear_link = Link(_("Remove filters"), self)
        self.clear_link.clicked.connect(self.cleared)
        self.clear_link.hide()
        self._made = False
        self._flow = FlowLayout(self, gap=GAP)
        if filters:
            self.setMinimumHeight(max(height, self.fontMetrics().height() + CHIP_PADDING))
        self._awaits_options = any(isinstance(one, Choice) and not one.options for one in filters)

    def make_soon(self) -> None:
        """Make the chips as soon as the list has been painted."""
        if self._filters and not self._made:
            later.do(self, self._make)

    # -- values

    def chosen(self) -> dict[str, Any]:
        """Return the filters that are set and not put away: key -> value."""
        return {
            key: value
            for key, value in self._values.items()
            if key not in self._away and value is not None and value is not False
        }

    def narrows(self) -> bool:
        """Whether a filter leaves something out."""
        return any(not _widens(self._filters[key]) for key in self.chosen())

    def value(self, key: str) -> Any:
        """Return the value of a filter, None when it is not set."""
        return self._values.get(key)

    def set_value(self, key: str, value: Any) -> None:
        """Set a filter without telling."""
        self._values[key] = value
        chip = self._chips.get(key)
        if isinstance(chip, FilterButton):
            chip.set_value(value)
        elif chip is not None:
            chip.blockSignals(True)
            chip.setChecked(bool(value))
            chip.blockSignals(False)
        self._fit(key)

    def choose(self, key: str, value: Any) -> None:
        """Set a filter as the person would: the list is read anew."""
        self.set_value(key, value)
        self.changed.emit()

    def clear(self) -> None:
        """Remove all filters that leave something out, without telling."""
        for key, one in self._filters.items():
            if not _widens(one):
                self.set_value(key, None)

    # -- what is offered

    def set_options(self, found: Mapping[str, Options]) -> None:
        """Offer these choices."""
        self._awaits_options = False
        for key, options in found.items():
            self._options[key] = options
            chip = self._chips.get(key)
            if isinstance(chip, FilterButton):
                chip.set_options(options)
            self._fit(key)
        self._fit_height()

    def options(self, key: str) -> Options:
        """Return what can be chosen."""
        return self._options.get(key, ())

    def set_text(self, key: str, text: str) -> None:
        """Write another text on a toggle, such as how many it would show."""
        self._texts[key] = text
        chip = self._chips.get(key)
        if isinstance(chip, ChipToggle):
            chip.set_text(text)

    def show_filter(self, key: str, shown: bool) -> None:
        """Put a filter away or bring it back; one that is away does not count."""
        (self._away.discard if shown else self._away.add)(key)
        self._fit(key)

    def show_narrowed(self, narrowed: bool) -> None:
        """Offer to remove the filters, or don't."""
        self.clear_link.setVisible(narrowed)
        if self._made:
            self._fit_words()

    # -- chips

    @property
    def chips(self) -> Mapping[str, FilterButton | ChipToggle]:
        """The chips by their keys, made now if they are not there yet."""
        self._make()
        return self._chips

    def _make(self) -> None:
        if self._made:
            return
        self._made = True
        for key, one in self._filters.items():
            chip = self._chip(key, one)
            self._chips[key] = chip
            self._flow.addWidget(chip)
            self._fit(key)
        self._flow.addWidget(self.clear_link)
        self._fit_height()
        order: list[QWidget] = [self._after, *self._chips.values(), self.clear_link]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _fit_words(self) -> None:
        """Where the chips need a second line, those that narrow nothing say only what they filter."""
        choices = [chip for chip in self._chips.values() if isinstance(chip, FilterButton)]
        shown = [one for one in (*self._chips.values(), self.clear_link) if not one.isHidden()]
        whole = sum(one.sizeHint().width() + GAP for one in shown) - GAP
        whole += sum(chip.spared() for chip in choices if chip.is_short() and chip in shown)
        for chip in choices:
            chip.set_short(whole > self.width())

    def _fit_height(self) -> None:
        """Be as high as the chips, once all of them are there."""
        if self._made and not self._awaits_options:
            self._fit_words()
            self.setMinimumHeight(0)
            self.grown.emit(self._flow.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._made and not self._awaits_options:
            self._fit_words()
            self.grown.emit(self.height())

    def _chip(self, key: str, one: Choice | Toggle) -> FilterButton | ChipToggle:
        if isinstance(one, Choice):
            made = FilterButton(one.label, one.everything, self.options(key), parent=self)
            if self.value(key) is not None:
                made.set_value(self.value(key))
            made.chosen.connect(lambda value: self._chosen(key, value))
            return made
        toggle = ChipToggle(self._texts.get(key, one.text), parent=self)
        toggle.setToolTip(one.tip)
        toggle.setChecked(bool(self.value(key)))
        toggle.toggled.connect(lambda on: self._chosen(key, on))
        return toggle

    def _chosen(self, key: str, value: Any) -> None:
        self._values[key] = value
        self.changed.emit()

    def _fit(self, key: str) -> None:
        """Show a chip, or don't, as there is something to choose."""
        chip, one = self._chips.get(key), self._filters.get(key)
        if chip is None or one is None:
            return
        lacks = isinstance(one, Choice) and one.optional and not self._options.get(key)
        chip.setVisible(key not in self._away and (not lacks or self._values.get(key) is not None))


def _widens(one: Choice | Toggle) -> bool:
    return isinstance(one, Toggle) and one.widens
