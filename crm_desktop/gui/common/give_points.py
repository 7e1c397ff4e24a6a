"""Points by hand, for one customer or for many: how many, in which program, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.loyalty.model import KIND_NAMES, Program, ProgramState
from crm_desktop.gui import tasks
from crm_desktop.gui.common.dialog import FormDialog
from crm_desktop.gui.common.fields import ChoiceField, NumberField, TextField
from crm_desktop.gui.common.labels import PlainLabel
from crm_desktop.services import loyalty
from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from crm_desktop.gui.common.screen import Context

GIVE, TAKE = 1, -1
MOST = 1_000_000


class GivePoints(FormDialog):
    """See the module.

    Args:
        parent: the page.
        context: of the page.
        customer_ids: to whom.
    """

    def __init__(self, parent: QWidget | None, context: Context, customer_ids: Sequence[int]) -> None:
        count = len(customer_ids)
        title = ngettext("Points for {count} customer", "Points for {count} customers", count)
        super().__init__(parent, title.format(count=count), _("Give"), width=440)
        self._shop, self._ids = context.shop, tuple(customer_ids)
        self.program = ChoiceField("program", _("Program"), [])
        self.form.row(self.program)
        self.form.row(
            ChoiceField("sign", _("What"), [(GIVE, _("Give")), (TAKE, _("Take away"))]),
            NumberField("points", _("How many"), low=1, high=MOST),
        )
        self.form.row(TextField("words", _("Why"), required=True, hint=_("It stands on their statement.")))
        self.form.load({"sign": GIVE, "points": 10})
        self.nothing = PlainLabel(
            _("There is no program in force. Put one in force in Loyalty first."), tone="near", wrap=True
        )
        self.nothing.hide()
        self.body.addWidget(self.nothing)
        tasks.run_query(self, lambda: loyalty.programs(self._shop, ended=False), self._show, key="programs")
        self.form.changed.connect(lambda _key: self._say())

    def _say(self) -> None:
        self.save_button.setText(_("Give") if self.form.value("sign") == GIVE else _("Take away"))

    def _show(self, programs: list[Program]) -> None:
        usable = [p for p in programs if p.state is not ProgramState.DRAFT]
        options = [(p.id, f"{p.name} ({_(KIND_NAMES[p.kind])})") for p in usable]
        self.program.set_options(options)
        self.program.mark_clean()
        self.nothing.setVisible(not usable)
        self.save_button.setEnabled(bool(usable))

    def submit(self, values: dict[str, Any]) -> None:
        """Give them, or take them away."""
        points = values["sign"] * values["points"]
        tasks.run_change(
            self,
            lambda: loyalty.adjust(self._shop, self._ids, values["program"], points, values["words"]),
            lambda _changes: self.saved(),
            failed=self.failed,
        )
