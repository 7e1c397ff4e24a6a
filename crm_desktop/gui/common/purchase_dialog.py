"""One sale or return with its lines, and what can be done with it: take it back, print its receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from crm_desktop.domain.purchases.model import ONE, PURCHASE_KIND_NAMES, Purchase, PurchaseKind
from crm_desktop.gui import messages, tasks
from crm_desktop.gui.common.dialog import Dialog
from crm_desktop.gui.common.labels import PlainLabel, muted, rule
from crm_desktop.gui.common.when import long_date
from crm_desktop.services import purchases
from crm_desktop.shared.formats import money
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.gui.common.screen import Context
    from crm_desktop.shared.errors import KnownError


class PurchaseDialog(Dialog):
    """See the module.

    Args:
        parent: the window.
        context: of the page.
        purchase_id: the sale or the return.
    """

    def __init__(self, parent: QWidget | None, context: Context, purchase_id: int) -> None:
        super().__init__(parent, _("Purchase"), width=520)
        self._context, self._purchase_id = context, purchase_id
        self.purchase: Purchase | None = None
        self.about = muted("", wrap=True)
        self.body.addWidget(self.about)
        self._holder = QWidget()
        self._grid = QGridLayout(self._holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self.add_scrolled(self._holder)
        self.return_button = self.add_button(_("Take back…"), self._take_back)
        self.print_button = self.add_button(_("Print the receipt"), self._print)
        self.return_button.hide()
        self.cancel_button.setDefault(True)
        shop = context.shop
        tasks.run_query(
            self, lambda: purchases.get(shop, purchase_id), self._show, key="purchase", failed=self._gone
        )

    def _gone(self, error: KnownError) -> None:
        messages.show_error(self.parentWidget(), error.sentence)
        self.accept()

    def _show(self, purchase: Purchase) -> None:
        self.purchase = purchase
        shop = self._context.shop
        kind = _(PURCHASE_KIND_NAMES[purchase.kind])
        self.title.setText(kind)
        self.setWindowTitle(kind)
        local = shop.clock.local(purchase.at)
        parts = [
            long_date(local.date()),
            f"{local:%H:%M}",
            _("Ticket {ticket}").format(ticket=purchase.ticket) if purchase.ticket else "",
            _("Given back") if purchase.given_back else "",
        ]
        self.about.setText(" · ".join(part for part in parts if part))
        self._fill(purchase)
        left = purchase.total_cents - purchase.returned_cents > 0 or bool(purchase.lines)
        back = purchase.kind is PurchaseKind.SALE and not purchase.given_back and left
        self.return_button.setVisible(back)
        self.return_button.setEnabled(not shop.read_only)
        self._holder.adjustSize()
        self.resize(self.width(), min(560, 170 + self._holder.sizeHint().height()))

    def _fill(self, purchase: Purchase) -> None:
        shop = self._context.shop
        locale, currency = shop.profile.locale, purchase.currency
        for line in purchase.lines:
            name = line.name
            whole, rest = divmod(abs(line.quantity_milli), ONE)
            if rest or whole != 1:
                name = f"{abs(line.quantity_milli) / ONE:g} × {name}"
            back = ""
            if line.returned_milli:
                back = _("{count} given back").format(count=f"{line.returned_milli / ONE:g}")
            self._add(name, back, money(line.total_cents or 0, currency, locale))
        if purchase.lines:
            lines_total = sum(line.total_cents or 0 for line in purchase.lines)
            if lines_total != purchase.total_cents:
                self._add(_("Taken off"), "", money(purchase.total_cents - lines_total, currency, locale))
            self._grid.addWidget(rule(), self._grid.rowCount(), 0, 1, 3)
        self._add(_("Total"), "", money(purchase.total_cents, currency, locale), bold=True)
        if purchase.returned_cents:
            self._add(_("Given back of it"), "", money(-purchase.returned_cents, currency, locale))
        if purchase.notes:
            notes = PlainLabel(purchase.notes, tone="muted", wrap=True, selectable=True)
            self._grid.addWidget(notes, self._grid.rowCount(), 0, 1, 3)
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def _add(self, name: str, note: str, amount: str, *, bold: bool = False) -> None:
        row = self._grid.rowCount()
        self._grid.addWidget(PlainLabel(name, bold=bold, wrap=True), row, 0)
        self._grid.addWidget(PlainLabel(note, tone="near"), row, 1)
        said = PlainLabel(amount, bold=bold)
        said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(said, row, 2)

    def texts(self) -> list[str]:
        """Return what the lines say."""
        return [label.text() for label in self._holder.findChildren(PlainLabel) if label.text()]

    def _take_back(self) -> None:
        from crm_desktop.gui.common.return_dialog import ReturnDialog

        if self.purchase is not None:
            parent, shop = self.parentWidget(), self._context.shop
            self.accept()
            ReturnDialog(parent, shop, self.purchase.customer_id, self._purchase_id).open()

    def _print(self) -> None:
        from crm_desktop.gui.common.receipt import print_receipt

        print_receipt(self.parentWidget() or self, self._context, self._purchase_id)
        self.accept()
