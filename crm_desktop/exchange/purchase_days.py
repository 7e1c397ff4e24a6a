"""The days and hours of a till's file; every text is worked out once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time

from crm_desktop.domain.purchases.validate import FIRST_DAY
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.formats import short_date
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import squeeze
from crm_desktop.shared.typed import Lean, parse_date, parse_time

_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::\d{2}(?:[.,]\d+)?)?)?"
    r"\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?",
    re.ASCII,
)
_COMPACT = re.compile(r"(20\d{2}|19\d{2})(\d{2})(\d{2})(?:(\d{2})(\d{2})(?:\d{2})?)?", re.ASCII)
_DAY_AND_HOUR = re.compile(r"(.+?)[ T,]+(\d{1,2}[:.h]\d{2})(?::\d{2})?\s*([ap]\.?\s*m\.?)?", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/\d{2,4}\b", re.ASCII)


class Moments:
    """Reads the days and hours of one file; every text is worked out once.

    Args:
        today: in the shop's zone.
        locale: the shop's.
        samples: days of the file, to see whether it writes the month first.
    """

    def __init__(self, today: date, locale: str, samples: Iterable[str] = ()) -> None:
        self._today = today
        found = [match for text in samples if (match := _MONTH_FIRST.match(text.strip()))]
        month_first = any(int(m[2]) > 12 for m in found) and all(int(m[1]) <= 12 for m in found)
        self._shop_locale = locale
        self._locale = "en_US" if month_first else locale
        self._days: dict[str, tuple[date, time | None]] = {}
        self._hours: dict[str, time] = {}

    def day(self, text: str) -> tuple[date, time | None]:
        """Read a day, and the hour when it stands in the same cell.

        Raises:
            InvalidInput: it is no day, lies ahead, or lies before every till.
        """
        known = self._days.get(text)
        if known is None:
            known = self._read(squeeze(text))
            if len(self._days) < 50_000:
                self._days[text] = known
        return known

    def _read(self, plain: str) -> tuple[date, time | None]:
        day, hour = self._parts(plain)
        if day > self._today:
            raise InvalidInput(
                _("The date {date} is in the future.").format(date=short_date(day, self._shop_locale))
            )
        if day < FIRST_DAY:  # a till whose clock was never set, or a spreadsheet's day nought
            raise InvalidInput(
                _("The date {date} is too long ago for a purchase.").format(
                    date=short_date(day, self._shop_locale)
                )
            )
        return day, hour

    def _parts(self, plain: str) -> tuple[date, time | None]:
        found = _ISO.fullmatch(plain) or _COMPACT.fullmatch(plain)
        if found:
            year, month, day, hour, minute = found.groups()
            try:
                moment = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0))  # noqa: DTZ001
            except ValueError as error:
                raise InvalidInput(_no_day(plain)) from error
            return moment.date(), moment.time() if hour else None
        split = _DAY_AND_HOUR.fullmatch(plain)
        hour_text = ""
        if split:
            plain, hour_text = split[1], f"{split[2]} {split[3] or ''}".strip()
        try:
            read = parse_date(plain, self._today, self._locale, Lean.PAST)
        except InvalidInput as error:
            raise InvalidInput(_no_day(plain)) from error
        return read, self.hour(hour_text) if hour_text else None

    def hour(self, text: str) -> time:
        """Read an hour; seconds are left out.

        Raises:
            InvalidInput: it is no hour.
        """
        known = self._hours.get(text)
        if known is None:
            plain = squeeze(text)
            plain = re.sub(r"^(?:\d{4}-\d\d-\d\d[T ])?(\d{1,2}:\d{2}):\d{2}(?:\.\d+)?", r"\1", plain)
            try:
                known = parse_time(plain)
            except InvalidInput as error:
                raise InvalidInput(_("“{value}” is not an hour.").format(value=plain[:40])) from error
            if len(self._hours) < 5_000:
                self._hours[text] = known
        return known


def _no_day(plain: str) -> str:
    return _("“{value}” is not a date.").format(value=plain[:40])
