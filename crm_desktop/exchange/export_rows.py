"""The cells of exported customers, put together from rows of the tables, many customers at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from crm_desktop.domain.customers.model import CONTACT_KIND_NAMES, ContactKind
from crm_desktop.domain.customers.own_fields import display
from crm_desktop.domain.service import CHANNEL_NAMES
from crm_desktop.exchange.export_columns import (
    COLUMNS,
    FAMILY_OF,
    GENDER_WORDS,
    KIND_WORDS,
    Shape,
)
from crm_desktop.exchange.export_sums import SUMS, SumWords
from crm_desktop.exchange.relation_text import write_relations
from crm_desktop.exchange.values import write_percent
from crm_desktop.shared.i18n import _

_KEPT = 4_000  # values of own fields whose texts are kept: a number or a date comes again and again
_PHONES = frozenset({ContactKind.MOBILE.value, ContactKind.PHONE.value})


class Extras(NamedTuple):
    """What belongs to customers besides their rows; each names its customer by id.

    Attributes:
        contacts: (customer, kind, value, label), customer by customer, in their order.
        tags: customer -> its tags, joined by ", ".
        own: (customer, field, stored form).
        relations: customer -> (kind, uid, note) of each related one.
    """

    contacts: Iterable[tuple[int, str, str, str]] = ()
    tags: Mapping[int, str] = {}
    own: Iterable[tuple[int, int, str]] = ()
    relations: Mapping[int, Sequence[tuple[str, str, str]]] = {}


class RowLayout:
    """Which cell of an exported row holds what.

    Args:
        shape: which columns there are.
        locale: how numbers and dates of own fields are written.
        sums: how sums are said, when the shape has them.

    Attributes:
        fetched: the columns of the table to ask for, one for each cell of a row; "" for a cell that is
            filled afterwards.
    """

    def __init__(self, shape: Shape, locale: str, sums: SumWords | None = None) -> None:
        self._locale = locale
        self._sums = sums if shape.sums else None
        self._own = {field.id: field for field in shape.own_fields if field.id is not None}
        self._shown = lru_cache(maxsize=_KEPT)(self._own_text)
        self._kinds = {kind.value: _(name) for kind, name in CONTACT_KIND_NAMES.items()}
        self._typed = shape.typed
        self._first: dict[str, int] = {}
        self._own_place: dict[int, int] = {}
        self._place: dict[str, int] = {}
        self.fetched: list[str] = []
        for field, _target, _title in COLUMNS:
            if field == "*own":
                for own in shape.own_fields:
                    self._own_place[own.id or 0] = len(self.fetched)
                    self.fetched.append("")
            elif field[0] == "*":
                family = field[1:]
                self._first[family] = len(self.fetched)
                width = 2 if family in shape.typed else 1
                self.fetched += [""] * (shape.counts.get(family, 0) * width)
            else:
                self._place[field] = len(self.fetched)
                self.fetched.append("" if field in {"tags", "relations"} else field)
        self._first_sum = len(self.fetched)
        if self._sums is not None:
            self.fetched += [field for field, _title in SUMS]
        channels = {channel.value: name for channel, name in CHANNEL_NAMES.items()}
        words = {"kind": KIND_WORDS, "gender": GENDER_WORDS, "preferred_channel": channels}
        self._words = [
            (self._place[field], {"": "", **{value: _(word) for value, word in table.items()}})
            for field, table in words.items()
        ]
        self._yes = _("Yes")

    def fill(self, rows: Mapping[int, list[Any]], extras: Extras) -> None:
        """Complete the rows of some customers.

        Args:
            rows: customer -> its cells, as `fetched` asked for them; numbers and all.
            extras: what belongs to these customers besides.
        """
        discount, no_contact, yes = self._place["discount_bp"], self._place["do_not_contact"], self._yes
        (kind, kinds), (gender, genders), (channel, channels) = self._words
        for cells in rows.values():
            cells[kind] = kinds.get(cells[kind], "")
            cells[gender] = genders.get(cells[gender], "")
            cells[channel] = channels.get(cells[channel], "")
            cells[no_contact] = yes if cells[no_contact] else ""
            cells[discount] = write_percent(int(cells[discount])) if cells[discount] else ""
        if self._sums is not None:
            for cells in rows.values():
                self._sums.fill(cells, self._first_sum)
        self._contacts(rows, extras.contacts)
        for customer, tags in extras.tags.items():
            rows[customer][self._place["tags"]] = tags
        for customer, field_id, stored in extras.own:
            place = self._own_place.get(field_id)
            if place is not None:
                rows[customer][place] = self._shown(field_id, stored)
        for customer, relations in extras.relations.items():
            rows[customer][self._place["relations"]] = write_relations(relations)

    def _own_text(self, field_id: int, stored: str) -> str:
        return display(self._own[field_id], stored, self._locale)

    def _contacts(self, rows: Mapping[int, list[Any]], contacts: Iterable[tuple[int, str, str, str]]) -> None:
        first, typed, kinds = self._first, self._typed, self._kinds
        last = -1
        cells: list[str] = []
        free: dict[str, int] = {}
        for customer, kind, value, label in contacts:
            if customer != last:
                last, cells, free = customer, rows[customer], first.copy()
            family = FAMILY_OF[kind]
            place = free[family]
            cells[place] = value
            if family in typed:
                if kind in _PHONES:
                    cells[place + 1] = f"{kinds[kind]}, {label}" if label else kinds[kind]
                else:
                    cells[place + 1] = label
                place += 1
            free[family] = place + 1
