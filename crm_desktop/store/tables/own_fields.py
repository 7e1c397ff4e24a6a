"""The shop's own fields."""

from __future__ import annotations

from peewee import IntegerField, TextField

from crm_desktop.store.tables.base import Table


class OwnFieldTable(Table):
    """A field that the shop added to the customer file; `choices` is a JSON list of texts."""

    name = TextField()
    kind = TextField()
    choices = TextField(default="[]")
    position = IntegerField(default=0)
    removed_at = TextField(null=True)

    class Meta:
        table_name = "own_field"


class OwnValueTable(Table):
    """What a customer's file says in one of those fields."""

    customer_id = IntegerField()
    field_id = IntegerField()
    value = TextField()

    class Meta:
        table_name = "own_value"
