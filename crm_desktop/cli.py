"""The command line: the same services without a window.

Exit status: 0; 1 with one sentence for what the program understands; 2 for a command that was typed wrong;
130 when it was cancelled. With `--json`, standard output holds one JSON document and nothing else.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from crm_desktop import __version__
from crm_desktop.services.new_shop import NewShop
from crm_desktop.services.shop import Shop, open_shop
from crm_desktop.shared import i18n, log
from crm_desktop.shared.command_line import new_command, new_group, own_words, whole
from crm_desktop.shared.errors import Cancelled, KnownError
from crm_desktop.shared.i18n import _

OK, KNOWN, USAGE, CANCELLED = 0, 1, 2, 130


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status; a fault is told in a sentence, never in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    i18n.install(i18n.DEFAULT_LANGUAGE)
    with own_words():
        return _run(arguments)


def _run(arguments: Sequence[str]) -> int:
    try:
        status = build().main(args=list(arguments), prog_name="crm-desktop", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return USAGE
    except (Cancelled, KeyboardInterrupt, click.Abort):
        return _tell(_("Cancelled; nothing was written."), CANCELLED)
    except KnownError as error:
        return _tell(error.sentence, KNOWN)
    except (BrokenPipeError, SystemExit):  # the reader of the output went away; click makes it an exit
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except Exception as error:  # noqa: BLE001 - whatever it was, the person gets a sentence
        log.logger().exception("a command failed")
        sentence = _("The program failed ({kind}). Nothing was left half done; the log says more.")
        return _tell(sentence.format(kind=type(error).__name__), KNOWN)
    return status if isinstance(status, int) else OK


def _tell(sentence: str, status: int) -> int:
    print(sentence, file=sys.stderr)
    return status


@contextmanager
def _open(context: click.Context, *, create: bool = False, only_tried: bool = False) -> Iterator[Shop]:
    """Open the shop for a command; a shop that was made for one that failed or only tried is taken back."""
    with NewShop(context.find_root().params["data"], keep=not create) as new:
        shop = open_shop(new.data, create=create)
        log.start(shop.paths.logs)
        try:
            i18n.install(shop.profile.language)
            yield shop
            new.keep = new.keep or not only_tried
        except (KnownError, Cancelled, BrokenPipeError, click.ClickException):
            raise
        except Exception:
            log.logger().exception("a command failed")
            raise
        finally:
            shop.close()
            log.stop()


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, default=str))


def _date(text: str | None, shop: Shop) -> date | None:
    from crm_desktop.shared.typed import parse_date

    return parse_date(text, shop.clock.today(), shop.profile.locale) if text else None


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

    for add in (_demo, _imports, _exports, _search, _prints, _backups, _check):
        add(main)
    return main


def _demo(main: click.Group) -> None:
    @click.option(
        "--customers", "count", metavar=_("NUMBER"), type=whole(1, 1_000_000), default=2000, show_default=True
    )
    @click.option("--seed", metavar=_("NUMBER"), type=whole(0, 1_000_000_000), default=1, show_default=True)
    def demo(context: click.Context, count: int, seed: int) -> None:
        from crm_desktop.services.demo import make_demo

        with _open(context, create=True) as shop:
            print(make_demo(shop, customers=count, seed=seed).sentence)

    new_command(main, "demo", _("Fill a new shop with sample customers."))(demo)


def _imports(main: click.Group) -> None:
    group = new_group(main, "import", _("Bring customers in from a file."))

    @click.argument("file", metavar=_("FILE"))
    @click.option("--mapping", metavar=_("FILE"), help=_("A JSON file that says which column is what."))
    @click.option(
        "--mode", type=click.Choice(["both", "create", "update"]), default="both", show_default=True
    )
    @click.option("--encoding", help=_("How the letters are stored, such as utf-8 or cp1252."))
    @click.option("--separator", help=_("What separates the columns."))
    @click.option("--dry-run", is_flag=True, help=_("Only say what would happen."))
    @click.option("--report", metavar=_("FILE"), help=_("Write a line for each row to this CSV file."))
    @click.option("--json", "as_json", is_flag=True, help=_("Write one JSON document."))
    def customers(
        context: click.Context, file: str, report: str | None, as_json: bool, **options: Any
    ) -> None:
        from crm_desktop.services.imports import read_mapping, run_import

        mapping = options.pop("mapping")
        with _open(context, create=True, only_tried=options["dry_run"]) as shop:
            result = run_import(
                shop,
                Path(file),
                mapping=read_mapping(shop, Path(mapping)) if mapping else None,
                report_path=Path(report) if report else None,
                **options,
            )
            if as_json:
                _print_json(result.as_json())
            else:
                print(result.sentence)
                for rejection in result.rejections:
                    print(_("Row {row}: {reason}").format(row=rejection.row, reason=rejection.reason))

    new_command(group, "customers", _("Bring customers in from a CSV, XLSX or vCard file."))(customers)


def _exports(main: click.Group) -> None:
    group = new_group(main, "export", _("Take data out to a file."))

    @click.option(
        "--format", "form", type=click.Choice(["csv", "xlsx", "vcard"]), default="csv", show_default=True
    )
    @click.option("--output", metavar=_("FILE"), required=True)
    def customers(context: click.Context, form: str, output: str) -> None:
        from crm_desktop.services.exports import export_customers

        with _open(context) as shop:
            print(export_customers(shop, None, form, Path(output)).sentence)

    new_command(group, "customers", _("Write all customers to a CSV, XLSX or vCard file."))(customers)

    @click.option("--output", metavar=_("FILE"), required=True)
    def reminders(context: click.Context, output: str) -> None:
        from crm_desktop.services.exports import export_reminders

        with _open(context) as shop:
            print(export_reminders(shop, Path(output)).sentence)

    new_command(group, "follow-ups", _("Write the open follow-ups to an iCalendar file."))(reminders)


def _search(main: click.Group) -> None:
    @click.argument("text", metavar=_("TEXT"))
    @click.option("--limit", metavar=_("NUMBER"), type=whole(1, 100_000), default=50, show_default=True)
    @click.option("--json", "as_json", is_flag=True, help=_("Write one JSON document."))
    def search(context: click.Context, text: str, limit: int, as_json: bool) -> None:
        from crm_desktop.services.search import search as find

        with _open(context) as shop:
            found = find(shop, text, limit)
            if as_json:
                _print_json([asdict(hit) for hit in found])
                return
            for hit in found:
                print("\t".join([hit.name, *hit.phones, *hit.emails, hit.town]))

    new_command(main, "search", _("Find customers: any part of a telephone, words without accents."))(search)


def _prints(main: click.Group) -> None:
    group = new_group(main, "print", _("Make a printed sheet as a PDF file."))

    @click.option("--date", "first", metavar=_("DATE"), help=_("The day of the list; today when left out."))
    @click.option("--until", "last", metavar=_("DATE"), help=_("The last day, for a list of several days."))
    @click.option("--staff", "person", metavar=_("NAME"), help=_("Only the follow-ups of this person."))
    @click.option("--tag", default="", help=_("Only customers with this tag."))
    @click.option("--by", "grouping", type=click.Choice(["person", "hour", "none"]), default="person")
    @click.option("--no-overdue", is_flag=True, help=_("Leave out those that are late."))
    @click.option("--output", metavar=_("FILE"), required=True)
    def follow_up_list(context: click.Context, output: str, person: str | None, **options: Any) -> None:
        from crm_desktop.domain.reminders.follow_up_list import Grouping, ListRequest
        from crm_desktop.services import printing, staff
        from crm_desktop.services.files import write_whole

        with _open(context) as shop:
            member = staff.find_staff(shop, person) if person else None
            if person and member is None:
                raise KnownError(_("Nobody here is called {name}.").format(name=person))
            first = _date(options["first"], shop) or shop.clock.today()
            request = ListRequest(
                first=first,
                last=_date(options["last"], shop) or first,
                staff_id=member.id if member else None,
                tag=options["tag"],
                grouping=Grouping(options["grouping"]),
                overdue=not options["no_overdue"],
            )
            # A list whose file could not be written was not printed: it is not kept.
            printing.follow_up_list(shop, request, partial(write_whole, Path(output)))
            print(_("The list is in {path}.").format(path=output))

    new_command(group, "follow-up-list", _("Print the follow-up list of a day or a period."))(follow_up_list)


def _backups(main: click.Group) -> None:
    group = new_group(main, "backup", _("Make, check and restore backups."))

    @click.option(
        "--folder", metavar=_("FOLDER"), help=_("Where to; the shop's own folder of backups when left out.")
    )
    def create(context: click.Context, folder: str | None) -> None:
        from crm_desktop.services import backups

        with _open(context) as shop:
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

    new_command(group, "create", _("Make a backup and check it."))(create)
    new_command(group, "list", _("List the backups, newest first."))(listing)
    new_command(group, "verify", _("Prove that a backup is sound."))(verify)
    new_command(group, "restore", _("Put a backup in the shop's place."))(restore)


def _check(main: click.Group) -> None:
    def check(context: click.Context) -> None:
        from crm_desktop.services.integrity import check as look

        with _open(context) as shop:
            faults = look(shop)
            if faults:
                sentence = _("The shop's file is not sound: {faults}. Restore the last backup.")
                raise KnownError(sentence.format(faults="; ".join(faults)))
            print(_("correct"))

    new_command(main, "check", _("Prove that the shop's file is sound."))(check)
