"""Telephone numbers as lists show them; apart from what reads them, so that a list opens quickly."""

from __future__ import annotations

from crm_desktop.domain.customers.spanish_phones import plain_spanish


def display(phone: str, country: str = "ES") -> str:
    """Return a number as it is read aloud; see `phones.display`."""
    plain = plain_spanish(phone) if country == "ES" else ""
    if plain:
        return plain
    from crm_desktop.domain.customers import phones

    return phones.display(phone, country)
