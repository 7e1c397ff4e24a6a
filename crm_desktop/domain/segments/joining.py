"""Joining words as a sentence does: "a, b and c", "a, b or c"."""

from __future__ import annotations

from collections.abc import Sequence

from crm_desktop.shared.i18n import _, pgettext
from crm_desktop.shared.text import fold


def all_of(parts: Sequence[str]) -> str:
    """Return "a, b and c"; in Spanish "e" before the sound of i."""
    if len(parts) < 2:
        return "".join(parts)
    most, last = _comma().join(parts[:-1]), parts[-1]
    sound = fold(last).lstrip("¿¡«“\"'(")
    if sound.startswith(("i", "hi")) and not sound.startswith(("hie", "hia", "io", "ia")):
        return pgettext("before the sound of i", "{most} and {last}").format(most=most, last=last)
    return _("{most} and {last}").format(most=most, last=last)


def any_of(parts: Sequence[str]) -> str:
    """Return "a, b or c"; in Spanish "u" before the sound of o."""
    if len(parts) < 2:
        return "".join(parts)
    most, last = _comma().join(parts[:-1]), parts[-1]
    if fold(last).lstrip("¿¡«“\"'(").startswith(("o", "ho")):
        return pgettext("before the sound of o", "{most} or {last}").format(most=most, last=last)
    return _("{most} or {last}").format(most=most, last=last)


def _comma() -> str:
    return ", "
