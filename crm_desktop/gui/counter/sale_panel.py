"""The sale at the right of the counter: an amount or products, what is taken off, and Enter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from crm_desktop.domain.loyalty.vouchers import Voucher
from crm_desktop.domain.products.model import Product
from crm_desktop.domain.purchases.amounts import parse_amount
from crm_desktop.domain.purchases.discounts import share_of
from crm_desktop.domain.purchases.model import ONE, PurchaseLine
from crm_desktop.gui import icons, theme
from crm_desktop.gui.common.card_reader import KEEPS
from crm_desktop.gui.common.labels import (
    ElidedLabel,
    Link,
    PlainLabel,
    button,
    caption,
    card,
    muted,
    rule,
    scrolled,
)
from crm_desktop.gui.counter.amount import Amount, is_code
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.formats import money, number, percent
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop

AMOUNT_SCALE, TOTAL_SCALE = 2.2, 1.35
PREVIEW_MS = 60  # after the last key, what the sale will give is worked out


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is about to be sold.

    Attributes:
        total_cents: before the voucher; None while nothing, or nothing that can be read, was typed.
        discount_cents: the customer's usual discount, when it was asked for; `total_cents` is without it.
        fault: what is wrong with the amount, in a sentence; "".
    """

    total_cents: int | None = None
    discount_cents: int = 0
    lines: tuple[PurchaseLine, ...] = ()
    fault: str = ""

    @property
    def to_pay(self) -> int:
        """What is to be paid before the voucher, in cents."""
        return max(0, (self.total_cents or 0) - self.discount_cents)


