"""Products: kept with their card and their plan, found while typing, put away."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crm_desktop.domain.products.listing import ProductColumn, ProductFilter
from crm_desktop.domain.products.model import (
    CARD_TITLES,
    STEP_KIND_NAMES,
    AfterSalesStep,
    KnowledgeCard,
    Product,
    StepKind,
)
from crm_desktop.domain.products.wishes import Wish
from crm_desktop.services import customers, journal, products, wishes
from crm_desktop.services.shop import Shop
from crm_desktop.shared.errors import ConflictError, InvalidInput, NotFoundError
from tests.factories import a_customer

WHOLE = Product(
    " Caldera  mural ",
    code="8412345678905",
    category="Hogar",
    price_cents=90_000,
    supplier="Ñíguez",
    notes="línea 1\nlínea 2",
    card=KnowledgeCard("Calienta", "Pisos", "¿Y el gas?", "Una vez al año", "Radiadores", "Termo"),
    steps=(
        AfterSalesStep(StepKind.INSTALLATION, after_days=2, subject="Instalar"),
        AfterSalesStep(StepKind.MAINTENANCE, after_days=365, every_months=12, times=5),
    ),
)


def test_a_product_is_kept_whole(shop: Shop) -> None:
    done = products.save(shop, WHOLE)
    kept = products.get(shop, done.value)
    assert replace(kept, id=None, uid="", created_at=None, updated_at=None, steps=()) == replace(
        WHOLE, name="Caldera mural", steps=()
    )
    assert [replace(step, id=None) for step in kept.steps] == list(WHOLE.steps)
    assert done.kinds == {"products"}
    assert len(kept.uid) == 32
    assert bool(kept.card)
    assert not KnowledgeCard()


def test_a_change_writes_what_differs_and_can_be_undone(shop: Shop) -> None:
    key = products.save(shop, WHOLE).value
    before = products.get(shop, key)
    clock: Any = shop.clock
    clock.instant = clock.instant.replace(hour=12)
    steps = (before.steps[1], AfterSalesStep(StepKind.WARRANTY, after_days=730))
    done = products.save(shop, replace(before, price_cents=None, steps=steps))
    after = products.get(shop, key)
    assert after.price_cents is None
    assert [step.kind for step in after.steps] == [StepKind.MAINTENANCE, StepKind.WARRANTY]
    assert products.save(shop, after).operation is None
    with pytest.raises(ConflictError, match="changed"):
        products.save(shop, replace(before, name="Otra"))
    assert done.operation is not None
    journal.undo(shop, done.operation)
    assert products.get(shop, key) == before


def test_a_product_is_found_by_code_name_and_words(shop: Shop) -> None:
    for name, code in (
        ("Hilo de algodón", "20"),
        ("Algodón hidrófilo", "30"),
        ("Camisa 20", ""),
        ("Lana", "7"),
    ):
        products.save(shop, Product(name, code=code, category="Mercería"))
    assert [p.name for p in products.find(shop, "20")] == ["Hilo de algodón", "Camisa 20"]
    assert [p.name for p in products.find(shop, "algodon")] == ["Algodón hidrófilo", "Hilo de algodón"]
    assert [p.name for p in products.find(shop, "ALGODÓN hilo")] == ["Hilo de algodón"]
    assert [p.name for p in products.find(shop, "merceria", 2)] == ["Algodón hidrófilo", "Camisa 20"]
    assert products.find(shop, "  ") == []
    assert products.find(shop, "%") == []
    found = products.by_code(shop, " 7 ")
    assert found is not None
    assert found.name == "Lana"
    assert products.by_code(shop, "") is None
    products.archive(shop, [found.id or 0])
    assert products.find(shop, "lana") == []
    assert products.by_code(shop, "7") is not None


def test_lists_of_products_are_filtered_and_sorted(shop: Shop) -> None:
    customers.save_customer(shop, a_customer())
    first, second, third = (
        products.save(shop, product).value
        for product in (
            Product("Zapato", code="B", price_cents=500, category="Calzado"),
            Product("Álbum", price_cents=900, supplier="Uno", card=KnowledgeCard(what="Fotos")),
            Product("Lana", code="A", category="Mercería", steps=WHOLE.steps),
        )
    )
    wishes.save(shop, Wish(1, product_id=first))
    wishes.save(shop, Wish(1, product_id=first))

    def listed(**wanted: Any) -> list[int]:
        return list(products.list_ids(shop, ProductFilter(**wanted)))

    assert listed() == [second, third, first]
    assert listed(descending=True) == [first, third, second]
    assert listed(sort=ProductColumn.CODE) == [third, first, second]
    assert listed(sort=ProductColumn.CODE, descending=True) == [first, third, second]
    assert listed(sort=ProductColumn.PRICE) == [first, second, third]
    assert listed(sort=ProductColumn.WAITING, descending=True)[0] == first
    assert listed(sort=ProductColumn.CATEGORY) == [first, third, second]
    assert listed(sort=ProductColumn.SUPPLIER)[0] == second
    assert listed(text="fo al") == []
    assert listed(text="alb") == [second]
    assert listed(category="Calzado") == [first]
    products.archive(shop, [third])
    assert listed() == [second, first]
    assert listed(archived=True) == [third]
    assert listed(archived=None) == [second, third, first]
    assert products.categories(shop) == [("Calzado", 1)]
    rows = products.rows(shop, [third, 99, second, first])
    assert [(r.id, r.steps, r.has_card, r.archived, r.waiting) for r in rows] == [
        (third, 2, 0, 1, 0),
        (second, 0, 1, 0, 0),
        (first, 0, 0, 0, 1),
    ]
    assert products.restore(shop, [third, second]).value == 1


BAD: list[tuple[Product, str]] = [
    (Product("  "), "name"),
    (Product("x" * 201), "too long"),
    (Product("a\x00"), "cannot be kept"),
    (Product("Lana", code="1"), "is of “Hilo”"),
    (Product("Lana", price_cents=-1), "zero to a million"),
    (Product("Lana", price_cents=10**12), "zero to a million"),
    (Product("Lana", notes="\x07"), "cannot be kept"),
    (Product("Lana", card=KnowledgeCard(care="ñ" * 10_001)), "too long"),
    (Product("Lana", steps=(AfterSalesStep(StepKind.WARRANTY, after_days=-1),)), "days after the sale"),
    (Product("Lana", steps=(AfterSalesStep(StepKind.WARRANTY, every_months=121),)), "months"),
    (Product("Lana", steps=(AfterSalesStep(StepKind.WARRANTY, times=101),)), "times"),
    (Product("Lana", steps=(AfterSalesStep(StepKind.WARRANTY, subject="x" * 201),)), "too long"),
    (Product("Lana", steps=(AfterSalesStep(StepKind.WARRANTY, subject="\x00"),)), "cannot be kept"),
    (Product("Lana", steps=(AfterSalesStep(StepKind.WARRANTY),) * 21), "20 steps"),
]


@pytest.mark.parametrize(("product", "sentence"), BAD)
def test_what_cannot_be_kept_gets_a_sentence(shop: Shop, product: Product, sentence: str) -> None:
    products.save(shop, Product("Hilo", code="1"))
    with pytest.raises(InvalidInput, match=sentence):
        products.save(shop, product)
    assert len(products.list_ids(shop, ProductFilter())) == 1


def test_what_is_not_there_is_told(shop: Shop) -> None:
    with pytest.raises(NotFoundError):
        products.get(shop, 1)
    with pytest.raises(NotFoundError):
        products.save(shop, Product("Lana", id=1))


def test_every_kind_of_step_and_part_of_a_card_has_a_title() -> None:
    assert list(STEP_KIND_NAMES) == list(StepKind)
    assert set(CARD_TITLES) == {"what", "whom", "doubts", "care", "goes_with", "instead"}
