"""The plan after a sale: steps, one a line, as a sentence with its blanks."""

from __future__ import annotations

from dataclasses import replace

from crm_desktop.domain.products.model import STEP_KIND_NAMES, AfterSalesStep, StepKind
from crm_desktop.domain.products.validate import LONGEST_DAYS, LONGEST_MONTHS
from crm_desktop.gui.common.lines import Line, Lines
from crm_desktop.shared.i18n import _

_KINDS = tuple(STEP_KIND_NAMES)
_USUAL_DAYS = {
    StepKind.INSTALLATION: 2,
    StepKind.STARTUP: 7,
    StepKind.MAINTENANCE: 365,
    StepKind.WARRANTY: 1080,
}


class StepLine(Line[AfterSalesStep]):
    """One step."""

    def __init__(self, step: AfterSalesStep) -> None:
        super().__init__()
        self._step = step
        self.kind = self.choice(
            [_(name) for name in STEP_KIND_NAMES.values()],
            _KINDS.index(step.kind),
            _("What comes after the sale"),
        )
        self.word(_("after"))
        self.days = self.figure(step.after_days, 0, LONGEST_DAYS, _("Days after the sale"), " " + _("days"))
        self.word(_("then every"))
        self.months = self.figure(
            step.every_months, 0, LONGEST_MONTHS, _("Again every so many months"), " " + _("months")
        )
        self.months.setSpecialValueText(_("once"))
        self.subject = self.text(
            step.subject, _("What the follow-up is about"), _("what it is about (can be left empty)")
        )
        self.end()
        self.kind.activated.connect(lambda index: self.days.setValue(_USUAL_DAYS[_KINDS[index]]))

    def value(self) -> AfterSalesStep:
        """Return the step as it stands."""
        return replace(
            self._step,
            kind=_KINDS[self.kind.currentIndex()],
            after_days=self.days.value(),
            every_months=self.months.value(),
            subject=self.subject.text().strip(),
        )


class StepRows(Lines):
    """The whole plan."""

    def __init__(self) -> None:
        super().__init__(_("Add a step"), StepLine, self._next_step)

    def _next_step(self) -> AfterSalesStep:
        """Return a step of the first kind that the plan does not have yet."""
        used = {step.kind for step in self.values()}
        kind = next((kind for kind in _KINDS if kind not in used), StepKind.MAINTENANCE)
        return AfterSalesStep(kind, _USUAL_DAYS[kind])
