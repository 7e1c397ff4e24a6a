"""What is done with all customers of a segment, or with some; each is one change that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.customers.listing import CustomerColumn
from crm_desktop.gui import messages
from crm_desktop.gui.common.list_spec import Action, Group
from crm_desktop.shared.formats import number
from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from crm_desktop.gui.common.screen import Context

PRINTED = (
    CustomerColumn.PHONE,
    CustomerColumn.TOWN,
    CustomerColumn.STAGE,
    CustomerColumn.POINTS,
    CustomerColumn.NEXT_FOLLOW_UP,
)
Ids = Sequence[int]


class SegmentActions:
    """The actions, for buttons and menus.

    Args:
        owner: the page that asks.
        context: of the page.
        ids: brings the customers: calls what it is given with their ids.
        about: gives the segment's name, and its row for what is given because of it.
    """

    def __init__(
        self,
        owner: QWidget,
        context: Context,
        ids: Callable[[Callable[[Ids], None]], None],
        about: Callable[[], tuple[str, int | None]],
    ) -> None:
        self._owner, self._context = owner, context
        self._ids, self._about = ids, about

    def groups(self) -> tuple[Group, ...]:
        """Return the actions in the order in which they are offered."""
        may = not self._context.shop.read_only
        return (
            Group(
                _("Get in touch"),
                (
                    Action("follow_up", _("Add a follow-up for all"), "calendar-check", self.follow_up, may),
                    Action("letters", _("Letters to customers"), "mail", self.letters),
                    Action("labels", _("Postal labels"), "map-pin", self.labels),
                ),
            ),
            Group(
                _("Give"),
                (
                    Action("voucher", _("Give a voucher"), "gift", self.voucher, may),
                    Action("points", _("Give points"), "sparkles", self.points, may),
                ),
            ),
            Group(
                _("Organise"),
                (
                    Action("tag", _("Tag them"), "tag", self.tag, may),
                    Action("print", _("Print the list"), "printer", self.print_list),
                    Action("export", _("Export"), "file-down", self.export),
                ),
            ),
        )

    def _with(self, then: Callable[[Ids], None]) -> None:
        def go(ids: Ids) -> None:
            if ids:
                then(ids)
            else:
                messages.toast(_("There is nobody in this segment now."))

        self._ids(go)

    def follow_up(self) -> None:
        """Plan the same follow-up for all."""
        from crm_desktop.gui.common.reminder_editor import add_reminders

        self._with(lambda ids: _opened(add_reminders(self._owner.window(), self._context.shop, ids)))

    def tag(self) -> None:
        """Ask which tags to put on and to take off."""
        from crm_desktop.gui.common.tag_dialog import TagDialog

        self._with(lambda ids: TagDialog(self._owner.window(), self._context.shop, ids).open())

    def letters(self) -> None:
        """Write a letter to all, and print it for each."""
        from crm_desktop.gui.common.print_letters import print_letters

        self._with(lambda ids: print_letters(self._owner, self._context, ids))

    def labels(self) -> None:
        """Print address labels."""
        from crm_desktop.gui.common.print_customers import print_labels

        self._with(lambda ids: print_labels(self._owner, self._context, ids))

    def print_list(self) -> None:
        """Print the customers as a list."""
        from crm_desktop.gui.common.print_customers import print_list

        name, _row = self._about()
        scope = _("Segment “{name}”").format(name=name)
        self._with(lambda ids: print_list(self._owner, self._context, ids, PRINTED, scope))

    def export(self) -> None:
        """Write the customers to a file."""
        from crm_desktop.gui.common.export_customers import ExportDialog

        name, _row = self._about()
        locale = self._context.shop.profile.locale

        def ask(ids: Ids) -> None:
            said = ngettext("“{name}” ({count} customer)", "“{name}” ({count} customers)", len(ids))
            words = said.format(name=name, count=number(len(ids), locale))
            ExportDialog(self._owner.window(), self._context, (), ids, len(ids), words).open()

        self._with(ask)

    def points(self) -> None:
        """Give points, or take them away."""
        from crm_desktop.gui.common.give_points import GivePoints

        self._with(lambda ids: GivePoints(self._owner, self._context, ids).open())

    def voucher(self) -> None:
        """Give a voucher to each."""
        from crm_desktop.domain.loyalty.vouchers import VoucherCause
        from crm_desktop.gui.common.give_voucher import GiveVoucher

        _name, row = self._about()
        self._with(lambda ids: GiveVoucher(self._owner, self._context, ids, VoucherCause.SEGMENT, row).open())


def _opened(_dialog: object) -> None:
    """The dialog is open; nothing more to do."""
