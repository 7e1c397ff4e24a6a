"""What a condition is made of: its operators, what each of them needs, and how it is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from crm_desktop.domain.segments.filters import Field, Filter
from crm_desktop.domain.segments.periods import When
from crm_desktop.domain.segments.surroundings import RefKind, Surroundings
from crm_desktop.shared.i18n import N_

# What was read of an operator's slots, by their names.
Values = Mapping[str, Any]


class Op(StrEnum):
    """The operators, a small closed set."""

    IS = "is"
    IS_NOT = "is_not"
    ANY_OF = "any_of"
    ALL_OF = "all_of"
    NONE_OF = "none_of"
    CONTAINS = "contains"
    STARTS = "starts_with"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETWEEN = "between"
    IN = "in"
    NOT_IN = "not_in"
    NOT_FOR = "not_for"
    YES = "yes"
    NO = "no"
    EMPTY = "empty"
    FILLED = "filled"


OP_TITLES: dict[Op, str] = {
    Op.IS: N_("is"),
    Op.IS_NOT: N_("is not"),
    Op.ANY_OF: N_("is one of"),
    Op.ALL_OF: N_("has all of"),
    Op.NONE_OF: N_("is none of"),
    Op.CONTAINS: N_("contains"),
    Op.STARTS: N_("starts with"),
    Op.AT_LEAST: N_("at least"),
    Op.AT_MOST: N_("at most"),
    Op.BETWEEN: N_("between"),
    Op.IN: N_("in the period"),
    Op.NOT_IN: N_("not in the period"),
    Op.NOT_FOR: N_("none for (days)"),
    Op.YES: N_("yes"),
    Op.NO: N_("no"),
    Op.EMPTY: N_("is empty"),
    Op.FILLED: N_("is filled in"),
}


class ValueKind(StrEnum):
    """What is entered in a slot; what JSON holds of it, and what is read from that."""

    TEXT = "text"  # a text
    TEXTS = "texts"  # a list of texts
    WHOLE = "whole"  # a whole number
    DAYS = "days"  # a number of days
    CENTS = "cents"  # an amount in cents
    BASIS_POINTS = "basis_points"  # hundredths of a percent
    PERIOD = "period"  # see `periods.read`
    CHOICES = "choices"  # a list of stored names out of the slot's choices
    CHOICE = "choice"  # one of them
    REFS = "refs"  # a list of names, ids or {"id", "name"} of the shop's things; read as `Ref`s
    REF = "ref"  # one of them
    OWN_VALUE = "own_value"  # what the own field in the slot "field" holds: text, number, date, choices
    OWN_VALUES = "own_values"  # a list of them


class Family(StrEnum):
    """Under which heading a condition is offered."""

    PERSON = "person"
    PLACE = "place"
    REACH = "reach"
    FILE = "file"
    BUYING = "buying"
    LOYALTY = "loyalty"
    CONTACT = "contact"
    SEGMENTS = "segments"


FAMILY_TITLES: dict[Family, str] = {
    Family.PERSON: N_("Who they are"),
    Family.PLACE: N_("Where they are"),
    Family.REACH: N_("How to reach them"),
    Family.FILE: N_("Their file"),
    Family.BUYING: N_("What they buy"),
    Family.LOYALTY: N_("Loyalty"),
    Family.CONTACT: N_("Contacts and follow-ups"),
    Family.SEGMENTS: N_("Segments"),
}


class Place(StrEnum):
    """Where a fragment stands in the sentence: right after the noun, or after a comma."""

    NOUN = "noun"
    CLAUSE = "clause"


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing that an operator needs.

    Attributes:
        name: "value" when it is the only one; else the key in the object.
        title: what stands before the input when there are several (msgid).
        choices: stored name and msgid, of `CHOICE` and `CHOICES`.
        ref: of `REF` and `REFS`.
        whens: of `PERIOD`.
        least, most: of numbers.
        shown: how a text is shown in the locale, when not as it is typed: the name of a language or country.
    """

    kind: ValueKind
    name: str = "value"
    title: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    ref: RefKind | None = None
    whens: tuple[When, ...] = ()
    optional: bool = False
    least: int = 0
    most: int = 1_000_000_000
    shown: Callable[[str, str], str] | None = None


@dataclass(frozen=True, slots=True)
class Operator:
    """One operator of a condition.

    Attributes:
        phrase: the fragment of the sentence (msgid) with the slots as named placeholders; where a number
            decides, what gives the translated fragment for it.
        title: what the editor shows for it (msgid); "" for the usual one.
        example: a value as JSON holds it; None without slots.
        place: where its fragment stands.
    """

    op: Op
    phrase: str | Callable[[int], str]
    slots: tuple[Slot, ...] = ()
    title: str = ""
    example: Any = None
    place: Place = Place.CLAUSE

    @property
    def name(self) -> str:
        """What the editor shows for it (msgid)."""
        return self.title or OP_TITLES[self.op]


@dataclass(frozen=True, slots=True)
class ConditionKind:
    """One kind of condition; see `conditions.CONDITIONS`.

    Attributes:
        name: in rules.
        title: what the editor shows (msgid).
        filter: gives the neutral filter of an operator with what was read of its slots.
        depends: the kinds of `Changes` that can change for whom it holds; empty for all.
        measure: what of the customer is shown beside the condition that holds; None for nothing.
    """

    name: str
    title: str
    family: Family
    operators: tuple[Operator, ...]
    filter: Callable[[Op, Values, Surroundings], Filter]
    depends: frozenset[str] = frozenset({"customers"})
    measure: Field | None = None

    def operator(self, name: str) -> Operator | None:
        """Return one of its operators by its stored name."""
        return next((each for each in self.operators if each.op.value == name), None)
