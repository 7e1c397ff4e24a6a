"""F4: what the customer's points, stamps and vouchers can be given for, now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.domain.loyalty.model import ProgramKind
from crm_desktop.gui.counter.choice_dialog import ChoiceDialog, Option
from crm_desktop.shared.formats import number, short_date
from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from crm_desktop.domain.counter import CounterView
    from crm_desktop.domain.loyalty.model import Account, RewardReach
    from crm_desktop.domain.loyalty.vouchers import Voucher
    from crm_desktop.services.shop import Shop


class RewardDialog(ChoiceDialog):
    """See the module. Rewards out of reach are there too, with what is lacking.

    Signals:
        reward_chosen(int): the reward's id.
        voucher_chosen(str): the voucher's code.
    """

    reward_chosen = Signal(int)
    voucher_chosen = Signal(str)

    def __init__(self, parent: QWidget | None, shop: Shop, view: CounterView) -> None:
        self._shop = shop
        options = [Option(v.code, self._voucher_words(v)) for v in view.vouchers]
        near: list[Option] = []
        far: list[Option] = []
        for account in view.accounts:
            for reach in account.rewards:
                option = Option(reach.reward.id, self._words(account, reach), reach.within_reach)
                (near if reach.within_reach else far).append(option)
        super().__init__(
            parent,
            _("Redeem: {name}").format(name=view.customer.name),
            _("Redeem"),
            [*options, *near, *far],
            _("This customer has neither vouchers nor rewards yet."),
        )
        self.chosen.connect(self._tell)

    def _tell(self, value: object) -> None:
        if isinstance(value, str):
            self.voucher_chosen.emit(value)
        else:
            self.reward_chosen.emit(value)

    def _voucher_words(self, voucher: Voucher) -> str:
        profile = self._shop.profile
        words = _("Voucher of {worth}").format(worth=voucher.worth(profile.currency, profile.locale))
        if voucher.to_day is not None:
            words += " · " + _("until {day}").format(day=short_date(voucher.to_day, profile.locale))
        return words

    def _words(self, account: Account, reach: RewardReach) -> str:
        locale = self._shop.profile.locale
        stamps = account.kind is ProgramKind.STAMPS
        cost = reach.reward.cost
        price = (
            ngettext("{count} stamp", "{count} stamps", cost)
            if stamps
            else ngettext("{count} point", "{count} points", cost)
        ).format(count=number(cost, locale))
        words = f"{reach.reward.name} · {price}"
        if reach.why_not:
            return f"{words} · {reach.why_not}"
        if reach.lacking:
            return f"{words} · " + _("{count} more are needed").format(count=number(reach.lacking, locale))
        return words
