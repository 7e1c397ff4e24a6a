"""The list of customers with chosen columns."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crm_desktop.documents.kinds.customer_list import COLUMN_TITLES, CustomerLine, CustomerList, build
from crm_desktop.documents.running import Letterhead
from crm_desktop.domain.customers.listing import CustomerColumn
from crm_desktop.domain.shop import PaperSize
from crm_desktop.shared import i18n
from tests.documents import pdfs

NOW = datetime(2026, 11, 21, 9, 5, tzinfo=ZoneInfo("Europe/Madrid"))


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.install("en")


def a_line(number: int, **given: Any) -> CustomerLine:
    usual: dict[str, Any] = {
        "name": f"Customer{number:04d}, Ana",
        "phone": f"622 {number:06d}",
        "email": f"c{number:04d}@example.com",
        "town": "Las Palmas de Gran Canaria",
        "tags": "VIP, garden",
        "birth": "--02-29",
        "created": date(2020, 1, 2),
    }
    return CustomerLine(**(usual | given))


def a_list(*lines: CustomerLine, **given: Any) -> CustomerList:
    usual: dict[str, Any] = {
        "shop": Letterhead("Sample Shop"),
        "columns": (CustomerColumn.PHONE, CustomerColumn.EMAIL, CustomerColumn.TOWN),
        "lines": lines,
        "printed_at": NOW,
    }
    return CustomerList(**(usual | given))


def test_every_customer_is_on_the_list_once_with_the_chosen_columns() -> None:
    pdf = build(a_list(*map(a_line, range(1, 201)), scope="with the tag VIP"))
    told = pdfs.text(pdf)
    for number in range(1, 201):
        assert told.count(f"Customer{number:04d}") == 1
        assert f"622 {number:06d}" in told
    assert "With the tag VIP" in told
    assert "200 customers" in told
    assert "garden" not in told
    for page in pdfs.pages(pdf):
        assert "Telephone" in page


@pytest.mark.parametrize("paper", list(PaperSize))
def test_many_columns_turn_the_sheet(paper: PaperSize) -> None:
    pdf = build(a_list(a_line(1), columns=tuple(CustomerColumn), paper=paper))
    width, height = map(float, pdfs.info(pdf)["Page size"].split(" pts")[0].split(" x "))
    assert width > height
    told = pdfs.joined(pdf)
    for title in COLUMN_TITLES.values():
        assert "".join(title.split()) in told, title
    assert "29defebrero" in told
    assert "02/01/2020" in told


def test_long_text_wraps_and_is_continued() -> None:
    pdf = build(a_list(a_line(1, name="x" * 10_000, tags="y" * 3_000), columns=(CustomerColumn.TAGS,)))
    told = pdfs.joined(pdf)
    assert told.count("x") >= 10_000
    assert told.count("y") >= 3_000
    assert int(pdfs.info(pdf)["Pages"]) < 20


def test_empty_list_says_so() -> None:
    assert "There are no customers on this list." in pdfs.text(build(a_list()))


def test_awkward_text_is_printed_as_it_stands() -> None:
    names = ("<b>Ana</b> & Cía", "=1+1", "محمد علي", "Ana 🎉 王小明")
    told = pdfs.text(build(a_list(*[a_line(1, name=name) for name in names])))
    for name in names:
        assert name in told


def test_signs_stand_before_the_name_and_hide_nothing() -> None:
    plain = build(a_list(a_line(1)))
    signed = build(a_list(a_line(1, do_not_contact=True)))
    assert pdfs.text(plain).split() == pdfs.text(signed).split()
    assert pdfs.picture(plain).tobytes() != pdfs.picture(signed).tobytes()
