"""Lists of customers: every column, both ways, every filter; and the page that is painted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from crm_desktop.domain.customers.listing import CustomerColumn, CustomerFilter, CustomerRow
from crm_desktop.domain.customers.model import CustomerKind
from crm_desktop.domain.customers.names import sort_key
from crm_desktop.domain.purchases.model import Sale
from crm_desktop.domain.purchases.stages import RelationshipStage, StageRule
from crm_desktop.domain.reminders.model import Result
from crm_desktop.services import customers, purchases, reminders, staff
from crm_desktop.services.search import search
from crm_desktop.services.shop import Shop
from crm_desktop.shared.text import fold
from tests.factories import (
    NOW,
    TODAY,
    a_company,
    a_customer,
    a_mobile,
    a_reminder,
    a_shop,
    a_staff_member,
    an_email,
)

GIVEN = ["Ángel", "Ana", "Íñigo", "Ñandú", "Zoe", "óscar", "Mª José"]
FAMILY = ["García", "Garcia", "Muñoz", "Munoz", "de la Fuente", "Núñez", "Álvarez"]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """Sixty customers of all kinds; nothing is written by the tests."""
    chance = Random(5)
    with closing(a_shop(tmp_path_factory.mktemp("listas"))) as made:
        clock: Any = made.clock
        people = [staff.save_staff(made, a_staff_member(n)).value for n in ("Zacarías", "Ángela", "amparo")]
        for n in range(60):
            clock.instant = NOW + timedelta(minutes=chance.randrange(5000))
            phones = (a_mobile(f"6{chance.randrange(10**8):08d}", ""),) if chance.random() < 0.7 else ()
            emails = (an_email(f"c{chance.randrange(99)}@example.com"),) if chance.random() < 0.5 else ()
            fields: dict[str, Any] = {
                "family_name": chance.choice(FAMILY),
                "second_family_name": chance.choice(["", *FAMILY]),
                "town": chance.choice(["Alboraia", "alboraia", "València", "Ávila", ""]),
                "tags": tuple(chance.sample(["vip", "Álbum", "verano", "zapatos"], chance.randrange(3))),
                "card": str(n) if chance.random() < 0.5 else "",
                "birth": chance.choice(["", "1984-11-24", "--02-29", "1970-01-03"]),
                "company": chance.choice(["", "Óptica", "Zapatería", "ábaco"]),
                "staff_id": chance.choice([None, *people]),
                "contacts": phones + emails,
            }
            person = a_customer(given_name=chance.choice(GIVEN), **fields)
            if chance.random() < 0.1:
                person = a_company(**{**fields, "company": f"Casa {n}", "tax_id": ""})
            key = customers.save_customer(made, person).value
            if chance.random() < 0.3:
                reminders.save(made, a_reminder(key, due_date=TODAY + timedelta(days=chance.randrange(9))))
            if chance.random() < 0.3:
                first = reminders.save(made, a_reminder(key)).value
                reminders.complete(made, first, Result.CONTACTED)
        customers.archive(made, [3, 33])
        clock.instant = NOW
        _sell(made, chance)
        yield made


def _sell(made: Shop, chance: Random) -> None:
    """Sells to two of three customers, on up to five days; some of them are in a tier and have points."""
    for key in sorted({*range(1, 61)} - {3, 33}):
        for _sale in range(chance.choice([0, 1, 2, 5, 9])):
            day = TODAY - timedelta(days=chance.randrange(400))
            purchases.sell(made, Sale(key, chance.randrange(5000), day=day))
    with made.operation("sample") as operation:
        program = operation.insert(
            "program", uid="p", name="Puntos", kind="points", created_at="", updated_at=""
        )
        for position, name in ((2, "Oro"), (1, "Plata")):
            operation.insert(
                "loyalty_tier", program_id=program, name=name, position=position, threshold=position
            )
        operation.execute(
            "UPDATE customer_totals SET points = abs(customer_id % 7 - 2),"
            " tier_id = nullif(customer_id % 3, 0)"
        )


def rows(shop: Shop, wanted: CustomerFilter) -> list[CustomerRow]:
    return customers.rows(shop, customers.list_ids(shop, wanted))


def key_of(shop: Shop, column: CustomerColumn, row: CustomerRow) -> str | int:
    """Returns what Python would sort a row by; "" comes last."""
    people = {m.id: fold(m.name) for m in staff.list_staff(shop, active_only=False)}
    stages = list(RelationshipStage)
    late = row.days_late(TODAY)
    tiers: dict[int | None, str | int] = {None: "", 1: 2, 2: 1}
    keys: dict[CustomerColumn, str | int] = {
        CustomerColumn.PHONE: row.phone,
        CustomerColumn.EMAIL: row.email,
        CustomerColumn.TOWN: fold(row.town),
        CustomerColumn.TAGS: fold(row.tags),
        CustomerColumn.STAFF: people.get(row.staff_id, ""),
        CustomerColumn.CARD: row.card,
        CustomerColumn.COMPANY: fold(row.company),
        CustomerColumn.BIRTH: row.birth[-5:],
        CustomerColumn.NEXT_FOLLOW_UP: row.next_follow_up_text,
        CustomerColumn.LAST_CONTACT: row.last_contact_text,
        CustomerColumn.CREATED: row.created_text,
        CustomerColumn.STAGE: stages.index(row.stage(StageRule(TODAY))) + 1,
        CustomerColumn.POINTS: row.points or "",
        CustomerColumn.TIER: tiers[row.tier_id],
        CustomerColumn.SPENT: row.spent_cents if row.purchases else "",
        CustomerColumn.PURCHASES: row.purchases or "",
        CustomerColumn.LAST_PURCHASE: row.last_purchase_text,
        CustomerColumn.LATE: "" if late is None else late,
    }
    return keys[column]


@pytest.mark.parametrize("descending", [False, True], ids=["up", "down"])
@pytest.mark.parametrize("column", CustomerColumn)
def test_a_list_is_sorted_as_python_would(shop: Shop, column: CustomerColumn, descending: bool) -> None:
    found = rows(shop, CustomerFilter(sort=column, descending=descending))
    assert len(found) == 58
    names = [sort_key(customers.get_customer(shop, r.id)) for r in found]
    if column is CustomerColumn.NAME:
        assert names == sorted(names, reverse=descending)
        return
    keyed: list[Any] = list(zip((key_of(shop, column, r) for r in found), names, strict=True))
    full = [pair for pair in keyed if pair[0] != ""]
    empty = [pair for pair in keyed if pair[0] == ""]
    assert full
    assert keyed == sorted(full, reverse=descending) + sorted(empty)


SUMS: list[tuple[dict[str, Any], Callable[[CustomerRow], bool]]] = [
    *(
        ({"stage": stage}, lambda row, stage=stage: row.stage(StageRule(TODAY)) is stage)
        for stage in RelationshipStage
    ),
    ({"tier_id": 2}, lambda row: row.tier_id == 2),
    ({"late": True}, lambda row: (row.days_late(TODAY) or 0) > 0),
    ({"least_points": 3}, lambda row: row.points >= 3),
    (
        {"stage": RelationshipStage.REPEAT, "least_points": 1},
        lambda row: row.stage(StageRule(TODAY)) is RelationshipStage.REPEAT and row.points >= 1,
    ),
]


@pytest.mark.parametrize("text", ["", "gar"])
@pytest.mark.parametrize(("fields", "is_wanted"), SUMS, ids=lambda x: str(x) if isinstance(x, dict) else "")
def test_sums_and_stages_filter_in_every_order(
    shop: Shop, text: str, fields: dict[str, Any], is_wanted: Callable[[CustomerRow], bool]
) -> None:
    everybody = rows(shop, CustomerFilter(text=text, archived=None))
    assert any(is_wanted(row) for row in everybody)
    for archived in (False, True, None):
        expected = {
            row.id
            for row in everybody
            if is_wanted(row) and (archived is None or bool(row.archived) == archived)
        }
        for column in CustomerColumn:
            wanted = CustomerFilter(text=text, archived=archived, sort=column, descending=True, **fields)
            ids = list(customers.list_ids(shop, wanted))
            assert (set(ids), len(ids)) == (expected, len(expected))
            plain = customers.list_ids(
                shop, CustomerFilter(text, archived=archived, sort=column, descending=True)
            )
            assert ids == [key for key in plain if key in expected]
        assert customers.count(shop, CustomerFilter(text=text, archived=archived, **fields)) == len(expected)
        both = CustomerFilter(text=text, archived=archived, town="alboraia", tag="vip", **fields)
        assert set(customers.list_ids(shop, both)) <= expected


@pytest.mark.parametrize("text", ["", "gar", "munoz", "6", "vip"])
@pytest.mark.parametrize("column", [CustomerColumn.NAME, CustomerColumn.TOWN, CustomerColumn.STAFF])
def test_filters_keep_whom_they_should(shop: Shop, text: str, column: CustomerColumn) -> None:
    everybody = rows(shop, CustomerFilter(text=text, archived=None))
    assert {r.id for r in everybody} == {h.id for h in search(shop, text, 100)} or not text
    for archived in (False, True, None):
        for tag in ("", "vip"):
            for town in ("", "alboraia"):
                for person in (None, 2):
                    wanted = CustomerFilter(
                        text=text, tag=tag, staff_id=person, town=town, archived=archived, sort=column
                    )
                    expected = {
                        r.id
                        for r in everybody
                        if (archived is None or bool(r.archived) == archived)
                        and (not tag or tag in r.tags.split(", "))
                        and (not town or fold(r.town) == town)
                        and (person is None or r.staff_id == person)
                    }
                    ids = customers.list_ids(shop, wanted)
                    assert set(ids) == expected
                    assert len(ids) == len(expected) == customers.count(shop, wanted)


@pytest.mark.parametrize("column", CustomerColumn)
def test_the_first_page_is_the_beginning_of_the_list(shop: Shop, column: CustomerColumn) -> None:
    wanted = CustomerFilter(sort=column)
    for limit in (1, 20, 57, 58, 200):
        page = customers.first_page(shop, wanted, limit)
        assert page.ids == customers.list_ids(shop, wanted)[:limit]
        assert page.total == 58


def test_a_page_has_the_rows_that_are_still_there_in_their_order(shop: Shop) -> None:
    found = customers.rows(shop, [9, 4711, 3, 9, 1])
    assert [r.id for r in found] == [9, 3, 9, 1]
    assert found[1].archived == 1
    assert customers.rows(shop, []) == []


def test_a_row_shows_what_the_file_says(tmp_path: Path) -> None:
    with closing(a_shop(tmp_path)) as shop:
        person = a_customer(
            tags=("zeta", "Álbum"),
            card="77",
            birth="--11-24",
            company="Óptica",
            warning="Ojo",
            do_not_contact=True,
            contacts=(an_email("a@example.com"), a_mobile(), a_mobile("600111222", "+34600111222")),
        )
        key = customers.save_customer(shop, person).value
        follow_up = reminders.save(shop, a_reminder(key)).value
        reminders.complete(shop, follow_up, Result.CONTACTED)
        reminders.save(shop, a_reminder(key, due_date=date(2026, 12, 1)))
        (row,) = customers.rows(shop, [key])
        assert row[1:11] == (
            "García Muñoz, Ángel", "Óptica", "612 34 56 78", "a@example.com", "Alboraia", "Álbum, zeta", None,
            "77", "--11-24", "2026-12-01",
        )  # fmt: skip
        assert (row.next_follow_up, row.last_contact, row.created) == (date(2026, 12, 1), NOW, NOW)
        assert (row.archived, row.do_not_contact, row.has_warning) == (0, 1, 1)


def test_a_hundred_thousand_ids_are_no_trouble(shop: Shop) -> None:
    assert len(customers.rows(shop, [*range(1, 61), *range(5000, 100_000)])) == 60


def test_what_is_typed_is_never_taken_for_an_operator(shop: Shop) -> None:
    signs = ['"', "*", "AND", "NOT ana", "(", "a:b", "-1", "^", "NEAR(a b)", "%", "_"]
    for text in (*signs, "\x00", "ana\x00b", "\ud800"):
        customers.list_ids(shop, CustomerFilter(text=text))
        search(shop, text)
    assert customers.list_ids(shop, CustomerFilter(text="''; DROP TABLE customer")).tolist() == []


def test_words_of_the_search_are_listed_archived_ones_last(shop: Shop) -> None:
    hits = search(shop, "a", 100)
    archived = [bool(customers.get_customer(shop, h.id).archived_at) for h in hits]
    assert archived == sorted(archived)
    assert sum(archived) == 2
    assert [h.id for h in search(shop, "a", 5)] == [h.id for h in hits[:5]]


def test_towns_and_tags_are_counted(shop: Shop) -> None:
    live = rows(shop, CustomerFilter())
    towns = {fold(t): n for t, n in customers.town_counts(shop)}
    assert towns == {k: sum(fold(r.town) == k for r in live) for k in ("alboraia", "valencia", "avila")}
    tags = customers.tag_counts(shop)
    assert tags == [
        (t, sum(t in r.tags.split(", ") for r in live)) for t in ("Álbum", "verano", "vip", "zapatos")
    ]


def test_birthdays_of_the_week_come_in_their_order(tmp_path: Path) -> None:
    with closing(a_shop(tmp_path)) as shop:
        clock: Any = shop.clock
        clock.instant = NOW.replace(year=2027, month=2, day=26)
        for name, birth in (
            ("A", "1990-02-28"),
            ("B", "--02-29"),
            ("C", "1980-03-01"),
            ("D", "2000-03-05"),
            ("E", ""),
        ):
            customers.save_customer(shop, a_customer(given_name=name, birth=birth, contacts=()))
        gone = customers.save_customer(
            shop, a_customer(given_name="F", birth="1990-02-28", contacts=())
        ).value
        customers.archive(shop, [gone])
        names = [name[-1] for _id, name, _birth in customers.birthdays(shop)]
        assert names == ["A", "B", "C"]
        clock.instant = NOW.replace(year=2028, month=2, day=26)
        assert [b for _i, _n, b in customers.birthdays(shop)] == ["1990-02-28", "--02-29", "1980-03-01"]


def test_birthdays_of_one_day_come_by_name_as_lists_name_everybody(tmp_path: Path) -> None:
    with closing(a_shop(tmp_path)) as shop:
        for fields in (
            {"given_name": "Zoe"},
            {"given_name": "Ana"},
            {"family_name": "", "second_family_name": ""},
            {"given_name": "", "second_family_name": ""},
            {"given_name": "", "family_name": "", "second_family_name": "", "company": "Bar Ñu"},
            {"given_name": "", "family_name": "", "second_family_name": "", "contacts": (a_mobile(),)},
            {"kind": CustomerKind.COMPANY, "company": "Hostal del Port"},
        ):
            customers.save_customer(shop, a_customer(**{"contacts": (), "birth": "--11-22", **fields}))
        everybody = customers.rows(shop, customers.list_ids(shop, CustomerFilter()))
        assert len(everybody) == 7
        assert customers.birthdays(shop) == [(row.id, row.name, row.birth) for row in everybody]


def test_duplicate_tags_in_other_letters_are_one(tmp_path: Path) -> None:
    with closing(a_shop(tmp_path)) as shop:
        one = customers.save_customer(shop, a_customer(tags=("Álbum",), contacts=())).value
        two = customers.save_customer(shop, a_customer(tags=("album", "ALBUM"), contacts=())).value
        assert customers.tag_counts(shop) == [("Álbum", 2)]
        again = customers.save_customer(shop, replace(customers.get_customer(shop, two), tags=("ÁLBUM",)))
        assert again.operation is None
        assert customers.tag(shop, [one, two], ["album"]).value == 0
        customers.rename_tag(shop, "Álbum", "álbum")
        assert customers.tag_counts(shop) == [("álbum", 2)]
