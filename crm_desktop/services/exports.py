"""Taking customers and follow-ups out to a file that is written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO
from zoneinfo import ZoneInfo

from crm_desktop.domain.customers.listing import CustomerFilter
from crm_desktop.domain.reminders.listing import ReminderFilter, View
from crm_desktop.exchange.csv_writer import separator_for, write_csv
from crm_desktop.exchange.export_columns import Shape, headings
from crm_desktop.exchange.export_rows import Extras, RowLayout
from crm_desktop.exchange.export_sums import SumWords
from crm_desktop.exchange.formats import FORMAT_OF
from crm_desktop.exchange.vcard_writer import CardContext, write_card
from crm_desktop.exchange.xlsx_writer import write_xlsx
from crm_desktop.services import own_fields, reminders, staff
from crm_desktop.services.customer_lists import list_ids
from crm_desktop.services.files import write_whole
from crm_desktop.services.shop import Shop
from crm_desktop.services.stage_rule import stage_rule
from crm_desktop.shared.collecting import seldom
from crm_desktop.shared.errors import Cancelled, InvalidInput
from crm_desktop.shared.i18n import _, ngettext
from crm_desktop.store.engines.base import Connection
from crm_desktop.store.queries import customer_export
from crm_desktop.store.queries.customer_export import Some
from crm_desktop.store.queries.customers import iterate


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written.

    Attributes:
        path: the file.
        count: how many customers, or follow-ups, are in it.
        sentence: what happened, in the user's language.
    """

    path: Path
    count: int
    sentence: str


class _Steps:
    """Tells how far the export is, and stops it when the person says so."""

    def __init__(
        self, total: int, progress: Callable[[int, int], None] | None, cancelled: Callable[[], bool] | None
    ) -> None:
        self._total = total
        self._done = 0
        self._progress = progress
        self._cancelled = cancelled

    def step(self, count: int) -> None:
        """A part of so many customers begins."""
        if self._cancelled is not None and self._cancelled():
            raise Cancelled
        if self._progress is not None:
            self._progress(self._done, self._total)
        self._done += count


