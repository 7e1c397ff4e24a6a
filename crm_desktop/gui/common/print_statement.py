"""The statement of a customer's points: of which program, from when to when; then it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from crm_desktop.gui import messages, tasks
from crm_desktop.gui.common.date_edit import DateEdit
from crm_desktop.gui.common.dialog import FormDialog
from crm_desktop.gui.common.fields import ChoiceField, DateField
from crm_desktop.services import printing_loyalty
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.domain.loyalty.model import Account
    from crm_desktop.gui.common.screen import Context


def print_statement(
    owner: QWidget, context: Context, customer_id: int, accounts: Sequence[Account]
) -> StatementDialog | None:
    """Ask for the period; without a program there is nothing to state."""
    if not accounts:
        messages.toast(_("This customer has nothing in any program yet."))
        return None
    dialog = StatementDialog(owner, context, customer_id, accounts)
    dialog.open()
    return dialog


class StatementDialog(FormDialog):
    """See the module."""

    def __init__(
        self, parent: QWidget, context: Context, customer_id: int, accounts: Sequence[Account]
    ) -> None:
        super().__init__(parent, _("Statement of points"), _("Show the statement"), width=440)
        self._context, self._customer_id = context, customer_id
        clock = context.shop.clock
        today = clock.today()
        options = [(account.program_id, account.program) for account in accounts]
        self.program = ChoiceField("program", _("Program"), options)
        self.program.setVisible(len(options) > 1)
        self.form.row(self.program)
        self.form.row(
            DateField("first", _("From"), DateEdit(clock), required=True),
            DateField("last", _("Until"), DateEdit(clock), required=True, check=self._last_fault),
        )
        self.form.load({"program": options[0][0], "first": today.replace(month=1, day=1), "last": today})

    def _last_fault(self, last: Any) -> str | None:
        first = self.form.value("first")
        if first is not None and last is not None and last < first:
            return _("The end is before the beginning.")
        return None

    def submit(self, values: dict[str, Any]) -> None:
        """Make it and show it."""
        shop, customer_id = self._context.shop, self._customer_id
        tasks.run_query(
            self,
            lambda: printing_loyalty.statement(
                shop, customer_id, values["program"], values["first"], values["last"]
            ),
            self._show,
            key="statement",
            failed=self.failed,
        )

    def _show(self, pdf: bytes) -> None:
        from crm_desktop.gui.common.pdf_preview import PdfPreview

        name = f"{_('Statement of points')} {self.form.value('last').isoformat()}"
        PdfPreview(self.parentWidget(), _("Statement of points"), pdf, name, state=self._context.state).open()
        self.saved()

    def unsaved(self) -> bool:
        """A period that was typed is no loss."""
        return False
