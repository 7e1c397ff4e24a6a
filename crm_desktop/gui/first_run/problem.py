"""What is said when the shop cannot be opened: why, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.gui import messages
from crm_desktop.gui.common.file_choice import choose_folder
from crm_desktop.gui.common.labels import IconLabel, PlainLabel, heading
from crm_desktop.services import backups
from crm_desktop.services.backups import BackupInfo
from crm_desktop.shared.errors import KnownError
from crm_desktop.shared.formats import date_and_time
from crm_desktop.shared.i18n import _
from crm_desktop.shared.paths import ShopPaths, resources_dir


class StartProblem(QWidget):
    """A window of its own: the sentence, and buttons that lead on.

    Args:
        sentence: why, from the error.
        paths: of the shop that could not be opened.
        newest: the newest sound-looking backup, or None.

    Signals:
        again(): try the same shop once more.
        other(Path): open the shop in another folder.
        restore(Path): put this backup in the shop's place.
    """

    again = Signal()
    other = Signal(object)
    restore = Signal(object)

    def __init__(self, sentence: str, paths: ShopPaths) -> None:
        super().__init__()
        self.setWindowTitle("Mostrador")
        self.setWindowIcon(QIcon(str(resources_dir() / "images" / "mostrador.png")))
        self.setProperty("kind", "sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(QSize(560, 260))
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 28, 32, 24)
        column.setSpacing(14)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(IconLabel("circle-alert", "near", 32))
        head.addWidget(heading(_("The shop cannot be opened")), 1)
        column.addLayout(head)
        self.sentence = PlainLabel(sentence, wrap=True, selectable=True)
        column.addWidget(self.sentence)
        column.addWidget(PlainLabel(str(paths.database), tone="muted", wrap=True, selectable=True))
        column.addStretch()
        self.newest = _newest(paths)
        if self.newest is not None:
            made = date_and_time(self.newest.made.astimezone())
            text = _("The newest backup is of {moment}.").format(moment=made)
            column.addWidget(PlainLabel(text, wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        self.restore_button = self._button(row, _("Restore the newest backup"), self._ask_restore)
        self.restore_button.setVisible(self.newest is not None)
        self.other_button = self._button(row, _("Open another shop…"), self._choose)
        row.addStretch()
        self.close_button = self._button(row, _("Close"), self.close)
        self.again_button = self._button(row, _("Try again"), self.again.emit)
        self.again_button.setProperty("kind", "primary")
        self.again_button.setDefault(True)
        column.addLayout(row)
        self.again_button.setFocus()

    @staticmethod
    def _button(row: QHBoxLayout, text: str, action: Callable[..., object]) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(action)
        row.addWidget(button)
        return button

    def _choose(self) -> None:
        choose_folder(self, _("Folder of the other shop"), self.other.emit)

    def _ask_restore(self) -> None:
        if self.newest is None:
            return
        path: Path = self.newest.path
        messages.ask(
            self,
            _("Put the newest backup in the shop's place?"),
            _("Restore"),
            lambda: self.restore.emit(path),
            detail=_("The file that cannot be opened is kept beside it; nothing is thrown away."),
        )


def _newest(paths: ShopPaths) -> BackupInfo | None:
    try:
        return next(iter(backups.list_folder(paths.backups)), None)
    except (KnownError, OSError):
        return None
