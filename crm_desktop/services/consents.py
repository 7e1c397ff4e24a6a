"""Consents: what a customer agreed to and withdrew; nothing of it is ever overwritten."""

from __future__ import annotations

from crm_desktop.domain.consents import PURPOSE_NAMES, Consent, Purpose
from crm_desktop.domain.written import forbidden_sentence, has_forbidden, too_long_sentence
from crm_desktop.services.changes import Changes
from crm_desktop.services.shop import Shop, changes
from crm_desktop.shared.clock import to_text
from crm_desktop.shared.errors import InvalidInput, NotFoundError
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import squeeze
from crm_desktop.store.database import Operation
from crm_desktop.store.queries import consents as queries

_LETTERS = {"source": 200, "text": 10_000}


def current(shop: Shop, customer_id: int) -> dict[Purpose, Consent]:
    """Return the consent in force for each purpose that was ever asked about."""
    found: dict[Purpose, Consent] = {}
    for consent in queries.history(shop.db, customer_id):
        found.setdefault(consent.purpose, consent)
    return {purpose: found[purpose] for purpose in Purpose if purpose in found}


def history(shop: Shop, customer_id: int) -> list[Consent]:
    """Return all that a customer agreed to and withdrew, newest first."""
    return queries.history(shop.db, customer_id)


def record(shop: Shop, consent: Consent) -> Changes[int]:
    """Write down that a consent was given or withdrawn; return its id.

    What is said now is never older than what was said of the same purpose before, though the computer's clock
    may have gone back: a customer who says no is heard.

    Raises:
        InvalidInput: with a sentence for each field that cannot be saved.
        NotFoundError: the customer is no longer there.
    """
    texts = {"source": squeeze(consent.source), "text": consent.text.strip()}
    problems: dict[str, str] = {}
    for field, text in texts.items():
        if has_forbidden(text):
            problems[field] = forbidden_sentence()
        elif len(text) > _LETTERS[field]:
            problems[field] = too_long_sentence(_LETTERS[field], len(text))
    at = consent.at or shop.clock.now()
    if at > shop.clock.now():
        problems["at"] = _("That moment is still to come.")
    if problems:
        raise InvalidInput(next(iter(problems.values())), problems)
    with shop.operation("record_consent") as operation:
        row = operation.execute(
            "SELECT name FROM customer_index WHERE customer_id = ?", (consent.customer_id,)
        ).fetchone()
        if row is None:
            raise NotFoundError(_("This customer's file is no longer there."))
        key = operation.insert(
            "consent",
            customer_id=consent.customer_id,
            purpose=consent.purpose.value,
            given=int(consent.given),
            at=_not_before(operation, consent, to_text(at)) if consent.at is None else to_text(at),
            staff_id=consent.staff_id if consent.staff_id is not None else shop.on_duty,
            **texts,
        )
        sentence = (
            _("{name} gave consent: {purpose}.")
            if consent.given
            else _("{name} withdrew consent: {purpose}.")
        )
        operation.words = sentence.format(name=row[0], purpose=_(PURPOSE_NAMES[consent.purpose]).lower())
    return changes(operation, key)


def _not_before(operation: Operation, consent: Consent, at: str) -> str:
    """Return an instant (text), or that of what was said last of the same purpose when that is later."""
    (last,) = operation.execute(
        "SELECT max(at) FROM consent WHERE customer_id = ? AND purpose = ?",
        (consent.customer_id, consent.purpose.value),
    ).fetchone()
    return max(at, last or "")
