"""Pictures of the day's work: files written, follow-ups planned and ended, lists printed, many at once."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from crm_desktop.gui.customers.editor import CustomerEditor
from crm_desktop.gui.customers.page import CustomersPage
from crm_desktop.gui.customers.sections import Section
from crm_desktop.gui.reminders.page import RemindersPage
from tests.shots.stage import Scene, Stage

SELECTED = 24


def _front(stage: Stage) -> QWidget:
    stage.rest()
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
    assert shown, "no dialog is open"
    return shown[-1]


def _customers(stage: Stage) -> CustomersPage:
    stage.show("customers")
    page = stage.window.screens["customers"]
    assert isinstance(page, CustomersPage)
    return page


def _reminders(stage: Stage) -> RemindersPage:
    stage.show("reminders")
    page = stage.window.screens["reminders"]
    assert isinstance(page, RemindersPage)
    return page


def editor(stage: Stage) -> QWidget:
    """A customer's file, as it opens for changing."""
    _customers(stage).edit()
    return _front(stage)


def editor_sections(stage: Stage) -> QWidget:
    """The same with all its parts unfolded, as far as they fit."""
    shown = editor(stage)
    assert isinstance(shown, CustomerEditor)
    for section in shown.findChildren(Section):
        section.set_open(True)
    stage.rest()
    shown.resize(shown.width(), 1500)
    return shown


def editor_new(stage: Stage) -> QWidget:
    """A new file."""
    _customers(stage).new()
    return _front(stage)


def selection(stage: Stage) -> QWidget:
    """Many customers selected, and what can be done with them."""
    page = _customers(stage)
    page.list.table._select_ids(list(page.list.table.paged.ids())[:SELECTED])
    stage.rest()
    return stage.window


def search_on_customers(stage: Stage) -> QWidget:
    """The search over everything, above the customers."""
    _customers(stage)
    stage.window.top.search.enter()
    stage.window.top.search.setText("lopez")
    stage.rest()
    return stage.window


def reminder_editor(stage: Stage) -> QWidget:
    """A follow-up, as it opens for changing."""
    _reminders(stage).edit()
    return _front(stage)


def complete(stage: Stage) -> QWidget:
    """What came of a follow-up."""
    page = _reminders(stage)
    current = page.list.table.current_id()
    assert current is not None
    page.actions_.complete([current])
    return _front(stage)


def print_list(stage: Stage) -> QWidget:
    """The follow-up list, seen before it is printed."""
    _reminders(stage).print_()
    stage.rest(300)
    return _front(stage)


def results(stage: Stage) -> QWidget:
    """The results of a printed list, typed in number by number."""
    from crm_desktop.domain.reminders.follow_up_list import ListRequest
    from crm_desktop.services import printing

    page = _reminders(stage)
    if not printing.printed_lists(stage.shop):
        today = stage.shop.clock.today()
        printing.follow_up_list(stage.shop, ListRequest(today, today))
    page.type_results()
    return _front(stage)


def view(target: str) -> Scene:
    """Return a scene with one view of the follow-ups."""
    return lambda stage: stage.show("reminders", target)
