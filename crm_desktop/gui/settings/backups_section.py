"""Where the shop's data lie, and its backups."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from crm_desktop.gui import messages, tasks
from crm_desktop.gui.common import when
from crm_desktop.gui.common.file_choice import choose_folder, open_file
from crm_desktop.gui.common.labels import PlainLabel, caption
from crm_desktop.gui.common.screen import Context
from crm_desktop.gui.settings.sections import ListSection
from crm_desktop.services import backups
from crm_desktop.services.backups import BackupInfo
from crm_desktop.shared.i18n import N_, _

REASONS: dict[str, str] = {
    "manual": N_("made by hand"),
    "closing": N_("made when the window closed"),
    "daily": N_("made by itself"),
    "upgrade": N_("before a new version of the program"),
    "restore": N_("before another backup was put back"),
}


class BackupsSection(ListSection):
    """Backups are made by themselves every day and at closing; here one is made or put back by hand."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            _("Data and backups"),
            _("A backup is made every day and when the window closes. Keep one on a USB stick as well."),
            _("Backups, newest first"),
            _("There is no backup yet."),
        )
        self.make_button = self.add_button(_("Make a backup now"), self.make, primary=True, line=False)
        self.add_button(_("Restore…"), lambda: self.ask_restore(Path(self.current_key())))
        self.add_button(_("Restore from another place…"), self._from_elsewhere, line=False)
        self.copy_button = self.add_button(_("Copy to a USB stick…"), self._elsewhere, line=False)
        self.edited.connect(lambda key: self.ask_restore(Path(key)))
        self.reload()

    def before_list(self) -> None:
        """Say where the data are."""
        inside = self.add_card()
        inside.addWidget(caption(_("Folder of the shop's data")))
        self.folder = PlainLabel(str(self.shop.paths.folder), selectable=True, wrap=True)
        inside.addWidget(self.folder)
        row = QHBoxLayout()
        show = QPushButton(_("Open the folder"))
        show.clicked.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.shop.paths.folder)))
        )
        other = QPushButton(_("Open another shop…"))
        other.clicked.connect(
            lambda: choose_folder(self, _("Folder of the other shop"), self.context.open_shop)
        )
        row.addWidget(show)
        row.addWidget(other)
        row.addStretch()
        inside.addLayout(row)

    def reload(self) -> None:
        tasks.run_query(self, lambda: backups.listing(self.shop), self._show, key="backups")

    def _show(self, found: list[BackupInfo]) -> None:
        key = self.begin()
        for one in found:
            self.add_line(str(one.path), self._line(one))
        self.finish(key)

    def _line(self, one: BackupInfo) -> str:
        made = self.shop.clock.local(one.made)
        size = QLocale(self.shop.profile.locale).formattedDataSize(
            one.size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat
        )
        moment = _("{date} at {time}").format(
            date=when.weekday_date(made.date(), self.shop.clock.today()), time=when.hour(made.time())
        )
        return f"{moment}  –  {_(REASONS.get(one.reason, REASONS['manual']))}  –  {size}"

    def make(self) -> None:
        """Make a backup now."""
        self._make(None)

    def _make(self, folder: Path | None) -> None:
        self.make_button.setEnabled(False)

        def done(made: BackupInfo) -> None:
            self.reload()
            messages.toast(_("Backup made and checked: {file}").format(file=made.path.name))

        def failed(error: Exception) -> None:
            self.fit_buttons()
            messages.show_error(self, str(error))

        tasks.run_query(
            self, lambda: backups.create(self.shop, "manual", folder), done, key="make", failed=failed
        )

    def _elsewhere(self) -> None:
        choose_folder(self, _("Where to copy it"), self._make)

    def _from_elsewhere(self) -> None:
        open_file(
            self, _("Choose a backup"), _("Backups (*.db *.mostrador);;All Files (*)"), self.ask_restore
        )

    def ask_restore(self, path: Path) -> None:
        """Ask once, then put the backup in the shop's place."""
        messages.ask(
            self,
            _("Put this backup in the place of the shop as it is now?"),
            _("Restore"),
            lambda: self.context.restore(path),
            detail=_("The shop as it is now is kept among the backups, so that you can come back to it."),
        )
