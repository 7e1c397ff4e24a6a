"""Consents: a history, of which the newest of a purpose is in force."""

from __future__ import annotations

from peewee import IntegerField, TextField

from crm_desktop.store.tables.base import Table


class ConsentTable(Table):
    """A consent that was given or withdrawn; never changed afterwards."""

    customer_id = IntegerField()
    purpose = TextField()
    given = IntegerField()
    at = TextField()
    source = TextField(default="")
    text = TextField(default="")
    staff_id = IntegerField(null=True)

    class Meta:
        table_name = "consent"
