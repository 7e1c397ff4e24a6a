"""Products and their after-sales plans."""

from __future__ import annotations

from peewee import IntegerField, TextField

from crm_desktop.store.tables.base import Table


class ProductTable(Table):
    """One row per product; see `domain.products.model.Product`. `search_text` is folded, the name first."""

    uid = TextField()
    name = TextField()
    code = TextField(default="")
    category = TextField(default="")
    price_cents = IntegerField(null=True)
    supplier = TextField(default="")
    notes = TextField(default="")
    card_what = TextField(default="")
    card_whom = TextField(default="")
    card_doubts = TextField(default="")
    card_care = TextField(default="")
    card_goes_with = TextField(default="")
    card_instead = TextField(default="")
    search_text = TextField(default="")
    archived_at = TextField(null=True)
    created_at = TextField()
    updated_at = TextField()

    class Meta:
        table_name = "product"


class AfterSalesStepTable(Table):
    """One step of a product's after-sales plan, in its order."""

    product_id = IntegerField()
    kind = TextField()
    after_days = IntegerField(default=0)
    every_months = IntegerField(default=0)
    times = IntegerField(default=0)
    subject = TextField(default="")
    position = IntegerField(default=0)

    class Meta:
        table_name = "after_sales_step"
