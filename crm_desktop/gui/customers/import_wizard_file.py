"""The first step of the import: which file, and how it is read, with its first rows in sight."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.exchange.csv_reader import SEPARATORS
from crm_desktop.exchange.drafts import Draft
from crm_desktop.exchange.tables import Reading
from crm_desktop.exchange.text_files import ENCODINGS
from crm_desktop.gui import tasks
from crm_desktop.gui.common.fields import ChoiceField
from crm_desktop.gui.common.file_choice import open_file
from crm_desktop.gui.common.labels import ElidedLabel, IconLabel, PlainLabel, button, card, muted
from crm_desktop.gui.customers.import_wizard_tables import TextModel, a_table, fit_columns
from crm_desktop.services.shop import Shop
from crm_desktop.shared.errors import KnownError
from crm_desktop.shared.formats import number
from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from crm_desktop.gui.customers.import_kinds import Found, ImportKind

_SHOWN = 30
_NO_HEADINGS = -1


class FileStep(QWidget):
    """Choose a file by button or by dropping it here; correct how it is read.

    Signals:
        changed(): another file, or the same read in another way; `found` tells.
    """

    changed = Signal()

    def __init__(self, shop: Shop, kind: ImportKind) -> None:
        super().__init__()
        self.shop, self.kind_of_import = shop, kind
        self.path: Path | None = None
        self.found: Found | None = None
        self.cards: list[Draft] = []
        self.own_names: list[str] = []
        self.reading = Reading()
        self.setAcceptDrops(True)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._invitation())
        self.stack.addWidget(self._file())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)

    # -- building

    def _invitation(self) -> QWidget:
        """Return what is seen before there is a file."""
        frame = card(kind="note")
        column = QVBoxLayout(frame)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(12)
        column.addStretch()
        column.addWidget(IconLabel("file-up", "accent", 32), alignment=Qt.AlignmentFlag.AlignHCenter)
        words = self.kind_of_import.words
        sentence = PlainLabel(words.invitation, scale=1.1, bold=True)
        sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(sentence)
        explained = muted(words.explained, wrap=True)
        explained.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(explained)
        self.choose_button = button(_("Choose a file…"), "file-up", "primary")
        self.choose_button.clicked.connect(self.choose)
        column.addWidget(self.choose_button, alignment=Qt.AlignmentFlag.AlignHCenter)
        self.first_fault = PlainLabel("", tone="late", wrap=True)
        self.first_fault.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.first_fault.hide()
        column.addWidget(self.first_fault)
        column.addStretch()
        return frame

    def _file(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.name = ElidedLabel("", bold=True)
        self.kind = muted()
        other = button(_("Choose another file…"))
        other.clicked.connect(self.choose)
        row.addWidget(IconLabel("file-text", "muted", 20))
        row.addWidget(self.name, 1)
        row.addWidget(self.kind)
        row.addWidget(other)
        column.addLayout(row)
        self.encoding = ChoiceField("encoding", _("Letters"), [(e, _(title)) for e, title in ENCODINGS])
        self.separator = ChoiceField("separator", _("Separator"), [(s, _(title)) for s, title in SEPARATORS])
        self.sheet = ChoiceField("sheet", _("Sheet"), [])
        self.header = ChoiceField("header", _("The headings are"), [])
        self._options = (self.encoding, self.separator, self.sheet, self.header)
        options = QHBoxLayout()
        options.setSpacing(12)
        for field in self._options:
            options.addWidget(field, 1)
            field.changed.connect(self._option_changed)
        column.addLayout(options)
        self.fault = PlainLabel("", tone="late", wrap=True)
        self.fault.hide()
        column.addWidget(self.fault)
        self.model = TextModel()
        self.table = a_table(_("The first rows of the file"), self.model)
        frame = card()
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        column.addWidget(frame, 1)
        self.hint = muted(
            _("Do accents look right, and is each thing in a column of its own? If not, change it above."),
            wrap=True,
        )
        column.addWidget(self.hint)
        return page

    # -- choosing

    def choose(self) -> None:
        """Ask for a file."""
        words = self.kind_of_import.words
        filters = words.file_filter.format(kinds=words.kinds) + ";;" + _("All files (*)")
        open_file(self, words.file_title, filters, self.take)

    def take(self, path: Path) -> None:
        """Open a file and guess how it is read."""
        self.path = path
        self.reading = Reading()
        self._read()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take(Path(event.mimeData().urls()[0].toLocalFile()))

    def _option_changed(self) -> None:
        found = self.found
        if found is None or found.source.table is None:
            return
        wanted: dict[str, Any] = {}
        if found.source.table.dialect is not None:
            wanted = {"encoding": self.encoding.value(), "separator": self.separator.value()}
        elif self.sheet.value() != found.source.table.sheet:
            wanted = {"sheet": self.sheet.value()}
        if self.header.value() != self._header_of(found):
            wanted["header"] = self.header.value()
        elif wanted.get("sheet") or wanted.get("separator") != self._separator_of(found):
            wanted["header"] = None  # other cells: look for the headings again
        self.reading = replace(self.reading, **wanted)
        self._read()

    @staticmethod
    def _header_of(found: Found) -> int:
        table = found.source.table
        return _NO_HEADINGS if table is None or table.header_at is None else table.header_at

    @staticmethod
    def _separator_of(found: Found) -> str | None:
        table = found.source.table
        return table.dialect.separator if table is not None and table.dialect is not None else None

    # -- reading

    def _read(self) -> None:
        path, reading, kind = self.path, self.reading, self.kind_of_import
        if path is None:
            return

        def look() -> tuple[Found, list[Draft], list[str]]:
            found = kind.preview(self.shop, path, reading)
            cards = kind.cards(self.shop, found, _SHOWN) if found.source.table is None else []
            return found, cards, kind.own_names(self.shop)

        tasks.run_query(self, look, self._show, key="preview", failed=self._refused)

    def _refused(self, error: KnownError) -> None:
        if self.found is None or self.reading == Reading():
            self.found = None
            self.stack.setCurrentIndex(0)
            self.first_fault.setText(error.sentence)
            self.first_fault.show()
        else:
            self.fault.setText(error.sentence)
            self.fault.show()
        self.changed.emit()

    def _show(self, result: tuple[Found, list[Draft], list[str]]) -> None:
        self.found, self.cards, self.own_names = result
        source = self.found.source
        self.first_fault.hide()
        self.fault.hide()
        self.stack.setCurrentIndex(1)
        self.name.setText(source.path.name)
        self.kind.setText(_(source.format.title))
        table = source.table
        for field in self._options:
            field.setVisible(False)
        self.hint.setVisible(table is not None)
        if table is None:
            self._show_cards()
        else:
            self._show_options()
            self._show_rows()
        self.changed.emit()

    def _show_options(self) -> None:
        table = self.found.source.table if self.found else None
        if self.found is None or table is None:
            return
        if table.dialect is not None:
            known = [(e, _(title)) for e, title in ENCODINGS]
            if table.dialect.encoding not in dict(ENCODINGS):
                known.append((table.dialect.encoding, table.dialect.encoding))
            self.encoding.set_options(known)
            self.encoding.load(table.dialect.encoding)
            self.separator.load(table.dialect.separator)
        else:
            self.sheet.set_options([(name, name) for name in table.sheets])
            self.sheet.load(table.sheet)
        self.encoding.setVisible(table.dialect is not None)
        self.separator.setVisible(table.dialect is not None)
        self.sheet.setVisible(len(table.sheets) > 1)
        rows = [
            (place, _("in row {number}").format(number=place + 1))
            for place in range(min(15, len(table.first_records)))
        ]
        self.header.set_options([*rows, (_NO_HEADINGS, _("nowhere, the data begin at once"))])
        self.header.load(self._header_of(self.found))
        self.header.setVisible(True)

    def _show_rows(self) -> None:
        table = self.found.source.table if self.found else None
        if table is None:
            return
        titles = [
            heading or _("Column {number}").format(number=place + 1)
            for place, heading in enumerate(table.headers)
        ]
        self.model.show_rows(titles, table.sample[:_SHOWN])
        fit_columns(self.table)
        self.table.horizontalHeader().setStretchLastSection(False)
        count = len(titles)
        columns = ngettext("{count} column", "{count} columns", count).format(
            count=number(count, self.shop.profile.locale)
        )
        self.kind.setText(f"{self.kind.text()} · {columns}")

    def _show_cards(self) -> None:
        rows = []
        for draft in self.cards:
            customer = draft.customer
            phones = ", ".join(point.value for point in customer.phones)
            emails = ", ".join(point.value for point in customer.emails)
            rows.append([customer.list_name, phones, emails, customer.town, draft.problem])
        titles = [_("Name"), _("Telephones"), _("E-mails"), _("Town"), _("Cannot be read because")]
        self.model.show_rows(titles, rows)
        fit_columns(self.table)
        header = self.table.horizontalHeader()
        for section, width in enumerate((170, 150, 170, 110)):
            header.resizeSection(section, width)
        header.setStretchLastSection(True)
