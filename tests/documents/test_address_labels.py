"""Address labels: on the label, in the country's order, readable, and never silently cut."""

from __future__ import annotations

from datetime import datetime
from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crm_desktop.documents.kinds.address_labels import (
    LABEL_SHEETS,
    AddressLabels,
    LabelSheet,
    label_sheet,
    print_labels,
)
from crm_desktop.documents.postal import PostalAddress, lines
from crm_desktop.domain.sheets.geometry import SHEETS
from crm_desktop.shared.errors import InvalidInput
from tests.documents import pdfs

NOW = datetime(2026, 11, 21, 9, 5, tzinfo=ZoneInfo("Europe/Madrid"))


@pytest.fixture(params=LABEL_SHEETS, ids=lambda sheet: sheet.code)
def sheet(request: pytest.FixtureRequest) -> LabelSheet:
    assert isinstance(request.param, LabelSheet)
    return request.param


def an_address(number: int) -> PostalAddress:
    return PostalAddress(f"Person{number:03d} García", f"Sample Street {number}", "28013", "Madrid", "Madrid")


def labels(*addresses: PostalAddress, **given: Any) -> AddressLabels:
    usual: dict[str, Any] = {"shop_name": "S", "addresses": addresses, "sheet": "a4-3x8", "made_at": NOW}
    return AddressLabels(**(usual | given))


def test_labels_lie_on_the_sheet_and_apart(sheet: LabelSheet) -> None:
    paper = SHEETS[sheet.paper]
    rects = [sheet.label(place) for place in range(sheet.count)]
    assert not [
        pair for pair in combinations([rect.grown(-0.01) for rect in rects], 2) if pair[0].overlaps(pair[1])
    ]
    for place, rect in enumerate(rects):
        assert paper.area.grown(0.2).contains(rect)
        room = sheet.room(place)
        assert rect.contains(room)
        assert room.width > 50
        assert room.height > 15
        assert paper.area.grown(-5.9).contains(room)


def test_text_lies_on_its_own_label(sheet: LabelSheet) -> None:
    pdf = print_labels(labels(*map(an_address, range(sheet.count)), sheet=sheet.code)).pdf
    image = pdfs.picture(pdf)
    for place in range(sheet.count):
        room = sheet.room(place)
        assert pdfs.darkness(image, (room.x, room.y, room.right, room.bottom)) > 0.005
        label = sheet.label(place)
        for edge in (
            (label.x + 0.2, label.y, room.x - 0.5, label.bottom),
            (room.x, label.y, room.right, room.y - 0.3),
        ):
            assert pdfs.darkness(image, edge) == 0


def test_first_label_leaves_out_what_was_used() -> None:
    printed = print_labels(labels(*map(an_address, range(24)), first_label=5))
    assert printed.pages == 2
    image = pdfs.picture(printed.pdf)
    used, free = label_sheet("a4-3x8").room(3), label_sheet("a4-3x8").room(4)
    assert pdfs.darkness(image, (used.x, used.y, used.right, used.bottom)) == 0
    assert pdfs.darkness(image, (free.x, free.y, free.right, free.bottom)) > 0


def test_exactly_full_sheets_leave_no_empty_page() -> None:
    assert print_labels(labels(*map(an_address, range(24)))).pages == 1
    assert print_labels(labels(*map(an_address, range(25)))).pages == 2
    assert print_labels(labels()).pages == 1


def test_long_address_is_written_smaller_and_what_does_not_fit_is_told() -> None:
    long = PostalAddress("Nombre larguísimo " * 6, "Calle larguísima " * 5, "28004", "Madrid")
    endless = PostalAddress("x" * 10_000, "y", "28004", "Madrid")
    printed = print_labels(labels(an_address(1), long, endless))
    told = pdfs.joined(printed.pdf)
    assert told.count("Nombre") == 6
    assert told.count("Calle") == 5
    assert printed.cut == (2,)
    assert "…" in told


@pytest.mark.parametrize("given", [{"first_label": 0}, {"first_label": 25}, {"sheet": "none"}])
def test_impossible_choice_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput):
        print_labels(labels(an_address(1), **given))


ADDRESS = {"street": "Calle 1", "postcode": "12345", "town": "Town", "province": "State"}


@pytest.mark.parametrize(
    ("country", "below"),
    [
        ("ES", ["12345 Town (State)"]),
        ("MX", ["12345 Town, State"]),
        ("CO", ["Town, State, 12345"]),
        ("AR", ["12345 Town", "State"]),
        ("PE", ["Town 12345", "State"]),
        ("US", ["Town, State 12345"]),
        ("GB", ["Town", "State", "12345"]),
        ("XX", ["12345 Town (State)"]),
    ],
)
def test_address_is_in_the_order_of_its_country(country: str, below: list[str]) -> None:
    address = PostalAddress("Ana", country=country, **ADDRESS)
    assert lines(address, country) == ["Ana", "Calle 1", *below]


@pytest.mark.parametrize(
    ("given", "below"),
    [
        ({"province": ""}, ["12345 Town"]),
        ({"province": "town"}, ["12345 Town"]),
        ({"postcode": ""}, ["Town (State)"]),
        ({"postcode": "", "town": "", "province": ""}, []),
    ],
)
def test_what_is_missing_leaves_no_marks(given: dict[str, str], below: list[str]) -> None:
    assert lines(PostalAddress("Ana", **(ADDRESS | given)), "ES") == ["Ana", "Calle 1", *below]


@pytest.mark.parametrize("country", ["CO", "US", "MX", "CR", "GB", "BR", "VE", "CL"])
def test_no_mark_stands_at_an_end_whatever_is_missing(country: str) -> None:
    for missing in ("postcode", "town", "province"):
        for line in lines(PostalAddress("Ana", **(ADDRESS | {missing: ""}), country=country), country):
            assert line == line.strip(" ,-()")
            assert ",," not in line.replace(" ", "")


def test_country_is_named_only_abroad() -> None:
    assert lines(PostalAddress("Ana", country="FR", **ADDRESS), "ES", "es_ES")[-1] == "FRANCIA"
    assert lines(PostalAddress("Ana", country="ES", **ADDRESS), "es", "es_ES")[-1] == "12345 Town (State)"


def test_letter_that_would_not_arrive_is_known() -> None:
    assert PostalAddress("Ana", "Calle 1", town="Town").is_complete
    assert not PostalAddress("Ana", "", town="Town").is_complete
    assert not PostalAddress("Ana", "Calle 1").is_complete
