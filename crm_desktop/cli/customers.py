"""The commands of customers: `import customers`, `export customers`, `search`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from crm_desktop.cli.common import hit_as_json, print_json, shop_of
from crm_desktop.cli.groups import group
from crm_desktop.shared.command_line import new_command, whole
from crm_desktop.shared.i18n import _


def add(main: click.Group) -> None:
    """Add the commands of customers."""
    for each in (_import, _export, _search):
        each(main)


def _import(main: click.Group) -> None:
    into = group(main, "import")

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
        with shop_of(context, create=True, only_tried=options["dry_run"]) as shop:
            result = run_import(
                shop,
                Path(file),
                mapping=read_mapping(shop, Path(mapping)) if mapping else None,
                report_path=Path(report) if report else None,
                **options,
            )
            if as_json:
                print_json(result.as_json())
            else:
                print(result.sentence)
                for rejection in result.rejections:
                    print(_("Row {row}: {reason}").format(row=rejection.row, reason=rejection.reason))

    new_command(into, "customers", _("Bring customers in from a CSV, XLSX or vCard file."))(customers)


def _export(main: click.Group) -> None:
    into = group(main, "export")

    @click.option(
        "--format", "form", type=click.Choice(["csv", "xlsx", "vcard"]), default="csv", show_default=True
    )
    @click.option("--output", metavar=_("FILE"), required=True)
    def customers(context: click.Context, form: str, output: str) -> None:
        from crm_desktop.services.exports import export_customers

        with shop_of(context) as shop:
            print(export_customers(shop, None, form, Path(output)).sentence)

    new_command(into, "customers", _("Write all customers to a CSV, XLSX or vCard file."))(customers)


def _search(main: click.Group) -> None:
    @click.argument("text", metavar=_("TEXT"))
    @click.option("--limit", metavar=_("NUMBER"), type=whole(1, 100_000), default=50, show_default=True)
    @click.option("--json", "as_json", is_flag=True, help=_("Write one JSON document."))
    def search(context: click.Context, text: str, limit: int, as_json: bool) -> None:
        from crm_desktop.services.search import search as find

        with shop_of(context) as shop:
            found = find(shop, text, limit)
            if as_json:
                print_json([hit_as_json(hit) for hit in found])
                return
            for hit in found:
                print("\t".join([hit.name, *hit.phones, *hit.emails, hit.town]))

    new_command(main, "search", _("Find customers: any part of a telephone, words without accents."))(search)
