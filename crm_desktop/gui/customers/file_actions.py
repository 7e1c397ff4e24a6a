"""What is done from a customer's file about buying: selling, points, vouchers, orders, consents, paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from crm_desktop.gui import messages, tasks
from crm_desktop.gui.common.list_spec import Action
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.consents import Purpose
    from crm_desktop.domain.products.wishes import Wish
    from crm_desktop.gui.common.screen import Context
    from crm_desktop.gui.customers.file_data import FileData


class FileActions(QObject):
    """See the module.

    Args:
        owner: the file.
        context: of its page.
        current: returns what is shown, or None.
    """

    def __init__(self, owner: QWidget, context: Context, current: Callable[[], FileData | None]) -> None:
        super().__init__(owner)
        self._owner, self._context, self._current = owner, context, current

    def menu(self) -> tuple[Action, ...]:
        """Return what stands in the file's menu, in its order."""
        may = not self._context.shop.read_only
        return (
            Action("points", _("Give points…"), "plus", self.give_points, may),
            Action("voucher", _("Give a voucher…"), "gift", self.give_voucher, may),
            Action("wish", _("Write an order down…"), "package", self.new_wish, may),
            Action("consent", _("Note a consent…"), "check", self.note_consent, may),
            Action("statement", _("Print the statement of points…"), "file-text", self.print_statement),
            Action("card", _("Print the loyalty card…"), "printer", self.print_card),
        )

    def _id(self) -> int | None:
        data = self._current()
        return data.customer.id if data is not None else None

    def sell(self) -> None:
        """Serve the customer at the counter."""
        customer_id = self._id()
        if customer_id is not None:
            self._context.go("counter", customer_id)

    def open_segment(self, name: str) -> None:
        """Show a segment of the customer."""
        self._context.go("segments", name)

    def give_points(self) -> None:
        """Give points by hand, or take them away."""
        from crm_desktop.gui.common.give_points import GivePoints

        customer_id = self._id()
        if customer_id is not None:
            GivePoints(self._owner.window(), self._context, [customer_id]).open()

    def give_voucher(self) -> None:
        """Give a voucher."""
        from crm_desktop.gui.common.give_voucher import GiveVoucher

        customer_id = self._id()
        if customer_id is not None:
            GiveVoucher(self._owner.window(), self._context, [customer_id]).open()

    def print_voucher(self, voucher_id: int) -> None:
        """Print a voucher again."""
        from crm_desktop.gui.common.give_voucher import print_vouchers

        print_vouchers(self._owner.window(), self._context, [voucher_id])

    def new_wish(self) -> None:
        """Write down what the customer wants."""
        from crm_desktop.domain.products.wishes import Wish
        from crm_desktop.gui.common.wish_dialog import WishDialog

        data = self._current()
        if data is not None and data.customer.id is not None:
            WishDialog(
                self._owner.window(),
                self._context.shop,
                Wish(data.customer.id),
                customer_name=data.customer.list_name,
            ).open()

    def edit_wish(self, wish_id: int) -> None:
        """Change what the customer wants, as long as it waits or has just arrived."""
        from crm_desktop.services import products, wishes

        shop = self._context.shop
        if shop.read_only:
            return

        def read() -> tuple[Wish, str]:
            wish = wishes.get(shop, wish_id)
            return wish, products.get(shop, wish.product_id).name if wish.product_id else ""

        tasks.run_query(self._owner, read, self._open_wish, key="wish")

    def _open_wish(self, found: tuple[Wish, str]) -> None:
        from crm_desktop.domain.products.wishes import WishState
        from crm_desktop.gui.common.wish_dialog import WishDialog

        data = self._current()
        wish, product = found
        if wish.state in {WishState.SOLD, WishState.CANCELLED}:
            messages.toast(_("This order is closed already, so it cannot be changed."))
        elif data is not None:
            WishDialog(
                self._owner.window(),
                self._context.shop,
                wish,
                customer_name=data.customer.list_name,
                product_name=product,
            ).open()

    def note_consent(self, purpose: Purpose | None = None, given: bool = True) -> None:
        """Write down that a consent was given or withdrawn."""
        from crm_desktop.domain.consents import Purpose
        from crm_desktop.gui.customers.consent_dialog import ConsentDialog

        customer_id = self._id()
        if customer_id is not None:
            ConsentDialog(
                self._owner.window(),
                self._context.shop,
                customer_id,
                purpose or Purpose.COMMERCIAL_EMAIL,
                given=given,
            ).open()

    def show_consents(self) -> None:
        """Show all that the customer agreed to and withdrew."""
        from crm_desktop.gui.customers.consent_dialog import ConsentHistory

        customer_id = self._id()
        if customer_id is not None:
            ConsentHistory(self._owner.window(), self._context.shop, customer_id).open()

    def print_statement(self) -> None:
        """Print the statement of points."""
        from crm_desktop.gui.common.print_statement import print_statement

        data = self._current()
        if data is not None and data.customer.id is not None:
            accounts = data.sales.accounts
            print_statement(self._owner.window(), self._context, data.customer.id, accounts)

    def print_card(self) -> None:
        """Print the loyalty card."""
        from crm_desktop.gui.common.print_cards import print_cards

        customer_id = self._id()
        if customer_id is not None:
            print_cards(self._owner.window(), self._context, [customer_id])

    def open_purchase(self, purchase_id: int) -> None:
        """Show a sale or a return with its lines."""
        from crm_desktop.gui.common.purchase_dialog import PurchaseDialog

        PurchaseDialog(self._owner.window(), self._context, purchase_id).open()
