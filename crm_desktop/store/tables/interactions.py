"""Contacts with customers."""

from __future__ import annotations

from peewee import IntegerField, TextField

from crm_desktop.store.tables.base import Table


class InteractionTable(Table):
    """One row per contact; see `domain.interactions.model.Interaction`."""

    customer_id = IntegerField()
    at = TextField()
    channel = TextField()
    initiative = TextField()
    topic = TextField()
    summary = TextField(default="")
    minutes = IntegerField(default=0)
    result = TextField(default="")
    staff_id = IntegerField(null=True)
    reminder_id = IntegerField(null=True)

    class Meta:
        table_name = "interaction"
