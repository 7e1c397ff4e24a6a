"""Follow-ups, and the lists of them that were printed."""

from __future__ import annotations

from peewee import IntegerField, TextField

from crm_desktop.store.tables.base import Table


class ReminderTable(Table):
    """One row per follow-up; see `domain.reminders.model.Reminder`. An hour that nobody gave is ""."""

    uid = TextField()
    customer_id = IntegerField()
    due_date = TextField()
    due_time = TextField(default="")
    minutes = IntegerField(default=0)
    method = TextField()
    subject = TextField()
    notes = TextField(default="")
    priority = IntegerField(default=1)
    staff_id = IntegerField(null=True)
    source = TextField(default="person")
    rrule = TextField(default="")
    series_start = TextField(null=True)
    occurrence = TextField(null=True)
    snoozed_until = TextField(null=True)
    state = TextField(default="open")
    result = TextField(default="")
    result_note = TextField(default="")
    done_at = TextField(null=True)
    done_by = IntegerField(null=True)
    next_id = IntegerField(null=True)
    created_at = TextField()

    class Meta:
        table_name = "reminder"


class PrintedListTable(Table):
    """A list that was printed: its code, and what was asked for (JSON)."""

    code = TextField()
    kind = TextField()
    title = TextField()
    printed_at = TextField()
    staff_id = IntegerField(null=True)
    request = TextField()

    class Meta:
        table_name = "printed_list"


class PrintedItemTable(Table):
    """One numbered line of a printed list; `top` in tenths of a mm, see `domain.sheets.follow_up`."""

    list_id = IntegerField()
    number = IntegerField()
    page = IntegerField()
    top = IntegerField()
    reminder_id = IntegerField()

    class Meta:
        table_name = "printed_item"
