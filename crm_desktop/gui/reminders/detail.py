"""The panel beside the list: the current follow-up, or how many are selected, and what to do with them."""

from __future__ import annotations

from functools import partial
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from crm_desktop.domain.reminders.listing import ReminderRow
from crm_desktop.domain.reminders.model import METHOD_NAMES, RESULT_NAMES, Priority, ReminderState
from crm_desktop.domain.reminders.recurrence_words import rule_sentence
from crm_desktop.gui.common import when
from crm_desktop.gui.common.detail_card import DetailCard
from crm_desktop.gui.common.labels import (
    Chip,
    Link,
    PlainLabel,
    button,
    caption,
    card,
    muted,
    rule,
)
from crm_desktop.gui.reminders.columns import Words
from crm_desktop.shared.i18n import _, ngettext, pgettext

# name of the action, icon, text, key, kind of button
_BUTTONS: tuple[tuple[str, str, Literal["", "primary"]], ...] = (
    ("complete", "circle-check", "primary"),
    ("later", "alarm-clock", ""),
    ("move", "calendar", ""),
    ("reassign", "user", ""),
    ("edit", "pencil", ""),
    ("cancel", "x", ""),
)


def _texts() -> dict[str, tuple[str, str]]:
    """Return the word and the key of each action."""
    return {
        "complete": (_("Complete"), _("Enter")),
        "later": (_("Later"), "Z"),
        "move": (_("Move"), "M"),
        "reassign": (_("Give to"), "R"),
        "edit": (_("Edit"), "F2"),
        "cancel": (_("Cancel it"), _("Del")),
    }


_WHOLE_LINE = {"complete", "cancel"}
BESIDE, GAP, SIDES = 52, 8, 42  # logical pixels: beside a button's words, between two, at both sides


