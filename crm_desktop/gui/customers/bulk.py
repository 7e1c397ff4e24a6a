"""What is done with many customers at once: each action once, for buttons and for the context menu."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import QMenu, QWidget

from crm_desktop.gui import tasks
from crm_desktop.gui.common.list_spec import Action, Group
from crm_desktop.gui.common.staff_chooser import dot
from crm_desktop.services import customers, staff
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.domain.staff import StaffMember
    from crm_desktop.gui.common.screen import Context
    from crm_desktop.gui.customers.list_panel import CustomerList


class BulkActions:
    """The actions on the selected customers of a list."""

    def __init__(self, owner: QWidget, context: Context, panel: CustomerList) -> None:
        self._owner, self._context, self._panel = owner, context, panel
        self._shop = context.shop

    def groups(self) -> tuple[Group, ...]:
        """Return all actions, in the order in which they are offered."""
        may, away = not self._shop.read_only, self._panel.archived()
        return (
            Group(
                _("Get in touch"),
                (Action("follow_up", _("Plan a follow-up for all…"), "calendar-check", self.follow_up, may),),
            ),
            Group(
                _("Organise"),
                (
                    Action("tag", _("Put or take off tags…"), "tag", self.tag, may),
                    Action("assign", _("Say who looks after them…"), "user-check", self.assign, may),
                    Action("archive", _("Archive"), "archive", self.archive, may, shown=not away),
                    Action(
                        "unarchive",
                        _("Bring back to the lists"),
                        "archive-restore",
                        self.unarchive,
                        enabled=may,
                        shown=away,
                    ),
                ),
            ),
            Group(
                _("Loyalty"),
                (
                    Action("points", _("Give points…"), "plus", self.give_points, may),
                    Action("voucher", _("Give a voucher…"), "gift", self.give_voucher, may),
                ),
            ),
            Group(
                _("Paper and files"),
                (
                    Action("print", _("Print the list…"), "printer", self.print_list),
                    Action("letters", _("Write letters…"), "mail", self.print_letters),
                    Action("labels", _("Print address labels…"), "map-pin", self.print_labels),
                    Action("cards", _("Print loyalty cards…"), "contact", self.print_cards),
                    Action("export", _("Export…"), "file-down", self.export),
                ),
            ),
        )

    # -- changes

    def follow_up(self) -> None:
        """Plan the same follow-up for all of them."""
        from crm_desktop.gui.common.reminder_editor import add_reminders

        self._panel.with_selected(lambda ids: _open(add_reminders(self._owner.window(), self._shop, ids)))

    def tag(self) -> None:
        """Ask which tags to put on and to take off."""
        from crm_desktop.gui.common.tag_dialog import TagDialog

        self._panel.with_selected(lambda ids: TagDialog(self._owner.window(), self._shop, ids).open())

    def assign(self) -> None:
        """Ask who looks after them: a menu, one click."""
        shop = self._shop
        tasks.run_query(self._owner, lambda: staff.list_staff(shop), self._choose_person, key="assign")

    def _choose_person(self, people: list[StaffMember]) -> None:
        menu = QMenu(self._owner)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for member in people:
            self._offer(menu, member.id, member.name, member.colour)
        if people:
            menu.addSeparator()
        self._offer(menu, None, _("Nobody in particular"), "")
        if not people:
            more = QAction(_("Add the people of the shop…"), menu)
            more.triggered.connect(lambda: self._context.go("settings", "people"))
            menu.addAction(more)
        menu.popup(QCursor.pos())

    def _offer(self, menu: QMenu, staff_id: int | None, name: str, colour: str) -> None:
        action = QAction(name.replace("&", "&&"), menu)
        if colour:
            action.setIcon(dot(colour))
        action.triggered.connect(lambda: self.assign_to(staff_id))
        menu.addAction(action)

    def assign_to(self, staff_id: int | None) -> None:
        """Say that this person looks after them."""
        self._panel.change_selected(lambda ids: customers.assign(self._shop, ids, staff_id))

    def archive(self) -> None:
        """Put them away."""
        self._panel.change_selected(lambda ids: customers.archive(self._shop, ids))

    def unarchive(self) -> None:
        """Bring them back."""
        self._panel.change_selected(lambda ids: customers.unarchive(self._shop, ids))

    def give_points(self) -> None:
        """Give points to all of them by hand, or take them away."""
        from crm_desktop.gui.common.give_points import GivePoints

        self._panel.with_selected(lambda ids: GivePoints(self._owner.window(), self._context, ids).open())

    def give_voucher(self) -> None:
        """Give each of them a voucher, and show the vouchers to be printed."""
        from crm_desktop.gui.common.give_voucher import GiveVoucher

        self._panel.with_selected(lambda ids: GiveVoucher(self._owner.window(), self._context, ids).open())

    # -- paper and files

    def print_list(self) -> None:
        """Print the selected customers, or the whole list when only one is selected."""
        from crm_desktop.gui.common.print_customers import print_list, scope_of

        panel, count = self._panel, self._panel.table.selected_count()
        columns = panel.columns_shown()
        town, person, tier = panel.filter_names()
        scope = scope_of(
            panel.wanted(), town=town, person=person, tier=tier, selected=count if count > 1 else 0
        )
        self._with_many(lambda ids: print_list(self._owner, self._context, ids, columns, scope))

    def print_labels(self) -> None:
        """Print address labels for the selected customers, or the whole list when only one is selected."""
        from crm_desktop.gui.common.print_customers import print_labels

        self._with_many(lambda ids: print_labels(self._owner, self._context, ids))

    def print_letters(self) -> None:
        """Write a letter to the selected customers, or to the whole list when only one is selected."""
        from crm_desktop.gui.common.print_letters import print_letters

        self._with_many(lambda ids: print_letters(self._owner, self._context, ids))

    def print_cards(self) -> None:
        """Print loyalty cards for the selected customers, or the whole list when only one is selected."""
        from crm_desktop.gui.common.print_cards import print_cards

        self._with_many(lambda ids: _open(print_cards(self._owner.window(), self._context, ids)))

    def export(self) -> None:
        """Ask which customers, in which form and where to, and write them into a file."""
        from crm_desktop.gui.common.export_customers import ExportDialog

        table, asked = self._panel.table, self._panel.wanted()
        window, context = self._owner.window(), self._context
        table.with_selected_ids(
            lambda ids: ExportDialog(window, context, ids, asked, table.paged.total).open()
        )

    def _with_many(self, then: Callable[[array[int]], None]) -> None:
        """Call with the selected customers when there are several, otherwise with all of the list."""
        shop, asked = self._shop, self._panel.wanted()
        if self._panel.table.selected_count() > 1:
            self._panel.with_selected(then)
        else:
            tasks.run_query(self._owner, lambda: customers.list_ids(shop, asked), then, key="all_ids")


def _open(_dialog: object) -> None:
    """The dialog is open; nothing more to do."""
