"""Telephone numbers as lists show them; apart from what reads them, so that a list opens quickly."""

from __future__ import annotations


def plain_spanish(phone: str) -> str:
    """Return a Spanish number in its normal form (E.164) as it is read aloud; "" for any other text."""
    if phone.startswith("+34") and len(phone) == 12 and phone.isascii():
        return f"{phone[3:6]} {phone[6:9]} {phone[9:]}"
    return ""


def display(phone: str, country: str = "ES") -> str:
    """Return a number as it is read aloud; see `phones.display`."""
    plain = plain_spanish(phone) if country == "ES" else ""
    if plain:
        return plain
    from crm_desktop.domain.customers import phones

    return phones.display(phone, country)
