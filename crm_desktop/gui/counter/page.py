"""The counter: who is it, what do they buy, Enter. Everything from the keyboard, with a queue waiting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from crm_desktop.gui import messages, tasks
from crm_desktop.gui.counter.serving import NOBODY, UNKNOWN, Action, Serving
from crm_desktop.services import counter, loyalty, products, vouchers
from crm_desktop.shared.errors import NotFoundError
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.domain.loyalty.model import Redeemed
    from crm_desktop.services.changes import Changes


class CounterPage(Serving):
    """See the module: what the function keys do, and what the window asks."""

    def key_actions(self) -> Sequence[Action]:
        """Return the keys of the counter."""
        return (
            Action("F2", _("New customer"), self.new_customer, bind=False),
            Action("F3", _("Without a customer"), self.sell_to_unknown),
            Action("F4", _("Redeem"), self.redeem),
            Action("F6", _("Return"), self.give_back),
            Action("F7", _("Follow-up"), self.follow_up),
            Action("F8", _("Product"), self.choose_product),
            Action("Ctrl+P", _("Print"), self.print_, bind=False),
            Action("Esc", _("Another customer"), self.back, bind=False),
        )

    # -- what the function keys do

    def sell_to_unknown(self) -> None:
        """F3: sell to somebody without a file; an amount typed in the search is taken along."""
        if self.shop.read_only:
            return
        text = self.finder.text()
        self.serve(UNKNOWN)
        if text and any(c.isdigit() for c in text) and len(text) < 12:
            self.sale.amount.setText(text)

    def new_customer(self) -> None:
        """F2: a new customer in two fields; what was typed in the search is taken along."""
        from crm_desktop.gui.counter.quick_customer import QuickCustomer

        if not self.shop.read_only:
            dialog = QuickCustomer(self, self.shop, self.finder.text())
            dialog.added.connect(self.serve)
            dialog.open()

    def redeem(self) -> None:
        """F4: give a reward, or use a voucher."""
        from crm_desktop.gui.counter.reward_dialog import RewardDialog

        view = self.card.view()
        if view is None or self.shop.read_only:
            messages.toast(_("Find the customer first."))
            return
        dialog = RewardDialog(self, self.shop, view)
        dialog.reward_chosen.connect(self.give_reward)
        dialog.voucher_chosen.connect(self._use_voucher)
        dialog.open()

    def give_reward(self, reward_id: int) -> None:
        view = self.card.view()
        if view is None:
            return
        customer_id = view.customer.id

        def done(changes: Changes[Redeemed]) -> None:
            if changes.value.voucher and self.served == customer_id:
                self._use_voucher(changes.value.voucher)
            elif self.served == NOBODY:
                self.tell_reward(changes)

        tasks.run_change(self, lambda: loyalty.redeem(self.shop, customer_id, reward_id), done)

    def _use_voucher(self, code: str) -> None:
        view = self.card.view()
        self.voucher_code = code
        if self.served == NOBODY and view is not None:
            self.serve(view.customer.id)
        else:
            self.take_voucher()
            self.sale.amount.setFocus()

    def give_back(self) -> None:
        """F6: a return, whole or by line."""
        from crm_desktop.gui.common.return_dialog import ReturnDialog

        if self.shop.read_only:
            return
        view = self.card.view()
        dialog = ReturnDialog(self, self.shop, view.customer.id if view is not None else None)
        dialog.returned.connect(self._show_return)
        dialog.open()

    def _show_return(self, changes: Any) -> None:
        self.tell_sale(changes)
        if changes.value.customer_id is not None and changes.value.customer_id != self.shown:
            self.read(changes.value.customer_id)
        self.finder.field.setFocus()

    def follow_up(self) -> None:
        """F7: plan a follow-up with the customer."""
        from crm_desktop.gui.common.reminder_editor import new_reminder

        view = self.card.view()
        if view is None or self.shop.read_only:
            messages.toast(_("Find the customer first."))
        else:
            new_reminder(self, self.shop, view.customer.id)

    def choose_product(self) -> None:
        """F8: take a product into the sale by its name or code."""
        from crm_desktop.gui.counter.product_dialog import ProductDialog

        if self.shop.read_only:
            return
        if self.served == NOBODY:
            view = self.card.view()
            self.serve(view.customer.id if view is not None else UNKNOWN)
        dialog = ProductDialog(self, self.shop)
        dialog.chosen.connect(self.sale.add_product)
        dialog.finished.connect(lambda _result: self.sale.amount.setFocus())
        dialog.open()

    def take_code(self, code: str) -> None:
        """A code was read into the amount: a product is sold too, a voucher used, a card's owner served."""

        def read() -> Any:
            found = products.by_code(self.shop, code)
            if found is not None:
                return found
            owner = counter.card_owner(self.shop, code)
            if owner is not None:
                return owner
            try:
                return vouchers.find(self.shop, code).code
            except NotFoundError:
                return None

        def take(found: Any) -> None:
            if found is None:
                unknown(_("Nothing here has the code {code}.").format(code=code))
                return
            self.sale.amount.clear()
            if isinstance(found, str):
                self._use_voucher(found)
            elif isinstance(found, int):
                self._take_owner(found)
            else:
                self.sale.add_product(found)

        def unknown(sentence: str) -> None:
            self.sale.show_fault(sentence)
            self.sale.amount.selectAll()

        tasks.run_query(self, read, take, key="code", failed=lambda error: unknown(error.sentence))

    def _take_owner(self, customer_id: int) -> None:
        if customer_id == self.served:
            return
        if self.served > 0 and not self.sale.is_empty():
            self.sale.show_fault(_("This is somebody else's card: finish this sale first, or press Esc."))
        else:
            self.serve(customer_id)

    # -- what the window asks

    def activate(self) -> None:
        """The search has the focus; a sale that was begun goes on."""
        (self.sale.amount if self.served != NOBODY else self.finder.field).setFocus()

    def open_target(self, target: object) -> None:
        """Serve a customer by id, or find what a card reader typed ("card", text)."""
        if isinstance(target, int):
            self.serve(target)
        elif isinstance(target, tuple) and len(target) == 2 and target[0] == "card":
            self.finder.read(str(target[1]))

    def focus_search(self) -> None:
        """Ctrl+F: the search."""
        self.finder.field.setFocus()
        self.finder.field.selectAll()

    def new(self) -> bool:
        """Ctrl+N: a new customer."""
        self.new_customer()
        return True

    def edit(self) -> None:
        """F2: a new customer in two fields."""
        self.new_customer()

    def print_(self) -> None:
        """Ctrl+P: the voucher that was just given or waits for the amount; else the receipt of the sale."""
        from crm_desktop.gui.common.give_voucher import print_vouchers
        from crm_desktop.gui.common.receipt import print_receipt

        waiting, given = self.sale.taken_voucher(), self.given
        if waiting is not None:
            print_vouchers(self, self.context, [waiting.id])
        elif given is not None and given.value.voucher_id is not None:
            print_vouchers(self, self.context, [given.value.voucher_id])
        elif self.last is not None:
            print_receipt(self, self.context, self.last.purchase_id)
        else:
            messages.toast(_("There is nothing to print yet: charge a sale or give a reward first."))

    def back(self) -> bool:
        """Esc: another customer."""
        if self.served == NOBODY and self.shown == NOBODY and not self.finder.text():
            return False
        if not self.sale.is_empty():
            # What was typed is not thrown away with one key: the first Esc empties the amount.
            self.sale.start(self.sale.who.text() or None, 0)
            view = self.card.view()
            if self.served > 0 and view is not None:
                self.begin(view)
            return True
        self.serve_only(NOBODY)
        self.finder.field.setFocus()
        return True

    def may_leave(self, then: Callable[[], None]) -> None:
        """A sale that was begun stays where it is."""
        then()

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Return the keys of this screen."""
        named = tuple((one.keys, one.text) for one in self.key_actions())
        return (
            (_("Enter"), _("Take the customer; then charge and note")),
            *named,
            ("F9", _("Usual discount")),
        )
