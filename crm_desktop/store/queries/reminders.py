"""Lists of follow-ups: ids first, in SQL's order; then one page's rows, with the last contact beside each."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time

from crm_desktop.domain.reminders.listing import (
    NOBODY,
    ReminderFilter,
    ReminderOrder,
    ReminderRow,
)
from crm_desktop.domain.reminders.model import Method, Priority, Reminder, ReminderState, Result, Source
from crm_desktop.shared.clock import from_text, to_text
from crm_desktop.shared.text import fold, words
from crm_desktop.store.database import ShopDatabase
from crm_desktop.store.engines.base import Row

_CHUNK = 5_000
# With an hour before those for any time of the day; then the urgent ones; then by name.
_DUE = "r.due_date{d}, (r.due_time = ''){d}, r.due_time{d}, r.priority{up}, i.name_rank{d}, r.id{d}"
_ORDER: dict[ReminderOrder, str] = {
    ReminderOrder.DUE: "",
    ReminderOrder.CUSTOMER: "i.name_rank{d}, ",
    ReminderOrder.SUBJECT: "r.subject{d}, ",
    ReminderOrder.METHOD: "r.method{d}, ",
    ReminderOrder.STAFF: "(r.staff_id IS NULL){d}, (SELECT s.name FROM staff s WHERE s.id = r.staff_id){d}, ",
    ReminderOrder.LAST_CONTACT: "i.last_contact{d}, ",
}
_FROM = " FROM reminder r JOIN customer_index i ON i.customer_id = r.customer_id"
_COLUMNS = (
    "r.id, r.uid, r.customer_id, r.due_date, r.due_time, r.minutes, r.method, r.subject, r.notes, r.priority,"
    " r.staff_id, r.source, r.rrule, r.series_start, r.occurrence, r.snoozed_until, r.state, r.result,"
    " r.result_note, r.done_at, r.done_by, r.next_id, r.created_at, i.name"
)
_LAST = (
    "(SELECT {column} FROM {table} x WHERE x.customer_id = r.customer_id{only}"
    " ORDER BY x.at DESC, x.id DESC LIMIT 1)"
)
_ROW = (
    "SELECT r.id, r.customer_id, i.name, i.phone, r.due_date, r.due_time, r.method, r.subject, r.notes,"
    " r.priority, r.staff_id, r.rrule, r.snoozed_until, r.state, r.result, i.last_contact, "
    + ", ".join(
        _LAST.format(column=column, table=table, only=only)
        for column, table, only in (
            ("x.result", "interaction", ""),
            ("x.summary", "interaction", " AND x.summary <> ''"),
            ("x.at", "interaction", " AND x.summary <> ''"),
            ("x.text", "note", ""),
            ("x.at", "note", ""),
        )
    )
    + ", c.warning, c.do_not_contact"
    + _FROM
    + " JOIN customer c ON c.id = r.customer_id WHERE r.id IN (%s)"
)


def ids(database: ShopDatabase, wanted: ReminderFilter, today: date, now: datetime) -> array[int]:
    """Return the ids of the follow-ups that a filter asks for, in its order.

    Follow-ups of archived customers are left out unless one customer's are asked for.

    Args:
        database: the shop.
        wanted: which ones, and in which order.
        today: the date in the shop's zone.
        now: the instant (UTC).
    """
    conditions, values = _conditions(wanted, today, now)
    down, up = (" DESC", "") if wanted.descending else ("", " DESC")
    order = (_ORDER[wanted.order] + _DUE).format(d=down, up=up)
    searched = words(wanted.text)
    columns = "r.id, i.name, i.phone, r.subject" if searched else "r.id"
    sql = f"SELECT {columns}{_FROM} WHERE {' AND '.join(conditions)} ORDER BY {order}"
    if wanted.limit and not searched:
        sql += f" LIMIT {int(wanted.limit)}"
    found = database.read(sql, values)
    if not searched:
        return array("q", (r[0] for r in found))
    kept = array("q", (r[0] for r in found if _has_words(searched, r)))
    return kept[: wanted.limit] if wanted.limit else kept


def _has_words(searched: Sequence[str], row: Row) -> bool:
    text = fold(f"{row[1]} {row[3]}")
    digits = "".join(c for c in row[2] if c.isdigit())
    return all(word in text or (word.isdigit() and word in digits) for word in searched)


def _conditions(wanted: ReminderFilter, today: date, now: datetime) -> tuple[list[str], list[object]]:
    conditions: list[str] = []
    values: list[object] = []

    def add(condition: str, *more: object) -> None:
        conditions.append(condition)
        values.extend(more)

    if wanted.state is not None:
        add("r.state = ?", wanted.state.value)
    first, last = wanted.dates(today)
    if first is not None:
        add("r.due_date >= ?", first.isoformat())
    if last is not None:
        add("r.due_date <= ?", last.isoformat())
    if wanted.staff_id == NOBODY:
        add("r.staff_id IS NULL")
    elif wanted.staff_id is not None:
        add("r.staff_id = ?", wanted.staff_id)
    if wanted.method is not None:
        add("r.method = ?", wanted.method.value)
    if wanted.customer_id is not None:
        add("r.customer_id = ?", wanted.customer_id)
    else:
        add("i.archived = 0")
    if wanted.tag:
        add(
            "EXISTS (SELECT 1 FROM customer_tag ct JOIN tag t ON t.id = ct.tag_id"
            " WHERE ct.customer_id = r.customer_id AND t.name = ?)",
            wanted.tag,
        )
    if not wanted.hidden:
        add("(r.snoozed_until IS NULL OR r.snoozed_until <= ?)", to_text(now))
    return conditions, values


def rows(database: ShopDatabase, wanted: Sequence[int]) -> list[ReminderRow]:
    """Return the rows of these follow-ups in the order of the ids; ids that are gone are left out."""
    found: dict[int, ReminderRow] = {}
    for chunk in _chunks(wanted):
        for row in database.read(_ROW % ",".join("?" * len(chunk)), chunk):
            found[row[0]] = _row(row)
    return [found[i] for i in wanted if i in found]


def _chunks(wanted: Sequence[int]) -> Iterator[tuple[int, ...]]:
    for start in range(0, len(wanted), _CHUNK):
        yield tuple(wanted[start : start + _CHUNK])


def _row(row: Row) -> ReminderRow:
    summary, summary_at, note, note_at = row[17:21]
    return ReminderRow(
        id=row[0],
        customer_id=row[1],
        customer_name=row[2],
        phone=row[3],
        due_date=date.fromisoformat(row[4]),
        due_time=time.fromisoformat(row[5]) if row[5] else None,
        method=Method(row[6]),
        subject=row[7],
        notes=row[8],
        priority=Priority(row[9]),
        staff_id=row[10],
        rrule=row[11],
        snoozed_until=from_text(row[12]) if row[12] else None,
        state=ReminderState(row[13]),
        result=Result(row[14]) if row[14] else None,
        last_contact=from_text(row[15]) if row[15] else None,
        last_result=Result(row[16]) if row[16] else None,
        last_note=(note if (note_at or "") > (summary_at or "") else summary) or "",
        warning=row[21],
        do_not_contact=bool(row[22]),
    )


def load(database: ShopDatabase, wanted: Iterable[int]) -> dict[int, Reminder]:
    """Return whole follow-ups by their ids; ids that are not there are left out."""
    found: dict[int, Reminder] = {}
    for chunk in _chunks(list(wanted)):
        marks = ",".join("?" * len(chunk))
        for row in database.read(f"SELECT {_COLUMNS}{_FROM} WHERE r.id IN ({marks})", chunk):
            found[row[0]] = _reminder(row)
    return found


def _reminder(row: Row) -> Reminder:
    return Reminder(
        id=row[0],
        uid=row[1],
        customer_id=row[2],
        due_date=date.fromisoformat(row[3]),
        due_time=time.fromisoformat(row[4]) if row[4] else None,
        minutes=row[5],
        method=Method(row[6]),
        subject=row[7],
        notes=row[8],
        priority=Priority(row[9]),
        staff_id=row[10],
        source=Source(row[11]),
        rrule=row[12],
        series_start=date.fromisoformat(row[13]) if row[13] else None,
        occurrence=date.fromisoformat(row[14]) if row[14] else None,
        snoozed_until=from_text(row[15]) if row[15] else None,
        state=ReminderState(row[16]),
        result=Result(row[17]) if row[17] else None,
        result_note=row[18],
        done_at=from_text(row[19]) if row[19] else None,
        done_by=row[20],
        next_id=row[21],
        created_at=from_text(row[22]),
        customer_name=row[23],
    )


def reachable(database: ShopDatabase, customer_ids: Sequence[int]) -> tuple[list[int], int, int]:
    """Return the customers who may be followed up, each once, in their order.

    Returns:
        Their ids; how many were left out because they do not want to be contacted; how many because archived.
    """
    wanted = list(dict.fromkeys(customer_ids))
    flags: dict[int, tuple[int, int]] = {}
    for chunk in _chunks(wanted):
        marks = ",".join("?" * len(chunk))
        for row in database.read(
            f"SELECT id, do_not_contact, archived_at IS NOT NULL FROM customer WHERE id IN ({marks})", chunk
        ):
            flags[row[0]] = (row[1], row[2])
    found = [i for i in wanted if flags.get(i) == (0, 0)]
    archived = sum(1 for flag in flags.values() if flag[1])
    return found, len(flags) - len(found) - archived, archived


def columns_of(reminder: Reminder) -> dict[str, object]:
    """Return what is stored of a follow-up: column -> value, its id left out."""
    return {
        "uid": reminder.uid,
        "customer_id": reminder.customer_id,
        "due_date": reminder.due_date.isoformat(),
        "due_time": f"{reminder.due_time:%H:%M}" if reminder.due_time else "",
        "minutes": reminder.minutes,
        "method": reminder.method.value,
        "subject": reminder.subject,
        "notes": reminder.notes,
        "priority": int(reminder.priority),
        "staff_id": reminder.staff_id,
        "source": reminder.source.value,
        "rrule": reminder.rrule,
        "series_start": reminder.series_start.isoformat() if reminder.series_start else None,
        "occurrence": reminder.occurrence.isoformat() if reminder.occurrence else None,
        "snoozed_until": to_text(reminder.snoozed_until) if reminder.snoozed_until else None,
        "state": reminder.state.value,
        "result": reminder.result.value if reminder.result else "",
        "result_note": reminder.result_note,
        "done_at": to_text(reminder.done_at) if reminder.done_at else None,
        "done_by": reminder.done_by,
        "next_id": reminder.next_id,
        "created_at": to_text(reminder.created_at) if reminder.created_at else "",
    }
