"""Products: what is sold, its knowledge card and its after-sales plan."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

from crm_desktop.domain.products.listing import ProductFilter, ProductRow
from crm_desktop.domain.products.model import Product
from crm_desktop.domain.products.validate import checked
from crm_desktop.services.changes import Changes
from crm_desktop.services.shop import Shop, changes
from crm_desktop.shared.errors import ConflictError, InvalidInput, NotFoundError
from crm_desktop.shared.i18n import _, ngettext
from crm_desktop.store import product_writes
from crm_desktop.store.queries import products as queries


def get(shop: Shop, product_id: int) -> Product:
    """Return a product with its card and its plan; raise NotFoundError."""
    found = queries.load(shop.db, [product_id]).get(product_id)
    if found is None:
        raise NotFoundError(_("This product is no longer there."))
    return found


def find(shop: Shop, text: str, limit: int = 20) -> list[Product]:
    """Return the first products for what was typed or scanned: a code, a name's beginning, words."""
    ids = queries.find(shop.db, text, limit) if text.strip() else []
    found = queries.load(shop.db, ids)
    return [found[i] for i in ids if i in found]


def by_code(shop: Shop, code: str) -> Product | None:
    """Return the product with a code, archived or not, or None."""
    found = queries.by_code(shop.db, code)
    return get(shop, found) if found is not None else None


def list_ids(shop: Shop, wanted: ProductFilter) -> array[int]:
    """Return the ids of a whole list of products, in its order."""
    return queries.ids(shop.db, wanted)


def rows(shop: Shop, ids: Sequence[int]) -> list[ProductRow]:
    """Return the rows of one page of a list, in the order of the ids."""
    return queries.rows(shop.db, ids)


def categories(shop: Shop) -> list[tuple[str, int]]:
    """Return the categories of what is on sale, with how many products each has, by name."""
    return queries.categories(shop.db)


def save(shop: Shop, product: Product) -> Changes[int]:
    """Save a product, new or changed; return its id. Plans of earlier sales stay as they were made.

    Raises:
        InvalidInput: with a sentence for each field that cannot be saved.
        ConflictError: it was changed elsewhere since it was read.
        NotFoundError: it is no longer there.
    """
    wanted = checked(product)
    with shop.operation("save_product") as operation:
        owner = queries.by_code(shop.db, wanted.code) if wanted.code else None
        if owner is not None and owner != wanted.id:
            sentence = _("The code {code} is of “{name}”. Type another one.").format(
                code=wanted.code, name=get(shop, owner).name
            )
            raise InvalidInput(sentence, {"code": sentence})
        if wanted.id is None:
            now = shop.clock.now()
            key = product_writes.insert(
                operation, replace(wanted, uid=wanted.uid or uuid4().hex, created_at=now, updated_at=now)
            )
            operation.words = _("“{name}” added to the products.").format(name=wanted.name)
        else:
            key = wanted.id
            old = get(shop, key)
            if wanted.updated_at is not None and wanted.updated_at != old.updated_at:
                raise ConflictError(
                    _("Somebody changed “{name}” meanwhile. Open it again and repeat your change.").format(
                        name=old.name
                    )
                )
            product_writes.update(operation, old, wanted)
            operation.words = _("“{name}” saved.").format(name=wanted.name)
    return changes(operation, key)


def archive(shop: Shop, ids: Sequence[int]) -> Changes[int]:
    """Put products away: they are no longer offered, and past sales keep them. Return how many."""
    with shop.operation("archive_products") as operation:
        done = product_writes.set_archived(operation, ids, archived=True)
        operation.words = ngettext("{count} product put away.", "{count} products put away.", done).format(
            count=done
        )
    return changes(operation, done)


def restore(shop: Shop, ids: Sequence[int]) -> Changes[int]:
    """Offer products again that were put away. Return how many."""
    with shop.operation("restore_products") as operation:
        done = product_writes.set_archived(operation, ids, archived=False)
        operation.words = ngettext(
            "{count} product is offered again.", "{count} products are offered again.", done
        ).format(count=done)
    return changes(operation, done)