class SalePanel(QWidget):
    """What is sold, and the button that notes it.

    Signals:
        changed(): another amount, another discount: what it gives is worked out anew.
        sell(): Enter, or the button.
        code_read(str): a scanner read a code into the amount, see `is_code`.
        print_asked(): print what was just done: the receipt of a sale, the voucher of a reward.
    """

    changed = Signal()
    sell = Signal()
    code_read = Signal(str)
    print_asked = Signal()

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self._shop = shop
        self._lines: list[PurchaseLine] = []
        self._discount_bp, self._discounted = 0, False
        self._voucher: Voucher | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame = card()
        outer.addWidget(frame)
        column = QVBoxLayout(frame)
        column.setContentsMargins(24, 18, 24, 16)
        column.setSpacing(8)
        self._build_amount(column)
        self._build_lines(column)
        self._build_total(column)
        self._build_done(column)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PREVIEW_MS)
        self._pause.timeout.connect(self.changed)
        self.start(None, 0)

    def _build_amount(self, column: QVBoxLayout) -> None:
        head = QHBoxLayout()
        head.addWidget(caption(_("Amount")))
        head.addStretch()
        self.who = ElidedLabel("", tone="muted")
        self.who.setAlignment(Qt.AlignmentFlag.AlignRight)
        head.addWidget(self.who, 1)
        column.addLayout(head)
        self.amount = Amount()
        self.amount.setProperty("kind", "bare")
        self.amount.setProperty(KEEPS, True)
        self.amount.setFont(theme.scaled_font(AMOUNT_SCALE))
        self.amount.setPlaceholderText(self._money(0))
        self.amount.setAccessibleName(_("Amount"))
        self.amount.setMaxLength(80)
        self.amount.textChanged.connect(self._typed)
        self.amount.entered.connect(self._enter)
        column.addWidget(self.amount)
        self.equals = PlainLabel("", tone="muted", wrap=True)
        column.addWidget(self.equals)

    def _build_lines(self, column: QVBoxLayout) -> None:
        self._grid_holder = QWidget()
        self._grid = QGridLayout(self._grid_holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        area = scrolled(self._grid_holder)
        area.setMaximumHeight(150)
        self._lines_area = area
        column.addWidget(area)
        self.discount = Link("")
        self.discount.clicked.connect(self.toggle_discount)
        column.addWidget(self.discount)
        self.voucher = PlainLabel("", tone="done", wrap=True)
        column.addWidget(self.voucher)

    def _build_total(self, column: QVBoxLayout) -> None:
        column.addWidget(rule())
        total = QHBoxLayout()
        total.addWidget(muted(_("To pay")))
        total.addStretch()
        self.total = PlainLabel("", scale=TOTAL_SCALE, bold=True)
        total.addWidget(self.total)
        column.addLayout(total)
        self.gives = PlainLabel("", tone="accent", wrap=True)
        column.addWidget(self.gives)
        self.button = button(_("Charge and note") + "  ⏎", kind="primary")
        self.button.setAccessibleName(_("Charge and note"))
        self.button.setMinimumHeight(48)
        self.button.setFont(theme.scaled_font(1.2, bold=True))
        self.button.clicked.connect(self._enter)
        column.addWidget(self.button)

    def _build_done(self, column: QVBoxLayout) -> None:
        self.done = card(kind="note")
        inside = QVBoxLayout(self.done)
        inside.setContentsMargins(14, 10, 14, 10)
        inside.setSpacing(4)
        self.done_text = PlainLabel("", wrap=True, selectable=True)
        inside.addWidget(self.done_text)
        self.printing = Link("", icon="printer")
        self.printing.clicked.connect(self.print_asked)
        inside.addWidget(self.printing, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(8)
        # What was done may take more lines than there is room for: then it scrolls, and nothing is cut.
        holder = QWidget()
        above = QVBoxLayout(holder)
        above.setContentsMargins(0, 0, 0, 0)
        above.addWidget(self.done)
        above.addStretch()
        column.addWidget(scrolled(holder), 1)
        self.done.hide()

    # -- the sale

    def start(self, who: str | None, discount_bp: int) -> None:
        """Begin a new sale.

        Args:
            who: to whom; "" for somebody unknown; None while nobody was chosen.
            discount_bp: the customer's usual discount in basis points; offered, never taken by itself.
        """
        self._lines.clear()
        self._discount_bp, self._discounted, self._voucher = discount_bp, False, None
        self.who.setText(_("Sale without a customer") if who == "" else who or "")
        self.amount.blockSignals(True)
        self.amount.clear()
        self.amount.blockSignals(False)
        self.show_gain("")
        self._show()

    def enable(self, *, enabled: bool) -> None:
        """Allow a sale, or not: nobody was chosen, the shop is open for reading only."""
        self.amount.setEnabled(enabled)
        self.button.setEnabled(enabled)

    def is_empty(self) -> bool:
        """Whether nothing was typed and no product taken."""
        return not self.amount.text().strip() and not self._lines

    def wanted(self, *, whole: bool = False) -> Wanted:
        """Return what is to be sold.

        Args:
            whole: a calculation that is not finished ("12,50+") is a fault; otherwise it counts so far.
        """
        text = self.amount.text().strip()
        total: int | None = sum(line.total_cents or 0 for line in self._lines) if self._lines else None
        lines = tuple(self._lines)
        if text:
            try:
                typed = parse_amount(
                    text if whole else text.rstrip("+-*x× ") or text, self._shop.profile.locale
                )
            except InvalidInput as error:
                return Wanted(None, 0, lines, error.sentence)
            if lines:
                lines = (*lines, PurchaseLine(name=_("Other"), price_cents=typed, total_cents=typed))
            total = (total or 0) + typed
        discount = share_of(total or 0, self._discount_bp) if self._discounted else 0
        return Wanted(total, discount, lines)

    def taken_voucher(self) -> Voucher | None:
        """Return the voucher that is used for this sale, if any."""
        return self._voucher

    def use_voucher(self, voucher: Voucher | None) -> None:
        """Take a voucher for this sale, or none."""
        self._voucher = voucher
        self._show()
        self.changed.emit()

    def add_product(self, product: Product, quantity_milli: int = ONE) -> None:
        """Sell a product, too; once more when it is there already."""
        price = product.price_cents or 0
        for place, line in enumerate(self._lines):
            if line.product_id == product.id:
                quantity = line.quantity_milli + quantity_milli
                total = (quantity * line.price_cents + ONE // 2) // ONE
                self._lines[place] = replace(line, quantity_milli=quantity, total_cents=total)
                break
        else:
            total = (quantity_milli * price + ONE // 2) // ONE
            self._lines.append(
                PurchaseLine(
                    name=product.name,
                    quantity_milli=quantity_milli,
                    price_cents=price,
                    total_cents=total,
                    product_id=product.id,
                )
            )
        self.amount.clear()
        self._show()
        self.changed.emit()

    def remove_line(self, place: int) -> None:
        """Take a product out of the sale."""
        del self._lines[place]
        self._show()
        self.changed.emit()
        self.amount.setFocus()

    def toggle_discount(self) -> None:
        """Take the customer's usual discount off, or leave it."""
        if self._discount_bp:
            self._discounted = not self._discounted
            self._show()
            self.changed.emit()

    def show_gain(self, words: str) -> None:
        """Say what the sale will give."""
        self.gives.setText(words)
        self.gives.setVisible(bool(words))

    def is_done(self) -> bool:
        """Whether it says what was just done."""
        return not self.done.isHidden()

    def show_fault(self, sentence: str) -> None:
        """Say under the amount why it cannot be sold; the next key takes that away."""
        self.equals.setText(sentence)
        self.equals.set_tone("late")
        self.equals.show()

    def show_done(self, told: str, printing: str = "") -> None:
        """Say what was just done, line by line; "" for nothing.

        Args:
            told: what happened.
            printing: what the link says that prints it; "" when there is nothing to print.
        """
        self.done_text.setText(told)
        self.printing.set_text(printing)
        self.printing.setVisible(bool(printing))
        self.done.setVisible(bool(told))

    # -- showing

    def _typed(self, _text: str) -> None:
        self._show()
        self._pause.start()

    def _enter(self) -> None:
        text = self.amount.text().strip()
        if is_code(text) and (text.isdecimal() or self.wanted().fault):
            self.code_read.emit(text)
        elif self.button.isEnabled():
            self.sell.emit()

    def _money(self, cents: int) -> str:
        return money(cents, self._shop.profile.currency, self._shop.profile.locale)

    def _show(self) -> None:
        wanted = self.wanted()
        typed = self.amount.text().strip()
        calculated = any(sign in typed for sign in "+*x×") or "-" in typed[1:]
        if wanted.fault:
            self.equals.setText(wanted.fault)
            self.equals.set_tone("late")
        else:
            self.equals.set_tone("muted")
            shown = calculated and wanted.total_cents is not None
            self.equals.setText(
                _("= {total}").format(total=self._money(wanted.total_cents or 0)) if shown else ""
            )
        self.equals.setVisible(bool(self.equals.text()))
        self._show_lines()
        share = percent(self._discount_bp, self._shop.profile.locale)
        if self._discounted:
            words = _("Usual discount of {share}: −{amount}  (F9 leaves it)")
            self.discount.set_text(words.format(share=share, amount=self._money(wanted.discount_cents)))
        else:
            self.discount.set_text(_("F9  Usual discount of {share}").format(share=share))
        self.discount.setVisible(self._discount_bp > 0)
        to_pay = wanted.to_pay
        if self._voucher is not None and wanted.total_cents is None:
            profile = self._shop.profile
            worth = self._voucher.worth(profile.currency, profile.locale)
            said = _("Voucher {code}, of {worth} (Ctrl+P prints it)")
            self.voucher.setText(said.format(code=self._voucher.code, worth=worth))
        elif self._voucher is not None:
            off = self._voucher.discount(to_pay)
            said = _("Voucher {code}: −{amount}").format(code=self._voucher.code, amount=self._money(off))
            if self._voucher.value_cents > off:
                lost = self._money(self._voucher.value_cents - off)
                said += " · " + _("{amount} of it would be lost").format(amount=lost)
            self.voucher.setText(said)
            to_pay -= off
        self.voucher.setVisible(self._voucher is not None)
        self.total.setText(self._money(to_pay))

    def _show_lines(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        locale = self._shop.profile.locale
        for place, line in enumerate(self._lines):
            quantity = number(line.quantity_milli // ONE, locale) if line.quantity_milli % ONE == 0 else ""
            quantity = quantity or f"{line.quantity_milli / ONE:g}"
            name = f"{quantity} × {line.name}" if line.quantity_milli != ONE else line.name
            self._grid.addWidget(ElidedLabel(name), place, 0)
            total = PlainLabel(self._money(line.total_cents or 0))
            total.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(total, place, 1)
            away = QToolButton()
            away.setIcon(icons.icon("x", "muted"))
            away.setToolTip(_("Take it out"))
            away.setAccessibleName(_("Take out {name}").format(name=line.name))
            away.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            away.clicked.connect(lambda _on=False, place=place: self.remove_line(place))
            self._grid.addWidget(away, place, 2)
        self._lines_area.setVisible(bool(self._lines))
