"""Products: whole ones, lists of them (ids first), and finding one while typing."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from crm_desktop.domain.products.listing import ProductColumn, ProductFilter, ProductRow
from crm_desktop.domain.products.model import KnowledgeCard, Product
from crm_desktop.shared.clock import from_text
from crm_desktop.shared.text import fold, squeeze
from crm_desktop.store.batches import in_chunks
from crm_desktop.store.database import ShopDatabase
from crm_desktop.store.queries.after_sales import steps

_COLUMNS = (
    "id, uid, name, code, category, price_cents, supplier, notes, card_what, card_whom, card_doubts,"
    " card_care, card_goes_with, card_instead, archived_at, created_at, updated_at"
)
_WAITING = (
    "(SELECT count(DISTINCT w.customer_id) FROM wish w WHERE w.product_id = p.id AND w.state = 'waiting')"
)
_ROW = (
    "SELECT p.id, p.name, p.code, p.category, p.price_cents, p.supplier,"
    " (SELECT count(*) FROM after_sales_step s WHERE s.product_id = p.id),"
    " p.card_what || p.card_whom || p.card_doubts || p.card_care || p.card_goes_with || p.card_instead <> '',"
    f" p.archived_at IS NOT NULL, {_WAITING} FROM product p WHERE p.id IN (%s)"
)
# Column -> (what is empty, which comes last in both directions; what it is sorted by).
_SORT: dict[ProductColumn, tuple[str, str]] = {
    ProductColumn.NAME: ("", "p.search_text"),
    ProductColumn.CODE: ("p.code = ''", "p.code"),
    ProductColumn.CATEGORY: ("p.category = ''", "p.category"),
    ProductColumn.PRICE: ("p.price_cents IS NULL", "p.price_cents"),
    ProductColumn.SUPPLIER: ("p.supplier = ''", "p.supplier"),
    ProductColumn.WAITING: ("", _WAITING),
}


def load(database: ShopDatabase, wanted: Sequence[int]) -> dict[int, Product]:
    """Return whole products by their ids; ids that are not there are left out."""
    found: dict[int, Product] = {}
    with database.reading() as connection:
        plans = steps(connection, wanted)
        for marks, some in in_chunks(wanted):
            for row in database.read(f"SELECT {_COLUMNS} FROM product WHERE id IN ({marks})", some):
                found[row[0]] = Product(
                    id=row[0],
                    uid=row[1],
                    name=row[2],
                    code=row[3],
                    category=row[4],
                    price_cents=row[5],
                    supplier=row[6],
                    notes=row[7],
                    card=KnowledgeCard(*row[8:14]),
                    steps=tuple(step for _name, step in plans.get(row[0], ())),
                    archived_at=from_text(row[14]) if row[14] else None,
                    created_at=from_text(row[15]),
                    updated_at=from_text(row[16]),
                )
    return found


def names(database: ShopDatabase, wanted: Sequence[int]) -> dict[int, str]:
    """Return the names of products; ids that are not there are left out."""
    found: dict[int, str] = {}
    for marks, some in in_chunks(wanted):
        found.update(database.read(f"SELECT id, name FROM product WHERE id IN ({marks})", some))
    return found


def by_code(database: ShopDatabase, code: str) -> int | None:
    """Return the product with a code, or None."""
    row = database.read_one("SELECT id FROM product WHERE code = ? AND code <> ''", (squeeze(code),))
    return int(row[0]) if row else None


def _conditions(wanted: ProductFilter) -> tuple[str, list[object]]:
    conditions, values = ["1"], list[object]()
    for word in fold(wanted.text).split():
        conditions.append("instr(p.search_text, ?)")
        values.append(word)
    if wanted.category:
        conditions.append("p.category = ?")
        values.append(wanted.category)
    if wanted.archived is not None:
        conditions.append(f"p.archived_at IS {'NOT ' if wanted.archived else ''}NULL")
    return " AND ".join(conditions), values


def ids(database: ShopDatabase, wanted: ProductFilter) -> array[int]:
    """Return the ids of the products that a filter asks for, in its order."""
    where, values = _conditions(wanted)
    empty, column = _SORT[wanted.sort]
    down = " DESC" if wanted.descending else ""
    return database.read_ids(
        f"SELECT p.id AS id FROM product p WHERE {where}"
        f" ORDER BY {empty}{', ' if empty else ''}{column}{down}, p.search_text{down}, p.id{down}",
        values,
    )


def find(database: ShopDatabase, text: str, limit: int) -> list[int]:
    """Return the first products on sale for what was typed: that code, then names that begin so, then any."""
    where, values = _conditions(ProductFilter(text=text))
    typed = fold(squeeze(text))
    rows_found = database.read(
        f"SELECT p.id FROM product p WHERE {where}"
        " ORDER BY p.code <> ?, substr(p.search_text, 1, ?) <> ?, p.search_text, p.id LIMIT ?",
        [*values, squeeze(text), len(typed), typed, limit],
    )
    return [int(r[0]) for r in rows_found]


def rows(database: ShopDatabase, wanted: Sequence[int]) -> list[ProductRow]:
    """Return the rows of one page, in the order of the ids; ids that are gone are left out."""
    found: dict[int, ProductRow] = {}
    for marks, some in in_chunks(wanted):
        found.update((r[0], ProductRow._make(r)) for r in database.read(_ROW % marks, some))
    return [found[i] for i in wanted if i in found]


def categories(database: ShopDatabase) -> list[tuple[str, int]]:
    """Return the categories of what is on sale, with how many products each has, by name."""
    found = database.read(
        "SELECT category, count(*) FROM product WHERE archived_at IS NULL AND category <> ''"
        " GROUP BY category"
    )
    return sorted(((str(r[0]), int(r[1])) for r in found), key=lambda r: fold(r[0]))
