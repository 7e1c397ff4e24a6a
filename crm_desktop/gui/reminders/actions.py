"""What can be done with follow-ups, one or many: the same from the list, the panel and the calendar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QWidget

from crm_desktop.domain.reminders.scheduling import MORNING, later_choices, move_choices
from crm_desktop.domain.staff import StaffMember
from crm_desktop.gui import icons, messages, tasks
from crm_desktop.gui.common import when
from crm_desktop.gui.common.complete_dialog import CompleteDialog
from crm_desktop.gui.common.date_edit import DateEdit
from crm_desktop.gui.common.dialog import FormDialog
from crm_desktop.gui.common.fields import DateField, TimeField
from crm_desktop.gui.common.reminder_editor import edit_reminder
from crm_desktop.gui.common.staff_chooser import dot
from crm_desktop.services import reminders
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.services.changes import Changes
    from crm_desktop.services.shop import Shop


class MomentDialog(FormDialog):
    """Another moment for "remind me later", or another date: understands "mañana", "lun", "+3d"."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        verb: str,
        shop: Shop,
        done: Callable[[date, time | None], None],
        *,
        with_hour: bool,
    ) -> None:
        super().__init__(parent, title, verb, width=360)
        self._done = done
        self.day = DateEdit(shop.clock)
        fields: list[Any] = [DateField("day", _("Date"), self.day, required=True)]
        if with_hour:
            fields.append(TimeField("hour", _("Hour")))
        self.form.row(*fields)
        self.form.load({"day": None, "hour": MORNING})
        self.day.setFocus()

    def submit(self, values: dict[str, Any]) -> None:
        """Hand the moment over and close."""
        self.saved()
        self._done(values["day"], values.get("hour"))

    def unsaved(self) -> bool:
        """A date is typed again in a second."""
        return False


