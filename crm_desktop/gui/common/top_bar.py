"""The top of the window: title of the screen, search over everything, the primary action, who is on duty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from crm_desktop.gui.common.global_search import GlobalSearch
from crm_desktop.gui.common.labels import ElidedLabel, KeyCap, PlainLabel, button, card
from crm_desktop.gui.theme import TITLE
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.domain.staff import StaffMember
    from crm_desktop.gui.common.staff_chooser import DutyChip
    from crm_desktop.services.shop import Shop

HEIGHT = 56


class TopBar(QFrame):
    """See the module; the window connects its parts.

    Args:
        shop: for the search.
        duty_width: how wide who is on duty was the last time, in pixels: that room is kept until it is known.

    Signals:
        new_customer(): the primary action.
        put_on_duty(object): the staff id of who is on duty now, or None.
        people_asked(): "edit the list of people".
    """

    new_customer = Signal()
    put_on_duty = Signal(object)
    people_asked = Signal()

    def __init__(self, shop: Shop, duty_width: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "top")
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 16, 0)
        row.setSpacing(12)
        self.title = ElidedLabel("", scale=TITLE, bold=True)
        row.addWidget(self.title, 1)
        self.search = GlobalSearch(shop)
        self.search.setMinimumWidth(200)
        self.search.setMaximumWidth(320)
        inner = QHBoxLayout(self.search)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.addStretch()
        self._hint = KeyCap("Ctrl+K")
        inner.addWidget(self._hint)
        self.search.textChanged.connect(lambda text: self._hint.setVisible(not text))
        row.addWidget(self.search, 2)
        self.new_button = button(_("New customer"), "plus", "primary")
        self.new_button.setToolTip(_("New customer (Ctrl+Shift+N)"))
        self.new_button.clicked.connect(self.new_customer)
        row.addWidget(self.new_button)
        self._duty: DutyChip | None = None
        self._room = QWidget()
        self._room.setFixedWidth(duty_width)
        self._room.setVisible(duty_width > 0)
        row.addWidget(self._room)
        self._row = row

    @property
    def duty(self) -> DutyChip:
        """Who is on duty; made when it is known that there are people."""
        if self._duty is None:
            from crm_desktop.gui.common.staff_chooser import DutyChip

            self._duty = DutyChip()
            self._duty.chosen.connect(self.put_on_duty)
            self._duty.people_asked.connect(self.people_asked)
            self._room.hide()
            self._row.addWidget(self._duty)
        return self._duty

    def show_people(self, people: Sequence[StaffMember], on_duty: int | None) -> int | None:
        """Offer these people; return who is on duty, None when that is none of them."""
        if not people and self._duty is None:
            self._room.hide()
            return None
        self.duty.set_staff(people, on_duty)
        self.duty.setVisible(bool(people))
        return self.duty.value()

    def duty_width(self) -> int:
        """Return how wide who is on duty is, in pixels; 0 when it is not there."""
        return 0 if self._duty is None or self._duty.isHidden() else self._duty.sizeHint().width()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setFixedHeight(max(HEIGHT, self.fontMetrics().height() * 3))


def read_only_note(shop: Shop) -> QWidget:
    """Return the line under the bar that says why nothing can be changed."""
    note = card(kind="note")
    row = QHBoxLayout(note)
    row.setContentsMargins(20, 6, 16, 6)
    sentence = _(
        "The shop is open for reading only: its folder cannot be written. Nothing can be changed here."
    )
    if shop.db.disk_full:
        sentence = shop.why_read_only
    row.addWidget(PlainLabel(sentence, wrap=True))
    return note
