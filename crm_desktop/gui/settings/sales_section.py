"""Loyalty and sales: when a customer counts as former, on what receipts are printed, bringing sales in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QRadioButton

from crm_desktop.domain.purchases.stages import LONGEST_LAPSE, SHORTEST_LAPSE
from crm_desktop.gui import messages, tasks
from crm_desktop.gui.common import receipt
from crm_desktop.gui.common.fields import NumberField
from crm_desktop.gui.common.form import Form
from crm_desktop.gui.common.labels import PlainLabel, caption
from crm_desktop.gui.common.screen import Context
from crm_desktop.gui.settings.sections import Section
from crm_desktop.services import stages
from crm_desktop.shared.errors import KnownError
from crm_desktop.shared.i18n import N_, _

PAPER_NAMES: dict[str, str] = {"roll": N_("Roll of 80 mm"), "a6": N_("A6 sheets")}


class SalesSection(Section):
    """The threshold belongs to the shop, the paper of the receipts to this PC."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            _("Loyalty and sales"),
            _("Programs, rewards and vouchers are in Loyalty; what holds for all sales is here."),
        )
        self._stage_card()
        self._paper_card()
        self._import_card()
        self.column.addStretch()
        self.reload()

    def _stage_card(self) -> None:
        inside = self.add_card()
        inside.addWidget(caption(_("Former customers")))
        self.form = Form()
        self.days = NumberField(
            "lapsed_days",
            _("Days without a purchase"),
            low=SHORTEST_LAPSE,
            high=LONGEST_LAPSE,
            hint=_("Who buys nothing for longer counts as a former customer; it is seen at once."),
        )
        self.form.row(self.days)
        inside.addWidget(self.form)
        inside.addLayout(self.save_row(self.form))

    def _paper_card(self) -> None:
        inside = self.add_card()
        inside.addWidget(caption(_("Receipts at this computer")))
        self.papers = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(12)
        for value in receipt.PAPERS:
            choice = QRadioButton(_(PAPER_NAMES[value]))
            choice.setProperty("value", value)
            choice.setChecked(receipt.paper(self.context.state) == value)
            self.papers.addButton(choice)
            row.addWidget(choice)
        row.addStretch()
        inside.addLayout(row)
        self.papers.buttonClicked.connect(
            lambda chosen: receipt.keep_paper(self.context.state, str(chosen.property("value")))
        )
        hint = _("Ctrl+P at the counter shows the receipt of the last sale on this paper.")
        inside.addWidget(PlainLabel(hint, tone="muted", wrap=True))

    def _import_card(self) -> None:
        inside = self.add_card()
        inside.addWidget(caption(_("Sales of another program")))
        hint = _("A till's file brings its tickets in; nothing is written before you have seen it.")
        inside.addWidget(PlainLabel(hint, tone="muted", wrap=True))
        row = QHBoxLayout()
        self.import_button = QPushButton(_("Import purchases…"))
        self.import_button.setEnabled(not self.shop.read_only)
        self.import_button.clicked.connect(lambda _on: self.context.go("customers", "import_purchases"))
        row.addWidget(self.import_button)
        row.addStretch()
        inside.addLayout(row)

    # -- the threshold

    def reload(self) -> None:
        """Show the threshold, unless another one was typed."""
        tasks.run_query(self, lambda: stages.lapsed_days(self.shop), self._show, key="lapsed")

    def _show(self, days: int) -> None:
        if not self.form.is_dirty():
            self.form.load({"lapsed_days": days})

    def unsaved(self) -> bool:
        return self.form.is_dirty()

    def discard(self) -> None:
        self.form.mark_clean()
        self.reload()

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Save the threshold."""
        if not self.form.check():
            return
        days = int(self.days.value())

        def saved(_changes: object) -> None:
            self.form.mark_clean()
            if then is not None:
                then()

        def refused(error: KnownError) -> None:
            messages.show_error(self, error.sentence)

        tasks.run_change(self, lambda: stages.set_lapsed_days(self.shop, days), saved, failed=refused)
