"""Every printed document as pictures of its pages (pdftoppm of poppler-utils)."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from crm_desktop.services.shop import Shop

DPI = 70


def _follow_up_list(shop: Shop) -> bytes:
    from datetime import timedelta

    from crm_desktop.domain.reminders.follow_up_list import ListRequest
    from crm_desktop.services import printing

    today = shop.clock.today()
    request = ListRequest(first=today, last=today + timedelta(days=2))
    return printing.follow_up_list(shop, request).value.pdf


def _customer_ids(shop: Shop) -> list[int]:
    from crm_desktop.domain.customers.listing import CustomerFilter
    from crm_desktop.services import customers

    return list(customers.list_ids(shop, CustomerFilter()))[:60]


def _customer_list(shop: Shop) -> bytes:
    from crm_desktop.services import printing

    return printing.customer_list(shop, _customer_ids(shop))


def _labels(shop: Shop) -> bytes:
    from crm_desktop.services import printing

    return printing.labels(shop, _customer_ids(shop)).pdf


def _letters(shop: Shop) -> bytes:
    from crm_desktop.services import printing_letters

    return printing_letters.letters(shop, _customer_ids(shop)[:2], printing_letters.kept_text(shop)).pdf


def _cards(shop: Shop) -> bytes:
    from crm_desktop.services import printing_loyalty

    return printing_loyalty.cards(shop, _customer_ids(shop)).pdf


def _vouchers(shop: Shop) -> bytes:
    from crm_desktop.domain.loyalty.vouchers import VoucherFilter
    from crm_desktop.services import printing_loyalty, vouchers

    return printing_loyalty.vouchers(shop, vouchers.list_ids(shop, VoucherFilter())[:4])


def _statement(shop: Shop) -> bytes:
    from datetime import timedelta

    from crm_desktop.domain.customers.listing import CustomerColumn, CustomerFilter
    from crm_desktop.services import customers, loyalty, printing_loyalty

    today = shop.clock.today()
    wanted = CustomerFilter(sort=CustomerColumn.POINTS, descending=True)
    best = int(customers.list_ids(shop, wanted)[0])
    program = loyalty.account(shop, best)[0].program_id
    return printing_loyalty.statement(shop, best, program, today - timedelta(days=365), today)


def _receipt(shop: Shop) -> bytes:
    from crm_desktop.domain.purchases.listing import PurchaseFilter
    from crm_desktop.services import printing_sales, purchases

    newest = purchases.list_ids(shop, PurchaseFilter(limit=1))[0]
    return printing_sales.sale_slip(shop, newest)


def _product(shop: Shop) -> bytes:
    from crm_desktop.domain.products.listing import ProductFilter
    from crm_desktop.services import printing_sales, products

    return printing_sales.product_sheet(shop, products.list_ids(shop, ProductFilter())[0])


PAPERS: tuple[tuple[str, Callable[[Shop], bytes]], ...] = (
    ("follow-up-list", _follow_up_list),
    ("customer-list", _customer_list),
    ("labels", _labels),
    ("letters", _letters),
    ("loyalty-cards", _cards),
    ("vouchers", _vouchers),
    ("statement", _statement),
    ("receipt", _receipt),
    ("product", _product),
)


def draw(shop: Shop, folder: Path, only: str = "") -> list[Path]:
    """Write each document as PDF and as one PNG for each page; return the pictures."""
    if shutil.which("pdftoppm") is None:
        raise SystemExit("pdftoppm is missing: install poppler-utils")
    made: list[Path] = []
    for name, make in PAPERS:
        if only and only not in f"paper-{name}":
            continue
        pdf = folder / f"paper-{name}.pdf"
        pdf.write_bytes(make(shop))
        subprocess.run(
            ["pdftoppm", "-r", str(DPI), "-png", str(pdf), str(folder / f"paper-{name}")], check=True
        )
        made += sorted(folder.glob(f"paper-{name}-*.png"))
    return made
