"""The printed documents: one module for each, and the tuple of them all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from crm_desktop.documents.kinds import (
    address_labels,
    customer_letter,
    customer_list,
    follow_up_list,
    loyalty_card,
    points_statement,
    product_card,
    sale_slip,
    voucher,
)
from crm_desktop.shared.i18n import N_


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A document that the program prints.

    Attributes:
        name: as the command line names it.
        title: its msgid.
        build: takes the document's dataclass, returns the bytes of a PDF.
        example: makes such a dataclass from sample data; for tests and pictures.
    """

    name: str
    title: str
    build: Callable[[Any], bytes]
    example: Callable[[], Any]


KINDS: tuple[DocumentKind, ...] = (
    DocumentKind("follow-up-list", N_("Follow-up list"), follow_up_list.build, follow_up_list.example),
    DocumentKind("customer-list", N_("List of customers"), customer_list.build, customer_list.example),
    DocumentKind("address-labels", N_("Address labels"), address_labels.build, address_labels.example),
    DocumentKind("letters", N_("Letters to customers"), customer_letter.build, customer_letter.example),
    DocumentKind("loyalty-card", N_("Loyalty cards"), loyalty_card.build, loyalty_card.example),
    DocumentKind("voucher", N_("Vouchers"), voucher.build, voucher.example),
    DocumentKind(
        "points-statement", N_("Statement of points"), points_statement.build, points_statement.example
    ),
    DocumentKind("sale-slip", N_("Receipt"), sale_slip.build, sale_slip.example),
    DocumentKind("product-card", N_("Product sheet"), product_card.build, product_card.example),
)
