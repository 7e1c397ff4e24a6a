"""Taking customers out to a file: which ones, and in which form."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from crm_desktop.domain.customers.listing import CustomerFilter
from crm_desktop.gui import messages, tasks
from crm_desktop.gui.common.dialog import Dialog
from crm_desktop.gui.common.file_choice import save_file
from crm_desktop.gui.common.labels import caption
from crm_desktop.services.exports import Exported, export_customers
from crm_desktop.shared.formats import number
from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from crm_desktop.gui.common.screen import Context
    from crm_desktop.services.shop import Shop
    from crm_desktop.shared.errors import KnownError

T = TypeVar("T")
Which = Sequence[int] | CustomerFilter | None


class RadioChoice(QWidget, Generic[T]):
    """One of a few, all of them in sight."""

    def __init__(self, name: str, options: Sequence[tuple[T, str]]) -> None:
        super().__init__()
        self._values = [value for value, _text in options]
        self.group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for place, (_value, text) in enumerate(options):
            button = QRadioButton(text.replace("&", "&&"))
            button.setAccessibleName(f"{name}: {text}")
            self.group.addButton(button, place)
            column.addWidget(button)
        self.choose(0)

    def choose(self, place: int) -> None:
        """Choose by place."""
        self.group.button(place).setChecked(True)

    def place(self) -> int:
        """Return the place of what is chosen."""
        return self.group.checkedId()

    def value(self) -> T:
        """Return what is chosen."""
        return self._values[self.place()]


class ExportDialog(Dialog):
    """Ask, then write the file in the background, with progress and Cancel.

    Args:
        parent: the window.
        context: of the page.
        selected: the selected customers; one alone is not offered.
        shown: what is on the screen: a list, or certain customers.
        count: how many those are.
        words: what is on the screen, with their number, when it is not a list.
    """

    def __init__(
        self,
        parent: QWidget | None,
        context: Context,
        selected: Sequence[int],
        shown: Sequence[int] | CustomerFilter,
        count: int,
        words: str = "",
    ) -> None:
        super().__init__(parent, _("Export customers"), _("Choose where…"), width=440)
        self._context = context
        locale = context.shop.profile.locale
        options: list[tuple[Which, str]] = []
        if len(selected) > 1:
            said = ngettext("The {count} customer selected", "The {count} customers selected", len(selected))
            options.append((selected, said.format(count=number(len(selected), locale))))
        said = ngettext("The list as it is now ({count})", "The list as it is now ({count})", count)
        options.append((shown, words or said.format(count=number(count, locale))))
        options.append((None, _("Everybody, also those who are archived")))
        self.which: RadioChoice[Which] = RadioChoice(_("Which customers"), options)
        self.form: RadioChoice[str] = RadioChoice(
            _("As what"),
            (
                ("xlsx", _("Spreadsheet (XLSX), for Excel or LibreOffice")),
                ("csv", _("Plain table (CSV), for nearly every program")),
                ("vcard", _("Cards (vCard), for telephones and mail programs")),
            ),
        )
        kept = context.state.number("export.form")
        self.form.choose(kept if 0 <= kept < 3 else 0)
        self.body.addWidget(caption(_("Which customers")))
        self.body.addWidget(self.which)
        self.body.addSpacing(4)
        self.body.addWidget(caption(_("As what")))
        self.body.addWidget(self.form)
        self.body.addStretch()

    def save(self) -> None:
        """Ask where to; the dialog stays until a place is chosen."""
        form = self.form.value()
        self._context.state.put("export.form", self.form.place())
        ending, filters = {
            "xlsx": (".xlsx", _("Spreadsheets (*.xlsx)")),
            "csv": (".csv", _("Tables (*.csv)")),
            "vcard": (".vcf", _("Cards (*.vcf)")),
        }[form]
        day = self._context.shop.clock.today().isoformat()
        name = _("customers {date}").format(date=day) + ending
        save_file(self, _("Export customers"), filters, name, self.write)

    def write(self, path: Path) -> None:
        """Write the chosen customers to a file and close."""
        owner = self.parentWidget() or self
        write_in_background(owner, self._context.shop, self.which.value(), self.form.value(), path)
        self.accept()


def write_in_background(owner: QWidget, shop: Shop, which: Which, form: str, path: Path) -> None:
    """Write customers to a file, tell what was written, and offer to show it."""

    def told(exported: Exported) -> None:
        folder = QUrl.fromLocalFile(str(exported.path.parent))
        messages.toast(exported.sentence, _("Open its folder"), lambda: _open(folder))

    def refused(error: KnownError) -> None:
        if error.sentence:
            messages.show_error(owner, error.sentence)
        else:
            messages.toast(_("The export was cancelled; no file was written."))

    tasks.run_long(
        owner,
        lambda progress: export_customers(
            shop, which, form, path, progress=progress.step, cancelled=progress.cancelled
        ),
        _("Exporting customers"),
        told,
        refused,
    )


def _open(folder: QUrl) -> None:
    QDesktopServices.openUrl(folder)
