"""PySide6 is loaded without its signatures, and they still come when they are asked for."""

from __future__ import annotations

import builtins
import json
import os
import subprocess
import sys
from typing import Any

import PySide6
import shiboken6

from crm_desktop.gui import qt_loading
from crm_desktop.shared.paths import program_dir


def run_apart(*lines: str) -> Any:
    """Run lines in a process of their own, after PySide6 was loaded; what they call `found` comes back."""
    code = "\n".join(
        (
            "import json, sys",
            "from crm_desktop.gui import qt_loading",
            "qt_loading.load()",
            "found = {}",
            *lines,
            "print(json.dumps(found))",
        )
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=program_dir(), env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_tried_release_is_the_one_that_is_pinned() -> None:
    assert PySide6.__version__ == shiboken6.__version__ == qt_loading.TRIED


def test_signatures_and_what_they_need_wait() -> None:
    found = run_apart(
        "import PySide6.QtWidgets",
        "found['off'] = qt_loading.put_off()",
        "found['loaded'] = sorted({'inspect', 'argparse', 'logging', 'ast'} & set(sys.modules))",
    )
    assert len(found["off"]) == 8
    assert found["loaded"] == []


def test_import_is_left_as_it_was() -> None:
    found = run_apart(
        "import builtins, PySide6.QtWidgets",
        "found['own'] = type(builtins.__import__).__name__ + builtins.__import__.__module__",
        "found['same'] = builtins.__orig_import__ is builtins.__import__",
    )
    assert found == {"own": "builtin_function_or_methodbuiltins", "same": True}


def test_a_wrong_argument_is_explained_as_ever() -> None:
    found = run_apart(
        "from PySide6.QtCore import QObject",
        "def said(call):",
        "    try:",
        "        call()",
        "    except Exception as error:",
        "        return f'{type(error).__name__}: {error}'",
        "found['type'] = said(lambda: QObject().setObjectName(object(), 3))",
        "found['kind'] = said(lambda: QObject().setObjectName(object()))",
        "found['named'] = said(lambda: QObject(nonsense=1))",
        "found['off'] = qt_loading.put_off()",
    )
    assert "2 given" in found["type"]
    assert "Supported signatures" in found["kind"]
    assert "not a Qt property" in found["named"]
    assert "shibokensupport.signature.mapping" not in found["off"]


def test_signatures_can_be_asked_for() -> None:
    found = run_apart(
        "from PySide6.QtCore import QObject",
        "from PySide6.support.signature import get_signature",
        "found['signature'] = str(get_signature(QObject.setObjectName))",
        "found['doc'] = QObject.setObjectName.__doc__",
        "import PySide6.support.signature.lib.enum_sig as enums",
        "found['enums'] = enums.BaseFormatter.__name__",
        "from PySide6.support import feature",
        "found['feature'] = feature.info('nobody')",
    )
    assert "name: str" in found["signature"]
    assert "name: str" in found["doc"]
    assert found["enums"] == "BaseFormatter"
    assert found["feature"] == []


def test_another_release_is_loaded_as_it_always_was() -> None:
    code = (
        "from crm_desktop.gui import qt_loading\n"
        "qt_loading.TRIED = '6.0.0'\n"
        "qt_loading.load()\n"
        "import PySide6.QtWidgets\n"
        "assert qt_loading.put_off() == []\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=program_dir(), check=True, timeout=60)


def test_nothing_happens_when_it_is_loaded_already() -> None:
    before = builtins.__import__
    qt_loading.load()
    assert builtins.__import__ is before
