"""When a follow-up can be saved, and the sentence for each field that cannot."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from crm_desktop.domain.reminders.model import Reminder
from crm_desktop.domain.reminders.recurrence import check_rule
from crm_desktop.domain.reminders.scheduling import started
from crm_desktop.domain.written import forbidden_sentence, has_forbidden
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import squeeze

SUBJECT_LETTERS = 200
NOTES_LETTERS = 10_000
LONGEST_MINUTES = 24 * 60
FIRST_YEAR, LAST_YEAR = 1990, 2190


def check(reminder: Reminder) -> tuple[Reminder, dict[str, str]]:
    """Return a follow-up in its normal form, and a sentence for each field that cannot be saved."""
    problems: dict[str, str] = {}
    subject, notes = squeeze(reminder.subject), reminder.notes.strip()
    if not subject:
        problems["subject"] = _("Say what it is about in a few words.")
    elif has_forbidden(subject):
        problems["subject"] = forbidden_sentence()
    elif len(subject) > SUBJECT_LETTERS:
        problems["subject"] = _("The subject has {most} letters at most; the rest fits in the notes.").format(
            most=SUBJECT_LETTERS
        )
    if has_forbidden(notes):
        problems["notes"] = forbidden_sentence()
    elif len(notes) > NOTES_LETTERS:
        problems["notes"] = _("The notes have {most} letters at most.").format(most=NOTES_LETTERS)
    if not FIRST_YEAR <= reminder.due_date.year <= LAST_YEAR:
        problems["due_date"] = _("Look at the year: it goes from {first} to {last}.").format(
            first=FIRST_YEAR, last=LAST_YEAR
        )
    if not 0 <= reminder.minutes <= LONGEST_MINUTES:
        problems["minutes"] = _("It lasts from 0 to {most} minutes.").format(most=LONGEST_MINUTES)
    rule = reminder.rrule.strip()
    if rule:
        try:
            rule = check_rule(rule)
            if not problems:
                started(replace(reminder, rrule=rule))
        except InvalidInput as error:
            problems |= error.fields
    hour = reminder.due_time.replace(second=0, microsecond=0, tzinfo=None) if reminder.due_time else None
    return replace(reminder, subject=subject, notes=notes, rrule=rule, due_time=hour), problems


def checked(reminder: Reminder) -> Reminder:
    """Return a follow-up in its normal form.

    Raises:
        InvalidInput: with a sentence for each field that cannot be saved.
    """
    found, problems = check(reminder)
    if problems:
        first = next(iter(problems.values()))
        raise InvalidInput(_("The follow-up cannot be saved yet: {why}").format(why=first), problems)
    return found


def checked_note(note: str) -> str:
    """Return what was said, without blanks around it.

    Raises:
        InvalidInput: it is too long, or holds what cannot be kept.
    """
    text = note.strip()
    if has_forbidden(text):
        raise InvalidInput(forbidden_sentence(), {"note": forbidden_sentence()})
    if len(text) > NOTES_LETTERS:
        sentence = _("The note has {most} letters at most.").format(most=NOTES_LETTERS)
        raise InvalidInput(sentence, {"note": sentence})
    return text


def checked_day(day: date) -> date:
    """Return a date to which follow-ups can be moved.

    Raises:
        InvalidInput: its year is a slip of the finger.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        sentence = _("Look at the year: it goes from {first} to {last}.").format(
            first=FIRST_YEAR, last=LAST_YEAR
        )
        raise InvalidInput(sentence, {"due_date": sentence})
    return day
