"""The dialog for a follow-up: a new one for one customer or for many, or one that is changed.

Every screen opens it with `edit_reminder`, `new_reminder` or `add_reminders`; it reads what it needs itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCompleter, QWidget

from crm_desktop.domain.reminders.model import METHOD_NAMES, PRIORITY_NAMES, Method, Priority, Reminder
from crm_desktop.domain.reminders.validate import LONGEST_MINUTES, NOTES_LETTERS, SUBJECT_LETTERS
from crm_desktop.domain.staff import StaffMember
from crm_desktop.gui import messages, tasks
from crm_desktop.gui.common.customer_chooser import CustomerChooser
from crm_desktop.gui.common.date_edit import DateEdit
from crm_desktop.gui.common.dialog import FormDialog
from crm_desktop.gui.common.fields import (
    ChoiceField,
    DateField,
    LongTextField,
    NumberField,
    TextField,
    TimeField,
    WidgetField,
)
from crm_desktop.gui.common.labels import PlainLabel, muted
from crm_desktop.gui.common.rule_edit import RuleEdit
from crm_desktop.gui.common.staff_chooser import StaffChooser
from crm_desktop.services import reminders, staff
from crm_desktop.services.customers import get_customer
from crm_desktop.shared.errors import KnownError
from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop


@dataclass(frozen=True, slots=True)
class _Background:
    """What the dialog reads before it can be used."""

    reminder: Reminder
    people: list[StaffMember]
    subjects: list[str]
    do_not_contact: bool = False
    warning: str = ""


class ReminderEditor(FormDialog):
    """See the module.

    Args:
        parent: the window.
        shop: the open shop.
        reminder: what the form starts with; its id tells whether it is changed or new.
        customer_ids: a new one for each of these; empty for the one customer of `reminder`.
    """

    def __init__(
        self, parent: QWidget | None, shop: Shop, reminder: Reminder, customer_ids: Sequence[int] = ()
    ) -> None:
        new = reminder.id is None
        super().__init__(
            parent,
            _("New follow-up") if new else _("Follow-up"),
            _("Add") if new else _("Save"),
            width=600,
        )
        self.body.removeWidget(self.form)
        self._area = self.add_scrolled(self.form)
        self._shop, self._reminder, self._many = shop, reminder, tuple(customer_ids)
        self._note = PlainLabel("", tone="near", wrap=True)
        self._note.hide()
        self._build()
        self.form.load(self._loaded(reminder))
        self.form.changed.connect(self._follow)
        self.resize(620, 620)
        # What an existing follow-up holds comes before anything can be typed over it.
        self.form.setEnabled(new)
        tasks.run_query(self, self._read, self._show, key="read", failed=self._cannot_open)

    # -- building

    def _build(self) -> None:
        form = self.form
        if self._many:
            count = len(self._many)
            text = ngettext("For {count} customer", "For {count} customers", count).format(count=count)
            form.add_widget(PlainLabel(text, bold=True))
            hint = _("Those who do not want to be contacted are left out and counted.")
            form.add_widget(muted(hint, wrap=True))
        else:
            self.customer = CustomerChooser(self._shop)
            field = WidgetField(
                "customer_id",
                _("Customer"),
                self.customer,
                self.customer.value,
                lambda value: self.customer.set_customer(value, self._reminder.customer_name),
                own_fault=self.customer.fault,
                required=True,
            )
            self.customer.changed.connect(field.typed)
            form.row(field)
            form.add_widget(self._note)
        self.day = DateEdit(self._shop.clock)
        form.row(
            DateField("due_date", _("Date"), self.day, required=True),
            TimeField("due_time", _("Hour")),
            NumberField("minutes", _("Minutes"), low=0, high=LONGEST_MINUTES),
            stretch=(2, 1, 1),
        )
        self.subject = TextField(
            "subject", _("What about"), limit=SUBJECT_LETTERS, required=True, placeholder=_("A few words")
        )
        form.row(self.subject)
        form.row(
            ChoiceField("method", _("How"), [(one, _(name)) for one, name in METHOD_NAMES.items()]),
            ChoiceField("priority", _("Priority"), [(one, _(name)) for one, name in PRIORITY_NAMES.items()]),
            self._who(),
        )
        form.row(LongTextField("notes", _("Notes"), limit=NOTES_LETTERS, lines=3))
        self.rule = RuleEdit(self._shop.clock)
        rule = WidgetField(
            "rrule", _("Repetition"), self.rule, self.rule.rule, self._put_rule, own_fault=self.rule.fault
        )
        self.rule.changed.connect(rule.typed)
        form.row(rule)
        form.add_stretch()

    def _who(self) -> WidgetField:
        self.people = StaffChooser()
        field = WidgetField(
            "staff_id", _("Who does it"), self.people, self.people.value, self.people.set_value
        )
        self.people.chosen.connect(field.typed)
        return field

    def _put_rule(self, rule: Any) -> None:
        self.rule.set_rule(rule or "", self.day.value() or self._reminder.due_date)

    # -- loading

    def _read(self) -> _Background:
        reminder = self._reminder
        people = staff.list_staff(self._shop)
        subjects = reminders.subjects(self._shop)
        if reminder.id is not None:
            reminder = reminders.get(self._shop, reminder.id)
        if not reminder.customer_id:
            return _Background(reminder, people, subjects)
        customer = get_customer(self._shop, reminder.customer_id)
        reminder = replace(reminder, customer_name=customer.list_name)
        return _Background(reminder, people, subjects, customer.do_not_contact, customer.warning)

    def _show(self, found: _Background) -> None:
        self.people.set_staff(found.people)
        completer = QCompleter(found.subjects, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.subject.edit.setCompleter(completer)
        self._reminder = found.reminder
        for key, value in self._loaded(found.reminder).items():
            field = self.form.fields.get(key)
            if field is not None and not field.is_dirty():
                field.load(value)
        self.form.setEnabled(True)
        self._warn(found)
        self._go_to_first()

    def _go_to_first(self) -> None:
        if not self._many and self.customer.value() is None:
            self.customer.setFocus()
        else:
            self.subject.edit.setFocus()

    def _warn(self, found: _Background) -> None:
        if self._many:
            return
        said = [_("This customer does not want to be contacted.")] if found.do_not_contact else []
        said += [found.warning] if found.warning else []
        self._note.setText("\n".join(said))
        self._note.set_tone("late" if found.do_not_contact else "near")
        self._note.setVisible(bool(said))

    def _cannot_open(self, error: KnownError) -> None:
        messages.show_error(self, error.sentence)
        self.discard()

    @staticmethod
    def _loaded(reminder: Reminder) -> dict[str, Any]:
        return {
            "customer_id": reminder.customer_id or None,
            "due_date": reminder.due_date,
            "due_time": reminder.due_time,
            "minutes": reminder.minutes,
            "subject": reminder.subject,
            "method": reminder.method,
            "priority": reminder.priority,
            "staff_id": reminder.staff_id,
            "notes": reminder.notes,
            "rrule": reminder.rrule,
        }

    # -- while typing

    def _follow(self, key: str) -> None:
        """What is typed in one field changes what another offers."""
        if key == "due_date" and (day := self.day.value()) is not None:
            self.rule.set_day(day)
        if key == "rrule":  # what has just appeared is to be seen
            QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(self.rule))
        if key == "customer_id":
            self._note.hide()
            if (customer_id := self.customer.value()) is not None:
                tasks.run_query(
                    self, lambda: get_customer(self._shop, customer_id), self._customer_chosen, key="customer"
                )
                self.subject.edit.setFocus()

    def _customer_chosen(self, customer: Any) -> None:
        self._warn(_Background(self._reminder, [], [], customer.do_not_contact, customer.warning))

    # -- saving

    def submit(self, values: dict[str, Any]) -> None:
        """Save it, or add one for each of many customers."""
        values = dict(values)
        if self._many:
            template = replace(self._reminder, **values)
            tasks.run_change(
                self,
                lambda: reminders.add_for(self._shop, self._many, template),
                lambda _done: self.saved(),
                failed=self.failed,
            )
            return
        wanted = replace(self._reminder, **values)
        tasks.run_change(
            self, lambda: reminders.save(self._shop, wanted), lambda _done: self.saved(), failed=self.failed
        )


def blank(shop: Shop, customer_id: int = 0, day: date | None = None) -> Reminder:
    """Return what a new follow-up starts with: today, a call, by whoever is on duty."""
    return Reminder(
        customer_id=customer_id,
        due_date=day or shop.clock.today(),
        subject="",
        method=Method.CALL,
        priority=Priority.NORMAL,
        staff_id=shop.on_duty,
    )


def new_reminder(
    parent: QWidget | None, shop: Shop, customer_id: int = 0, day: date | None = None
) -> ReminderEditor:
    """Open the dialog for a new follow-up; without a customer, it begins with choosing one."""
    dialog = ReminderEditor(parent, shop, blank(shop, customer_id, day))
    dialog.open()
    return dialog


def edit_reminder(parent: QWidget | None, shop: Shop, reminder_id: int) -> ReminderEditor:
    """Open the dialog for a follow-up that is there."""
    dialog = ReminderEditor(parent, shop, replace(blank(shop), id=reminder_id))
    dialog.open()
    return dialog


def add_reminders(parent: QWidget | None, shop: Shop, customer_ids: Sequence[int]) -> ReminderEditor:
    """Open the dialog for the same follow-up for many customers (one: for that one)."""
    if len(customer_ids) == 1:
        return new_reminder(parent, shop, customer_ids[0])
    dialog = ReminderEditor(parent, shop, blank(shop), customer_ids)
    dialog.open()
    return dialog
