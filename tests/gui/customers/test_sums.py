"""What the list of customers says of purchases and points, and how it is narrowed by them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.domain.loyalty.model import EarnRule, Program, ProgramState, Rules, Tier
from crm_desktop.domain.purchases.model import Sale
from crm_desktop.domain.purchases.stages import RelationshipStage
from crm_desktop.gui import tasks
from crm_desktop.gui.common.customer_columns import Cells, columns
from crm_desktop.gui.common.paged_model import Cell
from crm_desktop.gui.common.print_customers import scope_of
from crm_desktop.gui.customers.page import CustomersPage
from crm_desktop.services import customer_lists, loyalty, purchases, stages
from tests.factories import TODAY
from tests.gui.customers.conftest import Place, names, shown_page
from tests.gui.support import Settle


@pytest.fixture
def selling(place: Place) -> Place:
    """Ángel bought three times and has points, Begoña once, Inés long ago."""
    shop, ids = place.shop, place.ids
    program = loyalty.save_program(
        shop,
        Program("Puntos", rules=Rules(earn=(EarnRule(),)), tiers=(Tier("Plata", 0, colour="#889099"),)),
    ).value
    loyalty.set_state(shop, program, ProgramState.ACTIVE)
    for days in (90, 60, 41):
        purchases.sell(shop, Sale(ids["angel"], 123_450, day=TODAY - timedelta(days=days)))
    purchases.sell(shop, Sale(ids["begona"], 1_000, day=TODAY - timedelta(days=2)))
    purchases.sell(shop, Sale(ids["ines"], 1_000, day=TODAY - timedelta(days=400)))
    return place


@pytest.fixture
def sums(selling: Place, settle: Settle, qtbot: QtBot) -> CustomersPage:
    return shown_page(selling, settle, qtbot)


def said(place: Place, name: str) -> dict[str, Cell]:
    """What each column says of a customer."""
    cells = Cells(place.shop)
    cells.tiers = {tier.id: tier for tier in customer_lists.tiers(place.shop)}
    row = customer_lists.rows(place.shop, [place.ids[name]])[0]
    written = {column.key: column.cell(row) for column in columns(cells)}
    return {key: cell if isinstance(cell, Cell) else Cell(cell) for key, cell in written.items()}


def test_columns_say_what_was_bought(selling: Place) -> None:
    angel, begona, nuria = (said(selling, name) for name in ("angel", "begona", "nuria"))
    assert angel["stage"] == Cell("Repeat customer", tone="done")
    assert angel["points"].text == "3.702"
    assert angel["tier"] == Cell("Plata", dot="#889099")
    assert angel["spent"].text == "3.703,50\N{NO-BREAK SPACE}€"
    assert angel["purchases"].text == "3"
    assert angel["late"] == Cell("16 days late", tone="near")
    assert begona["stage"] == Cell("One time only", tone="near")
    assert said(selling, "ines")["stage"] == Cell("Former customer", tone="late")
    assert nuria["stage"] == Cell("Prospect", tone="muted")
    for key in ("points", "tier", "spent", "purchases", "last_purchase", "late"):
        assert nuria[key].text == ""


def test_the_list_is_narrowed_by_stage_tier_and_rhythm(sums: CustomersPage, settle: Settle) -> None:
    filters = sums.list.filters
    filters.choose("stage", RelationshipStage.LAPSED)
    settle()
    assert names(sums) == ["López de Haro, Inés"]
    assert scope_of(sums.list.wanted()) == "former customers"
    sums.list.clear_filters()
    settle()
    filters.choose("late", True)
    settle()
    assert names(sums) == ["García Muñoz, Ángel"]
    sums.list.clear_filters()
    settle()
    tier = customer_lists.tiers(sums.context.shop)[0]
    filters.choose("tier", tier.id)
    settle()
    assert "García Muñoz, Ángel" in names(sums)
    assert sums.list.filter_names() == ("", "", "Plata")


def test_another_threshold_is_seen_at_once(sums: CustomersPage, selling: Place, settle: Settle) -> None:
    place = [column.key for column in sums.list.spec.columns].index("stage")
    row = sums.list.table.paged.row_of(selling.ids["angel"])
    assert row is not None

    def stage() -> str:
        cell = sums.list.table.paged.cell(row, place)
        return cell.text if cell else ""

    assert stage() == "Repeat customer"
    tasks.run_change(sums, lambda: stages.set_lapsed_days(selling.shop, 30))
    settle()
    settle()
    assert stage() == "Former customer"
