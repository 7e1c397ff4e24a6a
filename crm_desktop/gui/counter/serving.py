"""Serving one customer after another: who it is, what they buy, Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from crm_desktop.domain.purchases.discounts import spread
from crm_desktop.domain.purchases.model import Sale, SaleDone
from crm_desktop.gui import events, messages, tasks
from crm_desktop.gui.common.flow_layout import FlowLayout
from crm_desktop.gui.common.screen import Context, Screen
from crm_desktop.gui.counter.customer_card import CustomerCard
from crm_desktop.gui.counter.finding import Finder
from crm_desktop.gui.counter.last_purchases import LastPurchases
from crm_desktop.gui.counter.sale_panel import SalePanel
from crm_desktop.services import counter, purchases, vouchers
from crm_desktop.services.loyalty_preview import preview
from crm_desktop.shared.errors import KnownError
from crm_desktop.shared.formats import number
from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from crm_desktop.domain.counter import CounterView
    from crm_desktop.domain.loyalty.model import Redeemed
    from crm_desktop.domain.loyalty.vouchers import Voucher
    from crm_desktop.services.changes import Changes

LOW, HIGH = 520, 820  # logical pixels of the page: from there on the last purchases find room
KINDS = (
    *("customers", "purchases", "loyalty", "vouchers", "reminders"),
    *("wishes", "consents", "segments", "settings"),
)

NOBODY, UNKNOWN = 0, -1  # who is served: nobody yet, somebody without a file


class Action(NamedTuple):
    """Something that a key does: the key, a few words, what it does.

    Attributes:
        bind: the page itself listens for the key; otherwise the window does.
    """

    keys: str
    text: str
    run: Callable[[], object]
    bind: bool = True


class Serving(Screen):
    """The counter without its function keys.

    A search is shown with its first customer in full; Enter takes that customer and goes to the amount; Enter
    notes the sale. After it the search has the focus again, and the customer stays to be seen until the next.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.shop = context.shop
        self.served = NOBODY  # the customer to whom the sale belongs
        self.shown = NOBODY  # the customer on the card
        self.voucher_code = ""
        self.last: SaleDone | None = None
        self.given: Changes[Redeemed] | None = None  # the reward that is told in place of a sale
        self._busy = False
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 12)
        whole.setSpacing(12)
        self.finder = Finder(self.shop, self)
        whole.addWidget(self.finder.field)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        left = QVBoxLayout()
        left.setSpacing(8)
        self.card = CustomerCard(self.shop)
        left.addWidget(self.finder.list)
        left.addWidget(self.finder.sentence)
        left.addWidget(self.card, 1)
        middle.addLayout(left, 3)
        self.sale = SalePanel(self.shop)
        self.sale.setMinimumWidth(320)
        self.purchases = LastPurchases(self.shop)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.sale, 1)
        right.addWidget(self.purchases)
        middle.addLayout(right, 2)
        whole.addLayout(middle, 1)
        whole.addWidget(self._key_bar())
        self._connect()
        self.serve_only(NOBODY)

    def _key_bar(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=6)
        for keys, text, run, bind in self.key_actions():
            chip = QToolButton()
            chip.setProperty("kind", "chip")
            chip.setText(f"{keys}  {text}")
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chip.clicked.connect(run)
            flow.addWidget(chip)
            if bind:
                bound = QShortcut(QKeySequence(keys), self)
                bound.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                bound.activated.connect(run)
        return holder

    def key_actions(self) -> Sequence[Action]:
        """Return what can be done from here, and by which key."""
        raise NotImplementedError

    def _connect(self) -> None:
        self.finder.looked_at.connect(self.read)
        self.finder.brought.connect(self._bring)
        self.finder.taken.connect(self.serve)
        self.finder.voucher_read.connect(self._serve_holder)
        self.finder.nobody.connect(self._look_away)
        self.finder.passed.connect(self._go_on)
        self.card.reward_asked.connect(self.give_reward)
        self.card.rewards_asked.connect(self.redeem)
        self.card.opened.connect(lambda customer_id: self.context.go("customers", customer_id))
        self.sale.changed.connect(self._preview)
        self.sale.sell.connect(self._sell)
        self.sale.code_read.connect(self.take_code)
        self.sale.print_asked.connect(self.print_)
        discount = QShortcut(QKeySequence("F9"), self)
        discount.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        discount.activated.connect(self.sale.toggle_discount)
        events.on_change(self, KINDS, self._reload)

    # -- serving

    def serve(self, customer_id: int) -> None:
        """Serve a customer: the sale is theirs, and the amount has the focus."""
        self.serve_only(customer_id)
        self.sale.amount.setFocus()

    def _serve_holder(self, voucher: Voucher) -> None:
        """A voucher was scanned: its holder is served, or whoever brings it."""
        self.voucher_code = voucher.code
        self.serve(voucher.customer_id or UNKNOWN)

    def _look_away(self) -> None:
        """Nobody is found; who is being served, or was just served, stays to be seen."""
        if self.served == NOBODY and (self.last is None or self.finder.text()):
            self._clear_card()

    def _go_on(self) -> None:
        if self.served != NOBODY:
            self.sale.amount.setFocus()

    def serve_only(self, customer_id: int) -> None:
        """Serve a customer, nobody or somebody unknown; the focus stays where it is."""
        self.served = customer_id
        self._tell_nothing()
        self.finder.clear()
        self.sale.enable(enabled=customer_id != NOBODY and not self.shop.read_only)
        if customer_id == UNKNOWN:
            self._clear_card()
            self.sale.start("", 0)
            self.take_voucher()
        elif customer_id == NOBODY:
            self._clear_card()
            self.sale.start(None, 0)
        elif customer_id == self.shown and (view := self.card.view()) is not None:
            self.begin(view)
        else:
            self.sale.start("…", 0)
            self.read(customer_id)

    def begin(self, view: CounterView) -> None:
        """Begin the sale of the customer that is shown."""
        self.sale.start(view.customer.name, view.customer.discount_bp)
        self.take_voucher()

    def take_voucher(self) -> None:
        """Use the voucher that waits for this sale, or say why it cannot be used."""
        code, self.voucher_code = self.voucher_code, ""
        if code:
            served = self.served if self.served > 0 else None
            tasks.run_query(
                self,
                lambda: vouchers.usable(self.shop, code, served),
                self.sale.use_voucher,
                key="voucher",
                failed=lambda error: messages.show_error(self, error.sentence),
            )

    def read(self, customer_id: int) -> None:
        """Show a customer, as the file stands now."""

        def show(view: CounterView) -> None:
            self.shown = customer_id
            self._show(view)
            if self.served == customer_id and self.last is None and self.sale.is_empty():
                self.begin(view)

        tasks.run_query(self, lambda: counter.view(self.shop, customer_id), show, key="view")

    def _bring(self, view: CounterView) -> None:
        """Somebody is about to be served, and was read already."""
        tasks.cancel_query(self, "view")
        self.shown = view.customer.id
        self._show(view)

    def _show(self, view: CounterView) -> None:
        self.card.show_view(view)
        self.purchases.show_purchases(view.purchases)
        self._make_room()

    def _make_room(self) -> None:
        """A low window leaves the last purchases out before the sale, and what came of it, have to scroll."""
        least = HIGH if self.sale.is_done() else LOW
        self.purchases.setVisible(self.height() >= least and bool(self.purchases.texts()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _clear_card(self) -> None:
        tasks.cancel_query(self, "view")
        self.shown = NOBODY
        self.card.clear()
        self.purchases.show_purchases(())

    def tell_sale(self, changes: Changes[SaleDone]) -> None:
        """Say what was just sold or given back; its receipt can be printed."""
        self.last, self.given = changes.value, None
        told = "\n".join((changes.sentence, *changes.value.slip))
        self.sale.show_done(told, _("Print the receipt (Ctrl+P)"))
        self._make_room()

    def tell_reward(self, changes: Changes[Redeemed]) -> None:
        """Say in place of the last sale, whose points hold no more, what the customer got."""
        self.last, self.given = None, changes
        words = ngettext("You have {count} point.", "You have {count} points.", changes.value.balance)
        told = [changes.sentence, words.format(count=number(changes.value.balance, self.shop.profile.locale))]
        if changes.value.voucher:
            told.append(_("Voucher: {code}").format(code=changes.value.voucher))
        printing = _("Print the voucher (Ctrl+P)") if changes.value.voucher else ""
        self.sale.show_done("\n".join(told), printing)
        self._make_room()

    def _tell_nothing(self) -> None:
        self.last = self.given = None
        self.sale.show_done("")
        self._make_room()

    def _look_at_told(self, changes: Changes[Any]) -> None:
        """What was told goes once it holds no more: the sale was taken back, or something came after."""
        last = self.last

        def gone(_error: KnownError) -> None:
            if self.last is last:
                self._tell_nothing()

        if last is None:
            if self.given is None or changes.operation != self.given.operation:
                self._tell_nothing()
        else:
            shop, purchase = self.shop, last.purchase_id
            tasks.run_query(
                self, lambda: purchases.get(shop, purchase), lambda _found: None, key="told", failed=gone
            )

    def _reload(self, changes: Changes[Any]) -> None:
        self._look_at_told(changes)
        if self.shown > 0:
            shown = self.shown

            def again(view: CounterView) -> None:
                if self.shown == shown:
                    self._show(view)

            tasks.run_query(
                self,
                lambda: counter.view(self.shop, shown),
                again,
                key="view",
                failed=lambda _error: self.serve_only(NOBODY),
            )

    def _preview(self) -> None:
        wanted, served = self.sale.wanted(), self.served
        if wanted.total_cents is None or served <= 0:
            self.sale.show_gain("")
            return
        draft = self._draft()
        tasks.run_query(
            self,
            lambda: preview(self.shop, draft),
            self.sale.show_gain,
            key="gain",
            failed=lambda _e: None,
        )

    def _draft(self) -> Sale:
        wanted = self.sale.wanted()
        lines, voucher = spread(wanted.lines, wanted.discount_cents), self.sale.taken_voucher()
        return Sale(
            customer_id=self.served if self.served > 0 else None,
            total_cents=wanted.to_pay,
            lines=lines,
            voucher_code=voucher.code if voucher is not None else "",
        )

    def _sell(self) -> None:
        if self._busy or self.served == NOBODY:
            return
        wanted = self.sale.wanted(whole=True)
        if wanted.fault or not (wanted.total_cents or wanted.lines):
            self.sale.show_fault(wanted.fault or _("Type the amount first."))
            self.sale.amount.setFocus()
            return
        draft, self._busy = self._draft(), True

        def done(changes: Changes[SaleDone]) -> None:
            self._busy = False
            served = self.served
            self.serve_only(NOBODY if served == UNKNOWN else served)
            self.served = NOBODY
            self.sale.enable(enabled=False)
            self.sale.start(None, 0)
            self.tell_sale(changes)
            self.finder.field.setFocus()

        def failed(error: KnownError) -> None:
            self._busy = False
            messages.show_error(self, error.sentence)
            self.sale.amount.setFocus()

        tasks.run_change(self, lambda: purchases.sell(self.shop, draft), done, failed=failed)

    # -- what the function keys do, see `page`

    def redeem(self) -> None:
        """Show what the customer's points and vouchers can be given for."""
        raise NotImplementedError

    def give_reward(self, reward_id: int) -> None:
        """Give the customer who is shown a reward."""
        raise NotImplementedError

    def take_code(self, code: str) -> None:
        """Do what a code means that was read into the amount."""
        raise NotImplementedError
