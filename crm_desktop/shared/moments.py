"""Instants that are named by a day and an hour in the shop's zone."""

from __future__ import annotations

from datetime import date, datetime, time

from crm_desktop.shared.clock import Clock


def instant_of(clock: Clock, day: date, hour: time) -> datetime:
    """Return the instant at which it is that hour of that day in the shop's zone."""
    wanted = datetime.combine(day, hour)
    # The computer's own zone is known by today's distance to UTC only: summer time is corrected for.
    guess = wanted.replace(tzinfo=clock.local(clock.now()).tzinfo)
    return guess - (clock.local(guess).replace(tzinfo=None) - wanted)
