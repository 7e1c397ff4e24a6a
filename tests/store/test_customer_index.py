"""Whatever is done to customers, lists and search show exactly what is in their files."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.domain.customers.listing import CustomerFilter
from crm_desktop.domain.customers.model import Customer
from crm_desktop.domain.customers.names import sort_key
from crm_desktop.domain.customers.own_fields import OwnField
from crm_desktop.services import customers, integrity, journal, own_fields, reminders
from crm_desktop.services.search import search
from crm_desktop.services.shop import Shop, open_shop
from crm_desktop.shared.errors import ConflictError, KnownError
from crm_desktop.shared.text import words
from crm_desktop.store import customer_index, index_rows
from crm_desktop.store.bulk import BulkWriter
from tests.factories import a_clock, a_customer, a_mobile, a_reminder, a_shop
from tests.store.shops import paths

GIVEN = ["Ángel", "Ana", "Íñigo", "Nuria", "Ñandú", "Zoe", "Óscar", "angel", "Mª José", ""]
FAMILY = ["García", "Garcia", "Muñoz", "de la Fuente", "Núñez", "O'Brien", "Æsir", "García-Ruiz"]
TAGS = ["vip", "VIP", "verano", "Álbum"]
TOWNS = ["Alboraia", "València", "L’Eliana", ""]
PHONES = ["612345678", "612999678", "961234567"]
QUERIES = [
    "ang",
    "garcia",
    "ñ",
    "nunez o",
    "678",
    "5678",
    "612",
    "vip",
    "alb",
    "eliana",
    "xl",
    "obrien",
    "zoe gar",
    "234",
]

names = st.fixed_dictionaries(
    {
        "given_name": st.sampled_from(GIVEN),
        "family_name": st.sampled_from(FAMILY),
        "town": st.sampled_from(TOWNS),
        "tags": st.lists(st.sampled_from(TAGS), max_size=2, unique_by=str.lower).map(tuple),
        "phones": st.lists(st.sampled_from(PHONES), max_size=2, unique=True),
    }
)
action = st.one_of(
    st.tuples(st.just("new"), names),
    st.tuples(st.just("many"), st.lists(names, min_size=1, max_size=5)),
    st.tuples(st.just("edit"), st.integers(0, 5), names),
    st.tuples(st.just("tag"), st.lists(st.integers(0, 5), min_size=1, max_size=3), st.sampled_from(TAGS)),
    st.tuples(st.just("rename tag"), st.sampled_from(TAGS), st.sampled_from([*TAGS, "otra"])),
    st.tuples(st.just("remove tag"), st.sampled_from(TAGS)),
    st.tuples(st.just("archive"), st.lists(st.integers(0, 5), min_size=1, max_size=3)),
    st.tuples(st.just("unarchive"), st.lists(st.integers(0, 5), min_size=1, max_size=3)),
    st.tuples(st.just("own"), st.integers(0, 5)),
    st.tuples(st.just("field"), st.booleans()),
    st.tuples(st.just("remind"), st.integers(0, 5)),
    st.tuples(st.just("undo"), st.integers(0, 3)),
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a shop with one own field, to be copied."""
    folder = tmp_path_factory.mktemp("plantilla")
    with closing(a_shop(folder)) as shop:
        own_fields.save_field(shop, OwnField("Talla"))
    return paths(folder).database


def made(fields: dict[str, Any]) -> Customer:
    rest = dict(fields)
    contacts = tuple(a_mobile(n, f"+34{n}") for n in rest.pop("phones"))
    return a_customer(contacts=contacts, **rest)


