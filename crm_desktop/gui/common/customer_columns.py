"""The columns of the list of customers: what each cell says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from crm_desktop.domain.customers.listing import CustomerColumn, CustomerRow
from crm_desktop.domain.customers.shown_phone import display
from crm_desktop.domain.purchases.stages import LAPSED_DAYS, STAGE_NAMES, StageRule
from crm_desktop.domain.staff import StaffMember
from crm_desktop.gui.common import when
from crm_desktop.gui.common.paged_model import SAMPLE_NAME, SAMPLE_PHONE, Cell, Column
from crm_desktop.gui.common.stages import STAGE_TONES
from crm_desktop.services.customer_lists import TierName
from crm_desktop.services.shop import Shop
from crm_desktop.shared import formats
from crm_desktop.shared.i18n import _, ngettext

WEEK = 7
SOON_DAYS = 7  # a birthday that near is worth a colour


def due(day: date, today: date) -> str:
    """Return when a follow-up is due: with its weekday while it is near, otherwise the date alone."""
    return when.due(day, today) if (day - today).days < WEEK else when.short_date(day, today)


class Cells:
    """Writes the cells; on reader threads, so it touches no widgets.

    Attributes:
        shop: for the date of today, the country and the locale.
        staff: id -> person; exchanged as a whole when the people of the shop change.
        tiers: id -> tier; likewise.
        lapsed_days: see `StageRule`; likewise.
    """

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.staff: Mapping[int, StaffMember] = {}
        self.tiers: Mapping[int, TierName] = {}
        self.lapsed_days = LAPSED_DAYS

    def name(self, row: CustomerRow) -> Cell:
        """The name, with a mark when there is something to know before speaking to the customer."""
        if row.do_not_contact:
            return Cell(row.name, icon="bell-off", tone="muted" if row.archived else "")
        if row.has_warning:
            return Cell(row.name, icon="triangle-alert", tone="muted" if row.archived else "")
        return Cell(row.name, icon="archive" if row.archived else "", tone="muted" if row.archived else "")

    def phone(self, row: CustomerRow) -> str:
        """The first telephone, as it is read aloud."""
        return display(row.phone, self.shop.profile.country) if row.phone else ""

    def next_follow_up(self, row: CustomerRow) -> Cell:
        """When the next follow-up is due: red when it is late, amber when it is today."""
        day = row.next_follow_up
        if day is None:
            return Cell("")
        today = self.shop.clock.today()
        return Cell(due(day, today), tone="late" if day < today else "near" if day == today else "")

    def last_contact(self, row: CustomerRow) -> Cell:
        """How long ago the customer was last spoken to."""
        if row.last_contact is None:
            return Cell("")
        clock = self.shop.clock
        return Cell(when.days_ago(clock.local(row.last_contact).date(), clock.today()), tone="muted")

    def birth(self, row: CustomerRow) -> Cell:
        """The birthday, amber when it is near."""
        if not row.birth:
            return Cell("")
        from crm_desktop.domain.customers import birthdays  # its column is hidden at first

        today = self.shop.clock.today()
        left = birthdays.days_until(row.birth, today)
        coming = birthdays.next_birthday(row.birth, today)
        text = birthdays.short_day(coming) if coming else ""
        return Cell(text, tone="near" if left is not None and left <= SOON_DAYS else "")

    def person(self, row: CustomerRow) -> Cell:
        """Who looks after the customer, with their colour."""
        member = self.staff.get(row.staff_id) if row.staff_id is not None else None
        return Cell(member.name, dot=member.colour) if member else Cell("")

    def created(self, row: CustomerRow) -> Cell:
        """Since when there is a file."""
        day = self.shop.clock.local(row.created).date()
        return Cell(formats.short_date(day, self.shop.profile.locale), tone="muted")

    def stage(self, row: CustomerRow) -> Cell:
        """The stage of the relationship today, in its colour."""
        stage = row.stage(StageRule(self.shop.clock.today(), self.lapsed_days))
        return Cell(_(STAGE_NAMES[stage]), tone=STAGE_TONES[stage])

    def tier(self, row: CustomerRow) -> Cell:
        """The tier, with its colour."""
        tier = self.tiers.get(row.tier_id) if row.tier_id is not None else None
        return Cell(tier.name, dot=tier.colour) if tier else Cell("")

    def points(self, row: CustomerRow) -> str:
        """The points; nothing for who has none."""
        return formats.number(row.points, self.shop.profile.locale) if row.points else ""

    def spent(self, row: CustomerRow) -> str:
        """What was paid in sum; nothing for who never bought."""
        profile = self.shop.profile
        return formats.money(row.spent_cents, profile.currency, profile.locale) if row.purchases else ""

    def purchases(self, row: CustomerRow) -> str:
        """How many purchases there were; nothing for who never bought."""
        return formats.number(row.purchases, self.shop.profile.locale) if row.purchases else ""

    def last_purchase(self, row: CustomerRow) -> Cell:
        """How long ago something was last bought."""
        day = row.last_purchase
        return Cell(when.days_ago(day, self.shop.clock.today()) if day else "", tone="muted")

    def expected(self, row: CustomerRow) -> Cell:
        """When the customer is expected by their own rhythm, or by how much they are late."""
        today = self.shop.clock.today()
        late = row.days_late(today)
        if late is None:
            return Cell("")
        if late > 0:
            words = ngettext("{count} day late", "{count} days late", late)
            return Cell(words.format(count=formats.number(late, self.shop.profile.locale)), tone="near")
        return Cell(when.due(date.fromisoformat(row.expected_text), today))


def columns(cells: Cells) -> tuple[Column[CustomerRow], ...]:
    """Return the columns in their first order; a small screen can do without those hidden at first."""
    key = CustomerColumn
    longest = max((_(name) for name in STAGE_NAMES.values()), key=len)
    long_ago = when.days_ago(date(1, 1, 1), date(1, 12, 1))
    return (
        Column(key.NAME.value, _("Customer"), cells.name, 200, elastic=True, sample=SAMPLE_NAME),
        Column(key.PHONE.value, _("Telephone"), cells.phone, 100, sample=SAMPLE_PHONE),
        Column(key.STAGE.value, _("Stage"), cells.stage, 96, sample=longest, drop=1),
        Column(key.TIER.value, _("Tier"), cells.tier, 70, shown=False),
        Column(key.POINTS.value, _("Points"), cells.points, 66, align="right", drop=2),
        Column(key.LAST_PURCHASE.value, _("Last bought"), cells.last_purchase, 96, sample=long_ago, drop=3),
        Column(key.NEXT_FOLLOW_UP.value, _("Follow-up"), cells.next_follow_up, 96, drop=4),
        Column(key.TOWN.value, _("Town"), lambda r: r.town, 104, drop=5),
        Column(key.SPENT.value, _("Spent"), cells.spent, 90, align="right", shown=False),
        Column(key.PURCHASES.value, _("Purchases"), cells.purchases, 80, align="right", shown=False),
        Column(key.LATE.value, _("Expected"), cells.expected, 110, shown=False),
        Column(key.LAST_CONTACT.value, _("Last contact"), cells.last_contact, 110, shown=False),
        Column(key.EMAIL.value, _("E-mail"), lambda r: r.email, 190, shown=False),
        Column(key.COMPANY.value, _("Company"), lambda r: r.company, 160, shown=False),
        Column(key.STAFF.value, _("Looked after by"), cells.person, 130, shown=False),
        Column(key.BIRTH.value, _("Birthday"), cells.birth, 90, shown=False),
        Column(key.CARD.value, _("Card"), lambda r: r.card, 110, shown=False),
        Column(key.CREATED.value, _("Customer since"), cells.created, 110, shown=False),
        Column(key.TAGS.value, _("Tags"), lambda r: Cell(r.tags, chips=True), 110, elastic=True, drop=6),
    )
