"""Guessing which row holds the headings and which column fills which field: by name, then by content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from crm_desktop.domain.customers.model import ContactKind
from crm_desktop.domain.customers.own_fields import OwnField
from crm_desktop.domain.customers.phones import read_phone
from crm_desktop.domain.customers.spanish_tax_ids import read_spanish
from crm_desktop.exchange.export_columns import own_heading, title_meaning
from crm_desktop.exchange.heading_words import EITHER_NAME
from crm_desktop.exchange.headings import Meaning, compact, meaning_of
from crm_desktop.exchange.mapping import Column, Mapping
from crm_desktop.exchange.targets import ALL_TARGETS
from crm_desktop.exchange.values import read_kind
from crm_desktop.exchange.vocabulary import CUSTOMERS, Vocabulary
from crm_desktop.shared.text import fold

EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]{2,}")
_PHONE = re.compile(r"'?[+(]?\d[\d ().\-/]{6,18}\d")
_TAX_ID = re.compile(r"[A-Z]?[ .\-]?\d{7,8}[ .\-]?[A-Z0-9]?", re.IGNORECASE)
_POSTCODE = re.compile(r"(?:0[1-9]|[1-4]\d|5[0-2])\d{3}")
_DATE = re.compile(r"\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4}(?:[T ].*)?")
_UID = re.compile(r"[0-9a-f]{32}")
_WORDS = re.compile(r"[^\W\d_][^\d@]*[^\W\d_]\.?,?[^\d@]*")
_NAME_TARGETS = frozenset(
    {
        "full_name",
        "full_name_reversed",
        "given_name",
        "family_names",
        "family_name",
        "second_family_name",
        "company",
    }
)
_FAMILY = frozenset({"family_names", "family_name"})
_LOOKED_AT = 15  # records among which the headings are looked for


def find_header(records: Sequence[Sequence[str]], vocabulary: Vocabulary = CUSTOMERS) -> int | None:
    """Return which of the first records holds the headings, or None when the data begin at once.

    A sheet may begin with a title or an empty row: then the record wins that names most fields.
    """
    scores = [_known_headings(cells, vocabulary) for cells in records[:_LOOKED_AT]]
    if not scores:
        return None
    best = max(range(len(scores)), key=lambda index: scores[index])
    if scores[best] >= 2 or (best == 0 and scores[0] == 1):
        return best
    first = [cell.strip() for cell in records[0]]
    return None if any(_is_data(cell) for cell in first) else 0


def _known_headings(cells: Sequence[str], vocabulary: Vocabulary) -> int:
    if any(_is_data(cell.strip()) for cell in cells[:200]):
        return 0
    found = {m.target for m in (vocabulary.meaning(c) for c in cells[:200] if len(c) < 80) if m}
    return len(found)


def _is_data(cell: str) -> bool:
    return bool(EMAIL.fullmatch(cell) or _PHONE.fullmatch(cell) or _DATE.fullmatch(cell))


def guess_mapping(
    headers: Sequence[str],
    sample: Sequence[Sequence[str]],
    own_fields: Iterable[OwnField] = (),
    country: str = "ES",
) -> Mapping:
    """Return which column most likely fills which field.

    Args:
        headers: the headings, as they stand in the file ("" for a column without one).
        sample: some rows of the file.
        own_fields: the shop's own fields.
        country: of the shop, for telephones and tax ids.
    """
    own = {fold(field.name): field for field in own_fields}
    columns = [_by_name(header, own) for header in headers]
    values = Values(sample, len(headers), country)
    _settle_names(columns)
    _settle_numbers(columns)
    _drop_unfit(columns, values)
    keep_one(columns, values)
    _by_values(columns, values)
    return Mapping(tuple(columns))


def _by_name(header: str, own: dict[str, OwnField]) -> Column:
    marked = own_heading(header)
    if marked is not None:
        return Column(header, "own", own=marked.name, own_kind=marked.kind.value, choices=marked.choices)
    meaning = title_meaning(header) or meaning_of(header)
    if meaning is None:
        field = own.get(fold(header.strip()))
        return Column(header, "own", own=field.name) if field else Column(header)
    return Column(header, meaning.target, meaning.label, meaning.place)


def _settle_names(columns: list[Column]) -> None:
    """Decide what "Nombre" and "Contacto" mean beside the other columns."""
    targets = {column.target for column in columns}
    either = "given_name" if targets & _FAMILY and "given_name" not in targets else "full_name"
    for index, column in enumerate(columns):
        if column.target == EITHER_NAME:
            columns[index] = Column(column.header, either)
            targets.add(either)
    for index, column in enumerate(columns):
        contact = meaning_of(column.header) == Meaning("full_name") and "contact" in fold(column.header)
        if contact and ({"company", "given_name"} & targets or columns.index(column) != index):
            columns[index] = Column(column.header, "contact_person" if "company" in targets else "")


def _settle_numbers(columns: list[Column]) -> None:
    """Take "Número" right after the street as part of the address."""
    for index in range(1, len(columns)):
        before, column = columns[index - 1], columns[index]
        number = compact(column.header) in {"numero", "num", "n", "no", "number"}
        if number and not column.target and before.target in {"street", "street2"}:
            columns[index] = Column(column.header, "street2", place=before.place)


class Values:
    """What stands in the columns of the sample."""

    def __init__(self, sample: Sequence[Sequence[str]], width: int, country: str) -> None:
        self._sample = sample
        self._width = width
        self.country = country

    def of(self, index: int) -> list[str]:
        """Return the texts of a column that are not empty."""
        return [cell for row in self._sample if index < len(row) and (cell := row[index].strip())]

    def share(self, index: int, test: Callable[[str], object]) -> float:
        """Return how much of a column passes a test, 0 to 1; 0 of an empty one."""
        cells = self.of(index)
        return sum(1 for cell in cells if test(cell)) / len(cells) if cells else 0.0


def _drop_unfit(columns: list[Column], values: Values) -> None:
    """Leave out columns whose name says something that their values do not."""
    for index, column in enumerate(columns):
        if (
            (column.target == "uid" and values.share(index, _UID.fullmatch) < 0.5)
            or (column.target == "kind" and values.of(index) and values.share(index, read_kind) < 0.8)
            or (column.target == "language" and values.share(index, lambda cell: len(cell) > 40) > 0.2)
        ):
            columns[index] = Column(column.header)


def keep_one(columns: list[Column], values: Values) -> None:
    """Of several columns for a field that takes one, keep the fullest."""
    for target in {c.target for c in columns if c.target and not ALL_TARGETS[c.target].several}:
        rivals = [index for index, column in enumerate(columns) if column.target == target]
        if len(rivals) > 1:
            best = max(rivals, key=lambda index: (len(values.of(index)), -index))
            for index in rivals:
                if index != best:
                    columns[index] = Column(columns[index].header)


def _by_values(columns: list[Column], values: Values) -> None:
    """Look at what stands in the columns that their names did not explain."""
    filled = {column.target for column in columns}
    for index, column in enumerate(columns):
        if column.target or title_meaning(column.header) is not None:
            continue
        target = _target_of_values(index, values, filled)
        if target:
            columns[index] = Column(column.header, target)
            filled.add(target)
    if not filled & _NAME_TARGETS:
        for index, column in enumerate(columns):
            if not column.target and values.share(index, _WORDS.fullmatch) >= 0.8:
                columns[index] = Column(column.header, "full_name")
                return


def _target_of_values(index: int, values: Values, filled: set[str]) -> str:
    if not values.of(index):
        return ""
    if values.share(index, EMAIL.fullmatch) >= 0.6:
        return "email"
    if "tax_id" not in filled and values.country == "ES" and values.share(index, is_tax_id) >= 0.6:
        return "tax_id"
    phones = {"phone", "mobile"}
    if not filled & phones and values.share(index, lambda cell: is_phone(cell, values.country)) >= 0.6:
        mobile = values.share(
            index, lambda cell: read_phone(cell.lstrip("'"), values.country).kind is ContactKind.MOBILE
        )
        return "mobile" if mobile >= 0.8 else "phone"
    if (
        "postcode" not in filled
        and values.country == "ES"
        and values.share(index, _POSTCODE.fullmatch) >= 0.8
    ):
        return "postcode" if len(values.of(index)) > 1 else ""
    return ""


def is_tax_id(cell: str) -> bool:
    """Tell whether a text is a Spanish tax id with a right letter."""
    plain = re.sub(r"[ .\-]", "", cell).upper()
    return bool(_TAX_ID.fullmatch(cell)) and not plain.isdigit() and read_spanish(plain).right


def is_phone(cell: str, country: str) -> bool:
    """Tell whether a text is a telephone that exists."""
    return bool(_PHONE.fullmatch(cell)) and read_phone(cell.lstrip("'"), country).sure
