"""What the sample shop has planned with its customers, and what came of what it did."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from crm_desktop.domain.reminders.model import Method, Priority, Reminder, ReminderState, Result, Source
from crm_desktop.domain.sample import talk
from crm_desktop.domain.sample.pools import Pool

# Open follow-ups, for each customer, and at least and at most so many.
_LATE, _TODAY, _WEEK, _LATER = (0.006, 3, 25), (0.007, 4, 32), (0.02, 6, 120), (0.05, 8, 500)
_REPEATED = (0.004, 2, 40)
_DONE = 0.45  # follow-ups of the past, for each customer
_PAST_DAYS = 540
_CANCELLED = 0.02
_AGAIN_DAYS = 12  # how long ago a "call again" may be and still have its next one open
_PRIORITIES = Pool([(Priority.NORMAL, 78), (Priority.HIGH, 14), (Priority.LOW, 8)], 100)
# Hours at which one calls, in quarters.
_HOURS = tuple(time(h, m) for h in (9, 10, 11, 12, 13, 17, 18, 19) for m in (0, 15, 30, 45))


@dataclass(frozen=True, slots=True)
class SampleNote:
    """A note on the timeline of the customer in this place, written at an instant (UTC)."""

    customer_id: int
    at: datetime
    staff_id: int
    text: str


def _amount(share: tuple[float, int, int], count: int) -> int:
    part, least, most = share
    return min(count, most, max(least, round(part * count)))


def working_day(day: date) -> date:
    """This day, or the Monday after it when it is a Sunday."""
    return day + timedelta(days=1) if day.weekday() == 6 else day


class FollowUpMaker:
    """Makes the follow-ups and notes of a sample; see `shop.Sample`."""

    def __init__(
        self,
        rng: Random,
        count: int,
        today: date,
        staff: int,
        joined: Callable[[int], datetime],
        quiet: frozenset[int],
    ) -> None:
        self._rng = rng
        self._count = count
        self._today = today
        self._staff = staff
        self._joined = joined
        self._quiet = quiet
        self._busy: set[int] = set()
        self._subjects = Pool(talk.ONCE, 200)
        self._repeated = Pool(talk.REPEATED, 100)
        self._notes = Pool(talk.REMINDER_NOTES, 100)
        self._results = Pool(talk.RESULTS, 100)

    # ---- who, what, when

    def _customer(self) -> int:
        """Somebody who may be contacted, or 0 when nobody is found."""
        for _try in range(50):
            number = 1 + int(self._rng.random() * self._count)
            if number not in self._quiet:
                return number
        return 0

    def _free_customer(self) -> int:
        """Somebody who has no open follow-up yet, when there is one."""
        number = 0
        for _try in range(50):
            number = self._customer()
            if number not in self._busy:
                break
        self._busy.add(number)
        return number

    def _filled(self, text: str) -> str:
        rng = self._rng
        if "{" not in text:
            return text
        return text.format(
            thing=talk.THINGS[int(rng.random() * len(talk.THINGS))],
            big=talk.BIG_THINGS[int(rng.random() * len(talk.BIG_THINGS))],
        )

    def _somebody(self) -> int:
        return 1 + int(self._rng.random() ** 1.3 * self._staff)

    def _at(self, day: date) -> datetime:
        return datetime.combine(
            day, time(8 + int(self._rng.random() * 10), int(self._rng.random() * 60)), tzinfo=UTC
        )

    def _planned(self, customer: int, day: date) -> Reminder:
        rng = self._rng
        subject, method = self._subjects.pick(rng)
        written = max(
            self._joined(customer),
            self._at(min(day, self._today) - timedelta(days=1 + int(rng.random() * 20))),
        )
        return Reminder(
            customer_id=customer,
            due_date=day,
            subject=self._filled(subject),
            uid=f"{rng.getrandbits(128):032x}",
            due_time=_HOURS[int(rng.random() * len(_HOURS))] if rng.random() < 0.35 else None,
            minutes=(15 if method is Method.CALL else 45) if rng.random() < 0.15 else 0,
            method=method,
            notes=self._notes.pick(rng),
            priority=_PRIORITIES.pick(rng),
            staff_id=self._somebody() if rng.random() < 0.85 else None,
            created_at=written,
        )

    # ---- the past

    def _past(self) -> Reminder | None:
        rng = self._rng
        customer = self._customer()
        first = (
            max(self._joined(customer).date(), self._today - timedelta(days=_PAST_DAYS))
            if customer
            else self._today
        )
        days = (self._today - first).days - 4
        if days < 3:
            return None
        planned = self._planned(customer, working_day(first + timedelta(days=2 + int(rng.random() * days))))
        late = 0 if rng.random() < 0.7 else int(rng.random() * 4)
        done_at = self._at(
            min(working_day(planned.due_date + timedelta(days=late)), self._today - timedelta(days=1))
        )
        if rng.random() < _CANCELLED:
            return replace(planned, state=ReminderState.CANCELLED, done_at=done_at, done_by=planned.staff_id)
        result = self._results.pick(rng) if planned.method is Method.CALL else Result.CONTACTED
        notes = talk.RESULT_NOTES[result]
        return replace(
            planned,
            state=ReminderState.DONE,
            result=result,
            result_note=notes[int(rng.random() * len(notes))],
            done_at=done_at,
            done_by=planned.staff_id or self._somebody(),
        )

    def _again(self, done: Reminder) -> Reminder:
        rng = self._rng
        self._busy.add(done.customer_id)
        day = working_day(self._today + timedelta(days=int(rng.random() * 6)))
        again = self._planned(done.customer_id, day)
        return replace(
            again, subject=done.subject, method=done.method, created_at=done.done_at, priority=done.priority
        )

    # ---- what is open

    def _open(self, birthdays: Sequence[tuple[int, date]]) -> Iterator[Reminder]:
        rng, today, count = self._rng, self._today, self._count
        for customer, day in birthdays:
            if customer in self._quiet:
                continue
            self._busy.add(customer)
            yield replace(
                self._planned(customer, day),
                subject=talk.BIRTHDAY.format(weekday=talk.WEEKDAYS[day.weekday()]),
                method=Method.CALL,
                due_time=None,
                notes="",
                source=Source.BIRTHDAY,
            )
        spans = ((_LATE, -12, 12), (_TODAY, 0, 1), (_WEEK, 1, 7), (_LATER, 8, 90))
        for share, first, days in spans:
            for number in range(_amount(share, count)):
                customer = self._free_customer()
                if not customer:
                    return
                day = today + timedelta(days=first + int(rng.random() * days))
                if first < 0:
                    day = min(working_day(day), today - timedelta(days=1))
                elif first > 0:
                    day = working_day(day)
                planned = self._planned(customer, day)
                if first == 0 and number % 9 == 8:
                    planned = replace(planned, snoozed_until=datetime.combine(today, time(16), tzinfo=UTC))
                yield planned
        for _number in range(_amount(_REPEATED, count)):
            customer = self._free_customer()
            if not customer:
                return
            subject, method, rule = self._repeated.pick(rng)
            day = working_day(today + timedelta(days=int(rng.random() * 60)))
            yield replace(
                self._planned(customer, day),
                subject=subject,
                method=method,
                rrule=rule,
                series_start=day,
                occurrence=day,
                notes="",
            )

    def all(self, birthdays: Sequence[tuple[int, date]], left_alone: frozenset[int]) -> list[Reminder]:
        """Every follow-up, those of the past first; their ids are their places, from 1.

        Args:
            birthdays: customers whose birthday is near, and its day.
            left_alone: customers whom nobody has talked to.
        """
        self._quiet |= left_alone
        done = [
            past for past in (self._past() for _ in range(round(self._count * _DONE))) if past is not None
        ]
        done.sort(key=lambda reminder: (reminder.done_at or reminder.due_date, reminder.uid))
        whole = list(done)
        for place, reminder in enumerate(done):
            if reminder.result is Result.CALL_AGAIN and (self._today - reminder.due_date).days <= _AGAIN_DAYS:
                whole.append(self._again(reminder))
                whole[place] = replace(reminder, next_id=len(whole))
        whole += self._open(birthdays)
        return [replace(reminder, id=place) for place, reminder in enumerate(whole, 1)]

    def notes(self) -> Iterator[SampleNote]:
        """Notes that were taken at the counter, in no order."""
        rng = self._rng
        for number in range(1, self._count + 1):
            while rng.random() < 0.26:
                joined = self._joined(number).date()
                days = (self._today - joined).days - 1
                if days < 2:
                    break
                at = self._at(joined + timedelta(days=1 + int(rng.random() * days)))
                text = talk.COUNTER_NOTES[int(rng.random() * len(talk.COUNTER_NOTES))]
                yield SampleNote(number, at, self._somebody(), self._filled(text))
