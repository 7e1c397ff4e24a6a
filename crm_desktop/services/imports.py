"""Bringing customers in from a file: one operation that is undone in one step, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from crm_desktop.exchange.drafts import Draft, Setting
from crm_desktop.exchange.mapping import Mapping, mapping_from_json
from crm_desktop.exchange.mapping_guess import guess_mapping
from crm_desktop.exchange.record_reader import RecordReader
from crm_desktop.exchange.sources import Source
from crm_desktop.exchange.tables import Reading
from crm_desktop.services import own_fields
from crm_desktop.services.imports_report import ImportReport, ReportFile
from crm_desktop.services.imports_shared import (
    carry_out,
    mapping_text,
    reading_of,
    remember,
    remembered,
    to_utc_of,
)
from crm_desktop.services.imports_writer import ImportWriter
from crm_desktop.services.shop import Shop
from crm_desktop.shared import formats
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _, ngettext
from crm_desktop.shared.text import fold
from crm_desktop.store.database import Operation

MODES = ("both", "create", "update")


@dataclass(frozen=True, slots=True)
class Preview:
    """A file as the program understands it, before anything is brought in.

    Attributes:
        source: the file that was opened.
        mapping: which column fills which field; None for cards.
        remembered: whether the mapping is the one that was used last time for these headings.
    """

    source: Source
    mapping: Mapping | None
    remembered: bool = False


def preview(shop: Shop, path: Path, reading: Reading | None = None) -> Preview:
    """Open a file and guess what its columns are, or remember it from the last time.

    Args:
        shop: where the customers will go.
        path: a CSV file, a spreadsheet or a file of cards, known by its content.
        reading: how the person wants it to be read; None to guess.

    Raises:
        KnownError: it cannot be read, or holds no customers.
    """
    source = Source(path, reading or Reading())
    if source.table is None:
        return Preview(source, None)
    headers = source.table.headers
    stored = remembered(shop, headers)
    if stored is not None and stored.filled():
        return Preview(source, stored, remembered=True)
    fields = own_fields.list_fields(shop)
    return Preview(source, guess_mapping(headers, source.table.sample, fields, shop.profile.country))


def sample_drafts(shop: Shop, found: Preview, mapping: Mapping | None, limit: int = 30) -> list[Draft]:
    """Return what the first rows or cards of a file say, for a look; with own fields that the shop lacks."""
    profile = shop.profile
    fields = own_fields.list_fields(shop)
    known = {fold(field.name) for field in fields}
    for number, field in enumerate(found.source.own_fields(mapping)):
        if fold(field.name) not in known:
            fields.append(replace(field, id=-1 - number))
    setting = Setting(profile.country, profile.locale, shop.clock.today(), tuple(fields))
    now = shop.clock.now()
    if found.source.table is None or mapping is None:
        return [
            each.draft for each in islice(found.source.drafts(None, setting, to_utc_of(shop), now), limit)
        ]
    table = found.source.table
    protected = found.source.format.key == "csv"
    reader = RecordReader(mapping, setting, to_utc_of(shop), now, protected=protected, sample=table.sample)
    return [reader.read(cells) for cells in table.sample[:limit]]


def read_mapping(shop: Shop, path: Path) -> Callable[[tuple[str, ...]], Mapping]:
    """Read a mapping from a JSON file; it is fitted to the headings of the file that is brought in.

    Raises:
        KnownError: the file cannot be read or is no mapping.
    """
    del shop
    text = mapping_text(path)
    return lambda headers: mapping_from_json(text, headers)


def run_import(
    shop: Shop,
    path: Path,
    *,
    mapping: Mapping | Callable[[tuple[str, ...]], Mapping] | None = None,
    reading: Reading | None = None,
    encoding: str | None = None,
    separator: str | None = None,
    mode: str = "both",
    dry_run: bool = False,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    report_path: Path | None = None,
) -> ImportReport:
    """Bring customers in from a CSV file, a spreadsheet or a file of cards.

    A row is recognised by its uid, card number, tax id, e-mail or telephone, in this order, and by the name
    when it has none of them; see `imports_matching`. Importing a file twice changes nothing the second
    time.

    Args:
        shop: where the customers go.
        path: the file.
        mapping: which column fills which field, or a function that makes it of the headings; None to remember
            it from the last time, or guess.
        reading: how the file is read; None to guess.
        encoding: of a CSV file, if the person says so.
        separator: of a CSV file, likewise; "tab" is understood.
        mode: "both", "create" (customers who are there already stay as they are) or "update" (nobody new).
        dry_run: only say what would happen.
        progress: told (done, total) now and then, in whatever unit.
        cancelled: asked now and then.
        report_path: where a line for each row is written, as CSV.

    Raises:
        KnownError: the file as a whole is refused, or the disk said no; nothing was written.
        Cancelled: nothing was written.
    """
    if mode not in MODES:
        raise InvalidInput(_("There is no such way to bring customers in: {mode}.").format(mode=mode))
    found = preview(shop, path, reading or reading_of(encoding, separator))
    source, chosen = found.source, found.mapping
    if mapping is not None and source.table is not None:
        chosen = mapping if isinstance(mapping, Mapping) else mapping(source.table.headers)
    report = ImportReport(dry_run=dry_run)
    lines = ReportFile(report_path)

    def write(operation: Operation) -> str:
        writer = ImportWriter(shop, operation, source, mode, report, lines)
        writer.run(chosen, to_utc_of(shop), progress, cancelled)
        return _words(report, path, shop.profile.locale)

    carry_out(shop, "import_customers", report, lines, write)
    if not dry_run and chosen is not None and source.table is not None:
        remember(shop, source.table.headers, chosen)
    return report


def _words(report: ImportReport, path: Path, locale: str) -> str:
    """What the journal says; a part that would say none is left out."""
    made = ngettext("{count} customer imported", "{count} customers imported", report.created).format(
        count=formats.number(report.created, locale)
    )
    changed = ngettext("{count} updated", "{count} updated", report.updated).format(
        count=formats.number(report.updated, locale)
    )
    if report.created and report.updated:
        return _("{made} and {changed} from “{name}”.").format(made=made, changed=changed, name=path.name)
    return _("{made} from “{name}”.").format(made=changed if report.updated else made, name=path.name)
