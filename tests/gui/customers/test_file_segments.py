"""The segments of a customer stand in the file as chips, and lead to the segment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QToolButton

from crm_desktop.domain.segments.model import Segment, SegmentKind
from crm_desktop.services import segments

if TYPE_CHECKING:
    from crm_desktop.gui.customers.page import CustomersPage
    from tests.gui.customers.conftest import Place
    from tests.gui.support import Settle


def chips(page: CustomersPage) -> dict[str, QToolButton]:
    found = page.detail.findChildren(QToolButton)
    return {one.text(): one for one in found if one.property("kind") == "chip" and one.isVisible()}


def test_the_file_shows_the_segments_of_the_customer_and_opens_them(
    page: CustomersPage, place: Place, settle: Settle
) -> None:
    key = segments.save(place.shop, Segment("Taller de punto", SegmentKind.HAND)).value
    segments.add_members(place.shop, key, [place.ids["angel"]])
    page.open_customer(place.ids["angel"])
    settle()
    chips(page)["Taller de punto"].click()
    assert place.went[-1] == ("segments", "Taller de punto")
    page.open_customer(place.ids["ines"])
    settle()
    assert "Taller de punto" not in chips(page)
