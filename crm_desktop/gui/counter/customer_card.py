"""The customer at the counter: stage, points, rewards within reach, how to serve, last purchases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from crm_desktop.domain.counter import CounterView, Weight
from crm_desktop.domain.loyalty.model import Account, ProgramKind, Tier, TierBasis
from crm_desktop.domain.purchases.stages import STAGE_NAMES
from crm_desktop.domain.service import INITIATIVE_NAMES, MODE_NAMES
from crm_desktop.gui.common.empty_state import EmptyState
from crm_desktop.gui.common.flow_layout import FlowLayout
from crm_desktop.gui.common.labels import (
    Chip,
    ElidedLabel,
    Link,
    PlainLabel,
    Tone,
    caption,
    card,
    muted,
    scrolled,
)
from crm_desktop.gui.common.stages import STAGE_TONES
from crm_desktop.gui.common.stamps import StampRow
from crm_desktop.shared.formats import money, number, short_date
from crm_desktop.shared.i18n import _, ngettext, pgettext

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop

NAME_SCALE, POINTS_SCALE = 1.8, 1.9
SHOWN_REWARDS = 4
SHOWN_NEEDS = 2

WEIGHT_TONES: dict[Weight, Tone] = {Weight.GOOD: "done", Weight.NEAR: "near", Weight.SERIOUS: "late"}


class _Lines(QWidget):
    """Labels one under the other, made when they are first needed and used again for the next customer."""

    def __init__(self, tone: Tone = "") -> None:
        super().__init__()
        self._tone: Tone = tone
        self._labels: list[PlainLabel] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_lines(self, lines: Sequence[tuple[str, Tone]]) -> None:
        while len(self._labels) < len(lines):
            label = PlainLabel("", tone=self._tone, wrap=True, selectable=True)
            self._labels.append(label)
            self._column.addWidget(label)
        for place, label in enumerate(self._labels):
            shown = place < len(lines)
            if shown:
                label.setText(lines[place][0])
                label.set_tone(lines[place][1])
            label.setVisible(shown)
        self.setVisible(bool(lines))

    def text(self) -> str:
        return "\n".join(label.text() for label in self._labels if not label.isHidden())


class CustomerCard(QWidget):
    """What to know while the customer waits.

    Signals:
        reward_asked(int): give this reward.
        rewards_asked(): show all rewards.
        opened(int): open this customer's file.
    """

    reward_asked = Signal(int)
    rewards_asked = Signal()
    opened = Signal(int)

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self._shop = shop
        self._view: CounterView | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame = card()
        outer.addWidget(frame)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        # The customer's side stays laid out under the empty one: a scan must not lay it out anew.
        self.pages = QStackedLayout()
        self.pages.setStackingMode(QStackedLayout.StackingMode.StackAll)
        inside.addLayout(self.pages)
        self.empty = EmptyState(
            "store",
            _("Who is it?"),
            _("Type three letters of the name, a part of the telephone, or scan the card."),
        )
        self.empty.setProperty("kind", "sheet")
        self.empty.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.pages.addWidget(self._built())
        self.pages.addWidget(self.empty)
        self.pages.setCurrentWidget(self.empty)

    def _built(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 18, 24, 16)
        column.setSpacing(8)
        head = QHBoxLayout()
        self.name = ElidedLabel("", scale=NAME_SCALE, bold=True)
        head.addWidget(self.name, 1)
        self.file = Link(pgettext("customer", "Open the file"))
        self.file.clicked.connect(self._open_file)
        head.addWidget(self.file, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(head)
        holder = QWidget()
        self._chips = FlowLayout(holder)
        self._chip_pool: list[Chip] = []
        column.addWidget(holder)
        self.warning = card(kind="note")
        self.warning.setProperty("tone", "near")
        row = QHBoxLayout(self.warning)
        row.setContentsMargins(12, 8, 12, 8)
        self.warning_text = PlainLabel("", wrap=True)
        row.addWidget(self.warning_text)
        column.addWidget(self.warning)
        self.points = PlainLabel("", tone="accent", scale=POINTS_SCALE, bold=True)
        column.addWidget(self.points)
        self.about_points = _Lines("muted")
        column.addWidget(self.about_points)
        self.rewards = QWidget()
        flow = QHBoxLayout(self.rewards)
        flow.setContentsMargins(0, 0, 0, 0)
        flow.setSpacing(8)
        flow.addWidget(muted(_("Within reach:")))
        links = QWidget()
        self._reward_flow = FlowLayout(links, gap=4)
        self._reward_links: list[Link] = []
        self.more_rewards = Link("")
        self.more_rewards.setAccessibleName(_("Redeem"))
        self.more_rewards.hide()
        self.more_rewards.clicked.connect(self.rewards_asked)
        self._reward_flow.addWidget(self.more_rewards)
        flow.addWidget(links, 1)
        column.addWidget(self.rewards)
        self._stamp_holder = QVBoxLayout()
        self._stamp_rows: list[StampRow] = []
        column.addLayout(self._stamp_holder)
        self.extra = _Lines()
        column.addWidget(self.extra)
        self.advice_title = caption(_("How to serve"))
        column.addWidget(self.advice_title)
        self.advice = _Lines()
        column.addWidget(self.advice)
        column.addStretch()
        return scrolled(page)

    def _open_file(self) -> None:
        if self._view is not None:
            self.opened.emit(self._view.customer.id)

    # -- showing

    def clear(self) -> None:
        """Nobody is there."""
        self._view = None
        self.empty.show()
        self.empty.raise_()

    def view(self) -> CounterView | None:
        """Return who is shown."""
        return self._view

    def show_view(self, view: CounterView) -> None:
        """Show a customer."""
        self._view = view
        customer = view.customer
        self.name.setText(customer.name)
        self._show_chips(view)
        self.warning_text.setText(customer.warning)
        self.warning.setVisible(bool(customer.warning))
        self._show_points([a for a in view.accounts if a.kind is ProgramKind.POINTS])
        self._show_rewards(view)
        self._show_stamps([a for a in view.accounts if a.kind is ProgramKind.STAMPS and a.card_size])
        self.extra.show_lines(self._extra_lines(view))
        # The first say most: segments of the shop come before the ready-made ones.
        said = [*view.service.needs[:SHOWN_NEEDS], *self._service_words(view)]
        self.advice.show_lines([(text, "") for text in said])
        self.advice_title.setVisible(bool(said))
        self.empty.hide()

    def chips(self) -> list[str]:
        """Return what the chips say."""
        return [chip.text() for chip in self._chip_pool if not chip.isHidden()]

    def stamps(self) -> list[str]:
        """Return what the stamp cards say."""
        return [row.text() for row in self._stamp_rows if not row.isHidden()]

    def _show_chips(self, view: CounterView) -> None:
        shown: list[tuple[str, Tone, str]] = [(_(STAGE_NAMES[view.stage]), STAGE_TONES[view.stage], "")]
        shown += [
            (self._tier_words(account, account.tier), "accent", account.tier.benefits)
            for account in view.accounts
            if account.tier is not None
        ]
        shown += [(notice.text, WEIGHT_TONES[notice.weight], notice.about) for notice in view.notices]
        for voucher in view.vouchers:
            worth = voucher.worth(self._shop.profile.currency, self._shop.profile.locale)
            shown.append((_("Voucher of {worth}").format(worth=worth), "done", voucher.code))
        while len(self._chip_pool) < len(shown):
            chip = Chip("")
            self._chip_pool.append(chip)
            self._chips.addWidget(chip)
        for place, chip in enumerate(self._chip_pool):
            if place < len(shown):
                text, tone, tip = shown[place]
                chip.setText(text)
                chip.set_tone(tone)
                chip.setToolTip(tip)
            chip.setVisible(place < len(shown))

    def _tier_words(self, account: Account, tier: Tier) -> str:
        if account.next_tier is None or account.next_lacking <= 0:
            return tier.name
        return _("{tier}, {lacking} to {next_tier}").format(
            tier=tier.name,
            lacking=self._lacking(account),
            next_tier=account.next_tier.name,
        )

    def _lacking(self, account: Account) -> str:
        profile = self._shop.profile
        if account.tier_basis is TierBasis.SPEND:
            return money(account.next_lacking, profile.currency, profile.locale)
        count = number(account.next_lacking, profile.locale)
        return ngettext("{count} point", "{count} points", account.next_lacking).format(count=count)

    def _show_points(self, accounts: Sequence[Account]) -> None:
        locale = self._shop.profile.locale
        self.points.setVisible(bool(accounts))
        lines: list[tuple[str, Tone]] = []
        if accounts:
            main = accounts[0]
            self.points.setText(
                ngettext("{count} point", "{count} points", main.balance).format(
                    count=number(main.balance, locale)
                )
            )
            lines += [(f"{a.program}: {number(a.balance, locale)}", "") for a in accounts[1:]]
            for account in accounts:
                if account.debt:
                    lines.append(
                        (
                            ngettext(
                                "{count} point is owed: the next ones earned meet it first.",
                                "{count} points are owed: the next ones earned meet them first.",
                                account.debt,
                            ).format(count=number(account.debt, locale)),
                            "late",
                        )
                    )
                if account.locked:
                    words = ngettext(
                        "{count} of them cannot be used yet (from {day}).",
                        "{count} of them cannot be used yet (from {day}).",
                        account.locked,
                    )
                    day = short_date(account.locked_until, locale) if account.locked_until else ""
                    lines.append((words.format(count=number(account.locked, locale), day=day), "muted"))
                if account.expiring and account.expires_on:
                    words = ngettext(
                        "{count} is lost after {day}.", "{count} are lost after {day}.", account.expiring
                    )
                    day = short_date(account.expires_on, locale)
                    lines.append((words.format(count=number(account.expiring, locale), day=day), "near"))
        self.about_points.show_lines(lines)

    def _show_rewards(self, view: CounterView) -> None:
        rewards = view.within_reach[:SHOWN_REWARDS]
        while len(self._reward_links) < len(rewards):
            link = Link("")
            self._reward_flow.insert(len(self._reward_links), link)
            self._reward_links.append(link)
            link.clicked.connect(lambda _on=False, link=link: self.reward_asked.emit(link.property("reward")))
        for place, link in enumerate(self._reward_links):
            if place < len(rewards):
                reward = rewards[place].reward
                cost = number(reward.cost, self._shop.profile.locale)
                link.set_text(f"{reward.name} ({cost})")
                link.setProperty("reward", reward.id)
                link.setEnabled(not self._shop.read_only)
            link.setVisible(place < len(rewards))
        left = len(view.within_reach) - len(rewards)
        self.more_rewards.set_text(ngettext("and {count} more", "and {count} more", left).format(count=left))
        self.more_rewards.setVisible(left > 0)
        self.rewards.setVisible(bool(rewards))

    def _show_stamps(self, accounts: Sequence[Account]) -> None:
        while len(self._stamp_rows) < len(accounts):
            row = StampRow()
            self._stamp_rows.append(row)
            self._stamp_holder.addWidget(row)
        for place, row in enumerate(self._stamp_rows):
            if place < len(accounts):
                account = accounts[place]
                whole, rest = divmod(account.balance, account.card_size)
                name = account.program
                if whole:
                    said = ngettext("{name} ({count} full)", "{name} ({count} full)", whole)
                    name = said.format(name=name, count=whole)
                row.show_card(name, rest, account.card_size)
            row.setVisible(place < len(accounts))

    def _extra_lines(self, view: CounterView) -> list[tuple[str, Tone]]:
        lines: list[tuple[str, Tone]] = []
        for wish in view.wishes:
            if wish.arrived:
                lines.append((_("It has arrived: {what}").format(what=wish.what), "done"))
            else:
                lines.append((_("Waits for: {what}").format(what=wish.what), ""))
        today, locale = self._shop.clock.today(), self._shop.profile.locale
        for due in view.reminders:
            if due.day < today:
                words = _("Still to do since {day}: {subject}")
                said = words.format(day=short_date(due.day, locale), subject=due.subject)
                lines.append((said, "late"))
            else:
                lines.append((_("To do with them today: {subject}").format(subject=due.subject), "near"))
        customer = view.customer
        if customer.preferred_hours:
            lines.append((_("Prefers: {hours}").format(hours=customer.preferred_hours), "muted"))
        return lines

    @staticmethod
    def _service_words(view: CounterView) -> list[str]:
        """Return the type of service that suits the customer, in words: by which way, and who begins."""
        modes = [_(MODE_NAMES[mode]) for mode in view.service.modes[:1]]
        starts = [_(INITIATIVE_NAMES[one]) for one in view.service.initiatives[:1]]
        return [", ".join([*modes, *starts])] if modes or starts else []
