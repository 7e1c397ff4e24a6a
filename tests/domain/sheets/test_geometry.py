"""Nothing on a machine-readable page lies over anything else."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.reminders.model import Result
from crm_desktop.domain.sheets import follow_up
from crm_desktop.domain.sheets.follow_up import FollowUpPage, PlacedItem
from crm_desktop.domain.sheets.geometry import CODE_QUIET, MARGIN, SHEETS, Rect

PAGES = [FollowUpPage(sheet, points) for sheet in SHEETS.values() for points in (False, True)]


@pytest.fixture(params=PAGES, ids=lambda page: f"{page.sheet.height}{'-points' if page.points else ''}")
def page(request: pytest.FixtureRequest) -> FollowUpPage:
    assert isinstance(request.param, FollowUpPage)
    return request.param


def full_page(page: FollowUpPage) -> list[PlacedItem]:
    count = int(page.body.height // follow_up.LEAST_BLOCK)
    return [
        PlacedItem(number + 1, 1, round((page.body.y + number * follow_up.LEAST_BLOCK) * 10))
        for number in range(count)
    ]


def test_twelve_to_eighteen_customers_fit_on_a_page(page: FollowUpPage) -> None:
    most = int(page.body.height // follow_up.LEAST_BLOCK)
    assert 12 <= most <= 18


def test_marks_lie_in_the_margin_with_room_around_them(page: FollowUpPage) -> None:
    content = page.sheet.content
    for mark in page.sheet.marks:
        assert page.sheet.area.contains(mark.grown(6))
        assert not mark.grown(2).overlaps(content)


def test_code_keeps_its_white_border(page: FollowUpPage) -> None:
    border = page.sheet.code.grown(CODE_QUIET)
    others = [page.header, page.body, *page.sheet.marks]
    assert not [other for other in others if border.overlaps(other)]
    assert page.heads.y >= page.sheet.code.bottom + CODE_QUIET


def test_parts_and_columns_do_not_overlap_and_keep_the_margins(page: FollowUpPage) -> None:
    parts = [page.header, page.heads, page.body, page.footer]
    columns = [page.number, page.customer, page.phone, *page.choices]
    columns += [page.points_column] if page.points else []
    for group in (parts, columns):
        assert not [pair for pair in combinations(group, 2) if pair[0].overlaps(pair[1])]
        assert all(page.sheet.content.grown(1e-9).contains(part) for part in group)
    assert page.customer.width >= 45


def test_boxes_of_a_full_page_touch_nothing(page: FollowUpPage) -> None:
    boxes = list(follow_up.boxes_on_page(page, full_page(page), 1))
    assert len({(box.number, box.choice) for box in boxes}) == len(boxes) == 5 * len(full_page(page))
    for first, second in combinations(boxes, 2):
        assert not first.rect.grown(2).overlaps(second.rect)
    for box in boxes:
        assert page.body.contains(box.rect)
        assert page.body.x >= MARGIN
        assert not [mark for mark in page.sheet.marks if mark.grown(3).overlaps(box.rect)]
        assert not box.rect.overlaps(page.phone)


def test_boxes_are_found_again_from_what_is_kept(page: FollowUpPage) -> None:
    items = full_page(page)
    again = [PlacedItem(item.number, item.page, item.top) for item in items]
    assert list(follow_up.boxes_on_page(page, items, 1)) == list(follow_up.boxes_on_page(page, again, 1))
    assert not list(follow_up.boxes_on_page(page, items, 2))


def test_points_do_not_move_the_boxes() -> None:
    for sheet in SHEETS.values():
        assert FollowUpPage(sheet, True).boxes(1, 50) == FollowUpPage(sheet, False).boxes(1, 50)


def test_boxes_stand_in_the_order_of_the_results() -> None:
    boxes = PAGES[0].boxes(7, 100)
    assert [box.choice for box in boxes] == list(Result)
    assert [box.rect.x for box in boxes] == sorted(box.rect.x for box in boxes)
    assert {box.number for box in boxes} == {7}


@given(st.floats(follow_up.LEAST_BLOCK, 200), st.sampled_from(PAGES))
def test_lines_to_write_on_leave_room_for_a_hand(height: float, page: FollowUpPage) -> None:
    lines = page.lines(60.0, height)
    below_box = page.boxes(1, 60.0)[0].rect.bottom
    assert lines[-1] < 60 + height - 1
    assert lines[0] - below_box >= 5.5
    assert all(lower - upper >= 6.99 for upper, lower in pairwise(lines))
    assert len(lines) <= follow_up.MOST_LINES


def test_rectangles() -> None:
    box = Rect(10, 10, 5, 5)
    assert not box.overlaps(Rect(15, 10, 5, 5))
    assert box.overlaps(Rect(14.9, 10, 5, 5))
    assert box.contains(Rect(10, 10, 5, 5))
    assert not box.contains(Rect(9.9, 10, 5, 5))
    assert box.grown(1) == Rect(9, 9, 7, 7)
