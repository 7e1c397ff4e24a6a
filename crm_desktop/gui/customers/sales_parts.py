"""The parts of the customer file about buying: stage, points, stamp cards, vouchers, orders, consents."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from crm_desktop.domain.consents import PURPOSE_NAMES, Purpose
from crm_desktop.domain.loyalty.model import Account, ProgramKind
from crm_desktop.domain.products.wishes import WISH_KIND_NAMES, WishState
from crm_desktop.domain.purchases.stages import STAGE_NAMES
from crm_desktop.domain.service import INITIATIVE_NAMES, MODE_NAMES
from crm_desktop.gui.common.flow_layout import flow
from crm_desktop.gui.common.labels import Chip, Link, PlainLabel, Tone, caption, card, muted
from crm_desktop.gui.common.stages import STAGE_TONES
from crm_desktop.gui.common.stamps import StampRow
from crm_desktop.gui.customers.file_parts import tile
from crm_desktop.gui.customers.sections import Section
from crm_desktop.shared.formats import money, number, short_date
from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from crm_desktop.gui.customers.sales_data import SalesData
    from crm_desktop.services.shop import Shop

SHOWN = 4  # vouchers and orders; more are in their own lists


def chips(data: SalesData, shop: Shop) -> list[QWidget]:
    """Return the stage with its history in the tool tip, and the tiers."""
    stage = Chip(_(STAGE_NAMES[data.stage]), STAGE_TONES[data.stage])
    stage.setToolTip(stage_history(data, shop))
    stage.setAccessibleDescription(stage.toolTip())
    return [stage, *(Chip(a.tier.name, "accent") for a in data.accounts if a.tier is not None)]


def stage_history(data: SalesData, shop: Shop) -> str:
    """Return from which day on the customer had which stage, newest first, a line for each."""
    lines = [
        _("{stage} since {day}").format(
            stage=_(STAGE_NAMES[change.stage]), day=short_date(change.day, shop.profile.locale)
        )
        for change in reversed(data.history)
    ]
    return "\n".join(lines) or _("Has not bought anything yet")


def tiles(data: SalesData, shop: Shop) -> QWidget | None:
    """Return the figures: points, purchases, the average; None for who has neither."""
    points = [account for account in data.accounts if account.kind is ProgramKind.POINTS]
    totals, profile = data.totals, shop.profile
    if not points and not totals.purchases:
        return None
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    if points:
        held = sum(account.balance for account in points)
        row.addWidget(tile(number(held, profile.locale), _("points"), "" if held else "muted"), 1)
    row.addWidget(
        tile(
            number(totals.purchases, profile.locale),
            ngettext("purchase", "purchases", totals.purchases),
            "" if totals.purchases else "muted",
        ),
        1,
    )
    if totals.purchases:
        average = (totals.spent_cents + totals.purchases // 2) // totals.purchases
        row.addWidget(tile(money(average, profile.currency, profile.locale), _("on average"), ""), 1)
    return holder


def service(data: SalesData) -> QFrame | None:
    """Return how the customer is best served, as their segments say; None when they say nothing."""
    said = data.service
    modes = [_(MODE_NAMES[mode]) for mode in said.modes[:1]]
    starts = [_(INITIATIVE_NAMES[one]) for one in said.initiatives[:1]]
    lines = [", ".join([*modes, *starts]), *said.needs[:1]]
    lines = [line for line in lines if line]
    if not lines:
        return None
    frame = card(kind="note")
    column = QVBoxLayout(frame)
    column.setContentsMargins(12, 10, 12, 10)
    column.setSpacing(2)
    column.addWidget(caption(_("How to serve")))
    for line in lines:
        column.addWidget(PlainLabel(line, wrap=True, selectable=True))
    return frame


def segments(data: SalesData, open_segment: Callable[[str], object]) -> QWidget | None:
    """Return the customer's segments as chips that open them; None when there are none."""
    made: list[QWidget] = []
    for name in data.service.segments:
        chip = QToolButton()
        chip.setProperty("kind", "chip")
        chip.setText(name.replace("&", "&&"))
        chip.setAccessibleName(_("Open the segment {name}").format(name=name))
        chip.setToolTip(chip.accessibleName())
        chip.setCursor(Qt.CursorShape.PointingHandCursor)
        chip.clicked.connect(partial(_call, open_segment, name))
        made.append(chip)
    return flow(made) if made else None


def _call(act: Callable[[str], object], name: str, _on: bool = False) -> None:
    act(name)


def account_lines(account: Account, locale: str) -> list[tuple[str, Tone]]:
    """Return what is to be known of an account beside its balance: debts, locks, what is about to expire."""
    lines: list[tuple[str, Tone]] = []
    if account.debt:
        words = ngettext(
            "{count} point is owed: the next ones earned meet it first.",
            "{count} points are owed: the next ones earned meet them first.",
            account.debt,
        )
        lines.append((words.format(count=number(account.debt, locale)), "late"))
    if account.locked and account.locked_until:
        words = ngettext(
            "{count} of them cannot be used yet (from {day}).",
            "{count} of them cannot be used yet (from {day}).",
            account.locked,
        )
        day = short_date(account.locked_until, locale)
        lines.append((words.format(count=number(account.locked, locale), day=day), "muted"))
    if account.expiring and account.expires_on:
        words = ngettext("{count} is lost after {day}.", "{count} are lost after {day}.", account.expiring)
        day = short_date(account.expires_on, locale)
        lines.append((words.format(count=number(account.expiring, locale), day=day), "near"))
    return lines


