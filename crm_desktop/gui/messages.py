"""What the program says to the person: errors, questions, toasts. How they look is a presenter's business.

The window installs a presenter that shows dialogs; tests install a recorder that remembers and answers.
Nothing
here waits: an answer comes by a callback, so no second event loop ever runs.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple, Protocol

from crm_desktop.shared.i18n import _
from crm_desktop.shared.log import logger as log

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


class Choice(NamedTuple):
    """One answer to a question.

    Attributes:
        text: a verb, such as "Delete".
        action: what it does; None when it only closes.
        safe: nothing is lost by it: the default button, and what Esc means.
        destructive: it cannot be undone: shown in red.
    """

    text: str
    action: Callable[[], None] | None = None
    safe: bool = False
    destructive: bool = False


class Question(NamedTuple):
    """Something to decide; exactly one choice is safe."""

    sentence: str
    choices: tuple[Choice, ...]
    detail: str = ""


class Presenter(Protocol):
    """Shows what the program says."""

    def error(self, parent: QWidget | None, sentence: str) -> None:
        """Show a failure that the person can understand."""
        ...

    def question(self, parent: QWidget | None, question: Question) -> None:
        """Ask, and run the action of the answer."""
        ...

    def toast(self, text: str, action_text: str, action: Callable[[], None] | None) -> None:
        """Tell something in passing, with at most one action."""
        ...

    def crash(self, report: str) -> None:
        """Tell of a fault of the program itself, with a report that can be copied."""
        ...


class LogPresenter:
    """Before there is a window: everything goes to the log, and the safe answer is taken."""

    def error(self, parent: QWidget | None, sentence: str) -> None:
        """Log it."""
        log().error("%s", sentence)

    def question(self, parent: QWidget | None, question: Question) -> None:
        """Take the safe answer."""
        for choice in question.choices:
            if choice.safe and choice.action:
                choice.action()

    def toast(self, text: str, action_text: str, action: Callable[[], None] | None) -> None:
        """Log it."""
        log().info("%s", text)

    def crash(self, report: str) -> None:
        """It is in the log already."""


class _Current:
    def __init__(self) -> None:
        self.presenter: Presenter = LogPresenter()


_current = _Current()


def install(presenter: Presenter) -> None:
    """Show messages through this presenter from now on."""
    _current.presenter = presenter


def show_error(parent: QWidget | None, sentence: str) -> None:
    """Show one or two sentences: what happened and what to do."""
    log().warning("shown to the person: %s", type(parent).__name__)
    _current.presenter.error(parent, sentence)


def ask(
    parent: QWidget | None,
    sentence: str,
    yes: str,
    on_yes: Callable[[], None],
    *,
    no: str = "",
    on_no: Callable[[], None] | None = None,
    detail: str = "",
    destructive: bool = True,
) -> None:
    """Ask before what cannot be undone. The safe button is the default; Esc means no.

    Args:
        parent: the widget that the question belongs to.
        sentence: the whole question, such as "Delete the field «Talla» and what was typed in it?".
        yes: the verb on the button that does it.
        on_yes: does it.
        no: the verb of the safe button ("Cancel").
        on_no: what the safe button does besides closing.
        detail: a smaller explanation under the question.
        destructive: something is lost by "yes".
    """
    choices = (Choice(no or _("Cancel"), on_no, safe=True), Choice(yes, on_yes, destructive=destructive))
    _current.presenter.question(parent, Question(sentence, choices, detail))


def ask_unsaved(
    parent: QWidget | None,
    on_save: Callable[[], None],
    on_discard: Callable[[], None],
    on_stay: Callable[[], None] | None = None,
    verb: str = "",
) -> None:
    """Ask what becomes of text that was typed and not saved.

    `verb` is what the dialog's button says where it does more than save ("Give the voucher").
    """
    choices = (
        Choice(_("Discard"), on_discard, destructive=True),
        Choice(_("Go on editing"), on_stay, safe=True),
        Choice(verb or _("Save"), on_save),
    )
    sentence = _("There are changes that are not saved. Save them?")
    if verb:
        sentence = _("What was typed here is lost when it is closed now.")
    _current.presenter.question(parent, Question(sentence, choices))


def ask_choice(parent: QWidget | None, question: Question) -> None:
    """Ask a question with answers of its own."""
    _current.presenter.question(parent, question)


def toast(text: str, action_text: str = "", action: Callable[[], None] | None = None) -> None:
    """Say in passing what just happened, at the bottom of the window."""
    _current.presenter.toast(text, action_text, action)


def crash_report(error: BaseException) -> str:
    """Return what a programmer needs of a fault: kinds and places; no values, nothing personal."""
    import platform
    import traceback

    from crm_desktop import __version__

    system = f"{platform.system()} {platform.release()}"
    lines = [f"Mostrador {__version__} · Python {platform.python_version()} · {system}"]
    link: BaseException | None = error
    while link is not None:
        lines.append(type(link).__module__ + "." + type(link).__qualname__)
        for frame in traceback.extract_tb(link.__traceback__):
            place = frame.filename.replace("\\", "/")
            short = (
                place[place.rfind("crm_desktop/") :] if "crm_desktop/" in place else place.rsplit("/", 1)[-1]
            )
            lines.append(f"  {short}:{frame.lineno} {frame.name}")
        link = link.__cause__ or link.__context__
    return "\n".join(lines)


def crash(error: BaseException) -> None:
    """Log a fault of the program itself, show it with a report that can be copied, and go on."""
    report = crash_report(error)
    log().error("a fault of the program\n%s", report)
    _current.presenter.crash(report)


def install_excepthook() -> None:
    """Bring every exception that nobody caught here."""

    def hook(kind: type[BaseException], error: BaseException, _trace: object) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, error.__traceback__)
            return
        crash(error)

    sys.excepthook = hook