class ReminderActions(QObject):
    """Runs changes for a page.

    Args:
        page: the widget that asks, and over which menus appear.
        shop: the open shop.
        people: returns the people of the shop, as the page knows them.
    """

    def __init__(self, page: QWidget, shop: Shop, people: Callable[[], Sequence[StaffMember]]) -> None:
        super().__init__(page)
        self._page, self._shop, self._people = page, shop, people

    def now(self) -> datetime:
        """Return the instant (UTC)."""
        return self._shop.clock.now()

    # -- at once

    def run(self, change: Callable[[], Changes[Any]]) -> None:
        """Write a change; what happened is told at the bottom of the window, even when it was nothing."""
        tasks.run_change(self._page, change, self._told)

    @staticmethod
    def _told(changes: Changes[Any]) -> None:
        if changes.operation is None and not changes.sentence:
            messages.toast(_("Nothing had to be changed."))

    def complete(self, ids: Sequence[int]) -> None:
        """Ask what came of them."""
        if ids:
            CompleteDialog(self._page.window(), self._shop, ids).open()

    def edit(self, reminder_id: int) -> None:
        """Open one."""
        edit_reminder(self._page.window(), self._shop, reminder_id)

    def cancel(self, ids: Sequence[int]) -> None:
        """Cancel them; it can be undone."""
        if ids:
            self.run(lambda: reminders.cancel(self._shop, ids))

    def skip(self, ids: Sequence[int]) -> None:
        """Leave this time of a series out."""
        if ids:
            self.run(lambda: reminders.skip(self._shop, ids))

    def wake(self, ids: Sequence[int]) -> None:
        """Show them again now."""
        if ids:
            self.run(lambda: reminders.wake(self._shop, ids))

    # -- menus

    def later(self, ids: Sequence[int], at: QPoint) -> None:
        """Offer moments for "remind me later"."""
        menu = self._menu()
        clock = self._shop.clock
        today = clock.today()
        for number, choice in enumerate(later_choices(clock.local(clock.now())), start=1):
            shown = when.hour(choice.moment.time())
            if choice.moment.date() != today:
                shown = f"{when.weekday_date(choice.moment.date(), today)}, {shown}"
            self._add(menu, number, choice.words, shown, partial(self._snooze, ids, choice.moment))
        menu.addSeparator()
        self._add(menu, 0, _("Another moment…"), "", lambda: self._ask_later(ids))
        self._show(menu, ids, at)

    def _snooze(self, ids: Sequence[int], moment: datetime) -> None:
        self.run(lambda: reminders.snooze(self._shop, ids, moment))

    def _ask_later(self, ids: Sequence[int]) -> None:
        zone = self._shop.clock.local(self._shop.clock.now()).tzinfo

        def done(day: date, hour: time | None) -> None:
            self._snooze(ids, datetime.combine(day, hour or MORNING, tzinfo=zone))

        MomentDialog(
            self._page.window(), _("Remind me later"), _("Put off"), self._shop, done, with_hour=True
        ).open()

    def move(self, ids: Sequence[int], at: QPoint) -> None:
        """Offer other dates."""
        menu = self._menu()
        today = self._shop.clock.today()
        for number, choice in enumerate(move_choices(today), start=1):
            shown = when.weekday_date(choice.day, today)
            self._add(menu, number, choice.words, shown, partial(self.move_to, ids, choice.day))
        menu.addSeparator()
        self._add(menu, 0, _("Another date…"), "", lambda: self._ask_date(ids))
        self._show(menu, ids, at)

    def move_to(self, ids: Sequence[int], day: date) -> None:
        """Give them another date."""
        if ids:
            self.run(lambda: reminders.move(self._shop, ids, day))

    def _ask_date(self, ids: Sequence[int]) -> None:
        MomentDialog(
            self._page.window(),
            _("Another date"),
            _("Move"),
            self._shop,
            lambda day, _hour: self.move_to(ids, day),
            with_hour=False,
        ).open()

    def reassign(self, ids: Sequence[int], at: QPoint) -> None:
        """Offer the people of the shop."""
        menu = self._menu()
        for number, member in enumerate(self._people(), start=1):
            action = self._add(menu, number, member.name, "", partial(self._give, ids, member.id))
            action.setIcon(dot(member.colour))
        menu.addSeparator()
        self._add(menu, 0, _("Nobody in particular"), "", lambda: self._give(ids, None))
        self._show(menu, ids, at)

    def _give(self, ids: Sequence[int], staff_id: int | None) -> None:
        self.run(lambda: reminders.reassign(self._shop, ids, staff_id))

    def _menu(self) -> QMenu:
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    @staticmethod
    def _add(
        menu: QMenu, number: int, text: str, detail: str, act: Callable[[], None], icon: QIcon | None = None
    ) -> QAction:
        """Add a line; its number is its key."""
        plain = text.replace("&", "&&")
        shown = f"&{number}   {plain}" if 0 < number < 10 else plain
        action = QAction(f"{shown}\t{detail}" if detail else shown, menu)
        if icon is not None:
            action.setIcon(icon)
        action.triggered.connect(lambda _on=False: act())
        menu.addAction(action)
        return action

    @staticmethod
    def _show(menu: QMenu, ids: Sequence[int], at: QPoint) -> None:
        if ids:
            menu.popup(at)
            menu.setActiveAction(menu.actions()[0])

    # -- everything in one menu

    def context_menu(self, ids: Sequence[int], at: QPoint, *, repeats: bool, hidden: bool) -> None:
        """Show all that can be done with these follow-ups."""
        menu = self._menu()
        lines: list[tuple[str, str, str, Callable[[], None]]] = [
            ("circle-check", _("Complete…"), _("Enter"), lambda: self.complete(ids)),
            ("alarm-clock", _("Remind me later…"), "Z", lambda: self.later(ids, at)),
            ("calendar", _("Another date…"), "M", lambda: self.move(ids, at)),
            ("user", _("Give to…"), "R", lambda: self.reassign(ids, at)),
        ]
        if len(ids) == 1:
            lines.append(("pencil", _("Edit…"), "F2", lambda: self.edit(ids[0])))
        if hidden:
            lines.append(("bell", _("Show it now"), "", lambda: self.wake(ids)))
        if repeats:
            lines.append(("arrow-right", _("Leave it out this time"), "S", lambda: self.skip(ids)))
        for icon, text, key, act in lines:
            self._add(menu, 0, text, key, act, icons.icon(icon, "muted"))
        menu.addSeparator()
        cancel = self._add(menu, 0, _("Cancel the follow-up"), _("Del"), lambda: self.cancel(ids))
        cancel.setIcon(icons.icon("x", "late"))
        if ids:
            menu.popup(at)
