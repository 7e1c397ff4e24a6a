"""The commands of a till: `sale`, `return`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from crm_desktop.cli.common import print_json, shop_of
from crm_desktop.shared.command_line import new_command, number
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.domain.purchases.model import SaleDone
    from crm_desktop.services.changes import Changes
    from crm_desktop.services.shop import Shop


def add(main: click.Group) -> None:
    """Add `sale` and `return`."""
    for each in (_sale, _return):
        each(main)


def _sale(main: click.Group) -> None:
    @click.option("--card", metavar=_("CARD"), help=_("The customer, by the number of the card."))
    @click.option("--phone", metavar=_("TELEPHONE"), help=_("The customer, by a telephone."))
    @click.option(
        "--customer", metavar=_("NUMBER"), type=number(), help=_("The customer, by the file's number.")
    )
    @click.option(
        "--amount", metavar=_("AMOUNT"), required=True, help=_("What is paid, such as 12,50 or 2x3,95+1.")
    )
    @click.option("--ticket", metavar=_("TICKET"), default="", help=_("The number of the till's ticket."))
    @click.option("--date", "day", metavar=_("DATE"), help=_("The day of the sale; today when left out."))
    @click.option(
        "--voucher", metavar=_("CODE"), default="", help=_("A voucher that is used up by the sale.")
    )
    @click.option("--json", "as_json", is_flag=True, help=_("Write one JSON document."))
    def sale(context: click.Context, as_json: bool, **options: Any) -> None:
        with shop_of(context) as shop:
            _tell(_sold(shop, **options), as_json=as_json)

    new_command(main, "sale", _("Write down a sale: its points, its customer's stage and all that follows."))(
        sale
    )


def _sold(
    shop: Shop,
    card: str | None,
    phone: str | None,
    customer: int | None,
    amount: str,
    ticket: str,
    day: str | None,
    voucher: str,
) -> Changes[SaleDone]:
    from crm_desktop.domain.purchases.amounts import parse_amount
    from crm_desktop.domain.purchases.model import PurchaseSource, Sale
    from crm_desktop.services import buyers, purchases
    from crm_desktop.shared.typed import Lean, parse_date

    if sum(1 for named in (card, phone, customer) if named is not None) > 1:
        raise click.UsageError(_("Name the customer once: by card, by telephone or by number."))
    locale = shop.profile.locale
    cents = parse_amount(amount, locale)
    sold_on = parse_date(day, shop.clock.today(), locale, Lean.PAST) if day is not None else None
    customer_id = None
    if card is not None:
        customer_id = buyers.by_card(shop, card)
    elif phone is not None:
        customer_id = buyers.by_phone(shop, phone)
    elif customer is not None:
        customer_id = buyers.by_number(shop, customer)
    return purchases.sell(
        shop,
        Sale(
            customer_id,
            cents,
            ticket=ticket,
            day=sold_on,
            source=PurchaseSource.COMMAND,
            voucher_code=voucher,
        ),
    )


def _return(main: click.Group) -> None:
    @click.argument("ticket", metavar=_("TICKET"))
    @click.option("--json", "as_json", is_flag=True, help=_("Write one JSON document."))
    def give_back(context: click.Context, ticket: str, as_json: bool) -> None:
        from crm_desktop.domain.purchases.model import PurchaseSource
        from crm_desktop.services import purchases

        with shop_of(context) as shop:
            sold = purchases.by_ticket(shop, ticket)
            done = purchases.give_back(shop, sold.id or 0, source=PurchaseSource.COMMAND)
            _tell(done, as_json=as_json)

    new_command(main, "return", _("Give back all that is left of a sale, by its ticket."))(give_back)


def _tell(done: Changes[SaleDone], *, as_json: bool) -> None:
    """Say what was written, now that it is on the disk."""
    value = done.value
    if as_json:
        print_json(
            {
                "purchase": value.purchase_id,
                "customer": value.customer_id,
                "points": value.points,
                "balance": value.balance,
                "stage": value.stage.value if value.stage is not None else None,
            }
        )
        return
    print(done.sentence)
    for line in value.slip:
        print(line)
