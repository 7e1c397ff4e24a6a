"""The screens that exist, in the order of the navigation. A new screen is one line here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.gui.common.screen import Context, Screen
from crm_desktop.shared.i18n import N_

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop

TODAY = N_("Today")
CUSTOMERS = N_("Customers")
SERVICE = N_("Service")
BUSINESS = N_("Business")


class ScreenSpec(NamedTuple):
    """One screen.

    Attributes:
        id: the name by which others ask for it (`Context.go`).
        title: msgid of its title.
        icon: a Lucide icon.
        group: msgid of the group in the navigation.
        make: makes the page; imports it only then, so that the window opens quickly.
        shortcut: the keys that lead to it, such as "Ctrl+1".
        waiting: reads how many things wait there, and whether some are late; None for no counter.
    """

    id: str
    title: str
    icon: str
    group: str
    make: Callable[[Context], Screen]
    shortcut: str = ""
    waiting: Callable[[Shop], tuple[int, bool]] | None = None


def _home(context: Context) -> Screen:
    from crm_desktop.gui.home.page import HomePage

    return HomePage(context)


def _counter(context: Context) -> Screen:
    from crm_desktop.gui.counter.page import CounterPage

    return CounterPage(context)


def _customers(context: Context) -> Screen:
    from crm_desktop.gui.customers.page import create_page

    return create_page(context)


def _segments(context: Context) -> Screen:
    from crm_desktop.gui.segments.page import SegmentsPage

    return SegmentsPage(context)


def _loyalty(context: Context) -> Screen:
    from crm_desktop.gui.loyalty.page import LoyaltyPage

    return LoyaltyPage(context)


def _reminders(context: Context) -> Screen:
    from crm_desktop.gui.reminders.page import RemindersPage

    return RemindersPage(context)


def _products(context: Context) -> Screen:
    from crm_desktop.gui.products.page import ProductsPage

    return ProductsPage(context)


def _settings(context: Context) -> Screen:
    from crm_desktop.gui.settings.page import SettingsPage

    return SettingsPage(context)


def due_follow_ups(shop: Shop) -> tuple[int, bool]:
    """Return how many follow-ups are due up to today, and whether some are late."""
    from crm_desktop.services import reminders

    counts = reminders.counts(shop)
    return counts.overdue + counts.today, counts.overdue > 0


SCREENS: tuple[ScreenSpec, ...] = (
    ScreenSpec("home", N_("Home"), "house", TODAY, _home, "Ctrl+1"),
    ScreenSpec("counter", N_("Counter"), "store", TODAY, _counter, "Ctrl+2"),
    ScreenSpec("customers", N_("Customers"), "users", CUSTOMERS, _customers, "Ctrl+3"),
    ScreenSpec("segments", N_("Segments"), "shapes", CUSTOMERS, _segments, "Ctrl+4"),
    ScreenSpec("loyalty", N_("Loyalty"), "gift", CUSTOMERS, _loyalty, "Ctrl+5"),
    ScreenSpec(
        "reminders", N_("Follow-ups"), "calendar-check", SERVICE, _reminders, "Ctrl+6", due_follow_ups
    ),
    ScreenSpec("products", N_("Products"), "package", BUSINESS, _products, "Ctrl+8"),
    ScreenSpec("settings", N_("Settings"), "settings", BUSINESS, _settings, "Ctrl+9"),
)
