"""What the columns of a list of follow-ups show."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from crm_desktop.domain.customers import phones
from crm_desktop.domain.reminders.listing import ReminderOrder, ReminderRow
from crm_desktop.domain.reminders.model import METHOD_NAMES, RESULT_NAMES, Method, Priority, ReminderState
from crm_desktop.domain.staff import StaffMember
from crm_desktop.gui.common import when
from crm_desktop.gui.common.paged_model import SAMPLE_NAME, SAMPLE_PHONE, Cell, Column
from crm_desktop.shared.clock import Clock
from crm_desktop.shared.i18n import _, pgettext

METHOD_ICONS: dict[Method, str] = {
    Method.CALL: "phone",
    Method.VISIT: "map-pin",
    Method.EMAIL: "mail",
    Method.MESSAGE: "message-circle",
    Method.OTHER: "ellipsis",
}


class Words:
    """Writes the cells. `people` may be exchanged at any time: a whole new mapping takes its place."""

    def __init__(self, clock: Clock, country: str = "ES") -> None:
        self.clock, self.country = clock, country
        self.people: Mapping[int, StaffMember] = {}

    def due(self, row: ReminderRow) -> Cell:
        """When it is due: red when late, bold when urgent."""
        today = self.clock.today()
        text = when.due(row.due_date, today)
        if row.due_time is not None and row.due_date >= today:  # at what hour it was late says nothing now
            text = when.hour(row.due_time) if row.due_date == today else f"{text}, {when.hour(row.due_time)}"
        if row.state is not ReminderState.OPEN:
            return Cell(when.short_date(row.due_date, today), tone="muted")
        if row.snoozed_until is not None and row.snoozed_until > self.clock.now():
            local = self.clock.local(row.snoozed_until)
            near = when.short_date(local.date(), today)
            return Cell(f"{near}, {when.hour(local.time())}", tone="muted", icon="alarm-clock")
        tone = "late" if row.due_date < today else ""
        return Cell(text, tone=tone, bold=row.due_date < today)

    def customer(self, row: ReminderRow) -> Cell:
        """Who, with a sign when there is a warning or they said no."""
        if row.do_not_contact:
            return Cell(row.customer_name, icon="ban", tone="late")
        return Cell(row.customer_name, icon="triangle-alert" if row.warning else "")

    def phone(self, row: ReminderRow) -> str:
        """The customer's first telephone, as it is read aloud."""
        return phones.display(row.phone, self.country) if row.phone else ""

    def subject(self, row: ReminderRow) -> Cell:
        """What about, with a sign when it is urgent or repeats."""
        if row.priority is Priority.HIGH:
            return Cell(row.subject, icon="flag")
        return Cell(row.subject, icon="repeat" if row.rrule else "")

    def method(self, row: ReminderRow) -> Cell:
        """How."""
        return Cell(_(METHOD_NAMES[row.method]), icon=METHOD_ICONS[row.method], tone="muted")

    def staff(self, row: ReminderRow) -> Cell:
        """Who does it."""
        member = self.people.get(row.staff_id) if row.staff_id is not None else None
        return Cell(member.name, dot=member.colour) if member else Cell("")

    def last(self, row: ReminderRow) -> Cell:
        """When the last contact was; of one that is closed, what came of it."""
        if row.state is ReminderState.DONE and row.result is not None:
            return Cell(_(RESULT_NAMES[row.result]), tone="done")
        if row.state is ReminderState.CANCELLED:
            return Cell(pgettext("follow-up", "Cancelled"), tone="muted")
        if row.last_contact is None:
            return Cell(_("never"), tone="muted")
        day = self.clock.local(row.last_contact).date()
        return Cell(when.days_ago(day, self.clock.today()), tone="muted")

    def columns(self) -> tuple[Column[ReminderRow], ...]:
        """Return all columns that can be chosen."""
        order, today = ReminderOrder, self.clock.today()
        late = when.due(today - timedelta(days=30), today)
        return (
            Column(order.DUE.value, _("When"), self.due, 90, sample=late),
            Column(order.CUSTOMER.value, _("Customer"), self.customer, 176, elastic=True, sample=SAMPLE_NAME),
            Column("phone", _("Telephone"), self.phone, 100, sortable=False, sample=SAMPLE_PHONE),
            Column(order.SUBJECT.value, _("What about"), self.subject, 176, elastic=True),
            Column(order.STAFF.value, _("Who"), self.staff, 84, sample="Amparo 000", drop=1),
            Column(order.LAST_CONTACT.value, _("Last contact"), self.last, 110, drop=2),
            Column(order.METHOD.value, _("How"), self.method, 100, shown=False),
            Column(
                "note",
                _("Last note"),
                lambda row: Cell(row.last_note, tone="muted"),
                180,
                sortable=False,
                shown=False,
            ),
        )

    def day_columns(self) -> tuple[Column[ReminderRow], ...]:
        """Return the columns of the list beside the calendar."""

        def hour(row: ReminderRow) -> Cell:
            late = row.state is ReminderState.OPEN and row.due_date < self.clock.today()
            text = when.hour(row.due_time) if row.due_time else ""
            return Cell(text, tone="late" if late else "muted")

        def who(row: ReminderRow) -> Cell:
            if row.state is ReminderState.OPEN:
                return self.customer(row)
            return Cell(row.customer_name, tone="done", icon="check")

        return (
            Column("hour", _("Hour"), hour, 56, sortable=False),
            Column("customer", _("Customer"), who, 132, sortable=False),
            Column("subject", _("What about"), self.subject, 100, sortable=False, elastic=True),
        )
