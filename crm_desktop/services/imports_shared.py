"""What imports of every kind share: how a file is read, which mapping was used last time, instants."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from crm_desktop.exchange.mapping import Mapping, mapping_from_json, signature
from crm_desktop.exchange.tables import Reading
from crm_desktop.exchange.vocabulary import CUSTOMERS, Vocabulary
from crm_desktop.services.shop import Shop
from crm_desktop.shared.clock import to_text
from crm_desktop.shared.errors import InvalidInput, KnownError
from crm_desktop.shared.i18n import _


class OnlyTried(Exception):
    """Ends a dry run so that nothing of it is kept."""


def reading_of(encoding: str | None, separator: str | None) -> Reading:
    """Return how a table is read, as a command says it.

    Raises:
        InvalidInput: there is no such encoding, or the separator is no single sign.
    """
    from crm_desktop.exchange.text_files import is_known_encoding

    if encoding and not is_known_encoding(encoding):
        raise InvalidInput(_("There is no encoding called “{name}”.").format(name=encoding))
    signs = {"tab": "\t", "\\t": "\t", "semicolon": ";", "comma": ","}
    sign = signs.get(separator.lower(), separator) if separator else None
    if sign and (len(sign) != 1 or sign in '\r\n"'):
        raise InvalidInput(_("A separator is one sign, such as ; or , or “tab”."))
    return Reading(encoding, sign)


def to_utc_of(shop: Shop) -> Callable[[datetime], datetime]:
    """Return what makes an instant in UTC of a naive moment in the shop's zone."""

    def to_utc(moment: datetime) -> datetime:
        as_utc = moment.replace(tzinfo=UTC)
        offset = shop.clock.local(as_utc).utcoffset()
        first = as_utc - offset if offset else as_utc
        exact = shop.clock.local(first).utcoffset()
        return as_utc - exact if exact else as_utc

    return to_utc


def mapping_text(path: Path) -> str:
    """Return the text of a file that says which column is which.

    Raises:
        KnownError: it cannot be read, or is no JSON.
    """
    try:
        text = path.read_text("utf-8-sig")
        json.loads(text)
    except (OSError, ValueError) as error:
        raise KnownError(
            _("The file that says which column is which cannot be read: {name}.").format(name=path.name)
        ) from error
    return text


def remembered(shop: Shop, headers: Sequence[str], vocabulary: Vocabulary = CUSTOMERS) -> Mapping | None:
    """Return the mapping that was used last time for these headings, or None."""
    if not any(headers):
        return None
    row = shop.db.read_one(
        "SELECT mapping FROM import_mapping WHERE signature = ?", (signature(headers, vocabulary.about),)
    )
    if row is None:
        return None
    try:
        return mapping_from_json(row[0], headers, vocabulary.targets)
    except KnownError:  # made by another version: guess again
        return None


def remember(
    shop: Shop, headers: Sequence[str], mapping: Mapping, vocabulary: Vocabulary = CUSTOMERS
) -> None:
    """Keep the mapping that was used for these headings."""
    if not any(headers) or shop.read_only:
        return
    with shop.db.transaction() as connection:
        connection.execute(
            "INSERT INTO import_mapping(signature, mapping, used_at) VALUES(?, ?, ?)"
            " ON CONFLICT(signature) DO UPDATE SET mapping = excluded.mapping, used_at = excluded.used_at",
            (signature(headers, vocabulary.about), mapping.to_json(), to_text(shop.clock.now())),
        )
