"""The source keeps the rules of source_rules.py, and each rule sees what it is there for."""

from __future__ import annotations

import ast
import functools
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.architecture import source_rules
from tests.architecture.lengths import NARROW, WIDE, too_long
from tests.architecture.source_rules import EXEMPT, RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[2]

BAD: list[tuple[str, str]] = [
    ("no_process_events", "def f(app):\n    app.processEvents()"),
    ("no_process_events", "def f():\n    QApplication.processEvents()"),
    ("whole_sentences", "def f(n):\n    return _(f'{n} customers')"),
    ("whole_sentences", "def f(n):\n    return ngettext('one', f'{n} customers', n)"),
    ("whole_sentences", "def f(n):\n    return _('{n} customers'.format(n=n))"),
    ("whole_sentences", "def f(n):\n    return i18n._('%d customers' % n)"),
    ("whole_sentences", "def f(n):\n    return pgettext('menu', 'Delete ' + n)"),
    ("no_work_at_import", "print('hello')"),
    ("no_work_at_import", "for x in (1, 2):\n    pass"),
    ("no_work_at_import", "with open('x') as file:\n    TEXT = file.read()"),
    ("no_work_at_import", "NAMES = Path('x').read_text()"),
    ("no_work_at_import", "TITLE = _('Customers')"),
    ("no_work_at_import", "class A:\n    TITLE = _('Customers')"),
    ("no_work_at_import", "NAMES = {}\nNAMES.update(load())"),
    ("no_work_at_import", "ICON = QIcon('x.svg')"),
    ("no_work_at_import", "if True:\n    start()"),
    ("no_work_at_import", "try:\n    import a\n    a.start()\nexcept ImportError:\n    pass"),
    ("no_work_at_import", "if TYPE_CHECKING:\n    start()"),
    ("plain_labels", "def f():\n    return QLabel('x')"),
    ("plain_labels", "def f():\n    return QtWidgets.QLabel()"),
    ("plain_labels", "class Label(QLabel):\n    def __init__(self):\n        super().__init__()"),
    ("plain_labels", "def f(label):\n    label.setTextFormat(Qt.TextFormat.RichText)"),
    ("one_clock", "def f():\n    return datetime.now()"),
    ("one_clock", "def f():\n    return datetime.datetime.now(tz=UTC)"),
    ("one_clock", "def f():\n    return date.today()"),
    ("one_clock", "def f():\n    return QDate.currentDate()"),
    ("one_clock", "def f(field=QtCore.QDateTime.currentDateTime):\n    pass"),
    ("one_clock", "def f():\n    return time.time()"),
    ("one_clock", "from time import time"),
]
GOOD: list[tuple[str, str]] = [
    ("whole_sentences", "def f(n):\n    return _('{n} customers').format(n=n)"),
    ("whole_sentences", "def f(n):\n    return ngettext('one', '{n} customers', n + 1)"),
    ("whole_sentences", "def f(kind):\n    return _(NAMES[kind])"),
    (
        "no_work_at_import",
        "'''Doc.'''\nimport re\nA = re.compile('x')\nB: int\nC = frozenset({1})\nD = N_('x')",
    ),
    (
        "no_work_at_import",
        "class Page(QWidget):\n    changed = Signal()\n\n    def f(self):\n        print(self)",
    ),
    ("no_work_at_import", "if TYPE_CHECKING:\n    import a\n\nif __name__ == '__main__':\n    main()"),
    ("no_work_at_import", "KEY = lambda row: row.open()"),
    ("no_work_at_import", "NAMES = {'a': 1}\nNAMES.update({'b': 2})"),
    (
        "plain_labels",
        "class L(QLabel):\n    def __init__(self):\n        self.setTextFormat(Qt.TextFormat.PlainText)",
    ),
    (
        "one_clock",
        "def f(clock):\n    return clock.now(), clock.today(), time.monotonic(), time.perf_counter()",
    ),
    ("one_clock", "def f():\n    return datetime.fromisoformat('2026-01-01')"),
]


@functools.cache
def sources() -> dict[str, ast.Module]:
    """Every module of the program, parsed: path → tree."""
    files = sorted((ROOT / "crm_desktop").rglob("*.py"))
    return {file.relative_to(ROOT).as_posix(): ast.parse(file.read_bytes()) for file in files}


def rule(name: str) -> Callable[[ast.Module], Iterator[source_rules.Breach]]:
    """The rule of this name."""
    return next(rule for rule in RULES if rule.__name__ == name)


@pytest.mark.parametrize("name", [rule.__name__ for rule in RULES])
def test_source_keeps_the_rule(name: str) -> None:
    kept = rule(name)
    breaches = [
        f"{path}:{line}: {sentence}"
        for path, tree in sources().items()
        if path not in EXEMPT.get(name, ())
        for line, sentence in kept(tree)
    ]
    assert not breaches, "\n".join(breaches)


@pytest.mark.parametrize(("name", "snippet"), BAD)
def test_rule_sees_a_breach(name: str, snippet: str) -> None:
    assert list(rule(name)(ast.parse(snippet)))


@pytest.mark.parametrize(("name", "snippet"), GOOD)
def test_rule_lets_good_source_pass(name: str, snippet: str) -> None:
    assert not list(rule(name)(ast.parse(snippet)))


def test_every_rule_is_proved() -> None:
    assert {name for name, _ in BAD} == {rule.__name__ for rule in RULES}


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    assert not too_long(ROOT)


@pytest.mark.parametrize(
    ("path", "lines", "told"),
    [
        ("crm_desktop/services/a.py", NARROW, False),
        ("crm_desktop/services/a.py", NARROW + 1, True),
        ("crm_desktop/gui/a.py", WIDE, False),
        ("crm_desktop/gui/a.py", WIDE + 1, True),
        ("dev.py", NARROW + 1, True),
    ],
)
def test_length_limit_is_by_folder(tmp_path: Path, path: str, lines: int, told: bool) -> None:
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("x = 1\n" * lines, "utf-8")
    assert bool(too_long(tmp_path)) is told


def test_every_folder_of_the_program_is_a_package() -> None:
    """import-linter and mypy look away from a folder without `__init__.py`."""
    folders = {file.parent for file in (ROOT / "crm_desktop").rglob("*.py")}
    assert not [str(folder.relative_to(ROOT)) for folder in folders if not (folder / "__init__.py").exists()]
