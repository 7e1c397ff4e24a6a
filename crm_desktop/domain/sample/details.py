"""What else stands in a sample customer's file: birthday, tags, notes, warnings, own fields."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from crm_desktop.domain.customers.own_fields import NO, YES, OwnField, OwnFieldKind
from crm_desktop.domain.sample import texts
from crm_desktop.domain.sample.people import Name
from crm_desktop.domain.sample.pools import Pool
from crm_desktop.domain.service import Channel

_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_CHANNELS: tuple[tuple[Channel | None, int], ...] = (
    (None, 58),
    (Channel.CALL, 20),
    (Channel.MESSAGE, 14),
    (Channel.EMAIL, 5),
    (Channel.SHOP, 3),
)
COOKERS = ("Inducción", "Vitrocerámica", "Gas", "Eléctrica")
OWN_FIELDS: tuple[OwnField, ...] = (
    OwnField("Cocina", OwnFieldKind.CHOICE, COOKERS, 0, 1),
    OwnField("Personas en casa", OwnFieldKind.NUMBER, (), 1, 2),
    OwnField("Última revisión", OwnFieldKind.DATE, (), 2, 3),
    OwnField("Quiere el catálogo", OwnFieldKind.YES_NO, (), 3, 4),
)
_BIRTH_KNOWN, _YEAR_KNOWN = 0.64, 0.88


class Details:
    """Fills in a file, field by field."""

    def __init__(self, rng: Random, today: date) -> None:
        self._rng = rng
        self._today = today
        self._yesterday = datetime(today.year, today.month, today.day, 17, 30, tzinfo=UTC) - timedelta(days=1)
        self._hours = Pool(texts.HOURS, 100)
        self._heard = Pool(texts.HEARD_FROM, 100)
        self._channels = Pool(_CHANNELS, 100)

    def common(self, created: datetime) -> dict[str, Any]:
        """The fields that persons and companies have alike."""
        rng = self._rng
        updated = created + (self._yesterday - created) * (rng.random() if rng.random() < 0.6 else 0)
        fields: dict[str, Any] = {
            "updated_at": max(created, updated.replace(microsecond=0)),
            "heard_from": self._heard.pick(rng),
        }
        if rng.random() < 0.02:
            fields["warning"] = texts.WARNINGS[int(rng.random() * len(texts.WARNINGS))]
        if rng.random() < 0.03:
            fields["discount_bp"] = 500 if rng.random() < 0.7 else 1000
        return fields

    def company(self, fields: dict[str, Any], called: str) -> None:
        """What only a company has."""
        rng = self._rng
        fields["tags"] = self._tags(texts.COMPANY_TAGS)
        if called.startswith(texts.HOSPITALITY_KINDS) and rng.random() < 0.8:
            fields["tags"] = (texts.HOSPITALITY, *fields["tags"])
        if rng.random() < 0.5:
            fields["notes"] = texts.COMPANY_NOTES[int(rng.random() * len(texts.COMPANY_NOTES))]

    def person(self, fields: dict[str, Any], name: Name, decade: int) -> str:
        """What only a person has; returns the birthday, which may be ""."""
        rng = self._rng
        fields["tags"] = self._tags(texts.TAGS)
        fields["preferred_channel"] = self._channels.pick(rng)
        fields["preferred_hours"] = self._hours.pick(rng)
        if rng.random() < 0.3:
            notes = texts.OLDER_NOTES if decade <= 1950 and rng.random() < 0.3 else texts.NOTES
            note = notes[int(rng.random() * len(notes))]
            fields["notes"] = note.replace("{o}", "a" if name.female else "o")
        if name.origin == "ca" and rng.random() < 0.3:
            fields["language"] = "ca"
        elif name.origin == "en" and rng.random() < 0.6:
            fields["language"] = "en"
        own = self._own()
        if own:
            fields["own"] = own
        birth = self._birth(decade)
        fields["birth"] = birth
        return birth

    def _tags(self, shares: tuple[tuple[str, float], ...]) -> tuple[str, ...]:
        random = self._rng.random
        return tuple([tag for tag, share in shares if random() < share])

    def _birth(self, decade: int) -> str:
        rng = self._rng
        if rng.random() > _BIRTH_KNOWN:
            return ""
        year = min(decade + int(rng.random() * 10), self._today.year - 16)
        month = int(rng.random() * 12)
        leap = month == 1 and year % 4 == 0
        day = 1 + int(rng.random() * (_DAYS[month] + leap))
        if rng.random() > _YEAR_KNOWN:
            return f"--{month + 1:02d}-{day:02d}"
        return f"{year:04d}-{month + 1:02d}-{day:02d}"

    def _own(self) -> tuple[tuple[int, str], ...]:
        rng = self._rng
        if rng.random() > 0.35:
            return ()
        own: list[tuple[int, str]] = []
        if rng.random() < 0.6:
            own.append((1, COOKERS[int(rng.random() ** 1.3 * len(COOKERS))]))
        if rng.random() < 0.5:
            own.append((2, str(1 + int(rng.random() ** 1.4 * 6))))
        if rng.random() < 0.2:
            own.append((3, (self._today - timedelta(days=20 + int(rng.random() * 500))).isoformat()))
        if rng.random() < 0.5:
            own.append((4, YES if rng.random() < 0.6 else NO))
        return tuple(own)
