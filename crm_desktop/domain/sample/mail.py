"""E-mail addresses of the sample, all of them at the domains that are kept for examples (RFC 2606)."""

from __future__ import annotations

import re
from random import Random

from crm_desktop.domain.customers.model import ContactKind, ContactPoint
from crm_desktop.domain.sample.people import Name
from crm_desktop.domain.sample.pools import Pool
from crm_desktop.shared.text import fold

_NOT_PLAIN = re.compile("[^a-z0-9]+")
_DOMAINS = Pool([("example.com", 60), ("example.org", 25), ("example.net", 15)], 100)
# How many have an address, by decade of birth.
_SHARE = {1930: 0.08, 1940: 0.22, 1950: 0.42, 1960: 0.58, 1970: 0.68, 1980: 0.74, 1990: 0.78, 2000: 0.7}
_CAPITALS = 0.04  # typed with capital letters


class Mail:
    """Gives every customer an address of their own."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._taken: dict[str, int] = {}
        self._plain: dict[str, str] = {}

    def _squeezed(self, text: str) -> str:
        plain = self._plain.get(text)
        if plain is None:
            plain = self._plain[text] = _NOT_PLAIN.sub("", fold(text))
        return plain

    def _address(self, local: str) -> str:
        used = self._taken.get(local, 0)
        self._taken[local] = used + 1
        if used:
            local = f"{local}.{used + 1}"
        return f"{local}@{_DOMAINS.pick(self._rng)}"

    def of_person(self, name: Name, decade: int, birth: str) -> ContactPoint | None:
        """A person's address, or None: not everybody has one."""
        rng = self._rng
        if rng.random() > _SHARE[decade]:
            return None
        given, family = self._squeezed(name.given.split()[0]), self._squeezed(name.family)
        style = rng.random()
        if style < 0.45:
            local = f"{given}.{family}"
        elif style < 0.65:
            local = f"{given[:1]}{family}{birth[2:4] if birth[:1] not in {'', '-'} else ''}"
        elif style < 0.85:
            local = f"{given}{family}{birth[2:4] if birth[:1] not in {'', '-'} else ''}"
        else:
            local = f"{given}_{self._squeezed(name.second or name.family)}"
        address = self._address(local)
        typed = address.title() if rng.random() < _CAPITALS else address
        return ContactPoint(ContactKind.EMAIL, typed, address)

    def of_company(self, called: str) -> ContactPoint:
        """A company's address."""
        words = fold(called).split()
        local = _NOT_PLAIN.sub("", words[0] + words[-1]) if len(words) > 1 else _NOT_PLAIN.sub("", words[0])
        address = self._address(local)
        return ContactPoint(ContactKind.EMAIL, address, address)
