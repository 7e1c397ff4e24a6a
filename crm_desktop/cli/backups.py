"""The commands of backups: `backup create`, `list`, `verify`, `restore`."""

from __future__ import annotations

from pathlib import Path

import click

from crm_desktop.cli.common import shop_of
from crm_desktop.cli.groups import group
from crm_desktop.shared.command_line import new_command
from crm_desktop.shared.i18n import _


def add(main: click.Group) -> None:
    """Add the commands of backups."""
    into = group(main, "backup")

    @click.option(
        "--folder", metavar=_("FOLDER"), help=_("Where to; the shop's own folder of backups when left out.")
    )
    def create(context: click.Context, folder: str | None) -> None:
        from crm_desktop.services import backups

        with shop_of(context) as shop:
            print(backups.create(shop, folder=Path(folder) if folder else None).path)

    def listing(context: click.Context) -> None:
        from crm_desktop.services import backups
        from crm_desktop.shared.paths import ShopPaths

        for backup in backups.list_folder(ShopPaths.of(context.find_root().params["data"]).backups):
            print(f"{backup.made:%Y-%m-%d %H:%M}\t{backup.reason}\t{backup.size}\t{backup.path}")

    @click.argument("file", metavar=_("FILE"))
    def verify(context: click.Context, file: str) -> None:
        from crm_desktop.services import backups

        del context
        backups.verify(Path(file))
        print(_("correct"))

    @click.argument("file", metavar=_("FILE"))
    def restore(context: click.Context, file: str) -> None:
        from crm_desktop.services import backups

        backups.restore(context.find_root().params["data"], Path(file)).close()
        print(_("The backup is in its place; what was there before was kept."))

    new_command(into, "create", _("Make a backup and check it."))(create)
    new_command(into, "list", _("List the backups, newest first."))(listing)
    new_command(into, "verify", _("Prove that a backup is sound."))(verify)
    new_command(into, "restore", _("Put a backup in the shop's place."))(restore)
