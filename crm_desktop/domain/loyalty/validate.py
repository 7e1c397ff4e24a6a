"""When a program, a reward or a voucher can be saved, and the sentence for each field that cannot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from crm_desktop.domain.loyalty.model import Gives, Program, ProgramKind, Reward, Tier
from crm_desktop.domain.loyalty.validate_rules import problems as rule_problems
from crm_desktop.domain.loyalty.vouchers import VoucherKind, VoucherOffer
from crm_desktop.domain.written import forbidden_sentence, has_forbidden
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import squeeze

NAME_LETTERS = 100
TEXT_LETTERS = 1_000
# A slip of the finger is more likely than so many points, stamps, pieces or cents.
MOST = 1_000_000_000
_WHOLE = 10_000  # 100 % in basis points


def checked_program(program: Program) -> Program:
    """Return a program in its normal form, its tiers from the lowest to the highest.

    Raises:
        InvalidInput: with a sentence for each field that cannot be saved.
    """
    problems: dict[str, str] = {}
    name = _name(program.name, problems)
    _days(program.from_day, program.to_day, problems)
    if program.kind is ProgramKind.STAMPS and not 1 <= program.rules.card.size <= 1_000:
        problems["card"] = _("A card has from 1 to 1,000 stamps.")
    tiers = tuple(
        replace(tier, name=squeeze(tier.name), benefits=tier.benefits.strip(), position=place)
        for place, tier in enumerate(sorted(program.tiers, key=lambda t: t.threshold))
    )
    _tiers(tiers, problems)
    problems |= rule_problems(program.rules)
    _refuse(problems, _("The program cannot be saved yet: {why}"))
    return replace(program, name=name, tiers=tiers)


def _tiers(tiers: tuple[Tier, ...], problems: dict[str, str]) -> None:
    names = [tier.name.casefold() for tier in tiers]
    for tier in tiers:
        if not tier.name or len(tier.name) > NAME_LETTERS:
            problems["tiers"] = _("Each tier needs a name, of {most} letters at most.").format(
                most=NAME_LETTERS
            )
        elif has_forbidden(tier.name) or has_forbidden(tier.benefits):
            problems["tiers"] = forbidden_sentence()
        elif names.count(tier.name.casefold()) > 1:
            problems["tiers"] = _("Two tiers are called {name}.").format(name=tier.name)
        elif not 0 <= tier.threshold <= MOST:
            problems["tiers"] = _("The tier {name} begins at zero or more.").format(name=tier.name)
        elif not 100 <= tier.multiplier_pct <= 10_000:
            problems["tiers"] = _("The tier {name} multiplies by 1 to 100.").format(name=tier.name)
    if len({tier.threshold for tier in tiers}) < len(tiers):
        problems.setdefault("tiers", _("Two tiers begin at the same."))


def checked_reward(reward: Reward) -> Reward:
    """Return a reward in its normal form.

    Raises:
        InvalidInput: with a sentence for each field that cannot be saved.
    """
    problems: dict[str, str] = {}
    name = _name(reward.name, problems)
    if not 1 <= reward.cost <= MOST:
        problems["cost"] = _("A reward costs 1 or more.")
    if reward.stock is not None and not 0 <= reward.stock <= MOST:
        problems["stock"] = _("There are none or more; leave it empty when they do not run out.")
    if reward.per_customer is not None and not 1 <= reward.per_customer <= MOST:
        problems["per_customer"] = _("Each customer may take 1 or more; leave it empty for no limit.")
    if not 0 <= reward.valid_days <= 36_500:
        problems["valid_days"] = _("A voucher is valid for 1 day or more; 0 for ever.")
    _days(reward.from_day, reward.to_day, problems)
    _worth(
        reward.gives is Gives.AMOUNT,
        reward.gives is Gives.PERCENT,
        reward.value_cents,
        reward.percent_bp,
        problems,
    )
    _refuse(problems, _("The reward cannot be saved yet: {why}"))
    return replace(reward, name=name)


def checked_offer(offer: VoucherOffer, today: date) -> VoucherOffer:
    """Return an offer of vouchers in its normal form.

    Raises:
        InvalidInput: with a sentence for each field that cannot be saved.
    """
    problems: dict[str, str] = {}
    text = squeeze(offer.text)
    if has_forbidden(text):
        problems["text"] = forbidden_sentence()
    elif len(text) > TEXT_LETTERS:
        problems["text"] = _("Write at most {count} letters here.").format(count=TEXT_LETTERS)
    amount = offer.kind is VoucherKind.AMOUNT
    _worth(amount, not amount, offer.value_cents, offer.percent_bp, problems)
    if not 0 <= offer.min_cents <= MOST:
        problems["min_cents"] = _("The least purchase is zero or more.")
    _days(offer.from_day, offer.to_day, problems)
    if offer.to_day and offer.to_day < today:
        problems.setdefault("to_day", _("The last day has passed already."))
    _refuse(problems, _("The voucher cannot be given yet: {why}"))
    return replace(
        offer,
        text=text,
        value_cents=offer.value_cents if amount else 0,
        percent_bp=0 if amount else offer.percent_bp,
    )


def checked_points(points: int, words: str, most: int = 10_000_000) -> str:
    """Return why points are given by hand, in its normal form.

    Raises:
        InvalidInput: no points, too many, or no reason.
    """
    problems: dict[str, str] = {}
    if points == 0:
        problems["points"] = _("Type how many points are to be given, or taken with a minus sign.")
    elif abs(points) > most:
        problems["points"] = _("Look at the number: it is more than anybody is ever given.")
    text = squeeze(words)
    if not text:
        problems["words"] = _("Say why in a few words: it stands in the customer's statement.")
    elif has_forbidden(text):
        problems["words"] = forbidden_sentence()
    elif len(text) > 200:
        problems["words"] = _("Write at most {count} letters here.").format(count=200)
    _refuse(problems, "{why}")
    return text


def _worth(amount: bool, percent: bool, cents: int, basis_points: int, problems: dict[str, str]) -> None:
    if not 0 <= cents <= MOST or (amount and cents == 0):
        problems["value_cents"] = _("Type what it is worth: more than zero.")
    if percent and not 0 < basis_points <= _WHOLE:
        problems["percent_bp"] = _("Type a percentage of more than 0 and at most 100.")


def _name(name: str, problems: dict[str, str]) -> str:
    plain = squeeze(name)
    if not plain:
        problems["name"] = _("Give it a name.")
    elif has_forbidden(plain):
        problems["name"] = forbidden_sentence()
    elif len(plain) > NAME_LETTERS:
        problems["name"] = _("The name has {most} letters at most.").format(most=NAME_LETTERS)
    return plain


def _days(first: date | None, last: date | None, problems: dict[str, str]) -> None:
    if first and last and last < first:
        problems["to_day"] = _("The last day lies before the first.")


def _refuse(problems: dict[str, str], sentence: str) -> None:
    if problems:
        raise InvalidInput(sentence.format(why=_first(problems.values())), problems)


def _first(sentences: Iterable[str]) -> str:
    return next(iter(sentences))
