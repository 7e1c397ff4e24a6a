"""What is printed. Each document gathers its data and comes back as the bytes of a PDF."""

from __future__ import annotations

from crm_desktop.services.printed_lists import PrintedItem, PrintedList, printed_items, printed_lists
from crm_desktop.services.printing_customers import (
    PrintedAddresses,
    SheetChoice,
    customer_list,
    label_sheets,
    labels,
)
from crm_desktop.services.printing_follow_up import PrintedSheet, follow_up_list, preview_follow_up_list

__all__ = [
    "PrintedAddresses",
    "PrintedItem",
    "PrintedList",
    "PrintedSheet",
    "SheetChoice",
    "customer_list",
    "follow_up_list",
    "label_sheets",
    "labels",
    "preview_follow_up_list",
    "printed_items",
    "printed_lists",
]
