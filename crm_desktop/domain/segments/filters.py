"""What a condition asks for, without saying how it is looked up: the neutral filter that the store compiles.

Every filter is either true or false of a customer, never unknown; what is missing is "" or 0 or has no row.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import TypeAlias


class Sign(StrEnum):
    """How two values are compared."""

    EQ = "="
    NE = "<>"
    LT = "<"
    LE = "<="
    GT = ">"
    GE = ">="


class TextTest(Enum):
    """How two texts are compared, without regard to accents and case."""

    IS = "is"
    STARTS = "starts"
    CONTAINS = "contains"


class Field(Enum):
    """What is known of a customer, or of one of the rows that belong to it (`ROW_…`)."""

    ID = "id"
    KIND = "kind"
    NAME = "name"
    GIVEN_NAME = "given_name"
    COMPANY = "company"
    TOWN = "town"  # folded
    PROVINCE = "province"
    POSTCODE = "postcode"
    COUNTRY = "country"
    GENDER = "gender"
    LANGUAGE = "language"
    BIRTH = "birth"
    BIRTH_KEY = "birth_key"  # "11-24"
    TAX_ID = "tax_id"
    CHANNEL = "channel"
    HEARD_FROM = "heard_from"
    NOTES = "notes"
    WARNING = "warning"
    STAFF = "staff"  # 0: nobody
    CARD = "card"
    DO_NOT_CONTACT = "do_not_contact"
    ARCHIVED = "archived"
    DISCOUNT = "discount"  # basis points
    CREATED = "created"  # instant, stored text
    LAST_CONTACT = "last_contact"  # instant, stored text; "" never
    NEXT_FOLLOW_UP = "next_follow_up"  # date; "" none
    PURCHASES = "purchases"
    SPENT = "spent"  # cents
    AVERAGE = "average"  # cents
    FIRST_DAY = "first_day"
    LAST_DAY = "last_day"
    RHYTHM = "rhythm"  # days; 0 unknown
    EXPECTED = "expected"  # the day on which the next purchase is expected; "" unknown
    POINTS = "points"
    DEBT = "debt"
    TIER = "tier"  # the highest of all programs; 0: none
    STAGE = "stage"
    RFM = "rfm"

    ROW_KIND = "row_kind"
    ROW_TAG = "row_tag"
    ROW_FIELD = "row_field"
    ROW_TEXT = "row_text"
    ROW_NUMBER = "row_number"
    ROW_DAY = "row_day"
    ROW_INSTANT = "row_instant"
    ROW_WEEKDAY = "row_weekday"  # "1" Monday … "7" Sunday
    ROW_CENTS = "row_cents"
    ROW_PRODUCT = "row_product"
    ROW_CATEGORY = "row_category"
    ROW_PURPOSE = "row_purpose"
    ROW_GIVEN = "row_given"
    ROW_STATE = "row_state"
    ROW_RESULT = "row_result"
    ROW_CHANNEL = "row_channel"
    ROW_PROGRAM = "row_program"
    ROW_POINTS = "row_points"
    ROW_TIER = "row_tier"  # 0: none
    ROW_SEGMENT = "row_segment"


class Rows(Enum):
    """Rows that belong to a customer."""

    CONTACTS = "contacts"
    TAGS = "tags"
    OWN = "own"
    PURCHASES = "purchases"  # sales that were not wholly given back
    AMOUNTS = "amounts"  # sales and returns, each on its day
    BOUGHT = "bought"  # their lines that were not wholly given back
    CONTACTED = "contacted"
    FOLLOW_UPS = "follow_ups"
    CONSENTS = "consents"  # the newest of each purpose
    VOUCHERS = "vouchers"
    ACCOUNTS = "accounts"  # of the loyalty programs
    MEMBERS = "members"  # of segments made by hand


@dataclass(frozen=True, slots=True)
class Compare:
    """A field compared with a value."""

    field: Field
    sign: Sign
    value: int | str


@dataclass(frozen=True, slots=True)
class OneOf:
    """A field is one of some values."""

    field: Field
    values: tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A text compared without regard to accents and case; `text` is folded."""

    field: Field
    test: TextTest
    text: str


@dataclass(frozen=True, slots=True)
class Times:
    """How many rows of a kind there are for which `where` holds."""

    rows: Rows
    where: tuple[Filter, ...] = ()
    sign: Sign = Sign.GE
    count: int = 1


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of a field over the rows for which `where` holds; 0 without any."""

    rows: Rows
    of: Field
    where: tuple[Filter, ...]
    sign: Sign
    amount: int


@dataclass(frozen=True, slots=True)
class AllOf:
    """All of them hold; true when there is none."""

    parts: tuple[Filter, ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of them holds; false when there is none."""

    parts: tuple[Filter, ...] = ()


@dataclass(frozen=True, slots=True)
class Not:
    """It does not hold."""

    part: Filter


@dataclass(frozen=True, slots=True)
class Belongs:
    """The customer belongs to another segment; `reading` puts that segment's own filter in its place."""

    key: str


Filter: TypeAlias = Compare | OneOf | Text | Times | Total | AllOf | AnyOf | Not | Belongs

EVERYBODY = AllOf()
NOBODY = AnyOf()


def within(field: Field, first: str, after: str) -> Filter:
    """Return the filter for a date or an instant from `first` on ("" for no beginning) and before `after`.

    What has no date (""), is never within.
    """
    parts: list[Filter] = [Compare(field, Sign.GE, first) if first else Compare(field, Sign.NE, "")]
    if after:
        parts.append(Compare(field, Sign.LT, after))
    return AllOf(tuple(parts))
