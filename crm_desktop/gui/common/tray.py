"""A notice of the follow-ups that are due, in the corner of the desktop."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from crm_desktop.shared.i18n import _, ngettext


def due_sentence(due: int, late: bool) -> str:
    """Return the sentence of the notice."""
    said = ngettext("{count} follow-up to do today", "{count} follow-ups to do today", due).format(count=due)
    return _("{sentence}; some are late.").format(sentence=said) if late else said + "."


class Tray(QObject):
    """The icon in the tray, where the desktop has one.

    It speaks when the window opens and whenever more has come due since then, never twice for the same.

    Signals:
        opened(): the person clicked: show the window with the follow-ups.
    """

    opened = Signal()

    def __init__(self, icon: QIcon, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told = 0
        self.notices: list[str] = []
        self.icon: QSystemTrayIcon | None = None
        if QSystemTrayIcon.isSystemTrayAvailable():
            self.icon = QSystemTrayIcon(icon, self)
            self._menu = QMenu()
            show = QAction(_("Open the follow-ups of today"), self._menu)
            show.triggered.connect(self.opened)
            self._menu.addAction(show)
            self.icon.setContextMenu(self._menu)
            self.icon.activated.connect(self._activated)
            self.icon.messageClicked.connect(self.opened)
            self.icon.show()

    def due(self, count: int, late: bool) -> None:
        """Tell how many follow-ups are due up to today."""
        sentence = due_sentence(count, late)
        if self.icon is not None:
            self.icon.setToolTip("Mostrador\n" + sentence if count else "Mostrador")
        if count > self._told:
            self.notices.append(sentence)
            if self.icon is not None:
                self.icon.showMessage("Mostrador", sentence, self.icon.icon(), 8000)
        self._told = count

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason == QSystemTrayIcon.ActivationReason.Trigger:
            self.opened.emit()
