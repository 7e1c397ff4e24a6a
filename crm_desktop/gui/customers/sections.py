"""A form whose less used parts are folded away, each saying in a line what it holds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from crm_desktop.gui import icons
from crm_desktop.gui.common.fields import Field, TextField
from crm_desktop.gui.common.form import Form
from crm_desktop.gui.common.labels import ElidedLabel, rule


class Section(QWidget):
    """A heading that folds and unfolds what is under it.

    Signals:
        toggled(bool): the person unfolded or folded it.
    """

    toggled = Signal(bool)

    def __init__(self, title: str, summary: Callable[[], str]) -> None:
        super().__init__()
        self._summary = summary
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(rule())
        line = QHBoxLayout()
        line.setSpacing(12)
        self.button = QToolButton()
        self.button.setProperty("kind", "section")
        self.button.setText(title.replace("&", "&&"))
        self.button.setAccessibleName(title)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setIconSize(QSize(icons.SMALL, icons.SMALL))
        self.button.setCheckable(True)
        self.button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.said = ElidedLabel("", tone="muted")
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line.addWidget(self.button)
        line.addWidget(self.said, 1)
        column.addLayout(line)
        self.body = QWidget()
        self.inside = QVBoxLayout(self.body)
        self.inside.setContentsMargins(0, 0, 0, 8)
        self.inside.setSpacing(12)
        column.addWidget(self.body)
        self.button.toggled.connect(self._show)
        self.button.clicked.connect(self.toggled)
        self.button.setIcon(icons.icon("chevron-right", "muted"))
        self.body.hide()

    def is_open(self) -> bool:
        """Whether it is unfolded."""
        return self.button.isChecked()

    def set_open(self, unfolded: bool) -> None:
        """Unfold or fold it without telling."""
        self.button.setChecked(unfolded)

    def refresh(self) -> None:
        """Say anew what it holds."""
        self.said.setText("" if self.is_open() else self._summary())

    def _show(self, unfolded: bool) -> None:
        self.body.setVisible(unfolded)
        self.button.setIcon(icons.icon("chevron-down" if unfolded else "chevron-right", "muted"))
        self.refresh()


class SectionedForm(Form):
    """A form with sections: `begin` one, add rows, `end`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = self._column
        self.sections: dict[str, Section] = {}
        self._section_of: dict[str, Section] = {}
        self._current: Section | None = None

    def begin(self, key: str, title: str, summary: Callable[[], str]) -> Section:
        """Begin a section; the rows that follow belong to it."""
        section = Section(title, summary)
        self.sections[key] = section
        self._current = section
        if len(self.sections) == 1:
            self._folds = QVBoxLayout()
            self._folds.setSpacing(4)
            self._whole.addLayout(self._folds)
        self._folds.addWidget(section)
        self._column = section.inside
        return section

    def end(self) -> None:
        """The rows that follow belong to no section."""
        self._current = None
        self._column = self._whole

    def row(self, *fields: Field, stretch: tuple[int, ...] = ()) -> None:
        """Put fields side by side."""
        super().row(*fields, stretch=stretch)
        if self._current is not None:
            self._section_of.update(dict.fromkeys((one.key for one in fields), self._current))

    def refresh_summaries(self) -> None:
        """Let every folded section say what it holds."""
        for section in self.sections.values():
            section.refresh()

    def reveal(self, one: Field) -> None:
        """Unfold the section of a field before going to it."""
        section = self._section_of.get(one.key)
        if section is not None:
            section.set_open(True)
        super().reveal(one)

    def focus_first_text(self) -> None:
        """Give the focus to the first line of text that is in sight."""
        for one in self.fields.values():
            if isinstance(one, TextField) and not one.isHidden():
                one.control.setFocus()
                return