class Doer:
    """Does to a shop what hypothesis thinks up."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.done: list[int] = []

    def ids(self) -> list[int]:
        return [r[0] for r in self.shop.db.read("SELECT id FROM customer ORDER BY id")]

    def some(self, places: list[int]) -> list[int]:
        there = self.ids()
        return [there[place % len(there)] for place in places] if there else []

    def do(self, what: tuple[Any, ...]) -> None:
        shop, rest = self.shop, what[1:]
        steps: dict[str, Callable[..., Any]] = {
            "new": lambda fields: customers.save_customer(shop, made(fields)),
            "many": self.many,
            "edit": lambda place, fields: [self.edit(i, fields) for i in self.some([place])],
            "tag": lambda places, name: customers.tag(shop, self.some(places), [name]),
            "rename tag": lambda old, new: customers.rename_tag(shop, old, new),
            "remove tag": lambda name: customers.remove_tag(shop, name),
            "archive": lambda places: customers.archive(shop, self.some(places)),
            "unarchive": lambda places: customers.unarchive(shop, self.some(places)),
            "own": lambda place: [self.own(i) for i in self.some([place])],
            "field": lambda gone: (
                own_fields.remove_field(shop, 1) if gone else own_fields.order_fields(shop, [1])
            ),
            "remind": lambda place: [reminders.save(shop, a_reminder(i)) for i in self.some([place])],
            "undo": self.undo,
        }
        before = journal.recent(shop, 1)
        try:
            steps[what[0]](*rest)
        except KnownError:
            return
        after = journal.recent(shop, 1)
        if after != before and what[0] != "undo":
            self.done.append(after[0].id)

    def many(self, batch: list[dict[str, Any]]) -> None:
        at = self.shop.clock.now()
        with self.shop.operation("many") as operation:
            whole = [
                replace(made(f), uid=f"{operation.id}-{i}", created_at=at, updated_at=at)
                for i, f in enumerate(batch)
            ]
            BulkWriter(operation).customers(whole)

    def edit(self, customer_id: int, fields: dict[str, Any]) -> object:
        old = customers.get_customer(self.shop, customer_id)
        new = made(fields)
        names = ("given_name", "family_name", "town", "tags", "contacts")
        return customers.save_customer(
            self.shop, replace(old, **{name: getattr(new, name) for name in names})
        )

    def own(self, customer_id: int) -> object:
        old = customers.get_customer(self.shop, customer_id)
        return customers.save_customer(self.shop, replace(old, own=((1, "XL grande"),)))

    def undo(self, back: int) -> None:
        if self.done:
            journal.undo(self.shop, self.done[-1 - back % len(self.done)])


def naive_words(customer: Customer, fields: set[int]) -> set[str]:
    """Returns all the words that a customer ought to be found by, worked out without any cleverness."""
    texts = [customer.given_name, customer.family_name, customer.second_family_name, customer.town]
    texts += [
        customer.postcode,
        customer.province,
        *customer.tags,
        *(v for f, v in customer.own if f in fields),
    ]
    found = {w for text in texts for w in words(text)}
    found |= {"".join(words(text)) for text in texts if "'" in text or "’" in text for text in text.split()}
    for point in customer.phones:
        figures = point.normal.removeprefix("+34")
        found |= {"34" + figures, *(figures[i:] for i in range(len(figures) - 2))}
    return found


def naive(shop: Shop, query: str) -> list[str]:
    """Returns the sort keys of the customers that a search ought to find, in its order."""
    fields = {f.id or 0 for f in own_fields.list_fields(shop)}
    found = []
    for (key,) in shop.db.read("SELECT id FROM customer"):
        customer = customers.get_customer(shop, key)
        there = naive_words(customer, fields)
        if all(any(w.startswith(q) for w in there) for q in words(query)):
            found.append((customer.archived_at is not None, sort_key(customer)))
    return [key for _archived, key in sorted(found)]


@settings(max_examples=60)
@given(actions=st.lists(action, min_size=1, max_size=14))
def test_lists_and_search_show_what_the_files_say(template: Path, actions: list[tuple[Any, ...]]) -> None:
    with TemporaryDirectory() as folder:
        shutil.copy(template, paths(Path(folder)).database)
        with closing(open_shop(folder, clock=a_clock())) as shop:
            doer = Doer(shop)
            for what in actions:
                doer.do(what)
            assert integrity.check(shop) == []
            for query in QUERIES:
                hits = search(shop, query)
                keys = [sort_key(customers.get_customer(shop, h.id)) for h in hits]
                assert keys == naive(shop, query), query
            listed = customers.list_ids(shop, CustomerFilter(archived=None))
            assert [sort_key(customers.get_customer(shop, i)) for i in listed] == sorted(
                sort_key(customers.get_customer(shop, i)) for i in doer.ids()
            )


# ---- the same when there are many, which goes by temporary tables


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(a_shop(tmp_path)) as opened:
        yield opened


@pytest.mark.parametrize("staged", [True, False])
def test_a_search_that_loses_most_of_its_customers_is_filled_anew(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, staged: bool
) -> None:
    monkeypatch.setattr(index_rows, "_MANY", 3)
    if staged:
        monkeypatch.setattr(index_rows, "LARGEST", 3)
    at = shop.clock.now()
    stays = [
        customers.save_customer(shop, a_customer(given_name=n, contacts=())).value for n in ("Ana", "Zoe")
    ]
    with shop.operation("many") as many:
        people = [a_customer(given_name=f"N{i}", uid=f"u{i}", created_at=at, updated_at=at) for i in range(9)]
        BulkWriter(many).customers([replace(person, contacts=()) for person in people])
    with shop.operation("names") as renamed:  # all go from their places, and to others
        renamed.execute("UPDATE customer SET family_name = 'Z' || id")
    for operation in (renamed.id, many.id):
        assert integrity.check(shop) == []
        journal.undo(shop, operation)
    assert integrity.check(shop) == []
    assert [h.id for h in search(shop, "garcia")] == stays
    journal.undo(shop, journal.recent(shop, 1)[0].id)
    assert integrity.check(shop) == []
    assert len(search(shop, "garcia")) == 11


@pytest.mark.parametrize("many", [500, 3])
def test_many_rows_are_staged_and_come_out_the_same(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr(index_rows, "LARGEST", 3)
    monkeypatch.setattr(customer_index, "LARGEST", 7)
    monkeypatch.setattr(index_rows, "_MANY", many)
    at = shop.clock.now()
    people = [
        a_customer(
            given_name=f"N{i % 4}",
            family_name=f"F{i % 5}",
            uid=f"u{i}",
            created_at=at,
            updated_at=at,
            contacts=(),
        )
        for i in range(40)
    ]
    with shop.operation("many") as operation:
        ids = list(BulkWriter(operation).customers(people))
    assert integrity.check(shop) == []
    tagged = customers.tag(shop, ids, ["todas"])
    renamed = customers.rename_tag(shop, "todas", "todos")
    with shop.operation("names") as operation:
        operation.execute("UPDATE customer SET family_name = 'Z' || family_name WHERE id % 3 = 0")
        operation.execute("UPDATE customer SET notes = 'algo' WHERE id % 3 = 1")
        operation.execute("DELETE FROM customer_tag WHERE customer_id = 5")
        operation.execute("DELETE FROM customer WHERE id = 5")
    assert integrity.check(shop) == []
    for done in (operation.id, renamed.operation, tagged.operation):
        journal.undo(shop, done or 0)
        assert integrity.check(shop) == []
    assert len(customers.list_ids(shop, CustomerFilter())) == 40


def test_new_customers_that_change_later_in_the_operation_are_shown_as_they_ended(shop: Shop) -> None:
    at = shop.clock.now()
    person = a_customer(uid="u", created_at=at, updated_at=at, tags=("VIP", "vip", "uno"))
    with shop.operation("both") as operation:
        bulk = BulkWriter(operation)
        (first,) = bulk.customers([person])
        operation.execute("UPDATE customer SET given_name = 'Después' WHERE id = ?", (first,))
        bulk.customers([replace(person, uid="w", given_name="Otra", tags=("Vip",))])
        operation.insert("note", customer_id=first, at=operation.at, text="x")
    assert integrity.check(shop) == []
    assert [h.name for h in search(shop, "despues")] == ["García Muñoz, Después"]
    assert customers.tag_counts(shop) == [("uno", 1), ("VIP", 2)]
    assert operation.customers == {1, 2}


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE customer_index SET town = 'Otra' WHERE customer_id = 1",
        "UPDATE customer_index SET search_text = 'nada' WHERE customer_id = 1",
        "UPDATE customer_index SET sort_name = 'zzz' WHERE customer_id = 1",
        "DELETE FROM customer_index WHERE customer_id = 1",
        "INSERT INTO customer_search(rowid, text) VALUES(99, 'fantasma')",
        "DELETE FROM customer_search WHERE rowid = (SELECT min(name_rank) FROM customer_index)",
    ],
)
def test_the_check_finds_what_is_wrong(shop: Shop, harm: str) -> None:
    for name in ("Ana", "Berta", "Carla"):
        customers.save_customer(shop, a_customer(given_name=name, contacts=()))
    with shop.db.transaction() as connection:
        connection.execute(harm)
    assert integrity.check(shop) != []


def test_the_check_finds_a_word_that_is_missing_from_the_search(shop: Shop) -> None:
    customers.save_customer(shop, a_customer())
    with shop.db.transaction() as connection:
        (rank,) = connection.execute("SELECT name_rank FROM customer_index").fetchone() or (0,)
        connection.execute("DELETE FROM customer_search WHERE rowid = ?", (rank,))
        connection.execute("INSERT INTO customer_search(rowid, text) VALUES(?, 'angel')", (rank,))
    assert integrity.check(shop, quick=True) == []
    assert any("customer_search" in fault for fault in integrity.check(shop))


def test_the_index_can_be_made_again_from_nothing(shop: Shop) -> None:
    for name in ("Ana", "Berta"):
        customers.save_customer(shop, a_customer(given_name=name, contacts=()))
    with shop.db.transaction() as connection:
        connection.execute("DELETE FROM customer_index")
        customer_index.refresh(connection, [1, 2])
    assert integrity.check(shop) == []


def test_a_name_given_back_while_undoing_conflicts_changes_nothing(shop: Shop) -> None:
    one = customers.save_customer(shop, a_customer(card="1", contacts=()))
    customers.save_customer(shop, replace(customers.get_customer(shop, one.value), card=""))
    two = customers.save_customer(shop, a_customer(given_name="Otra", card="1", contacts=()))
    with pytest.raises(ConflictError):
        journal.undo(shop, 2)
    assert customers.get_customer(shop, two.value).card == "1"
    assert integrity.check(shop) == []
