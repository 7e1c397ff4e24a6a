"""The tables, as peewee models: one file per feature; they say which columns there are, and their defaults.

Models are bound to no database, since several shops may be open in one process: an operation writes their
rows by the table's name (`operation.insert("note", …)`), queries read them.
"""

from __future__ import annotations

from functools import cache

from crm_desktop.store.tables.base import Table
from crm_desktop.store.tables.consents import ConsentTable
from crm_desktop.store.tables.customers import (
    ContactPointTable,
    CustomerTable,
    NoteTable,
    PictureTable,
    RelationTable,
)
from crm_desktop.store.tables.interactions import InteractionTable
from crm_desktop.store.tables.loyalty import (
    GiftGivenTable,
    LedgerEntryTable,
    LoyaltyAccountTable,
    LoyaltyTierTable,
    ProgramTable,
    ProgramVersionTable,
    RedemptionTable,
    RewardTable,
    VoucherTable,
)
from crm_desktop.store.tables.own_fields import OwnFieldTable, OwnValueTable
from crm_desktop.store.tables.products import AfterSalesStepTable, ProductTable
from crm_desktop.store.tables.purchases import AfterSalesReminderTable, PurchaseLineTable, PurchaseTable
from crm_desktop.store.tables.reminders import PrintedItemTable, PrintedListTable, ReminderTable
from crm_desktop.store.tables.segments import SegmentMemberTable, SegmentSizeTable, SegmentTable
from crm_desktop.store.tables.settings import ImportMappingTable, SettingTable
from crm_desktop.store.tables.staff import StaffTable
from crm_desktop.store.tables.tags import CustomerTagTable, TagTable
from crm_desktop.store.tables.wishes import WishTable

TABLES: tuple[type[Table], ...] = (
    AfterSalesReminderTable,
    AfterSalesStepTable,
    ConsentTable,
    ContactPointTable,
    CustomerTable,
    CustomerTagTable,
    GiftGivenTable,
    ImportMappingTable,
    InteractionTable,
    LedgerEntryTable,
    LoyaltyAccountTable,
    LoyaltyTierTable,
    NoteTable,
    OwnFieldTable,
    OwnValueTable,
    PictureTable,
    PrintedItemTable,
    PrintedListTable,
    ProductTable,
    ProgramTable,
    ProgramVersionTable,
    PurchaseLineTable,
    PurchaseTable,
    RedemptionTable,
    RelationTable,
    ReminderTable,
    RewardTable,
    SegmentMemberTable,
    SegmentSizeTable,
    SegmentTable,
    SettingTable,
    StaffTable,
    TagTable,
    VoucherTable,
    WishTable,
)


@cache
def named(name: str) -> type[Table]:
    """Return the table of this name; raise LookupError."""
    for table in TABLES:
        if table._meta.table_name == name:
            return table
    raise LookupError(name)
