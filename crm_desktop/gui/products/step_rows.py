"""The plan after a sale: steps, one a line, as a sentence with its blanks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from crm_desktop.domain.products.model import STEP_KIND_NAMES, AfterSalesStep, StepKind
from crm_desktop.domain.products.validate import LONGEST_DAYS, LONGEST_MONTHS
from crm_desktop.gui import icons
from crm_desktop.gui.common.inputs import ChoiceBox, NumberBox
from crm_desktop.gui.common.labels import Link, PlainLabel
from crm_desktop.shared.i18n import _

_KINDS = tuple(STEP_KIND_NAMES)
_USUAL_DAYS = {
    StepKind.INSTALLATION: 2,
    StepKind.STARTUP: 7,
    StepKind.MAINTENANCE: 365,
    StepKind.WARRANTY: 1080,
}


class StepRow(QWidget):
    """One step.

    Signals:
        changed(), removed()
    """

    changed = Signal()
    removed = Signal()

    def __init__(self, step: AfterSalesStep) -> None:
        super().__init__()
        self._step = step
        self.kind = ChoiceBox()
        self.kind.addItems([_(name) for name in STEP_KIND_NAMES.values()])
        self.kind.setCurrentIndex(_KINDS.index(step.kind))
        self.kind.setAccessibleName(_("What comes after the sale"))
        self.days = NumberBox(0, LONGEST_DAYS)
        self.days.setValue(step.after_days)
        self.days.setSuffix(" " + _("days"))
        self.days.setAccessibleName(_("Days after the sale"))
        self.months = NumberBox(0, LONGEST_MONTHS)
        self.months.setValue(step.every_months)
        self.months.setSuffix(" " + _("months"))
        self.months.setSpecialValueText(_("once"))
        self.months.setAccessibleName(_("Again every so many months"))
        self.subject = QLineEdit(step.subject)
        self.subject.setPlaceholderText(_("what it is about (can be left empty)"))
        self.subject.setAccessibleName(_("What the follow-up is about"))
        away = QToolButton()
        away.setIcon(icons.icon("x", "muted"))
        away.setToolTip(_("Take away"))
        away.setAccessibleName(_("Take away"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.kind)
        row.addWidget(PlainLabel(_("after"), tone="muted"))
        row.addWidget(self.days)
        row.addWidget(PlainLabel(_("then every"), tone="muted"))
        row.addWidget(self.months)
        row.addWidget(self.subject, 1)
        row.addWidget(away)
        self.kind.activated.connect(self._other_kind)
        self.days.valueChanged.connect(lambda _value: self.changed.emit())
        self.months.valueChanged.connect(lambda _value: self.changed.emit())
        self.subject.textEdited.connect(lambda _text: self.changed.emit())
        away.clicked.connect(self.removed)

    def _other_kind(self, index: int) -> None:
        self.days.setValue(_USUAL_DAYS[_KINDS[index]])
        self.changed.emit()

    def step(self) -> AfterSalesStep:
        """Return the step as it stands."""
        return replace(
            self._step,
            kind=_KINDS[self.kind.currentIndex()],
            after_days=self.days.value(),
            every_months=self.months.value(),
            subject=self.subject.text().strip(),
        )


class StepRows(QWidget):
    """The whole plan.

    Signals:
        changed(): the person changed something.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[StepRow] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        column.addLayout(self._lines)
        self.add_link = Link(_("Add a step"), icon="plus")
        self.add_link.clicked.connect(self._add_new)
        line = QHBoxLayout()
        line.addWidget(self.add_link)
        line.addStretch()
        column.addLayout(line)
        self.setFocusProxy(self.add_link)

    def steps(self) -> tuple[AfterSalesStep, ...]:
        """Return the plan as it stands."""
        return tuple(row.step() for row in self.rows)

    def set_steps(self, steps: Sequence[AfterSalesStep]) -> None:
        """Show a plan."""
        for row in tuple(self.rows):
            self._drop(row)
        for step in steps or ():
            self._add(step)

    def _add_new(self) -> None:
        used = {row.step().kind for row in self.rows}
        kind = next((kind for kind in _KINDS if kind not in used), StepKind.MAINTENANCE)
        row = self._add(AfterSalesStep(kind, _USUAL_DAYS[kind]))
        row.kind.setFocus()
        self.changed.emit()

    def _add(self, step: AfterSalesStep) -> StepRow:
        row = StepRow(step)
        self.rows.append(row)
        self._lines.addWidget(row)
        row.changed.connect(self.changed)
        row.removed.connect(lambda: self._removed(row))
        return row

    def _removed(self, row: StepRow) -> None:
        self._drop(row)
        self.add_link.setFocus()
        self.changed.emit()

    def _drop(self, row: StepRow) -> None:
        self.rows.remove(row)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()
