"""Which tables the journal keeps, and how a row names the customer that it belongs to."""

from __future__ import annotations

from crm_desktop.store.engines.base import JournaledTable

_OF_CUSTOMER = "{row}.customer_id"

# A table of the shop's data gets its line here, after those that its rows refer to; nothing else is needed to
# have its writes kept, told and undone (`engines.base.JournaledTable` says what it must be like).
JOURNALED: tuple[JournaledTable, ...] = (
    JournaledTable("staff", "staff"),
    JournaledTable("setting", "settings"),
    JournaledTable("customer", "customers", "{row}.id"),
    JournaledTable("contact_point", "customers", _OF_CUSTOMER),
    JournaledTable("tag", "tags"),
    JournaledTable("customer_tag", "customers", _OF_CUSTOMER),
    JournaledTable("relation", "customers", _OF_CUSTOMER),
    JournaledTable("own_field", "own_fields"),
    JournaledTable("own_value", "customers", _OF_CUSTOMER),
    JournaledTable("note", "notes", _OF_CUSTOMER),
    JournaledTable("reminder", "reminders", _OF_CUSTOMER),
    JournaledTable("interaction", "interactions", _OF_CUSTOMER),
    JournaledTable("printed_list", "printed_lists"),
    JournaledTable("printed_item", "printed_lists"),
    JournaledTable("product", "products"),
    JournaledTable("after_sales_step", "products"),
    JournaledTable("purchase", "purchases", _OF_CUSTOMER),
    JournaledTable("purchase_line", "purchases"),
    JournaledTable("after_sales_reminder", "purchases"),
    JournaledTable("wish", "wishes", _OF_CUSTOMER),
    JournaledTable("consent", "consents", _OF_CUSTOMER),
    JournaledTable("program", "loyalty"),
    JournaledTable("program_version", "loyalty"),
    JournaledTable("loyalty_tier", "loyalty"),
    JournaledTable("reward", "loyalty"),
    JournaledTable("voucher", "vouchers", _OF_CUSTOMER),
    JournaledTable("redemption", "loyalty", _OF_CUSTOMER),
    JournaledTable("gift_given", "loyalty", _OF_CUSTOMER),
    JournaledTable("segment", "segments"),
    JournaledTable("segment_member", "segments", _OF_CUSTOMER),
)
# Tables that only grow and tell by themselves who, when and by which operation: they are their own journal.
# What an operation wrote there is taken back by entries that reverse it (`services.loyalty_ledger`).
REVERSED = frozenset({"ledger_entry"})

# What a screen must read again when rows of a table changed: table -> kind, as `Changes.kinds` names it.
KIND_OF_TABLE: dict[str, str] = {table.name: table.kind for table in JOURNALED}
# Tables whose rows are part of what `customer_index` is worked out from.
INDEX_SOURCES = frozenset(
    {"customer", "contact_point", "customer_tag", "own_value", "reminder", "interaction"}
)
# Tables that the index shows too: table -> (column that shows, table that links customers to it, its key).
INDEX_NAMES: dict[str, tuple[str, str, str]] = {
    "tag": ("name", "customer_tag", "tag_id"),
    "own_field": ("removed_at", "own_value", "field_id"),
}
