"""Choosing a person of the shop, with their colour; and who is on duty."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from crm_desktop.domain.staff import StaffMember
from crm_desktop.gui import icons, theme
from crm_desktop.gui.common.inputs import ChoiceBox
from crm_desktop.shared.i18n import _


def dot(colour: str, size: int = icons.SMALL) -> QIcon:
    """Return a filled circle in a person's colour ("#rrggbb")."""
    made = QIcon()
    for ratio in (1, 2, 3):
        picture = QPixmap(size * ratio, size * ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QRectF(3 * ratio, 3 * ratio, (size - 6) * ratio, (size - 6) * ratio))
        painter.end()
        picture.setDevicePixelRatio(ratio)
        made.addPixmap(picture)
    return made


class StaffChooser(ChoiceBox):
    """One person or nobody.

    `value` is the staff id or None; `chosen` tells when the person at the PC changed it.
    """

    chosen = Signal(object)

    def __init__(
        self, staff: Sequence[StaffMember] = (), nobody: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._nobody = nobody or _("Nobody in particular")
        self._ids: list[int | None] = []
        self.setIconSize(QSize(icons.SMALL, icons.SMALL))
        self.set_staff(staff)
        self.activated.connect(lambda _index: self.chosen.emit(self.value()))

    def set_staff(self, staff: Sequence[StaffMember]) -> None:
        """Offer these people; the chosen one stays."""
        before = self.value() if self._ids else None
        self.clear()
        self._ids = [None, *(member.id for member in staff)]
        self.addItem(self._nobody)
        for member in staff:
            self.addItem(dot(member.colour), member.name)
        self.set_value(before)

    def value(self) -> int | None:
        """Return the id of the chosen person."""
        index = self.currentIndex()
        return self._ids[index] if 0 <= index < len(self._ids) else None

    def set_value(self, staff_id: int | None) -> None:
        """Choose a person without telling; somebody who is not offered (left the shop) counts as nobody."""
        self.setCurrentIndex(self._ids.index(staff_id) if staff_id in self._ids else 0)


class DutyChip(QToolButton):
    """Who is on duty, at the top of the window: what is done is put down to this person.

    Signals:
        chosen(object): the staff id, or None for nobody.
        people_asked(): "edit the list of people".
    """

    chosen = Signal(object)
    people_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "chip")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMenu(QMenu(self))
        self._staff: tuple[StaffMember, ...] = ()
        self._value: int | None = None
        self.set_staff((), None)

    def value(self) -> int | None:
        """Return the staff id of who is on duty."""
        return self._value

    def set_staff(self, staff: Sequence[StaffMember], on_duty: int | None) -> None:
        """Offer these people and show who is on duty."""
        self._staff = tuple(staff)
        member = next((one for one in staff if one.id == on_duty and on_duty is not None), None)
        self._value = member.id if member else None
        if member:
            self.setIcon(dot(member.colour))
        else:
            self.setIcon(icons.icon("user", "muted"))
        text = member.name if member else _("Who is on duty?")
        self.setText("  " + text.replace("&", "&&"))
        said = _("On duty: {name}").format(name=member.name) if member else text
        self.setAccessibleName(said)
        self.setToolTip(_("What is done from now on is put down to this person"))
        self.setProperty("tone", "done" if member else "")
        theme.repolish(self)
        self._fill()

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        for member in (*self._staff, None):
            action = QAction(member.name.replace("&", "&&") if member else _("Nobody in particular"), menu)
            if member:
                action.setIcon(dot(member.colour))
            staff_id = member.id if member else None
            action.setCheckable(True)
            action.setChecked(staff_id == self._value)
            action.triggered.connect(lambda _on=False, staff_id=staff_id: self._choose(staff_id))
            menu.addAction(action)
        menu.addSeparator()
        people = QAction(_("Edit the list of people…"), menu)
        people.triggered.connect(self.people_asked)
        menu.addAction(people)

    def _choose(self, staff_id: int | None) -> None:
        self.set_staff(self._staff, staff_id)
        self.chosen.emit(staff_id)
