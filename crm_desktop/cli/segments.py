"""The commands of segments: `segment list`, `show`, `count`, `rule-schema`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from crm_desktop.cli.common import hit_as_json, print_json, shop_of
from crm_desktop.cli.groups import group
from crm_desktop.shared.command_line import new_command, whole
from crm_desktop.shared.errors import InvalidInput, KnownError
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.domain.segments.tree import Group
    from crm_desktop.services.shop import Shop


def add(main: click.Group) -> None:
    """Add the commands of segments."""
    into = group(main, "segment")
    for each in (_list, _show, _count, _schema):
        each(into)


def _list(into: click.Group) -> None:
    @click.option("--json", "as_json", is_flag=True, help=_("Write one JSON document."))
    def listing(context: click.Context, as_json: bool) -> None:
        from crm_desktop.services import segments

        with shop_of(context) as shop:
            rows = segments.all_segments(shop)
            if as_json:
                print_json([{"name": r.name, "kind": r.kind.value, "count": r.count} for r in rows])
                return
            for row in rows:
                print(f"{row.name}\t{row.problem if row.count is None else row.count}")

    new_command(into, "list", _("List the segments and how many customers each has, ready-made ones too."))(
        listing
    )


def _show(into: click.Group) -> None:
    @click.argument("name", metavar=_("NAME"))
    @click.option("--limit", metavar=_("NUMBER"), type=whole(1, 10_000_000), help=_("How many at the most."))
    @click.option("--json", "as_json", is_flag=True, help=_("Write one JSON document."))
    def show(context: click.Context, name: str, limit: int | None, as_json: bool) -> None:
        from crm_desktop.services import segments
        from crm_desktop.services.search import hits_of

        with shop_of(context) as shop:
            found = segments.ids(shop, segments.named(shop, name).key)
            hits = hits_of(shop, found[:limit])
            if as_json:
                print_json([hit_as_json(hit) for hit in hits])
                return
            for hit in hits:
                print("\t".join([hit.name, *hit.phones, *hit.emails, hit.town]))

    new_command(into, "show", _("List the customers of a segment, by name."))(show)


def _count(into: click.Group) -> None:
    @click.argument("name", metavar=_("[NAME]"), required=False)
    @click.option("--rule", metavar=_("FILE"), help=_("A JSON file with a rule; see “segment rule-schema”."))
    @click.option("--json", "as_json", is_flag=True, help=_("Write one JSON document."))
    def count(context: click.Context, name: str | None, rule: str | None, as_json: bool) -> None:
        from crm_desktop.services import segments

        if (name is None) == (rule is None):
            raise click.UsageError(_("Give the name of a segment, or a file with a rule."), context)
        with shop_of(context) as shop:
            if rule is not None:
                found = _count_rule(shop, _rule_of(Path(rule)))
            else:
                found = segments.count(shop, segments.named(shop, name or "").key)
            if as_json:
                print_json({"count": found})
            else:
                print(found)

    new_command(into, "count", _("Count the customers of a segment, or those that a rule finds."))(count)


def _rule_of(path: Path) -> Group:
    from crm_desktop.domain.segments.tree import from_text

    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise KnownError(_("The file with the rule cannot be read: {name}.").format(name=path)) from error
    try:
        return from_text(text)
    except InvalidInput as error:
        raise _placed(error) from error


def _count_rule(shop: Shop, rule: Group) -> int:
    from crm_desktop.services import segments

    try:
        return segments.count(shop, rule)
    except InvalidInput as error:
        raise _placed(error) from error


def _placed(error: InvalidInput) -> KnownError:
    """Return a sentence that says where in the rule the first fault is."""
    for path, sentence in error.fields.items():
        if path:
            counted = ".".join(str(int(index) + 1) for index in path.split("."))
            return KnownError(_("Condition {place}: {why}").format(place=counted, why=sentence))
        return KnownError(sentence)
    return error


def _schema(into: click.Group) -> None:
    @click.option("--json", "as_json", is_flag=True, help=_("Write one JSON document."))
    def rule_schema(context: click.Context, as_json: bool) -> None:
        from crm_desktop.domain.segments import schema

        del context, as_json  # it is one document anyway
        print_json(schema.rule_schema())

    new_command(into, "rule-schema", _("Write the JSON Schema of rules, with an example of each condition."))(
        rule_schema
    )
