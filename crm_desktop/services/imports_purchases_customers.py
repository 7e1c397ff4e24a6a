"""Who bought: by card, telephone, e-mail or tax id, in this order; never by the name alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crm_desktop.domain.customers.cards import card_key
from crm_desktop.exchange.purchase_row import PurchaseRow
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import words
from crm_desktop.store.engines.base import Connection
from crm_desktop.store.queries import import_keys, purchase_keys


class Buyer(NamedTuple):
    """Who bought.

    Attributes:
        id: the customer, or None for nobody, or nobody that is known.
        name: as lists show it.
        problem: why nobody was found although the file names somebody, or "".
        remark: something doubtful, or "".
    """

    id: int | None = None
    name: str = ""
    problem: str = ""
    remark: str = ""


ANONYMOUS = Buyer()


class Buyers:
    """Finds customers for many rows; `look_up` first, some thousand rows at a time.

    Args:
        connection: the writer's, in the import's operation.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._found: dict[tuple[str, str], list[int]] = {}
        self._people: dict[int, tuple[str, bool]] = {}
        self._by_card: dict[str, Buyer] = {}  # as most tills tell it: by the card and nothing else

    def look_up(self, rows: Iterable[PurchaseRow]) -> None:
        """Ask the shop for everything that these rows name and that was not asked for before."""
        wanted: dict[str, set[str]] = {"card": set(), "tax_id": set(), "contact": set()}
        found = self._found
        for row in rows:
            for key in keys_of(row):
                if key not in found:
                    wanted[key[0]].add(key[1])
        ids: set[int] = set()
        for kind, values in wanted.items():
            if not values:
                continue
            if kind == "contact":
                having = import_keys.by_contact(self._connection, values)
            else:
                having = import_keys.by_column(self._connection, kind, values)
            for value in values:
                found[kind, value] = sorted(set(having.get(value, ())))
                ids.update(found[kind, value])
        new = sorted(i for i in ids if i not in self._people)
        self._people.update(purchase_keys.names_of(self._connection, new))

    def of(self, row: PurchaseRow) -> Buyer:
        """Return who a row names."""
        if not row.names_somebody:
            return ANONYMOUS
        if row.card and not (row.phones or row.emails or row.tax_id or row.customer):
            known = self._by_card.get(row.card)
            if known is not None:
                return known
        doubtful = ""
        for place, key in enumerate(keys := keys_of(row)):
            having = self._found.get(key, [])
            chosen = having[0] if len(having) == 1 else self._chosen(having, row.customer)
            if chosen is None:
                doubtful = doubtful or (self._several(key[1], having) if having else "")
                continue
            name, archived = self._people.get(chosen, ("", False))
            remark = self._against(keys[place + 1 :], chosen, name)
            if archived:
                remark = _("{name} is archived.").format(name=name)
            found = Buyer(chosen, name, "", remark)
            if row.card and len(keys) == 1 and not row.customer:
                self._by_card[row.card] = found
            return found
        return Buyer(problem=doubtful or _nobody(row))

    def _chosen(self, having: Sequence[int], named: str) -> int | None:
        """Return which of several customers with the same telephone is meant."""
        asked = set(words(named))
        if asked:
            fit = [i for i in having if asked <= set(words(self._people.get(i, ("", False))[0]))]
            if len(fit) == 1:
                return fit[0]
        living = [i for i in having if not self._people.get(i, ("", True))[1]]
        return living[0] if len(living) == 1 else None

    def _several(self, value: str, having: Sequence[int]) -> str:
        names = ", ".join(self._people.get(i, ("", False))[0] for i in having[:3])
        return _("{value} belongs to several customers ({names}): the card would tell which.").format(
            value=value, names=names
        )

    def _against(self, keys: Sequence[tuple[str, str]], chosen: int, name: str) -> str:
        """Return a remark when another key of the row is somebody else's alone."""
        for key in keys:
            having = self._found.get(key)
            if having and chosen not in having:
                other = self._people.get(having[0], ("", False))[0]
                return _("{value} belongs to {other}, but the purchase went to {name}.").format(
                    value=key[1], other=other, name=name
                )
        return ""


def keys_of(row: PurchaseRow) -> list[tuple[str, str]]:
    """Return what a row tells to find its customer by: (kind, value), the surest first."""
    keys = [("card", card_key(row.card))] if row.card else []
    keys += [("contact", value) for value in (*row.phones, *row.emails)]
    if row.tax_id:
        keys.append(("tax_id", row.tax_id))
    return keys


def _nobody(row: PurchaseRow) -> str:
    if row.card:
        return _("No customer has card {card}.").format(card=row.card)
    for value in (*row.phones, *row.emails, row.tax_id, row.unread):
        if value:
            return _("No customer has {value}.").format(value=value)
    return _("No customer is found by a name alone: {name}.").format(name=row.customer)
