"""What customers bought in sum goes out with them, and is left alone when it comes back."""

from __future__ import annotations

import csv
import io
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from crm_desktop.domain.customers.own_fields import OwnField
from crm_desktop.domain.purchases.model import Sale
from crm_desktop.services import customers, own_fields, purchases
from crm_desktop.services.exports import export_customers
from crm_desktop.services.imports import run_import
from tests.factories import TODAY, a_customer, a_shop
from tests.services.import_steps import counts, whole_shop


def table(path: Path) -> list[dict[str, str]]:
    """Returns the rows of a file by their titles."""
    text = path.read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_sums_are_columns_of_their_own(tmp_path: Path) -> None:
    with closing(a_shop(tmp_path / "tienda")) as shop:
        ana = customers.save_customer(shop, a_customer(given_name="Ana")).value
        customers.save_customer(shop, a_customer(given_name="Eva"))
        for days in (40, 30, 19):
            purchases.sell(shop, Sale(ana, 123_450, day=TODAY - timedelta(days=days)))
        path = tmp_path / "c.csv"
        export_customers(shop, None, "csv", path)
        first, second = table(path)
        titles = list(first)[-8:]
        assert titles[-1] in first
        assert [first[title] for title in titles[1:]] == [
            "",
            "",
            "3.703,50",
            "3",
            "2026-11-02",
            "11",
            "2026-11-13",
        ]
        assert first[titles[0]] != second[titles[0]]
        assert [second[title] for title in titles[1:]] == [""] * 7


def test_a_shop_that_sold_nothing_has_no_such_columns(tmp_path: Path) -> None:
    with closing(a_shop(tmp_path / "tienda")) as shop:
        ana = customers.save_customer(shop, a_customer()).value
        path = tmp_path / "c.csv"
        export_customers(shop, None, "csv", path)
        before = list(table(path)[0])
        purchases.sell(shop, Sale(ana, 100))
        export_customers(shop, None, "csv", path)
        after = list(table(path)[0])
        assert after[: len(before)] == before
        assert len(after) == len(before) + 8


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_sums_are_left_out_when_the_file_is_read_back(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"c.{form}"
    with closing(a_shop(tmp_path / "tienda")) as shop, closing(a_shop(tmp_path / "otra")) as other:
        own_fields.save_field(shop, OwnField("Puntos"))
        for number in range(12):
            name = customers.save_customer(shop, a_customer(given_name=f"Ana {number}", contacts=())).value
            for days in (400, 300, 199):
                purchases.sell(shop, Sale(name, 9_876_543, day=TODAY - timedelta(days=days)))
        export_customers(shop, None, form, path)
        report = run_import(other, path)
        assert counts(report) == (12, 0, 0, 0), list(report.rejections)
        assert whole_shop(other) == whole_shop(shop)
        assert counts(run_import(shop, path)) == (0, 0, 12, 0)
