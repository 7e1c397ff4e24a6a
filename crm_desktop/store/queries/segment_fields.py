"""Where the fields and the rows of neutral filters are kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from crm_desktop.domain.segments.filters import Field, Rows


class Kept(NamedTuple):
    """Where a field is: the table that has to be joined ("c" customer, "t" totals, "" none), and its text."""

    table: str
    sql: str


# `i` is customer_index, `c` customer, `t` customer_totals. Nothing is ever NULL.
FIELDS: dict[Field, Kept] = {
    Field.ID: Kept("", "i.customer_id"),
    Field.KIND: Kept("c", "c.kind"),
    Field.NAME: Kept("", "i.name"),
    Field.GIVEN_NAME: Kept("c", "c.given_name"),
    Field.COMPANY: Kept("c", "c.company"),
    Field.TOWN: Kept("", "i.town_key"),
    Field.PROVINCE: Kept("c", "c.province"),
    Field.POSTCODE: Kept("c", "c.postcode"),
    Field.COUNTRY: Kept("c", "c.country"),
    Field.GENDER: Kept("c", "c.gender"),
    Field.LANGUAGE: Kept("c", "c.language"),
    Field.BIRTH: Kept("c", "c.birth"),
    Field.BIRTH_KEY: Kept("", "i.birth_key"),
    Field.TAX_ID: Kept("c", "c.tax_id"),
    Field.CHANNEL: Kept("c", "c.preferred_channel"),
    Field.HEARD_FROM: Kept("c", "c.heard_from"),
    Field.NOTES: Kept("c", "c.notes"),
    Field.WARNING: Kept("c", "c.warning"),
    Field.STAFF: Kept("", "coalesce(i.staff_id, 0)"),
    Field.CARD: Kept("", "i.card"),
    Field.DO_NOT_CONTACT: Kept("c", "c.do_not_contact"),
    Field.ARCHIVED: Kept("", "i.archived"),
    Field.DISCOUNT: Kept("c", "c.discount_bp"),
    Field.CREATED: Kept("", "i.created_at"),
    Field.LAST_CONTACT: Kept("", "i.last_contact"),
    Field.NEXT_FOLLOW_UP: Kept("", "i.next_follow_up"),
    Field.PURCHASES: Kept("t", "t.purchases"),
    Field.SPENT: Kept("t", "t.spent_cents"),
    Field.FIRST_DAY: Kept("t", "t.first_day"),
    Field.LAST_DAY: Kept("t", "t.last_day"),
    Field.RHYTHM: Kept("t", "coalesce(t.rhythm_days, 0)"),
    Field.EXPECTED: Kept("t", "t.expected_day"),
    Field.POINTS: Kept("t", "t.points"),
    Field.DEBT: Kept("t", "t.debt"),
    Field.TIER: Kept("t", "coalesce(t.tier_id, 0)"),
    # These three are put together by the compiler.
    Field.AVERAGE: Kept("t", ""),
    Field.STAGE: Kept("t", ""),
    Field.RFM: Kept("t", ""),
}
# What is shown of a customer beside the condition that holds, where it differs from what is compared.
SHOWN: dict[Field, Kept] = {
    Field.TOWN: Kept("", "i.town"),
    Field.AVERAGE: Kept("t", "t.spent_cents / max(t.purchases, 1)"),
}


@dataclass(frozen=True, slots=True)
class RowSource:
    """Where rows of a kind are.

    Attributes:
        tables: the FROM clause; the row is `x`.
        customer: whose it is.
        always: what holds for each of them; it leaves out those of nobody.
        fields: the text of the fields that they have.
        by_day: whether an index finds them by their day.
    """

    tables: str
    fields: dict[Field, str]
    customer: str = "x.customer_id"
    always: str = ""
    by_day: bool = False


_SALE = "x.customer_id IS NOT NULL AND x.kind = 'sale' AND x.given_back = 0"
_OF_PURCHASE = {
    Field.ROW_DAY: "x.day",
    Field.ROW_CENTS: "x.total_cents",
    # Monday is "1": %w counts from Sunday, 0.
    Field.ROW_WEEKDAY: "replace(strftime('%w', x.day), '0', '7')",
}
SOURCES: dict[Rows, RowSource] = {
    Rows.CONTACTS: RowSource("contact_point x", {Field.ROW_KIND: "x.kind"}),
    Rows.TAGS: RowSource("customer_tag x", {Field.ROW_TAG: "x.tag_id"}),
    Rows.OWN: RowSource(
        "own_value x",
        {
            Field.ROW_FIELD: "x.field_id",
            Field.ROW_TEXT: "x.value",
            Field.ROW_DAY: "x.value",
            Field.ROW_NUMBER: "CAST(x.value AS REAL)",
        },
    ),
    Rows.PURCHASES: RowSource("purchase x", _OF_PURCHASE, always=_SALE, by_day=True),
    Rows.AMOUNTS: RowSource("purchase x", _OF_PURCHASE, always="x.customer_id IS NOT NULL", by_day=True),
    Rows.BOUGHT: RowSource(
        "purchase_line x JOIN purchase p ON p.id = x.purchase_id LEFT JOIN product d ON d.id = x.product_id",
        {
            Field.ROW_DAY: "p.day",
            Field.ROW_PRODUCT: "coalesce(x.product_id, 0)",
            Field.ROW_CATEGORY: "coalesce(d.category, '')",
        },
        customer="p.customer_id",
        always="p.customer_id IS NOT NULL AND p.kind = 'sale' AND x.returned_milli < x.quantity_milli",
    ),
    Rows.CONTACTED: RowSource("interaction x", {Field.ROW_CHANNEL: "x.channel", Field.ROW_INSTANT: "x.at"}),
    Rows.FOLLOW_UPS: RowSource(
        "reminder x", {Field.ROW_STATE: "x.state", Field.ROW_INSTANT: "coalesce(x.done_at, '')"}
    ),
    Rows.CONSENTS: RowSource(
        "consent x",
        {Field.ROW_PURPOSE: "x.purpose", Field.ROW_GIVEN: "x.given"},
        always="NOT EXISTS (SELECT 1 FROM consent n WHERE n.customer_id = x.customer_id"
        " AND n.purpose = x.purpose AND (n.at > x.at OR n.at = x.at AND n.id > x.id))",
    ),
    Rows.VOUCHERS: RowSource(
        "voucher x",
        {Field.ROW_STATE: "x.state", Field.ROW_DAY: "x.to_day"},
        always="x.customer_id IS NOT NULL",
    ),
    Rows.ACCOUNTS: RowSource(
        "loyalty_account x",
        {
            Field.ROW_PROGRAM: "x.program_id",
            Field.ROW_POINTS: "x.points",
            Field.ROW_TIER: "coalesce(x.tier_id, 0)",
        },
    ),
    Rows.MEMBERS: RowSource("segment_member x", {Field.ROW_SEGMENT: "x.segment_id"}),
}
