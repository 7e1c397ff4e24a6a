"""When a product or a wish can be saved, and the sentence for each field that cannot."""

from __future__ import annotations

from dataclasses import fields, replace

from crm_desktop.domain.products.model import AfterSalesStep, KnowledgeCard, Product
from crm_desktop.domain.products.wishes import Wish
from crm_desktop.domain.written import forbidden_sentence, has_forbidden, too_long_sentence
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import squeeze

LINE_LETTERS = {"name": 200, "code": 60, "category": 100, "supplier": 200}
TEXT_LETTERS = 10_000
SUBJECT_LETTERS = 200
LARGEST_CENTS = 100_000_000
LONGEST_DAYS, LONGEST_MONTHS, MOST_TIMES, MOST_STEPS = 3650, 120, 100, 20
LARGEST_MILLI = 1_000_000_000


def check(product: Product) -> tuple[Product, dict[str, str]]:
    """Return a product in its normal form, and a sentence for each field that cannot be saved."""
    problems: dict[str, str] = {}
    lines = {name: squeeze(getattr(product, name)) for name in LINE_LETTERS}
    card = KnowledgeCard(**{f.name: getattr(product.card, f.name).strip() for f in fields(KnowledgeCard)})
    notes = product.notes.strip()
    steps = tuple(replace(step, subject=squeeze(step.subject)) for step in product.steps)
    for name, text in lines.items():
        _text_problem(problems, name, text, LINE_LETTERS[name])
    for field in fields(KnowledgeCard):
        _text_problem(problems, f"card_{field.name}", getattr(card, field.name), TEXT_LETTERS)
    _text_problem(problems, "notes", notes, TEXT_LETTERS)
    if not lines["name"]:
        problems["name"] = _("Write the product's name.")
    if product.price_cents is not None and not 0 <= product.price_cents <= LARGEST_CENTS:
        problems["price_cents"] = _("The price goes from zero to a million.")
    if len(steps) > MOST_STEPS:
        problems["steps"] = _("An after-sales plan has {most} steps at most.").format(most=MOST_STEPS)
    for step in steps:
        sentence = _step_problem(step)
        if sentence:
            problems.setdefault("steps", sentence)
    found = replace(
        product,
        name=lines["name"],
        code=lines["code"],
        category=lines["category"],
        supplier=lines["supplier"],
        notes=notes,
        card=card,
        steps=steps,
    )
    return found, problems


def _text_problem(problems: dict[str, str], name: str, text: str, limit: int) -> None:
    if has_forbidden(text):
        problems[name] = forbidden_sentence()
    elif len(text) > limit:
        problems[name] = too_long_sentence(limit, len(text))


def _step_problem(step: AfterSalesStep) -> str:
    if not 0 <= step.after_days <= LONGEST_DAYS:
        return _("A step comes from 0 to {most} days after the sale.").format(most=LONGEST_DAYS)
    if not 0 <= step.every_months <= LONGEST_MONTHS:
        return _("A step is repeated after 1 to {most} months, or not at all.").format(most=LONGEST_MONTHS)
    if not 0 <= step.times <= MOST_TIMES:
        return _("A step is repeated {most} times at most.").format(most=MOST_TIMES)
    if has_forbidden(step.subject):
        return forbidden_sentence()
    if len(step.subject) > SUBJECT_LETTERS:
        return too_long_sentence(SUBJECT_LETTERS, len(step.subject))
    return ""


def checked(product: Product) -> Product:
    """Return a product in its normal form; raise InvalidInput with a sentence for each fault."""
    found, problems = check(product)
    if problems:
        first = next(iter(problems.values()))
        raise InvalidInput(_("The product cannot be saved yet: {why}").format(why=first), problems)
    return found


def checked_wish(wish: Wish) -> Wish:
    """Return a wish in its normal form; raise InvalidInput with a sentence for each fault."""
    problems: dict[str, str] = {}
    what, notes = squeeze(wish.what), wish.notes.strip()
    _text_problem(problems, "what", what, SUBJECT_LETTERS)
    _text_problem(problems, "notes", notes, TEXT_LETTERS)
    if not what and wish.product_id is None:
        problems["what"] = _("Choose a product, or say in a few words what the customer wants.")
    if not 0 < wish.quantity_milli <= LARGEST_MILLI:
        problems["quantity_milli"] = _("The quantity is more than zero, and a million at most.")
    if problems:
        first = next(iter(problems.values()))
        raise InvalidInput(_("The order cannot be saved yet: {why}").format(why=first), problems)
    return replace(wish, what=what, notes=notes)
