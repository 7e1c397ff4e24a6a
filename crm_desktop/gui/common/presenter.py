"""Shows what the program says: dialogs for errors and questions, the bottom bar for toasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.gui.messages import Choice, Question
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from crm_desktop.gui.common.crash_dialog import CrashDialog
    from crm_desktop.gui.common.undo_bar import UndoBar


class WindowPresenter:
    """The presenter of the running program (see `messages.Presenter`)."""

    def __init__(self) -> None:
        self.window: QWidget | None = None
        self.bar: Callable[[], UndoBar] | None = None
        self._crash: CrashDialog | None = None

    def _parent(self, parent: QWidget | None) -> QWidget | None:
        return parent.window() if parent is not None and parent.isVisible() else self.window

    def error(self, parent: QWidget | None, sentence: str) -> None:
        """Show a sentence in a dialog; it does not block."""
        from crm_desktop.gui.common.message_dialog import MessageDialog

        understood = Choice(_("Understood"), safe=True)
        MessageDialog(self._parent(parent), sentence, (understood,), icon="circle-alert", tone="near").open()

    def question(self, parent: QWidget | None, question: Question) -> None:
        """Ask; the safe button is the default one and what Esc means."""
        from crm_desktop.gui.common.message_dialog import MessageDialog

        MessageDialog(
            self._parent(parent), question.sentence, question.choices, detail=question.detail
        ).open()

    def toast(self, text: str, action_text: str, action: Callable[[], None] | None) -> None:
        """Say it in the bottom bar."""
        if self.bar is not None:
            self.bar().tell(text, action, action_text)

    def crash(self, report: str) -> None:
        """Show one crash dialog at a time."""
        import shiboken6

        if self._crash is not None and shiboken6.isValid(self._crash) and self._crash.isVisible():
            return
        from crm_desktop.gui.common.crash_dialog import CrashDialog

        self._crash = CrashDialog(self.window, report)
        self._crash.open()
