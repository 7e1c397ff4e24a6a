"""Related customers, seen from both ends: what one file says of another is shown in both."""

from __future__ import annotations

from typing import NamedTuple

from crm_desktop.domain.customers.model import Customer
from crm_desktop.domain.customers.words import RELATION_KIND_NAMES, REVERSE_RELATION_NAMES
from crm_desktop.services.shop import Shop
from crm_desktop.shared.i18n import _
from crm_desktop.store.queries import relations


class Related(NamedTuple):
    """A related customer, as a file shows them.

    Attributes:
        words: the relation, seen from this file, in the user's language ("Recommended by").
        other_id: whose file it is.
        name: as lists show it.
        note: a few words.
        own: whether this file says it, so that it is changed here.
    """

    words: str
    other_id: int
    name: str
    note: str
    own: bool


def related(shop: Shop, customer: Customer) -> list[Related]:
    """Return a customer's related customers: those whom the file names, then those whose files name it.

    What both files say is shown once, as this one says it.
    """
    found = [
        Related(_(RELATION_KIND_NAMES[each.kind]), each.other_id, each.other_name, each.note, own=True)
        for each in customer.relations
    ]
    if customer.id is None:
        return found
    said = {(each.words, each.other_id) for each in found}
    with shop.db.reading() as connection:
        for each in relations.towards(connection, customer.id):
            words = _(REVERSE_RELATION_NAMES[each.kind])
            if (words, each.other_id) not in said:
                said.add((words, each.other_id))
                found.append(Related(words, each.other_id, each.other_name, each.note, own=False))
    return found