def loyalty(data: SalesData, shop: Shop, print_voucher: Callable[[int], None]) -> QWidget | None:
    """Return points with what to know of them, stamp cards, and vouchers; None when there is nothing."""
    locale = shop.profile.locale
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    points = [account for account in data.accounts if account.kind is ProgramKind.POINTS]
    for account in points:
        if len(points) > 1:
            column.addWidget(PlainLabel(f"{account.program}: {number(account.balance, locale)}"))
        for text, tone in account_lines(account, locale):
            column.addWidget(PlainLabel(text, tone=tone, wrap=True))
        reach = [one.reward.name for one in account.rewards if one.within_reach]
        if reach:
            names = ", ".join(reach[:SHOWN])
            column.addWidget(PlainLabel(_("Within reach: {names}").format(names=names), wrap=True))
    for account in data.accounts:
        if account.kind is ProgramKind.STAMPS and account.card_size:
            full, rest = divmod(account.balance, account.card_size)
            stamps = StampRow()
            stamps.show_card(
                account.program, account.card_size if full and not rest else rest, account.card_size
            )
            column.addWidget(stamps)
    for voucher in data.vouchers[:SHOWN]:
        column.addWidget(
            _line(
                _voucher_words(data, shop, voucher.id),
                _("Print"),
                partial(print_voucher, voucher.id),
            )
        )
    return holder if column.count() else None


def _voucher_words(data: SalesData, shop: Shop, voucher_id: int) -> str:
    voucher = next(one for one in data.vouchers if one.id == voucher_id)
    worth = voucher.worth(shop.profile.currency, shop.profile.locale)
    said = _("Voucher of {worth}").format(worth=worth)
    until = ""
    if voucher.to_day:
        until = _("until {day}").format(day=short_date(voucher.to_day, shop.profile.locale))
    return " · ".join(part for part in (said, until, voucher.code) if part)


def _line(text: str, verb: str, act: Callable[[], object]) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(PlainLabel(text, wrap=True, selectable=True), 1)
    link = Link(verb)
    link.setAccessibleName(f"{verb}: {text}")
    link.clicked.connect(lambda _on=False: act())
    row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
    return holder


def wishes(data: SalesData, edit: Callable[[int], None], *, may: bool) -> QWidget | None:
    """Return what the customer waits for; None when it is nothing."""
    if not data.wishes:
        return None
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    for wish in data.wishes[:SHOWN]:
        if wish.state is WishState.ARRIVED:
            words = _("It has arrived: {what}").format(what=wish.what)
        else:
            words = f"{_(WISH_KIND_NAMES[wish.kind])}: {wish.what}"
        line = _line(words, _("Change"), partial(edit, wish.id))
        line.setEnabled(may)
        column.addWidget(line)
    more = len(data.wishes) - SHOWN
    if more > 0:
        column.addWidget(muted(ngettext("and {count} more", "and {count} more", more).format(count=more)))
    return holder


def consents(
    data: SalesData, shop: Shop, ask: Callable[[Purpose, bool], None], history: Callable[[], None]
) -> Section:
    """Return, folded away, whether the customer agreed for each purpose, since when and where from.

    Args:
        data: the file.
        shop: the open shop.
        ask: writes down an answer for a purpose; gets what it would become.
        history: shows all that was ever said.
    """
    section = Section(_("Consents"), lambda: consents_said(data))
    holder = QWidget()
    section.inside.addWidget(holder)
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(1, 1)
    for row, (purpose, name) in enumerate(PURPOSE_NAMES.items()):
        consent = data.consents.get(purpose)
        grid.addWidget(muted(_(name)), row, 0)
        tone: Tone = "muted"
        said = _("not asked yet")
        if consent is not None:
            day = shop.clock.local(consent.at).date() if consent.at else None
            sentence = _("yes, {day}") if consent.given else _("no, {day}")
            since = sentence.format(day=short_date(day, shop.profile.locale) if day else "")
            said = "\n".join(part for part in (since, consent.source) if part)
            tone = "done" if consent.given else "late"
        grid.addWidget(PlainLabel(said, tone=tone, wrap=True), row, 1)
        link = Link(_("Note down"))
        link.setAccessibleName(_("Note the consent: {purpose}").format(purpose=_(name).lower()))
        given = consent is None or not consent.given
        link.clicked.connect(lambda _on=False, purpose=purpose, given=given: ask(purpose, given))
        link.setEnabled(not shop.read_only)
        grid.addWidget(link, row, 2)
    if data.consents:
        all_link = Link(_("All that was said"))
        all_link.clicked.connect(lambda _on=False: history())
        grid.addWidget(all_link, len(PURPOSE_NAMES), 0, 1, 3, Qt.AlignmentFlag.AlignLeft)
    section.refresh()
    return section


def consents_said(data: SalesData) -> str:
    """Return in one line what was agreed to: "yes: Telephone calls · no: Messaging"."""
    given = [_(PURPOSE_NAMES[purpose]) for purpose, one in data.consents.items() if one.given]
    refused = [_(PURPOSE_NAMES[purpose]) for purpose, one in data.consents.items() if not one.given]
    parts = [
        _("yes: {purposes}").format(purposes=", ".join(given).lower()) if given else "",
        _("no: {purposes}").format(purposes=", ".join(refused).lower()) if refused else "",
    ]
    return " · ".join(part for part in parts if part) or _("not asked yet")
