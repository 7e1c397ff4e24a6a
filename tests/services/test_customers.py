"""Customer files: saved, refused at the field, archived, tagged, noted, with a picture."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from crm_desktop.domain.customers.listing import CustomerFilter
from crm_desktop.domain.customers.model import Customer, Gender, Relation, RelationKind
from crm_desktop.domain.customers.own_fields import OwnField
from crm_desktop.domain.service import Channel
from crm_desktop.services import customers, integrity, own_fields, staff
from crm_desktop.services.search import search
from crm_desktop.services.shop import Shop, open_shop
from crm_desktop.shared.clock import FixedClock
from crm_desktop.shared.errors import ConflictError, InvalidInput, NotFoundError
from crm_desktop.store.journal import of_operation
from tests.factories import (
    NOW,
    a_clock,
    a_company,
    a_customer,
    a_mobile,
    a_phone,
    a_staff_member,
    an_email,
)

PNG = b"\x89PNG\r\n\x1a\n"
HOSTILE = [
    "<b>Ángel</b> & \"hijos\" 'S.L.'",
    "=1+1",
    "'; DROP TABLE customer; --",
    "مرحبا بالعالم",
    "👩‍👧‍👦 Ñandú 🇪🇸",
    "x" * 200,
]


def later(shop: Shop, minutes: int = 1) -> None:
    clock: Any = shop.clock
    clock.instant += timedelta(minutes=minutes)


def whole(shop: Shop) -> Customer:
    """A customer with something in every field."""
    person = staff.save_staff(shop, a_staff_member()).value
    field = own_fields.save_field(shop, OwnField("Talla")).value
    other = customers.save_customer(shop, a_company()).value
    return a_customer(
        company="Óptica",
        tax_id="12345678Z",
        birth="1984-11-24",
        gender=Gender.MALE,
        language="ca",
        street="C/ Mayor, 1",
        country="ES",
        preferred_channel=Channel.CALL,
        preferred_hours="tardes",
        heard_from="un amigo",
        notes="Primera línea\nSegunda línea",
        warning="Alérgico",
        do_not_contact=True,
        discount_bp=1250,
        card="000123",
        staff_id=person,
        photo=customers.save_photo(shop, PNG),
        contacts=(a_mobile(), a_phone(), an_email()),
        tags=("Álbum", "vip"),
        relations=(Relation(RelationKind.WORKS_FOR, other, "recepción"),),
        own=((field, "XL"),),
    )


def test_a_whole_file_is_read_back_as_it_was_saved(shop: Shop) -> None:
    person = whole(shop)
    key = customers.save_customer(shop, person).value
    read = customers.get_customer(shop, key)
    assert read.created_at == read.updated_at == NOW
    assert len(read.uid) == 32
    assert read.relations[0].other_name == "Hostal del Port"
    same = replace(
        read,
        id=None,
        uid="",
        created_at=None,
        updated_at=None,
        contacts=tuple(replace(p, id=None) for p in read.contacts),
        relations=tuple(replace(r, id=None, other_name="") for r in read.relations),
    )
    assert same == person


def test_saving_without_a_change_writes_nothing(shop: Shop) -> None:
    key = customers.save_customer(shop, whole(shop)).value
    later(shop)
    again = customers.save_customer(shop, customers.get_customer(shop, key))
    assert (again.value, again.operation, again.kinds, again.sentence) == (key, None, frozenset(), "")


def test_only_what_changed_is_written(shop: Shop) -> None:
    key = customers.save_customer(shop, whole(shop)).value
    later(shop)
    read = customers.get_customer(shop, key)
    changed = customers.save_customer(
        shop,
        replace(
            read,
            contacts=(
                read.contacts[1],
                read.contacts[0],
                replace(read.contacts[2], value="otro@example.com"),
            ),
        ),
    )
    written = Counter(c.table for c in of_operation(shop.db, changed.operation or 0))
    assert written == {"contact_point": 3, "customer": 1}
    again = customers.get_customer(shop, key)
    assert [p.id for p in again.contacts] == [read.contacts[1].id, read.contacts[0].id, read.contacts[2].id]
    assert again.updated_at == NOW + timedelta(minutes=1)
    assert again.created_at == NOW


def test_parts_of_a_file_are_taken_away(shop: Shop) -> None:
    key = customers.save_customer(shop, whole(shop)).value
    read = customers.get_customer(shop, key)
    customers.save_customer(
        shop, replace(read, contacts=(), tags=(), relations=(), own=(), photo="", card="")
    )
    bare = customers.get_customer(shop, key)
    assert (bare.contacts, bare.tags, bare.relations, bare.own, bare.card) == ((), (), (), (), "")
    assert integrity.check(shop) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_data_wherever_it_stands(shop: Shop, text: str) -> None:
    person = a_customer(
        given_name=text,
        notes=text * 3,
        tags=(text.replace(",", "")[:60],),
        contacts=(),
        town=text[:120],
        warning=text,
    )
    key = customers.save_customer(shop, person).value
    read = customers.get_customer(shop, key)
    assert (read.given_name, read.notes, read.warning) == (text, text * 3, text)
    (row,) = customers.rows(shop, [key])
    assert text in row.name
    assert customers.count(shop, CustomerFilter(tag=read.tags[0])) == 1
    assert customers.count(shop, CustomerFilter(town=text[:120])) == 1
    words = [w for w in text.split() if any(c.isalnum() for c in w)]
    assert [h.id for h in search(shop, words[0])] == [key]
    assert integrity.check(shop) == []


@pytest.mark.parametrize("field", ["given_name", "notes", "street", "card"])
@pytest.mark.parametrize("text", ["a\x00b", "media \ud83d", "\udcff"])
def test_what_cannot_be_kept_is_refused_at_its_field(shop: Shop, field: str, text: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        customers.save_customer(shop, a_customer(**{field: text}))
    assert "invisible" in caught.value.fields[field]
    assert caught.value.sentence.endswith(caught.value.fields[field])
    assert shop.db.read("SELECT * FROM customer") == []


def test_ten_thousand_letters_are_kept_and_one_more_is_refused_aloud(shop: Shop) -> None:
    key = customers.save_customer(shop, a_customer(notes="ñ" * 10_000)).value
    assert customers.get_customer(shop, key).notes == "ñ" * 10_000
    with pytest.raises(InvalidInput) as caught:
        customers.save_customer(shop, a_customer(notes="ñ" * 10_001))
    assert "10000" in caught.value.fields["notes"].replace(".", "").replace("\xa0", "")


@pytest.mark.parametrize("typed", ["A-0042", "a-0042", "A0042", "a 00 42", " A--0042 "])
def test_a_card_is_the_same_however_it_is_typed(shop: Shop, typed: str) -> None:
    key = customers.save_customer(shop, a_customer(card="A-0042")).value
    with pytest.raises(InvalidInput) as caught:
        customers.save_customer(shop, a_customer(given_name="Otra", card=typed))
    assert set(caught.value.fields) == {"card"}
    customers.save_customer(shop, replace(customers.get_customer(shop, key), card=typed))
    assert customers.get_customer(shop, key).card == typed.strip()


def test_a_dash_is_no_card(shop: Shop) -> None:
    for name in ("Ana", "Eva"):
        key = customers.save_customer(shop, a_customer(given_name=name, card=" - ")).value
        assert customers.get_customer(shop, key).card == ""


def test_a_card_has_one_owner(shop: Shop) -> None:
    customers.save_customer(shop, a_customer(card="7"))
    with pytest.raises(InvalidInput) as caught:
        customers.save_customer(shop, a_customer(given_name="Otra", card=" 7 "))
    assert caught.value.fields["card"] == "Card 7 belongs to Ángel García Muñoz. Type another number."
    mine = customers.get_customer(shop, 1)
    assert customers.save_customer(shop, replace(mine, notes="mía")).value == 1
    customers.archive(shop, [1])
    with pytest.raises(InvalidInput):
        customers.save_customer(shop, a_customer(given_name="Otra", card="7"))


def test_a_file_that_changed_meanwhile_is_not_overwritten(shop: Shop) -> None:
    key = customers.save_customer(shop, a_customer()).value
    mine = customers.get_customer(shop, key)
    with closing(open_shop(shop.paths.folder, clock=a_clock(NOW + timedelta(seconds=3)))) as other:
        customers.save_customer(other, replace(customers.get_customer(other, key), notes="de otra ventana"))
    with pytest.raises(ConflictError, match="meanwhile"):
        customers.save_customer(shop, replace(mine, notes="de esta"))
    assert customers.get_customer(shop, key).notes == "de otra ventana"


def test_a_file_that_is_gone_is_told(shop: Shop) -> None:
    with pytest.raises(NotFoundError):
        customers.get_customer(shop, 1)
    with pytest.raises(NotFoundError):
        customers.save_customer(shop, a_customer(id=9))
    with pytest.raises(NotFoundError):
        customers.add_note(shop, 9, "¿de quién?")


def test_a_relation_to_nobody_is_told(shop: Shop) -> None:
    with pytest.raises(ConflictError):
        customers.save_customer(shop, a_customer(relations=(Relation(RelationKind.FAMILY, 99),)))
    assert shop.db.read("SELECT * FROM customer") == []


def test_archived_customers_leave_the_lists_and_come_back(shop: Shop) -> None:
    keys = [customers.save_customer(shop, a_customer(given_name=n, contacts=())).value for n in "ABC"]
    done = customers.archive(shop, [keys[0], keys[1], 99])
    assert (done.value, done.sentence) == (2, "2 customers archived.")
    assert done.ids == {1, 2}
    assert customers.archive(shop, keys[:2]).operation is None
    assert customers.count(shop, CustomerFilter()) == 1
    assert customers.unarchive(shop, keys).value == 2
    assert customers.count(shop, CustomerFilter()) == 3


def test_customers_are_given_to_a_person_who_is_there(shop: Shop) -> None:
    customers.save_customer(shop, a_customer())
    person = staff.save_staff(shop, a_staff_member()).value
    assert customers.assign(shop, [1], person).sentence == "Lucía now looks after 1 customer."
    assert customers.count(shop, CustomerFilter(staff_id=person)) == 1
    assert customers.assign(shop, [1], None).value == 1
    with pytest.raises(ConflictError):
        customers.assign(shop, [1], 99)


def test_tags_are_put_on_and_taken_off_many(shop: Shop) -> None:
    keys = [customers.save_customer(shop, a_customer(given_name=n, contacts=())).value for n in "ABC"]
    assert customers.tag(shop, [*keys, 99], ["  una  etiqueta ", ""]).value == 3
    assert customers.tag(shop, keys, ["una etiqueta"]).operation is None
    assert customers.tag(shop, keys[:1], [], ["una etiqueta", "ninguna"]).value == 1
    assert customers.tag_counts(shop) == [("una etiqueta", 2)]
    removed = customers.remove_tag(shop, "una etiqueta")
    assert removed.value == 2
    assert removed.kinds == {"customers", "tags"}
    assert customers.tag_counts(shop) == []
    assert customers.remove_tag(shop, "una etiqueta").operation is None


@pytest.mark.parametrize("name", ["a\x00b", "\ud83d", "x" * 61])
def test_a_tag_that_cannot_be_kept_is_refused(shop: Shop, name: str) -> None:
    customers.save_customer(shop, a_customer(tags=("vip",)))
    with pytest.raises(InvalidInput):
        customers.tag(shop, [1], [name])
    with pytest.raises(InvalidInput):
        customers.rename_tag(shop, "vip", name)
    assert customers.tag_counts(shop) == [("vip", 1)]


def test_a_tag_is_renamed_or_becomes_one_with_another(shop: Shop) -> None:
    customers.save_customer(shop, a_customer(tags=("a", "b")))
    customers.save_customer(shop, a_customer(given_name="Otra", tags=("a",), contacts=()))
    with pytest.raises(InvalidInput):
        customers.rename_tag(shop, "a", "  ")
    assert customers.rename_tag(shop, "a", "c").sentence == "Tag “a” is now “c”."
    assert customers.tag_counts(shop) == [("b", 1), ("c", 2)]
    customers.rename_tag(shop, "b", "C")
    assert customers.tag_counts(shop) == [("c", 2)]
    assert customers.rename_tag(shop, "no hay", "d").operation is None
    assert integrity.check(shop) == []


@pytest.mark.parametrize("text", ["", "   ", "a\x00b", "\ud83d", "x" * 10_001])
def test_a_note_that_says_nothing_is_refused(shop: Shop, text: str) -> None:
    customers.save_customer(shop, a_customer())
    with pytest.raises(InvalidInput) as caught:
        customers.add_note(shop, 1, text)
    assert caught.value.fields["text"]


def test_notes_are_written_and_taken_off(shop: Shop) -> None:
    customers.save_customer(shop, a_customer())
    shop.on_duty = staff.save_staff(shop, a_staff_member()).value
    note = customers.add_note(shop, 1, "  Pasará\nel viernes ")
    assert shop.db.read("SELECT text, staff_id, at FROM note") == [
        ("Pasará\nel viernes", shop.on_duty, "2026-11-21T08:05:00.000Z")
    ]
    assert note.sentence == "Note added to Ángel García Muñoz."
    assert customers.remove_note(shop, note.value).operation
    assert customers.remove_note(shop, note.value).operation is None


def test_pictures_are_kept_once_by_what_they_hold(shop: Shop) -> None:
    name = customers.save_photo(shop, PNG)
    assert customers.save_photo(shop, PNG) == name
    assert customers.photo(shop, name) == PNG
    assert customers.photo(shop, "ninguna") is None
    for data in (b"", b"GIF89a", PNG + bytes(customers.PICTURE_BYTES)):
        with pytest.raises(InvalidInput, match="JPEG or PNG"):
            customers.save_photo(shop, data)


def test_a_photograph_is_kept_with_its_file_or_not_at_all(shop: Shop) -> None:
    def pictures() -> int:
        return int(shop.db.read("SELECT count(*) FROM picture")[0][0])

    customers.save_customer(shop, a_customer(card="7"))
    for refused in (a_customer(given_name="Otra", card="7"), a_customer(notes="x" * 10_001)):
        with pytest.raises(InvalidInput):
            customers.save_customer(shop, refused, PNG)
    with pytest.raises(InvalidInput, match="JPEG or PNG"):
        customers.save_customer(shop, a_customer(), b"GIF89a")
    assert pictures() == 0
    key = customers.save_customer(shop, a_customer(given_name="Otra"), PNG).value
    assert customers.photo(shop, customers.get_customer(shop, key).photo) == PNG
    assert pictures() == 1


def test_very_many_customers_are_changed_at_once(shop: Shop) -> None:
    customers.save_customer(shop, a_customer())
    assert customers.archive(shop, list(range(1, 40_000))).value == 1
    assert customers.tag(shop, list(range(1, 40_000)), ["todas"]).value == 1


@pytest.mark.parametrize(
    ("today", "days", "expected"),
    [
        ((2026, 2, 28), 1, ["Feb", "Leap"]),
        ((2028, 2, 28), 1, ["Feb"]),
        ((2028, 2, 28), 2, ["Feb", "Leap"]),
        ((2028, 2, 29), 7, ["Leap", "Mar"]),
        ((2027, 2, 27), 7, ["Feb", "Leap", "Mar"]),
        ((2026, 12, 31), 2, ["Eve", "Jan"]),
    ],
)
def test_birthdays_of_the_coming_days_in_common_and_leap_years(
    shop: Shop, clock: FixedClock, today: tuple[int, int, int], days: int, expected: list[str]
) -> None:
    births = {"Mar": "1970-03-01", "Leap": "2000-02-29", "Feb": "--02-28", "Eve": "--12-31", "Jan": "--01-01"}
    for name, birth in births.items():
        customers.save_customer(shop, a_customer(given_name=name, contacts=(), birth=birth))
    clock.instant = datetime(*today, 12, tzinfo=UTC)
    found = customers.birthdays(shop, days)
    assert [birth for _id, _name, birth in found] == [births[name] for name in expected]
