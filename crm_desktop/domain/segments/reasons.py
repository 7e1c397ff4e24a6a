"""Why a customer belongs to a segment: the conditions that hold, with what is known of the customer."""

from __future__ import annotations

from datetime import date

from crm_desktop.domain.customers import birthdays
from crm_desktop.domain.purchases.stages import STAGE_NAMES, RelationshipStage
from crm_desktop.domain.segments.filters import Field
from crm_desktop.domain.segments.rfm import RFM_TITLES, RfmClass
from crm_desktop.domain.segments.surroundings import Surroundings
from crm_desktop.shared import formats
from crm_desktop.shared.clock import from_text
from crm_desktop.shared.i18n import _

_MONEY = frozenset({Field.SPENT, Field.AVERAGE})
_DAYS = frozenset({Field.FIRST_DAY, Field.LAST_DAY, Field.EXPECTED, Field.NEXT_FOLLOW_UP})
_INSTANTS = frozenset({Field.CREATED, Field.LAST_CONTACT})


def shown_value(field: Field, value: int | str, around: Surroundings) -> str:
    """Return what is known of a customer as it is shown; "" for nothing."""
    if value == "":
        return ""
    text = str(value)
    if field in _MONEY:
        return formats.money(int(value), around.currency, around.locale)
    if field is Field.DISCOUNT:
        return formats.percent(int(value), around.locale)
    if field is Field.BIRTH:
        age = birthdays.age_on(text, around.today)
        born = formats.birth(text, around.locale)
        return born if age is None else _("{born}, {age} years old").format(born=born, age=age)
    if field is Field.STAGE:
        return _(STAGE_NAMES[RelationshipStage(text)])
    if field is Field.RFM:
        return _(RFM_TITLES[RfmClass(text)])
    if field in _DAYS or field in _INSTANTS:
        day = date.fromisoformat(text) if field in _DAYS else around.day_of(from_text(text))
        shown = formats.short_date(day, around.locale)
        return _("{day}, {when}").format(day=shown, when=formats.relative_day(day, around.today))
    return formats.number(value, around.locale) if isinstance(value, int) else text


def reason(phrase: str, shown: str) -> str:
    """Return a condition that holds as a line: "With 500 points or more (620)"."""
    line = phrase[:1].upper() + phrase[1:]
    return _("{condition} ({value})").format(condition=line, value=shown) if shown else line
