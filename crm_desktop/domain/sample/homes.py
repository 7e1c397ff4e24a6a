"""Where the sample customers live."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from crm_desktop.domain.sample import streets
from crm_desktop.domain.sample.identifiers import Numbers
from crm_desktop.domain.sample.pools import Pool, items, ranked
from crm_desktop.domain.sample.towns import Town, towns

_VALENCIAN_SPEAKING = frozenset({"Valencia", "Castellón", "Alicante"})
_VALENCIAN_SHARE = 0.34
_NO_TOWN, _TOWN_ONLY, _NO_STREET = 0.04, 0.09, 0.17
_NOWHERE = Town("", "", ("",), 1, ("961",))


@dataclass(slots=True)
class Home:
    """An address, and its landline once somebody has asked for it."""

    street: str
    postcode: str
    town: str
    province: str
    prefix: str
    landline: tuple[str, str] | None = None

    def phone(self, numbers: Numbers) -> tuple[str, str]:
        """The landline of the home: the same for all who live there."""
        if self.landline is None:
            self.landline = numbers.landline(self.prefix)
        return self.landline


class Homes:
    """Makes addresses."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._towns = Pool([(town, town.weight) for town in towns()], 12000)
        self._kinds = Pool(streets.SPANISH_KINDS, 100)
        self._names = Pool(ranked(items(streets.SPANISH), power=0.5), 1024)
        self._valencian_kinds = Pool(streets.VALENCIAN_KINDS, 100)
        self._valencian_names = Pool(ranked(items(streets.VALENCIAN), power=0.5), 1024)

    def street(self, province: str) -> str:
        """A street with its number and often a door, as people write it."""
        rng = self._rng
        valencian = province in _VALENCIAN_SPEAKING and rng.random() < _VALENCIAN_SHARE
        kind = (self._valencian_kinds if valencian else self._kinds).pick(rng)
        name = (self._valencian_names if valencian else self._names).pick(rng)
        number = 1 + int(rng.random() ** 2 * 130)
        door = rng.random()
        if door < 0.45:
            return f"{kind} {name}, {number}, {1 + int(rng.random() * 7)}.º {1 + int(rng.random() * 4)}.ª"
        if door < 0.62:
            return f"{kind} {name}, {number}, pta. {1 + int(rng.random() * 28)}"
        if door < 0.68:
            return f"{kind} {name}, {number}, bajo"
        return f"{kind} {name}, {number}"

    def home(self) -> Home:
        """An address; now and then one that says only the town, or nothing."""
        rng = self._rng
        known = rng.random()
        town = self._towns.pick(rng) if known >= _NO_TOWN else _NOWHERE
        postcode = town.postcodes[int(rng.random() * len(town.postcodes))] if known >= _TOWN_ONLY else ""
        street = self.street(town.province) if known >= _NO_STREET else ""
        prefix = town.prefixes[int(rng.random() * len(town.prefixes))]
        return Home(street, postcode, town.name, town.province if postcode else "", prefix)
