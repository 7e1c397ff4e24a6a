"""Writing products, within an operation: only what differs is written."""

from __future__ import annotations

from collections.abc import Sequence

from crm_desktop.domain.products.model import AfterSalesStep, Product
from crm_desktop.shared.clock import to_text
from crm_desktop.shared.text import fold
from crm_desktop.store.batches import in_chunks
from crm_desktop.store.database import Operation


def search_text_of(name: str, code: str, category: str, supplier: str) -> str:
    """Return what a product is found by, folded; the name comes first, and so it sorts by name."""
    return fold(f"{name}\n{code}\n{category}\n{supplier}")


def columns_of(product: Product) -> dict[str, object]:
    """Return what is stored of a product: column -> value, its id and its steps left out."""
    card = product.card
    return {
        "uid": product.uid,
        "name": product.name,
        "code": product.code,
        "category": product.category,
        "price_cents": product.price_cents,
        "supplier": product.supplier,
        "notes": product.notes,
        "card_what": card.what,
        "card_whom": card.whom,
        "card_doubts": card.doubts,
        "card_care": card.care,
        "card_goes_with": card.goes_with,
        "card_instead": card.instead,
        "search_text": search_text_of(product.name, product.code, product.category, product.supplier),
        "archived_at": to_text(product.archived_at) if product.archived_at else None,
        "created_at": to_text(product.created_at) if product.created_at else "",
        "updated_at": to_text(product.updated_at) if product.updated_at else "",
    }


def _step_columns(step: AfterSalesStep, position: int) -> dict[str, object]:
    return {
        "kind": step.kind.value,
        "after_days": step.after_days,
        "every_months": step.every_months,
        "times": step.times,
        "subject": step.subject,
        "position": position,
    }


def insert(operation: Operation, product: Product) -> int:
    """Insert a new product with its plan; return its id."""
    key = operation.insert("product", **columns_of(product))
    for position, step in enumerate(product.steps):
        operation.insert("after_sales_step", product_id=key, **_step_columns(step, position))
    return key


def update(operation: Operation, old: Product, new: Product) -> bool:
    """Write what differs between two versions of a product; return whether anything did."""
    if old.id is None:
        raise ValueError("only a product that is stored can be changed")
    before, after = columns_of(old), columns_of(new)
    kept = {"uid", "created_at", "updated_at"}
    changed = {c: value for c, value in after.items() if value != before[c] and c not in kept}
    if not _steps(operation, old, new) and not changed:
        return False
    operation.update("product", old.id, **changed, updated_at=operation.at)
    return True


def _steps(operation: Operation, old: Product, new: Product) -> bool:
    before = {step.id: _step_columns(step, place) for place, step in enumerate(old.steps)}
    wrote = False
    kept: set[int | None] = set()
    for position, step in enumerate(new.steps):
        columns = _step_columns(step, position)
        if step.id is None or step.id not in before or step.id in kept:
            operation.insert("after_sales_step", product_id=old.id, **columns)
            wrote = True
            continue
        kept.add(step.id)
        if before[step.id] != columns:
            operation.update("after_sales_step", step.id, **columns)
            wrote = True
    for key in before:
        if key is not None and key not in kept:
            operation.delete("after_sales_step", key)
            wrote = True
    return wrote


def set_archived(operation: Operation, ids: Sequence[int], *, archived: bool) -> int:
    """Put products away, or take them out again; return how many changed."""
    done = 0
    for marks, some in in_chunks(ids):
        done += operation.execute(
            f"UPDATE product SET archived_at = ?, updated_at = ? WHERE id IN ({marks})"
            f" AND archived_at IS {'' if archived else 'NOT '}NULL",
            [operation.at if archived else None, operation.at, *some],
        ).rowcount
    return done
