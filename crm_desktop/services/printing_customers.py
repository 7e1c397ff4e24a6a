"""Lists of customers and address labels: gathers what goes on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from crm_desktop.domain.customers import phones
from crm_desktop.domain.customers.listing import CustomerColumn, CustomerRow
from crm_desktop.domain.purchases.stages import STAGE_NAMES, StageRule
from crm_desktop.domain.shop import PaperSize
from crm_desktop.services import customers
from crm_desktop.services.printing_shop import letterhead
from crm_desktop.services.shop import Shop
from crm_desktop.services.staff import list_staff
from crm_desktop.services.stage_rule import stage_rule
from crm_desktop.shared.formats import money
from crm_desktop.shared.i18n import _
from crm_desktop.store.queries.customers import iterate

if TYPE_CHECKING:
    from crm_desktop.documents.kinds.customer_list import CustomerLine
    from crm_desktop.documents.postal import PostalAddress
    from crm_desktop.domain.customers.model import Customer

USUAL_COLUMNS = (CustomerColumn.PHONE, CustomerColumn.EMAIL, CustomerColumn.TOWN)
_CHUNK = 1_000


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """A sheet of labels that can be chosen: its code, its measures in words, and how many labels it has."""

    code: str
    title: str
    labels: int


@dataclass(frozen=True, slots=True)
class PrintedAddresses:
    """Labels that were made.

    Attributes:
        pdf: the document; empty when nobody has an address.
        pages: how many sheets are needed.
        count: how many labels there are.
        left_out: the names of customers whose address is not complete.
        cut: the names of those whose address did not fit whole on its label.
    """

    pdf: bytes
    pages: int
    count: int
    left_out: tuple[str, ...]
    cut: tuple[str, ...]


def customer_list(
    shop: Shop, ids: Sequence[int], columns: Sequence[CustomerColumn] = USUAL_COLUMNS, scope: str = ""
) -> bytes:
    """Return a list of customers as PDF.

    Args:
        shop: the shop.
        ids: which ones, in the order of the page.
        columns: what stands beside the name.
        scope: what was chosen, in words; "" for all.
    """
    from crm_desktop.documents.kinds.customer_list import CustomerList, build

    people = {member.id: member.name for member in list_staff(shop, active_only=False)}
    tiers: dict[int | None, str] = dict(shop.db.read("SELECT id, name FROM loyalty_tier"))
    rule = stage_rule(shop)
    now = shop.clock.local(shop.clock.now())
    return build(
        CustomerList(
            shop=letterhead(shop),
            columns=tuple(columns),
            lines=tuple(_line(shop, row, people, tiers, rule) for row in _rows(shop, ids)),
            printed_at=now,
            printed_by=people.get(shop.on_duty, ""),
            scope=scope,
            locale=shop.profile.locale,
            paper=shop.profile.paper,
        )
    )


def _rows(shop: Shop, ids: Sequence[int]) -> Iterator[CustomerRow]:
    for start in range(0, len(ids), _CHUNK):
        yield from customers.rows(shop, ids[start : start + _CHUNK])


def _line(
    shop: Shop, row: CustomerRow, people: dict[int | None, str], tiers: dict[int | None, str], rule: StageRule
) -> CustomerLine:
    from crm_desktop.documents.kinds.customer_list import CustomerLine

    def day(instant: datetime | None) -> date | None:
        return shop.clock.local(instant).date() if instant else None

    return CustomerLine(
        name=row.name,
        phone=phones.display(row.phone, shop.profile.country) if row.phone else "",
        email=row.email,
        town=row.town,
        tags=row.tags,
        staff=people.get(row.staff_id, ""),
        card=row.card,
        company=row.company,
        birth=row.birth,
        next_follow_up=row.next_follow_up,
        last_contact=day(row.last_contact),
        created=day(row.created),
        stage=_(STAGE_NAMES[row.stage(rule)]),
        points=row.points,
        tier=tiers.get(row.tier_id, ""),
        spent=money(row.spent_cents, shop.profile.currency, shop.profile.locale) if row.purchases else "",
        purchases=row.purchases,
        last_purchase=row.last_purchase,
        late=row.days_late(rule.today),
        do_not_contact=bool(row.do_not_contact),
        has_warning=bool(row.has_warning),
    )


def label_sheets(shop: Shop) -> list[SheetChoice]:
    """Return the sheets of labels that can be chosen, those of the shop's paper first."""
    from crm_desktop.documents.kinds.address_labels import LABEL_SHEETS

    own = shop.profile.paper
    ordered = sorted(LABEL_SHEETS, key=lambda sheet: sheet.paper is not own)
    return [SheetChoice(sheet.code, sheet.title, sheet.count) for sheet in ordered]


def labels(shop: Shop, ids: Sequence[int], sheet: str = "", first_label: int = 1) -> PrintedAddresses:
    """Return address labels as PDF; customers without a whole address are left out and named.

    Args:
        shop: the shop.
        ids: which customers, in the order of the labels.
        sheet: the code of a sheet of labels; the first of the shop's paper by default.
        first_label: where to begin on a sheet that was used before, from 1.

    Raises:
        InvalidInput: there is no such sheet or no such label on it.
    """
    from crm_desktop.documents.kinds.address_labels import AddressLabels, print_labels

    whole: list[PostalAddress] = []
    left_out: list[str] = []
    for customer in iterate(shop.db.connection(), ids):
        address = address_of(customer)
        if address.is_complete:
            whole.append(address)
        else:
            left_out.append(customer.list_name)
    if not whole:
        return PrintedAddresses(b"", 0, 0, tuple(left_out), ())
    printed = print_labels(
        AddressLabels(
            shop_name=shop.profile.name,
            addresses=tuple(whole),
            sheet=sheet or _usual_sheet(shop.profile.paper),
            made_at=shop.clock.local(shop.clock.now()),
            first_label=first_label,
            country=shop.profile.country,
            locale=shop.profile.locale,
        )
    )
    cut = tuple(whole[place].name for place in printed.cut)
    return PrintedAddresses(printed.pdf, printed.pages, len(whole), tuple(left_out), cut)


def _usual_sheet(paper: PaperSize) -> str:
    from crm_desktop.documents.kinds.address_labels import LABEL_SHEETS

    return next(sheet.code for sheet in LABEL_SHEETS if sheet.paper is paper)


def address_of(customer: Customer) -> PostalAddress:
    """Return where letters to a customer go; it may not be complete."""
    from crm_desktop.documents.postal import PostalAddress
    from crm_desktop.domain.customers.model import CustomerKind

    company = customer.kind is CustomerKind.COMPANY
    return PostalAddress(
        name=customer.full_name,
        street=customer.street,
        postcode=customer.postcode,
        town=customer.town,
        province=customer.province,
        country=customer.country,
        attention=customer.contact_person if company else "",
    )
