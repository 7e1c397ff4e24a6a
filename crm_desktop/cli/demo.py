"""The command that fills a new shop with sample customers."""

from __future__ import annotations

import click

from crm_desktop.cli.common import shop_of
from crm_desktop.shared.command_line import new_command, whole
from crm_desktop.shared.i18n import _


def add(main: click.Group) -> None:
    """Add `demo`."""

    @click.option(
        "--customers", "count", metavar=_("NUMBER"), type=whole(1, 1_000_000), default=2000, show_default=True
    )
    @click.option("--seed", metavar=_("NUMBER"), type=whole(0, 1_000_000_000), default=1, show_default=True)
    def demo(context: click.Context, count: int, seed: int) -> None:
        from crm_desktop.services.demo import make_demo

        with shop_of(context, create=True) as shop:
            print(make_demo(shop, customers=count, seed=seed).sentence)

    new_command(main, "demo", _("Fill a new shop with sample customers."))(demo)
