"""What commands have in common, and the words of click, the library of the command line, in our languages."""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from crm_desktop.shared.i18n import DOMAIN, N_, _, language, ngettext
from crm_desktop.shared.paths import translations_dir


def new_group(main: click.Group, name: str, text: str) -> click.Group:
    """Return a new group of commands."""

    @main.group(name, help=text, options_metavar=_("[OPTIONS]"), subcommand_metavar=_("COMMAND [ARGUMENTS]…"))
    def group() -> None:
        """Take no options of its own."""

    return group


def whole(least: int, most: int) -> click.IntRange:
    """Return the type of a whole number between two others."""
    kind = click.IntRange(least, most)
    kind.name = _("whole number")
    return kind


def number() -> click.types.IntParamType:
    """Return the type of a number that names something, such as a customer's."""
    kind = click.types.IntParamType()
    kind.name = _("whole number")
    return kind


def new_command(group: click.Group, name: str, text: str) -> Callable[[Callable[..., None]], click.Command]:
    """Return what makes a function, which gets the context first, a command of a group."""

    def register(function: Callable[..., None]) -> click.Command:
        return group.command(name, help=text, options_metavar=_("[OPTIONS]"))(click.pass_context(function))

    return register


@contextmanager
def own_words() -> Iterator[None]:
    """Let click, which asks gettext for its words, find them in our catalogue."""
    domain, languages = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(DOMAIN, str(translations_dir()))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language()
    try:
        yield
    finally:
        gettext.textdomain(domain)
        del os.environ["LANGUAGE"]
        if languages is not None:
            os.environ["LANGUAGE"] = languages


# Texts of click that a person may meet; they stand here so that the catalogues have them.
WORDS = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Positional arguments"),
    N_("Show this message and exit."),
    N_("Show the version and exit."),
    N_("required"),
    N_("default: {default}"),
    N_("Error: {message}"),
    N_("Try '{command} {option}' for help."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Missing command."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing parameter"),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("Option {name!r} does not take a value."),
    N_("Choose from:\n\t{choices}"),
    N_("{value} is not in the range {range}."),
    N_("{value!r} is not a valid {number_type}."),
)


def plurals(count: int) -> tuple[str, ...]:
    """Return those that depend on a number."""
    return (
        ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", count),
        ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", count),
        ngettext(
            "Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", count
        ),
        ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", count),
    )
