"""The shop's own data and its settings."""

from __future__ import annotations

import json
import re
from typing import Any
from zoneinfo import ZoneInfo

from crm_desktop.domain.shop import ShopProfile
from crm_desktop.domain.written import forbidden_sentence, has_forbidden
from crm_desktop.services.changes import Changes
from crm_desktop.services.pictures import keep_picture, photo
from crm_desktop.services.shop import PROFILE, Shop, changes, profile_as_json, read_profile, read_setting
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import LANGUAGES, _
from crm_desktop.shared.text import squeeze
from crm_desktop.store.database import Operation

_LETTERS = 200
_TEXTS = ("name", "kind", "tax_id", "street", "postcode", "town", "province", "phone", "email", "web")


def save_profile(shop: Shop, profile: ShopProfile) -> Changes[None]:
    """Save the shop's own data.

    Raises:
        InvalidInput: with a sentence for each fault.
    """
    texts: dict[str, Any] = {name: squeeze(getattr(profile, name)) for name in _TEXTS}
    checked = profile._replace(**texts)
    problems = _problems(checked)
    if problems:
        raise InvalidInput(
            _("The shop's data cannot be saved yet: {why}").format(why=next(iter(problems.values()))),
            problems,
        )
    with shop.operation("save_profile") as operation:
        _write(operation, PROFILE, profile_as_json(checked))
        operation.words = _("The shop's data saved.")
    return changes(operation, None)


def _problems(profile: ShopProfile) -> dict[str, str]:
    problems: dict[str, str] = {}
    for name in _TEXTS:
        text = getattr(profile, name)
        if len(text) > _LETTERS:
            problems[name] = _("Write at most {count} letters here.").format(count=_LETTERS)
        elif has_forbidden(text):
            problems[name] = forbidden_sentence()
    if not re.fullmatch(r"[A-Z]{2}", profile.country):
        problems["country"] = _("Choose the shop's country.")
    if not re.fullmatch(r"[A-Z]{3}", profile.currency):
        problems["currency"] = _("Choose the shop's currency.")
    if profile.language not in {code for code, _name in LANGUAGES}:
        problems["language"] = _("Choose a language of the list.")
    if profile.accent and not re.fullmatch(r"#[0-9a-fA-F]{6}", profile.accent):
        problems["accent"] = _("Choose a colour.")
    if profile.zone:
        try:
            ZoneInfo(profile.zone)
        except (KeyError, ValueError, OSError):
            problems["zone"] = _("Choose a time zone of the list.")
    return problems


def save_logo(shop: Shop, data: bytes | None, mime: str = "image/png") -> Changes[None]:
    """Keep the shop's logo, or take it away with None.

    Raises:
        InvalidInput: it is too large or no picture.
    """
    with shop.operation("save_logo") as operation:
        name = keep_picture(operation.connection, data, mime) if data else ""
        _write(operation, PROFILE, profile_as_json(read_profile(shop.db)._replace(logo=name)))
        operation.words = _("The shop's logo saved.") if data else _("The shop's logo taken away.")
    return changes(operation, None)


def logo(shop: Shop) -> bytes | None:
    """Return the shop's logo, or None."""
    return photo(shop, shop.profile.logo) if shop.profile.logo else None


def get(shop: Shop, key: str, default: Any = None) -> Any:
    """Return a setting of the shop (what JSON holds)."""
    value = read_setting(shop.db, key)
    return default if value is None else value


def put(shop: Shop, key: str, value: Any, words: str = "") -> Changes[None]:
    """Save a setting of the shop (what JSON holds)."""
    with shop.operation("save_setting") as operation:
        _write(operation, key, json.dumps(value, ensure_ascii=False, sort_keys=True))
        operation.words = words or _("Setting saved.")
    return changes(operation, None)


def _write(operation: Operation, key: str, value: str) -> None:
    operation.execute(
        "INSERT INTO setting(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
        (key, value),
    )
