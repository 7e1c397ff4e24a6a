"""Cards, vouchers and statements of points: gathers what stands on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crm_desktop.domain.loyalty.model import CAUSE_NAMES, Entry, ProgramKind
from crm_desktop.services import loyalty
from crm_desktop.services import vouchers as voucher_service
from crm_desktop.services.customers import get_customer
from crm_desktop.services.printing_shop import letterhead
from crm_desktop.services.shop import Shop
from crm_desktop.services.staff import list_staff
from crm_desktop.shared.errors import NotFoundError
from crm_desktop.shared.i18n import _
from crm_desktop.store.queries.customers import iterate

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class PrintedCards:
    """Cards that were made.

    Attributes:
        pdf: the document; empty when nobody has a card.
        count: how many cards there are.
        left_out: the names of customers without a card number.
    """

    pdf: bytes
    count: int
    left_out: tuple[str, ...]


def card_layouts() -> list[tuple[str, str, int]]:
    """Return on what cards can be printed: code, words, cards on a page."""
    from crm_desktop.documents.kinds.loyalty_card import CARD_LAYOUTS

    return [(layout.code, _(layout.title), layout.count) for layout in CARD_LAYOUTS]


def cards(
    shop: Shop, customer_ids: Sequence[int], layout: str = "a4", first_place: int = 1, *, qr: bool = False
) -> PrintedCards:
    """Return loyalty cards as PDF; customers without a card number are left out and named.

    Args:
        shop: the shop.
        customer_ids: whose, in the order of the cards.
        layout: see `card_layouts`.
        first_place: where to begin on a sheet that was used before, from 1.
        qr: a QR code instead of bars.

    Raises:
        InvalidInput: there is no such layout, or no such place on its sheet.
    """
    from crm_desktop.documents.kinds.loyalty_card import CardFace, LoyaltyCards, build

    program = next((p.name for p in loyalty.programs(shop, ended=False) if p.kind is ProgramKind.POINTS), "")
    faces, left_out = [], []
    tiers = {tier.id: tier.name for p in loyalty.programs(shop) for tier in p.tiers}
    for start in range(0, len(customer_ids), _CHUNK):
        some = customer_ids[start : start + _CHUNK]
        of = _tier_ids(shop, some)
        for customer in iterate(shop.db.connection(), some):
            if customer.card:
                tier = tiers.get(of.get(customer.id or 0), "")
                faces.append(CardFace(customer.full_name, customer.card, program, tier))
            else:
                left_out.append(customer.list_name)
    if not faces:
        return PrintedCards(b"", 0, tuple(left_out))
    pdf = build(
        LoyaltyCards(
            shop=letterhead(shop),
            cards=tuple(faces),
            made_at=shop.clock.local(shop.clock.now()),
            layout=layout,
            first_place=first_place,
            qr=qr,
        )
    )
    return PrintedCards(pdf, len(faces), tuple(left_out))


def _tier_ids(shop: Shop, customer_ids: Sequence[int]) -> dict[int, int | None]:
    from crm_desktop.services.purchases import totals

    return {key: total.tier_id for key, total in totals(shop, customer_ids).items()}


def vouchers(shop: Shop, voucher_ids: Sequence[int]) -> bytes:
    """Return vouchers as PDF, three to a sheet, in the order of the ids.

    Raises:
        NotFoundError: none of them is there any more.
    """
    from crm_desktop.documents.kinds.voucher import PrintedVoucher, Vouchers, build

    found = voucher_service.rows(shop, voucher_ids)
    if not found:
        raise NotFoundError(_("These vouchers are no longer there."))
    profile = shop.profile
    names = {}
    ids = [one.customer_id for one in found if one.customer_id is not None]
    for start in range(0, len(ids), _CHUNK):
        names.update({c.id: c.full_name for c in iterate(shop.db.connection(), ids[start : start + _CHUNK])})
    return build(
        Vouchers(
            shop=letterhead(shop),
            vouchers=tuple(
                PrintedVoucher(
                    code=one.code,
                    worth=one.worth(profile.currency, profile.locale),
                    holder=names.get(one.customer_id, ""),
                    from_day=one.from_day,
                    to_day=one.to_day,
                    min_cents=one.min_cents,
                    text=one.text,
                )
                for one in found
            ),
            made_at=shop.clock.local(shop.clock.now()),
            currency=profile.currency,
            locale=profile.locale,
            paper=profile.paper,
        )
    )


def statement(shop: Shop, customer_id: int, program_id: int, first: date, last: date) -> bytes:
    """Return the statement of a customer's points in one program as PDF.

    Raises:
        NotFoundError: the customer, or their account in this program, is not there.
    """
    from crm_desktop.documents.kinds.points_statement import PointsStatement, StatementLine, build

    customer = get_customer(shop, customer_id)
    found = next(
        (s for s in loyalty.statement(shop, customer_id, first, last) if s.account.program_id == program_id),
        None,
    )
    if found is None:
        raise NotFoundError(_("This customer has nothing in this program yet."))
    people = {member.id: member.name for member in list_staff(shop, active_only=False)}
    account = found.account
    return build(
        PointsStatement(
            shop=letterhead(shop),
            customer=customer.full_name,
            program=account.program,
            first=first,
            last=last,
            opening=found.opening,
            closing=found.closing,
            lines=tuple(
                StatementLine(entry.day, entry_words(entry), entry.points, entry.balance - entry.debt)
                for entry in found.entries
            ),
            printed_at=shop.clock.local(shop.clock.now()),
            card=customer.card,
            tier=account.tier.name if account.tier is not None else "",
            expiring=account.expiring,
            expires_on=account.expires_on,
            printed_by=people.get(shop.on_duty, ""),
            locale=shop.profile.locale,
            paper=shop.profile.paper,
        )
    )


def entry_words(entry: Entry) -> str:
    """Return what an entry of the ledger was, in words: "Purchase, T-000381"."""
    cause = _(CAUSE_NAMES[entry.cause])
    return f"{cause}, {entry.words}" if entry.words and entry.words != cause else cause
