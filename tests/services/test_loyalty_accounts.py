"""What a customer has, points by hand, the statement; and what the check of the file finds."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from crm_desktop.domain.loyalty.model import Cause, Expiry, ExpiryKind, ProgramState, Tier
from crm_desktop.services import customers, integrity, journal, loyalty
from crm_desktop.shared.errors import ConflictError, InvalidInput, NotFoundError
from tests.factories import TODAY
from tests.services.loyal import a_card, a_person, a_program, a_reward, bring_back, buy, entries, held, of

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop
    from crm_desktop.shared.clock import FixedClock


def test_an_account_says_what_is_within_reach_and_what_is_lacking(shop: Shop, clock: FixedClock) -> None:
    ana = a_person(shop)
    program = a_program(shop, expiry=Expiry(ExpiryKind.AGE, 30), tiers=(Tier("Plata", 5_000),))
    a_reward(shop, program, 50, "Grande")
    a_reward(shop, program, 10, "Pequeño")
    buy(shop, ana, 1_000)
    clock.instant += timedelta(days=5)
    buy(shop, ana, 2_000)
    account = of(shop, ana, program)
    assert (account.balance, account.expiring, account.expires_on) == (30, 10, TODAY + timedelta(days=30))
    assert [(r.reward.name, r.lacking, r.within_reach) for r in account.rewards] == [
        ("Pequeño", 0, True),
        ("Grande", 20, False),
    ]
    assert (account.tier, account.next_lacking, account.tier_value) == (None, 2_000, 3_000)
    assert account.earned_total == 30


def test_drafts_are_not_shown_and_ended_programs_only_where_something_is_left(shop: Shop) -> None:
    ana, zoe = a_person(shop), a_person(shop, "Zoe")
    program, draft, card = (
        a_program(shop),
        a_program(shop, "Borrador", state=ProgramState.DRAFT),
        a_card(shop),
    )
    buy(shop, ana, 1_000)
    loyalty.set_state(shop, program, ProgramState.ENDED)
    assert [a.program_id for a in loyalty.account(shop, ana)] == [program, card]
    assert [a.program_id for a in loyalty.account(shop, zoe)] == [card]
    assert draft not in {a.program_id for a in loyalty.account(shop, ana)}
    assert loyalty.account(shop, zoe)[0].card_size == 3
    assert loyalty.balance(shop, zoe, program) == 0


def test_points_by_hand_are_given_to_many_and_can_be_undone(shop: Shop) -> None:
    people = [a_person(shop, f"Persona {n}") for n in range(30)]
    program = a_program(shop)
    sale = buy(shop, people[0], 1_000)
    loyalty.adjust(shop, [people[0]], program, -10, "Error")
    bring_back(shop, sale)
    assert held(shop, people[0], program) == (0, 10)
    customers.archive(shop, [people[1]])
    change = loyalty.adjust(shop, [*people, people[0]], program, 25, "Por el  aniversario")
    assert change.value == 29
    assert change.sentence == "Puntos: +25 for 29 customers."
    assert (held(shop, people[0], program), held(shop, people[2], program)) == ((15, 0), (25, 0))
    assert held(shop, people[1], program) == (0, 0)
    row = shop.db.read("SELECT words, cause, kind FROM ledger_entry WHERE customer_id = ?", (people[2],))
    assert row == [("Por el aniversario", "hand", "adjust")]
    journal.undo(shop, change.operation or 0)
    assert (held(shop, people[0], program), held(shop, people[2], program)) == ((0, 10), (0, 0))


def test_no_more_points_are_taken_by_hand_than_there_are(shop: Shop) -> None:
    ana, zoe, program = a_person(shop), a_person(shop, "Zoe"), a_program(shop)
    buy(shop, ana, 1_000)
    with pytest.raises(ConflictError, match="has 10 points"):
        loyalty.adjust(shop, [ana], program, -11, "Error")
    assert loyalty.adjust(shop, [ana, zoe], program, -11, "Error").value == 1
    assert (held(shop, ana, program), held(shop, zoe, program)) == ((0, 0), (0, 0))
    assert loyalty.adjust(shop, [ana, zoe], program, -11, "Error").operation is None


@pytest.mark.parametrize(
    ("points", "words", "field"),
    [(0, "x", "points"), (99_999_999, "x", "points"), (5, " ", "words"), (5, "x" * 201, "words"),
     (5, "a\x00b", "words")],
)  # fmt: skip
def test_bad_points_by_hand_are_told_field_by_field(shop: Shop, points: int, words: str, field: str) -> None:
    ana, program = a_person(shop), a_program(shop)
    with pytest.raises(InvalidInput) as caught:
        loyalty.adjust(shop, [ana], program, points, words)
    assert set(caught.value.fields) == {field}
    assert entries(shop, ana) == []


def test_points_by_hand_want_a_program_and_a_living_customer(shop: Shop) -> None:
    ana, program = a_person(shop), a_program(shop)
    with pytest.raises(NotFoundError):
        loyalty.adjust(shop, [ana], 99, 5, "x")
    with pytest.raises(NotFoundError):
        loyalty.adjust(shop, [99], program, 5, "x")
    loyalty.set_state(shop, program, ProgramState.ENDED)
    with pytest.raises(ConflictError):
        loyalty.adjust(shop, [ana], program, 5, "x")


def test_a_statement_says_what_was_there_before_and_after(shop: Shop, clock: FixedClock) -> None:
    ana, program = a_person(shop), a_program(shop)
    sale = buy(shop, ana, 1_000)
    clock.instant += timedelta(days=10)
    loyalty.adjust(shop, [ana], program, -10, "Error")
    bring_back(shop, sale, 500)
    clock.instant += timedelta(days=10)
    buy(shop, ana, 3_000)
    (statement,) = loyalty.statement(shop, ana, TODAY + timedelta(days=5), TODAY + timedelta(days=15))
    assert (statement.opening, statement.closing) == (10, -5)
    assert [(e.points, e.cause, e.balance, e.debt) for e in statement.entries] == [
        (-10, Cause.HAND, 0, 0),
        (-5, Cause.RETURN, 0, 5),
    ]
    (whole,) = loyalty.statement(shop, ana, TODAY, date.max)
    assert (whole.opening, whole.closing, len(whole.entries)) == (0, 25, 4)
    assert whole.closing == held(shop, ana, program)[0]


def test_a_sale_of_the_past_stands_where_it_was_written(shop: Shop) -> None:
    """Each balance follows from the one before, whatever day a sale is said to be of."""
    ana, program = a_person(shop), a_program(shop)
    buy(shop, ana, 1_000)
    buy(shop, ana, 500, day=TODAY - timedelta(days=40))
    (statement,) = loyalty.statement(shop, ana, TODAY, TODAY)
    assert [(e.points, e.balance, e.day) for e in statement.entries] == [
        (10, 10, TODAY),
        (5, 15, TODAY - timedelta(days=40)),
    ]
    assert statement.account.program_id == program


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("UPDATE loyalty_account SET points = points + 1", "loyalty_account"),
        ("UPDATE loyalty_account SET earned_total = 0", "loyalty_account"),
        ("UPDATE point_lot SET left = left - 1", "point_lot"),
        ("UPDATE point_lot SET points = points + 5", "lot_use"),
        ("DELETE FROM point_lot WHERE left > 0", "point_lot"),
        ("INSERT INTO lot_use(entry_id, lot_id, points, expired) VALUES(1, 1, 1, 0)", "lot_use"),
        ("UPDATE customer_totals SET points = points + 1", "customer_totals"),
        ("UPDATE customer_totals SET debt = debt + 1", "customer_totals"),
    ],
)
def test_the_check_finds_what_does_not_follow_from_the_ledger(shop: Shop, sql: str, fault: str) -> None:
    ana, program = a_person(shop), a_program(shop)
    buy(shop, ana, 1_000)
    loyalty.redeem(shop, ana, a_reward(shop, program, 3))
    assert integrity.check(shop) == []
    shop.db.writer().raw().execute("PRAGMA foreign_keys=OFF")
    shop.db.writer().raw().execute(sql)
    found = integrity.check(shop)
    assert found
    assert any(fault in each for each in found)


def test_the_ledger_refuses_to_be_changed(shop: Shop) -> None:
    ana = a_person(shop)
    a_program(shop)
    buy(shop, ana, 1_000)
    writer = shop.db.writer().raw()
    for sql in (
        "UPDATE ledger_entry SET points = 99",
        "DELETE FROM ledger_entry",
        "REPLACE INTO ledger_entry SELECT * FROM ledger_entry",
    ):
        with pytest.raises(Exception, match="the ledger only grows"):
            writer.execute(sql)
    assert entries(shop, ana) == [("earn", "purchase", 10)]
