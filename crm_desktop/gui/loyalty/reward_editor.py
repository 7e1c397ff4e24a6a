"""The form of a reward: what it costs, what it gives, how many there are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.loyalty.model import GIVES_NAMES, Gives, Reward
from crm_desktop.gui import tasks
from crm_desktop.gui.common.amount_field import AmountField
from crm_desktop.gui.common.date_edit import DateEdit
from crm_desktop.gui.common.dialog import FormDialog
from crm_desktop.gui.common.fields import ChoiceField, DateField, NumberField, TextField
from crm_desktop.services import loyalty
from crm_desktop.shared.formats import money
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop

MOST = 1_000_000


class RewardEditor(FormDialog):
    """See the module."""

    def __init__(self, parent: QWidget | None, shop: Shop, reward: Reward, *, stamps: bool) -> None:
        new = reward.id is None
        super().__init__(parent, _("New reward") if new else _("Reward"), _("Save"), width=520)
        self._shop, self._reward = shop, reward
        profile, clock = shop.profile, shop.clock
        self.form.row(TextField("name", _("Name"), required=True, limit=100))
        self.form.row(
            NumberField(
                "cost", _("Stamps that it costs") if stamps else _("Points that it costs"), low=1, high=MOST
            ),
            ChoiceField("gives", _("What it is"), [(one, _(name)) for one, name in GIVES_NAMES.items()]),
        )
        self._worth = AmountField("value", _("What it is worth"), profile.locale)
        self.form.row(
            self._worth,
            NumberField("percent", _("Percentage"), low=1, high=100, suffix=" %"),
            NumberField("valid_days", _("Its voucher is valid for"), high=3_650, suffix=" " + _("days"),
                        hint=_("0: for ever.")),
        )  # fmt: skip
        self.form.row(
            TextField("stock", _("How many there are"), hint=_("Empty: they do not run out.")),
            TextField("per_customer", _("For each customer at most"), hint=_("Empty: no limit.")),
        )
        self.form.row(
            DateField("from_day", _("From"), DateEdit(clock), hint=_("Can be left empty.")),
            DateField("to_day", _("Until"), DateEdit(clock), hint=_("Can be left empty.")),
        )
        for key in ("stock", "per_customer"):
            self.form.fields[key]._check = _whole_fault
        self.form.load(
            {
                "name": reward.name,
                "cost": reward.cost,
                "gives": reward.gives,
                "value": money(reward.value_cents, profile.currency, profile.locale)
                if reward.value_cents
                else "",
                "percent": max(1, reward.percent_bp // 100),
                "valid_days": reward.valid_days,
                "stock": "" if reward.stock is None else str(reward.stock),
                "per_customer": "" if reward.per_customer is None else str(reward.per_customer),
                "from_day": reward.from_day,
                "to_day": reward.to_day,
            }
        )
        self.form.changed.connect(lambda _key: self._fit())
        self._fit()
        self.form.focus_first()

    def _fit(self) -> None:
        gives = self.form.value("gives")
        self.form.fields["value"].setVisible(gives is not Gives.PERCENT)
        self.form.fields["percent"].setVisible(gives is Gives.PERCENT)
        self.form.fields["valid_days"].setVisible(gives is not Gives.ITEM)

    def submit(self, values: dict[str, Any]) -> None:
        """Save the reward."""
        percent = values["gives"] is Gives.PERCENT
        cents = 0 if percent else self._worth.cents() or 0
        reward = replace(
            self._reward,
            name=values["name"],
            cost=values["cost"],
            gives=values["gives"],
            value_cents=cents,
            percent_bp=values["percent"] * 100 if percent else 0,
            valid_days=0 if values["gives"] is Gives.ITEM else values["valid_days"],
            stock=int(values["stock"]) if values["stock"] else None,
            per_customer=int(values["per_customer"]) if values["per_customer"] else None,
            from_day=values["from_day"],
            to_day=values["to_day"],
        )
        tasks.run_change(
            self,
            lambda: loyalty.save_reward(self._shop, reward),
            lambda _changes: self.saved(),
            failed=self._refused,
        )

    def _refused(self, error: Any) -> None:
        fields = getattr(error, "fields", None) or {}
        error.fields = {
            {"value_cents": "value", "percent_bp": "percent"}.get(key, key): text
            for key, text in fields.items()
        }
        self.failed(error)


def _whole_fault(text: Any) -> str | None:
    typed = str(text).strip()
    if not typed or (typed.isascii() and typed.isdigit() and int(typed) <= MOST):
        return None
    return _("Type a whole number, or leave it empty.")
