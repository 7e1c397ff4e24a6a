"""A segment in full, beside the list: its rule in words, how many, what they need, what to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.domain.segments.model import SegmentKind
from crm_desktop.domain.service import INITIATIVE_NAMES, MODE_NAMES
from crm_desktop.gui.common.charts import Bar, LineChart
from crm_desktop.gui.common.detail_card import DetailCard
from crm_desktop.gui.common.empty_state import EmptyState
from crm_desktop.gui.common.flow_layout import flow
from crm_desktop.gui.common.labels import (
    Chip,
    ElidedLabel,
    Link,
    PlainLabel,
    button,
    caption,
    card,
    clear,
    muted,
)
from crm_desktop.gui.segments.segment_list import KIND_NAMES
from crm_desktop.shared.formats import month_names, number
from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from crm_desktop.domain.customers.listing import CustomerRow
    from crm_desktop.domain.segments.model import SizeInMonth
    from crm_desktop.gui.common.list_spec import Group
    from crm_desktop.gui.segments.reading import SegmentView
    from crm_desktop.services.shop import Shop

MONTHS = 24  # of the chart


class SegmentDetail(DetailCard):
    """See the module.

    Args:
        shop: the open shop.
        groups: what can be done with all of its customers.

    Signals:
        asked(str): a button: "see", "edit", "copy", "edit_service", "compare" or "archive".
        why_asked(int, str): why this customer is here; the name.
        customer_asked(int): open the customer's file.
    """

    asked = Signal(str)
    why_asked = Signal(int, str)
    customer_asked = Signal(int)

    def __init__(self, shop: Shop, groups: Sequence[Group]) -> None:
        self.empty = EmptyState(
            "shapes", _("No segment is chosen"), _("Choose one in the list, or make a new one.")
        )
        super().__init__(self.empty, gap=8)
        self._shop = shop
        self._view: SegmentView | None = None
        self._build(groups)
        self.bar = self._buttons()
        self.add_below(self.bar)

    # -- building

    def _build(self, groups: Sequence[Group]) -> None:
        column = self.inside
        self.sentence = PlainLabel("", wrap=True, selectable=True)
        column.addWidget(self.sentence)
        self.problem = card(kind="note")
        self.problem.setProperty("tone", "late")
        said = QVBoxLayout(self.problem)
        said.setContentsMargins(12, 10, 12, 10)
        self.problem_text = PlainLabel("", tone="late", wrap=True, selectable=True)
        said.addWidget(self.problem_text)
        column.addWidget(self.problem)
        column.addWidget(self._service())
        self.many = QWidget()
        inner = QVBoxLayout(self.many)
        inner.setContentsMargins(0, 4, 0, 0)
        inner.setSpacing(6)
        inner.addWidget(caption(_("With all of them").upper()))
        self.buttons: dict[str, QPushButton] = {}
        for group in groups:
            for action in group.actions:
                one = button(action.text, action.icon)
                one.setEnabled(action.enabled)
                one.clicked.connect(lambda _on=False, run=action.run: run())
                self.buttons[action.key] = one
        inner.addWidget(flow(self.buttons.values()))
        column.addWidget(self.many)
        column.addWidget(self._who())
        column.addWidget(caption(_("Customers by month").upper()))
        self.chart = LineChart(_("Customers by month"))
        self.chart.setFixedHeight(130)
        column.addWidget(self.chart)
        self.no_chart = muted(
            _("Their number is kept once a month; from the second month on it is drawn here."), wrap=True
        )
        column.addWidget(self.no_chart)
        column.addStretch()

    def _service(self) -> QWidget:
        self.service = card(kind="note")
        inner = QVBoxLayout(self.service)
        inner.setContentsMargins(12, 8, 8, 10)
        inner.setSpacing(2)
        top = QHBoxLayout()
        self.service_type = PlainLabel("", bold=True, tone="accent", wrap=True)
        top.addWidget(self.service_type, 1)
        self.service_link = Link(_("Change"))
        self.service_link.clicked.connect(lambda: self.asked.emit("edit_service"))
        self.service_link.setEnabled(not self._shop.read_only)
        top.addWidget(self.service_link)
        inner.addLayout(top)
        self.needs = PlainLabel("", wrap=True, selectable=True)
        inner.addWidget(self.needs)
        return self.service

    def _who(self) -> QWidget:
        self.who = QWidget()
        column = QVBoxLayout(self.who)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        column.addWidget(caption(_("Some of them").upper()))
        self._members = QVBoxLayout()
        self._members.setSpacing(0)
        column.addLayout(self._members)
        return self.who

    def _buttons(self) -> QWidget:
        self.see_button = button(_("See the customers"), "users", "primary")
        self.edit_button = button(_("Edit"), "pencil")
        self.copy_button = button(_("Copy and change"), "copy")
        self.compare_button = button(_("Compare with…"), "columns-3")
        self.archive_button = button(_("Remove"), "archive")
        keys = {
            "see": self.see_button,
            "edit": self.edit_button,
            "copy": self.copy_button,
            "compare": self.compare_button,
            "archive": self.archive_button,
        }
        for key, one in keys.items():
            one.clicked.connect(lambda _on=False, key=key: self.asked.emit(key))
        return flow(keys.values())

    # -- showing

    def view(self) -> SegmentView | None:
        """Return what is shown."""
        return self._view

    def show_nothing(self, sentence: str = "") -> None:
        """Say that no segment is chosen."""
        self._view = None
        if sentence:
            self.empty.say(sentence)
        self.show_chosen(False)

    def show_view(self, view: SegmentView) -> None:
        """Show a segment."""
        another = self._view is None or self._view.segment.key != view.segment.key
        self._view = view
        segment = view.segment
        locale = self._shop.profile.locale
        self.name.setText(segment.name)
        self.chips.clear()
        self.chips.addWidget(Chip(_(KIND_NAMES[segment.kind])))
        if view.size is not None:
            said = ngettext("{count} customer", "{count} customers", view.size)
            self.chips.addWidget(Chip(said.format(count=number(view.size, locale)), "accent"))
        self.sentence.setText(view.sentence)
        self.problem.setVisible(bool(view.problems))
        told = _("This rule has to be mended: {why}").format(why=" ".join(view.problems))
        self.problem_text.setText(told if view.problems else "")
        self._show_service(view)
        self._show_members(view.members)
        self._show_sizes(view.sizes, locale)
        may, some = not self._shop.read_only, bool(view.size)
        own = segment.kind is not SegmentKind.READY
        self.many.setVisible(some)
        self.see_button.setEnabled(view.size is not None)
        self.compare_button.setEnabled(view.size is not None)
        self.edit_button.setVisible(own)
        self.edit_button.setEnabled(may)
        self.copy_button.setVisible(not own)
        self.copy_button.setEnabled(may)
        self.archive_button.setVisible(own)
        self.archive_button.setEnabled(may)
        self.show_chosen(True)
        if another:
            self.area.verticalScrollBar().setValue(0)

    def _show_service(self, view: SegmentView) -> None:
        segment = view.segment
        parts = [_(MODE_NAMES[segment.mode])] if segment.mode else []
        parts += [_(INITIATIVE_NAMES[segment.initiative])] if segment.initiative else []
        self.service_type.setText(" · ".join(parts) or _("How to serve them is not said yet"))
        self.service_type.set_tone("accent" if parts else "muted")
        self.needs.setText(segment.needs)
        self.needs.setVisible(bool(segment.needs))

    def _show_members(self, members: Sequence[CustomerRow]) -> None:
        clear(self._members)
        for row in members:
            self._members.addWidget(member_line(row, self.customer_asked.emit, self.why_asked.emit))
        self.who.setVisible(bool(members))

    def _show_sizes(self, sizes: Sequence[SizeInMonth], locale: str) -> None:
        shown = list(sizes)[-MONTHS:]
        drawn = len(shown) > 1
        self.chart.setVisible(drawn)
        self.no_chart.setVisible(not drawn)
        names = month_names(locale)
        bars = []
        for each in shown:
            day = date.fromisoformat(f"{each.month}-01")
            bars.append(Bar(f"{names[day.month][:3]} {day:%y}", each.count, number(each.count, locale)))
        self.chart.show_values(bars)


def member_line(
    row: CustomerRow,
    open_file: Callable[[int], object],
    why: Callable[[int, str], object] | None = None,
) -> QWidget:
    """Return one customer in a line: the name opens the file, a word at the right says why they are here."""
    holder = QWidget()
    inner = QHBoxLayout(holder)
    inner.setContentsMargins(0, 0, 0, 0)
    inner.setSpacing(8)
    link = Link(row.name)
    link.clicked.connect(lambda: open_file(row.id))
    inner.addWidget(link)
    inner.addWidget(ElidedLabel(row.town, tone="muted"), 1)
    if why is not None:
        asked = Link(_("Why?"))
        asked.setToolTip(_("Why is this customer here?"))
        asked.setAccessibleName(_("Why is {name} here?").format(name=row.name))
        asked.clicked.connect(lambda: why(row.id, row.name))
        inner.addWidget(asked)
    return holder
