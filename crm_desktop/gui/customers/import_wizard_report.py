"""What came of an import: figures, a reason for each rejected row, the report as a file, and Undo."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.exchange.mapping import Mapping
from crm_desktop.gui import messages, tasks
from crm_desktop.gui.common.dialog import Dialog
from crm_desktop.gui.common.file_choice import save_file
from crm_desktop.gui.common.labels import card, muted
from crm_desktop.gui.customers.import_kinds import ImportRequest
from crm_desktop.gui.customers.import_wizard_check import Counts, findings_sentence
from crm_desktop.gui.customers.import_wizard_tables import FindingsModel, findings_table
from crm_desktop.services import journal
from crm_desktop.services.files import write_whole
from crm_desktop.services.imports_report import ImportReport
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.exchange.tables import Reading
    from crm_desktop.gui.common.screen import Context
    from crm_desktop.gui.customers.import_kinds import ImportKind
    from crm_desktop.services.changes import Changes
    from crm_desktop.shared.errors import KnownError


class Task:
    """An import as the person asked for it, with a place for its report until somebody saves it."""

    def __init__(
        self, kind: ImportKind, path: Path, mapping: Mapping | None, reading: Reading, choice: Any
    ) -> None:
        self.kind, self.path, self.mapping, self.reading = kind, path, mapping, reading
        self.choice = choice
        folder = tempfile.mkdtemp(prefix="mostrador-")
        self.report_path = Path(folder) / "informe.csv"
        # It goes with the task, or with the program, whichever ends first.
        self.close = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)


def run_in_background(window: QWidget, context: Context, task: Task) -> None:
    """Run the import with progress and Cancel at the bottom of the window; then show its report."""
    shop, words = context.shop, task.kind.words

    def work(progress: tasks.Progress) -> ImportReport:
        request = ImportRequest(
            task.mapping,
            task.reading,
            task.choice,
            progress.step,
            progress.cancelled,
            report_path=task.report_path,
        )
        return task.kind.run(shop, task.path, request)

    def done(report: ImportReport) -> None:
        ReportDialog(window, context, task, report).open()

    def refused(error: KnownError) -> None:
        task.close()
        if error.sentence:
            messages.show_error(window, error.sentence)
        else:
            messages.toast(words.cancelled)

    tasks.run_long(window, work, words.running, done, refused)


class ReportDialog(Dialog):
    """Shows what came of an import."""

    def __init__(self, parent: QWidget, context: Context, task: Task, report: ImportReport) -> None:
        words = task.kind.words
        super().__init__(parent, words.done, _("Done"), cancel_text=_("Close"), width=860)
        self._context, self._task, self.report = context, task, report
        locale = context.shop.profile.locale
        self.cancel_button.hide()
        self.counts = Counts(words.counts, locale)
        self.counts.show_report(report)
        self.body.addWidget(self.counts)
        self.sentence = muted(findings_sentence(report, locale), wrap=True)
        self.body.addWidget(self.sentence)
        self.model = FindingsModel()
        self.model.show_findings(report.rejections, report.remarks)
        frame = card()
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        self.table = findings_table(self.model)
        inside.addWidget(self.table)
        frame.setMinimumHeight(240)
        frame.setVisible(self.model.rowCount() > 0)
        self.body.addWidget(frame, 1)
        self.undo_button = self.add_button(_("Undo the import"), self.undo)
        self.undo_button.setVisible(report.operation is not None)
        self.report_button = self.add_button(_("Save the report…"), self.save_report)

    def save_report(self) -> None:
        """Ask where the report goes, a line for each row."""
        name = _("import report {name}").format(name=self._task.path.stem) + ".csv"
        save_file(self, _("Save the report"), _("Tables (*.csv)"), name, self.write_report)

    def write_report(self, path: Path) -> None:
        """Write the report to a file."""
        source = self._task.report_path

        def work(_progress: tasks.Progress) -> Path:
            with source.open("rb") as file:
                write_whole(path, lambda target: shutil.copyfileobj(file, target))
            return path

        tasks.run_long(
            self,
            work,
            _("Saving the report"),
            lambda saved: messages.toast(_("The report is in “{name}”.").format(name=saved.name)),
            lambda error: messages.show_error(self, error.sentence),
        )

    def undo(self) -> None:
        """Take the whole import back."""
        operation = self.report.operation
        if operation is None:
            return
        self.undo_button.setEnabled(False)
        shop = self._context.shop

        def undone(_changes: Changes[None]) -> None:
            self.accept()

        def refused(error: KnownError) -> None:
            self.undo_button.setEnabled(True)
            messages.show_error(self, error.sentence)

        tasks.run_change(self, lambda: journal.undo(shop, operation), undone, failed=refused)

    def done(self, result: int) -> None:
        """Close, and let the working copy of the report go."""
        super().done(result)
        self._task.close()
