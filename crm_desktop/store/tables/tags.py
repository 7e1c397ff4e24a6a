"""Tags and who wears them."""

from __future__ import annotations

from peewee import IntegerField, TextField

from crm_desktop.store.tables.base import Table


class TagTable(Table):
    """A tag of the shop."""

    name = TextField()
    colour = TextField(default="")

    class Meta:
        table_name = "tag"


class CustomerTagTable(Table):
    """A tag on a customer."""

    customer_id = IntegerField()
    tag_id = IntegerField()

    class Meta:
        table_name = "customer_tag"
