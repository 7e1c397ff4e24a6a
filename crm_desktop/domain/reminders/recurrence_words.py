"""A repetition as a sentence: "Cada 2 semanas, el martes, hasta el 31 de diciembre de 2026"."""

from __future__ import annotations

from datetime import date

from crm_desktop.domain.reminders.recurrence import LAST, Frequency, Repetition, from_rule
from crm_desktop.shared.i18n import N_, _, ngettext, pgettext

# With what a language puts before the day, so that a list of them joins: "el martes y el jueves".
_ON_WEEKDAY: tuple[str, ...] = (
    N_("on Monday"),
    N_("on Tuesday"),
    N_("on Wednesday"),
    N_("on Thursday"),
    N_("on Friday"),
    N_("on Saturday"),
    N_("on Sunday"),
)
_NTH_WEEKDAY: dict[int, str] = {
    1: N_("on the first {weekday}"),
    2: N_("on the second {weekday}"),
    3: N_("on the third {weekday}"),
    4: N_("on the fourth {weekday}"),
    5: N_("on the fifth {weekday}"),
    LAST: N_("on the last {weekday}"),
}
_WORKING_DAYS = (0, 1, 2, 3, 4)


def weekday_name(number: int) -> str:
    """Return the name of a day of the week as it stands within a sentence; 0 for Monday."""
    names = (
        pgettext("within a sentence", "Monday"),
        pgettext("within a sentence", "Tuesday"),
        pgettext("within a sentence", "Wednesday"),
        pgettext("within a sentence", "Thursday"),
        pgettext("within a sentence", "Friday"),
        pgettext("within a sentence", "Saturday"),
        pgettext("within a sentence", "Sunday"),
    )
    return names[number]


def month_name(number: int) -> str:
    """Return the name of a month as it stands within a sentence; 1 for January."""
    names = (
        pgettext("within a sentence", "January"),
        pgettext("within a sentence", "February"),
        pgettext("within a sentence", "March"),
        pgettext("within a sentence", "April"),
        pgettext("within a sentence", "May"),
        pgettext("within a sentence", "June"),
        pgettext("within a sentence", "July"),
        pgettext("within a sentence", "August"),
        pgettext("within a sentence", "September"),
        pgettext("within a sentence", "October"),
        pgettext("within a sentence", "November"),
        pgettext("within a sentence", "December"),
    )
    return names[number - 1]


def long_date(day: date) -> str:
    """Return a date in words: "24 de noviembre de 2026"."""
    return _("{month} {day}, {year}").format(day=day.day, month=month_name(day.month), year=day.year)


def _joined(texts: list[str]) -> str:
    if len(texts) < 2:
        return "".join(texts)
    return _("{first} and {last}").format(first=", ".join(texts[:-1]), last=texts[-1])


def _weekly(repetition: Repetition) -> str:
    if repetition.weekdays == _WORKING_DAYS and repetition.interval == 1:
        return _("From Monday to Friday")
    days = _joined([_(_ON_WEEKDAY[day]) for day in repetition.weekdays])
    count = repetition.interval
    if not days:
        return ngettext("Every week", "Every {count} weeks", count).format(count=count)
    return ngettext("Every week, {days}", "Every {count} weeks, {days}", count).format(count=count, days=days)


def _day_in_month(repetition: Repetition) -> str:
    if repetition.nth:
        return _(_NTH_WEEKDAY[repetition.nth]).format(weekday=weekday_name(repetition.weekday))
    if repetition.month_day == LAST:
        return _("on the last day")
    if repetition.month_day > 28:
        return _("on day {day} (or the last one, if the month is shorter)").format(day=repetition.month_day)
    return _("on day {day}").format(day=repetition.month_day)


def _monthly(repetition: Repetition) -> str:
    count = repetition.interval
    return ngettext("Every month, {day}", "Every {count} months, {day}", count).format(
        count=count, day=_day_in_month(repetition)
    )


def _yearly(repetition: Repetition) -> str:
    count, month = repetition.interval, month_name(repetition.month)
    if repetition.nth or repetition.month_day == LAST:
        text = ngettext("Every year, {day} of {month}", "Every {count} years, {day} of {month}", count)
        return text.format(count=count, day=_day_in_month(repetition), month=month)
    if (repetition.month, repetition.month_day) == (2, 29):
        return ngettext(
            "Every year, on February 29 (on the 28th if there is none)",
            "Every {count} years, on February 29 (on the 28th if there is none)",
            count,
        ).format(count=count)
    return ngettext("Every year, on {month} {day}", "Every {count} years, on {month} {day}", count).format(
        count=count, month=month, day=repetition.month_day
    )


def sentence_of(repetition: Repetition) -> str:
    """Return the sentence that says a repetition, without a full stop."""
    if repetition.frequency is Frequency.DAILY:
        count = repetition.interval
        text = ngettext("Every day", "Every {count} days", count).format(count=count)
    elif repetition.frequency is Frequency.WEEKLY:
        text = _weekly(repetition)
    elif repetition.frequency is Frequency.MONTHLY:
        text = _monthly(repetition)
    else:
        text = _yearly(repetition)
    if repetition.until is not None:
        return _("{repetition}, until {date}").format(repetition=text, date=long_date(repetition.until))
    if repetition.count:
        return ngettext(
            "{repetition}, {count} time in all", "{repetition}, {count} times in all", repetition.count
        ).format(repetition=text, count=repetition.count)
    return text


def rule_sentence(rule: str) -> str:
    """Return the sentence that says an RRULE; "" for none; a plain one for a rule without words here."""
    if not rule:
        return ""
    repetition = from_rule(rule)
    return sentence_of(repetition) if repetition else _("It repeats by a rule of its own")
