"""Which tables the journal keeps, and how a row names the customer that it belongs to."""

from __future__ import annotations

from crm_desktop.store.engines.base import JournaledTable

_OF_CUSTOMER = "{row}.customer_id"

JOURNALED: tuple[JournaledTable, ...] = (
    JournaledTable("staff"),
    JournaledTable("setting"),
    JournaledTable("customer", "{row}.id"),
    JournaledTable("contact_point", _OF_CUSTOMER),
    JournaledTable("tag"),
    JournaledTable("customer_tag", _OF_CUSTOMER),
    JournaledTable("relation", _OF_CUSTOMER),
    JournaledTable("own_field"),
    JournaledTable("own_value", _OF_CUSTOMER),
    JournaledTable("note", _OF_CUSTOMER),
    JournaledTable("reminder", _OF_CUSTOMER),
    JournaledTable("interaction", _OF_CUSTOMER),
    JournaledTable("printed_list"),
    JournaledTable("printed_item"),
    JournaledTable("product"),
    JournaledTable("after_sales_step"),
    JournaledTable("purchase", _OF_CUSTOMER),
    JournaledTable("purchase_line"),
    JournaledTable("after_sales_reminder"),
    JournaledTable("wish", _OF_CUSTOMER),
    JournaledTable("consent", _OF_CUSTOMER),
    JournaledTable("program"),
    JournaledTable("program_version"),
    JournaledTable("loyalty_tier"),
    JournaledTable("reward"),
    JournaledTable("voucher", _OF_CUSTOMER),
    JournaledTable("redemption", _OF_CUSTOMER),
    JournaledTable("gift_given", _OF_CUSTOMER),
    JournaledTable("segment"),
    JournaledTable("segment_member", _OF_CUSTOMER),
)
# Tables that only grow and tell by themselves who, when and by which operation: they are their own journal.
# What an operation wrote there is taken back by entries that reverse it (`services.loyalty_ledger`).
REVERSED = frozenset({"ledger_entry"})

# What a screen must read again when rows of a table changed: table -> kind, as `Changes.kinds` names it.
KIND_OF_TABLE: dict[str, str] = {
    "staff": "staff",
    "setting": "settings",
    "customer": "customers",
    "contact_point": "customers",
    "tag": "tags",
    "customer_tag": "customers",
    "relation": "customers",
    "own_field": "own_fields",
    "own_value": "customers",
    "note": "notes",
    "reminder": "reminders",
    "interaction": "interactions",
    "printed_list": "printed_lists",
    "printed_item": "printed_lists",
    "product": "products",
    "after_sales_step": "products",
    "purchase": "purchases",
    "purchase_line": "purchases",
    "after_sales_reminder": "purchases",
    "wish": "wishes",
    "consent": "consents",
    "program": "loyalty",
    "program_version": "loyalty",
    "loyalty_tier": "loyalty",
    "reward": "loyalty",
    "voucher": "vouchers",
    "redemption": "loyalty",
    "gift_given": "loyalty",
    "segment": "segments",
    "segment_member": "segments",
}
# Tables whose rows are part of what `customer_index` is worked out from.
INDEX_SOURCES = frozenset(
    {"customer", "contact_point", "customer_tag", "own_value", "reminder", "interaction"}
)
# Tables that the index shows too: table -> (column that shows, table that links customers to it, its key).
INDEX_NAMES: dict[str, tuple[str, str, str]] = {
    "tag": ("name", "customer_tag", "tag_id"),
    "own_field": ("removed_at", "own_value", "field_id"),
}
