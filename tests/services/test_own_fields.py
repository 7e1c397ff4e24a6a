"""The shop's own fields."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crm_desktop.domain.customers.own_fields import OwnField, OwnFieldKind
from crm_desktop.services import customers, journal, own_fields
from crm_desktop.services.shop import Shop
from crm_desktop.shared.errors import InvalidInput, NotFoundError
from tests.factories import a_customer


def names(shop: Shop) -> list[str]:
    return [f.name for f in own_fields.list_fields(shop)]


def test_fields_are_kept_with_their_choices_in_their_order(shop: Shop) -> None:
    one = own_fields.save_field(shop, OwnField(" Talla ", OwnFieldKind.CHOICE, ("S", "M", "m", "Ñ")))
    two = own_fields.save_field(shop, OwnField("Socio", OwnFieldKind.YES_NO))
    assert one.sentence == "Field “Talla” added to the customer file."
    assert own_fields.list_fields(shop) == [
        OwnField("Talla", OwnFieldKind.CHOICE, ("S", "M", "Ñ"), 0, one.value),
        OwnField("Socio", OwnFieldKind.YES_NO, (), 1, two.value),
    ]
    own_fields.order_fields(shop, [two.value, one.value])
    assert names(shop) == ["Socio", "Talla"]


def test_two_fields_of_one_name_are_refused(shop: Shop) -> None:
    own_fields.save_field(shop, OwnField("Talla"))
    with pytest.raises(InvalidInput):
        own_fields.save_field(shop, OwnField("TÁLLA"))
    assert names(shop) == ["Talla"]


@pytest.mark.parametrize(
    "field", [OwnField("a\x00"), OwnField("\ud83d"), OwnField("x", OwnFieldKind.CHOICE, ("a", "\x00"))]
)
def test_what_cannot_be_kept_is_refused(shop: Shop, field: OwnField) -> None:
    with pytest.raises(InvalidInput, match="invisible"):
        own_fields.save_field(shop, field)


def test_the_kind_of_a_field_in_use_stays(shop: Shop) -> None:
    field = own_fields.save_field(shop, OwnField("Talla")).value
    own_fields.save_field(shop, OwnField("Talla", OwnFieldKind.NUMBER, id=field))
    customers.save_customer(shop, a_customer(own=((field, "42"),)))
    with pytest.raises(InvalidInput) as caught:
        own_fields.save_field(shop, OwnField("Talla", OwnFieldKind.DATE, id=field))
    assert caught.value.fields["kind"]
    own_fields.save_field(shop, OwnField("Número", OwnFieldKind.NUMBER, id=field))
    assert names(shop) == ["Número"]


def test_a_field_that_is_gone_is_told(shop: Shop) -> None:
    with pytest.raises(NotFoundError):
        own_fields.save_field(shop, OwnField("Talla", id=9))


def test_a_field_is_taken_off_and_comes_back_with_what_it_held(shop: Shop) -> None:
    field = own_fields.save_field(shop, OwnField("Talla")).value
    key = customers.save_customer(shop, a_customer(own=((field, "XL"),))).value
    removed = own_fields.remove_field(shop, field)
    assert names(shop) == []
    assert own_fields.save_field(shop, OwnField("Talla")).value != field
    customers.save_customer(shop, replace(customers.get_customer(shop, key), notes="algo"))
    assert customers.get_customer(shop, key).own == ((field, "XL"),)
    journal.undo(shop, removed.operation or 0)
    assert names(shop) == ["Talla", "Talla"]
