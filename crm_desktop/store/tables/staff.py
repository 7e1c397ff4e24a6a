"""The people of the shop."""

from __future__ import annotations

from peewee import IntegerField, TextField

from crm_desktop.store.tables.base import Table


class StaffTable(Table):
    """One person of the shop."""

    name = TextField()
    colour = TextField()
    active = IntegerField(default=1)

    class Meta:
        table_name = "staff"
