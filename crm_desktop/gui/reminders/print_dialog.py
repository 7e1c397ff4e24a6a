"""Printing the follow-up list: what goes on it at the left, the sheet as it will come out at the right."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from crm_desktop.domain.reminders.follow_up_list import ListRequest
from crm_desktop.gui import icons, messages, tasks
from crm_desktop.gui.common import printing as paper
from crm_desktop.gui.common.dialog import Dialog
from crm_desktop.gui.common.empty_state import EmptyState
from crm_desktop.gui.common.file_choice import save_file
from crm_desktop.gui.common.labels import PlainLabel, card
from crm_desktop.gui.common.pdf_pages import PdfPages
from crm_desktop.gui.common.pdf_preview import pdf_name
from crm_desktop.gui.common.pdf_view import PdfView
from crm_desktop.gui.reminders.print_form import PrintForm
from crm_desktop.services import printing, staff
from crm_desktop.services.customers import tag_counts
from crm_desktop.services.files import write_whole
from crm_desktop.services.printing import PrintedSheet
from crm_desktop.shared.errors import KnownError
from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from crm_desktop.domain.staff import StaffMember
    from crm_desktop.gui.common.screen import Context
    from crm_desktop.services.changes import Changes

PAUSE_MS = 200  # after a choice, before the sheet is drawn anew
_FORM_WIDTH = 250
_SIZE_KEY = "reminders.print.geometry"


class PrintListDialog(Dialog):
    """See the module. The list is kept, with its numbers, when it leaves the program: not before."""

    def __init__(
        self,
        parent: QWidget | None,
        context: Context,
        *,
        day: date | None = None,
        staff_id: int | None = None,
    ) -> None:
        super().__init__(parent, _("Print the follow-up list"), _("Print"), width=860)
        self._context, self._shop = context, context.shop
        self._day, self._staff_id = day, staff_id
        self._pages: PdfPages | None = None
        self._sheet: PrintedSheet | None = None
        self.view: PdfView | None = None
        self.choices = PrintForm(self._shop.clock)
        self.told = PlainLabel("", wrap=True, bold=True)
        self.left_out = PlainLabel("", tone="near", wrap=True)
        self.left_out.hide()
        self.fault = PlainLabel("", tone="late", wrap=True)
        self.fault.hide()
        self.nothing = EmptyState("printer", _("Nothing to print"), _("Choose other days or other people."))
        self._build()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.draw)
        self.choices.changed.connect(self._changed)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self, self.save_button.click)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self.save_as)
        if not context.state.restore_geometry(self, _SIZE_KEY):
            room = self.screen().availableSize()
            self.resize(min(1080, room.width() - 40), min(900, room.height() - 60))
        self._allow(False)
        self.choices.days.control.setFocus()
        shop = self._shop
        tasks.run_query(self, lambda: (staff.list_staff(shop), tag_counts(shop)), self._offer, key="sides")

    # -- building

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(20)
        left = QWidget()
        left.setFixedWidth(_FORM_WIDTH)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.choices)
        for label in (self.told, self.left_out, self.fault):
            column.addWidget(label)
        column.addStretch()
        row.addWidget(left)
        frame = card()
        frame.setMinimumSize(360, 300)
        self._stack = QStackedLayout(frame)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._stack.addWidget(self.nothing)
        row.addWidget(frame, 1)
        self.body.addLayout(row, 1)
        self.save_file_button = self.add_button("  " + _("Save PDF…"), self.save_as)
        self.save_file_button.setIcon(icons.icon("save", "muted"))
        self.save_button.setText("  " + _("Print"))
        self.save_button.setIcon(icons.icon("printer", "on_fill"))

    def _offer(self, found: tuple[list[StaffMember], list[tuple[str, int]]]) -> None:
        people, tags = found
        self.choices.offer(people, tags)
        self.choices.preset(first=self._day, staff_id=self._staff_id)
        self.draw()

    # -- the sheet

    def _changed(self) -> None:
        self._allow(False)
        self._pause.start()

    def draw(self) -> None:
        """Make the sheet anew, in the background."""
        request = self.choices.request()
        if request is None:
            self._refuse(_("Type both days, such as 24/11 or +3d."))
            return
        shop = self._shop
        tasks.run_query(
            self,
            lambda: printing.preview_follow_up_list(shop, request),
            self._show,
            key="preview",
            failed=lambda error: self._refuse(error.sentence),
        )

    def _show(self, sheet: PrintedSheet) -> None:
        self._sheet = sheet
        self.fault.hide()
        count = sheet.count
        said = ngettext("{count} follow-up", "{count} follow-ups", count).format(count=count)
        if count:
            pages = ngettext("{count} page", "{count} pages", sheet.pages).format(count=sheet.pages)
            said = f"{said} · {pages}"
        self.told.setText(said)
        self.left_out.setText(self._left_out_sentence(sheet.left_out))
        self.left_out.setVisible(bool(sheet.left_out))
        self._drop_view()
        if count:
            self._pages = PdfPages(sheet.pdf)
            self.view = PdfView(self._pages)
            self.view.setAccessibleName(_("Follow-up list"))
            self._stack.addWidget(self.view)
            self._stack.setCurrentWidget(self.view)
        else:
            self._stack.setCurrentWidget(self.nothing)
        self._allow(count > 0)

    @staticmethod
    def _left_out_sentence(count: int) -> str:
        return ngettext(
            "{count} is left out: that customer does not want to be contacted.",
            "{count} are left out: those customers do not want to be contacted.",
            count,
        ).format(count=count)

    def _drop_view(self) -> None:
        if self.view is not None:
            self._stack.removeWidget(self.view)
            self.view.hide()
            self.view.deleteLater()
            self.view = None
        if self._pages is not None:
            self._pages.close()
            self._pages = None

    def _refuse(self, sentence: str) -> None:
        self.fault.setText(sentence)
        self.fault.show()
        self.told.setText("")
        self.left_out.hide()
        self._allow(False)

    def _allow(self, allowed: bool) -> None:
        self.save_button.setEnabled(allowed)
        self.save_file_button.setEnabled(allowed)

    # -- out of the program

    def save(self) -> None:
        """Print: ask for the printer first."""
        if not self.save_button.isEnabled() or self._pages is None:
            return
        try:
            paper.choose_printer(self, self._pages, self._title(), self._context.state, self.print_on)
        except KnownError as error:
            messages.show_error(self, error.sentence)

    def _title(self) -> str:
        return _("Follow-up list")

    def print_on(self, printer: QPrinter) -> None:
        """Keep the list, and print it on a printer that was chosen."""
        request = self.choices.request()
        if request is not None:
            self._allow(False)
            self._keep(request, None, lambda changes: self._send(printer, changes.value.pdf))

    def _keep(self, request: ListRequest, path: Path | None, then: Any) -> None:
        shop = self._shop

        def change() -> Changes[PrintedSheet]:
            if path is None:
                return printing.follow_up_list(shop, request)
            return printing.follow_up_list(shop, request, lambda pdf: write_whole(path, pdf))

        tasks.run_change(self, change, then, failed=self._failed)

    def _send(self, printer: QPrinter, pdf: bytes) -> None:
        def work(progress: tasks.Progress) -> int:
            pages = PdfPages(pdf)
            try:
                return paper.print_pages(pages, printer, progress)
            finally:
                pages.close()

        def sent(count: int) -> None:
            told = ngettext("{count} page sent to {printer}.", "{count} pages sent to {printer}.", count)
            messages.toast(told.format(count=count, printer=printer.printerName() or _("the printer")))

        # The window goes on printing when this dialog has closed.
        owner = self.parentWidget() or self
        tasks.run_long(owner, work, _("Printing: {title}").format(title=self._title()), sent)
        self.accept()

    def save_as(self) -> None:
        """Save as PDF: ask where to first."""
        if self.save_file_button.isEnabled():
            proposed = pdf_name(f"{self._title()} {self._shop.clock.today().isoformat()}")
            save_file(self, _("Save PDF"), _("PDF documents (*.pdf)"), proposed, self.save_to)

    def save_to(self, path: Path) -> None:
        """Keep the list and write its PDF; a file that was there stays whole until the new one is."""
        request = self.choices.request()
        if request is not None:
            self._allow(False)
            self._keep(request, path, lambda _changes: self.accept())

    def _failed(self, error: KnownError) -> None:
        self._allow(True)
        if error.sentence:
            messages.show_error(self, error.sentence)

    def done(self, result: int) -> None:
        """Remember the size, free the document, close."""
        self._context.state.keep_geometry(self, _SIZE_KEY)
        self._drop_view()
        super().done(result)
