"""The command of rewards: `redeem`."""

from __future__ import annotations

import click

from crm_desktop.cli.common import print_json, shop_of
from crm_desktop.shared.command_line import new_command
from crm_desktop.shared.i18n import _


def add(main: click.Group) -> None:
    """Add `redeem`."""

    @click.option("--card", metavar=_("CARD"), required=True, help=_("The customer's card."))
    @click.option("--reward", metavar=_("NAME"), required=True, help=_("The name of the reward."))
    @click.option("--json", "as_json", is_flag=True, help=_("Write one JSON document."))
    def redeem(context: click.Context, card: str, reward: str, as_json: bool) -> None:
        from crm_desktop.services import buyers, loyalty

        with shop_of(context) as shop:
            customer = buyers.by_card(shop, card)
            done = loyalty.redeem(shop, customer, loyalty.reward_named(shop, reward).id or 0)
            if as_json:
                print_json({"points": done.value.points, "balance": done.value.balance})
                return
            print(done.sentence)
            if done.value.voucher:
                print(_("Voucher: {code}").format(code=done.value.voucher))

    new_command(main, "redeem", _("Give a customer a reward for points; the oldest points go first."))(redeem)
