"""What a customer file shows of purchases and points, orders and consents, read on a reader thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm_desktop.domain.loyalty.model import Account, ProgramKind, ProgramState
from crm_desktop.domain.loyalty.vouchers import Voucher, VoucherFilter, VoucherState
from crm_desktop.domain.products.wishes import WishFilter, WishRow, WishState
from crm_desktop.domain.purchases.listing import Totals
from crm_desktop.domain.purchases.stages import RelationshipStage, StageChange
from crm_desktop.services import consents, loyalty, purchases, segments, stages, vouchers, wishes

if TYPE_CHECKING:
    from crm_desktop.domain.consents import Consent, Purpose
    from crm_desktop.domain.segments.model import ServiceType
    from crm_desktop.services.shop import Shop


@dataclass(frozen=True, slots=True)
class SalesData:
    """See the module.

    Attributes:
        history: from which day on the customer had which stage, oldest first.
        accounts: of the programs, points before stamps.
        vouchers: those that can be used today.
        wishes: those that wait or have arrived.
        consents: those in force.
        service: how the customer is best served, as their segments say.
    """

    stage: RelationshipStage
    history: tuple[StageChange, ...]
    totals: Totals
    accounts: tuple[Account, ...]
    vouchers: tuple[Voucher, ...]
    wishes: tuple[WishRow, ...]
    consents: dict[Purpose, Consent]
    service: ServiceType


def read_sales(shop: Shop, customer_id: int) -> SalesData:
    """Read it; call it within one moment of reading."""
    today = shop.clock.today()
    totals = purchases.totals(shop, [customer_id]).get(customer_id, Totals())
    valid = VoucherFilter(state=VoucherState.VALID, customer_id=customer_id, on_day=today)
    waiting = [
        row
        for state in (WishState.ARRIVED, WishState.WAITING)
        for row in wishes.rows(shop, wishes.list_ids(shop, WishFilter(state, customer_id=customer_id)))
    ]
    accounts = [one for one in loyalty.account(shop, customer_id) if _shown(one)]
    return SalesData(
        stage=stages.of(shop, [customer_id]).get(customer_id, RelationshipStage.PROSPECT),
        history=tuple(stages.history(shop, customer_id)) if totals.purchases else (),
        totals=totals,
        accounts=tuple(sorted(accounts, key=lambda a: (a.kind is not ProgramKind.POINTS, a.program))),
        vouchers=tuple(vouchers.rows(shop, vouchers.list_ids(shop, valid))),
        wishes=tuple(waiting),
        consents=consents.current(shop, customer_id),
        service=segments.service_type(shop, customer_id),
    )


def _shown(account: Account) -> bool:
    return account.state is not ProgramState.ENDED or bool(account.balance or account.debt)