def export_customers(
    shop: Shop,
    which: Sequence[int] | CustomerFilter | None,
    form: str,
    path: Path,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Exported:
    """Write customers to a file that `imports.run_import` reads back to the same customers.

    Args:
        shop: whose customers.
        which: their ids, a filter, or None for all, archived ones too.
        form: "csv", "xlsx" or "vcard".
        path: where to; a file of that name is replaced only by a whole one.
        progress: told (done, total) customers now and then.
        cancelled: asked now and then.

    Raises:
        InvalidInput: there is no such format.
        StorageError: the disk said no; what was there is untouched.
        Cancelled: nothing was written.
    """
    if form not in {"csv", "xlsx", "vcard"}:
        raise InvalidInput(_("Customers cannot be written as “{form}”.").format(form=form))
    chosen = list_ids(shop, which) if isinstance(which, CustomerFilter) else which
    with shop.db.reading() as connection, seldom():
        everybody = customer_export.everybody(connection)
        which_parts = everybody if chosen is None else customer_export.parts(chosen)
        steps = _Steps(sum(len(part) for part in which_parts), progress, cancelled)
        if form == "vcard":
            count = _write_cards(shop, connection, which_parts, path, steps)
        else:
            all_of_them = chosen is None
            count = _write_table(shop, connection, which_parts, path, form, steps, everybody=all_of_them)
    sentence = ngettext(
        "{count} customer written to “{name}” ({form}).",
        "{count} customers written to “{name}” ({form}).",
        count,
    )
    return Exported(path, count, sentence.format(count=count, name=path.name, form=_(FORMAT_OF[form].title)))


def _write_table(
    shop: Shop,
    connection: Connection,
    which: list[Some],
    path: Path,
    form: str,
    steps: _Steps,
    *,
    everybody: bool,
) -> int:
    profile = shop.profile
    most = customer_export.most_contacts(connection, None if everybody else which, _prefix(profile.country))
    shape = Shape(
        {family: count for family, (count, _typed) in most.items()},
        frozenset(family for family, (_count, typed) in most.items() if typed),
        tuple(own_fields.list_fields(shop)),
        customer_export.has_sums(connection),
    )
    tiers = connection.execute("SELECT id, name FROM loyalty_tier").fetchall()
    layout = RowLayout(shape, profile.locale, SumWords(stage_rule(shop), dict(tiers), profile.locale))

    def chunks() -> Iterator[list[list[str]]]:
        for some in which:
            steps.step(len(some))
            rows = customer_export.rows(connection, some, layout.fetched)
            layout.fill(rows, _extras(connection, some, own=bool(shape.own_fields)))
            yield list(rows.values())

    counts: list[int] = []
    titles = headings(shape)

    def write(file: IO[bytes]) -> None:
        if form == "csv":
            counts.append(write_csv(file, titles, chunks(), separator_for(profile.locale)))
        else:
            counts.append(write_xlsx(file, titles, chain.from_iterable(chunks()), _("Customers")))

    write_whole(path, write)
    return counts[0]


def _extras(connection: Connection, some: Some, *, own: bool) -> Extras:
    return Extras(
        customer_export.contacts(connection, some),
        customer_export.tags(connection, some),
        customer_export.own_values(connection, some) if own else (),
        customer_export.relations(connection, some),
    )


def _prefix(country: str) -> str:
    if country == "ES":
        return "+34"
    import phonenumbers

    return f"+{phonenumbers.country_code_for_region(country)}"


def _write_cards(shop: Shop, connection: Connection, which: list[Some], path: Path, steps: _Steps) -> int:
    fields = {field.id: field for field in own_fields.list_fields(shop) if field.id is not None}
    people = {m.id: m.name for m in staff.list_staff(shop, active_only=False) if m.id is not None}
    count = 0

    def write(file: IO[bytes]) -> None:
        nonlocal count
        for ids in customer_export.ids_in(connection, which):
            steps.step(len(ids))
            related = customer_export.relations(connection, ids)
            for customer in iterate(connection, ids):
                photo = _photo(connection, customer.photo) if customer.photo else b""
                relations = tuple(related.get(customer.id or 0, ()))
                file.write(write_card(customer, CardContext(fields, people, relations, photo)))
                count += 1

    write_whole(path, write)
    return count


def _photo(connection: Connection, name: str) -> bytes:
    row = connection.execute("SELECT data FROM picture WHERE name = ?", (name,)).fetchone()
    return bytes(row[0]) if row else b""


def export_reminders(
    shop: Shop, path: Path, ids: Sequence[int] | None = None, *, as_tasks: bool = False
) -> Exported:
    """Write follow-ups as iCalendar, for the calendar of a telephone or a mail program.

    Args:
        shop: whose follow-ups.
        path: where to.
        ids: which; None for all that are open.
        as_tasks: as tasks instead of events.

    Raises:
        StorageError: the disk said no; what was there is untouched.
    """
    from crm_desktop.exchange.icalendar_writer import write_calendar

    wanted = ReminderFilter(view=View.ALL, hidden=True)
    chosen = list(reminders.list_ids(shop, wanted) if ids is None else ids)
    found = reminders.get_many(shop, chosen)
    phones = {row.customer_id: row.phone for row in reminders.rows(shop, chosen)}
    # The computer's own zone has no name that other programs know: then hours are written without one.
    local = shop.clock.local(shop.clock.now()).tzinfo
    zone = local if isinstance(local, ZoneInfo) else None
    content = write_calendar(
        found, shop.clock.now(), zone, shop=shop.profile.name, phones=phones, as_tasks=as_tasks
    )
    write_whole(path, content)
    sentence = ngettext(
        "{count} follow-up written to “{name}”.", "{count} follow-ups written to “{name}”.", len(found)
    )
    return Exported(path, len(found), sentence.format(count=len(found), name=path.name))
