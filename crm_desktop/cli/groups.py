"""The groups of commands, which features share: what is brought in, taken out, printed, kept."""

from __future__ import annotations

from typing import cast

import click

from crm_desktop.shared.i18n import N_

# The name of each group and the msgid of its help.
GROUPS: tuple[tuple[str, str], ...] = (
    ("import", N_("Bring customers or purchases in from a file.")),
    ("export", N_("Take data out to a file.")),
    ("print", N_("Make a printed sheet as a PDF file.")),
    ("backup", N_("Make, check and restore backups.")),
    ("segment", N_("List and count segments of customers.")),
)


def group(main: click.Group, name: str) -> click.Group:
    """Return a group of the program, for a feature to put its commands in."""
    return cast(click.Group, main.commands[name])
