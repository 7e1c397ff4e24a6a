"""Orders and wishes."""

from __future__ import annotations

from peewee import IntegerField, TextField

from crm_desktop.store.tables.base import Table


class WishTable(Table):
    """What a customer waits for; see `domain.products.wishes.Wish`."""

    customer_id = IntegerField()
    product_id = IntegerField(null=True)
    what = TextField(default="")
    kind = TextField()
    quantity_milli = IntegerField(default=1000)
    state = TextField(default="waiting")
    created_at = TextField()
    arrived_at = TextField(null=True)
    closed_at = TextField(null=True)
    reminder_id = IntegerField(null=True)
    staff_id = IntegerField(null=True)
    notes = TextField(default="")

    class Meta:
        table_name = "wish"
