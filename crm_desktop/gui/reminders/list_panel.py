"""The list of follow-ups with its search box and its filters."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from crm_desktop.domain.reminders.listing import (
    NOBODY,
    ReminderFilter,
    ReminderOrder,
    ReminderRow,
    StaffCount,
    View,
    week_of,
)
from crm_desktop.domain.reminders.model import METHOD_NAMES, ReminderState
from crm_desktop.gui import icons, tasks
from crm_desktop.gui.common.empty_state import EmptyState
from crm_desktop.gui.common.filter_button import ChipToggle, FilterButton
from crm_desktop.gui.common.flow_layout import FlowLayout
from crm_desktop.gui.common.labels import Link, PlainLabel, card
from crm_desktop.gui.common.paged_table import PagedTable
from crm_desktop.gui.common.search_box import SearchBox
from crm_desktop.gui.reminders.columns import Words
from crm_desktop.gui.reminders.view_bar import PeopleBar, Shown
from crm_desktop.services import reminders
from crm_desktop.services.customers import tag_counts
from crm_desktop.shared.i18n import _, ngettext, pgettext

if TYPE_CHECKING:
    from crm_desktop.domain.staff import StaffMember
    from crm_desktop.gui.common.screen import Context

_VIEWS: dict[Shown, View] = {
    Shown.TODAY: View.TODAY,
    Shown.OVERDUE: View.OVERDUE,
    Shown.WEEK: View.WEEK,
    Shown.PEOPLE: View.PERIOD,
    Shown.ALL: View.ALL,
}
_EVERY_STATE = "every"


@dataclass(frozen=True, slots=True)
class _Ids:
    """All ids at once: lists of follow-ups are short beside those of customers."""

    ids: array[int]

    @property
    def total(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class _Sides:
    """What stands around the list; `ever`: a follow-up was planned at any time."""

    tags: list[tuple[str, int]]
    hidden: int
    by_staff: list[StaffCount]
    ever: bool


class ListPanel(QWidget):
    """Search, filters and the table.

    Signals:
        new_asked(): the first step of an empty list.
        overdue_asked(): show what is overdue.
    """

    new_asked = Signal()
    overdue_asked = Signal()

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__()
        self._shop, self._words = context.shop, words
        self._view = Shown.TODAY
        self._late = 0
        self._ever = True
        self._place = 0
        self.table: PagedTable[ReminderRow] = PagedTable(
            words.columns(),
            lambda ids: reminders.rows(self._shop, ids),
            lambda row: row.id,
            state=context.state,
            name="reminders",
            accessible=_("Follow-ups"),
        )
        self._make_filters()
        self.people = PeopleBar()
        self.empty = EmptyState("calendar-check", "", "", _("New follow-up"), _("See the overdue ones"))
        self.not_found = EmptyState("search", "", "", _("Remove filters"))
        self._lay_out()
        self._connect()

    # -- building

    def _make_filters(self) -> None:
        self.search = SearchBox(_("Customer, telephone or what about"))
        self.search.setMinimumHeight(34)
        self.staff_filter = FilterButton(_("Who"), _("anybody"))
        self.tag_filter = FilterButton(
            _("Tag"), _("any"), lambda: [(name, f"{name}  {count}") for name, count in self._tags]
        )
        self._tags: list[tuple[str, int]] = []
        methods = [(method, _(name)) for method, name in METHOD_NAMES.items()]
        self.method_filter = FilterButton(_("How"), _("any"), methods)
        self.state_filter = FilterButton(
            _("State"),
            pgettext("follow-ups", "open"),
            [
                (ReminderState.DONE, pgettext("follow-ups", "done")),
                (ReminderState.CANCELLED, pgettext("follow-ups", "cancelled")),
                (_EVERY_STATE, _("open, done and cancelled ones")),
            ],
        )
        self.hidden_filter = ChipToggle("")
        self.hidden_filter.setToolTip(_("Show those that come back later, too"))
        self.hidden_filter.hide()
        self.clear_filters_button = Link(_("Remove filters"))
        self.clear_filters_button.hide()
        self.count = PlainLabel("", tone="muted")
        self.columns_button = QToolButton()
        self.columns_button.setIcon(icons.icon("columns-3", "muted"))
        self.columns_button.setToolTip(_("Choose columns"))
        self.columns_button.setAccessibleName(_("Choose columns"))

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame = card()
        outer.addWidget(frame)
        column = QVBoxLayout(frame)
        column.setContentsMargins(1, 12, 1, 1)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.setSpacing(8)
        top.addWidget(self.search, 1)
        top.addWidget(self.columns_button)
        column.addLayout(top)
        chips = QWidget()
        flow = FlowLayout(chips, gap=6)
        for chip in (
            self.staff_filter, self.tag_filter, self.method_filter, self.state_filter, self.hidden_filter,
            self.clear_filters_button,
        ):  # fmt: skip
            flow.addWidget(chip)
        second = QHBoxLayout()
        second.setContentsMargins(12, 0, 16, 0)
        second.addWidget(chips, 1)
        second.addWidget(self.count, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(second)
        holder = QHBoxLayout()
        holder.setContentsMargins(12, 0, 12, 0)
        holder.addWidget(self.people)
        column.addLayout(holder)
        self._stack = QStackedLayout()
        for widget in (self.table, self.empty, self.not_found):
            self._stack.addWidget(widget)
        column.addLayout(self._stack, 1)

    def _connect(self) -> None:
        self.search.searched.connect(lambda _text: self.reload())
        self.search.left_down.connect(self.focus_list)
        self.search.entered.connect(self.focus_list)
        for button in (self.staff_filter, self.tag_filter, self.method_filter, self.state_filter):
            button.chosen.connect(lambda _value: self.reload())
        self.hidden_filter.toggled.connect(lambda _on: self.reload())
        self.people.chosen.connect(lambda _value: self.reload())
        self.clear_filters_button.clicked.connect(self.clear_filters)
        self.columns_button.clicked.connect(self._choose_columns)
        self.table.sort_asked.connect(lambda _key, _descending: self.reload())
        self.table.total_changed.connect(self._show_total)
        self.table.typed.connect(self._type_ahead)
        self.table.current_changed.connect(lambda _id: self._remember_place())
        self.table.paged.loaded.connect(self._go_to_top)
        self.table.paged.refreshed.connect(lambda _before: self._keep_place())
        self.empty.first.connect(self.new_asked)
        self.empty.second.connect(self.overdue_asked)
        self.not_found.first.connect(self.clear_filters)

    # -- the list

    def set_view(self, shown: Shown) -> None:
        """Show one of the views (not the calendar)."""
        self._view = shown
        self.people.setVisible(shown is Shown.PEOPLE)
        self.staff_filter.setVisible(shown is not Shown.PEOPLE)
        self.state_filter.setVisible(shown is Shown.ALL)
        self.reload()

    def wanted(self) -> ReminderFilter:
        """Return what the list is asked for now."""
        key, descending = self.table.sorting()
        people = self._view is Shown.PEOPLE
        state: Any = self.state_filter.value() if self._view is Shown.ALL else None
        return ReminderFilter(
            view=_VIEWS[self._view],
            last=week_of(self._words.clock.today())[1] if people else None,
            staff_id=self.people.value() if people else self.staff_filter.value(),
            tag=self.tag_filter.value() or "",
            method=self.method_filter.value(),
            state=None if state == _EVERY_STATE else state or ReminderState.OPEN,
            text=self.search.text().strip(),
            hidden=self.hidden_filter.isChecked() or self._view is Shown.ALL,
            order=ReminderOrder(key),
            descending=descending,
        )

    def reload(self) -> None:
        """Read the list anew from its top."""
        asked, shop = self.wanted(), self._shop
        self.clear_filters_button.setVisible(self._is_narrowed(asked))
        self.table.open(
            lambda: _Ids(reminders.list_ids(shop, asked)), lambda: reminders.list_ids(shop, asked)
        )
        self.read_sides()

    def refresh(self) -> None:
        """Read the same list again after a change."""
        self.table.refresh()
        self.read_sides()

    def read_sides(self) -> None:
        """Read what stands around the list: tags, those that are hidden, counts by person."""
        shop, last = self._shop, week_of(self._words.clock.today())[1]

        def read() -> _Sides:
            ever = bool(reminders.subjects(shop, 1))
            return _Sides(
                tag_counts(shop), reminders.hidden(shop, last), reminders.by_staff(shop, last), ever
            )

        tasks.run_query(self, read, self._show_sides, key="sides")

    def _show_sides(self, found: _Sides) -> None:
        tags, hidden = found.tags, found.hidden
        if found.ever != self._ever:
            self._ever = found.ever
            self._say_empty()
        self._tags = tags
        self.tag_filter.setVisible(bool(tags))
        self.hidden_filter.set_text(
            ngettext("{count} for later", "{count} for later", hidden).format(count=hidden)
        )
        shown = (hidden > 0 or self.hidden_filter.isChecked()) and self._view is not Shown.ALL
        self.hidden_filter.setVisible(shown)
        self.people.show_people(
            list(self._words.people.values()), {one.staff_id: one for one in found.by_staff}
        )

    def show_people(self, people: Sequence[StaffMember]) -> None:
        """Offer these people in the filter."""
        options: list[tuple[Any, str]] = [(member.id, member.name) for member in people if member.active]
        self.staff_filter.set_options([*options, (NOBODY, _("Nobody in particular"))])

    def show_late(self, late: int) -> None:
        """How many are overdue, for what an empty list proposes."""
        self._late = late

    def _is_narrowed(self, asked: ReminderFilter) -> bool:
        whose = asked.staff_id if self._view is not Shown.PEOPLE else None
        state = self.state_filter.value() if self._view is Shown.ALL else None
        return bool(asked.tag or asked.method or whose is not None or state)

    def clear_filters(self) -> None:
        """Show all of the view again."""
        self.search.set_text_quietly("")
        for button in (self.staff_filter, self.tag_filter, self.method_filter, self.state_filter):
            button.set_value(None)
        self.reload()

    # -- what happens

    def focus_list(self) -> None:
        """Give the focus to the list, its first row when none is current."""
        self.table.setFocus()
        if not self.table.currentIndex().isValid():
            self.table.select_row(0)

    def _go_to_top(self) -> None:
        self._place = 0
        self._keep_place()

    def _remember_place(self) -> None:
        row = self.table.currentIndex().row()
        if row >= 0:
            self._place = row

    def _keep_place(self) -> None:
        """Go to the row that took the place of one that is done: Enter after Enter works through the list."""
        total = self.table.paged.total
        if total and not self.table.selected_count():
            self.table.select_row(min(self._place, total - 1))

    def _type_ahead(self, text: str) -> None:
        self.search.setFocus()
        self.search.setText(self.search.text() + text)

    def _choose_columns(self) -> None:
        button = self.columns_button
        self.table.columns_menu().popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _show_total(self, total: int) -> None:
        self.count.setText(
            ngettext("{count} follow-up", "{count} follow-ups", total).format(count=total) if total else ""
        )
        asked = self.wanted()
        if total:
            self._stack.setCurrentWidget(self.table)
        elif asked.text or self._is_narrowed(asked):
            self.not_found.say(_("Nothing found"), _("No follow-up of this view is like that."))
            self._stack.setCurrentWidget(self.not_found)
        else:
            self._say_empty()
            self._stack.setCurrentWidget(self.empty)

    def empty_second(self) -> QWidget:
        """Return the second button of the empty list, which leads to what is overdue."""
        return next(b for b in self.empty.findChildren(QPushButton) if b.text() == _("See the overdue ones"))

    def _say_empty(self) -> None:
        late = self._late if self._view is Shown.TODAY else 0
        self.empty_second().setVisible(late > 0)
        match self._view if self._ever else Shown.ALL:
            case Shown.TODAY if late:
                sentence = ngettext(
                    "{count} from another day still waits.", "{count} from other days still wait.", late
                ).format(count=late)
                self.empty.say(_("Nothing more for today"), sentence, "calendar-check")
            case Shown.TODAY:
                self.empty.say(
                    _("Nothing more for today"),
                    _("A follow-up keeps in mind whom to call, when and what about. Plan the next one."),
                    "calendar-check",
                )
            case Shown.OVERDUE:
                self.empty.say(
                    _("Nothing is overdue"), _("Everybody has been called in time."), "circle-check"
                )
            case Shown.WEEK:
                self.empty.say(_("Nothing this week"), _("What is planned for this week will be here."))
            case Shown.PEOPLE:
                self.empty.say(
                    _("Nobody has anything to do this week"), _("Plan a follow-up and give it to somebody.")
                )
            case _:
                self.empty.say(
                    _("Here you keep your promises"),
                    _(
                        "Calls, visits and messages that you owe a customer: write them down, print the list"
                        " and type in what came of it."
                    ),
                    "calendar-check",
                )
