"""What the window's first picture may cost: which modules are loaded for it, and how many of Qt's types."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from crm_desktop.services import customers, settings
from crm_desktop.services.shop import open_shop
from crm_desktop.shared.paths import program_dir
from tests.factories import a_customer, a_profile

# Loaded when they are first needed, or in the turns after the first picture.
WAIT = {
    "argparse", "ast", "babel", "click", "dataclasses", "decimal", "gettext", "holidays", "icalendar",
    "inspect", "locale", "logging", "multiprocessing", "peewee", "phonenumbers", "PIL", "platformdirs",
    "playhouse", "pypdf", "pypdfium2", "python_calamine", "reportlab", "socket", "stdnum", "uuid", "vobject",
    "xlsxwriter",
    "PySide6.QtNetwork", "PySide6.QtPrintSupport", "PySide6.QtSvgWidgets", "PySide6.QtDBus",
    "crm_desktop.cli", "crm_desktop.domain.customers.model", "crm_desktop.domain.customers.phones",
    "crm_desktop.gui.common.staff_chooser", "crm_desktop.gui.common.tray", "crm_desktop.gui.common.undo_bar",
    "crm_desktop.gui.customers.detail", "crm_desktop.services.customers", "crm_desktop.store.backup",
    "crm_desktop.store.journal", "crm_desktop.store.tables",
}  # fmt: skip
# Qt's kinds (enumerations) that may have been made; a plain window makes 41, and the name `Qt` alone 94 more.
# To ask for a widget of Qt's own making (`viewport()`), or for the style, makes those of all there are.
KINDS = 230

_CODE = """
import enum, json, os, sys
kinds = []
create = enum.EnumType._create_
def counted(kind, name, *more, **named):
    kinds.append(name)
    return create(kind, name, *more, **named)
enum.EnumType._create_ = counted
from crm_desktop.__main__ import begin
begin()
from crm_desktop.gui import later
from crm_desktop.gui.common.ui_state import UiState
UiState.text = lambda self, key, default="": "customers" if key == "screen" else default
def painted():
    found = {"modules": sorted(sys.modules), "kinds": kinds}
    print(json.dumps(found), flush=True)
    os._exit(0)
later.release = painted
from crm_desktop.app import run
run(["--data", sys.argv[1]])
"""


@pytest.fixture(scope="module")
def at_first_picture(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What was there when the list of customers was first painted."""
    folder = tmp_path_factory.mktemp("tienda")
    shop = open_shop(folder)
    settings.save_profile(shop, a_profile())
    for number in range(40):
        customers.save_customer(shop, a_customer(given_name=f"Cliente{number}"))
    shop.close()
    done = subprocess.run(
        [sys.executable, "-c", _CODE, str(folder)], cwd=program_dir(),
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(folder / "config")},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.stdout, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def test_the_first_picture_needs_no_module_that_can_wait(at_first_picture: dict[str, list[str]]) -> None:
    assert set(at_first_picture["modules"]) & WAIT == set()


def test_the_names_of_modules_that_wait_are_those_of_modules() -> None:
    ours = {name for name in WAIT if name.startswith("crm_desktop.")}
    files = {Path(*name.split(".")) for name in ours}
    missing = [
        file for file in files
        if not (program_dir() / file.with_suffix(".py")).exists() and not (program_dir() / file).is_dir()
    ]  # fmt: skip
    assert not missing


def test_the_first_picture_makes_few_of_qts_kinds(at_first_picture: dict[str, list[str]]) -> None:
    made = at_first_picture["kinds"]
    assert len(made) < KINDS
    assert {"SubControl", "PixelMetric", "ViewportUpdateMode", "WizardOption"} & set(made) == set()
