"""The commands of follow-ups: `export follow-ups`, `print follow-up-list`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from crm_desktop.cli.common import shop_of, typed_date
from crm_desktop.cli.groups import group
from crm_desktop.shared.command_line import new_command
from crm_desktop.shared.errors import KnownError
from crm_desktop.shared.i18n import _


def add(main: click.Group) -> None:
    """Add the commands of follow-ups."""
    for each in (_export, _print):
        each(main)


def _export(main: click.Group) -> None:
    into = group(main, "export")

    @click.option("--output", metavar=_("FILE"), required=True)
    def reminders(context: click.Context, output: str) -> None:
        from crm_desktop.services.exports import export_reminders

        with shop_of(context) as shop:
            print(export_reminders(shop, Path(output)).sentence)

    new_command(into, "follow-ups", _("Write the open follow-ups to an iCalendar file."))(reminders)


def _print(main: click.Group) -> None:
    into = group(main, "print")

    @click.option("--date", "first", metavar=_("DATE"), help=_("The day of the list; today when left out."))
    @click.option("--until", "last", metavar=_("DATE"), help=_("The last day, for a list of several days."))
    @click.option("--staff", "person", metavar=_("NAME"), help=_("Only the follow-ups of this person."))
    @click.option("--tag", default="", help=_("Only customers with this tag."))
    @click.option("--by", "grouping", type=click.Choice(["person", "hour", "none"]), default="person")
    @click.option("--no-overdue", is_flag=True, help=_("Leave out those that are late."))
    @click.option("--output", metavar=_("FILE"), required=True)
    def follow_up_list(context: click.Context, output: str, person: str | None, **options: Any) -> None:
        from crm_desktop.domain.reminders.follow_up_list import Grouping, ListRequest
        from crm_desktop.services import customers, printing, staff
        from crm_desktop.services.files import write_whole

        with shop_of(context) as shop:
            member = staff.find_staff(shop, person) if person else None
            if person and member is None:
                raise KnownError(_("Nobody here is called {name}.").format(name=person))
            first = typed_date(options["first"], shop) or shop.clock.today()
            request = ListRequest(
                first=first,
                last=typed_date(options["last"], shop) or first,
                staff_id=member.id if member else None,
                tag=customers.find_tag(shop, options["tag"]) if options["tag"] else "",
                grouping=Grouping(options["grouping"]),
                overdue=not options["no_overdue"],
            )
            # A list whose file could not be written was not printed: it is not kept.
            printing.follow_up_list(shop, request, partial(write_whole, Path(output)))
            print(_("The list is in {path}.").format(path=output))

    new_command(into, "follow-up-list", _("Print the follow-up list of a day or a period."))(follow_up_list)
