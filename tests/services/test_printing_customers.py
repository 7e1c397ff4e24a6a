"""Lists of customers and address labels from a real shop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crm_desktop.domain.customers.listing import CustomerColumn
from crm_desktop.domain.shop import PaperSize
from crm_desktop.services import customers, printing, settings
from crm_desktop.shared.errors import InvalidInput
from tests.factories import a_company, a_profile
from tests.services.test_printing import text_of
from tests.services.test_reminders import add_customer

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop


def test_the_list_keeps_the_order_and_shows_what_was_chosen(shop: Shop) -> None:
    ids = [add_customer(shop, name, street="Calle Mayor, 1") for name in ("Zoe", "Aina")]
    text = text_of(
        printing.customer_list(shop, ids, [CustomerColumn.PHONE, CustomerColumn.TOWN], "con feria")
    )
    assert text.index("García Muñoz, Zoe") < text.index("García Muñoz, Aina")
    assert "Alboraia" in text
    assert "Con feria" in text


def test_a_list_of_nobody_is_a_page(shop: Shop) -> None:
    assert printing.customer_list(shop, []).startswith(b"%PDF")


def test_more_customers_than_a_query_takes_at_once(shop: Shop) -> None:
    customer = add_customer(shop)
    assert text_of(printing.customer_list(shop, [customer] * 1_200)).count("García Muñoz, Ángel") == 1_200


def test_labels_leave_out_who_has_no_address_and_name_them(shop: Shop) -> None:
    whole = add_customer(shop, "Aina", street="Calle Mayor, 1")
    without = add_customer(shop, "Berta")
    company = customers.save_customer(shop, a_company(street="Plaça del Port, 3")).value
    made = printing.labels(shop, [whole, without, company])
    assert (made.count, made.pages, made.left_out, made.cut) == (2, 1, ("García Muñoz, Berta",), ())
    text = text_of(made.pdf)
    assert "Aina García Muñoz" in text
    assert "46120 Alboraia" in text
    assert "Empar Ribes" in text


def test_nobody_with_an_address_makes_no_sheet(shop: Shop) -> None:
    made = printing.labels(shop, [add_customer(shop)])
    assert (made.pdf, made.count, made.pages) == (b"", 0, 0)


def test_a_used_sheet_begins_at_a_later_label(shop: Shop) -> None:
    whole = add_customer(shop, street="Calle Mayor, 1")
    sheet = printing.label_sheets(shop)[0]
    assert printing.labels(shop, [whole, whole], sheet.code, sheet.labels).pages == 2
    with pytest.raises(InvalidInput):
        printing.labels(shop, [whole], sheet.code, sheet.labels + 1)
    with pytest.raises(InvalidInput):
        printing.labels(shop, [whole], "none-such")


def test_the_sheets_of_the_shop_s_paper_come_first(shop: Shop) -> None:
    settings.save_profile(shop, a_profile(paper=PaperSize.LETTER))
    assert printing.label_sheets(shop)[0].code.startswith("letter")
    assert printing.labels(shop, [add_customer(shop, street="Av. Juárez 5")]).pages == 1
