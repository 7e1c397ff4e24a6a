"""What a rule is read against: the day, the names of the shop's things, own fields, other segments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from crm_desktop.domain.customers.own_fields import OwnField
from crm_desktop.domain.segments.filters import Filter
from crm_desktop.domain.segments.tree import Group
from crm_desktop.shared.clock import to_text
from crm_desktop.shared.errors import InvalidInput


class RefKind(StrEnum):
    """What a condition can name that the shop may rename or remove."""

    TAG = "tag"
    STAFF = "staff"
    PRODUCT = "product"
    CATEGORY = "category"
    OWN_FIELD = "own_field"
    SEGMENT = "segment"
    TIER = "tier"
    PROGRAM = "program"


RefId = int | str


@dataclass(frozen=True, slots=True)
class Ref:
    """One of the shop's things: its id (of a category its name, of a segment its key), and its name now."""

    id: RefId
    name: str


@dataclass(frozen=True, slots=True)
class KnownSegment:
    """Another segment, as a condition may name it.

    Attributes:
        key: of a ready-made one its key; of a stored one "segment:" and its id.
        tree: its rule; None when its members were chosen by hand.
        row_id: its row, of those that were chosen by hand.
    """

    key: str
    name: str
    tree: Group | None
    row_id: int = 0


def utc_start(day: date) -> str:
    """Return the first instant of a day as stored text, as if the shop were in UTC."""
    return to_text(datetime.combine(day, time(), UTC))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a rule is read against.

    Attributes:
        today: in the shop's zone.
        names: of each kind of thing, name by id.
        own_fields: the shop's own fields by their ids.
        segments: the other segments by their keys.
        lapsed_days: after how many days without a purchase a customer counts as lost.
        locale, currency: how numbers, dates and money are written.
        country: of the shop, ISO 3166 alpha-2; a customer without a country lives there.
        start_of: gives the first instant of a day in the shop's zone as stored text.
        day_of: gives the day of an instant in the shop's zone.
        trail: the segments whose rules are being read, outermost first.
        known: the filters of segments that were read already, or what is wrong with them, by the outermost
            segment and their key.
    """

    today: date
    names: Mapping[RefKind, Mapping[RefId, str]] = field(default_factory=dict)
    own_fields: Mapping[int, OwnField] = field(default_factory=dict)
    segments: Mapping[str, KnownSegment] = field(default_factory=dict)
    lapsed_days: int = 180
    locale: str = "es_ES"
    currency: str = "EUR"
    country: str = "ES"
    start_of: Callable[[date], str] = utc_start
    day_of: Callable[[datetime], date] = datetime.date
    trail: tuple[str, ...] = ()
    known: dict[tuple[str, str], Filter | InvalidInput] = field(
        default_factory=dict, compare=False, repr=False
    )

    def inside(self, key: str) -> Surroundings:
        """Return the same while the rule of a segment is read."""
        return replace(self, trail=(*self.trail, key))

    def days_ago(self, days: int) -> date:
        """Return the day so many days before today (the first day there is, when that is too far)."""
        return self.today - timedelta(days=min(days, self.today.toordinal() - 1))
