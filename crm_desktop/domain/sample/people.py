"""Who the sample customers are: names that go with sex, age and origin."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from crm_desktop.domain.sample import family_names, given_names
from crm_desktop.domain.sample.pools import Pool, items, ranked

WOMEN_SHARE = 0.58
# How many of the shop's customers were born in each decade, in hundredths.
DECADES: tuple[tuple[int, int], ...] = (
    (1930, 3),
    (1940, 9),
    (1950, 16),
    (1960, 22),
    (1970, 21),
    (1980, 15),
    (1990, 9),
    (2000, 5),
)
# Where the customer's names come from, in thousandths; "" is Spanish, the others are keys of `ELSEWHERE`.
ORIGINS: tuple[tuple[str, int], ...] = (
    ("", 775),
    ("ca", 118),
    ("eu", 12),
    ("gl", 13),
    ("la", 34),
    ("ro", 16),
    ("ar", 12),
    ("zh", 5),
    ("en", 6),
    ("uk", 4),
    ("it", 5),
)
_ONE_FAMILY_NAME = frozenset({"ro", "ar", "zh", "en", "uk", "it"})
_JOINED_WITH_I = 0.07  # "Domènech i Puig", of those with Catalan or Valencian names


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a person.

    Attributes:
        female: the sex that the given name goes with.
        origin: a key of `given_names.ELSEWHERE`, or "".
    """

    given: str
    family: str
    second: str
    female: bool
    origin: str


def _spanish_families() -> Pool[str]:
    weighted: list[tuple[str, float]] = [(name, float(weight)) for name, weight in family_names.FREQUENT]
    rank = len(weighted)
    for name in items(family_names.COMMON):
        rank += 1
        weighted.append((name, 130 * (30 / rank) ** 0.615))
    weighted += [(name, 27.0) for name in items(family_names.VALENCIAN)]
    weighted += [(name, 9.0) for name in items(family_names.RARE)]
    weighted += [(name, 5.0) for name in items(family_names.CATALAN)]
    weighted += [(name, 3.0) for name in items(family_names.BASQUE) + items(family_names.GALICIAN)]
    return Pool(weighted, 8192)


def _regional_families(own: str) -> Pool[str]:
    weighted = ranked(items(own), 100.0, 0.4)
    weighted += [(name, weight / 16) for name, weight in family_names.FREQUENT]
    return Pool(weighted, 2048)


class People:
    """Makes names.

    Its tables take a few thousandths of a second to lay out; keep one for the whole sample.
    """

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._decades = Pool(DECADES, 200)
        self._origins = Pool(ORIGINS, 1000)
        self._given: dict[tuple[bool, int], Pool[str]] = {}
        for female, table in ((True, given_names.WOMEN), (False, given_names.MEN)):
            for decade, names in table.items():
                self._given[female, decade] = Pool(ranked(items(names)), 1024)
        self._elsewhere: dict[tuple[str, bool], Pool[str]] = {}
        for origin, (women, men) in given_names.ELSEWHERE.items():
            self._elsewhere[origin, True] = Pool(ranked(items(women), power=0.5), 256)
            self._elsewhere[origin, False] = Pool(ranked(items(men), power=0.5), 256)
        self._families: dict[str, Pool[str]] = {
            "": _spanish_families(),
            "ca": _regional_families(family_names.VALENCIAN + "," + family_names.CATALAN),
            "eu": _regional_families(family_names.BASQUE),
            "gl": _regional_families(family_names.GALICIAN),
        }
        for origin, names in family_names.ELSEWHERE.items():
            self._families[origin] = Pool(ranked(items(names), power=0.5), 256)

    def decade(self) -> int:
        """A decade of birth, such as 1960."""
        return self._decades.pick(self._rng)

    def given(self, *, female: bool, decade: int, origin: str) -> str:
        """A given name of somebody of this sex, decade of birth and origin."""
        if origin:
            return self._elsewhere[origin, female].pick(self._rng)
        return self._given[female, decade].pick(self._rng)

    def family(self, origin: str = "") -> str:
        """A family name."""
        return self._families[origin].pick(self._rng)

    def somebody(self, decade: int, women: float = WOMEN_SHARE) -> Name:
        """A whole name; `women` is the share of women among such people."""
        rng = self._rng
        female = rng.random() < women
        origin = self._origins.pick(rng)
        given = self.given(female=female, decade=decade, origin=origin)
        family = self.family(origin)
        if origin in _ONE_FAMILY_NAME:
            return Name(given, family, "", female, origin)
        second = self.family("" if rng.random() < 0.6 else origin)
        if origin == "ca" and rng.random() < _JOINED_WITH_I:
            second = "i " + second
        return Name(given, family, second, female, origin)

    def relative(self, other: Name, decade: int, *, child: bool) -> Name:
        """Somebody of the family of another: a child of theirs, or a brother or sister."""
        female = self._rng.random() < WOMEN_SHARE
        given = other.given
        while given == other.given:
            given = self.given(female=female, decade=decade, origin=other.origin)
        if not child or not other.second:
            return Name(given, other.family, other.second, female, other.origin)
        if other.female:
            return Name(given, self.family(other.origin), other.family, female, other.origin)
        return Name(given, other.family, self.family(other.origin), female, other.origin)
