"""Guessing which column of a till's file is what: by name, then by what stands in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from crm_desktop.exchange.headings import compact
from crm_desktop.exchange.mapping import Column, Mapping
from crm_desktop.exchange.mapping_guess import EMAIL, Values, is_phone, is_tax_id, keep_one
from crm_desktop.exchange.purchase_values import read_kind_of_sale, says_nobody
from crm_desktop.exchange.purchase_words import EITHER_TOTAL
from crm_desktop.exchange.vocabulary import PURCHASES

_NUMBER = re.compile(r"[A-Z]{0,3}[ \-]?\d[\d \-]*", re.IGNORECASE)
_DAY = re.compile(r"\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4}(?:[T ].*)?")


def guess_purchase_mapping(
    headers: Sequence[str], sample: Sequence[Sequence[str]], country: str = "ES"
) -> Mapping:
    """Return which column most likely says what of a purchase.

    Args:
        headers: the headings, as they stand in the file ("" for a column without one).
        sample: some rows of the file.
        country: of the shop, for telephones and tax ids.
    """
    columns: list[Column] = []
    for header in headers:
        meaning = PURCHASES.meaning(header)
        columns.append(Column(header, meaning.target) if meaning else Column(header))
    values = Values(sample, len(headers), country)
    _settle_total(columns, sample)
    _settle_kind(columns, values)
    _settle_customer(columns, values)
    keep_one(columns, values)
    _by_values(columns, values)
    return Mapping(tuple(columns))


def _settle_total(columns: list[Column], sample: Sequence[Sequence[str]]) -> None:
    """Decide whether "Total" is of the line or of the whole ticket."""
    targets = {column.target for column in columns}
    for index, column in enumerate(columns):
        if column.target != EITHER_TOTAL:
            continue
        whole = "amount" in targets or ("price" in targets and _repeats(columns, index, sample))
        columns[index] = Column(column.header, "total" if whole and "total" not in targets else "amount")
        targets.add(columns[index].target)


def _repeats(columns: list[Column], index: int, sample: Sequence[Sequence[str]]) -> bool:
    """Tell whether a column says the same on every row of a ticket while the products differ."""
    ticket = next((i for i, c in enumerate(columns) if c.target == "ticket"), None)
    if ticket is None:
        return False
    said: dict[str, list[str]] = defaultdict(list)
    for row in sample:
        if max(ticket, index) < len(row) and row[ticket].strip():
            said[row[ticket].strip()].append(row[index].strip())
    several = [texts for texts in said.values() if len(texts) > 1]
    same = sum(1 for texts in several if len({text for text in texts if text}) <= 1)
    return bool(several) and same / len(several) > 0.9


def _settle_kind(columns: list[Column], values: Values) -> None:
    """Leave out a "Tipo" that says something else; "Devolución" may hold the ticket that is given back."""
    for index, column in enumerate(columns):
        if column.target != "kind_of_sale" or not values.of(index):
            continue
        if values.share(index, lambda cell: read_kind_of_sale(cell) is not None) < 0.8:
            ticket = "devol" in compact(column.header) and values.share(index, _NUMBER.fullmatch) > 0.8
            columns[index] = Column(column.header, "return_of" if ticket else "")


def _settle_customer(columns: list[Column], values: Values) -> None:
    """See whether "Cliente" holds names, or the numbers by which customers are known."""
    targets = {column.target for column in columns}
    for index, column in enumerate(columns):
        if column.target != "customer":
            continue
        cells = [cell for cell in values.of(index) if not says_nobody(cell)]
        target = ""
        if cells:
            tests = (
                ("email", EMAIL.fullmatch),
                ("tax_id", is_tax_id),
                ("phone", lambda cell: is_phone(cell, values.country)),
                ("card", _NUMBER.fullmatch),
            )
            target = next(
                (t for t, test in tests if sum(1 for c in cells if test(c)) >= 0.8 * len(cells)), ""
            )
        if target and target not in targets:
            columns[index] = Column(column.header, target)
            targets.add(target)


def _by_values(columns: list[Column], values: Values) -> None:
    """Look at what stands in the columns that their names did not explain."""
    filled = {column.target for column in columns}
    for index, column in enumerate(columns):
        if column.target or not values.of(index):
            continue
        target = ""
        if values.share(index, EMAIL.fullmatch) >= 0.6:
            target = "email"
        elif "day" not in filled and values.share(index, _DAY.fullmatch) >= 0.8:
            target = "day"
        elif values.country == "ES" and values.share(index, is_tax_id) >= 0.6:
            target = "tax_id"
        elif values.share(index, lambda cell: is_phone(cell, values.country)) >= 0.8:
            target = "phone"
        if target and (target not in filled or target in {"email", "phone"}):
            columns[index] = Column(column.header, target)
            filled.add(target)
