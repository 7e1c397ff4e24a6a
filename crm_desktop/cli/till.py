"""The command of a till's file: `import purchases`."""

from __future__ import annotations

from pathlib import Path

import click

from crm_desktop.cli.common import print_json, shop_of
from crm_desktop.cli.groups import group
from crm_desktop.shared.command_line import new_command
from crm_desktop.shared.i18n import _


def add(main: click.Group) -> None:
    """Add `import purchases`."""

    @click.argument("file", metavar=_("FILE"))
    @click.option("--mapping", metavar=_("FILE"), help=_("A JSON file that says which column is what."))
    @click.option("--encoding", help=_("How the letters are stored, such as utf-8 or cp1252."))
    @click.option("--separator", help=_("What separates the columns."))
    @click.option(
        "--points",
        is_flag=True,
        help=_("Give the points that these purchases earn by the rules of their day."),
    )
    @click.option(
        "--unknown", is_flag=True, help=_("Keep purchases of unknown customers, without a customer.")
    )
    @click.option("--products", is_flag=True, help=_("Make the products that the shop does not have."))
    @click.option(
        "--yearly", is_flag=True, help=_("The tickets begin anew each year: keep them as 2026/0001.")
    )
    @click.option("--dry-run", is_flag=True, help=_("Only say what would happen."))
    @click.option("--report", metavar=_("FILE"), help=_("Write a line for each row to this CSV file."))
    @click.option("--json", "as_json", is_flag=True, help=_("Write one JSON document."))
    def purchases(
        context: click.Context,
        file: str,
        mapping: str | None,
        encoding: str | None,
        separator: str | None,
        points: bool,
        unknown: bool,
        products: bool,
        yearly: bool,
        dry_run: bool,
        report: str | None,
        as_json: bool,
    ) -> None:
        from crm_desktop.services.imports_purchases import PurchaseOptions, read_mapping, run_import

        with shop_of(context, create=True, only_tried=dry_run) as shop:
            result = run_import(
                shop,
                Path(file),
                mapping=read_mapping(shop, Path(mapping)) if mapping else None,
                encoding=encoding,
                separator=separator,
                options=PurchaseOptions(points, unknown, products, yearly),
                dry_run=dry_run,
                report_path=Path(report) if report else None,
            )
            if as_json:
                print_json(result.as_json())
            else:
                print(result.sentence)
                for rejection in sorted(result.rejections):
                    print(_("Row {row}: {reason}").format(row=rejection.row, reason=rejection.reason))

    new_command(group(main, "import"), "purchases", _("Bring purchases in from a till’s CSV or XLSX file."))(
        purchases
    )