class DetailPanel(DetailCard):
    """Shows one row or a count.

    Signals:
        asked(str): a button was pressed: "complete", "later", "move", "reassign", "edit", "cancel", "wake".
        customer_asked(int): open this customer's file.
    """

    asked = Signal(str)
    customer_asked = Signal(int)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._words = words
        self._row: ReminderRow | None = None
        self.setMinimumWidth(300)
        self._build()
        self._actions = QWidget()
        self.add_below(self._actions)
        self._build_buttons()
        self.show_nothing()

    # -- building

    def _build(self) -> None:
        column = self.inside
        self.phone = PlainLabel("", scale=1.2, bold=True, selectable=True)
        self.open_file = Link(pgettext("customer", "Open the file"), icon="contact")
        self.open_file.clicked.connect(self._ask_file)
        line = QHBoxLayout()
        line.addWidget(self.phone)
        line.addStretch()
        line.addWidget(self.open_file)
        column.addLayout(line)
        self.warning = card(kind="note")
        inner = QHBoxLayout(self.warning)
        inner.setContentsMargins(10, 8, 10, 8)
        self.warning_text = PlainLabel("", wrap=True, tone="near")
        inner.addWidget(self.warning_text)
        column.addWidget(self.warning)
        column.addSpacing(4)
        column.addWidget(rule())
        column.addSpacing(4)
        self.subject = PlainLabel("", scale=1.1, bold=True, wrap=True, selectable=True)
        self.when_ = muted("", wrap=True)
        self.repeats = PlainLabel("", tone="accent", wrap=True)
        self.notes = PlainLabel("", wrap=True, selectable=True)
        for label in (self.subject, self.when_, self.repeats, self.notes):
            column.addWidget(label)
        column.addSpacing(6)
        self.before_title = caption(_("LAST CONTACT"))
        self.before = PlainLabel("", wrap=True)
        self.before_note = PlainLabel("", tone="muted", wrap=True, selectable=True)
        for label in (self.before_title, self.before, self.before_note):
            column.addWidget(label)
        self.wake = Link(_("Show it now"), icon="bell")
        self.wake.clicked.connect(lambda: self.asked.emit("wake"))
        column.addWidget(self.wake)
        column.addStretch()

    def _build_buttons(self) -> None:
        grid = QGridLayout(self._actions)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        self.buttons: dict[str, QPushButton] = {}
        for number, (name, icon, kind) in enumerate(_BUTTONS):
            text, key = _texts()[name]
            made = button(_("{action}  ({key})").format(action=text, key=key), icon, kind)
            made.setToolTip(_("{action}: key {key}").format(action=text, key=key))
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.clicked.connect(partial(self.asked.emit, name))
            self.buttons[name] = made
            if number == 0:
                grid.addWidget(made, 0, 0, 1, 2)
            else:
                grid.addWidget(made, 1 + (number - 1) // 2, (number - 1) % 2)
        last = len(_BUTTONS) - 1
        if last % 2:
            grid.addWidget(self.buttons[_BUTTONS[last][0]], 1 + (last - 1) // 2, 0, 1, 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_words()

    def _fit_words(self) -> None:
        """Buttons without room for their keys say only what they do; their tool tips have the keys."""
        metrics, words = self.fontMetrics(), _texts()
        said = {
            name: _("{action}  ({key})").format(action=text, key=key) for name, (text, key) in words.items()
        }
        halves = [name for name in words if name not in _WHOLE_LINE]
        needed = max(metrics.horizontalAdvance(said[name]) for name in halves) + BESIDE
        roomy = needed * 2 + GAP <= self.width() - SIDES
        for name, made in self.buttons.items():
            text = f"  {said[name] if roomy or name in _WHOLE_LINE else words[name][0]}"
            if made.text() != text:
                made.setText(text)

    def _ask_file(self) -> None:
        if self._row is not None:
            self.customer_asked.emit(self._row.customer_id)

    # -- showing

    def show_nothing(self) -> None:
        """No follow-up is current."""
        self._row = None
        self.show_chosen(False)

    def show_many(self, count: int) -> None:
        """Several are selected: the buttons do it for all of them."""
        self._row = None
        self._hide_parts()
        self.name.setText(
            ngettext("{count} follow-up selected", "{count} follow-ups selected", count).format(count=count)
        )
        self.when_.setText(_("What you do now is done for all of them, and can be undone in one go."))
        self.when_.show()
        self.show_chosen(True)
        self._show_buttons(open_=True, one=False)

    def show_row(self, row: ReminderRow) -> None:
        """Show one."""
        self._row = row
        self._hide_parts()
        clock = self._words.clock
        self.name.setText(row.customer_name)
        self._fill_chips(row)
        self.phone.setText(self._words.phone(row) or _("No telephone"))
        self.phone.set_tone("" if row.phone else "muted")
        self.phone.show()
        self.open_file.show()
        self.warning_text.setText(row.warning)
        self.warning.setVisible(bool(row.warning))
        self.subject.setText(row.subject)
        self.subject.show()
        said = [when.long_date(row.due_date)]
        said += [when.hour(row.due_time)] if row.due_time else []
        said += [_(METHOD_NAMES[row.method])]
        self.when_.setText(" · ".join(said))
        self.when_.show()
        self.repeats.setText(rule_sentence(row.rrule))
        self.repeats.setVisible(bool(row.rrule))
        self.notes.setText(row.notes)
        self.notes.setVisible(bool(row.notes))
        self.before_title.show()
        before = [when.ago(row.last_contact, clock)] if row.last_contact else [_("There has been none yet.")]
        before += [_(RESULT_NAMES[row.last_result])] if row.last_result else []
        self.before.setText(" · ".join(before))
        self.before.show()
        self.before_note.setText(row.last_note)
        self.before_note.setVisible(bool(row.last_note))
        self.wake.setVisible(self._is_hidden(row))
        self.show_chosen(True)
        self._show_buttons(open_=row.state is ReminderState.OPEN, one=True)

    def _is_hidden(self, row: ReminderRow) -> bool:
        return row.snoozed_until is not None and row.snoozed_until > self._words.clock.now()

    def _hide_parts(self) -> None:
        for widget in (
            self.chip_row, self.phone, self.open_file, self.warning, self.subject, self.when_, self.repeats,
            self.notes, self.before_title, self.before, self.before_note, self.wake,
        ):  # fmt: skip
            widget.hide()

    def _show_buttons(self, *, open_: bool, one: bool) -> None:
        self._actions.setVisible(open_)
        self.buttons["edit"].setEnabled(one)

    def _fill_chips(self, row: ReminderRow) -> None:
        self.chips.clear()
        today = self._words.clock.today()
        if row.state is ReminderState.DONE and row.result is not None:
            self.chips.addWidget(Chip(_(RESULT_NAMES[row.result]), "done"))
        elif row.state is ReminderState.CANCELLED:
            self.chips.addWidget(Chip(pgettext("follow-up", "Cancelled")))
        elif row.due_date < today:
            self.chips.addWidget(Chip(when.due(row.due_date, today), "late"))
        if row.do_not_contact:
            self.chips.addWidget(Chip(_("Do not contact"), "late"))
        if row.priority is Priority.HIGH:
            self.chips.addWidget(Chip(_("Urgent"), "near"))
        if self._is_hidden(row) and row.snoozed_until is not None:
            local = self._words.clock.local(row.snoozed_until)
            text = _("Later: {day}, {hour}").format(
                day=when.short_date(local.date(), today), hour=when.hour(local.time())
            )
            self.chips.addWidget(Chip(text, "accent"))
        member = self._words.people.get(row.staff_id) if row.staff_id is not None else None
        self.chips.addWidget(Chip(member.name if member else _("Nobody in particular")))
        self.chip_row.setVisible(self.chips.count() > 0)
