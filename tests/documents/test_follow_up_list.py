"""The follow-up list on paper: what it shows, what never gets lost, and where its boxes are."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import zxingcpp
from PIL import Image

from crm_desktop.documents.kinds.follow_up_list import FollowUpGroup, FollowUpItem, FollowUpList, print_list
from crm_desktop.documents.running import Letterhead
from crm_desktop.domain.reminders.follow_up_list import Grouping
from crm_desktop.domain.reminders.model import Method, Priority, Result
from crm_desktop.domain.sheets import codes
from crm_desktop.domain.sheets.follow_up import FollowUpPage, PlacedItem, boxes_on_page
from crm_desktop.domain.sheets.geometry import SHEETS
from crm_desktop.domain.shop import PaperSize
from crm_desktop.shared import i18n
from tests.documents import pdfs

DAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, 5, tzinfo=ZoneInfo("Europe/Madrid"))
AWKWARD = ("<b>Ana</b> & Cía", "=1+1", "'; DROP TABLE customer; --", "محمد علي", "Ana 🎉 王小明", "(a) \\ b")


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.install("en")


def item(number: int, **given: Any) -> FollowUpItem:
    usual: dict[str, Any] = {
        "number": number,
        "customer": f"Customer{number:04d}, Ana",
        "phone": f"622 {number:06d}",
        "reason": f"Reason{number:04d}",
        "due_date": DAY,
        "last_contact": DAY - timedelta(days=3),
    }
    return FollowUpItem(**(usual | given))


def a_list(*items: FollowUpItem, **given: Any) -> FollowUpList:
    usual: dict[str, Any] = {
        "shop": Letterhead("Sample Shop", "1 Sample Street"),
        "first": DAY,
        "last": DAY,
        "groups": (FollowUpGroup(items, person="Marta"),),
        "list_code": "00CR",
        "printed_at": NOW,
        "printed_by": "Julián",
    }
    return FollowUpList(**(usual | given))


def logo(size: tuple[int, int], mode: str = "RGB") -> bytes:
    file = io.BytesIO()
    Image.new(mode, size, 0).save(file, "PNG")
    return file.getvalue()


def test_page_says_what_it_is_and_shows_the_customer() -> None:
    pdf = print_list(a_list(item(1), scope="with the tag VIP")).pdf
    told = pdfs.text(pdf)
    for part in (
        "Follow-up list", "Sábado, 21 de noviembre de 2026", "with the tag VIP", "Sample Shop",
        "Printed by Julián", "21/11/2026 9:05", "Marta", "Customer0001, Ana", "622 000001", "Reason0001",
        "Last contact: 3 days ago", "page 1 of 1", "00CR-1-", "Contacted", "Wrong", "Mark with a cross",
    ):  # fmt: skip
        assert part in told, part
    assert pdfs.info(pdf)["Title"] == "Follow-up list: sábado, 21 de noviembre de 2026"
    assert pdfs.info(pdf)["Author"] == "Sample Shop"


@pytest.mark.parametrize("paper", list(PaperSize))
def test_twelve_to_eighteen_common_follow_ups_fit_on_a_page(paper: PaperSize) -> None:
    printed = print_list(a_list(*map(item, range(1, 100)), paper=paper))
    on_page = [sum(one.page == page for one in printed.items) for page in range(1, printed.pages)]
    assert on_page
    assert all(12 <= count <= 18 for count in on_page)


def test_every_number_is_placed_once_and_in_order() -> None:
    printed = print_list(a_list(*map(item, range(1, 101))))
    assert [one.number for one in printed.items] == list(range(1, 101))
    places = [(one.page, one.top) for one in printed.items]
    assert places == sorted(set(places))


def test_pages_are_counted_and_heads_repeated() -> None:
    printed = print_list(a_list(*map(item, range(1, 61))))
    told = pdfs.pages(printed.pdf)
    assert len(told) == printed.pages > 2
    for number, page in enumerate(told, start=1):
        assert f"page {number} of {printed.pages}" in page
        assert "Telephone" in page
        assert ("Marta (continued)" in page) == (number > 1)


def test_title_of_a_group_never_stands_alone() -> None:
    for before in range(1, 40):
        groups = (
            FollowUpGroup(tuple(map(item, range(1, before + 1))), person="Marta"),
            FollowUpGroup((item(before + 1),), person="Zoe"),
        )
        for page in pdfs.pages(print_list(a_list(groups=groups)).pdf):
            assert page.count("Customer0") == page.count("Reason") == page.count("Last contact")
            if "Zoe" in page:
                assert f"Customer{before + 1:04d}" in page


def test_groups_by_hour_and_without_groups() -> None:
    groups = (FollowUpGroup((item(1),), hour=9), FollowUpGroup((item(2),), hour=None))
    told = pdfs.text(print_list(a_list(groups=groups, grouping=Grouping.HOUR)).pdf)
    assert "9:00" in told
    assert "At any time" in told
    alone = pdfs.text(print_list(a_list(item(1), grouping=Grouping.NONE)).pdf)
    assert "Marta" not in alone
    assert "Nobody in particular" in pdfs.text(print_list(a_list(groups=(FollowUpGroup((item(1),)),))).pdf)


def test_block_is_never_divided_when_it_fits_on_a_page() -> None:
    items = [item(n, notes="\n".join(f"note{n:03d}-{line}" for line in range(n % 9))) for n in range(1, 60)]
    told = pdfs.pages(print_list(a_list(*items)).pdf)
    for n in range(1, 60):
        (page,) = [page for page in told if f"Customer{n:04d}" in page]
        assert all(f"note{n:03d}-{line}" in page for line in range(n % 9))


@pytest.mark.parametrize(
    "field", ["customer", "reason", "notes", "warning", "phone", "reach", "last_note", "hours"]
)
def test_ten_thousand_letters_are_all_printed(field: str) -> None:
    text = "".join(chr(0x61 + n % 26) for n in range(10_000))
    printed = print_list(a_list(item(1), item(2, **{field: text}), item(3)))
    told = pdfs.joined(printed.pdf)
    # Whole but for what stands between two pages.
    pieces = re.findall("[a-z]{40,}", told)
    assert sum(map(len, pieces)) >= 10_000
    assert printed.pages < 30
    assert [one.number for one in printed.items] == [1, 2, 3]


@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_text_is_printed_as_it_stands(name: str) -> None:
    printed = print_list(a_list(item(1, customer=name, reason=name, warning=name), groups=(
        FollowUpGroup((item(1, customer=name, reason=name, warning=name),), person=name),), printed_by=name,
        shop=Letterhead(name), scope=name))  # fmt: skip
    assert pdfs.text(printed.pdf).count(name) >= 5
    assert pdfs.info(printed.pdf)["Author"] == name


def test_control_characters_and_lone_surrogates_do_no_harm() -> None:
    printed = print_list(a_list(item(1, customer="A\x00na\ud800", notes="uno\r\n\x1bdos\u202e")))
    assert "Ana\ufffd" in pdfs.text(printed.pdf)


def test_points_have_a_column_only_where_there_are_any() -> None:
    assert "Points" not in pdfs.text(print_list(a_list(item(1))).pdf)
    told = pdfs.text(print_list(a_list(item(1, points=1905), item(2))).pdf)
    assert "Points" in told
    assert "1.905" in told


def test_warnings_urgency_and_lateness_are_seen() -> None:
    told = pdfs.joined(
        print_list(
            a_list(
                item(1, do_not_contact=True, warning="Allergic to nickel"),
                item(2, priority=Priority.HIGH, method=Method.VISIT, reach="2 Sample Road"),
                item(
                    3, due_date=DAY - timedelta(days=9), due_time=time(16, 30), last_result=Result.NO_ANSWER
                ),
                item(4, hours="evenings", other_phone="912 345 678", last_note="asked for a catalogue"),
            )
        ).pdf
    )
    for part in (
        "Do not contact", "Allergic to nickel", "Urgent · Visit", "2 Sample Road", "Since 12 nov · 16:30",
        "3 days ago (No answer)", "Prefers: evenings", "also 912 345 678", "asked for a catalogue",
    ):  # fmt: skip
        assert "".join(part.split()) in told, part


def test_list_of_a_period_says_the_day_of_each() -> None:
    told = pdfs.text(print_list(a_list(item(1, due_date=date(2026, 11, 23)), last=date(2026, 11, 28))).pdf)
    assert "21 de noviembre to 28 de noviembre de 2026" in told
    assert "23 nov" in told


@pytest.mark.parametrize("paper", list(PaperSize))
def test_boxes_are_printed_exactly_where_they_will_be_looked_for(paper: PaperSize) -> None:
    content = a_list(*map(item, range(1, 20)), item(20, points=5), paper=paper)
    printed = print_list(content)
    layout = FollowUpPage(SHEETS[paper], points=True)
    dpi = 200
    for number in range(1, printed.pages + 1):
        image = pdfs.picture(printed.pdf, number - 1, dpi)
        boxes = list(boxes_on_page(layout, printed.items, number))
        assert boxes
        for box in boxes:
            rect = box.rect
            for edge in (
                (rect.x - 0.3, rect.y + 1, rect.x + 0.3, rect.bottom - 1),
                (rect.right - 0.3, rect.y + 1, rect.right + 0.3, rect.bottom - 1),
                (rect.x + 1, rect.y - 0.3, rect.right - 1, rect.y + 0.3),
                (rect.x + 1, rect.bottom - 0.3, rect.right - 1, rect.bottom + 0.3),
            ):
                assert pdfs.darkness(image, edge, dpi) > 0.25
            inside = rect.grown(-0.5)
            assert pdfs.darkness(image, (inside.x, inside.y, inside.right, inside.bottom), dpi) == 0
        for mark in layout.sheet.marks:
            inside = mark.grown(-0.3)
            assert pdfs.darkness(image, (inside.x, inside.y, inside.right, inside.bottom), dpi) == 1


def test_code_of_every_page_is_read_from_its_picture() -> None:
    printed = print_list(a_list(*map(item, range(1, 61))))
    for number in range(1, printed.pages + 1):
        (found,) = zxingcpp.read_barcodes(pdfs.picture(printed.pdf, number - 1, 150))
        code = codes.parse(found.text)
        assert (code.list_code, code.page) == ("00CR", number)
        assert code.spoken in pdfs.pages(printed.pdf)[number - 1]


def test_same_list_gives_the_same_bytes() -> None:
    content = a_list(*map(item, range(1, 40)))
    assert print_list(content) == print_list(content)


def test_empty_list_is_a_page_that_says_so() -> None:
    printed = print_list(a_list(groups=()))
    assert printed.pages == 1
    assert printed.items == ()
    assert "There is nobody to follow up." in pdfs.text(printed.pdf)


@pytest.mark.parametrize(
    "picture",
    [b"", b"no picture", logo((4000, 200)), logo((1, 900), "RGBA"), logo((50, 50), "P"), logo((60, 40))[:60]],
    ids=["none", "nonsense", "wide", "high", "palette", "broken"],
)
def test_any_logo_lets_the_list_be_printed(picture: bytes) -> None:
    printed = print_list(a_list(item(1), shop=Letterhead("Sample Shop", "", picture)))
    assert "Customer0001" in pdfs.text(printed.pdf)


def test_logo_is_drawn_on_every_page_and_kept_once() -> None:
    few = print_list(a_list(item(1), shop=Letterhead("S", "", logo((300, 180)))))
    many = print_list(a_list(*map(item, range(1, 60)), shop=Letterhead("S", "", logo((300, 180)))))
    assert many.pages > few.pages
    for page in range(many.pages):
        assert pdfs.darkness(pdfs.picture(many.pdf, page), (16, 17, 38, 28)) > 0.9
    assert many.pdf.count(b"/Subtype /Image") == few.pdf.count(b"/Subtype /Image") == 1


def test_long_names_of_shop_and_person_do_not_reach_the_code() -> None:
    printed = print_list(
        a_list(
            item(1),
            shop=Letterhead("Sample Shop " * 30, "Street " * 40),
            printed_by="Julián " * 40,
            scope="tag " * 90,
        )
    )
    (found,) = zxingcpp.read_barcodes(pdfs.picture(printed.pdf, 0, 150))
    assert codes.parse(found.text).page == 1


def test_impossible_code_of_a_list_is_refused() -> None:
    with pytest.raises(codes.BadCode):
        print_list(replace(a_list(item(1)), list_code="ñ"))


def test_blocks_do_not_overlap() -> None:
    items = [
        item(n, notes="word " * (n * 7 % 90), phone="+52 55 1234 5678 ext. 12" if n % 3 else "")
        for n in range(1, 50)
    ]
    printed = print_list(a_list(*items))
    least = round(FollowUpPage(SHEETS[PaperSize.A4]).boxes(1, 0)[0].rect.bottom * 10)
    tops: dict[int, list[PlacedItem]] = {}
    for placed in printed.items:
        tops.setdefault(placed.page, []).append(placed)
    for placed_on_page in tops.values():
        assert all(lower.top - upper.top > least + 50 for upper, lower in pairwise(placed_on_page))
