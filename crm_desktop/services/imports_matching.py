"""Who a row of a file is: by uid, card number, tax id, e-mail, telephone; by the name when it has none.

Keys are looked up for a batch at a time. A table of one byte for each hash tells at once that a key is new,
so that bringing in new customers asks the database nothing, and memory does not grow with the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from crm_desktop.domain.customers.cards import card_key
from crm_desktop.domain.customers.contact_points import PHONE_KINDS
from crm_desktop.domain.customers.model import ContactKind, Customer, RelationKind
from crm_desktop.domain.customers.names import sort_key
from crm_desktop.exchange.drafts import Draft
from crm_desktop.services.imports_merge import compatible, contradicts
from crm_desktop.shared.i18n import _
from crm_desktop.store.engines.base import Connection
from crm_desktop.store.queries import import_keys
from crm_desktop.store.queries.customers import load

_SEEN_BITS = 24  # 16 MB, of which the system only gives what is used
_COLUMNS = ("uid", "card", "tax_id")


class Known:
    """The customer that a row was found to be, in the shop or among those that this batch makes.

    Attributes:
        customer: as it will be.
        stored: as the database has it, or None for a new one.
        id: the row, or None for one that this batch makes.
        named: whether an earlier row of this batch spoke of them.
    """

    __slots__ = ("customer", "id", "named", "stored")

    def __init__(self, customer: Customer, stored: Customer | None) -> None:
        self.customer = customer
        self.stored = stored
        self.id = stored.id if stored is not None else None
        self.named = False


def contact_keys(customer: Customer) -> tuple[list[str], list[str]]:
    """Return the e-mails and the telephones by which a customer is recognised."""
    emails, phones = [], []
    for point in customer.contacts:
        if point.normal:
            if point.kind is ContactKind.EMAIL:
                emails.append(point.normal)
            elif point.kind in PHONE_KINDS:
                phones.append(point.normal)
    return emails, phones


def _column_keys(customer: Customer) -> Iterator[tuple[str, str]]:
    """Yield the columns by which a customer is recognised, the surest first, with their keys."""
    if customer.uid:
        yield "uid", customer.uid
    if card := card_key(customer.card):
        yield "card", card
    if customer.tax_id:
        yield "tax_id", customer.tax_id


def has_key(customer: Customer) -> bool:
    """Tell whether anything but the name says who a customer is."""
    return bool(customer.uid or customer.card or customer.tax_id or any(contact_keys(customer)))


class Matcher:
    """Finds the customers that rows mean; `start_batch` first, then `find` and `made` row by row.

    Args:
        connection: the writer's, in the import's operation.
        first_new: the first id that the import gives.
    """

    def __init__(self, connection: Connection, first_new: int) -> None:
        self._connection = connection
        self._first_new = first_new
        self._mask = (1 << _SEEN_BITS) - 1
        self._seen = bytearray(1 << _SEEN_BITS)
        self._see(import_keys.all_keys(connection))
        self._new_names: import_keys.NewNames | None = None
        self._stored: dict[tuple[str, str], list[int]] = {}
        self._known: dict[int, Known] = {}
        self._batch: dict[tuple[str, str], list[Known]] = {}

    def _see(self, keys: Iterable[str]) -> None:
        seen, mask = self._seen, self._mask
        for key in keys:
            seen[hash(key) & mask] = 1

    def _unseen(self, keys: Iterable[str]) -> list[str]:
        seen, mask = self._seen, self._mask
        return [key for key in keys if seen[hash(key) & mask]]

    # ---- batches

    def start_batch(self, drafts: Sequence[Draft]) -> None:
        """Look up everything that the database knows of these drafts."""
        wanted: dict[str, list[str]] = {"uid": [], "card": [], "tax_id": [], "contact": [], "name": []}
        for draft in drafts:
            if draft.problem:
                continue
            customer = draft.customer
            for column, value in _column_keys(customer):
                wanted[column].append(value)
            emails, phones = contact_keys(customer)
            wanted["contact"] += emails
            wanted["contact"] += phones
            wanted["uid"] += [relation.uid for relation in draft.relations]
            if not has_key(customer):
                wanted["name"].append(sort_key(customer))
        self._stored = {}
        for column in _COLUMNS:
            found = import_keys.by_column(self._connection, column, self._unseen(wanted[column]))
            self._stored.update({(column, value): ids for value, ids in found.items()})
        found = import_keys.by_contact(self._connection, self._unseen(wanted["contact"]))
        self._stored.update({("contact", value): ids for value, ids in found.items()})
        if wanted["name"]:
            self._look_up_names(wanted["name"])
        ids = {i for some in self._stored.values() for i in some}
        customers = load(self._connection, sorted(ids))
        self._known = {i: Known(customer, customer) for i, customer in customers.items()}
        self._batch = {}

    def _look_up_names(self, names: list[str]) -> None:
        if self._new_names is None:
            self._new_names = import_keys.NewNames(self._connection)
            last = self._first_new
            while True:
                rows = self._connection.execute(
                    "SELECT id FROM customer WHERE id >= ? ORDER BY id LIMIT 5000", (last,)
                ).fetchall()
                if not rows:
                    break
                customers = load(self._connection, [row[0] for row in rows])
                self._new_names.add((sort_key(customer), i) for i, customer in customers.items())
                last = rows[-1][0] + 1
        for source in (import_keys.by_sort_name(self._connection, names), self._new_names.find(names)):
            for name, ids in source.items():
                self._stored.setdefault(("name", name), []).extend(ids)

    def end_batch(self, made: Sequence[Known]) -> None:
        """Remember the customers that were made in this batch, now that they have ids."""
        for known in made:
            customer = known.customer
            self._see(key for _column, key in _column_keys(customer))
            for keys in contact_keys(customer):
                self._see(keys)
        if self._new_names is not None:
            self._new_names.add((sort_key(k.customer), k.id) for k in made if k.id is not None)

    def close(self) -> None:
        """Let temporary tables go."""
        if self._new_names is not None:
            self._new_names.drop()

    # ---- rows

    def find(self, draft: Draft) -> tuple[Known | None, str]:
        """Return who a draft is, or None for somebody new; and a remark where a key was somebody else's."""
        customer = draft.customer
        for column, value in _column_keys(customer):
            # A card is lent in a home and its number is mistyped: by itself it says nothing of a name.
            card = column == "card"
            found = self._best(draft, self._having(column, value), shared=card, only_compatible=card)
            if found is not None:
                return found, ""
        emails, phones = contact_keys(customer)
        at_home = {point.normal for point in customer.contacts if point.kind is not ContactKind.MOBILE}
        remark = ""
        for values, shared in ((emails, False), (phones, True)):
            for value in values:
                candidates = self._having("contact", value)
                personal = not shared or value not in at_home
                found = self._best(draft, candidates, shared=shared, only_compatible=True, personal=personal)
                if found is not None:
                    return found, ""
                if candidates and not remark and not customer.uid:
                    remark = _("{value} also belongs to {name}, so this is somebody else.").format(
                        value=value, name=candidates[0].customer.list_name
                    )
        if not has_key(customer):
            for candidate in self._having("name", sort_key(customer)):
                if not contradicts(candidate.customer, draft):
                    return candidate, ""
        return None, remark

    def holder(self, card: str) -> Known | None:
        """Return who has a card, however its number is written."""
        having = self._having("card", card_key(card))
        return having[0] if having else None

    def id_of(self, uid: str) -> int | None:
        """Return the id of the customer with this uid, if there is one already."""
        found = self._stored.get(("uid", uid))
        return found[0] if found else None

    def ids_of(self, uids: Iterable[str]) -> dict[str, int]:
        """Return the ids of the customers with these uids, as they are in the database now."""
        found = import_keys.by_column(self._connection, "uid", uids)
        return {uid: ids[0] for uid, ids in found.items()}

    def relations_of(self, ids: Iterable[int]) -> set[tuple[int, RelationKind, int]]:
        """Return the relations of these customers: (customer, kind, other)."""
        customers = load(self._connection, sorted(ids))
        return {(i, r.kind, r.other_id) for i, customer in customers.items() for r in customer.relations}

    def made(self, known: Known) -> None:
        """Remember a customer that this batch makes or changes, for the rows that follow."""
        customer = known.customer
        keys = list(_column_keys(customer))
        for values in contact_keys(customer):
            keys += [("contact", value) for value in values]
        keys.append(("name", sort_key(customer)))
        for key in keys:
            having = self._batch.setdefault(key, [])
            if known not in having:
                having.append(known)

    def _having(self, kind: str, value: str) -> list[Known]:
        stored = [self._known[i] for i in self._stored.get((kind, value), ()) if i in self._known]
        return stored + [k for k in self._batch.get((kind, value), ()) if k not in stored]

    def _best(
        self,
        draft: Draft,
        candidates: list[Known],
        *,
        shared: bool,
        only_compatible: bool,
        personal: bool = True,
    ) -> Known | None:
        uid = draft.customer.uid
        best: Known | None = None
        best_score = 0 if only_compatible else -1
        for candidate in candidates:
            new = candidate.id is None or candidate.id >= self._first_new
            if uid and new and candidate.customer.uid != uid:
                continue  # two rows of one export are two customers, whatever they share
            score = compatible(draft.customer, candidate.customer, shared=shared, personal=personal)
            if score > best_score:
                best, best_score = candidate, score
        return best
