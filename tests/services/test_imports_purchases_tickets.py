"""The rows of a till's file put together, whatever their order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.exchange.purchase_row import PurchaseRow
from crm_desktop.exchange.till_file import NumberedRow
from crm_desktop.services.imports_purchases_tickets import Ticket, scattered, tickets

Cells = tuple[str, str]


def put_together(rows: list[Cells]) -> list[Ticket]:
    """Tickets of rows of (ticket, product)."""
    numbered = [
        NumberedRow(place, place + 1, PurchaseRow(cells, ticket=cells[0], product=cells[1]))
        for place, cells in enumerate(rows, 1)
    ]
    return list(tickets(numbered, scattered(cells[0] for cells in rows)))


ROWS = st.lists(st.tuples(st.sampled_from(["", "1", "2", "3"]), st.sampled_from("abcdef")), max_size=30)


@given(ROWS)
def test_every_row_is_in_one_ticket_and_every_ticket_comes_once(rows: list[Cells]) -> None:
    found = put_together(rows)
    places = [row.row for ticket in found for row in (*ticket.rows, *ticket.repeated)]
    assert sorted(places) == list(range(1, len(rows) + 1))
    numbers = [ticket.number for ticket in found if ticket.number]
    assert len(numbers) == len(set(numbers))
    for ticket in found:
        assert all(row.says.ticket == ticket.number for row in ticket.rows)
        assert [row.row for row in ticket.rows] == sorted(row.row for row in ticket.rows)
        assert ticket.number or len(ticket.rows) == 1


@given(ROWS)
def test_the_whole_file_once_more_adds_nothing(rows: list[Cells]) -> None:
    once = {t.number: sorted(r.says.cells for r in t.rows) for t in put_together(rows) if t.number}
    apart = [*rows, ("", "x"), *rows]  # what stands between keeps the last run and the first apart
    twice = {t.number: sorted(r.says.cells for r in t.rows) for t in put_together(apart) if t.number}
    assert once == twice


@given(st.permutations([("1", "a"), ("1", "b"), ("2", "a"), ("2", "c"), ("3", "d"), ("", "e")]))
def test_the_order_of_rows_makes_no_difference(rows: list[Cells]) -> None:
    found = {t.number: sorted(r.says.product for r in t.rows) for t in put_together(rows)}
    assert found == {"1": ["a", "b"], "2": ["a", "c"], "3": ["d"], "": ["e"]}


def test_a_ticket_in_order_is_given_at_once() -> None:
    rows = [("1", "a"), ("1", "b"), ("2", "a"), ("1", "c")]
    assert scattered(cells[0] for cells in rows) == {hash("1"): 4}
    assert scattered(["1", "1", "2", "2", "", "3"]) == {}
    assert [ticket.number for ticket in put_together(rows)] == ["2", "1"]
