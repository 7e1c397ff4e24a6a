"""Typing in what was ticked on a printed list: number, result, note, Enter, the next number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.domain.customers import phones
from crm_desktop.domain.reminders.completion import PROPOSED, RESULT_ORDER, Next, Outcome, proposed_date
from crm_desktop.domain.reminders.model import RESULT_NAMES, ReminderState, Result
from crm_desktop.gui import tasks
from crm_desktop.gui.common import when
from crm_desktop.gui.common.date_edit import DateEdit
from crm_desktop.gui.common.dialog import Dialog
from crm_desktop.gui.common.empty_state import EmptyState
from crm_desktop.gui.common.labels import ElidedLabel, PlainLabel, button, card, muted
from crm_desktop.gui.common.result_buttons import ResultButtons
from crm_desktop.gui.reminders.result_lines import CUSTOMER, NEXT, NOTE, NUMBER, RESULT, SUBJECT, ResultLines
from crm_desktop.services import printing, reminders
from crm_desktop.services.printing import PrintedItem, PrintedList
from crm_desktop.shared.errors import KnownError
from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop


WIDEST = {CUSTOMER: 25, RESULT: 25, NOTE: 30, NEXT: 14}  # letters that a column has room for at the most


class ResultsDialog(Dialog):
    """The keys: a number and Enter, 1 to 5, a note and Enter; then the next number is there already.

    Signals:
        print_asked(): no list has been printed yet, and the person wants to.
    """

    print_asked = Signal()

    def __init__(self, parent: QWidget | None, shop: Shop, list_id: int = 0) -> None:
        super().__init__(parent, _("Type in results"), _("Save"), width=900)
        self._shop = shop
        self._wanted = list_id
        self._lists: list[PrintedList] = []
        self._item: PrintedItem | None = None
        self.lines = ResultLines(shop.clock, self)
        self.choice = QComboBox()
        self.choice.setAccessibleName(_("Printed list"))
        self.choice.activated.connect(self._read_items)
        self.empty = EmptyState(
            "list-checks",
            _("No list has been printed yet"),
            _("Print the follow-up list, tick on it what came of each call, and type it in here by number."),
            _("Print the list…"),
        )
        self._build()
        self._connect()
        self.resize(940, 660)
        self._show_count()
        tasks.run_query(self, lambda: printing.printed_lists(shop), self._show_lists, key="lists")

    # -- building

    def _build(self) -> None:
        self.body.addWidget(self.choice)
        self.entry = card()
        grid = QGridLayout(self.entry)
        grid.setContentsMargins(14, 12, 14, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        self.number = QLineEdit()
        self.number.setFixedWidth(72)
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number.setMaxLength(6)
        self.number.setPlaceholderText(_("No."))
        self.number.setAccessibleName(_("Number on the sheet"))
        self.name = ElidedLabel("", scale=1.2, bold=True)
        self.about = ElidedLabel("", tone="muted")
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self.name)
        said.addWidget(self.about)
        grid.addWidget(self.number, 0, 0)
        grid.addLayout(said, 0, 1)
        grid.setColumnStretch(1, 1)
        self.results = ResultButtons()
        grid.addWidget(self.results, 1, 0, 1, 2)
        self.note = QLineEdit()
        self.note.setPlaceholderText(_("Note (optional); Enter goes to the next number"))
        self.note.setAccessibleName(_("Note"))
        self.day = DateEdit(self._shop.clock)
        self.day.setAccessibleName(_("Date of the next follow-up"))
        self.day.setFixedWidth(170)
        self.take_button = button(_("Next"), "arrow-right")
        self.take_button.setAutoDefault(False)
        last = QHBoxLayout()
        last.setSpacing(8)
        last.addWidget(self.note, 1)
        last.addWidget(muted(_("Next follow-up:")))
        last.addWidget(self.day)
        last.addWidget(self.take_button)
        grid.addLayout(last, 2, 0, 1, 2)
        self.fault = PlainLabel("", tone="late", wrap=True)
        self.fault.hide()
        grid.addWidget(self.fault, 3, 0, 1, 2)
        self.body.addWidget(self.entry)
        self._build_table()
        self.body.addWidget(self.table, 1)
        self.empty.hide()
        self.body.addWidget(self.empty, 1)
        self.count = PlainLabel("", tone="muted")
        self.buttons.insertWidget(0, self.count)

    def _build_table(self) -> None:
        self.table = QTableView()
        self.table.setProperty("kind", "lines")
        self.table.setModel(self.lines)
        self.table.setAccessibleName(_("Numbers of the sheet"))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        self.table.setShowGrid(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(SUBJECT, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(NUMBER, self.fontMetrics().horizontalAdvance("0000") + 20)

    def _fit_columns(self, *, anew: bool = False) -> None:
        """Give each column what its texts need, and the reason all the rest: an empty column takes no room.

        Args:
            anew: another list is shown; else columns only grow, so that nothing jumps back while one types.
        """
        header = self.table.horizontalHeader()
        rows = range(len(self.lines.items))
        for column, letters in WIDEST.items():
            texts = [self.lines.text(row, column) for row in rows]
            title = self.lines.headerData(column, Qt.Orientation.Horizontal)
            metrics = self.table.fontMetrics()
            need = max((metrics.horizontalAdvance(text) for text in texts), default=0)
            need = min(need, metrics.horizontalAdvance("x") * letters) + (24 if column == RESULT else 0)
            need = max(need, QFontMetrics(header.font()).horizontalAdvance(title) * 11 // 10) + 20
            if anew or need > header.sectionSize(column):
                header.resizeSection(column, need)

    def _connect(self) -> None:
        self.empty.first.connect(self._print_first)
        self.number.returnPressed.connect(self._find)
        self.number.textEdited.connect(self._look)
        self.results.chosen.connect(self._chosen)
        self.note.returnPressed.connect(self._take)
        self.day.returnPressed.connect(self._take)
        self.take_button.clicked.connect(self._take)
        self.table.clicked.connect(lambda index: self._go_to_row(index.row()))
        self.table.activated.connect(lambda index: self._go_to_row(index.row()))
        self.lines.dataChanged.connect(lambda *_where: self._show_changed())
        self.save_button.setDefault(False)  # Enter goes from field to field; Ctrl+Enter saves
        self.save_button.setAutoDefault(False)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._forget)
        for place, result in enumerate(RESULT_ORDER, start=1):
            QShortcut(QKeySequence(f"Alt+{place}"), self, lambda result=result: self.results.choose(result))

    # -- the lists

    def _show_lists(self, lists: list[PrintedList]) -> None:
        self._lists = lists
        for widget in (self.choice, self.entry, self.table, self.count, self.save_button):
            widget.setVisible(bool(lists))
        self.empty.setVisible(not lists)
        self.cancel_button.setText(_("Cancel") if lists else _("Close"))
        print_button = self.empty.offered("first")
        if not lists and print_button is not None:
            print_button.setFocus()
        clock = self._shop.clock
        for one in lists:
            said = [
                one.title,
                _("printed {when}").format(when=when.ago(one.printed_at, clock)),
                ngettext("{count} without a result", "{count} without a result", one.open).format(
                    count=one.open
                )
                if one.open
                else _("all have a result"),
                _("sheet {code}").format(code=one.code),
            ]
            self.choice.addItem("   ·   ".join(said))
        if lists:
            place = next((n for n, one in enumerate(lists) if one.id == self._wanted), 0)
            self.choice.setCurrentIndex(place)
            self._read_items()

    def _print_first(self) -> None:
        self.discard()
        self.print_asked.emit()

    def _read_items(self) -> None:
        chosen = self._lists[self.choice.currentIndex()].id
        shop = self._shop
        tasks.run_query(self, lambda: printing.printed_items(shop, chosen), self._show_items, key="items")

    def _show_items(self, items: list[PrintedItem]) -> None:
        self.lines.show(items)
        self._fit_columns(anew=True)
        self._show_count()
        self._go_on(-1)

    # -- one line after the other

    def _look(self, text: str) -> None:
        """Show whose number is being typed."""
        self.fault.hide()
        row = self.lines.row_of(int(text)) if text.isdecimal() else None
        self._show_item(self.lines.items[row] if row is not None else None)

    def _find(self) -> None:
        text = self.number.text().strip()
        row = self.lines.row_of(int(text)) if text.isdecimal() else None
        if row is None:
            self._show_item(None)
            count = len(self.lines.items)
            self._refuse(
                _("There is no number {number} on this list; it goes from 1 to {last}.").format(
                    number=text or "–", last=count
                )
            )
            self._back_to_number()
            return
        self._go_to_row(row)

    def _go_to_row(self, row: int) -> None:
        item = self.lines.items[row]
        self.number.setText(str(item.number))
        self._show_item(item)
        if item.state is not ReminderState.OPEN:
            self._refuse(self._closed_sentence(item))
            self._back_to_number()
            return
        self.fault.hide()
        outcome = self.lines.outcomes.get(item.reminder_id)
        self.results.set_value(outcome.result if outcome else None)
        self.note.setText(outcome.note if outcome else "")
        self.day.set_value(outcome.next_date if outcome else None)
        self.results.setFocus()

    def _closed_sentence(self, item: PrintedItem) -> str:
        if item.result is None:
            return _("Number {number} was cancelled.").format(number=item.number)
        said = _("Number {number} has its result already: {result}.")
        return said.format(number=item.number, result=_(RESULT_NAMES[item.result]).lower())

    def _show_item(self, item: PrintedItem | None) -> None:
        self._item = item
        self.name.setText(item.customer_name if item else "")
        phone = phones.display(item.phone, self._shop.profile.country) if item and item.phone else ""
        self.about.setText("  ·  ".join(p for p in (phone, item.subject) if p) if item else "")
        if item is not None:
            row = self.lines.row_of(item.number) or 0
            self.table.selectRow(row)
            self.table.scrollTo(self.lines.index(row, 0))
        else:
            self.table.clearSelection()

    def _chosen(self, result: Result) -> None:
        self.fault.hide()
        self.day.set_value(proposed_date(result, self._shop.clock.today()))
        if PROPOSED[result] is Next.ASK_DATE:
            self.day.setFocus()
            self.day.selectAll()
        else:
            self.note.setFocus()

    def _take(self) -> None:
        """Keep this line and go to the next number."""
        item, result = self._item, self.results.value()
        if item is None or item.state is not ReminderState.OPEN:
            self._find()
            return
        if result is None:
            self._refuse(_("Choose what came of it, with the keys 1 to 5."))
            self.results.setFocus()
            return
        fault = self.day.fault()
        if fault:
            self._refuse(fault)
            self.day.setFocus()
            return
        self.lines.put(Outcome(item.reminder_id, result, self.note.text().strip(), self.day.value()))
        self._go_on(self.lines.row_of(item.number) or 0)

    def _go_on(self, row: int) -> None:
        """Propose the next number without a result."""
        self.fault.hide()
        self.results.set_value(None)
        self.note.clear()
        self.day.set_value(None)
        following = self.lines.waiting_after(row) if self.lines.items else None
        if following is None:
            self.number.clear()
            self._show_item(None)
            if self.lines.outcomes:
                self.name.setText(_("All numbers have a result. Save them."))
                self.save_button.setFocus()
                return
        else:
            item = self.lines.items[following]
            self.number.setText(str(item.number))
            self._show_item(item)
        self._back_to_number()

    def _back_to_number(self) -> None:
        self.number.setFocus()
        self.number.selectAll()

    def _forget(self) -> None:
        index: QModelIndex = self.table.currentIndex()
        if index.isValid():
            self.lines.drop(self.lines.items[index.row()].reminder_id)

    def _refuse(self, sentence: str) -> None:
        self.fault.setText(sentence)
        self.fault.show()

    def _show_changed(self) -> None:
        self._fit_columns()
        self._show_count()

    def _show_count(self) -> None:
        total, typed = len(self.lines.items), len(self.lines.outcomes)
        self.count.setText(
            _("{count} of {total} with a result").format(count=self.lines.with_result(), total=total)
        )
        text = ngettext("Save {count} result", "Save {count} results", typed).format(count=typed)
        self.save_button.setText(text if typed else _("Save"))
        self.save_button.setEnabled(typed > 0)

    # -- saving

    def unsaved(self) -> bool:
        """Whether results were typed in."""
        return bool(self.lines.outcomes)

    def save(self) -> None:
        """Save all results as one operation; a line that is still being typed is kept first."""
        if self.results.value() is not None and self._item is not None:
            self._take()
            if self.results.value() is not None:  # it was refused
                return
        outcomes = list(self.lines.outcomes.values())
        if outcomes and self.save_button.isEnabled():
            self.save_button.setEnabled(False)
            shop = self._shop
            tasks.run_change(
                self, lambda: reminders.complete_many(shop, outcomes), self._saved, failed=self._failed
            )

    def _saved(self, _changes: Any) -> None:
        self.lines.outcomes.clear()
        self.accept()

    def _failed(self, error: KnownError) -> None:
        self.save_button.setEnabled(True)
        self._refuse(error.sentence)
