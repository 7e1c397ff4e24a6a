"""The small dialogs of a segment: its name and how to serve its customers; why a customer is in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.domain.segments.model import MAX_NAME, MAX_NEEDS, SegmentKind
from crm_desktop.domain.service import INITIATIVE_NAMES, MODE_NAMES
from crm_desktop.gui import tasks
from crm_desktop.gui.common.dialog import Dialog, FormDialog
from crm_desktop.gui.common.fields import ChoiceField, LongTextField, TextField
from crm_desktop.gui.common.labels import PlainLabel, muted
from crm_desktop.services import segments
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.domain.segments.model import Segment
    from crm_desktop.services.changes import Changes
    from crm_desktop.services.shop import Shop


class SegmentForm(FormDialog):
    """Name, type of service and needs; of one made by hand it is all there is to write.

    Signals:
        written(str): it was saved; its key.
    """

    written = Signal(str)

    def __init__(self, parent: QWidget | None, shop: Shop, segment: Segment) -> None:
        new = not segment.key
        heading = _("Segment by hand") if new else segment.name
        super().__init__(parent, heading, _("Save"), width=520)
        self._shop, self._segment = shop, segment
        if segment.kind is not SegmentKind.READY:
            self.form.row(
                TextField(
                    "name",
                    _("Name"),
                    limit=MAX_NAME,
                    required=True,
                    hint=_("You choose its customers afterwards, one by one.") if new else "",
                )
            )
        self.form.row(
            ChoiceField(
                "mode",
                _("Type of service"),
                [(None, _("Not said")), *((mode, _(name)) for mode, name in MODE_NAMES.items())],
            ),
            ChoiceField(
                "initiative",
                _("Who takes the first step"),
                [(None, _("Not said")), *((each, _(name)) for each, name in INITIATIVE_NAMES.items())],
            ),
        )
        self.form.row(
            LongTextField(
                "needs",
                _("What they need"),
                limit=MAX_NEEDS,
                hint=_("It is shown at the counter and in the file of each of these customers."),
            )
        )
        self.form.load(
            {
                "name": segment.name,
                "mode": segment.mode,
                "initiative": segment.initiative,
                "needs": segment.needs,
            }
        )
        if segment.kind is SegmentKind.READY and segment.id is not None:
            self.add_button(_("As it came"), self._restore)

    def submit(self, values: dict[str, Any]) -> None:
        """Save it."""
        changed = replace(self._segment, **values)
        tasks.run_change(self, lambda: segments.save(self._shop, changed), self._written, failed=self.failed)

    def _written(self, changes: Changes[str]) -> None:
        self.written.emit(changes.value)
        self.saved()

    def _restore(self) -> None:
        shop, key = self._shop, self._segment.key
        tasks.run_change(
            self, lambda: segments.restore_ready(shop, key), lambda _done: self.saved(), failed=self.failed
        )


class WhyDialog(Dialog):
    """Why a customer is in a segment."""

    def __init__(self, parent: QWidget | None, name: str, segment: str, lines: Sequence[str]) -> None:
        super().__init__(parent, _("Why is {name} here?").format(name=name), width=440)
        self.body.addWidget(muted(_("In “{segment}”, because:").format(segment=segment), wrap=True))
        self.lines = why_labels(lines)
        for one in self.lines:
            self.body.addWidget(one)
        self.body.addStretch()


def why_labels(lines: Sequence[str]) -> list[PlainLabel]:
    """Return the reasons, a line each."""
    shown = lines or (_("The rule no longer finds this customer: something has changed meanwhile."),)
    return [PlainLabel(f"•  {line}" if lines else line, wrap=True, selectable=True) for line in shown]
