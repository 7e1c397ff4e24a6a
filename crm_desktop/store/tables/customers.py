"""Customers and what hangs from them."""

from __future__ import annotations

from peewee import BlobField, IntegerField, TextField

from crm_desktop.store.tables.base import Table


class CustomerTable(Table):
    """One row per customer file; see `domain.customers.model.Customer`."""

    uid = TextField()
    kind = TextField()
    given_name = TextField(default="")
    family_name = TextField(default="")
    second_family_name = TextField(default="")
    company = TextField(default="")
    contact_person = TextField(default="")
    tax_id = TextField(default="")
    birth = TextField(default="")
    gender = TextField(default="")
    language = TextField(default="")
    street = TextField(default="")
    postcode = TextField(default="")
    town = TextField(default="")
    province = TextField(default="")
    country = TextField(default="")
    preferred_channel = TextField(default="")
    preferred_hours = TextField(default="")
    heard_from = TextField(default="")
    notes = TextField(default="")
    warning = TextField(default="")
    do_not_contact = IntegerField(default=0)
    discount_bp = IntegerField(default=0)
    card = TextField(default="")
    staff_id = IntegerField(null=True)
    photo = TextField(default="")
    archived_at = TextField(null=True)
    created_at = TextField()
    updated_at = TextField()

    class Meta:
        table_name = "customer"


class ContactPointTable(Table):
    """Telephones, e-mails, social accounts and sites, in the order in which they are shown."""

    customer_id = IntegerField()
    kind = TextField()
    value = TextField()
    normal = TextField(default="")
    label = TextField(default="")
    position = IntegerField(default=0)

    class Meta:
        table_name = "contact_point"


class RelationTable(Table):
    """Who is related to whom; one row, seen from `customer_id`."""

    customer_id = IntegerField()
    other_id = IntegerField()
    kind = TextField()
    note = TextField(default="")

    class Meta:
        table_name = "relation"


class NoteTable(Table):
    """A note on a customer's timeline."""

    customer_id = IntegerField()
    at = TextField()
    staff_id = IntegerField(null=True)
    text = TextField()

    class Meta:
        table_name = "note"


class PictureTable(Table):
    """Pictures by content name (SHA-256 hex); never changed, so not journaled."""

    name = TextField(primary_key=True)
    mime = TextField()
    data = BlobField()

    class Meta:
        table_name = "picture"
