"""The follow-up list: gathers what goes on it and keeps which follow-up stands where on which sheet.

A printed list is kept with its numbers and where on the paper each lies, so that the results can be
typed in by number, and read back from the paper one day.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from crm_desktop.domain.reminders.follow_up_list import (
    ListGroup,
    ListRequest,
    check_request,
    filter_for,
    grouped,
)
from crm_desktop.domain.reminders.listing import NOBODY, ReminderRow
from crm_desktop.domain.reminders.model import Method
from crm_desktop.domain.sheets.codes import list_code
from crm_desktop.services.changes import Changes
from crm_desktop.services.printing_shop import letterhead
from crm_desktop.services.reminders import list_rows
from crm_desktop.services.shop import Shop, changes
from crm_desktop.services.staff import list_staff
from crm_desktop.shared.i18n import _
from crm_desktop.store.database import Operation
from crm_desktop.store.queries import printed_lists as queries
from crm_desktop.store.queries.customers import load

if TYPE_CHECKING:
    from crm_desktop.documents.kinds.follow_up_list import FollowUpItem, FollowUpList, PrintedFollowUpList
    from crm_desktop.domain.customers.model import Customer

FOLLOW_UP_LIST = "follow_up_list"


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """A list that was made.

    Attributes:
        pdf: the document.
        list_id: the printed list; 0 when it was not kept: a preview, an empty list, a read-only shop.
        code: what stands on the paper.
        pages: how many.
        count: how many follow-ups are on it.
        left_out: how many are not, because their customers do not want to be contacted.
    """

    pdf: bytes
    list_id: int
    code: str
    pages: int
    count: int
    left_out: int


@dataclass(frozen=True, slots=True)
class _Gathered:
    groups: tuple[ListGroup, ...]
    left_out: int


def preview_follow_up_list(shop: Shop, request: ListRequest) -> PrintedSheet:
    """Return the list as it would be printed now, without keeping it.

    Raises:
        InvalidInput: the period makes no sense.
    """
    gathered = _gather(shop, check_request(request))
    code = list_code(queries.next_id(shop.db))
    return _sheet(_printed(shop, request, gathered, code), 0, code, gathered)


def follow_up_list(
    shop: Shop, request: ListRequest, deliver: Callable[[bytes], object] | None = None
) -> Changes[PrintedSheet]:
    """Print the follow-up list and keep which follow-up has which number.

    Args:
        shop: the shop.
        request: what goes on it.
        deliver: takes the PDF, such as to write it to a file; when it fails, the list is not kept.

    Raises:
        InvalidInput: the period makes no sense.
    """
    gathered = _gather(shop, check_request(request))
    if shop.read_only or not gathered.groups:
        code = list_code(queries.next_id(shop.db))
        printed = _printed(shop, request, gathered, code)
        if deliver is not None:
            deliver(printed.pdf)
        return Changes(_sheet(printed, 0, code, gathered))
    title = _title(shop, request)
    with shop.operation("print_follow_up_list") as operation:
        list_id = operation.next_id("printed_list")
        code = list_code(list_id)
        printed = _printed(shop, request, gathered, code)
        _keep(operation, shop, list_id, code, title, request)
        _keep_items(operation, list_id, gathered, printed)
        if deliver is not None:
            deliver(printed.pdf)
        operation.words = _("List {code} printed: {title}.").format(code=code, title=title)
    return changes(operation, _sheet(printed, list_id, code, gathered))


def _sheet(printed: PrintedFollowUpList, list_id: int, code: str, gathered: _Gathered) -> PrintedSheet:
    count = sum(len(group.rows) for group in gathered.groups)
    return PrintedSheet(printed.pdf, list_id, code, printed.pages, count, gathered.left_out)


def _keep(
    operation: Operation, shop: Shop, list_id: int, code: str, title: str, request: ListRequest
) -> None:
    operation.insert(
        "printed_list",
        id=list_id,
        code=code,
        kind=FOLLOW_UP_LIST,
        title=title,
        printed_at=operation.at,
        staff_id=shop.on_duty,
        request=json.dumps(asdict(request), default=str, ensure_ascii=False, sort_keys=True),
    )


def _keep_items(
    operation: Operation, list_id: int, gathered: _Gathered, printed: PrintedFollowUpList
) -> None:
    follow_up = {line.number: line.row.id for group in gathered.groups for line in group.rows}
    first = operation.next_id("printed_item")
    operation.executemany(
        "INSERT INTO printed_item(id, list_id, number, page, top, reminder_id) VALUES(?, ?, ?, ?, ?, ?)",
        (
            (first + place, list_id, item.number, item.page, item.top, follow_up[item.number])
            for place, item in enumerate(printed.items)
        ),
    )


def _gather(shop: Shop, request: ListRequest) -> _Gathered:
    """Return what goes on the list.

    One that was put off until later is on the list of the day on which it comes back. Nobody is contacted who
    said no: those are left out and counted.
    """
    rows = list_rows(shop, replace(filter_for(request), hidden=True))
    now, clock = shop.clock.now(), shop.clock
    due = [
        row
        for row in rows
        if row.snoozed_until is None
        or row.snoozed_until <= now
        or clock.local(row.snoozed_until).date() <= request.last
    ]
    willing = [row for row in due if not row.do_not_contact]
    order = [member.id for member in list_staff(shop, active_only=False) if member.id is not None]
    return _Gathered(grouped(willing, request.grouping, order), len(due) - len(willing))


def _printed(shop: Shop, request: ListRequest, gathered: _Gathered, code: str) -> PrintedFollowUpList:
    from crm_desktop.documents.kinds.follow_up_list import print_list

    return print_list(_content(shop, request, gathered, code))


def _content(shop: Shop, request: ListRequest, gathered: _Gathered, code: str) -> FollowUpList:
    from crm_desktop.documents.kinds.follow_up_list import FollowUpGroup, FollowUpList

    ids = list({line.row.customer_id for group in gathered.groups for line in group.rows})
    customers = load(shop.db.connection(), ids)
    names = {member.id: member.name for member in list_staff(shop, active_only=False)}
    profile, clock = shop.profile, shop.clock
    return FollowUpList(
        shop=letterhead(shop),
        first=request.first,
        last=request.last,
        groups=tuple(
            FollowUpGroup(
                tuple(
                    _item(shop, line.number, line.row, customers[line.row.customer_id]) for line in group.rows
                ),
                person=names.get(group.staff_id, ""),
                hour=group.hour,
            )
            for group in gathered.groups
        ),
        list_code=code,
        printed_at=clock.local(clock.now()),
        printed_by=names.get(shop.on_duty, ""),
        grouping=request.grouping,
        scope=_scope(shop, request),
        locale=profile.locale,
        paper=profile.paper,
    )


def _item(shop: Shop, number: int, row: ReminderRow, customer: Customer) -> FollowUpItem:
    from crm_desktop.documents.kinds.follow_up_list import FollowUpItem
    from crm_desktop.domain.customers.phones import display

    phones = [display(point.normal or point.value, shop.profile.country) for point in customer.phones]
    contact = shop.clock.local(row.last_contact).date() if row.last_contact else None
    return FollowUpItem(
        number=number,
        customer=row.customer_name,
        phone=phones[0] if phones else "",
        reason=row.subject,
        due_date=row.due_date,
        due_time=row.due_time,
        method=row.method,
        priority=row.priority,
        notes=row.notes,
        reach=_reach(row.method, customer),
        other_phone=phones[1] if len(phones) > 1 else "",
        hours=customer.preferred_hours,
        last_contact=contact,
        last_result=row.last_result,
        last_note=row.last_note,
        warning=row.warning,
    )


def _reach(method: Method, customer: Customer) -> str:
    """Return what a visit or an e-mail needs besides the telephone."""
    if method is Method.VISIT:
        town = " ".join(part for part in (customer.postcode, customer.town) if part)
        return ", ".join(part for part in (customer.street, town) if part)
    if method is Method.EMAIL and customer.emails:
        return customer.emails[0].value
    return ""


def _scope(shop: Shop, request: ListRequest) -> str:
    """Say what was chosen besides the dates."""
    said = []
    if request.staff_id == NOBODY:
        said.append(_("those of nobody in particular"))
    elif request.staff_id is not None:
        people = {member.id: member.name for member in list_staff(shop, active_only=False)}
        said.append(_("for {name}").format(name=people.get(request.staff_id, "")))
    if request.tag:
        said.append(_("with the tag {tag}").format(tag=request.tag))
    return " · ".join(said)


def _title(shop: Shop, request: ListRequest) -> str:
    from crm_desktop.shared.formats import short_date

    locale = shop.profile.locale
    dates = short_date(request.first, locale)
    if request.last != request.first:
        dates = _("{first} to {last}").format(first=dates, last=short_date(request.last, locale))
    return " · ".join(part for part in (dates, _scope(shop, request)) if part)
