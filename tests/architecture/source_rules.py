"""Rules about source that import-linter and ruff cannot see, each a function over one parsed file.

A rule yields (line, sentence) for each place that breaks it.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Breach = tuple[int, str]

TRANSLATORS = {"_", "N_", "gettext", "ngettext", "pgettext", "npgettext"}
NOW = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "time": {"time", "time_ns", "localtime", "gmtime", "ctime"},
    "QDate": {"currentDate"},
    "QTime": {"currentTime"},
    "QDateTime": {
        "currentDateTime",
        "currentDateTimeUtc",
        "currentSecsSinceEpoch",
        "currentMSecsSinceEpoch",
    },
}
# Calls that only build a value, so that a constant may be made by them when a module is imported. Classes may
# be called, too, apart from those of Qt that need a running application.
BUILDERS = frozenset(
    {"N_", "attrgetter", "auto", "bytes", "cast", "chr", "compile", "date", "datetime", "dict", "encode"}
    | {"enumerate", "escape", "field", "fields", "format", "fromkeys", "frozenset", "getattr", "getLogger"}
    | {"int", "itemgetter", "items", "join", "keys", "len", "list", "lower", "maketrans", "max", "min", "mm"}
    | {"namedtuple", "ord", "parent", "partial", "range", "replace", "resolve", "reversed", "set", "sorted"}
    | {"split", "str", "sum", "time", "timedelta", "tuple", "union", "upper", "values", "zip"}
)
REGISTRATIONS = {"add", "append", "register", "update"}
NEED_APPLICATION = {"QIcon", "QPixmap", "QFont", "QFontMetrics", "QCursor", "QPalette", "QBitmap"}


def tail(node: ast.expr) -> str:
    """The last name of a dotted expression: `b` of `a.b`."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def no_process_events(tree: ast.Module) -> Iterator[Breach]:
    """Nothing runs the event loop from inside: it re-enters code that is not ready for it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Name) and tail(node) == "processEvents":
            yield node.lineno, "processEvents: give the work to gui/tasks.py"


def whole_sentences(tree: ast.Module) -> Iterator[Breach]:
    """What is translated is a constant text: values come in afterwards, by named placeholders."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and tail(node.func) in TRANSLATORS):
            continue
        texts = node.args[:2] if tail(node.func) == "ngettext" else node.args
        for text in texts:
            put_together = isinstance(text, ast.JoinedStr | ast.BinOp)
            filled_in = isinstance(text, ast.Call) and tail(text.func) == "format"
            if put_together or filled_in:
                yield node.lineno, "a text put together before it is translated: use {names} and format after"


def _guard(node: ast.If) -> bool:
    words = ast.unparse(node.test)
    return words in {"TYPE_CHECKING", "__name__ == '__main__'"} or words.startswith(
        ("sys.platform", "os.name")
    )


def _value_work(node: ast.AST) -> Iterator[Breach]:
    """Calls in a constant's value that do more than build it."""
    if isinstance(node, ast.Lambda):
        return
    if isinstance(node, ast.Call):
        name = tail(node.func)
        builds = name in BUILDERS or (name.lstrip("_")[:1].isupper() and name not in NEED_APPLICATION)
        if name in TRANSLATORS - {"N_"}:
            yield node.lineno, f"{name}() when imported: the language is not known yet; mark with N_"
        elif not builds:
            yield node.lineno, f"{name or 'a call'}() when imported: do it where it is first needed"
    for child in ast.iter_child_nodes(node):
        yield from _value_work(child)


def no_work_at_import(tree: ast.Module) -> Iterator[Breach]:
    """Importing a module defines things and does nothing: starting is quick and tests are independent."""
    yield from _body(tree.body)


def _body(body: list[ast.stmt]) -> Iterator[Breach]:
    for node in body:
        match node:
            case ast.Import() | ast.ImportFrom() | ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Pass():
                continue
            case ast.Expr(value=ast.Constant()):
                continue
            case ast.Expr(value=ast.Call(func=ast.Attribute(attr=name), args=values)) if (
                name in REGISTRATIONS
            ):
                for value in values:
                    yield from _value_work(value)
            case ast.ClassDef():
                yield from _body(node.body)
            case ast.Assign(value=value) | ast.AnnAssign(value=value) if value is not None:
                yield from _value_work(value)
            case ast.AnnAssign():
                continue
            case ast.If() if _guard(node):
                if "__name__" not in ast.unparse(node.test):
                    yield from _body(node.body + node.orelse)
            case ast.Try() if all(isinstance(part, ast.Import | ast.ImportFrom) for part in node.body):
                continue
            case _:
                yield node.lineno, f"{type(node).__name__} when imported: put it into a function"


def _plain(node: ast.AST) -> bool:
    """Whether this is the call `….setTextFormat(….PlainText)`."""
    if not (isinstance(node, ast.Call) and tail(node.func) == "setTextFormat"):
        return False
    return [tail(argument) for argument in node.args] == ["PlainText"]


def plain_labels(tree: ast.Module) -> Iterator[Breach]:
    """A label shows what customers are called, so it never reads it as markup."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and tail(node.func) == "QLabel":
            yield node.lineno, "QLabel guesses whether its text is markup: use the label of gui/common"
        if (
            isinstance(node, ast.ClassDef)
            and "QLabel" in [tail(base) for base in node.bases]
            and not any(_plain(child) for child in ast.walk(node))
        ):
            yield node.lineno, "a kind of QLabel that never calls setTextFormat(…PlainText)"
        if isinstance(node, ast.Call) and tail(node.func) == "setTextFormat" and not _plain(node):
            yield node.lineno, "a text format other than PlainText"


def one_clock(tree: ast.Module) -> Iterator[Breach]:
    """What time it is comes from a Clock, which tests can set."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in NOW.get(tail(node.value), ()):
            yield node.lineno, f"{tail(node.value)}.{node.attr}: take a Clock (shared/clock.py)"
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            for name in node.names:
                if name.name in NOW["time"]:
                    yield node.lineno, f"time.{name.name}: take a Clock (shared/clock.py)"


RULES: tuple[Callable[[ast.Module], Iterator[Breach]], ...] = (
    no_process_events,
    whole_sentences,
    no_work_at_import,
    plain_labels,
    one_clock,
)
# The one place where each of these may be.
EXEMPT = {"one_clock": {"crm_desktop/shared/clock.py"}}
