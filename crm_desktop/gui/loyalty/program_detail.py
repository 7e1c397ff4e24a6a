"""A program in full: what it gives, in words; its figures, tiers and rewards; what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from crm_desktop.domain.loyalty.model import KIND_NAMES, STATE_NAMES, ProgramKind, ProgramState, Reward
from crm_desktop.domain.loyalty.words import Teller
from crm_desktop.gui import icons
from crm_desktop.gui.common.detail_card import DetailCard
from crm_desktop.gui.common.flow_layout import flow
from crm_desktop.gui.common.labels import (
    Chip,
    Link,
    PlainLabel,
    button,
    caption,
    clear,
    muted,
    rule,
)
from crm_desktop.gui.loyalty.program_list import STATE_TONES
from crm_desktop.shared.formats import number
from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from crm_desktop.services.loyalty_overview import ProgramView
    from crm_desktop.services.shop import Shop


class ProgramDetail(DetailCard):
    """See the module.

    Signals:
        edit_asked(), simulate_asked(): of the program that is shown.
        state_asked(object): put it into this ProgramState.
        reward_asked(object): edit this Reward; None for a new one.
        reward_gone(int): take this reward out of the list.
    """

    edit_asked = Signal()
    simulate_asked = Signal()
    state_asked = Signal(object)
    reward_asked = Signal(object)
    reward_gone = Signal(int)

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self._shop = shop
        self._locale = shop.profile.locale
        self._parts = QVBoxLayout()
        self._parts.setSpacing(6)
        self.inside.addLayout(self._parts)
        self.edit_button = button(_("Edit"), "pencil", "primary")
        self.edit_button.clicked.connect(self.edit_asked)
        self.simulate_button = button(_("What would it cost?"), "sparkles")
        self.simulate_button.clicked.connect(self.simulate_asked)
        self.state_buttons = {}
        for state, text, icon in (
            (ProgramState.ACTIVE, _("Put it in force"), "check"),
            (ProgramState.PAUSED, _("Pause it"), "clock"),
            (ProgramState.ENDED, _("End it"), "x"),
        ):
            made = button(text, icon)
            made.clicked.connect(lambda _on=False, state=state: self.state_asked.emit(state))
            self.state_buttons[state] = made
        self.add_below(flow((self.edit_button, self.simulate_button, *self.state_buttons.values())))

    def show_view(self, view: ProgramView, teller: Teller) -> None:
        """Show a program."""
        clear(self._parts)
        self.chips.clear()
        program = view.program
        self.name.setText(program.name)
        self.chips.addWidget(Chip(_(KIND_NAMES[program.kind])))
        self.chips.addWidget(Chip(_(STATE_NAMES[program.state]), STATE_TONES[program.state]))
        if program.version > 1:
            self.chips.addWidget(Chip(_("rules no. {version}").format(version=program.version)))
        self._parts.addWidget(PlainLabel(self._figures(view), tone="muted", wrap=True))
        self._heading(_("What it gives"))
        for line in view.lines:
            self._parts.addWidget(PlainLabel(line, wrap=True, selectable=True))
        if program.tiers:
            self._heading(_("Tiers"))
            for tier in program.tiers:
                count = view.tiers.get(tier.id or 0, 0)
                people = ngettext("{count} customer", "{count} customers", count)
                text = teller.tier(tier, program.rules.tiers.basis)
                self._pair(text, people.format(count=number(count, self._locale)))
        self._heading(_("Rewards"))
        for reward in view.rewards:
            self._reward(reward, teller, program.kind)
        if not view.rewards:
            self._parts.addWidget(
                muted(_("There is nothing yet that they can be given for. Add the first reward."), wrap=True)
            )
        add = Link(_("Add a reward"), icon="plus")
        add.setEnabled(not self._shop.read_only)
        add.clicked.connect(lambda: self.reward_asked.emit(None))
        last = QHBoxLayout()
        last.addWidget(add)
        last.addStretch()
        self._parts.addLayout(last)
        self._parts.addStretch()
        self.show_chosen(True)
        may = not self._shop.read_only
        self.edit_button.setEnabled(may)
        self.state_buttons[ProgramState.ACTIVE].setVisible(program.state is not ProgramState.ACTIVE)
        self.state_buttons[ProgramState.PAUSED].setVisible(program.state is ProgramState.ACTIVE)
        self.state_buttons[ProgramState.ENDED].setVisible(
            program.state in {ProgramState.ACTIVE, ProgramState.PAUSED}
        )
        for one in self.state_buttons.values():
            one.setEnabled(may)

    def texts(self) -> list[str]:
        """Return all that is said of the program."""
        return [label.text() for label in self.findChildren(PlainLabel) if not label.isHidden()]

    def _figures(self, view: ProgramView) -> str:
        def of(count: int) -> str:
            return number(count, self._locale)

        parts = [
            ngettext("{count} customer", "{count} customers", view.customers).format(
                count=of(view.customers)
            ),
            _("{count} given").format(count=of(view.given)),
            _("{count} used").format(count=of(view.spent)),
            _("{count} expired").format(count=of(view.expired)),
            _("{count} held").format(count=of(view.outstanding)),
            ngettext("{count} reward taken", "{count} rewards taken", view.redemptions).format(
                count=of(view.redemptions)
            ),
        ]
        return " · ".join(parts)

    def _reward(self, reward: Reward, teller: Teller, kind: ProgramKind) -> None:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        name = Link(reward.name)
        name.clicked.connect(lambda: self.reward_asked.emit(reward))
        line.addWidget(name)
        about = PlainLabel(teller.reward(reward, kind), tone="muted", wrap=True)
        line.addWidget(about, 1)
        if reward.taken:
            taken = ngettext("{count} taken", "{count} taken", reward.taken)
            line.addWidget(muted(taken.format(count=number(reward.taken, self._locale))))
        away = QToolButton()
        away.setIcon(icons.icon("x", "muted"))
        away.setToolTip(_("Offer it no more"))
        away.setAccessibleName(_("Offer {name} no more").format(name=reward.name))
        away.setEnabled(not self._shop.read_only)
        away.clicked.connect(lambda: self.reward_gone.emit(reward.id))
        line.addWidget(away)
        self._parts.addWidget(row)

    def _pair(self, text: str, right: str) -> None:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(PlainLabel(text, wrap=True), 1)
        line.addWidget(muted(right))
        self._parts.addWidget(row)

    def _heading(self, text: str) -> None:
        self._parts.addSpacing(4)
        self._parts.addWidget(rule())
        self._parts.addWidget(caption(text))
