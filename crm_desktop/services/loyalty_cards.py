"""Full stamp cards: exchanged at once where the program says so; what is left over carries on."""

from __future__ import annotations

from crm_desktop.domain.loyalty.model import Program
from crm_desktop.services.loyalty_redeeming import redeem_within
from crm_desktop.services.shop import Shop
from crm_desktop.shared.errors import ConflictError
from crm_desktop.store.database import Operation
from crm_desktop.store.queries import loyalty as queries
from crm_desktop.store.queries import loyalty_accounts as account_queries


def exchange(
    shop: Shop, operation: Operation, program: Program, customer_id: int, gained: int
) -> tuple[tuple[str, ...], int]:
    """Exchange full cards where that is automatic.

    Args:
        shop: the shop.
        operation: the operation that gave the stamps.
        program: the stamp card.
        customer_id: whose.
        gained: the stamps that were just given; more than there are counts every full card.

    Returns:
        The codes of the vouchers that this gave, and how many cards became full.
    """
    card = program.rules.card
    balance = account_queries.balance(shop.db, customer_id, program.id or 0)
    full = balance // card.size - max(0, balance - gained) // card.size
    if full <= 0 or not card.automatic:
        return (), max(0, full)
    where = "r.program_id = ? AND r.archived_at IS NULL AND (? IS NULL OR r.id = ?)"
    found = queries.rewards(shop.db, where, (program.id, card.reward_id, card.reward_id))
    codes: list[str] = []
    for _card in range(balance // card.size):
        if not found or found[0].id is None:
            break
        try:
            codes.append(redeem_within(shop, operation, customer_id, found[0].id)[0].voucher)
        except ConflictError:  # none left, or locked for some days: the stamps stay on the card
            break
    return tuple(code for code in codes if code), full
