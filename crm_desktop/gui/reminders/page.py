"""The screen of the follow-ups: the views, the list beside the current one, the calendar, and the paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QToolButton, QVBoxLayout

from crm_desktop.domain.reminders.listing import Counts
from crm_desktop.gui import events, icons, tasks, theme
from crm_desktop.gui.common.labels import button
from crm_desktop.gui.common.reminder_editor import new_reminder
from crm_desktop.gui.common.screen import Context, Screen
from crm_desktop.gui.common.split_view import SplitView
from crm_desktop.gui.reminders import keys
from crm_desktop.gui.reminders.actions import ReminderActions
from crm_desktop.gui.reminders.calendar_panel import CalendarPanel
from crm_desktop.gui.reminders.columns import Words
from crm_desktop.gui.reminders.detail import DetailPanel
from crm_desktop.gui.reminders.keys import ListKeys
from crm_desktop.gui.reminders.list_panel import ReminderList
from crm_desktop.gui.reminders.view_bar import Shown, ViewBar
from crm_desktop.services import reminders, staff
from crm_desktop.shared.i18n import _, pgettext

if TYPE_CHECKING:
    from datetime import date

    from crm_desktop.domain.staff import StaffMember

_WATCHED = ("reminders", "customers", "interactions", "notes", "tags")


MINUTE_MS = 60_000  # how often what was put off is looked for
# Logical pixels from which on a button shows its words, not only its icon.
GAP = 8  # logical pixels between the buttons of the bar
BESIDE, ICON_ONLY = 46, 44  # of a button: what stands beside its words; its width without them


class RemindersPage(Screen):
    """See the module.

    Targets of `open_target`: a view ("today", "overdue", "week", "people", "month", "all"), "new", "print",
    "results", ("new", customer id), or a follow-up's id.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.shop = context.shop
        self.words = Words(self.shop.clock, self.shop.profile.country)
        self._people: Sequence[StaffMember] = ()
        self.actions_ = ReminderActions(self, self.shop, lambda: [p for p in self._people if p.active])
        self.views = ViewBar()
        self.list = ReminderList(context, self.words)
        self.detail = DetailPanel(self.words)
        self.calendar = CalendarPanel(context, self.words)
        self.list_keys = ListKeys(self.list.table, self.actions_)
        self.day_keys = ListKeys(self.calendar.table, self.actions_)
        self._lay_out()
        self._connect()
        self._bind()
        remembered = context.state.text("reminders.view", Shown.TODAY)
        self.show_view(Shown(remembered) if remembered in set(Shown) else Shown.TODAY)
        self._read_people()
        self._read_counts()
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self.look_again)
        self._minute.start()

    # -- building

    def _lay_out(self) -> None:
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        top = QHBoxLayout()
        top.setSpacing(GAP)
        top.addWidget(self.views, 1)
        self.results_button = button(_("Type in results…"), "list-checks")
        self.results_button.setToolTip(_("From a printed list, number by number (Ctrl+R)"))
        self.print_button = button(_("Print the list…"), "printer")
        self.print_button.setToolTip(_("The follow-up list on paper (Ctrl+P)"))
        self.new_button = button(_("New follow-up"), "plus", "primary")
        self.new_button.setToolTip(_("Ctrl+N"))
        self.more_button = QToolButton()
        self.more_button.setIcon(icons.icon("ellipsis-vertical", "muted"))
        self.more_button.setToolTip(_("More"))
        self.more_button.setAccessibleName(_("More"))
        for widget in (self.results_button, self.print_button, self.new_button, self.more_button):
            top.addWidget(widget)
        self._long_texts = {
            one: one.text() for one in (self.print_button, self.results_button, self.new_button)
        }
        for one in self._long_texts:
            one.setMinimumWidth(44)  # room for the icon: a window may become narrower than its words
        column.addLayout(top)
        split = SplitView(self.list, self.detail, state=self.context.state, name="reminders", share=70)
        self.list.setMinimumWidth(300)
        self.stack = QStackedWidget()
        self.stack.addWidget(split)
        self.stack.addWidget(self.calendar)
        column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.views.chosen.connect(self.show_view)
        self.new_button.clicked.connect(lambda _on=False: self.plan())
        self.print_button.clicked.connect(self.print_)
        self.results_button.clicked.connect(self.type_results)
        self.more_button.clicked.connect(self._more)
        table = self.list.table
        table.total_changed.connect(lambda total: self.detail.setVisible(total > 0))
        table.current_changed.connect(lambda _id: self._show_current())
        table.selection_count_changed.connect(lambda _count: self._show_current())
        table.paged.dataChanged.connect(lambda *_where: self._show_current())
        self.list.new_asked.connect(self.plan)
        self.list.overdue_asked.connect(lambda: self.show_view(Shown.OVERDUE))
        self.detail.asked.connect(self._asked)
        self.detail.customer_asked.connect(lambda customer: self.context.go("customers", customer))
        self.calendar.new_asked.connect(self.plan)
        events.on_change(self, _WATCHED, lambda _changes: self._reload())
        events.on_change(self, ("staff",), lambda _changes: self._read_people())

    def _bind(self) -> None:
        for number, shown in enumerate(Shown, start=1):
            self._key(f"Alt+{number}", partial(self.show_view, shown))
        self._key("Ctrl+R", self.type_results)

    def _key(self, sequence: str, act: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(sequence), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    # -- views

    def show_view(self, shown: Shown) -> None:
        """Show one of the views and remember it."""
        self.context.state.put("reminders.view", shown.value)
        self.views.show_view(shown)
        self.shown = shown
        if shown is Shown.MONTH:
            self.stack.setCurrentWidget(self.calendar)
            self.calendar.reload()
            self.calendar.month.setFocus()
        else:
            self.stack.setCurrentIndex(0)
            self.list.set_view(shown)
            self.list.table.setFocus()

    def _reload(self) -> None:
        if self.shown is Shown.MONTH:
            self.calendar.refresh()
        else:
            self.list.refresh()
        self._read_counts()

    def look_again(self) -> None:
        """A minute has passed: what was put off may be due again, another day may have begun."""
        if self.isVisible():
            self._reload()

    def _read_counts(self) -> None:
        tasks.run_query(self, lambda: reminders.counts(self.shop), self._show_counts, key="counts")

    def _show_counts(self, counts: Counts) -> None:
        self.views.show_counts(counts)
        self._fit_words()
        self.list.show_late(counts.overdue)

    def _read_people(self) -> None:
        tasks.run_query(
            self, lambda: staff.list_staff(self.shop, active_only=False), self._show_people, key="people"
        )

    def _show_people(self, people: Sequence[StaffMember]) -> None:
        self._people = people
        self.words.people = {member.id: member for member in people if member.id is not None}
        self.list.show_people(people)
        self.calendar.show_people(people)
        self._reload()

    # -- the panel

    def _show_current(self) -> None:
        count = self.list.table.selected_count()
        row = self.list_keys.current_row()
        if count > 1:
            self.detail.show_many(count)
        elif row is not None:
            self.detail.show_row(row)
        else:
            self.detail.show_nothing()

    def _asked(self, name: str) -> None:
        pressed = self.detail.buttons.get(name)
        at = pressed.mapToGlobal(QPoint(0, pressed.height())) if pressed is not None else None
        self.list_keys.run(name, at)

    # -- what is done

    def plan(self, day: date | None = None, customer_id: int = 0) -> None:
        """Plan a follow-up."""
        new_reminder(self.window(), self.shop, customer_id, day)

    def type_results(self) -> None:
        """Type in what was ticked on a printed list."""
        from crm_desktop.gui.reminders.results_dialog import ResultsDialog

        dialog = ResultsDialog(self.window(), self.shop)
        dialog.print_asked.connect(self.print_)
        dialog.open()

    def _more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        export = menu.addAction(icons.icon("file-down", "muted"), _("Save as a calendar file (iCalendar)…"))
        export.triggered.connect(self.export)
        menu.popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

    def export(self) -> None:
        """Save the follow-ups of the view as a calendar file."""
        from crm_desktop.gui.reminders.export import export_calendar

        wanted = self.list.wanted() if self.shown is not Shown.MONTH else None
        export_calendar(self, self.shop, replace(wanted, limit=0) if wanted else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_words()

    def _fit_words(self) -> None:
        """Buttons give up their words before the views need a second line: results, print, then the new."""
        texts = self._long_texts
        margins = self._column.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self.views.wide()
        room -= self.more_button.sizeHint().width() + 4 * GAP
        new, short = texts[self.new_button], "  " + pgettext("follow-up", "New")
        ways = ((new, True, True), (new, True, False), (new, False, False), (short, False, False))
        text, print_, results = next((way for way in ways if self._width(*way) <= room), ways[-1])
        for one, shown in (
            (self.new_button, text),
            (self.print_button, texts[self.print_button] if print_ else ""),
            (self.results_button, texts[self.results_button] if results else ""),
        ):
            if one.text() != shown:
                one.setText(shown)

    def _width(self, new: str, print_: bool, results: bool) -> int:
        """Return how wide the three buttons are, in pixels: with these words, or with icons only."""
        bold = QFontMetrics(theme.scaled_font(bold=True))
        plain, wide = self.print_button.fontMetrics(), bold.horizontalAdvance(new) + BESIDE
        for one, shown in ((self.print_button, print_), (self.results_button, results)):
            wide += plain.horizontalAdvance(self._long_texts[one]) + BESIDE if shown else ICON_ONLY
        return wide

    # -- what the window asks

    def activate(self) -> None:
        """The list is what is used first; another day may have begun meanwhile."""
        self._reload()
        if self.shown is Shown.MONTH:
            self.calendar.month.setFocus()
        else:
            self.list.table.setFocus()

    def open_target(self, target: object) -> None:
        """Show a view or a follow-up, or begin something."""
        if isinstance(target, str) and target in set(Shown):
            self.show_view(Shown(target))
        elif target == "new":
            self.plan()
        elif target == "print":
            self.print_()
        elif target == "results":
            self.type_results()
        elif isinstance(target, tuple) and len(target) == 2 and target[0] == "new":
            self.plan(customer_id=int(target[1]))
        elif isinstance(target, int):
            self.actions_.edit(target)

    def focus_search(self) -> None:
        """Ctrl+F."""
        if self.shown is Shown.MONTH:
            self.show_view(Shown.ALL)
        self.list.search.setFocus()
        self.list.search.selectAll()

    def new(self) -> bool:
        """Ctrl+N."""
        day = self.calendar.month.day() if self.shown is Shown.MONTH else None
        self.plan(day)
        return True

    def edit(self) -> None:
        """F2."""
        (self.day_keys if self.shown is Shown.MONTH else self.list_keys).run("edit")

    def print_(self) -> None:
        """Ctrl+P."""
        from crm_desktop.gui.reminders.print_dialog import PrintListDialog

        month = self.shown is Shown.MONTH
        day = (
            self.calendar.month.day()
            if month and self.calendar.month.day() != self.words.clock.today()
            else None
        )
        whose = self.list.wanted().staff_id if not month else self.calendar.staff_filter.value()
        PrintListDialog(self.window(), self.context, day=day, staff_id=whose).open()

    def back(self) -> bool:
        """Esc: empty the search, then go to today's."""
        if self.list.search.text():
            self.list.search.clear()
            self.list.table.setFocus()
            return True
        if self.shown is not Shown.TODAY:
            self.show_view(Shown.TODAY)
            return True
        return False

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Return the keys of this screen."""
        return keys.explained()
