"""What would it have cost? A program run over the past purchases before it is put in force."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from crm_desktop.domain.loyalty.model import Program, ProgramKind, Reward
from crm_desktop.domain.loyalty.words import Teller
from crm_desktop.gui import messages, tasks
from crm_desktop.gui.common.charts import Bar, BarChart
from crm_desktop.gui.common.date_edit import DateEdit
from crm_desktop.gui.common.dialog import Dialog
from crm_desktop.gui.common.fields import DateField, NumberField
from crm_desktop.gui.common.form import Form
from crm_desktop.gui.common.labels import PlainLabel, caption, muted
from crm_desktop.services import loyalty
from crm_desktop.shared.errors import InvalidInput, KnownError
from crm_desktop.shared.formats import money, number, percent
from crm_desktop.shared.formats import month as month_name
from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from crm_desktop.domain.loyalty.simulation import Simulation
    from crm_desktop.services.shop import Shop


class SimulatorDialog(Dialog):
    """See the module. Nothing is written.

    Args:
        parent: the page.
        shop: the open shop.
        program: saved or not.
        rewards: what its points can be given for; None for those that the saved program has.
    """

    def __init__(
        self, parent: QWidget | None, shop: Shop, program: Program, rewards: Sequence[Reward] | None = None
    ) -> None:
        super().__init__(
            parent, _("What would it have cost? {name}").format(name=program.name), "", width=720
        )
        self._shop, self._program, self._rewards = shop, program, rewards
        self.found: Simulation | None = None
        today = shop.clock.today()
        self.form = Form()
        self.form.row(
            DateField("first", _("From"), DateEdit(shop.clock)),
            DateField("last", _("Until"), DateEdit(shop.clock)),
            NumberField("share", _("Of those who can, who would redeem"), high=100, suffix=" %"),
        )
        last_year = today.year - 1
        self.form.load({"first": date(last_year, 1, 1), "last": date(last_year, 12, 31), "share": 70})
        self.body.addWidget(self.form)
        self.form.changed.connect(lambda _key: self.run())
        self.add_button(_("Last year"), lambda: self._period(date(last_year, 1, 1), date(last_year, 12, 31)))
        self.add_button(_("The last 12 months"), lambda: self._period(today - timedelta(days=364), today))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.head = PlainLabel("", scale=1.3, bold=True, wrap=True)
        column.addWidget(self.head)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(4)
        column.addLayout(self._grid)
        self._cells: list[tuple[PlainLabel, PlainLabel]] = []
        column.addWidget(caption(_("Cost by month")))
        self.chart = BarChart(_("Cost by month"))
        column.addWidget(self.chart)
        assumed = _(
            "It is assumed that people would have bought the same, and that the share you chose takes"
            " the reward as soon as it is within reach. Nothing is written."
        )
        column.addWidget(muted(assumed, wrap=True))
        column.addStretch()
        self._area = self.add_scrolled(inside)
        self.run()

    def _period(self, first: date, last: date) -> None:
        self.form.load({"first": first, "last": last, "share": self.form.value("share")})
        self.run()

    def run(self) -> None:
        """Run it with what stands in the fields."""
        first, last = self.form.value("first"), self.form.value("last")
        if first is None or last is None:
            return
        share = self.form.value("share")

        def failed(error: KnownError) -> None:
            fields = error.fields if isinstance(error, InvalidInput) else {}
            known: dict[str, Any] = {{"share_pct": "share"}.get(k, k): v for k, v in fields.items()}
            self.form.show_faults({k: v for k, v in known.items() if k in self.form.fields}, error.sentence)
            if not known:
                messages.show_error(self, error.sentence)

        tasks.run_query(
            self,
            lambda: loyalty.simulate(
                self._shop, self._program, first, last, rewards=self._rewards, share_pct=share
            ),
            self._show,
            key="simulate",
            failed=failed,
        )

    def _show(self, result: Simulation) -> None:
        self.found = result
        self.form.show_faults({})
        profile = self._shop.profile
        teller = Teller(profile.currency, profile.locale)

        def cash(cents: int) -> str:
            return money(cents, profile.currency, profile.locale)

        def many(count: int) -> str:
            return number(count, profile.locale)

        self.head.setText(
            _("{cost}, which is {share} of the sales of {sales}").format(
                cost=cash(result.cost_cents),
                share=percent(result.cost_bp, profile.locale),
                sales=cash(result.sales_cents),
            )
        )
        kind = self._program.kind
        rows = [
            (_("Given"), teller.units(kind, result.given)),
            (_("Used"), teller.units(kind, result.spent)),
            (_("Expired"), teller.units(kind, result.expired)),
            (
                _("Still held at the end"),
                f"{teller.units(kind, result.outstanding)} ({cash(result.outstanding_cents)})",
            ),
            (_("Customers who would have had some"), many(result.customers)),
            (_("Customers who would have reached a reward"), many(result.reached)),
            (_("Rewards taken"), self._rewards_words(result, many)),
        ]
        if result.gifts:
            rows.append((_("Birthday gifts and recommendations"), many(result.gifts)))
        if kind is ProgramKind.POINTS and result.tiers:
            rows.append(
                (_("Tiers at the end"), ", ".join(f"{name}: {many(count)}" for name, count in result.tiers))
            )
        while len(self._cells) < len(rows):
            pair = (muted(""), PlainLabel("", wrap=True))
            for column, cell in enumerate(pair):
                self._grid.addWidget(cell, len(self._cells), column)
            self._cells.append(pair)
        self._grid.setColumnStretch(1, 1)
        for place, (label, value) in enumerate(self._cells):
            there = place < len(rows)
            if there:
                label.setText(rows[place][0])
                value.setText(rows[place][1])
            label.setVisible(there)
            value.setVisible(there)
        self.chart.show_values(
            [
                Bar(
                    month_name(date(int(m.month[:4]), int(m.month[5:]), 1), profile.locale)[:3],
                    m.cost_cents,
                    many(round(m.cost_cents / 100)),
                )
                for m in result.months
            ]
        )
        self.fit_scrolled(self._area)

    @staticmethod
    def _rewards_words(result: Simulation, many: Any) -> str:
        if not result.reward:
            return _("none: the program has no reward yet")
        said = ngettext("{count} of “{reward}”", "{count} of “{reward}”", result.rewards)
        return said.format(count=many(result.rewards), reward=result.reward)
