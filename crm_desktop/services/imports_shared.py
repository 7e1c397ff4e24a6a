"""What imports of every kind share: how a file is read, which mapping was used last time, instants."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TypeVar

from crm_desktop.exchange.mapping import Mapping, mapping_from_json, signature
from crm_desktop.exchange.tables import Reading
from crm_desktop.exchange.vocabulary import CUSTOMERS, Vocabulary
from crm_desktop.services.imports_report import ImportReport, ReportFile
from crm_desktop.services.shop import Shop, changes
from crm_desktop.shared.clock import to_text
from crm_desktop.shared.collecting import seldom
from crm_desktop.shared.errors import Cancelled, InvalidInput, KnownError
from crm_desktop.shared.i18n import _
from crm_desktop.store.database import Operation

BATCH = 2_000

T = TypeVar("T")


class _OnlyTried(Exception):
    """Ends a dry run so that nothing of it is kept."""


def carry_out(
    shop: Shop, kind: str, report: ImportReport, file: ReportFile, write: Callable[[Operation], str]
) -> None:
    """Bring a file in as one operation, or only try to when the report is one of a dry run.

    Args:
        shop: where it goes.
        kind: the operation's name in code.
        report: is told what the operation changed.
        file: the report line by line; it is placed at the end, and left out when anything went wrong.
        write: does the work, and returns what the journal says.
    """
    try:
        with seldom(), shop.operation(kind) as operation:
            operation.words = write(operation)
            file.finish()
            if report.dry_run:
                raise _OnlyTried
        report.changes = changes(operation, None)
        file.place()
    except _OnlyTried:
        file.place()
    finally:
        file.close()


def in_batches(
    stream: Iterable[T],
    done: Callable[[], tuple[int, int]],
    progress: Callable[[int, int], None] | None,
    cancelled: Callable[[], bool] | None,
) -> Iterator[list[T]]:
    """Yield a file's contents some thousands at a time.

    Args:
        stream: the contents.
        done: how much of the file is read: (so much, of so much), in whatever unit.
        progress: told so before each batch.
        cancelled: asked before each batch.

    Raises:
        Cancelled: the person said so.
    """
    rest = iter(stream)
    while some := list(islice(rest, BATCH)):
        if cancelled is not None and cancelled():
            raise Cancelled
        if progress is not None:
            progress(*done())
        yield some


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
    """Keep the mapping that was used for these headings; what cannot be kept is only guessed again."""
    if not any(headers) or shop.read_only:
        return
    with suppress(KnownError), shop.db.transaction() as connection:
        connection.execute(
            "INSERT INTO import_mapping(signature, mapping, used_at) VALUES(?, ?, ?)"
            " ON CONFLICT(signature) DO UPDATE SET mapping = excluded.mapping, used_at = excluded.used_at",
            (signature(headers, vocabulary.about), mapping.to_json(), to_text(shop.clock.now())),
        )
