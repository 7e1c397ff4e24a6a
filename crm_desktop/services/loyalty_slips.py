"""What the receipt says about points, stamps and the tier."""

from __future__ import annotations

from crm_desktop.domain.loyalty.model import Earned
from crm_desktop.services.shop import Shop
from crm_desktop.shared.formats import number
from crm_desktop.shared.i18n import _, ngettext


def lines(shop: Shop, earned: Earned) -> tuple[str, ...]:
    """Return what a purchase or a return did, a sentence a line, in the user's language."""
    locale = shop.profile.locale
    found = []
    if earned.points > 0:
        found.append(
            ngettext(
                "You earn {count} point with this purchase.",
                "You earn {count} points with this purchase.",
                earned.points,
            ).format(count=number(earned.points, locale))
        )
    elif earned.points < 0:
        found.append(
            ngettext(
                "{count} point of this purchase was taken back.",
                "{count} points of this purchase were taken back.",
                -earned.points,
            ).format(count=number(-earned.points, locale))
        )
    if earned.debt:
        found.append(
            ngettext(
                "{count} point is owed; the next ones meet it first.",
                "{count} points are owed; the next ones meet them first.",
                earned.debt,
            ).format(count=number(earned.debt, locale))
        )
    elif earned.points or earned.balance:
        found.append(
            ngettext("You have {count} point.", "You have {count} points.", earned.balance).format(
                count=number(earned.balance, locale)
            )
        )
    for gain in earned.stamps:
        if gain.debt:
            owed = ngettext(
                "{program}: {count} stamp is owed; the next one meets it.",
                "{program}: {count} stamps are owed; the next ones meet them first.",
                gain.debt,
            )
            found.append(owed.format(program=gain.name, count=number(gain.debt, locale)))
            continue
        # Stamps beyond a full card are on the next one; a full one waits until it is exchanged.
        whole, rest = divmod(gain.stamps, gain.needed) if gain.needed else (0, gain.stamps)
        found.append(
            _("{program}: {count} of {size} stamps.").format(
                program=gain.name, count=number(rest, locale), size=number(gain.needed, locale)
            )
        )
        if whole:
            full = ngettext("{count} full card to exchange.", "{count} full cards to exchange.", whole)
            found.append(full.format(count=number(whole, locale)))
        elif gain.full > 0:
            found.append(_("{program}: the card is full.").format(program=gain.name))
    if earned.tier:
        sentence = _("You are now in the tier {tier}.") if earned.tier_changed else _("Tier: {tier}.")
        found.append(sentence.format(tier=earned.tier))
    found += [_("Voucher: {code}").format(code=code) for code in earned.vouchers]
    return tuple(found)
