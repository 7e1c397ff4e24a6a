"""What one file says of another is seen from both."""

from __future__ import annotations

import pytest

from crm_desktop.domain.customers.model import Relation, RelationKind
from crm_desktop.domain.customers.words import RELATION_KIND_NAMES, REVERSE_RELATION_NAMES
from crm_desktop.services import customers
from crm_desktop.services.customer_relations import related
from crm_desktop.services.shop import Shop
from tests.factories import a_company, a_customer


def said(shop: Shop, customer_id: int) -> list[tuple[str, str, bool]]:
    """(relation, given name or company, whether the file itself says it) as a file shows it."""
    found = related(shop, customers.get_customer(shop, customer_id))
    return [(each.words, each.name.rpartition(", ")[2], each.own) for each in found]


def test_who_recommended_whom_is_seen_from_both(shop: Shop) -> None:
    ana = customers.save_customer(shop, a_customer(given_name="Ana")).value
    relation = Relation(RelationKind.RECOMMENDED_BY, ana, "en la feria")
    eva = customers.save_customer(shop, a_customer(given_name="Eva", relations=(relation,))).value
    assert said(shop, eva) == [("Recommended by", "Ana", True)]
    assert said(shop, ana) == [("Recommended", "Eva", False)]
    assert [each.note for each in related(shop, customers.get_customer(shop, ana))] == ["en la feria"]
    assert customers.get_customer(shop, ana).relations == ()


def test_what_both_say_is_shown_once(shop: Shop) -> None:
    ana = customers.save_customer(shop, a_customer(given_name="Ana")).value
    family = Relation(RelationKind.FAMILY, ana, "su tía")
    eva = customers.save_customer(shop, a_customer(given_name="Eva", relations=(family,))).value
    back = a_customer(id=ana, given_name="Ana", relations=(Relation(RelationKind.FAMILY, eva, "su sobrina"),))
    customers.save_customer(shop, back)
    assert said(shop, ana) == [("Family", "Eva", True)]
    assert said(shop, eva) == [("Family", "Ana", True)]


def test_a_company_shows_who_works_there(shop: Shop) -> None:
    port = customers.save_customer(shop, a_company()).value
    for name, kind in (("Ana", RelationKind.WORKS_FOR), ("Eva", RelationKind.CONTACT_OF)):
        customers.save_customer(shop, a_customer(given_name=name, relations=(Relation(kind, port),)))
    assert said(shop, port) == [("Works here", "Ana", False), ("Contact person", "Eva", False)]


@pytest.mark.parametrize("kind", RelationKind)
def test_every_relation_has_its_name_at_both_ends(kind: RelationKind) -> None:
    assert RELATION_KIND_NAMES[kind]
    assert REVERSE_RELATION_NAMES[kind]
