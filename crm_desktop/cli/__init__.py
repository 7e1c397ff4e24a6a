"""The command line: the same services without a window.

Exit status: 0; 1 with one sentence for what the program understands; 2 for a command that was typed wrong;
130 when it was cancelled. With `--json`, standard output holds one JSON document and nothing else.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

import click

from crm_desktop.cli.commands import build
from crm_desktop.services.language import language_of, system_language
from crm_desktop.shared import i18n, log
from crm_desktop.shared.command_line import own_words
from crm_desktop.shared.errors import Cancelled, KnownError
from crm_desktop.shared.i18n import _

OK, KNOWN, USAGE, CANCELLED = 0, 1, 2, 130


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status; a fault is told in a sentence, never in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    i18n.install(_language(arguments))
    with own_words():
        return _run(arguments)


def _language(arguments: Sequence[str]) -> str:
    """Return the language of the shop that `--data` names, for what is said before it is open."""
    data = None
    for place, argument in enumerate(arguments):
        if argument == "--data":
            data = next(iter(arguments[place + 1 : place + 2]), None)
        elif argument.startswith("--data="):
            data = argument.removeprefix("--data=")
    return (language_of(data) if data else None) or system_language()


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
