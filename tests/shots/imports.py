"""Pictures of the import: each step of its wizard, and its report."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.gui.customers.import_wizard import ImportWizard, open_import_wizard
from crm_desktop.gui.customers.import_wizard_report import ReportDialog
from tests.shots.stage import Scene, Stage

FILES = Path(__file__).parents[1] / "exchange" / "files"


def _opened(stage: Stage, name: str) -> ImportWizard:
    stage.show("customers")
    made = open_import_wizard(stage.window, stage.window.screens["customers"].context)
    stage.rest()
    if name:
        made.file_step.take(FILES / name)
        stage.rest()
    return made


def step(number: int, name: str = "tienda.csv") -> Scene:
    """Return a scene with one step of the wizard, from 0, over a file."""

    def scene(stage: Stage) -> QWidget:
        made = _opened(stage, name)
        for _step in range(number):
            made.save()
            stage.rest()
        return made

    return scene


def invitation(stage: Stage) -> QWidget:
    """The wizard before there is a file."""
    return _opened(stage, "")


def report(stage: Stage) -> QWidget:
    """What came of an import that is undone afterwards, so that the next picture finds the same shop."""
    made = _opened(stage, "tienda.csv")
    for _step in range(3):
        made.save()
        stage.rest()
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, ReportDialog)]
    picture = shown[-1]
    from crm_desktop.services import journal

    journal.undo(stage.shop, picture.report.operation or 0)
    return picture
