"""The list of follow-ups: what it reads, what it is narrowed by, and what it says when nothing is planned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Signal

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
from crm_desktop.gui.common.list_panel import ListPanel
from crm_desktop.gui.common.list_spec import Asked, Choice, Do, ListSpec, Nothing, Options, Toggle
from crm_desktop.gui.reminders.columns import Words
from crm_desktop.gui.reminders.view_bar import PeopleBar, Shown
from crm_desktop.services import reminders
from crm_desktop.services.customers import tag_counts
from crm_desktop.shared.formats import number
from crm_desktop.shared.i18n import _, ngettext, pgettext

if TYPE_CHECKING:
    from crm_desktop.domain.staff import StaffMember
    from crm_desktop.gui.common.screen import Context
    from crm_desktop.services.shop import Shop

_VIEWS: dict[Shown, View] = {
    Shown.TODAY: View.TODAY,
    Shown.OVERDUE: View.OVERDUE,
    Shown.WEEK: View.WEEK,
    Shown.PEOPLE: View.PERIOD,
    Shown.ALL: View.ALL,
}
EVERY_STATE = "every"


class _Sides(NamedTuple):
    """What stands around the list beside the choices of its filters."""

    hidden: int = 0
    by_staff: Sequence[StaffCount] = ()


class ReminderList(ListPanel[ReminderRow]):
    """See the module.

    Signals:
        new_asked(): the first step of an empty list.
        overdue_asked(): show what is overdue.
    """

    new_asked = Signal()
    overdue_asked = Signal()

    def __init__(self, context: Context, words: Words) -> None:
        self._shop, self._words = context.shop, words
        self._view = Shown.TODAY
        self._late = 0
        self._sides = _Sides()
        super().__init__(context, self._spec(self._shop))
        self.people = PeopleBar()
        self.people.chosen.connect(lambda _value: self.reload())
        self.add_under_filters(self.people)

    def _spec(self, shop: Shop) -> ListSpec[ReminderRow]:
        return ListSpec(
            name="reminders",
            title=_("Follow-ups"),
            columns=self._words.columns(),
            rows=lambda ids: reminders.rows(shop, ids),
            row_id=lambda row: row.id,
            ids=lambda asked: reminders.list_ids(shop, self._filter(asked)),
            anything=lambda: bool(reminders.subjects(shop, 1)),
            search=_("Customer, telephone or what about"),
            counted=self._counted,
            nothing=self._nothing_planned,
            not_found=lambda _asked: Nothing(
                "search",
                _("Nothing found"),
                _("No follow-up of this view is like that."),
                self.remove_filters(),
            ),
            filters=(
                Choice("staff", _("Who"), _("anybody")),
                Choice("tag", _("Tag"), _("any"), optional=True),
                Choice(
                    "method", _("How"), _("any"), [(method, _(name)) for method, name in METHOD_NAMES.items()]
                ),
                Choice(
                    "state",
                    _("State"),
                    pgettext("follow-ups", "open"),
                    [
                        (ReminderState.DONE, pgettext("follow-ups", "done")),
                        (ReminderState.CANCELLED, pgettext("follow-ups", "cancelled")),
                        (EVERY_STATE, _("open, done and cancelled ones")),
                    ],
                ),
                Toggle("hidden", "", _("Show those that come back later, too"), widens=True, optional=True),
            ),
            choices=self._read_choices,
        )

    # -- what is asked for

    def set_view(self, shown: Shown) -> None:
        """Show one of the views (not the calendar)."""
        self._view = shown
        self.people.setVisible(shown is Shown.PEOPLE)
        self.filters.show_filter("staff", shown is not Shown.PEOPLE)
        self.filters.show_filter("state", shown is Shown.ALL)
        self._fit_hidden()
        self.reload()

    def wanted(self) -> ReminderFilter:
        """Return what the list is asked for now."""
        return self._filter(self.asked())

    def _filter(self, asked: Asked) -> ReminderFilter:
        people = self._view is Shown.PEOPLE
        state: Any = asked.get("state", ReminderState.OPEN)
        return ReminderFilter(
            view=_VIEWS[self._view],
            last=week_of(self._words.clock.today())[1] if people else None,
            staff_id=self.people.value() if people else asked.get("staff"),
            tag=asked.get("tag", ""),
            method=asked.get("method"),
            state=None if state == EVERY_STATE else state,
            text=asked.text,
            hidden=asked.get("hidden", False) or self._view is Shown.ALL,
            order=ReminderOrder(asked.sort),
            descending=asked.descending,
        )

    def reload(self) -> None:
        """Read the list anew from its top, and what stands around it."""
        super().reload()
        self.read_choices()

    def refresh(self) -> None:
        """Read the same list again after a change, and what stands around it."""
        super().refresh()
        self.read_choices()

    def _read_choices(self) -> Mapping[str, Options]:
        shop, last = self._shop, week_of(self._words.clock.today())[1]
        self._sides = _Sides(reminders.hidden(shop, last), reminders.by_staff(shop, last))
        return {"tag": [(name, f"{name}  {count}") for name, count in tag_counts(shop)]}

    def show_choices(self, found: Mapping[str, Options]) -> None:
        """Offer the tags, tell how many are hidden, and how many each person has."""
        super().show_choices(found)
        hidden = self._sides.hidden
        self.filters.set_text(
            "hidden", ngettext("{count} for later", "{count} for later", hidden).format(count=hidden)
        )
        self._fit_hidden()
        self.people.show_people(
            list(self._words.people.values()), {one.staff_id: one for one in self._sides.by_staff}
        )

    def _fit_hidden(self) -> None:
        some = self._sides.hidden > 0 or bool(self.filters.value("hidden"))
        self.filters.show_filter("hidden", some and self._view is not Shown.ALL)

    def show_people(self, people: Sequence[StaffMember]) -> None:
        """Offer these people in the filter."""
        options: list[tuple[Any, str]] = [(member.id, member.name) for member in people if member.active]
        self.filters.set_options({"staff": [*options, (NOBODY, _("Nobody in particular"))]})

    def show_late(self, late: int) -> None:
        """How many are overdue, for what an empty list proposes."""
        changed, self._late = late != self._late, late
        if changed and self._nothing is not None and not self.table.paged.total:
            self.say_nothing()

    # -- words

    def _counted(self, total: int) -> str:
        said = ngettext("{count} follow-up", "{count} follow-ups", total)
        return said.format(count=number(total, self._shop.profile.locale))

    def _nothing_planned(self, _asked: Asked) -> Nothing:
        new = Do(_("New follow-up"), self.new_asked.emit)
        late = self._late if self._view is Shown.TODAY else 0
        overdue = Do(_("See the overdue ones"), self.overdue_asked.emit) if late else None
        match self._view if self.anything else Shown.ALL:
            case Shown.TODAY if late:
                icon, title = "calendar-check", _("Nothing more for today")
                sentence = ngettext(
                    "{count} from another day still waits.", "{count} from other days still wait.", late
                ).format(count=late)
            case Shown.TODAY:
                icon, title = "calendar-check", _("Nothing more for today")
                sentence = _(
                    "A follow-up keeps in mind whom to call, when and what about. Plan the next one."
                )
            case Shown.OVERDUE:
                icon, title = "circle-check", _("Nothing is overdue")
                sentence = _("Everybody has been called in time.")
            case Shown.WEEK:
                icon, title = "calendar-check", _("Nothing this week")
                sentence = _("What is planned for this week will be here.")
            case Shown.PEOPLE:
                icon, title = "calendar-check", _("Nobody has anything to do this week")
                sentence = _("Plan a follow-up and give it to somebody.")
            case _:
                icon, title = "calendar-check", _("Here you keep your promises")
                sentence = _(
                    "Calls, visits and messages that you owe a customer: write them down, print the list"
                    " and type in what came of it."
                )
        return Nothing(icon, title, sentence, new, overdue)
