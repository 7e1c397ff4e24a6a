"""Undo: every operation of the services is taken back without a trace, or refused without one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from crm_desktop.domain.customers.listing import CustomerFilter
from crm_desktop.services import customers, integrity, journal, reminders, staff
from crm_desktop.services.search import search
from crm_desktop.services.shop import Shop
from crm_desktop.shared.errors import ConflictError, KnownError
from crm_desktop.store import undoing
from tests.factories import a_customer, a_reminder, a_shop, a_staff_member
from tests.store.operations import ANA, EXAMPLES, EXAMPLES_OF_EMPTY, PORT, ZOE, prepare
from tests.store.shops import ROOT, all_rows


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(a_shop(tmp_path)) as made:
        prepare(made)
        yield made


def worked_out(shop: Shop) -> list[tuple[Any, ...]]:
    """Returns what lists and search show, whatever the ranks are, and the points of everybody."""
    columns = [r[1] for r in shop.db.read("PRAGMA table_info(customer_index)") if r[1] != "name_rank"]
    rows = shop.db.read(f"SELECT {', '.join(columns)} FROM customer_index ORDER BY customer_id")
    return rows + shop.db.read(
        "SELECT customer_id, program_id, points, tier_id FROM loyalty_account WHERE points OR tier_id"
        " ORDER BY customer_id, program_id"
    )


def everything(shop: Shop) -> tuple[object, ...]:
    assert integrity.check(shop) == []
    return all_rows(shop), worked_out(shop), shop.profile


def there_and_back(shop: Shop, example: Any) -> None:
    before = everything(shop)
    done = example(shop)
    assert done.operation is not None
    after = everything(shop)
    assert after != before
    undone = journal.undo(shop, done.operation)
    assert everything(shop) == before
    assert undone.kinds == done.kinds
    assert undone.operation is not None
    again = journal.undo(shop, undone.operation)
    assert everything(shop) == after
    assert again.sentence.endswith(done.sentence)
    assert not again.sentence.startswith(undone.sentence)
    journal.undo(shop, done.operation)
    assert everything(shop) == before


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_operation_is_undone_done_again_and_undone(shop: Shop, name: str) -> None:
    there_and_back(shop, EXAMPLES[name])


@pytest.mark.parametrize("name", EXAMPLES_OF_EMPTY)
def test_an_operation_on_an_empty_shop_is_undone_too(tmp_path: Path, name: str) -> None:
    with closing(a_shop(tmp_path)) as shop:
        there_and_back(shop, EXAMPLES_OF_EMPTY[name])


def test_every_operation_of_the_services_is_tried() -> None:
    kinds: set[str] = set()
    for path in (ROOT / "crm_desktop" / "services").glob("*.py"):
        source = path.read_text("utf-8")
        for call in re.findall(r"\.operation\(([^()]*)", source):
            kinds |= set(re.findall(r'"([a-z]+(?:_[a-z]+)+)"', call))
    tried = {name.split()[0] for name in (*EXAMPLES, *EXAMPLES_OF_EMPTY)}
    assert kinds - tried == set()


@pytest.mark.parametrize("seed", range(6))
def test_operations_in_a_row_are_undone_backwards_to_the_beginning(shop: Shop, seed: int) -> None:
    names = Random(seed).sample(sorted(EXAMPLES), 8)
    seen = [everything(shop)]
    done: list[int] = []
    for name in names:
        try:
            operation = EXAMPLES[name](shop).operation
        except KnownError:  # what one left may be nothing for the next
            continue
        if operation is not None:
            done.append(operation)
            seen.append(everything(shop))
    assert len(done) >= 4
    for operation in reversed(done):
        seen.pop()
        journal.undo(shop, operation)
        assert everything(shop) == seen[-1]


# ---- refused


def refused(shop: Shop, operation: int | None) -> None:
    before = everything(shop)
    assert operation is not None
    with pytest.raises(ConflictError):
        journal.undo(shop, operation)
    assert everything(shop) == before
    assert journal.recent(shop, 1)[0].undo_of is None


def test_an_operation_whose_rows_changed_later_is_not_undone(shop: Shop) -> None:
    tagged = customers.tag(shop, [ANA, PORT, ZOE], ["nueva"])
    customers.tag(shop, [ZOE], [], ["nueva"])
    refused(shop, tagged.operation)


def test_a_customer_who_is_used_since_is_not_removed(shop: Shop) -> None:
    added = customers.save_customer(shop, a_customer(given_name="Nueva", contacts=()))
    reminders.save(shop, a_reminder(added.value))
    refused(shop, added.operation)


def test_a_person_of_the_shop_who_has_work_since_is_not_removed(shop: Shop) -> None:
    added = staff.save_staff(shop, a_staff_member("Lucía"))
    customers.assign(shop, [ANA], added.value)
    refused(shop, added.operation)


def test_a_card_that_somebody_else_has_since_is_not_given_back(shop: Shop) -> None:
    freed = customers.save_customer(shop, replace(customers.get_customer(shop, ANA), card=""))
    customers.save_customer(shop, replace(customers.get_customer(shop, ZOE), card="100"))
    refused(shop, freed.operation)


def test_a_name_that_another_tag_has_since_is_not_given_back(shop: Shop) -> None:
    renamed = customers.rename_tag(shop, "vip", "Predilecta")
    customers.tag(shop, [ZOE], ["vip"])
    refused(shop, renamed.operation)


def test_what_was_undone_is_not_undone_again(shop: Shop) -> None:
    noted = customers.add_note(shop, ANA, "una")
    journal.undo(shop, noted.operation or 0)
    before = everything(shop)
    with pytest.raises(ConflictError, match="already"):
        journal.undo(shop, noted.operation or 0)
    assert everything(shop) == before


def test_a_row_that_changed_and_changed_back_is_no_obstacle(shop: Shop) -> None:
    assigned = customers.assign(shop, [ANA], 2)
    note = customers.add_note(shop, ANA, "una")
    customers.remove_note(shop, note.value)
    archived = customers.archive(shop, [ANA])
    journal.undo(shop, archived.operation or 0)
    journal.undo(shop, assigned.operation or 0)
    assert customers.get_customer(shop, ANA).staff_id is None


def test_a_removed_note_comes_back_though_another_was_written(shop: Shop) -> None:
    removed = customers.remove_note(shop, 1)
    customers.add_note(shop, ANA, "otra")
    journal.undo(shop, removed.operation or 0)
    assert [r[0] for r in shop.db.read("SELECT text FROM note ORDER BY id")] == ["Vendrá el viernes", "otra"]


def test_only_the_newest_operation_of_ones_own_that_stands_is_offered(shop: Shop) -> None:
    first, second = customers.add_note(shop, ANA, "una"), customers.add_note(shop, ANA, "dos")
    offered = journal.last_undoable(shop)
    assert offered is not None
    assert offered.id == second.operation
    journal.undo(shop, second.operation or 0)
    offered = journal.last_undoable(shop)
    assert offered is not None
    assert offered.id == first.operation
    shop.origin = "window"
    assert journal.last_undoable(shop) is None


# ---- the order of things


def test_two_cards_that_changed_places_change_back(shop: Shop) -> None:
    with shop.operation("swap") as operation:
        for customer, card in ((ANA, ""), (ZOE, "100"), (ANA, "300")):
            operation.execute("UPDATE customer SET card = ? WHERE id = ?", (card, customer))
    journal.undo(shop, operation.id)
    assert [customers.get_customer(shop, i).card for i in (ANA, ZOE)] == ["100", "300"]
    assert integrity.check(shop) == []


def test_a_card_that_passed_from_a_removed_customer_to_another_passes_back(shop: Shop) -> None:
    gone = customers.save_customer(shop, a_customer(given_name="Adiós", card="900", contacts=())).value
    before = everything(shop)
    with shop.operation("merge") as operation:
        operation.execute("DELETE FROM customer WHERE id = ?", (gone,))
        operation.execute("UPDATE customer SET card = '900' WHERE id = ?", (ANA,))
        operation.execute("UPDATE customer SET notes = 'fusionada' WHERE id = ?", (ANA,))
    journal.undo(shop, operation.id)
    assert everything(shop) == before


def test_one_by_one_does_what_all_at_once_does(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    class Rule(Exception):
        pass

    def never(*_arguments: object) -> None:
        raise Rule

    monkeypatch.setattr(undoing._Back, "all_at_once", never)
    monkeypatch.setattr(type(shop.db.engine), "broke_a_rule", lambda _self, error: isinstance(error, Rule))
    for name in ("save_customer", "remove_tag", "complete_reminders", "import_customers"):
        there_and_back(shop, EXAMPLES[name])


def test_what_is_searched_follows_a_tags_new_name_and_its_undo(shop: Shop) -> None:
    renamed = customers.rename_tag(shop, "vip", "Predilecta")
    assert [h.id for h in search(shop, "predilecta ana")] == [ANA]
    journal.undo(shop, renamed.operation or 0)
    assert search(shop, "predilecta") == []
    assert [h.id for h in search(shop, "vip ana")] == [ANA]
    assert customers.count(shop, CustomerFilter(tag="vip")) == 1
