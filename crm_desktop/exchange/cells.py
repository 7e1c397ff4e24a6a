"""Cells that hold more than one thing: telephones with their labels, lists of tags."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from crm_desktop.domain.customers.contact_points import split_values
from crm_desktop.domain.customers.model import ContactKind, ContactPoint
from crm_desktop.exchange.drafts import RelationText
from crm_desktop.exchange.headings import compact
from crm_desktop.exchange.labels import Label, read_label, read_own_label, title_of
from crm_desktop.exchange.mapping import Mapping
from crm_desktop.exchange.values import whole_number
from crm_desktop.shared.text import squeeze

SEVERAL = ":::"  # how Google Contacts puts several values into one cell
_KINDS: dict[str, ContactKind] = {
    "mobile": ContactKind.MOBILE,
    "phone": ContactKind.PHONE,
    "email": ContactKind.EMAIL,
    "social": ContactKind.SOCIAL,
    "web": ContactKind.WEB,
}
_PHONES = frozenset({ContactKind.MOBILE, ContactKind.PHONE})
_NO_LABEL = Label("")


class RowParts:
    """What the columns of one row have said so far."""

    __slots__ = (
        "addresses", "contacts", "families", "middle", "own", "relations", "remarks", "reversed", "staff",
        "tags", "values", "whole",
    )  # fmt: skip

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.addresses: dict[str, dict[str, str]] = {}
        self.contacts: list[ContactPoint] = []
        self.tags: list[str] = []
        self.own: dict[int, str] = {}
        self.relations: tuple[RelationText, ...] = ()
        self.remarks: list[str] = []
        self.staff = self.whole = self.families = self.middle = ""
        self.reversed = False


class _Column(NamedTuple):
    place: int
    kind: ContactKind
    label: str
    label_place: int | None


class ContactCells:
    """Reads the columns of telephones, e-mails, accounts and sites of one file.

    Args:
        mapping: which column fills which field.
        country: the shop's, ISO 3166 alpha-2.
    """

    def __init__(self, mapping: Mapping, country: str) -> None:
        self._country = country
        self._columns: list[_Column] = []
        # In this program's own exports a label is what somebody typed, not a word to be understood.
        self._ours = mapping.first("uid") is not None
        columns = mapping.columns
        free = {i for i, c in enumerate(columns) if c.target.endswith("_label")}
        for index, column in enumerate(columns):
            kind = _KINDS.get(column.target)
            if kind is None:
                continue
            family = "phone" if kind in _PHONES else kind.value
            near = [i for i in (index + 1, index - 1) if i in free and columns[i].target == f"{family}_label"]
            stem = _stem(column.header)
            near.sort(key=lambda i: _stem(columns[i].header) != stem)
            label_place = near[0] if near else None
            if label_place is not None:
                free.discard(label_place)
            self._columns.append(_Column(index, kind, title_of(column.label), label_place))
        # Outlook's faxes stand before its telephones; lists show the first number.
        fax = title_of("fax")
        self._columns.sort(key=lambda c: c.label == fax)

    def read(self, parts: RowParts, cells: Sequence[str], plain: Callable[[str], str]) -> None:
        """Add the contact points of a row to its parts."""
        count = len(cells)
        for column in self._columns:
            text = cells[column.place] if column.place < count else ""
            if not text or text.isspace():
                continue
            label = _NO_LABEL
            if column.label_place is not None and column.label_place < count:
                label = self._label(column.kind, plain(cells[column.label_place]))
            self._add(parts, column, plain(text), label)

    def _label(self, kind: ContactKind, text: str) -> Label:
        if not self._ours:
            return read_label(text)
        return read_own_label(text) if kind in _PHONES else Label(squeeze(text))

    def _add(self, parts: RowParts, column: _Column, text: str, label: Label) -> None:
        kind = column.kind
        if self._ours:
            kind = ContactKind.MOBILE if label.mobile else kind
            parts.contacts.append(ContactPoint(kind, text, "", label.text))
            return
        if kind in _PHONES:
            kind = ContactKind.MOBILE if label.mobile else kind
            text = whole_number(text.lstrip("' "))
            if len(text) == 9 and text.isdigit():
                parts.contacts.append(ContactPoint(kind, text, "", label.text or column.label))
                return
        elif kind is ContactKind.EMAIL and SEVERAL not in text and text.count("@") < 2:
            parts.contacts.append(ContactPoint(kind, text.strip(), "", label.text or column.label))
            return
        elif kind is ContactKind.WEB:
            text = text.replace("\\:", ":")  # Google's older export: "https\://example.com"
        for each in text.split(SEVERAL) if SEVERAL in text else (text,):
            for value, own_label in split_values(kind, each):
                parts.contacts.append(ContactPoint(kind, value, "", own_label or label.text or column.label))


def _stem(header: str) -> str:
    """Return a heading without its last word: "Phone 1" of "Phone 1 - Value"."""
    head, _dash, _last = header.rpartition(" - ")
    if not head:
        head = header.partition(":")[0]
    return compact(head)


def split_tags(text: str) -> list[str]:
    """Split a cell of tags; Google's own groups ("* myContacts") are none of the shop's."""
    if SEVERAL in text:
        parts = text.split(SEVERAL)
    else:
        parts = text.replace(";", ",").replace("|", ",").replace("\n", ",").split(",")
    return [tag for tag in (squeeze(part) for part in parts) if tag and not tag.startswith("*")]
