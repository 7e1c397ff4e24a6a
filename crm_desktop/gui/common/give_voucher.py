"""A voucher for one customer, for many, or for whoever brings it; then it can be printed at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.loyalty.vouchers import VoucherCause, VoucherKind, VoucherOffer
from crm_desktop.gui import messages, tasks
from crm_desktop.gui.common.amount_field import AmountField
from crm_desktop.gui.common.date_edit import DateEdit
from crm_desktop.gui.common.dialog import FormDialog
from crm_desktop.gui.common.fields import CheckField, ChoiceField, DateField, NumberField, TextField
from crm_desktop.services import vouchers
from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from crm_desktop.gui.common.screen import Context
    from crm_desktop.services.changes import Changes

_FIELDS = {"value_cents": "amount", "percent_bp": "percent", "min_cents": "least"}


class GiveVoucher(FormDialog):
    """See the module.

    Args:
        parent: the page; it also shows the printed vouchers.
        context: of the page.
        customer_ids: to whom; None in it is whoever brings it.
        cause, cause_id: where the voucher comes from, such as a segment.
    """

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        customer_ids: Sequence[int | None],
        cause: VoucherCause = VoucherCause.HAND,
        cause_id: int | None = None,
    ) -> None:
        count = len(customer_ids)
        title = ngettext("Voucher for {count} customer", "Voucher for {count} customers", count)
        if list(customer_ids) == [None]:
            title = _("Voucher for whoever brings it")
        super().__init__(parent, title.format(count=count), _("Give"), width=480)
        self._context, self._ids = context, tuple(customer_ids)
        self._page, self._cause, self._cause_id = parent, cause, cause_id
        clock, locale = context.shop.clock, context.shop.profile.locale
        self._amount = AmountField("amount", _("Amount"), locale, required=True)
        self._least = AmountField(
            "least", _("For purchases of at least"), locale, hint=_("Can be left empty.")
        )
        self.form.row(
            ChoiceField(
                "kind",
                _("Worth"),
                [(VoucherKind.AMOUNT, _("An amount")), (VoucherKind.PERCENT, _("A percentage"))],
            ),
            self._amount,
            NumberField("percent", _("Percentage"), low=1, high=100, suffix=" %"),
        )
        self.form.row(
            DateField("from_day", _("From"), DateEdit(clock), hint=_("Can be left empty.")),
            DateField("to_day", _("Until"), DateEdit(clock), hint=_("Can be left empty.")),
        )
        self.form.row(self._least)
        self.form.row(TextField("text", _("A line on it"), placeholder=_("Happy birthday")))
        self.form.row(CheckField("print", _("Show them afterwards, to print")))
        self.form.load({"kind": VoucherKind.AMOUNT, "amount": "5", "percent": 10, "print": True})
        self.form.changed.connect(lambda _key: self._fit())
        self._fit()

    def _fit(self) -> None:
        amount = self.form.value("kind") is VoucherKind.AMOUNT
        self._amount.setVisible(amount)
        self._amount.setEnabled(amount)
        self.form.fields["percent"].setVisible(not amount)

    def submit(self, values: dict[str, Any]) -> None:
        """Give the vouchers."""
        amount = values["kind"] is VoucherKind.AMOUNT
        offer = VoucherOffer(
            kind=values["kind"],
            value_cents=(self._amount.cents() or 0) if amount else 0,
            percent_bp=0 if amount else values["percent"] * 100,
            min_cents=self._least.cents() or 0,
            from_day=values["from_day"],
            to_day=values["to_day"],
            text=values["text"],
            cause=self._cause,
            cause_id=self._cause_id,
        )
        shop = self._context.shop

        def done(changes: Changes[list[int]]) -> None:
            if values["print"] and changes.value:
                print_vouchers(self._page, self._context, changes.value)
            self.saved()

        tasks.run_change(self, lambda: vouchers.issue(shop, self._ids, offer), done, failed=self._refused)

    def _refused(self, error: Any) -> None:
        """Say each fault under the field that it is about; a service names them otherwise."""
        fields = getattr(error, "fields", None) or {}
        error.fields = {_FIELDS.get(key, key): text for key, text in fields.items()}
        self.failed(error)


def print_vouchers(owner: QWidget, context: Context, ids: Sequence[int]) -> None:
    """Show vouchers before they are printed."""
    from crm_desktop.gui.common.pdf_preview import PdfPreview
    from crm_desktop.services import printing_loyalty

    shop = context.shop
    if not ids:
        messages.toast(_("Choose the vouchers to print."))
        return

    def show(pdf: bytes) -> None:
        PdfPreview(owner, _("Vouchers"), pdf, state=context.state).open()

    tasks.run_query(owner, lambda: printing_loyalty.vouchers(shop, ids), show, key="vouchers")
