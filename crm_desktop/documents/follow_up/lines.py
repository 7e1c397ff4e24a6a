"""What stands in the customer's column of the follow-up list, line by line."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.documents import style
from crm_desktop.documents.fonts import Weight
from crm_desktop.documents.letters import clean
from crm_desktop.documents.style import TextStyle
from crm_desktop.domain.reminders.model import METHOD_NAMES, RESULT_NAMES, Method, Priority
from crm_desktop.shared import formats
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.documents.base import Document
    from crm_desktop.documents.follow_up.content import FollowUpItem, FollowUpList
    from crm_desktop.domain.sheets.follow_up import FollowUpPage

NAME = style.HEADING
REASON = style.BODY
NOTES = TextStyle(8.5, grey=0.15)
PHONE = TextStyle(14, Weight.BOLD)
# A telephone that is too long for one line at this size is written in two.
PHONE_LEAST = TextStyle(11, Weight.BOLD)
FIRST_BASELINE = 4.9
# From the line of name and telephone to what stands below both.
BELOW_PHONE = 4.7
SIGN = 2.3


class Line(NamedTuple):
    """A line of a block.

    Attributes:
        down: its baseline below the one before, or below the block's top, in mm.
        indent: in mm.
        sign: the name of a function of `signs`, drawn before it.
        lead: bold words before it.
    """

    down: float
    indent: float
    text: str
    style: TextStyle
    sign: str = ""
    lead: str = ""


class Lines:
    """Turns the follow-ups of one list into lines."""

    def __init__(self, document: Document, content: FollowUpList, layout: FollowUpPage) -> None:
        self._document = document
        self._content = content
        self._name_width = layout.customer.width
        self._phone_width = layout.phone.width
        self._width = layout.reason.width
        self._today = content.printed_at.date()
        self._ago: dict[date, str] = {}
        self._days: dict[date, str] = {}
        self._hours: dict[time, str] = {}

    def of(self, item: FollowUpItem) -> list[Line]:
        """Return what stands in the customer's column."""
        wrap, width = self._document.wrap, self._width
        down = FIRST_BASELINE
        lines: list[Line] = []
        for text in wrap(item.customer, NAME, self._name_width) or ["—"]:
            lines.append(Line(down, 0, text, NAME))
            down = NAME.leading
        below = BELOW_PHONE
        aside: list[str] = []  # a telephone that does not fit in its column even in two lines
        if self._document.width(clean(item.phone), PHONE_LEAST) > self._phone_width:
            written = self.phone(item.phone)
            below += max(0, len(written) - len(lines)) * PHONE_LEAST.leading
            aside = [] if written else wrap(item.phone, style.BODY_BOLD, width)
        for text in aside:
            lines.append(Line(below, 0, text, style.BODY_BOLD))
            below = style.BODY_BOLD.leading
        if item.do_not_contact:
            lines.append(Line(below, SIGN + 1.2, _("Do not contact"), style.SMALL_BOLD, "no_contact"))
            below = 4.4
        sign = "warning"
        for text in wrap(item.warning, style.SMALL_BOLD, width - SIGN - 1.6):
            down, below = (below, 4.4) if sign else (style.SMALL_BOLD.leading, below)
            lines.append(Line(down, SIGN + 1.6, text, style.SMALL_BOLD, sign))
            sign = ""
        lead = self._lead(item)
        indent = self._document.width(lead + "  ", style.BODY_BOLD) if lead else 0.0
        if indent > width * 0.7:
            lines.append(Line(below, 0, "", REASON, "", lead))
            lead, indent, below = "", 0.0, REASON.leading
        for text in wrap(item.reason, REASON, width, indent=indent) or [""] * bool(lead):
            lines.append(Line(below, indent, text, REASON, "", lead))
            lead, indent, below = "", 0.0, REASON.leading
        for source, look in ((item.reach, NOTES), (item.notes, NOTES), (self._past(item), style.SMALL)):
            for text in wrap(source, look, width, breaks=True):
                lines.append(Line(max(below - 0.6, look.leading), 0, text, look))
                below = 0.0
        return lines

    def phone(self, phone: str) -> list[tuple[str, TextStyle]]:
        """Return a telephone as it stands in its column; nothing when it needs more than two lines."""
        text, look = self._document.fitted(phone, PHONE, self._phone_width, PHONE_LEAST.size)
        if look.size > PHONE_LEAST.size:
            return [(text, look)]
        lines = self._document.wrap(phone, PHONE_LEAST, self._phone_width)
        return [(line, PHONE_LEAST) for line in lines] if len(lines) <= 2 else []

    def _lead(self, item: FollowUpItem) -> str:
        """Return what stands in bold before the reason: urgency, a date not the list's, the hour, the way."""
        content = self._content
        parts = []
        if item.priority is Priority.HIGH:
            parts.append(_("Urgent"))
        if item.due_date < content.first:
            parts.append(_("Since {day}").format(day=self._day(item.due_date)))
        elif content.first != content.last:
            parts.append(self._day(item.due_date))
        if item.due_time is not None:
            parts.append(self.hour(item.due_time))
        if item.method is not Method.CALL:
            parts.append(_(METHOD_NAMES[item.method]))
        return " · ".join(parts)

    def _past(self, item: FollowUpItem) -> str:
        """Return the small line: what helps to reach the customer, and the last contact."""
        parts = []
        if item.hours:
            parts.append(_("prefers: {hours}").format(hours=item.hours))
        if item.other_phone:
            parts.append(_("also {phone}").format(phone=item.other_phone))
        if item.last_contact is not None:
            told = self._ago.get(item.last_contact)
            if told is None:
                when = formats.relative_day(item.last_contact, self._today)
                told = self._ago[item.last_contact] = _("Last contact: {when}").format(when=when)
            said = [_(RESULT_NAMES[item.last_result])] if item.last_result else []
            said += [item.last_note] if item.last_note else []
            parts.append(f"{told} ({': '.join(said)})" if said else told)
        text = " · ".join(parts)
        return text[:1].upper() + text[1:]

    def _day(self, day: date) -> str:
        known = self._days.get(day)
        if known is None:
            known = self._days[day] = formats.day_and_month(day, self._content.locale)
        return known

    def hour(self, hour: time) -> str:
        """Return an hour as the locale writes it."""
        known = self._hours.get(hour)
        if known is None:
            known = self._hours[hour] = formats.clock_time(hour, self._content.locale)
        return known

    def goes_on(self, item: FollowUpItem) -> Line:
        """Return the line above the rest of a block that began on the page before."""
        text = _("{title} (continued)").format(title=item.customer)
        line, look = self._document.fitted(text, style.BODY_BOLD, self._width, 7)
        return Line(FIRST_BASELINE, 0, line, look)
