"""What holds for any operations in any order: what the journal tells of them, and what undo makes of them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.services import customers, integrity, journal
from crm_desktop.services.shop import Shop, open_shop
from crm_desktop.shared.errors import ConflictError
from crm_desktop.store import journal as store_journal
from crm_desktop.store.journal import RowChange
from tests.factories import a_clock, a_customer, a_shop
from tests.store.shops import AT, paths

TABLES = ("tag", "customer_tag", "note", "own_field", "own_value")
PEOPLE = (1, 2, 3)
NAMES = st.integers(0, 5).map(lambda n: f"t{n}")
PLACE = st.integers(0, 30)
PERSON = st.sampled_from(PEOPLE)
Rows = dict[tuple[str, int], dict[str, Any]]

STEPS = st.one_of(
    st.tuples(st.just("tag"), NAMES),
    st.tuples(st.just("rename"), PLACE, NAMES),
    st.tuples(st.just("swap"), PLACE, PLACE),
    st.tuples(st.just("replace"), PLACE, NAMES),
    st.tuples(st.just("drop"), PLACE),
    st.tuples(st.just("wear"), PERSON, PLACE),
    st.tuples(st.just("undress"), PLACE),
    st.tuples(st.just("notes"), PERSON, st.integers(1, 4)),
    st.tuples(st.just("write"), PLACE, NAMES),
    st.tuples(st.just("write_all"), PERSON, NAMES),
    st.tuples(st.just("hand_over"), PLACE, PERSON),
    st.tuples(st.just("tear"), PLACE),
)
PROGRAMS = st.lists(st.one_of(st.lists(STEPS, min_size=1, max_size=6), st.integers(0, 12)), max_size=10)


def rows_of(shop: Shop) -> Rows:
    """Returns every row of the tables that are played with."""
    found: Rows = {}
    for table in TABLES:
        names = shop.db.engine.columns(shop.db.connection(), table)
        for row in shop.db.read(f"SELECT {', '.join(names)} FROM {table}"):
            found[table, row[names.index("id")]] = dict(zip(names, row, strict=True))
    return found


def one(table: str, place: int) -> str:
    """Returns SQL for the id of one row."""
    return (
        f"(SELECT id FROM {table} ORDER BY id"
        f" LIMIT 1 OFFSET {place} % max(1, (SELECT count(*) FROM {table})))"
    )


def swap(operation: Any, place: int, other: int) -> None:
    read = operation.execute(
        f"SELECT id, name FROM tag WHERE id IN ({one('tag', place)}, {one('tag', other)})"
    )
    tags = read.fetchall()
    if len(tags) == 2:
        for key, name in ((tags[0][0], "~"), (tags[1][0], tags[0][1]), (tags[0][0], tags[1][1])):
            operation.execute("UPDATE tag SET name = ? WHERE id = ?", (name, key))


def replace_tag(operation: Any, place: int, name: str) -> None:
    """A tag that has the name already is pushed out, with those who wear it."""
    operation.execute(
        "DELETE FROM customer_tag WHERE tag_id IN"
        f" (SELECT id FROM tag WHERE name = ? OR id = {one('tag', place)})",
        (name,),
    )
    operation.execute(f"REPLACE INTO tag(id, name, colour) SELECT {one('tag', place)}, ?, '#1'", (name,))


def drop(operation: Any, place: int) -> None:
    (key,) = operation.execute(f"SELECT {one('tag', place)}").fetchone()
    operation.execute("DELETE FROM customer_tag WHERE tag_id = ?", (key,))
    operation.execute("DELETE FROM tag WHERE id = ?", (key,))


def notes(operation: Any, customer: int, count: int) -> None:
    rows = [(customer, AT, f"n{n}") for n in range(count)]
    operation.executemany("INSERT INTO note(customer_id, at, text) VALUES(?, ?, ?)", rows)


DO: dict[str, Callable[..., Any]] = {
    "tag": lambda o, name: o.execute("INSERT OR IGNORE INTO tag(name, colour) VALUES(?, '')", (name,)),
    "rename": lambda o, place, name: o.execute(
        f"UPDATE OR IGNORE tag SET name = ? WHERE id = {one('tag', place)}", (name,)
    ),
    "swap": swap,
    "replace": replace_tag,
    "drop": drop,
    "wear": lambda o, customer, place: o.execute(
        "INSERT OR IGNORE INTO customer_tag(customer_id, tag_id)"
        f" SELECT ?, id FROM tag WHERE id = {one('tag', place)}",
        (customer,),
    ),
    "undress": lambda o, place: o.execute(
        f"DELETE FROM customer_tag WHERE id = {one('customer_tag', place)}"
    ),
    "notes": notes,
    "write": lambda o, place, text: o.execute(
        f"UPDATE note SET text = ? WHERE id = {one('note', place)}", (text,)
    ),
    "write_all": lambda o, customer, text: o.execute(
        "UPDATE note SET text = ? WHERE customer_id = ?", (text, customer)
    ),
    "hand_over": lambda o, place, customer: o.execute(
        f"UPDATE note SET customer_id = ? WHERE id = {one('note', place)}", (customer,)
    ),
    "tear": lambda o, place: o.execute(f"DELETE FROM note WHERE id = {one('note', place)}"),
}


@dataclass
class Recorder:
    """Knows all rows before and after each operation, by looking at all of them."""

    shop: Shop
    seen: dict[int, tuple[Rows, Rows]] = field(default_factory=dict)
    undone: dict[int, int] = field(default_factory=dict)

    def operation(self, steps: Sequence[tuple[Any, ...]]) -> None:
        before = rows_of(self.shop)
        with self.shop.operation("play") as operation:
            for what, *arguments in steps:
                DO[what](operation, *arguments)
            operation.words = "Played."
        if operation.written:
            self.seen[operation.id] = before, rows_of(self.shop)
        else:
            assert rows_of(self.shop) == before

    def undo(self, place: int) -> None:
        if not self.seen:
            return
        key = sorted(self.seen)[place % len(self.seen)]
        before, after = self.seen[key]
        now = rows_of(self.shop)
        touched = {(c.table, c.row_id) for c in store_journal.of_operation(self.shop.db, key)}
        wanted = {k: v for k, v in now.items() if k not in touched} | {
            k: before[k] for k in touched if k in before
        }
        as_it_left = all(now.get(k) == after.get(k) for k in touched)
        try:
            done = journal.undo(self.shop, key)
        except ConflictError:
            assert rows_of(self.shop) == now
            assert key in self.undone or not as_it_left or not lawful(wanted), "refused without a reason"
            return
        assert as_it_left
        assert key not in self.undone
        assert rows_of(self.shop) == wanted
        if done.operation is None:  # the operation had left all as it was
            assert wanted == now
            return
        self.seen[done.operation] = now, wanted
        self.undone[key] = done.operation
        self.undone = {k: v for k, v in self.undone.items() if v != key}

    def prove(self) -> None:
        """What the journal tells of every operation is what was seen."""
        for key, (before, after) in self.seen.items():
            by_row: dict[tuple[str, int], list[RowChange]] = {}
            for change in reversed(store_journal.of_operation(self.shop.db, key)):
                by_row.setdefault((change.table, change.row_id), []).append(change)
            for row, changes in by_row.items():
                assert changes[0].before == before.get(row)
                assert changes[-1].after == after.get(row)
                for change, following in pairwise(changes):
                    assert change.after == following.before
            quiet = (before.keys() | after.keys()) - by_row.keys()
            assert all(before.get(row) == after.get(row) for row in quiet)


def lawful(rows: Rows) -> bool:
    """Whether rows keep the rules of the schema."""
    tags = {k[1]: v for k, v in rows.items() if k[0] == "tag"}
    worn = [v for k, v in rows.items() if k[0] == "customer_tag"]
    pairs = [(v["customer_id"], v["tag_id"]) for v in worn]
    names = [v["name"] for v in tags.values()]
    return (
        len(set(names)) == len(names)
        and len(set(pairs)) == len(pairs)
        and all(v["tag_id"] in tags for v in worn)
    )


@pytest.fixture(scope="module")
def template() -> Iterator[Path]:
    """The file of a shop with three customers."""
    with tempfile.TemporaryDirectory() as folder:
        with closing(a_shop(Path(folder))) as shop:
            for name in ("Ana", "Íñigo", "Zoe"):
                customers.save_customer(shop, a_customer(given_name=name, contacts=()))
        yield paths(Path(folder)).database


@contextmanager
def copied(template: Path) -> Iterator[Shop]:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copyfile(template, paths(Path(folder)).database)
        with closing(open_shop(Path(folder), clock=a_clock())) as shop:
            yield shop


@settings(max_examples=60, deadline=None)
@given(program=PROGRAMS)
def test_before_and_after_are_what_was_seen_and_undo_restores_or_refuses(
    template: Path, program: list[Any]
) -> None:
    with copied(template) as shop:
        recorder = Recorder(shop)
        for part in program:
            if isinstance(part, int):
                recorder.undo(part)
            else:
                recorder.operation(part)
        recorder.prove()
        assert integrity.check(shop) == []


@settings(max_examples=40, deadline=None)
@given(first=st.lists(STEPS, max_size=8), steps=st.lists(STEPS, min_size=1, max_size=8), again=st.booleans())
def test_the_last_operation_is_always_undone_done_again_and_undone(
    template: Path, first: list[Any], steps: list[Any], again: bool
) -> None:
    with copied(template) as shop:
        recorder = Recorder(shop)
        recorder.operation(first)
        before = rows_of(shop)
        recorder.operation(steps)
        after = rows_of(shop)
        if before == after:
            return
        key = max(recorder.seen)
        undone = journal.undo(shop, key).operation
        assert rows_of(shop) == before
        redone = journal.undo(shop, undone or 0).operation
        assert rows_of(shop) == after
        journal.undo(shop, key if again else redone or 0)
        assert rows_of(shop) == before
        with suppress(ConflictError):
            journal.undo(shop, undone or 0)
        recorder.prove()
