"""The wizard that brings things in: the file, its columns, what will happen; then it runs below."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from crm_desktop.exchange.mapping import Mapping
from crm_desktop.gui.common.dialog import Dialog
from crm_desktop.gui.common.labels import muted
from crm_desktop.gui.customers.import_kinds import ImportRequest
from crm_desktop.gui.customers.import_of_customers import Customers
from crm_desktop.gui.customers.import_wizard_check import CheckStep
from crm_desktop.gui.customers.import_wizard_columns import ColumnsStep
from crm_desktop.gui.customers.import_wizard_file import FileStep
from crm_desktop.gui.customers.import_wizard_report import Task, run_in_background
from crm_desktop.services.imports_report import ImportReport
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.gui.common.screen import Context
    from crm_desktop.gui.customers.import_kinds import ImportKind
    from crm_desktop.gui.tasks import Progress

FILE, COLUMNS, CHECK = range(3)
SIZE = QSize(900, 640)


class ImportWizard(Dialog):
    """Three steps; cards have no columns and skip the second.

    Args:
        parent: the window.
        context: of the page.
        kind: what is imported.
    """

    def __init__(self, parent: QWidget, context: Context, kind: ImportKind) -> None:
        super().__init__(parent, kind.words.title, _("Next"), width=720)
        self.context, self.kind = context, kind
        self.file_step = FileStep(context.shop, kind)
        self.columns_step = ColumnsStep(context.shop, kind)
        self.check_step = CheckStep(kind, context.shop.profile.locale)
        self.where = muted()
        self.body.addWidget(self.where)
        self.stack = QStackedWidget()
        for step in (self.file_step, self.columns_step, self.check_step):
            self.stack.addWidget(step)
        self.body.addWidget(self.stack, 1)
        self.back_button = QPushButton(_("Back"))
        self.back_button.setAutoDefault(False)
        self.back_button.clicked.connect(self.back)
        self.buttons.insertWidget(self.buttons.count() - 2, self.back_button)
        self.file_step.changed.connect(self._file_changed)
        self.columns_step.changed.connect(self._look)
        self.check_step.tried.connect(self._look)
        self._show(FILE)
        room = parent.window().size() - QSize(40, 40)
        self.resize(SIZE.boundedTo(room).expandedTo(QSize(720, 480)))

    # -- steps

    def _show(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        self.where.setText(
            {
                FILE: _("Step 1 of 3: the file and how it is read"),
                COLUMNS: _("Step 2 of 3: what each column holds"),
                CHECK: _("Step 3 of 3: look at what will happen"),
            }[step]
        )
        self.back_button.setVisible(step != FILE)
        self.save_button.setText(_("Import") if step == CHECK else _("Next"))
        self._look()
        if self.save_button.isEnabled():
            self.save_button.setFocus()
        else:
            self.file_step.choose_button.setFocus()

    def _look(self) -> None:
        """Allow to go on when there is enough to go on with."""
        step = self.stack.currentIndex()
        ready = self.file_step.found is not None
        if step == COLUMNS:
            ready = self.columns_step.understood()
        self.save_button.setEnabled(ready)

    def _file_changed(self) -> None:
        found = self.file_step.found
        if found is not None and found.source.table is not None:
            self.columns_step.show_file(found, self.file_step.own_names)
        self._look()
        if found is not None:
            self.save_button.setFocus()

    def save(self) -> None:
        """Go on, or begin the import."""
        if not self.save_button.isEnabled() or self.file_step.found is None:
            return
        step = self.stack.currentIndex()
        has_columns = self.file_step.found.source.table is not None
        if step == FILE and has_columns:
            self._show(COLUMNS)
        elif step in {FILE, COLUMNS}:
            self._show(CHECK)
            self.check_step.start(self._trial())
        else:
            self._begin()

    def back(self) -> None:
        """Go back one step."""
        step = self.stack.currentIndex()
        self.check_step.stop()
        has_columns = self.file_step.found is not None and self.file_step.found.source.table is not None
        self._show(COLUMNS if step == CHECK and has_columns else FILE)

    # -- trying and doing

    def _mapping(self) -> Mapping | None:
        found = self.file_step.found
        return self.columns_step.mapping if found is not None and found.source.table is not None else None

    def _trial(self) -> Callable[[Any, Progress], ImportReport]:
        """Return what tries the import as it stands now; it runs on the writer's thread."""
        shop, path = self.context.shop, self.file_step.path or Path()
        mapping, reading, kind = self._mapping(), self.file_step.reading, self.kind

        def try_it(choice: Any, progress: Progress) -> ImportReport:
            request = ImportRequest(mapping, reading, choice, progress.step, progress.cancelled, dry_run=True)
            return kind.run(shop, path, request)

        return try_it

    def _begin(self) -> None:
        """Leave the window free and run the import at its bottom."""
        self.check_step.stop()
        task = Task(
            self.kind,
            self.file_step.path or Path(),
            self._mapping(),
            self.file_step.reading,
            self.check_step.mode.value(),
        )
        window = self.parentWidget() or self
        self.accept()
        run_in_background(window, self.context, task)

    def done(self, result: int) -> None:
        """Close; a trial that still runs is given up."""
        self.check_step.stop()
        super().done(result)


def open_import_wizard(
    parent: QWidget, context: Context, path: Path | None = None, kind: ImportKind | None = None
) -> ImportWizard:
    """Open the wizard, for customers or what else is said, perhaps with a file that was chosen already."""
    wizard = ImportWizard(parent, context, kind or Customers())
    wizard.open()
    if path is not None:
        wizard.file_step.take(path)
    return wizard
