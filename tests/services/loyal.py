"""What tests of loyalty share: a shop with customers, and the shortest ways to buy, return and look."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from crm_desktop.domain.loyalty.model import (
    Account,
    Basis,
    EarnRule,
    Program,
    ProgramKind,
    ProgramState,
    Reward,
    Rules,
    StampCard,
)
from crm_desktop.domain.purchases.model import PurchaseLine, Sale, SaleDone
from crm_desktop.services import customers, loyalty, purchases
from crm_desktop.store import ledger_checks
from tests.factories import a_customer

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop


def a_person(shop: Shop, name: str = "Ana", **fields: Any) -> int:
    """A customer without contacts."""
    return customers.save_customer(shop, a_customer(given_name=name, contacts=(), **fields)).value


def a_program(shop: Shop, name: str = "Puntos", **fields: Any) -> int:
    """A program in force, of one point per unit of money unless rules are given."""
    rules = {k: fields.pop(k) for k in list(fields) if k in Rules.__dataclass_fields__ and k != "tiers"}
    if "tier_rules" in fields:
        rules["tiers"] = fields.pop("tier_rules")
    usual: dict[str, Any] = {"state": ProgramState.ACTIVE, "rules": Rules(**rules)}
    return loyalty.save_program(shop, Program(name, **{**usual, **fields})).value


def a_card(shop: Shop, size: int = 3, **card: Any) -> int:
    """A card with a stamp for each purchase."""
    return a_program(
        shop,
        "Sellos",
        kind=ProgramKind.STAMPS,
        earn=(EarnRule(Basis.VISIT),),
        card=StampCard(size, **card),
    )


def a_reward(shop: Shop, program: int, cost: int = 10, name: str = "Regalo", **fields: Any) -> int:
    """A reward of a program."""
    return loyalty.save_reward(shop, Reward(name, cost, program, **fields)).value


def buy(
    shop: Shop, customer: int | None, cents: int, *lines: PurchaseLine, day: date | None = None
) -> SaleDone:
    """A sale to a customer."""
    sale = Sale(customer, None if lines else cents, tuple(lines), day=day)
    return purchases.sell(shop, sale).value


def bring_back(shop: Shop, sale: SaleDone, cents: int | None = None) -> SaleDone:
    """A return of a sale, whole or in part."""
    return purchases.give_back(shop, sale.purchase_id, cents=cents).value


def of(shop: Shop, customer: int, program: int) -> Account:
    """What a customer has in a program."""
    return next(a for a in loyalty.account(shop, customer) if a.program_id == program)


def held(shop: Shop, customer: int, program: int) -> tuple[int, int]:
    """Returns balance and debt, when all of the ledger adds up."""
    assert ledger_checks.faults(shop.db.connection()) == []
    found = of(shop, customer, program)
    return found.balance, found.debt


def entries(shop: Shop, customer: int) -> list[tuple[str, str, int]]:
    """Returns (kind, cause, points) of a customer's entries, in their order."""
    return shop.db.read(
        "SELECT kind, cause, points FROM ledger_entry WHERE customer_id = ? ORDER BY id", (customer,)
    )
