"""Candidates for being the same customer: by key, or by the words of the name."""

from __future__ import annotations

from crm_desktop.domain.customers.duplicates import keys
from crm_desktop.domain.customers.model import Customer
from crm_desktop.domain.customers.search_text import query_terms
from crm_desktop.shared.text import words
from crm_desktop.store.batches import marks
from crm_desktop.store.database import ShopDatabase
from crm_desktop.store.queries.cards import card_owner

_MANY = 50


def candidates(database: ShopDatabase, customer: Customer) -> set[int]:
    """Return ids of customers that share a key or the beginnings of the name's words with this one."""
    wanted = keys(customer)
    normals = [*wanted.phones, *wanted.emails]
    found: set[int] = set()
    if normals:
        found |= _ids(
            database,
            f"SELECT DISTINCT customer_id FROM contact_point WHERE normal IN ({marks(len(normals))})"
            f" AND normal <> '' LIMIT {_MANY}",
            normals,
        )
    if customer.tax_id:
        found |= _ids(
            database, "SELECT id FROM customer WHERE tax_id = ? AND tax_id <> ''", [customer.tax_id]
        )
    if customer.card:
        owner = card_owner(database, customer.card)
        found |= {owner} if owner is not None else set()
    # The first three letters of the first two words: enough for a slip further on, few enough to compare.
    beginnings = [w[:3] for w in words(customer.list_name) if len(w) > 2][:2]
    if len(beginnings) == 2 or customer.company:
        match = query_terms(" ".join(beginnings))
        if match:
            found |= _ids(
                database,
                "SELECT i.customer_id FROM customer_search CROSS JOIN customer_index i"
                f" ON i.name_rank = customer_search.rowid WHERE customer_search MATCH ? LIMIT {_MANY * 4}",
                [match],
            )
    return found


def _ids(database: ShopDatabase, sql: str, values: list[str]) -> set[int]:
    return {int(r[0]) for r in database.read(sql, values)}
