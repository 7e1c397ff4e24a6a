"""The one clock. Instants are UTC; dates are dates in the shop's own zone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """What the program asks of time."""

    def now(self) -> datetime:
        """Return the instant, aware, in UTC."""
        ...

    def today(self) -> date:
        """Return the date in the shop's zone."""
        ...

    def local(self, instant: datetime) -> datetime:
        """Return an aware instant in the shop's zone."""
        ...


def _zone(name: str | None) -> ZoneInfo | None:
    return ZoneInfo(name) if name else None


class SystemClock:
    """The computer's clock, in the shop's zone (the computer's own when none is named)."""

    def __init__(self, zone: str | None = None) -> None:
        self._zone = _zone(zone)

    def now(self) -> datetime:
        """Return the instant, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Return the date in the shop's zone."""
        return self.local(self.now()).date()

    def local(self, instant: datetime) -> datetime:
        """Return an instant in the shop's zone."""
        return instant.astimezone(self._zone)


class FixedClock:
    """A clock that stands still until it is set: for tests, pictures and sample data."""

    def __init__(self, instant: datetime, zone: str = "Europe/Madrid") -> None:
        if instant.tzinfo is None:
            raise ValueError("an instant needs a zone")
        self.instant = instant.astimezone(UTC)
        self._zone = ZoneInfo(zone)

    def now(self) -> datetime:
        """Return the instant that was set, in UTC."""
        return self.instant

    def today(self) -> date:
        """Return its date in the shop's zone."""
        return self.local(self.instant).date()

    def local(self, instant: datetime) -> datetime:
        """Return an instant in the shop's zone."""
        return instant.astimezone(self._zone)


def to_text(instant: datetime) -> str:
    """Return an instant as it is stored: UTC, ISO 8601 with milliseconds and a Z; sorts as text."""
    return instant.astimezone(UTC).isoformat(timespec="milliseconds")[:-6] + "Z"


def from_text(text: str) -> datetime:
    """Return the instant that `to_text` stored."""
    return datetime.fromisoformat(text)
