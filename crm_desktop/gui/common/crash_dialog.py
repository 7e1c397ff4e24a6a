"""What is shown when the program itself made a mistake."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from crm_desktop.gui.common.dialog import Dialog
from crm_desktop.gui.common.labels import PlainLabel
from crm_desktop.shared.i18n import _


class CrashDialog(Dialog):
    """Says that the program made a mistake, that the data is safe, and offers the report to copy."""

    def __init__(self, parent: QWidget | None, report: str) -> None:
        super().__init__(
            parent, _("Something went wrong in the program"), cancel_text=_("Go on working"), width=560
        )
        self.report = report
        text = _("What was saved is safe. What was being done just now may have to be done again.")
        self.body.addWidget(PlainLabel(text, wrap=True))
        hint = _("This report helps to mend it. It holds no names and no data of customers.")
        self.body.addWidget(PlainLabel(hint, tone="muted", wrap=True))
        box = QPlainTextEdit(report)
        box.setReadOnly(True)
        box.setTabChangesFocus(True)
        box.setAccessibleName(_("Report"))
        box.setFixedHeight(160)
        self.body.addWidget(box)
        self.copy_button = self.add_button(_("Copy the report"), self._copy)
        self.cancel_button.setDefault(True)
        self.cancel_button.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report)
        self.copy_button.setText(_("Copied"))
