"""The last step of the import: what to do, and what would happen, tried without writing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from crm_desktop.gui import tasks
from crm_desktop.gui.common.labels import PlainLabel, caption, card, muted
from crm_desktop.gui.customers.import_wizard_tables import FindingsModel, findings_table
from crm_desktop.services.imports_report import Finding, ImportReport
from crm_desktop.shared.formats import number
from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from crm_desktop.gui.customers.import_kinds import ImportKind
    from crm_desktop.gui.tasks import Progress
    from crm_desktop.shared.errors import KnownError

LOOK_MS = 100
Try = Callable[[Any, "Progress"], ImportReport]


class Counts(QWidget):
    """Four figures: new, updated, nothing new, rejected.

    Args:
        titles: what each of them counts, by its name in the report.
        locale: of the shop.
    """

    def __init__(self, titles: dict[str, str], locale: str) -> None:
        super().__init__()
        self._locale = locale
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.figures: dict[str, PlainLabel] = {}
        for key, text in titles.items():
            tile = card(kind="tile")
            column = QVBoxLayout(tile)
            column.setContentsMargins(12, 8, 12, 8)
            column.setSpacing(0)
            self.figures[key] = PlainLabel("–", scale=1.5, bold=True)
            column.addWidget(self.figures[key])
            column.addWidget(muted(text))
            row.addWidget(tile, 1)

    def show_report(self, report: ImportReport | None) -> None:
        """Show the figures of a report; without one, dashes."""
        for key, label in self.figures.items():
            label.setText("–" if report is None else number(getattr(report, key), self._locale))
        rejected = report is not None and report.rejected > 0
        self.figures["rejected"].set_tone("late" if rejected else "")


def findings_sentence(report: ImportReport, locale: str) -> str:
    """Return what stands over the table of what is said of rows."""
    said = report.rejected + report.remarks.total
    if not said:
        return _("There is nothing to say of any row.")
    sentence = ngettext("Something is said of {count} row:", "What is said of rows ({count}):", said)
    return sentence.format(count=number(said, locale))


class CheckStep(QWidget):
    """Ask what to do, try the import, and show what would come of it.

    Args:
        kind: what is imported.
        locale: of the shop.

    Signals:
        tried(): a report is there, or the trial failed.
    """

    tried = Signal()

    def __init__(self, kind: ImportKind, locale: str) -> None:
        super().__init__()
        self._locale = locale
        self._try: Try | None = None
        self.report: ImportReport | None = None
        self._progress: Progress | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        words = kind.words
        column.addWidget(caption(words.question))
        shown, self.mode = kind.choices(self._start)
        column.addWidget(shown)
        column.addWidget(muted(words.hint, wrap=True))
        column.addSpacing(4)
        self.heading = caption(_("What will happen"))
        column.addWidget(self.heading)
        self.counts = Counts(words.counts, locale)
        column.addWidget(self.counts)
        self.line = QProgressBar()
        self.line.setTextVisible(False)
        self.line.setAccessibleName(_("Trying the import"))
        column.addWidget(self.line)
        self.sentence = muted("", wrap=True)
        column.addWidget(self.sentence)
        self.model = FindingsModel()
        self.table = findings_table(self.model)
        self.frame = card()
        inside = QVBoxLayout(self.frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        column.addWidget(self.frame, 1)
        column.addStretch()
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._show_progress)

    def start(self, try_it: Try) -> None:
        """Try an import with what is chosen, and again whenever something else is.

        Args:
            try_it: (what is chosen, progress) imports without keeping anything; on the writer's thread.
        """
        self._try = try_it
        self._start()

    def _start(self) -> None:
        self.stop()
        try_it, choice = self._try, self.mode.value()
        if try_it is None:
            return
        self.report = None
        self.counts.show_report(None)
        self._show_findings((), ())
        self.sentence.set_tone("muted")
        self.sentence.setText(_("Trying what would happen; nothing is written yet."))
        self.line.setRange(0, 0)
        self.line.show()
        self._progress = started = tasks.run_long(
            self,
            lambda progress: try_it(choice, progress),
            _("Trying the import"),
            lambda report: self._show(report, started),
            failed=lambda error: self._failed(error, started),
        )
        self._look.start()

    def stop(self) -> None:
        """Give the trial up."""
        self._look.stop()
        if self._progress is not None:
            self._progress.cancel()
            self._progress = None

    def _show_progress(self) -> None:
        if self._progress is not None and self._progress.total:
            self.line.setRange(0, 1000)
            done = min(self._progress.done, self._progress.total)
            self.line.setValue(round(1000 * done / self._progress.total))

    def _show(self, report: ImportReport, started: Progress) -> None:
        if started is not self._progress:
            return
        self._ended()
        self.report = report
        self.counts.show_report(report)
        self.sentence.setText(findings_sentence(report, self._locale))
        self._show_findings(report.rejections, report.remarks)
        self.tried.emit()

    def _show_findings(self, rejections: Sequence[Finding], remarks: Sequence[Finding]) -> None:
        """Show what is said of rows; a table without any is not there."""
        self.model.show_findings(rejections, remarks)
        self.frame.setVisible(bool(rejections or remarks))

    def _failed(self, error: KnownError, started: Progress) -> None:
        if started is not self._progress:
            return
        self._ended()
        if error.sentence:
            self.sentence.set_tone("late")
            self.sentence.setText(error.sentence)
        self.tried.emit()

    def _ended(self) -> None:
        self._look.stop()
        self._progress = None
        self.line.hide()
