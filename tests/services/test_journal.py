"""What was done, by whom, and taking it back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.services import customers, journal
from crm_desktop.services.shop import Shop
from tests.factories import a_customer, a_shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(a_shop(tmp_path)) as made:
        customers.save_customer(made, a_customer())
        yield made


def test_the_newest_come_first_and_not_more_than_asked(shop: Shop) -> None:
    for text in ("una", "dos", "tres"):
        customers.add_note(shop, 1, text)
    assert [row.id for row in journal.recent(shop, 2)] == [4, 3]
    assert len(journal.recent(shop)) == 4


def test_undoing_an_undo_is_doing_it_again(shop: Shop) -> None:
    noted = customers.add_note(shop, 1, "una")
    said, operation = [], noted.operation
    for _again in range(4):
        done = journal.undo(shop, operation or 0)
        said.append(done.sentence)
        operation = done.operation
    undone, again = f"Undone: {noted.sentence}", f"Done again: {noted.sentence}"
    assert said == [undone, again, undone, again]
    assert len(shop.db.read("SELECT id FROM note")) == 1


def test_an_undo_is_not_offered_but_what_it_left_standing_is(shop: Shop) -> None:
    noted = customers.add_note(shop, 1, "una")
    undone = journal.undo(shop, noted.operation or 0)
    offered = journal.last_undoable(shop)
    assert offered is not None
    assert offered.id == 1
    journal.undo(shop, undone.operation or 0)
    offered = journal.last_undoable(shop)
    assert offered is not None
    assert offered.id == noted.operation
