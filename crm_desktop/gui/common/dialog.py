"""The base of every dialog: a heading, a body, verbs on buttons; Esc and Enter; freed when it is closed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.gui import messages
from crm_desktop.gui.common.enter_key import press_focused
from crm_desktop.gui.common.form import Form
from crm_desktop.gui.common.labels import heading, scrolled
from crm_desktop.shared.i18n import _

BAR_GAP = 8  # logical pixels between what is scrolled and its bar
AROUND = 64  # of the window that stay free over and under a high dialog
FRAME = 48  # of the screen, for the frame of a window


class Dialog(QDialog):
    """A dialog that never blocks the program: `open()` shows it, signals tell the rest.

    Put widgets into `self.body`; override `save` (the primary button, Enter, Ctrl+Enter): do the work and
    call `accept()` when it succeeded. Esc and Cancel go through `may_close`, so that unsaved text is asked
    about.

    Args:
        parent: the window it belongs to.
        title: heading and window title.
        save_text: verb on the primary button; "" for a dialog that only shows something.
        cancel_text: verb on the other.
        width: logical pixels.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        save_text: str = "",
        *,
        cancel_text: str = "",
        width: int = 480,
    ) -> None:
        super().__init__(parent)
        self._typed_in: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title)
        self.setMinimumWidth(min(width, 900))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        self.title = heading(title)
        column.addWidget(self.title)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        column.addLayout(self.body, 1)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addStretch()
        self.cancel_button = QPushButton(cancel_text or (_("Cancel") if save_text else _("Close")))
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        self.buttons.addWidget(self.cancel_button)
        self.save_button = QPushButton(save_text)
        self.save_button.setProperty("kind", "primary")
        self.save_button.setDefault(True)
        self.save_button.setVisible(bool(save_text))
        self.save_button.clicked.connect(self.save)
        self.buttons.addWidget(self.save_button)
        column.addSpacing(4)
        column.addLayout(self.buttons)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.save_button.click)

    def add_button(self, text: str, action: Callable[[], None]) -> QPushButton:
        """Add a button at the left, for something besides saving and cancelling."""
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(action)
        self.buttons.insertWidget(0, button)
        return button

    def add_scrolled(self, widget: QWidget) -> QScrollArea:
        """Put a tall widget into the body so that the dialog still fits on a small screen."""
        area = scrolled(widget)
        self.body.addWidget(area, 1)
        if (layout := widget.layout()) is not None:  # the bar stands a little away from the fields
            margins = layout.contentsMargins()
            margins.setRight(max(margins.right(), BAR_GAP))
            layout.setContentsMargins(margins)
        return area

    def fit_scrolled(self, area: QScrollArea) -> None:
        """Be as high as what is scrolled needs, and no higher than the window the dialog belongs to."""
        inside, parent = area.widget() or area, self.parentWidget()
        room = parent.window().height() if parent is not None else self.screen().availableGeometry().height()
        rest = self.sizeHint().height() - area.sizeHint().height()
        wanted = rest + inside.sizeHint().height()
        self.resize(self.width(), max(self.minimumHeight(), min(wanted, room - AROUND)))

    def save(self) -> None:
        """What the primary button does; by default it only closes."""
        self.accept()

    def unsaved(self) -> bool:
        """Whether closing now would lose something."""
        return False

    def reject(self) -> None:
        """Close without saving, after asking when something would be lost."""
        if self.unsaved():
            verb = self.save_button.text()
            verb = "" if verb in {_("Save"), _("Add")} else verb
            messages.ask_unsaved(self, self.save_button.click, self.discard, verb=verb)
        else:
            self.discard()

    def discard(self) -> None:
        """Close without saving and without asking."""
        super().reject()

    def done(self, result: int) -> None:
        """Close and free."""
        super().done(result)
        self.deleteLater()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the screen, and begin in the first field rather than on a button."""
        super().showEvent(event)
        self._grow()
        room = self.screen().availableGeometry()
        if self.height() > room.height() - FRAME:
            self.resize(self.width(), max(self.minimumSizeHint().height(), room.height() - FRAME))
        form = getattr(self, "form", None)
        if isinstance(form, Form) and self.focusWidget() in {None, self.save_button, self.cancel_button}:
            form.focus_first()

    def _grow(self) -> None:
        """Be high enough for what wraps: a sentence under a field comes and goes."""
        least = min(self.heightForWidth(self.width()), self.screen().availableGeometry().height() - FRAME)
        if least > self.height():
            self.resize(self.width(), least)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's own close button asks like Esc does."""
        if self.isVisible() and self.unsaved():
            event.ignore()
            self.reject()
        else:
            super().closeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Remember where a key was pressed: a field may hand the focus on before Enter comes here."""
        if event.type() == QEvent.Type.ShortcutOverride:
            self._typed_in = self.focusWidget()
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._grow()
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes through `reject`; Enter through the button that has the focus, else the default one."""
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        elif self.focusWidget() is not self._typed_in or not press_focused(self, event):
            super().keyPressEvent(event)


class FormDialog(Dialog):
    """A dialog around one form: checks it, asks before losing text. Override `submit`.

    `submit(values)` starts the change (`tasks.run_change(self, …, lambda _c: self.saved(),
    failed=self.failed)`).
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        save_text: str = "",
        *,
        width: int = 480,
        scrolled: bool = False,
    ) -> None:
        super().__init__(parent, title, save_text or _("Save"), width=width)
        self.form = Form()
        if scrolled:
            self.add_scrolled(self.form)
        else:
            self.body.addWidget(self.form)

    def save(self) -> None:
        """Check the form and submit it once."""
        if self.save_button.isEnabled() and self.form.check():
            self.save_button.setEnabled(False)
            self.submit(self.form.values())

    def submit(self, values: dict[str, object]) -> None:
        """Do the work with the checked values; then call `saved` or `failed`."""
        raise NotImplementedError

    def saved(self) -> None:
        """The change was written: close."""
        self.form.mark_clean()
        self.accept()

    def failed(self, error: Exception) -> None:
        """The change was refused: show why, where it belongs, and let the person go on."""
        self.save_button.setEnabled(True)
        sentence = str(error)
        fields = getattr(error, "fields", None) or {}
        if fields:
            self.form.show_faults(fields, sentence)
        else:
            messages.show_error(self, sentence)

    def unsaved(self) -> bool:
        """Whether the form holds something that is not saved."""
        return self.form.is_dirty()
