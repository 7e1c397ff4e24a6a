"""A return: which sale, what of it, and it is done; it can be undone like everything else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QListWidget, QListWidgetItem, QWidget

from crm_desktop.domain.purchases.listing import PurchaseFilter
from crm_desktop.domain.purchases.model import ONE, Purchase, PurchaseKind
from crm_desktop.gui import messages, tasks
from crm_desktop.gui.common import when
from crm_desktop.gui.common.amount_field import AmountField
from crm_desktop.gui.common.dialog import Dialog
from crm_desktop.gui.common.fields import TextField
from crm_desktop.gui.common.form import Form
from crm_desktop.gui.common.inputs import NumberBox
from crm_desktop.gui.common.labels import ElidedLabel, PlainLabel, clear, muted
from crm_desktop.gui.common.search_box import SearchBox
from crm_desktop.services import purchases
from crm_desktop.shared.errors import KnownError
from crm_desktop.shared.formats import money
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.domain.purchases.listing import PurchaseRow
    from crm_desktop.services.changes import Changes
    from crm_desktop.services.shop import Shop

FOUND, ROW = 30, 34


class ReturnDialog(Dialog):
    """See the module.

    Args:
        parent: the page.
        shop: the open shop.
        customer_id: whose sales are offered first; None offers the newest of all.
        sale_id: the sale, when it is known already; then none is chosen.

    Signals:
        returned(object): the Changes of the return.
    """

    returned = Signal(object)

    def __init__(
        self, parent: QWidget | None, shop: Shop, customer_id: int | None, sale_id: int | None = None
    ) -> None:
        super().__init__(parent, _("Return"), _("Take back"), width=560)
        self._shop, self._customer_id = shop, customer_id
        self._sales: list[int] = []
        self._sale: Purchase | None = None
        self._boxes: dict[int, NumberBox] = {}
        self.search = SearchBox(_("Number of the ticket"))
        self.search.searched.connect(self._look)
        self.body.addWidget(self.search)
        self.list = QListWidget()
        self.search.left_down.connect(self.list.setFocus)
        self.search.entered.connect(self.list.setFocus)
        self.list.setAccessibleName(_("Sales"))
        self.list.setFixedHeight(5 * ROW)
        self.list.currentRowChanged.connect(self._choose)
        self.list.itemActivated.connect(lambda _item: self.save())
        self.body.addWidget(self.list)
        self.about = muted("", wrap=True)
        self.body.addWidget(self.about)
        self._holder = QWidget()
        self._grid = QGridLayout(self._holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setColumnStretch(0, 1)
        self.body.addWidget(self._holder)
        self.amount_form = Form()
        self._amount = AmountField(
            "cents", _("Amount that is given back"), shop.profile.locale, required=True, check=self._too_much
        )
        self.amount_form.row(self._amount)
        self.body.addWidget(self.amount_form)
        self.form = Form()
        self.form.row(TextField("notes", _("Why (can be left empty)")))
        self.body.addWidget(self.form)
        self._show_sale(None)
        if sale_id is not None:
            self.search.hide()
            self.list.hide()
            tasks.run_query(self, lambda: purchases.get(shop, sale_id), self._show_sale, key="sale")
            return
        self._look("")
        self.list.setFocus()

    # -- which sale

    def _look(self, text: str) -> None:
        wanted = PurchaseFilter(
            kind=PurchaseKind.SALE,
            customer_id=None if text else self._customer_id,
            text=text,
            limit=FOUND,
        )

        def read() -> list[PurchaseRow]:
            return purchases.rows(self._shop, purchases.list_ids(self._shop, wanted))

        tasks.run_query(self, read, self._show, key="sales")

    def _show(self, found: Sequence[PurchaseRow]) -> None:
        today, locale = self._shop.clock.today(), self._shop.profile.locale
        self.list.clear()
        left = [row for row in found if not row.given_back]
        self._sales = [row.id for row in left]
        for row in left:
            parts = [
                when.short_date(row.day, today),
                money(row.total_cents - row.returned_cents, row.currency, locale),
                row.what or (_("Ticket {ticket}").format(ticket=row.ticket) if row.ticket else ""),
                "" if self._customer_id else row.customer_name,
            ]
            item = QListWidgetItem("   ·   ".join(part for part in parts if part))
            item.setSizeHint(QSize(100, ROW))
            self.list.addItem(item)
        self.list.setCurrentRow(0 if left else -1)
        if not left:
            self._show_sale(None)
            self.about.setText(
                _("No sale is found that could be given back.")
                if self.search.text().strip() or self._customer_id is None
                else _("This customer has no sale that could be given back. Type the ticket's number.")
            )

    def _choose(self, place: int) -> None:
        if 0 <= place < len(self._sales):
            sale_id = self._sales[place]
            tasks.run_query(self, lambda: purchases.get(self._shop, sale_id), self._show_sale, key="sale")

    # -- what of it

    def _show_sale(self, sale: Purchase | None) -> None:
        self._sale = sale
        clear(self._grid)
        self._boxes.clear()
        bare = sale is not None and not sale.lines
        self.save_button.setEnabled(sale is not None)
        self._holder.setVisible(sale is not None and not bare)
        self.amount_form.setVisible(bare)
        if sale is None:
            return
        profile = self._shop.profile
        self.about.setText(
            _("What comes back is taken off the points and stamps that it gave.")
            if sale.customer_id is not None
            else _("This sale belongs to no customer.")
        )
        if bare:
            left = sale.total_cents - sale.returned_cents
            self.amount_form.load({"cents": money(left, profile.currency, profile.locale)})
            return
        for row, line in enumerate(sale.lines):
            left_milli = line.quantity_milli - line.returned_milli
            self._grid.addWidget(ElidedLabel(line.name), row, 0)
            total = PlainLabel(money(line.total_cents or 0, sale.currency, profile.locale), tone="muted")
            total.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(total, row, 1)
            whole, rest = divmod(left_milli, ONE)
            box = NumberBox(0, whole if not rest else 1)
            box.setValue(whole if not rest else 1)
            box.setAccessibleName(_("How many of {name} come back").format(name=line.name))
            if rest:  # what is sold by weight comes back whole or not at all
                box.setProperty("milli", left_milli)
            box.setEnabled(left_milli > 0)
            self._grid.addWidget(box, row, 2)
            self._boxes[line.id or 0] = box

    def _too_much(self, _typed: str) -> str | None:
        cents = self._amount.cents() or 0
        if self._sale is not None and cents > self._sale.total_cents - self._sale.returned_cents:
            return _("That is more than is left of this sale.")
        return None

    def save(self) -> None:
        """Take it back."""
        sale = self._sale
        if sale is None or sale.id is None or not self.save_button.isEnabled():
            return
        lines: dict[int, int] | None = None
        cents: int | None = None
        if sale.lines:
            lines = {
                key: (box.property("milli") or ONE) * box.value()
                for key, box in self._boxes.items()
                if box.value()
            }
            if not lines:
                messages.toast(_("Say how many come back."))
                return
        elif self.amount_form.check():
            cents = self._amount.cents()
        else:
            return
        self.save_button.setEnabled(False)
        notes, sale_id = str(self.form.value("notes")), sale.id

        def done(changes: Changes[Any]) -> None:
            self.returned.emit(changes)
            self.accept()

        def failed(error: KnownError) -> None:
            self.save_button.setEnabled(True)
            messages.show_error(self, error.sentence)

        tasks.run_change(
            self,
            lambda: purchases.give_back(self._shop, sale_id, lines, cents=cents, notes=notes),
            done,
            failed=failed,
        )
