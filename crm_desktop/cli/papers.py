"""What sales and loyalty print: receipts, sheets of products, cards, vouchers and statements."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from crm_desktop.cli.common import shop_of, typed_date
from crm_desktop.cli.groups import group
from crm_desktop.shared.command_line import new_command
from crm_desktop.shared.errors import KnownError
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.services.shop import Shop


def add(main: click.Group) -> None:
    """Add the commands that print."""
    for each in (_receipt, _product, _cards, _vouchers, _statement, _letters):
        each(group(main, "print"))


def _write(output: str, pdf: bytes) -> None:
    from crm_desktop.services.files import write_whole

    write_whole(Path(output), pdf)
    print(_("It is in {path}.").format(path=output))


def _receipt(into: click.Group) -> None:
    @click.argument("ticket", metavar=_("TICKET"))
    @click.option("--paper", type=click.Choice(["roll", "a6"]), default="roll", help=_("80 mm roll, or A6."))
    @click.option("--output", metavar=_("FILE"), required=True)
    def receipt(context: click.Context, ticket: str, paper: str, output: str) -> None:
        from crm_desktop.services import purchases
        from crm_desktop.services.printing_sales import sale_slip

        with shop_of(context) as shop:
            sale = purchases.by_ticket(shop, ticket)
            _write(output, sale_slip(shop, sale.id or 0, paper))

    new_command(into, "receipt", _("Print the receipt of a ticket."))(receipt)


def _product(into: click.Group) -> None:
    @click.argument("product", metavar=_("PRODUCT"))
    @click.option("--for-customer", is_flag=True, help=_("Without what is for the staff alone."))
    @click.option("--output", metavar=_("FILE"), required=True)
    def product_sheet(context: click.Context, product: str, *, for_customer: bool, output: str) -> None:
        from crm_desktop.services import products
        from crm_desktop.services.printing_sales import product_sheet as sheet

        with shop_of(context) as shop:
            found = products.by_code(shop, product) or next(iter(products.find(shop, product, 1)), None)
            if found is None or found.id is None:
                raise KnownError(_("No product is called “{name}”, nor has that code.").format(name=product))
            _write(output, sheet(shop, found.id, for_customer=for_customer))

    new_command(into, "product-sheet", _("Print what to know about a product."))(product_sheet)


def _cards(into: click.Group) -> None:
    @click.option("--card", "numbers", multiple=True, metavar=_("CARD"), help=_("Whose; may be repeated."))
    @click.option("--segment", metavar=_("NAME"), help=_("All of a segment."))
    @click.option(
        "--layout", type=click.Choice(["a4", "letter", "card", "label"]), default="a4", help=_("On what.")
    )
    @click.option("--qr", is_flag=True, help=_("A QR code instead of bars."))
    @click.option("--output", metavar=_("FILE"), required=True)
    def loyalty_cards(
        context: click.Context,
        numbers: Sequence[str],
        segment: str | None,
        layout: str,
        output: str,
        *,
        qr: bool,
    ) -> None:
        from crm_desktop.services import printing_loyalty

        with shop_of(context) as shop:
            made = printing_loyalty.cards(shop, _customers(shop, numbers, segment), layout, qr=qr)
            if not made.count:
                raise KnownError(_("None of these customers has a card number."))
            _write(output, made.pdf)

    new_command(into, "loyalty-cards", _("Print loyalty cards."))(loyalty_cards)


def _vouchers(into: click.Group) -> None:
    @click.argument("codes", metavar=_("CODE…"), nargs=-1)
    @click.option("--output", metavar=_("FILE"), required=True)
    def vouchers(context: click.Context, codes: Sequence[str], output: str) -> None:
        from crm_desktop.services import printing_loyalty
        from crm_desktop.services import vouchers as service

        with shop_of(context) as shop:
            if not codes:
                raise click.UsageError(_("Name at least one code."))
            _write(output, printing_loyalty.vouchers(shop, [service.find(shop, code).id for code in codes]))

    new_command(into, "vouchers", _("Print vouchers by their codes."))(vouchers)


def _statement(into: click.Group) -> None:
    @click.option(
        "--card", metavar=_("CARD"), required=True, help=_("The customer, by the number of the card.")
    )
    @click.option("--program", metavar=_("NAME"), help=_("Which program; the first of points when left out."))
    @click.option("--from", "first", metavar=_("DATE"), help=_("The first day; a year ago when left out."))
    @click.option("--until", "last", metavar=_("DATE"), help=_("The last day; today when left out."))
    @click.option("--output", metavar=_("FILE"), required=True)
    def statement(
        context: click.Context,
        card: str,
        program: str | None,
        first: str | None,
        last: str | None,
        output: str,
    ) -> None:
        from datetime import timedelta

        from crm_desktop.domain.loyalty.model import ProgramKind
        from crm_desktop.services import buyers, loyalty, printing_loyalty
        from crm_desktop.shared.text import fold

        with shop_of(context) as shop:
            customer = buyers.by_card(shop, card)
            until = typed_date(last, shop) or shop.clock.today()
            since = typed_date(first, shop) or until - timedelta(days=365)
            if since > until:
                raise KnownError(_("The last day lies before the first."))
            chosen = [
                each
                for each in loyalty.programs(shop)
                if (fold(each.name) == fold(program) if program else each.kind is ProgramKind.POINTS)
            ]
            if not chosen:
                raise KnownError(_("There is no such program."))
            _write(output, printing_loyalty.statement(shop, customer, chosen[0].id or 0, since, until))

    new_command(into, "statement", _("Print the statement of a customer's points."))(statement)


def _letters(into: click.Group) -> None:
    @click.option("--card", "numbers", multiple=True, metavar=_("CARD"), help=_("Whose; may be repeated."))
    @click.option("--segment", metavar=_("NAME"), help=_("All of a segment."))
    @click.option(
        "--text",
        "written",
        metavar=_("FILE"),
        help=_("What the letter says; the one that was written last when left out."),
    )
    @click.option("--output", metavar=_("FILE"), required=True)
    def letters(
        context: click.Context, numbers: Sequence[str], segment: str | None, written: str | None, output: str
    ) -> None:
        from crm_desktop.services import printing_letters

        with shop_of(context) as shop:
            customers = _customers(shop, numbers, segment)
            text = _text(Path(written)) if written else printing_letters.kept_text(shop)
            made = printing_letters.letters(shop, customers, text)
            if not made.count:
                raise KnownError(_("Nobody gets a letter: none of them wants to be contacted."))
            _write(output, made.pdf)

    new_command(into, "letters", _("Print a letter for each of some customers."))(letters)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        raise KnownError(
            _("The file with the letter cannot be read: {name}. It has to be plain text in UTF-8.").format(
                name=path.name
            )
        ) from error


def _customers(shop: Shop, numbers: Sequence[str], segment: str | None) -> list[int]:
    """Return the customers of cards, or of a segment."""
    from crm_desktop.services import buyers, segments

    if bool(numbers) == bool(segment):
        raise click.UsageError(_("Name cards, or one segment."))
    if segment:
        return list(segments.ids(shop, segments.named(shop, segment).key))
    return [buyers.by_card(shop, number) for number in numbers]
