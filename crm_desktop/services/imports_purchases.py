"""Bringing purchases in from a till's file: one operation that is undone in one step, or nothing at all.

Several rows of one ticket are its lines, wherever they stand. A ticket that the shop has is never brought in
again: with the same content its rows are unchanged, with another they are rejected. A purchase without a
ticket is known by who, when, what and for how much, so that the same file twice changes nothing, either.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from crm_desktop.exchange.drafts import Setting
from crm_desktop.exchange.mapping import Mapping, mapping_from_json
from crm_desktop.exchange.purchase_guess import guess_purchase_mapping
from crm_desktop.exchange.purchase_row import PurchaseRow
from crm_desktop.exchange.tables import Reading
from crm_desktop.exchange.till_file import TillFile
from crm_desktop.exchange.vocabulary import PURCHASES
from crm_desktop.services.imports_purchases_customers import Buyers
from crm_desktop.services.imports_purchases_writer import PurchaseImportWriter, PurchaseOptions
from crm_desktop.services.imports_report import PURCHASE_OUTCOMES, Lines, PurchaseReport, ReportFile
from crm_desktop.services.imports_shared import (
    carry_out,
    mapping_text,
    reading_of,
    remember,
    remembered,
    to_utc_of,
)
from crm_desktop.services.shop import Shop
from crm_desktop.shared.formats import number
from crm_desktop.shared.i18n import _, ngettext
from crm_desktop.store.database import Operation

__all__ = ["PurchaseOptions", "PurchasePreview", "SampleRow", "preview", "run_import", "sample_rows"]


@dataclass(frozen=True, slots=True)
class PurchasePreview:
    """A till's file as the program understands it, before anything is brought in.

    Attributes:
        source: the file that was opened.
        mapping: which column is what.
        remembered: whether the mapping is the one that was used last time for these headings.
    """

    source: TillFile
    mapping: Mapping
    remembered: bool = False


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A row for a look.

    Attributes:
        says: what was understood; its `problem` says why it would be rejected.
        customer: who was found, "" for nobody.
        problem: why nobody was found although the row names somebody, or "".
    """

    says: PurchaseRow
    customer: str
    problem: str


def preview(shop: Shop, path: Path, reading: Reading | None = None) -> PurchasePreview:
    """Open a till's file and guess what its columns are, or remember it from the last time.

    Args:
        shop: where the purchases will go.
        path: a CSV file or a spreadsheet, known by its content.
        reading: how the person wants it to be read; None to guess.

    Raises:
        KnownError: it cannot be read, or is no table.
    """
    source = TillFile(path, reading or Reading())
    headers = source.table.headers
    stored = remembered(shop, headers, PURCHASES)
    if stored is not None and stored.filled():
        return PurchasePreview(source, stored, remembered=True)
    return PurchasePreview(source, guess_purchase_mapping(headers, source.table.sample, shop.profile.country))


def sample_rows(shop: Shop, found: PurchasePreview, mapping: Mapping, limit: int = 30) -> list[SampleRow]:
    """Return what the first rows of a file say, and whose they are, for a look."""
    profile = shop.profile
    setting = Setting(profile.country, profile.locale, shop.clock.today())
    reader = found.source.reader(mapping, setting, profile.currency)
    rows = [reader.read(cells) for cells in found.source.table.sample[:limit]]
    with shop.db.reading() as connection:
        buyers = Buyers(connection)
        buyers.look_up(rows)
    found_buyers: Sequence[SampleRow] = [
        SampleRow(row, buyer.name, buyer.problem) for row in rows for buyer in (buyers.of(row),)
    ]
    return list(found_buyers)


def run_import(
    shop: Shop,
    path: Path,
    *,
    mapping: Mapping | Callable[[tuple[str, ...]], Mapping] | None = None,
    reading: Reading | None = None,
    encoding: str | None = None,
    separator: str | None = None,
    options: PurchaseOptions = PurchaseOptions(),  # noqa: B008 - frozen
    dry_run: bool = False,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    report_path: Path | None = None,
) -> PurchaseReport:
    """Bring purchases in from a till's CSV file or spreadsheet.

    A customer is found by card, telephone, e-mail or tax id; a row that names somebody whom the shop does
    not know is rejected, unless the options say otherwise, and one that names nobody is a sale to somebody
    unknown.

    Args:
        shop: where the purchases go.
        path: the file.
        mapping: which column is what, or a function that makes it of the headings; None to remember it from
            the last time, or guess.
        reading: how the file is read; None to guess.
        encoding: of a CSV file, if the person says so.
        separator: of a CSV file, likewise; "tab" is understood.
        options: points, unknown customers, new products.
        dry_run: only say what would happen.
        progress: told (done, total) now and then, in whatever unit.
        cancelled: asked now and then.
        report_path: where a line for each row is written, as CSV.

    Raises:
        KnownError: the file as a whole is refused, or the disk said no; nothing was written.
        Cancelled: nothing was written.
    """
    found = preview(shop, path, reading or reading_of(encoding, separator))
    source, chosen = found.source, found.mapping
    if mapping is not None:
        chosen = mapping if isinstance(mapping, Mapping) else mapping(source.table.headers)
    source.check(chosen)
    report = PurchaseReport(dry_run=dry_run)
    file = ReportFile(report_path, PURCHASE_OUTCOMES)

    def write(operation: Operation) -> str:
        lines = Lines(report, file)
        writer = PurchaseImportWriter(shop, operation, source, options, to_utc_of(shop), report, lines)
        writer.run(chosen, progress, cancelled)
        return _words(report, path, shop.profile.locale)

    carry_out(shop, "import_purchases", report, file, write)
    if not dry_run:
        remember(shop, source.table.headers, chosen, PURCHASES)
    return report


def read_mapping(shop: Shop, path: Path) -> Callable[[tuple[str, ...]], Mapping]:
    """Read a mapping from a JSON file; see `imports.read_mapping`.

    Raises:
        KnownError: the file cannot be read or is no mapping.
    """
    del shop
    text = mapping_text(path)
    return lambda headers: mapping_from_json(text, headers, PURCHASES.targets)


def _words(report: PurchaseReport, path: Path, locale: str) -> str:
    made = ngettext("{count} purchase imported", "{count} purchases imported", report.created)
    count = number(report.created, locale)
    return _("{made} from “{name}”.").format(made=made.format(count=count), name=path.name)
