"""Instants that are named by a day and an hour in the shop's zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from crm_desktop.shared.clock import Clock

_DAY = timedelta(days=1)


def instant_of(clock: Clock, day: date, hour: time) -> datetime:
    """Return the instant (UTC) at which it is that hour of that day in the shop's zone.

    Of an hour that comes twice, the first; an hour that the clocks leave out is told as if they had not been
    put forward yet: where summer time begins at midnight (Chile, Paraguay), a day begins at one o'clock.
    Of the first and the last day that there are, the hour is that of UTC.
    """
    wanted = datetime.combine(day, hour)
    as_utc = wanted.replace(tzinfo=UTC)
    try:
        # Whatever the clocks do on that day, they have done it a day later, and not yet a day before.
        before, after = (clock.local(as_utc + days).utcoffset() or timedelta() for days in (-_DAY, _DAY))
        for offset in (before, after):
            if clock.local(as_utc - offset).replace(tzinfo=None) == wanted:
                return as_utc - offset
    except OverflowError:
        return as_utc
    return as_utc - before
