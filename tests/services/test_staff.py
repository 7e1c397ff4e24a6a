"""The people of the shop."""

from __future__ import annotations

import pytest

from crm_desktop.domain.staff import STAFF_COLOURS
from crm_desktop.services import staff
from crm_desktop.services.shop import Shop
from crm_desktop.shared.errors import InvalidInput
from tests.factories import a_staff_member


def test_people_are_listed_by_name_and_found_by_it(shop: Shop) -> None:
    for name in ("Zoe", " Ángela  María ", "amparo"):
        staff.save_staff(shop, a_staff_member(name))
    assert [m.name for m in staff.list_staff(shop)] == ["amparo", "Ángela María", "Zoe"]
    found = staff.find_staff(shop, "angela maria")
    assert found is not None
    assert found.id == 2
    assert staff.find_staff(shop, "nadie") is None


def test_whoever_left_is_not_listed_but_is_found(shop: Shop) -> None:
    member = a_staff_member()
    key = staff.save_staff(shop, member).value
    staff.save_staff(shop, member._replace(id=key, active=False))
    assert staff.list_staff(shop) == []
    assert [m.active for m in staff.list_staff(shop, active_only=False)] == [False]
    assert staff.find_staff(shop, "lucia") is not None


@pytest.mark.parametrize("name", ["", "  ", "a\x00b", "\ud83d", "x" * 61])
def test_a_name_that_is_none_is_refused(shop: Shop, name: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        staff.save_staff(shop, a_staff_member(name))
    assert caught.value.fields["name"]
    assert staff.list_staff(shop) == []


def test_two_people_of_one_name_are_told_apart(shop: Shop) -> None:
    key = staff.save_staff(shop, a_staff_member("Lucía")).value
    with pytest.raises(InvalidInput, match="already somebody called LUCIA"):
        staff.save_staff(shop, a_staff_member("LUCIA"))
    assert staff.save_staff(shop, a_staff_member("Lucía", id=key, colour="#123456")).value == key


def test_a_colour_that_is_none_becomes_the_first(shop: Shop) -> None:
    staff.save_staff(shop, a_staff_member("A", colour="rojo"))
    staff.save_staff(shop, a_staff_member("B", colour="#ABCDEF"))
    assert [m.colour for m in staff.list_staff(shop)] == [STAFF_COLOURS[0], "#ABCDEF"]
