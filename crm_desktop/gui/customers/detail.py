"""The customer file beside the list: everything at a glance, the actions at hand, the timeline below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.gui import events, icons, messages, tasks
from crm_desktop.gui.common.empty_state import EmptyState
from crm_desktop.gui.common.flow_layout import flow
from crm_desktop.gui.common.labels import Link, PlainLabel, button, caption, card, scrolled
from crm_desktop.gui.common.timeline import Timeline
from crm_desktop.gui.customers import file_parts, sales_parts, timeline_items
from crm_desktop.gui.customers.file_actions import FileActions
from crm_desktop.gui.customers.file_data import FEW_ENTRIES, MANY_ENTRIES, FileData, read_file
from crm_desktop.gui.customers.quick_note import QuickNote
from crm_desktop.services import customers
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.gui.common.screen import Context
    from crm_desktop.services.changes import Changes
    from crm_desktop.shared.errors import KnownError

PAUSE_MS = 30  # while the arrow keys or a search run through the list, only the last customer is read
KINDS = (
    "customers",
    "notes",
    "reminders",
    "interactions",
    "own_fields",
    "staff",
    "purchases",
    "loyalty",
    "vouchers",
    "wishes",
    "consents",
    "products",
    "segments",
    "settings",
)
_EMPTY, _FILE = 0, 1


class CustomerDetail(QWidget):
    """One customer file.

    Signals:
        edit_asked(int): open the editor.
        customer_asked(int): go to a related customer.
    """

    edit_asked = Signal(int)
    customer_asked = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._shop = context.shop
        self._wanted: int | None = None
        self._data: FileData | None = None
        self._body: QWidget | None = None
        self._entries = FEW_ENTRIES
        self._consents_open = False
        self.actions_of_sales = FileActions(self, context, self.data)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._read)
        self._lay_out()
        events.on_change(self, KINDS, self._changed)

    def _lay_out(self) -> None:
        frame = card()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self._stack = QStackedLayout(frame)
        self.empty = EmptyState("contact", _("Choose a customer"), _("Their file opens here."))
        self._stack.addWidget(self.empty)
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(20, 18, 20, 18)
        self._column.setSpacing(12)
        self._top = QVBoxLayout()
        self._column.addLayout(self._top)
        self.note = QuickNote()
        self.note.noted.connect(self._add_note)
        self._column.addWidget(caption(_("Timeline").upper()))
        self._column.addWidget(self.note)
        self.timeline = Timeline(_("Timeline"))
        self.timeline.opened.connect(self._open_entry)
        self._column.addWidget(self.timeline)
        self.older_link = Link(_("Show what is older"))
        self.older_link.clicked.connect(self._show_older)
        self.older_link.hide()
        self._column.addWidget(self.older_link, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)  # all of what is left: no part of a short file grows
        self.area = scrolled(page)
        self._stack.addWidget(self.area)

    # -- what is shown

    def customer_id(self) -> int | None:
        """Return the id of the customer whose file is asked for."""
        return self._wanted

    def data(self) -> FileData | None:
        """Return what is shown."""
        return self._data

    def show_customer(self, customer_id: int | None) -> None:
        """Show a customer file, or nothing."""
        if customer_id is None:
            self._wanted, self._data = None, None
            tasks.cancel_query(self, "file")
            self._pause.stop()
            self._stack.setCurrentIndex(_EMPTY)
            return
        if customer_id != self._wanted:
            self._wanted, self._entries = customer_id, FEW_ENTRIES
            self._pause.start()

    def _read(self) -> None:
        shop, wanted, entries = self._shop, self._wanted, self._entries
        if wanted is not None:
            tasks.run_query(
                self, lambda: read_file(shop, wanted, entries), self._show, key="file", failed=self._gone
            )

    def _show_older(self) -> None:
        self._entries = MANY_ENTRIES
        self._read()

    def _gone(self, error: KnownError) -> None:
        self._wanted, self._data = None, None
        self.empty.say(error.sentence, "", "contact")
        self._stack.setCurrentIndex(_EMPTY)

    def _changed(self, changes: Changes[Any]) -> None:
        if self._wanted is not None and (not changes.ids or self._wanted in changes.ids):
            self._pause.start()

    def _show(self, data: FileData) -> None:
        another = self._data is None or self._data.customer.id != data.customer.id
        self._data = data
        body = self._build(data)
        if self._body is not None:
            self._top.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = body
        self._top.addWidget(body)
        self._column.activate()
        if data.customer.id is not None:
            self.note.set_customer(data.customer.id)
        self.timeline.show_items(timeline_items.written(data.entries, self._shop, data.staff))
        self.older_link.setVisible(len(data.entries) >= self._entries)
        self._stack.setCurrentIndex(_FILE)
        if another:
            self.area.verticalScrollBar().setValue(0)

    def _build(self, data: FileData) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        customer, sales, shop, act = data.customer, data.sales, self._shop, self.actions_of_sales
        parts = [
            self._head(data),
            file_parts.chips(data, sales_parts.chips(sales, shop)),
            file_parts.warning(customer.warning) if customer.warning else None,
            self._buttons(),
            file_parts.contacts(data, self._open_url),
            sales_parts.tiles(sales, shop),
            file_parts.tiles(data, shop),
            sales_parts.service(sales),
            file_parts.part(_("Segments"), sales_parts.segments(sales, act.open_segment)),
            file_parts.part(_("Loyalty"), sales_parts.loyalty(sales, shop, act.print_voucher)),
            file_parts.part(
                _("Orders and wishes"), sales_parts.wishes(sales, act.edit_wish, may=not shop.read_only)
            ),
            file_parts.part(_("Notes"), self._notes(customer.notes)),
            file_parts.part(_("Details"), file_parts.facts(data)),
            file_parts.part(_("Related people"), file_parts.related(data, self.customer_asked.emit)),
            self._consents(data),
        ]
        for one in parts:
            if one is not None:
                column.addWidget(one)
        return body

    def _consents(self, data: FileData) -> QWidget:
        """Return the consents, unfolded for as long as the person wants to see them."""
        act = self.actions_of_sales
        made = sales_parts.consents(data.sales, self._shop, act.note_consent, act.show_consents)
        made.set_open(self._consents_open)
        made.toggled.connect(self._unfold_consents)
        return made

    def _unfold_consents(self, unfolded: bool) -> None:
        self._consents_open = unfolded

    @staticmethod
    def _notes(text: str) -> QLabel | None:
        return PlainLabel(text, wrap=True, selectable=True) if text else None

    def _head(self, data: FileData) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(file_parts.head(data), 1)
        more = QToolButton()
        more.setIcon(icons.icon("ellipsis", "muted"))
        more.setIconSize(QSize(icons.NORMAL, icons.NORMAL))
        more.setToolTip(_("More actions"))
        more.setAccessibleName(_("More actions"))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.setMenu(self._menu(data, more))
        row.addWidget(more, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def _buttons(self) -> QWidget:
        edit = button(_("Edit"), "pencil")
        edit.setToolTip(_("Edit the file (F2)"))
        edit.clicked.connect(self.edit)
        follow = button(_("New follow-up"), "calendar-check")
        follow.clicked.connect(self.new_follow_up)
        sell = button(_("Sell at the counter"), "store")
        sell.clicked.connect(self.actions_of_sales.sell)
        for one in (edit, follow, sell):
            one.setEnabled(not self._shop.read_only)
        return flow((edit, follow, sell))

    def _menu(self, data: FileData, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        archived = data.customer.archived_at is not None
        entries = [
            (_("Bring back to the lists") if archived else _("Archive"), "archive", self.archive, True),
            (_("Copy name, telephone and address"), "copy", self._copy, False),
        ]
        for text, icon, action, writes in entries:
            made = QAction(icons.icon(icon, "muted"), text, menu)
            made.triggered.connect(action)
            made.setEnabled(not (writes and self._shop.read_only))
            menu.addAction(made)
        menu.addSeparator()
        for each in self.actions_of_sales.menu():
            made = QAction(icons.icon(each.icon, "muted"), each.text, menu)
            made.triggered.connect(lambda _on=False, run=each.run: run())
            made.setEnabled(each.enabled)
            menu.addAction(made)
        return menu

    # -- actions

    def edit(self) -> None:
        """Open the editor for the customer that is shown."""
        if self._wanted is not None and not self._shop.read_only:
            self.edit_asked.emit(self._wanted)

    def new_follow_up(self) -> None:
        """Plan a follow-up for the customer that is shown."""
        from crm_desktop.gui.common.reminder_editor import new_reminder

        if self._wanted is not None and not self._shop.read_only:
            new_reminder(self.window(), self._shop, self._wanted)

    def archive(self) -> None:
        """Put the file away, or bring it back; it can be undone."""
        data, shop = self._data, self._shop
        if data is None or data.customer.id is None:
            return
        ids = [data.customer.id]
        if data.customer.archived_at is None:
            tasks.run_change(self, lambda: customers.archive(shop, ids))
        else:
            tasks.run_change(self, lambda: customers.unarchive(shop, ids))

    def _copy(self) -> None:
        if self._data is not None:
            lines = [
                self._data.customer.full_name,
                *(line.text for line in self._data.lines),
                self._data.address,
            ]
            QGuiApplication.clipboard().setText("\n".join(line for line in lines if line))
            messages.toast(_("Copied."))

    def _open_url(self, url: str, text: str) -> None:
        """Open a link with the system's program; where there is none, copy the text instead."""
        if not QDesktopServices.openUrl(QUrl(url)):
            QGuiApplication.clipboard().setText(text)
            messages.toast(_("This computer has no program for it. {text} is copied.").format(text=text))

    def _add_note(self, customer_id: int, text: str) -> None:
        def refused(error: KnownError) -> None:
            self.note.refused(customer_id)
            messages.show_error(self, error.sentence)

        shop = self._shop
        tasks.run_change(
            self,
            lambda: customers.add_note(shop, customer_id, text),
            lambda _done: self.note.written(customer_id),
            failed=refused,
        )

    def _open_entry(self, ref: tuple[str, int]) -> None:
        from crm_desktop.gui.common.reminder_editor import edit_reminder
        from crm_desktop.gui.customers.note_dialog import NoteDialog

        kind, ref_id = ref
        if kind == "planned":
            edit_reminder(self.window(), self._shop, ref_id)
            return
        if kind in {"sale", "return"}:
            self.actions_of_sales.open_purchase(ref_id)
            return
        if kind == "wish":
            self.actions_of_sales.edit_wish(ref_id)
            return
        if kind in {"consent", "withdrawn"}:
            self.actions_of_sales.show_consents()
            return
        item = next((i for i in self.timeline.items() if i.ref == ref), None)
        if item is not None:
            NoteDialog(self.window(), self._shop, item, ref_id).open()

    def focus_note(self) -> None:
        """Give the focus to the line for a note."""
        if self._data is not None:
            self.area.ensureWidgetVisible(self.note)
            self.note.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
