"""The parts of the customer file: head, contacts, indicators, facts, related people, notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.domain.customers.birthdays import short_month
from crm_desktop.gui import icons
from crm_desktop.gui.common import when
from crm_desktop.gui.common.customer_columns import due
from crm_desktop.gui.common.flow_layout import flow
from crm_desktop.gui.common.labels import (
    Chip,
    ElidedLink,
    IconLabel,
    Link,
    PlainLabel,
    Tone,
    caption,
    card,
    muted,
    title,
)
from crm_desktop.gui.common.staff_chooser import dot
from crm_desktop.gui.customers.file_data import ContactLine, FileData
from crm_desktop.services.shop import Shop
from crm_desktop.shared.i18n import _

PHOTO = 64  # logical pixels


class Photo(QWidget):
    """A photograph with round corners."""

    def __init__(self, data: bytes, size: int = PHOTO) -> None:
        super().__init__()
        self._image = QImage.fromData(data)
        self.setFixedSize(size, size)
        self.setAccessibleName(_("Photograph"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, filling its square."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), 8, 8)
        painter.setClipPath(path)
        painter.drawImage(QRectF(self.rect()), self._image)


def head(data: FileData) -> QWidget:
    """Return the photograph, the name, and where the customer works."""
    customer = data.customer
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    if data.photo:
        row.addWidget(Photo(data.photo), 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(2)
    name = title(customer.full_name)
    name.setWordWrap(True)
    name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    column.addWidget(name)
    also = [customer.company if customer.company != customer.full_name else ""]
    if customer.contact_person and customer.contact_person != customer.full_name:
        also.append(_("ask for {name}").format(name=customer.contact_person))
    line = " · ".join(part for part in also if part)
    if line:
        column.addWidget(muted(line, wrap=True))
    column.addStretch()
    row.addLayout(column, 1)
    return holder


def chips(data: FileData, before: Iterable[QWidget] = ()) -> QWidget | None:
    """Return the states and tags of the customer as chips after others, or None when there are none."""
    customer = data.customer
    made: list[QWidget] = [*before]
    if customer.archived_at is not None:
        made.append(Chip(_("Archived")))
    if customer.do_not_contact:
        made.append(Chip(_("Do not contact"), "late"))
    if data.birthday:
        made.append(Chip(data.birthday, "near"))
    made += [Chip(tag, "accent") for tag in customer.tags]
    return flow(made) if made else None


def warning(text: str) -> QFrame:
    """Return the warning note, which nobody can overlook."""
    frame = card(kind="note")
    frame.setProperty("tone", "near")
    row = QHBoxLayout(frame)
    row.setContentsMargins(12, 10, 12, 10)
    row.setSpacing(10)
    row.addWidget(IconLabel("triangle-alert", "near", icons.NORMAL), 0, Qt.AlignmentFlag.AlignTop)
    said = PlainLabel(text, tone="near", bold=True, wrap=True, selectable=True)
    row.addWidget(said, 1)
    return frame


def contacts(data: FileData, open_url: Callable[[str, str], None]) -> QWidget | None:
    """Return the ways to reach the customer; a click opens them.

    Args:
        data: the file.
        open_url: gets the address and the text to copy when nothing can open it.
    """
    if not (data.lines or data.address or data.habits):
        return None
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(1, 1)
    for number, line in enumerate(data.lines):
        grid.addWidget(_icon(line.icon), number, 0)
        grid.addWidget(_contact(line, open_url), number, 1)
    row = len(data.lines)
    for icon, text in (("map-pin", data.address), ("clock", data.habits)):
        if text:
            grid.addWidget(_icon(icon), row, 0, Qt.AlignmentFlag.AlignTop)
            label = PlainLabel(text, wrap=True, selectable=True, tone="" if icon == "map-pin" else "muted")
            label.setContentsMargins(4, 3, 0, 3)
            grid.addWidget(label, row, 1)
            row += 1
    return holder


def _icon(name: str) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 5, 0, 5)
    row.addWidget(IconLabel(name))
    return holder


def _contact(line: ContactLine, open_url: Callable[[str, str], None]) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    if line.url:
        link = ElidedLink(line.text)
        link.setProperty("kind", "link")
        link.setAccessibleDescription(line.action)
        link.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        link.clicked.connect(lambda: open_url(line.url, line.text))
        row.addWidget(link)
    else:
        text = PlainLabel(line.text, wrap=True, selectable=True)
        text.setContentsMargins(4, 3, 0, 3)
        row.addWidget(text)
    if line.whatsapp:
        button = QToolButton()
        button.setIcon(icons.icon("message-circle", "accent"))
        button.setText("WhatsApp")
        button.setToolTip(_("Write by WhatsApp"))
        button.setAccessibleName(_("Write to {number} by WhatsApp").format(number=line.text))
        button.clicked.connect(lambda: open_url(line.whatsapp, line.text))
        row.addWidget(button)
    if line.label:
        row.addWidget(muted(line.label))
    row.addStretch(1)
    return holder


def tiles(data: FileData, shop: Shop) -> QWidget:
    """Return the indicators: what comes next, what was last, since when."""
    today = shop.clock.today()
    tone: Tone = ""
    if data.next_follow_up is None:
        coming = _("none")
        tone = "muted"
    else:
        coming = due(data.next_follow_up, today)
        tone = "late" if data.next_follow_up < today else "near" if data.next_follow_up == today else ""
    last = _("never")
    if data.last_contact:
        last = when.days_ago(shop.clock.local(data.last_contact).date(), today)
    made = data.customer.created_at
    since = short_month(shop.clock.local(made).date()) if made else ""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(tile(coming, _("follow-up"), tone), 1)
    row.addWidget(tile(last, _("last contact"), "" if data.last_contact else "muted"), 1)
    row.addWidget(tile(since, _("customer since"), ""), 1)
    return holder


def tile(value: str, name: str, tone: Tone) -> QFrame:
    """Return one figure with its name under it."""
    frame = card(kind="tile")
    column = QVBoxLayout(frame)
    column.setContentsMargins(10, 8, 8, 8)
    column.setSpacing(0)
    column.addWidget(PlainLabel(value, bold=True, tone=tone, wrap=True))
    column.addWidget(PlainLabel(name, tone="muted", scale=0.9, wrap=True))
    column.addStretch()
    return frame


def facts(data: FileData) -> QWidget | None:
    """Return what else is known, name beside value, or None when there is nothing."""
    if not data.facts and data.member is None:
        return None
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for number, (name, value) in enumerate(data.facts):
        grid.addWidget(muted(name), number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(PlainLabel(value, wrap=True, selectable=True), number, 1)
    if data.member is not None:
        row = len(data.facts)
        grid.addWidget(muted(_("Looked after by")), row, 0)
        person = QHBoxLayout()
        person.setSpacing(4)
        mark = PlainLabel("")
        mark.setPixmap(dot(data.member.colour).pixmap(icons.SMALL, icons.SMALL))
        person.addWidget(mark)
        person.addWidget(PlainLabel(data.member.name))
        person.addStretch(1)
        grid.addLayout(person, row, 1)
    return holder


def related(data: FileData, go_to: Callable[[int], None]) -> QWidget | None:
    """Return related customers as links, or None when there are none."""
    if not data.relations:
        return None
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(0)
    grid.setColumnStretch(1, 1)
    for number, (relation, other_id, name, note) in enumerate(data.relations):
        grid.addWidget(muted(relation), number, 0)
        line = QHBoxLayout()
        line.setSpacing(4)
        link = Link(name)
        link.clicked.connect(lambda _on=False, other_id=other_id: go_to(other_id))
        line.addWidget(link)
        if note:
            line.addWidget(muted(note))
        line.addStretch(1)
        grid.addLayout(line, number, 1)
    return holder


def part(name: str, body: QWidget | None) -> QWidget | None:
    """Return a part of the file under its small heading, or None without a body."""
    if body is None:
        return None
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 4, 0, 0)
    column.setSpacing(4)
    column.addWidget(caption(name.upper()))
    column.addWidget(body)
    return holder
