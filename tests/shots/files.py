"""The customer's file with what was bought, and what is done from it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from crm_desktop.domain.customers.listing import CustomerColumn, CustomerFilter
from crm_desktop.gui.customers.import_of_purchases import Purchases
from crm_desktop.gui.customers.import_wizard import open_import_wizard
from crm_desktop.gui.customers.page import CustomersPage
from crm_desktop.services import customers
from tests.shots.imports import FILES
from tests.shots.stage import Scene, Stage

BELOW = 1000  # logical pixels


def _file(stage: Stage) -> CustomersPage:
    stage.show("customers")
    page = stage.window.screens["customers"]
    assert isinstance(page, CustomersPage)
    wanted = CustomerFilter(sort=CustomerColumn.POINTS, descending=True)
    page.open_customer(customers.list_ids(stage.shop, wanted)[0])
    stage.rest(200)
    return page


def _dialog(stage: Stage) -> QWidget:
    stage.rest(200)
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
    return found[-1] if found else stage.window


def top(stage: Stage) -> QWidget:
    """The file of the best customer."""
    _file(stage)
    return stage.window


def below(stage: Stage) -> QWidget:
    """The same, scrolled to what is under it."""
    _file(stage).detail.area.verticalScrollBar().setValue(BELOW)
    stage.rest()
    return stage.window


def purchase(stage: Stage) -> QWidget:
    """A purchase with its lines."""
    page = _file(stage)
    item = next(i for i in page.detail.timeline.items() if i.ref and i.ref[0] == "sale")
    page.detail.timeline.opened.emit(item.ref)
    return _dialog(stage)


def action(key: str) -> Scene:
    """Return a scene with what an entry of the file's menu opens."""

    def scene(stage: Stage) -> QWidget:
        next(a for a in _file(stage).detail.actions_of_sales.menu() if a.key == key).run()
        return _dialog(stage)

    return scene


def _till_file(stage: Stage) -> Path:
    """Return a till's file that knows customers of the shop."""
    wanted = CustomerFilter(sort=CustomerColumn.CARD, descending=True)
    known = customers.rows(stage.shop, list(customers.list_ids(stage.shop, wanted))[:2])
    text = (FILES / "caja.csv").read_text(encoding="utf-8")
    for written, row in zip(("A000012", "A000031"), known, strict=True):
        text = text.replace(written, row.card)
    path = stage.shop.paths.folder / "caja.csv"
    path.write_text(text, encoding="utf-8")
    return path


def till(number: int) -> Scene:
    """Return a scene with one step of the wizard, from 0, over a till's file."""

    def scene(stage: Stage) -> QWidget:
        stage.show("customers")
        file = _till_file(stage)
        context = stage.window.screens["customers"].context
        made = open_import_wizard(stage.window, context, file, Purchases())
        stage.rest(200)
        for _step in range(number):
            made.save()
            stage.rest(200)
        return made

    return scene
