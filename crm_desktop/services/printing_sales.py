"""Receipts of sales and sheets of products: gathers what stands on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.domain.loyalty.model import Earned, ProgramKind
from crm_desktop.domain.products.model import CARD_TITLES, STEP_KIND_NAMES, StepKind
from crm_desktop.domain.purchases.model import ONE, PurchaseKind, StampGain
from crm_desktop.services import customers, products, purchases
from crm_desktop.services.printing_shop import letterhead
from crm_desktop.services.shop import Shop
from crm_desktop.services.staff import list_staff
from crm_desktop.shared.errors import NotFoundError
from crm_desktop.shared.formats import money, number
from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from crm_desktop.documents.kinds.sale_slip import SlipLine
    from crm_desktop.domain.products.model import AfterSalesStep, Product
    from crm_desktop.domain.purchases.model import Purchase, PurchaseLine

# What the shop keeps to itself when a sheet is given to a customer.
_FOR_STAFF = frozenset({"whom", "instead"})


def sale_slip(shop: Shop, purchase_id: int, paper: str = "roll") -> bytes:
    """Return the receipt of a sale or a return as PDF.

    Args:
        shop: the shop.
        purchase_id: the sale or the return.
        paper: "roll" (80 mm) or "a6".

    Raises:
        NotFoundError: it is no longer there.
    """
    from crm_desktop.documents.kinds.sale_slip import SaleSlip, SlipPaper, build

    with shop.db.reading():
        purchase = purchases.get(shop, purchase_id)
        customer = ""
        if purchase.customer_id is not None:
            try:
                customer = customers.get_customer(shop, purchase.customer_id).full_name
            except NotFoundError:  # erased meanwhile: the receipt is still what it was
                customer = ""
        people = {member.id: member.name for member in list_staff(shop, active_only=False)}
        sold = purchase.kind is PurchaseKind.SALE
        return build(
            SaleSlip(
                shop=letterhead(shop),
                title=_("Receipt") if sold else _("Return"),
                number=purchase.ticket or number(purchase_id, shop.profile.locale),
                at=shop.clock.local(purchase.at),
                total_cents=purchase.total_cents,
                lines=tuple(_line(shop, line) for line in purchase.lines),
                off=_off(shop, purchase),
                customer=customer,
                loyalty=(*_voucher(shop, purchase), *_loyalty(shop, purchase)),
                served_by=people.get(purchase.staff_id, ""),
                currency=purchase.currency,
                locale=shop.profile.locale,
                paper=SlipPaper(paper),
            )
        )


def _voucher(shop: Shop, purchase: Purchase) -> tuple[str, ...]:
    """Return what is to be said of a voucher: that an amount without lines is less it, or it is free."""
    from crm_desktop.services import vouchers
    from crm_desktop.store.queries import vouchers as queries

    if purchase.kind is PurchaseKind.SALE:
        voucher = queries.of_purchase(shop.db, purchase.id or 0)
        if voucher is None or purchase.lines:
            return ()
        worth = voucher.worth(purchase.currency, shop.profile.locale)
        said = _("The voucher {code}, of {worth}, is taken off already.")
        return (said.format(code=voucher.code, worth=worth),)
    if purchase.return_of is None or not purchases.get(shop, purchase.return_of).given_back:
        return ()
    row = shop.db.read_one("SELECT max(id) FROM purchase WHERE return_of = ?", (purchase.return_of,))
    words = vouchers.freed_words(shop, purchase.return_of) if row and row[0] == purchase.id else ""
    return (words,) if words else ()


def _loyalty(shop: Shop, purchase: Purchase) -> tuple[str, ...]:
    """Return what the purchase did for points and stamps, and what the customer has now."""
    from crm_desktop.services import loyalty, loyalty_slips

    if purchase.customer_id is None:
        return ()
    cause = "purchase" if purchase.kind is PurchaseKind.SALE else "return"
    moved: dict[int, int] = dict(
        shop.db.read(
            "SELECT program_id, sum(points) FROM ledger_entry WHERE cause = ? AND cause_id = ? GROUP BY 1",
            (cause, purchase.id),
        )
    )
    points = balance = debt = 0
    stamps, tier = [], ""
    for account in loyalty.account(shop, purchase.customer_id):
        gained = int(moved.get(account.program_id, 0))
        if account.kind is ProgramKind.POINTS:
            points, balance, debt = points + gained, balance + account.balance, debt + account.debt
            tier = tier or (account.tier.name if account.tier is not None else "")
        elif gained:
            stamps.append(
                StampGain(
                    program_id=account.program_id,
                    name=account.program,
                    gained=gained,
                    stamps=account.balance,
                    needed=account.card_size,
                    debt=account.debt,
                )
            )
    return loyalty_slips.lines(
        shop, Earned(points=points, balance=balance, debt=debt, stamps=tuple(stamps), tier=tier)
    )


def _line(shop: Shop, line: PurchaseLine) -> SlipLine:
    from crm_desktop.documents.kinds.sale_slip import SlipLine

    whole, rest = divmod(abs(line.quantity_milli), ONE)
    quantity = number(whole, shop.profile.locale) if not rest else f"{abs(line.quantity_milli) / ONE:g}"
    return SlipLine(line.name, line.total_cents or 0, "" if quantity == "1" else f"{quantity} ×")


def _off(shop: Shop, purchase: Purchase) -> tuple[SlipLine, ...]:
    """Return what was taken off the lines: a voucher."""
    from crm_desktop.documents.kinds.sale_slip import SlipLine

    if not purchase.lines:
        return ()
    difference = purchase.total_cents - sum(line.total_cents or 0 for line in purchase.lines)
    if not difference:
        return ()
    row = shop.db.read_one("SELECT code FROM voucher WHERE used_purchase_id = ?", (purchase.id,))
    name = _("Voucher {code}").format(code=row[0]) if row else _("Taken off")
    return (SlipLine(name, difference),)


def product_sheet(shop: Shop, product_id: int, *, for_customer: bool = False) -> bytes:
    """Return what is known of a product on one sheet, as PDF; for a customer without what is for us alone.

    Raises:
        NotFoundError: the product is no longer there.
    """
    from crm_desktop.documents.kinds.product_card import ProductSheet, build

    product = products.get(shop, product_id)
    people = {member.id: member.name for member in list_staff(shop, active_only=False)}
    return build(
        ProductSheet(
            shop=letterhead(shop),
            name=product.name,
            about=_about(shop, product, for_customer=for_customer),
            parts=tuple(
                (_(title), getattr(product.card, field))
                for field, title in CARD_TITLES.items()
                if getattr(product.card, field) and not (for_customer and field in _FOR_STAFF)
            ),
            plan=tuple(step_words(step) for step in product.steps),
            printed_at=shop.clock.local(shop.clock.now()),
            for_customer=for_customer,
            printed_by=people.get(shop.on_duty, ""),
            locale=shop.profile.locale,
            paper=shop.profile.paper,
        )
    )


def _about(shop: Shop, product: Product, *, for_customer: bool) -> str:
    price = ""
    if product.price_cents is not None:
        price = money(product.price_cents, shop.profile.currency, shop.profile.locale)
    parts = [product.code, product.category, price]
    if not for_customer and product.supplier:
        parts.append(_("Supplier: {name}").format(name=product.supplier))
    return " · ".join(part for part in parts if part)


def step_words(step: AfterSalesStep) -> str:
    """Return a step of an after-sales plan in words: "Maintenance: after 365 days, then every 12 months"."""
    name = step.subject or _(STEP_KIND_NAMES[step.kind])
    if step.after_days == 0 and step.kind is not StepKind.WARRANTY:
        first = _("on the day of the sale")
    else:
        first = ngettext("after {count} day", "after {count} days", step.after_days).format(
            count=step.after_days
        )
    if not step.every_months:
        return f"{name}: {first}"
    every = ngettext("then every month", "then every {count} months", step.every_months)
    words = f"{name}: {first}, {every.format(count=step.every_months)}"
    if step.times:
        words += ", " + ngettext("{count} time in all", "{count} times in all", step.times).format(
            count=step.times
        )
    return words
