"""The screen of loyalty: programs beside one of them in full, and the vouchers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from crm_desktop.domain.loyalty.model import Program, ProgramKind, ProgramState, Reward
from crm_desktop.gui import events, messages, tasks
from crm_desktop.gui.common.empty_state import EmptyState
from crm_desktop.gui.common.labels import button, card
from crm_desktop.gui.common.screen import Context, Screen
from crm_desktop.gui.common.split_view import SplitView
from crm_desktop.gui.loyalty.program_detail import ProgramDetail
from crm_desktop.gui.loyalty.program_list import ProgramList
from crm_desktop.gui.loyalty.rows import Choices
from crm_desktop.gui.loyalty.voucher_list import VoucherList
from crm_desktop.services import loyalty, loyalty_overview, loyalty_presets, products, segments, vouchers
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.domain.loyalty.words import Teller
    from crm_desktop.services.loyalty_overview import ProgramView
    from crm_desktop.services.loyalty_presets import Preset

KINDS = ("loyalty", "vouchers", "purchases", "settings")


class _Read(NamedTuple):
    views: Sequence[ProgramView]
    teller: Teller


class LoyaltyPage(Screen):
    """See the module.

    Targets of `open_target`: a program's id, "new", "vouchers".
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.shop = context.shop
        self._read_: _Read | None = None
        self._wanted: int | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 8, 16, 0)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        for text in (_("Programs"), _("Vouchers")):
            self.tabs.addTab(text)
        bar.addWidget(self.tabs)
        bar.addStretch()
        self.new_button = button(_("New program"), "plus", "primary")
        self.new_button.clicked.connect(self.new)
        self.new_button.setEnabled(not self.shop.read_only)
        bar.addWidget(self.new_button)
        column.addLayout(bar)
        self.stack = QStackedWidget()
        column.addWidget(self.stack, 1)
        self.stack.addWidget(self._programs())
        self.empty = EmptyState(
            "gift",
            _("Reward those who come back"),
            _(
                "Points for each euro, a card of stamps, tiers with their own benefits: begin with one of"
                " these."
            ),
            _("Points"),
            _("A stamp card"),
        )
        self.empty.first.connect(lambda: self.begin(loyalty_presets.points))
        self.empty.second.connect(lambda: self.begin(loyalty_presets.stamp_card))
        self.stack.addWidget(self.empty)
        self.vouchers: VoucherList | None = None
        self._voucher_page: QWidget | None = None
        self.tabs.currentChanged.connect(lambda _place: self._show_tab())
        events.on_change(self, KINDS, lambda _changes: self.reload())
        self.reload()

    def _programs(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(16, 12, 16, 12)
        frame = card()
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(6, 6, 6, 6)
        self.list = ProgramList(self.shop.profile.locale)
        self.list.chosen.connect(self._show_program)
        self.list.opened.connect(lambda _id: self.edit())
        inside.addWidget(self.list)
        self.detail = ProgramDetail(self.shop)
        self.detail.edit_asked.connect(self.edit)
        self.detail.simulate_asked.connect(self.simulate)
        self.detail.state_asked.connect(self.set_state)
        self.detail.reward_asked.connect(self.edit_reward)
        self.detail.reward_gone.connect(
            lambda reward: tasks.run_change(self, lambda: loyalty.archive_reward(self.shop, reward))
        )
        frame.setMinimumWidth(280)
        self.detail.setMinimumWidth(380)
        row.addWidget(SplitView(frame, self.detail, state=self.context.state, name="loyalty", share=34))
        return holder

    def _vouchers(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(16, 12, 16, 12)
        bar = QHBoxLayout()
        give = button(_("Give a voucher"), "plus", "primary")
        give.clicked.connect(self.give_voucher)
        printed = button(_("Print"), "printer")
        printed.clicked.connect(self.print_vouchers)
        cancel = button(_("Cancel them"), "x")
        cancel.clicked.connect(self.cancel_vouchers)
        for one in (give, printed, cancel):
            bar.addWidget(one)
        for one in (give, cancel):
            one.setEnabled(not self.shop.read_only)
        bar.addStretch()
        column.addLayout(bar)
        self.vouchers = VoucherList(self.context)
        self.vouchers.new_asked.connect(self.give_voucher)
        column.addWidget(self.vouchers, 1)
        self.vouchers.start()
        return holder

    # -- reading

    def reload(self) -> None:
        """Read the programs again."""

        def read() -> _Read:
            with self.shop.db.reading():
                return _Read(loyalty_overview.overview(self.shop), loyalty_overview.teller(self.shop))

        tasks.run_query(self, read, self._show, key="programs")

    def _show(self, read: _Read) -> None:
        self._read_ = read
        self.list.show_programs(read.views)
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self.list.choose(wanted)
        self._show_tab()

    def _show_tab(self) -> None:
        if self.tabs.currentIndex() == 1:
            if self._voucher_page is None:
                self._voucher_page = self._vouchers()
                self.stack.addWidget(self._voucher_page)
            self.stack.setCurrentWidget(self._voucher_page)
        else:
            empty = self._read_ is not None and not self._read_.views
            self.stack.setCurrentIndex(1 if empty else 0)
            self.empty.show_buttons(not self.shop.read_only)
        self.new_button.setVisible(self.tabs.currentIndex() == 0)

    def _view(self) -> ProgramView | None:
        chosen = self.list.current_id()
        views = self._read_.views if self._read_ is not None else ()
        return next((view for view in views if view.program.id == chosen), None)

    def _show_program(self, _program_id: int) -> None:
        view = self._view()
        if view is not None and self._read_ is not None:
            self.detail.show_view(view, self._read_.teller)

    # -- programs

    def begin(self, preset: Callable[..., Preset]) -> None:
        """Put one of the ready-made programs in force."""
        tasks.run_change(self, lambda: loyalty_presets.install(self.shop, preset(self.shop)))

    def new(self) -> bool:
        """Ctrl+N: a new program, blank or after one of the ready-made ones."""
        if self.shop.read_only:
            return True
        if self.tabs.currentIndex() == 1:
            self.give_voucher()
            return True
        menu = QMenu(self)
        for text, make in (
            (_("Points"), loyalty_presets.points),
            (_("Points and tiers"), loyalty_presets.tiers),
            (_("A stamp card"), loyalty_presets.stamp_card),
        ):
            menu.addAction(text, partial(self._new_after, make))
        menu.addSeparator()
        menu.addAction(_("From scratch…"), lambda: self._open_editor(Program("")))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.new_button.mapToGlobal(self.new_button.rect().bottomLeft()))
        return True

    def _new_after(self, make: Callable[..., Preset]) -> None:
        program, _rewards = make(self.shop)
        self._open_editor(replace(program, state=ProgramState.DRAFT))

    def edit(self) -> None:
        """F2: edit the program."""
        view = self._view()
        if view is not None and not self.shop.read_only:
            self._open_editor(view.program)

    def _open_editor(self, program: Program) -> None:
        from crm_desktop.gui.loyalty.program_editor import ProgramEditor

        shop = self.shop

        def read() -> Choices:
            from crm_desktop.domain.products.listing import ProductFilter

            profile = shop.profile
            rows = products.rows(shop, products.list_ids(shop, ProductFilter()))
            return Choices(
                profile.currency,
                profile.locale,
                [(row.id, row.name) for row in rows],
                [name for name, _count in products.categories(shop) if name],
                [(one.key, one.name) for one in segments.list_segments(shop)],
            )

        def show(choices: Choices) -> None:
            editor = ProgramEditor(self, shop, program, choices)
            editor.written.connect(self._written)
            editor.tried.connect(lambda draft: self._open_simulator(draft, editor))
            editor.open()

        tasks.run_query(self, read, show, key="choices")

    def _written(self, program_id: int) -> None:
        self._wanted = program_id
        self.reload()

    def set_state(self, state: ProgramState) -> None:
        """Put the program in force, pause it or end it."""
        view = self._view()
        if view is None or view.program.id is None:
            return
        key = view.program.id
        tasks.run_change(self, lambda: loyalty.set_state(self.shop, key, state))

    def simulate(self) -> None:
        """Run the program over the past purchases."""
        view = self._view()
        if view is not None:
            self._open_simulator(view.program, self)

    def _open_simulator(self, program: Program, parent: QWidget) -> None:
        from crm_desktop.gui.loyalty.simulator_dialog import SimulatorDialog

        rewards: Sequence[Reward] | None = None
        if program.id is None:
            make = (
                loyalty_presets.stamp_card if program.kind is ProgramKind.STAMPS else loyalty_presets.points
            )
            rewards = make(self.shop)[1]
        SimulatorDialog(parent, self.shop, program, rewards).open()

    def edit_reward(self, reward: Reward | None) -> None:
        """Edit a reward, or add one."""
        from crm_desktop.gui.loyalty.reward_editor import RewardEditor

        view = self._view()
        if view is None or view.program.id is None or self.shop.read_only:
            return
        stamps = view.program.kind is ProgramKind.STAMPS
        fresh = Reward("", view.program.rules.card.size if stamps else 100, view.program.id)
        RewardEditor(self, self.shop, reward or fresh, stamps=stamps).open()

    # -- vouchers

    def give_voucher(self) -> None:
        """Give a voucher to whoever brings it; customers get theirs from their file or a segment."""
        from crm_desktop.gui.common.give_voucher import GiveVoucher

        GiveVoucher(self, self.context, [None]).open()

    def print_vouchers(self) -> None:
        """Print the chosen vouchers."""
        from crm_desktop.gui.common.give_voucher import print_vouchers

        if self.vouchers is None or not self.vouchers.table.selected_count():
            messages.toast(_("Choose the vouchers to print."))
            return
        self.vouchers.with_selected(lambda ids: print_vouchers(self, self.context, ids))

    def cancel_vouchers(self) -> None:
        """Cancel the chosen vouchers; it can be undone."""
        if self.vouchers is not None and self.vouchers.table.selected_count():
            self.vouchers.change_selected(lambda ids: vouchers.cancel(self.shop, ids))

    # -- what the window asks

    def activate(self) -> None:
        """The list is what is used first."""
        self.list.setFocus()

    def open_target(self, target: object) -> None:
        """Show a program, the vouchers, or begin a new program."""
        if target == "vouchers":
            self.tabs.setCurrentIndex(1)
        elif target == "new":
            self.new()
        elif isinstance(target, int):
            self.tabs.setCurrentIndex(0)
            self._wanted = target
            self.reload()

    def focus_search(self) -> None:
        """Ctrl+F: the search of the vouchers."""
        if self.tabs.currentIndex() == 1 and self.vouchers is not None:
            self.vouchers.search.setFocus()

    def print_(self) -> None:
        """Ctrl+P: the chosen vouchers."""
        if self.tabs.currentIndex() == 1:
            self.print_vouchers()

    def back(self) -> bool:
        """Esc: back to the programs."""
        if self.tabs.currentIndex() == 1:
            self.tabs.setCurrentIndex(0)
            return True
        return False

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Return the keys of this screen."""
        return (
            ("Ctrl+N", _("New program")),
            ("F2", _("Edit the program")),
            ("Ctrl+P", _("Print the vouchers")),
        )
