"""Sales, returns and their lines."""

from __future__ import annotations

from peewee import IntegerField, TextField

from crm_desktop.store.tables.base import Table


class PurchaseTable(Table):
    """One row per sale or return; see `domain.purchases.model.Purchase`."""

    uid = TextField()
    customer_id = IntegerField(null=True)
    at = TextField()
    day = TextField()
    kind = TextField(default="sale")
    return_of = IntegerField(null=True)
    ticket = TextField(default="")
    total_cents = IntegerField()
    currency = TextField()
    returned_cents = IntegerField(default=0)
    given_back = IntegerField(default=0)
    staff_id = IntegerField(null=True)
    source = TextField(default="counter")
    notes = TextField(default="")
    created_at = TextField()

    class Meta:
        table_name = "purchase"


class PurchaseLineTable(Table):
    """One line of a sale or a return; quantities in thousandths."""

    purchase_id = IntegerField()
    position = IntegerField(default=0)
    product_id = IntegerField(null=True)
    name = TextField(default="")
    quantity_milli = IntegerField()
    price_cents = IntegerField(default=0)
    discount_cents = IntegerField(default=0)
    total_cents = IntegerField(default=0)
    returned_milli = IntegerField(default=0)
    return_of_line = IntegerField(null=True)

    class Meta:
        table_name = "purchase_line"


class AfterSalesReminderTable(Table):
    """A follow-up that the after-sales plan of a line made."""

    line_id = IntegerField()
    reminder_id = IntegerField()

    class Meta:
        table_name = "after_sales_reminder"
