"""The follow-up list as PDF, against one platypus Table of the same cells."""

from __future__ import annotations

import io
from datetime import datetime

from crm_desktop.documents.kinds.follow_up_list import (
    FollowUpGroup,
    FollowUpItem,
    FollowUpList,
    build,
)
from crm_desktop.documents.running import Letterhead
from crm_desktop.domain.reminders.follow_up_list import Grouping
from crm_desktop.domain.reminders.model import Reminder
from crm_desktop.domain.sample.shop import Sample
from crm_desktop.shared.paths import resources_dir
from tests.benchmarks.measure import Figure, in_turns, median
from tests.benchmarks.world import World
from tests.factories import TODAY

TARGET = 0.25
ROWS, QUICK_ROWS = 10_000, 2_000
BOXES = 5
FONT = "BenchNoto"


def content(count: int) -> FollowUpList:
    """A follow-up list of so many follow-ups of the sample shop."""
    sample = Sample(count, 1, TODAY)
    customers = list(sample.customers())
    subjects: list[Reminder] = sample.follow_ups()
    items = []
    for number, customer in enumerate(customers, 1):
        reminder = subjects[number % len(subjects)]
        items.append(
            FollowUpItem(
                number=number,
                customer=customer.list_name,
                phone=customer.phones[0].value if customer.phones else "",
                reason=reminder.subject,
                due_date=TODAY,
                due_time=reminder.due_time,
                notes=reminder.notes,
                hours=customer.preferred_hours,
                last_contact=reminder.due_date,
                last_result=reminder.result,
                last_note=reminder.result_note,
            )
        )
    return FollowUpList(
        shop=Letterhead(sample.profile.name, sample.profile.town),
        first=TODAY,
        last=TODAY,
        groups=(FollowUpGroup(tuple(items), person="Amparo"),),
        list_code="0001",
        printed_at=datetime(2026, 11, 21, 9, 5),  # noqa: DTZ001 - as the clock in the shop shows it
        grouping=Grouping.PERSON,
    )


def cells(listed: FollowUpList) -> list[list[str]]:
    """What stands in the boxes of a table of the same list."""
    return [
        [
            str(item.number),
            f"{item.customer}\n{item.reason}\n{item.last_contact} {item.last_note} {item.notes}",
            f"{item.phone}\n{item.hours}\n{item.due_time or ''}",
            *[""] * BOXES,
        ]
        for group in listed.groups
        for item in group.items
    ]


def plain_table(rows: list[list[str]]) -> bytes:
    """The same as one platypus Table, with its sizes given."""
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(FONT, str(next(resources_dir().rglob("NotoSans-Regular.ttf")))))
    table = Table(rows, colWidths=[24, 270, 110, *[24] * BOXES], rowHeights=[48] * len(rows), repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("FONT", (0, 0), (-1, -1), FONT, 9),
                ("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.grey),
                ("BOX", (3, 0), (-1, -1), 0.7, colors.black),
                ("INNERGRID", (3, 0), (-1, -1), 0.7, colors.black),
            ]
        )
    )
    file = io.BytesIO()
    SimpleDocTemplate(file, pagesize=A4, leftMargin=42, rightMargin=42).build([table])
    return file.getvalue()


def run(world: World) -> list[Figure]:
    """Measure one long list; `size` is its rows."""
    rows = QUICK_ROWS if world.quick else ROWS
    listed = content(rows)
    same = cells(listed)
    ours, floor = in_turns(lambda: build(listed), lambda: plain_table(same), world.times(3, 3))
    return [Figure("follow_up_list_pdf_ms", median(ours), median(floor), TARGET, rows)]
