"""The command that proves that the shop's file is sound."""

from __future__ import annotations

import click

from crm_desktop.cli.common import shop_of
from crm_desktop.shared.command_line import new_command
from crm_desktop.shared.errors import KnownError
from crm_desktop.shared.i18n import _


def add(main: click.Group) -> None:
    """Add `check`."""

    def check(context: click.Context) -> None:
        from crm_desktop.services.integrity import check as look

        with shop_of(context) as shop:
            faults = look(shop)
            if faults:
                sentence = _("The shop's file is not sound: {faults}. Restore the last backup.")
                raise KnownError(sentence.format(faults="; ".join(faults)))
            print(_("correct"))

    new_command(main, "check", _("Prove that the shop's file is sound."))(check)
