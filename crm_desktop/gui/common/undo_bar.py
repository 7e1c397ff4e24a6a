"""The bottom of the window: what just happened, with Undo; long work, with Cancel; the counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from crm_desktop.gui.common.labels import ElidedLabel, Link, PlainLabel
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.gui.tasks import Progress

SHOWN_MS = 10_000
LOOK_MS = 100


class UndoBar(QWidget):
    """One line, always there, so that nothing jumps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 16, 0)
        row.setSpacing(8)
        self.sentence = ElidedLabel("", tone="muted")
        self.sentence.setMaximumWidth(900)
        self.undo_button = Link(_("Undo"), icon="undo-2")
        self.undo_button.setToolTip(_("Undo (Ctrl+Z)"))
        self.undo_button.clicked.connect(self._act)
        self.work = PlainLabel("")
        self.line = QProgressBar()
        self.line.setTextVisible(False)
        self.line.setFixedWidth(180)
        self.cancel_button = Link(_("Cancel"))
        self.cancel_button.clicked.connect(self._cancel)
        self.counts = PlainLabel("", tone="muted")
        row.addWidget(self.sentence)
        row.addWidget(self.undo_button)
        row.addStretch(1)
        for widget in (self.work, self.line, self.cancel_button):
            row.addWidget(widget)
            widget.hide()
        row.addSpacing(8)
        row.addWidget(self.counts)
        self.undo_button.hide()
        self._action: Callable[[], None] | None = None
        self._works: list[Progress] = []
        self._fade = QTimer(self)
        self._fade.setSingleShot(True)
        self._fade.setInterval(SHOWN_MS)
        self._fade.timeout.connect(self.clear)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._show_work)

    # -- what just happened

    def tell(self, sentence: str, action: Callable[[], None] | None = None, action_text: str = "") -> None:
        """Show what just happened for ten seconds, with at most one action ("Undo" by default)."""
        self.sentence.setText(sentence)
        self._action = action
        self.undo_button.set_text(action_text or _("Undo"))
        self.undo_button.setVisible(action is not None)
        self._fade.start()

    def clear(self) -> None:
        """Forget what happened."""
        self.sentence.setText("")
        self._action = None
        self.undo_button.hide()

    def _act(self) -> None:
        action = self._action
        self.clear()
        if action is not None:
            action()

    # -- long work

    def watch(self, progress: Progress) -> None:
        """Show how far a long piece of work is, until it is finished."""
        self._works.append(progress)
        self.cancel_button.setEnabled(True)
        self._show_work()
        self._look.start()

    def _show_work(self) -> None:
        self._works = [work for work in self._works if not work.finished]
        shown = bool(self._works)
        for widget in (self.work, self.line, self.cancel_button):
            widget.setVisible(shown)
        if not shown:
            self._look.stop()
            return
        work = self._works[0]
        self.work.setText(_("Stopping…") if work.cancelled() else work.title)
        self.line.setAccessibleName(work.title)
        if work.total > 0:
            self.line.setRange(0, 1000)
            self.line.setValue(round(1000 * min(work.done, work.total) / work.total))
        else:
            self.line.setRange(0, 0)

    def _cancel(self) -> None:
        if self._works:
            self._works[0].cancel()
            self.cancel_button.setEnabled(False)
            self._show_work()
