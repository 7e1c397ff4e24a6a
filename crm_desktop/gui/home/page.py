"""Inicio: follow-ups of today and late ones, birthdays, what was just done, and the first things to do."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.domain.customers import phones
from crm_desktop.domain.reminders.completion import PROPOSED, RESULT_ORDER, Next, Outcome
from crm_desktop.domain.reminders.listing import ReminderRow
from crm_desktop.domain.reminders.model import RESULT_NAMES, Method, Priority, Result
from crm_desktop.gui import events, tasks
from crm_desktop.gui.common import when
from crm_desktop.gui.common.empty_state import EmptyState
from crm_desktop.gui.common.indicator import Indicator
from crm_desktop.gui.common.labels import Link, PlainLabel, button, card, heading, scrolled
from crm_desktop.gui.common.paged_model import SAMPLE_NAME, SAMPLE_PHONE, Cell, Column
from crm_desktop.gui.common.paged_table import PagedTable
from crm_desktop.gui.common.screen import Context, Screen
from crm_desktop.gui.home.lists import BirthdayList, DoneList
from crm_desktop.gui.home.reading import HomeView, read
from crm_desktop.services import journal, reminders
from crm_desktop.shared.formats import money, number
from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from crm_desktop.services.sales_figures import DaySales

SIDE_WIDTH, SIDE_NARROW = 340, 280
NARROW, LOW, MIDDLE = 1060, 560, 720  # logical pixels of the page, under which less is shown
KINDS = (
    "customers",
    "reminders",
    "interactions",
    "staff",
    "settings",
    "notes",
    "tags",
    "own_fields",
    "purchases",
    "loyalty",
)
_METHOD_ICONS = {
    Method.CALL: "phone",
    Method.VISIT: "map-pin",
    Method.EMAIL: "mail",
    Method.MESSAGE: "message-circle",
    Method.OTHER: "circle",
}


class _Ids(NamedTuple):
    """All ids at once: the list of one day is short."""

    ids: array[int]
    total: int


class HomePage(Screen):
    """The first screen of the day."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.shop = context.shop
        self._view: HomeView | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.pages = QStackedWidget()
        outer.addWidget(self.pages)
        self.day = QWidget()
        self._build_day()
        self.pages.addWidget(scrolled(self.day))
        self.welcome = EmptyState(
            "store",
            _("Your customers go here"),
            _("Bring them in from a spreadsheet or from the telephone, or write the first file by hand."),
            _("Import customers…"),
            _("Write the first file"),
        )
        self.welcome.first.connect(lambda: self.context.go("customers", "import"))
        self.welcome.second.connect(lambda: self.context.go("customers", "new"))
        self.pages.addWidget(self.welcome)
        events.on_change(self, KINDS, lambda _changes: self.reload())
        self.reload()

    # -- building

    def _build_day(self) -> None:
        whole = QVBoxLayout(self.day)
        whole.setContentsMargins(20, 16, 16, 16)
        whole.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(8)
        self.date = heading()
        head.addWidget(self.date, 1)
        self.buttons: dict[str, QPushButton] = {}
        for name, text, icon, target in (
            ("new", _("New follow-up"), "plus", ("reminders", "new")),
            ("print", _("Print today's list"), "printer", ("reminders", "print")),
        ):
            made = button(text, icon)
            made.clicked.connect(lambda _on=False, target=target: self.context.go(*target))
            head.addWidget(made)
            self.buttons[name] = made
        self.buttons["import"] = made = button(_("Import"), "file-down")
        made.setMenu(self._import_menu(made))
        head.addWidget(made)
        whole.addLayout(head)
        figures = QHBoxLayout()
        figures.setSpacing(12)
        self.figures: dict[str, Indicator] = {}
        for name, text, icon in (
            ("overdue", _("late follow-ups"), "triangle-alert"),
            ("today", _("follow-ups for today"), "calendar-check"),
            ("week", _("follow-ups this week"), "calendar-days"),
            ("birthdays", _("birthdays this week"), "cake"),
            ("sales", _("sales today"), "store"),
        ):
            tile = Indicator(text, icon)
            tile.clicked.connect(lambda _on=False, name=name: self._open_figure(name))
            figures.addWidget(tile)
            self.figures[name] = tile
        self.figures["sales"].hide()
        whole.addLayout(figures)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self._due_card(), 1)
        side = QVBoxLayout()
        side.setSpacing(12)
        self.birthdays, self.done = BirthdayList(), DoneList()
        self.birthdays.opened.connect(lambda customer_id: self.context.go("customers", customer_id))
        self.done.undo_asked.connect(self._undo)
        for box in (self.birthdays, self.done):
            box.setFixedWidth(SIDE_WIDTH)
        side.addWidget(self.birthdays)
        side.addWidget(self.done, 1)
        middle.addLayout(side)
        whole.addLayout(middle, 1)

    def _import_menu(self, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        for text, target in (
            (_("Import customers…"), "import"),
            (_("Import purchases…"), "import_purchases"),
        ):
            action = menu.addAction(text)
            action.triggered.connect(lambda _on=False, target=target: self.context.go("customers", target))
        return menu

    def _due_card(self) -> QWidget:
        frame = card()
        column = QVBoxLayout(frame)
        column.setContentsMargins(1, 12, 1, 1)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 12, 0)
        head.addWidget(heading(_("To do today")))
        self.due_count = PlainLabel("", tone="muted")
        head.addWidget(self.due_count)
        head.addStretch()
        see_all = Link(_("See all follow-ups"))
        see_all.clicked.connect(lambda: self.context.go("reminders", None))
        head.addWidget(see_all)
        column.addLayout(head)
        self.table: PagedTable[ReminderRow] = PagedTable(
            self._columns(),
            lambda ids: reminders.rows(self.shop, ids),
            lambda row: row.id,
            state=self.context.state,
            name="home",
            accessible=_("Follow-ups to do today"),
        )
        self.table.horizontalHeader().setSectionsClickable(False)
        self.table.horizontalHeader().setSortIndicatorShown(False)
        self.table.clicked.connect(self._clicked)
        self.table.chosen.connect(self._open_customer)
        self.table.menu_asked.connect(self._result_menu)
        space = QShortcut(QKeySequence("Space"), self.table)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self._menu_at_current)
        self.nothing = EmptyState(
            "circle-check",
            _("Nothing left to do today"),
            _("Late follow-ups and those of today appear here."),
            second=_("New follow-up"),
        )
        self.nothing.second.connect(lambda: self.context.go("reminders", "new"))
        self.due_stack = QStackedWidget()
        self.due_stack.addWidget(self.table)
        self.due_stack.addWidget(self.nothing)
        column.addWidget(self.due_stack, 1)
        frame.setMinimumHeight(260)
        return frame

    def _columns(self) -> list[Column[ReminderRow]]:
        clock = self.shop.clock

        def due(row: ReminderRow) -> Cell:
            text = when.due(row.due_date, clock.today())
            if row.due_time and row.due_date == clock.today():
                text = when.hour(row.due_time)
            return Cell(text, "late" if row.due_date < clock.today() else "")

        def who(row: ReminderRow) -> Cell:
            member = self._view.people.get(row.staff_id) if self._view and row.staff_id is not None else None
            return Cell(member.name, dot=member.colour) if member else Cell("")

        def why(row: ReminderRow) -> Cell:
            return Cell(row.subject, icon=_METHOD_ICONS[row.method])

        def name(row: ReminderRow) -> Cell:
            return Cell(row.customer_name, bold=row.priority is Priority.HIGH)

        def phone(row: ReminderRow) -> str:
            return phones.display(row.phone, self.shop.profile.country) if row.phone else ""

        late = when.due(clock.today() - timedelta(days=30), clock.today())
        return [
            Column("done", "", lambda _row: Cell("", "muted", "circle"), 34, sortable=False),
            Column("due", _("When"), due, 110, sortable=False, sample=late),
            Column("name", _("Customer"), name, 180, sortable=False, elastic=True, sample=SAMPLE_NAME),
            Column("phone", _("Telephone"), phone, 100, sortable=False, sample=SAMPLE_PHONE),
            Column("subject", _("Subject"), why, 180, sortable=False, elastic=True),
            Column("staff", _("Who"), who, 90, sortable=False, drop=1),
        ]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A small window gives the lists at the right less room."""
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW
        for box in (self.birthdays, self.done):
            box.setFixedWidth(SIDE_NARROW if narrow else SIDE_WIDTH)
        high = event.size().height()
        self.birthdays.show_at_most(3 if high < LOW else 6)
        self.done.show_at_most(2 if high < LOW else 5 if high < MIDDLE else 6)

    # -- reading

    def reload(self) -> None:
        """Read everything again."""
        self.date.setText(_capital(when.long_date(self.shop.clock.today())))
        tasks.run_query(self, lambda: read(self.shop), self._show, key="home")

    def _show(self, view: HomeView) -> None:
        self._view = view
        empty = view.customers == 0 and not view.due
        self.pages.setCurrentIndex(1 if empty else 0)
        self.welcome.show_buttons(not self.shop.read_only)
        if empty:
            return
        counts = view.counts
        self.figures["overdue"].show_figure(str(counts.overdue), "late" if counts.overdue else "")
        self.figures["today"].show_figure(str(counts.today))
        self.figures["week"].show_figure(str(counts.week))
        today = any(one.day == self.shop.clock.today() for one in view.birthdays)
        self.figures["birthdays"].show_figure(str(len(view.birthdays)), "near" if today else "")
        self._show_sales(view.sales)
        self.birthdays.show_birthdays(view.birthdays, self.shop.clock.today())
        self.done.show_done(view.done)
        due = _Ids(view.due, len(view.due))
        self.due_count.setText(
            ngettext("{count} follow-up", "{count} follow-ups", due.total).format(count=due.total)
        )
        self.due_count.setVisible(due.total > 0)
        self.due_stack.setCurrentIndex(0 if due.total else 1)
        current = self.table.current_id()
        self.table.open(lambda: due)
        if current is not None:
            self._keep(current)

    def _show_sales(self, sales: DaySales | None) -> None:
        """Show what came in today; a shop that does not sell here is not bothered with it."""
        tile, profile = self.figures["sales"], self.shop.profile
        if sales is not None:
            said = ngettext("{count} sale today", "{count} sales today", sales.sales)
            amount = money(sales.cents, profile.currency, profile.locale)
            tile.show_figure(amount, label=said.format(count=number(sales.sales, profile.locale)))
        tile.setVisible(sales is not None)

    def _keep(self, current: int) -> None:
        """Stay on the row that was current, or on the one that took its place."""
        row = max(0, self.table.currentIndex().row())

        def again() -> None:
            if not self.table.select_id(current):
                self.table.select_row(min(row, self.table.paged.total - 1))

        self.table.paged.loaded.connect(again, Qt.ConnectionType.SingleShotConnection)

    # -- doing

    def activate(self) -> None:
        """The list has the focus: the day begins with it."""
        self.table.setFocus()

    def _open_figure(self, name: str) -> None:
        if name == "birthdays":
            self.birthdays.setFocus()
        elif name == "sales":
            self.context.go("counter", None)
        else:
            self.context.go("reminders", name)

    def _open_customer(self, reminder_id: int) -> None:
        row = self._row(reminder_id)
        if row is not None:
            self.context.go("customers", row.customer_id)

    def _row(self, reminder_id: int) -> ReminderRow | None:
        place = self.table.paged.row_of(reminder_id)
        return self.table.paged.row_at(place) if place is not None else None

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            rect = self.table.visualRect(index)
            self._result_menu(self.table.viewport().mapToGlobal(rect.bottomLeft()))

    def _menu_at_current(self) -> None:
        rect = self.table.visualRect(self.table.currentIndex())
        self._result_menu(self.table.viewport().mapToGlobal(rect.bottomLeft()))

    def _result_menu(self, at: QPoint) -> None:
        """What came of it: one key or click, and it is done."""
        ids = list(self.table.selected_ids())
        if not ids or self.shop.read_only:
            return
        self.result_menu(ids).popup(at)

    def result_menu(self, ids: Sequence[int]) -> QMenu:
        """Return the menu of results for these follow-ups; it frees itself."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, result in enumerate(RESULT_ORDER, start=1):
            action = QAction(f"&{place}  {_(RESULT_NAMES[result])}", menu)
            action.triggered.connect(lambda _on=False, result=result: self.complete(ids, result))
            menu.addAction(action)
        menu.addSeparator()
        more = QAction(_("With a note or a next date…"), menu)
        more.triggered.connect(lambda: self.complete(ids, None))
        menu.addAction(more)
        return menu

    def complete(self, ids: Sequence[int], result: Result | None) -> None:
        """End follow-ups; what needs a date or a note opens the dialog."""
        if result is None or PROPOSED[result] is not Next.NOTHING:
            from crm_desktop.gui.common.complete_dialog import CompleteDialog

            CompleteDialog(self, self.shop, ids, result).open()
            return
        if len(ids) == 1:
            tasks.run_change(self, lambda: reminders.complete(self.shop, ids[0], result))
        else:
            outcomes = [Outcome(one, result) for one in ids]
            tasks.run_change(self, lambda: reminders.complete_many(self.shop, outcomes))

    def _undo(self, operation: int) -> None:
        tasks.run_change(self, lambda: journal.undo(self.shop, operation))

    def new(self) -> bool:
        """Ctrl+N: a new follow-up."""
        self.context.go("reminders", "new")
        return True

    def print_(self) -> None:
        """Ctrl+P: today's list."""
        self.context.go("reminders", "print")

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Return the keys of this screen."""
        return (
            (_("Space"), _("What came of the follow-up")),
            (_("Enter"), _("Open the customer's file")),
            ("Ctrl+P", _("Print today's list")),
        )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
