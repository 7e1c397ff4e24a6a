"""Ending a follow-up, or many at once: what came of it, a note, and the next one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.domain.customers import phones
from crm_desktop.domain.reminders.completion import (
    PROPOSED,
    RESULT_ORDER,
    Next,
    Outcome,
    next_follow_up,
    proposed_date,
)
from crm_desktop.domain.reminders.listing import ReminderRow
from crm_desktop.domain.reminders.model import RESULT_NAMES, Reminder, Result
from crm_desktop.domain.reminders.recurrence_words import rule_sentence
from crm_desktop.domain.reminders.scheduling import next_of_series
from crm_desktop.gui import messages, tasks
from crm_desktop.gui.common import when
from crm_desktop.gui.common.date_edit import DateEdit
from crm_desktop.gui.common.dialog import Dialog
from crm_desktop.gui.common.labels import PlainLabel, caption, card, muted
from crm_desktop.gui.common.result_buttons import ResultButtons
from crm_desktop.services import reminders
from crm_desktop.shared.errors import KnownError
from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from crm_desktop.services.changes import Changes
    from crm_desktop.services.shop import Shop


@dataclass(frozen=True, slots=True)
class _Read:
    reminder: Reminder
    row: ReminderRow


class NoteEdit(QPlainTextEdit):
    """A short note: Enter finishes it, Shift+Enter begins a new line.

    Signals:
        finished(): Enter was pressed.
    """

    finished = Signal()

    def __init__(self, lines: int = 3) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self._lines = lines
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(240, self.fontMetrics().lineSpacing() * self._lines + 20)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not (
            event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            self.finished.emit()
        else:
            super().keyPressEvent(event)


class CompleteDialog(Dialog):
    """Keys: 1 to 5 the result, then the note, Enter saves. Alt+1 to Alt+5 change the result from anywhere."""

    def __init__(
        self, parent: QWidget | None, shop: Shop, ids: Sequence[int], result: Result | None = None
    ) -> None:
        super().__init__(parent, _("What came of it?"), _("Save"), width=760)
        self._shop, self._ids = shop, tuple(ids)
        self._read: _Read | None = None
        self.about = PlainLabel("", wrap=True, selectable=True)
        self.phone = PlainLabel("", scale=1.2, bold=True, selectable=True)
        self.before = muted("", wrap=True)
        self.results = ResultButtons()
        self.fault = PlainLabel("", tone="late", wrap=True)
        self.note = NoteEdit()
        self.note.setAccessibleName(_("Note"))
        self.note.setPlaceholderText(_("What was said (optional). Enter saves."))
        self.again = QCheckBox()
        self.day = DateEdit(shop.clock)
        self.day.setAccessibleName(_("Date of the next follow-up"))
        self.series = PlainLabel("", tone="accent", wrap=True)
        self.end_series = QCheckBox(_("Do not repeat it any more"))
        self._build()
        self.results.chosen.connect(self._chosen)
        self.note.finished.connect(self.save_button.click)
        self.again.toggled.connect(self._show_next)
        for number, one in enumerate(RESULT_ORDER, start=1):
            QShortcut(QKeySequence(f"Alt+{number}"), self, lambda one=one: self.results.choose(one))
        self._show_next()
        self.results.setFocus()
        if len(self._ids) == 1:
            tasks.run_query(self, self._fetch, self._show, key="read", failed=self._cannot_open)
        else:
            count = len(self._ids)
            self.title.setText(
                ngettext("What came of {count}?", "What came of these {count}?", count).format(count=count)
            )
        if result is not None:
            self.results.choose(result)

    def _build(self) -> None:
        if len(self._ids) == 1:
            frame = card(kind="tile")
            inside = QVBoxLayout(frame)
            inside.setContentsMargins(12, 8, 12, 8)
            inside.setSpacing(4)
            for label in (self.phone, self.about, self.before):
                inside.addWidget(label)
            self.body.addWidget(frame)
        self.body.addWidget(self.results)
        self.fault.hide()
        self.body.addWidget(self.fault)
        self.body.addWidget(caption(_("Note")))
        self.body.addWidget(self.note)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.again)
        row.addWidget(self.day, 1)
        row.addStretch(1)
        self.body.addLayout(row)
        self.series.hide()
        self.end_series.hide()
        self.body.addWidget(self.series)
        self.body.addWidget(self.end_series)
        self.body.addStretch()

    # -- reading

    def _fetch(self) -> _Read:
        reminder = reminders.get(self._shop, self._ids[0])
        return _Read(reminder, reminders.rows(self._shop, self._ids)[0])

    def _show(self, found: _Read) -> None:
        self._read = found
        row, clock = found.row, self._shop.clock
        self.title.setText(row.customer_name)
        self.phone.setText(phones.display(row.phone, self._shop.profile.country) if row.phone else "")
        self.phone.setVisible(bool(row.phone))
        self.about.setText(row.subject if not row.notes else f"{row.subject}\n{row.notes}")
        said = [when.ago(row.last_contact, clock)] if row.last_contact else []
        said += [_(RESULT_NAMES[row.last_result])] if row.last_result else []
        said += [row.last_note] if row.last_note else []
        self.before.setText(_("Before: {what}").format(what=" · ".join(said)))
        self.before.setVisible(bool(said))
        if row.rrule:
            following = next_of_series(found.reminder, clock.today())
            sentence = _("{repetition}. It does not come again.")
            if following is not None:
                sentence = _("{repetition}. The next one comes by itself on {date}.")
            self.series.setText(
                sentence.format(
                    repetition=rule_sentence(row.rrule),
                    date=when.weekday_date(following.due_date, clock.today()) if following else "",
                )
            )
            self.series.show()
            self.end_series.setVisible(following is not None)
        # What was read needs more room than the empty dialog had.
        self.resize(self.size().expandedTo(self.sizeHint()))

    def _cannot_open(self, error: KnownError) -> None:
        messages.show_error(self, error.sentence)
        self.discard()

    # -- while choosing

    def _chosen(self, result: Result) -> None:
        self.fault.hide()
        self.day.set_value(proposed_date(result, self._shop.clock.today()))
        self.again.setChecked(self.day.value() is not None)
        self.end_series.setChecked(False)
        self._show_next()
        if PROPOSED[result] is Next.ASK_DATE:
            self.day.setFocus()
            self.day.selectAll()
        else:
            self.note.setFocus()

    def _show_next(self) -> None:
        result = self.results.value()
        kind = PROPOSED[result] if result else Next.NOTHING
        texts = {
            Next.NOTHING: _("Plan another follow-up"),
            Next.RETRY: _("Try again"),
            Next.ASK_DATE: _("Call again"),
            Next.ASK_NUMBER: _("Ask for the right number"),
        }
        self.again.setText(texts[kind])
        self.day.setEnabled(self.again.isChecked())
        if self.again.isChecked() and self.day.value() is None and not self.day.text():
            self.day.setFocus()

    def unsaved(self) -> bool:
        """Whether something was said that would be lost."""
        return bool(self.note.toPlainText().strip())

    # -- saving

    def save(self) -> None:
        """Check and save once."""
        result = self.results.value()
        if result is None:
            self._refuse(_("Choose what came of it, with the keys 1 to 5."))
            self.results.setFocus()
            return
        if self.again.isChecked() and self.day.value() is None:
            self._refuse(self.day.fault() or _("Type the date of the next follow-up."))
            self.day.setFocus()
            return
        if self.save_button.isEnabled():
            self.save_button.setEnabled(False)
            tasks.run_change(self, self._change_of(result), lambda _done: self.accept(), failed=self._failed)

    def _change_of(self, result: Result) -> Callable[[], Changes[Any]]:
        """Return the change that is asked for; it runs on the writer thread and touches no widget."""
        shop, ids, note = self._shop, self._ids, self.note.toPlainText()
        day = self.day.value() if self.again.isChecked() else None
        end = self.end_series.isChecked()
        if self._read is not None:
            following = next_follow_up(self._read.reminder, result, day) if day is not None else None
            return lambda: reminders.complete(shop, ids[0], result, note, following, end_series=end)
        outcomes = [Outcome(one, result, note, day, end) for one in ids]
        return lambda: reminders.complete_many(shop, outcomes)

    def _refuse(self, sentence: str) -> None:
        self.fault.setText(sentence)
        self.fault.show()

    def _failed(self, error: KnownError) -> None:
        self.save_button.setEnabled(True)
        self._refuse(error.sentence)
