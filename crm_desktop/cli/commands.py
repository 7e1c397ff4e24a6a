"""All commands, a module for each feature: a new one is one line in `FEATURES`."""

from __future__ import annotations

import click

from crm_desktop import __version__
from crm_desktop.cli import (
    backups,
    customers,
    demo,
    integrity,
    loyalty,
    papers,
    reminders,
    sales,
    segments,
    till,
)
from crm_desktop.cli.groups import GROUPS
from crm_desktop.shared.command_line import new_group
from crm_desktop.shared.i18n import _

# Each has an `add`, which puts its commands into the program or into one of its groups.
FEATURES = (demo, customers, till, sales, loyalty, segments, papers, reminders, backups, integrity)


def build() -> click.Group:
    """Return the commands, with their help in the language in force."""

    @click.group(
        help=_("Mostrador: the customers of a shop. Without a command, the window opens."),
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("COMMAND [ARGUMENTS]…"),
    )
    @click.version_option(__version__, prog_name="Mostrador", message="%(prog)s %(version)s")
    @click.option("--data", metavar=_("PATH"), help=_("The shop's folder (made if missing) or its file."))
    def main(data: str | None) -> None:
        """Take the options that all commands share."""
        del data

    for name, text in GROUPS:
        new_group(main, name, _(text))
    for feature in FEATURES:
        feature.add(main)
    return main
