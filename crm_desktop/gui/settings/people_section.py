"""The people of the shop: a name and a colour."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget

from crm_desktop.domain.staff import STAFF_COLOURS, StaffMember
from crm_desktop.gui import colours, tasks
from crm_desktop.gui.common.dialog import FormDialog
from crm_desktop.gui.common.fields import TextField, WidgetField
from crm_desktop.gui.common.screen import Context
from crm_desktop.gui.common.staff_chooser import dot
from crm_desktop.gui.settings.sections import ListSection
from crm_desktop.services import staff
from crm_desktop.services.shop import Shop
from crm_desktop.shared.i18n import N_, _

# The colours of `STAFF_COLOURS`, by their names.
_NAMES = (
    N_("Green"), N_("Amber"), N_("Violet"), N_("Red"), N_("Blue"), N_("Olive"), N_("Pink"), N_("Grey"),
)  # fmt: skip


class _Swatch(QAbstractButton):
    """One colour to choose."""

    def __init__(self, colour: str, name: str) -> None:
        super().__init__()
        self.colour = colour
        self.setCheckable(True)
        self.setFixedSize(QSize(30, 30))
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        of = colours.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.hasFocus():
            painter.setPen(QPen(QColor(of.text if self.isChecked() else of.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(self.rect().adjusted(2, 2, -2, -2))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.colour))
        painter.drawEllipse(self.rect().adjusted(6, 6, -6, -6))


class Swatches(QWidget):
    """Colours in a row; arrows walk through them."""

    def __init__(self, shown: tuple[str, ...], names: tuple[str, ...]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.group = QButtonGroup(self)
        for colour, name in zip(shown, names, strict=True):
            button = _Swatch(colour, name)
            self.group.addButton(button)
            row.addWidget(button)
        row.addStretch()
        self.setFocusProxy(self.group.buttons()[0])

    def value(self) -> str:
        """Return the chosen colour, or ""."""
        chosen = self.group.checkedButton()
        return chosen.colour if isinstance(chosen, _Swatch) else ""

    def set_value(self, colour: str) -> None:
        """Choose a colour; one that is not offered leaves nothing chosen."""
        self.group.setExclusive(False)
        for button in self.group.buttons():
            button.setChecked(isinstance(button, _Swatch) and button.colour == colour)
        self.group.setExclusive(True)


class PersonDialog(FormDialog):
    """Adds or changes one person."""

    def __init__(self, parent: QWidget | None, shop: Shop, member: StaffMember | None, colour: str) -> None:
        super().__init__(
            parent, _("Person of the shop") if member else _("New person of the shop"), width=420
        )
        self.shop = shop
        self.member = member or StaffMember("", colour)
        swatches = Swatches(STAFF_COLOURS, tuple(_(name) for name in _NAMES))
        shade = WidgetField("colour", _("Colour"), swatches, swatches.value, swatches.set_value)
        swatches.group.buttonClicked.connect(lambda _button: shade.typed())
        hint = _("As everybody calls them: Marta, or Marta G.")
        self.form.row(TextField("name", _("Name"), required=True, limit=60, hint=hint))
        self.form.row(shade)
        self.form.load({"name": self.member.name, "colour": self.member.colour})
        self.form.focus_first()

    def submit(self, values: dict[str, Any]) -> None:
        made = self.member._replace(name=values["name"], colour=values["colour"] or self.member.colour)
        tasks.run_change(
            self, lambda: staff.save_staff(self.shop, made), lambda _c: self.saved(), failed=self.failed
        )


class PeopleSection(ListSection):
    """Everybody, those who have left at the end."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            _("People"),
            _("Who is on duty is chosen at the top of the window; follow-ups and notes carry the name."),
            _("People of the shop"),
            _("Nobody is in the list yet. Add everybody who serves customers."),
        )
        self.members: dict[int, StaffMember] = {}
        self.add_button(_("Add a person"), self.add, primary=True, line=False)
        self.add_button(_("Change"), lambda: self.edit(self.current_key()))
        self.leave_button = self.add_button(_("No longer works here"), self._toggle)
        self.edited.connect(self.edit)
        self.reload()

    def reload(self) -> None:
        tasks.run_query(self, lambda: staff.list_staff(self.shop, active_only=False), self._show, key="staff")

    def _show(self, people: list[StaffMember]) -> None:
        key = self.begin()
        self.members = {member.id: member for member in people if member.id is not None}
        for member in sorted(people, key=lambda one: not one.active):
            text = member.name if member.active else _("{name} (no longer here)").format(name=member.name)
            self.add_line(member.id, text, icon=dot(member.colour))
        self.finish(key)

    def fit_buttons(self) -> None:
        super().fit_buttons()
        member = self.members.get(self.current_key()) if hasattr(self, "members") else None
        if member is not None:
            self.leave_button.setText(_("No longer works here") if member.active else _("Works here again"))

    def add(self) -> None:
        """Add a person, in a colour that nobody has."""
        taken = {member.colour for member in self.members.values() if member.active}
        free = next((colour for colour in STAFF_COLOURS if colour not in taken), STAFF_COLOURS[0])
        PersonDialog(self, self.shop, None, free).open()

    def edit(self, key: Any) -> None:
        """Change a person."""
        if key in self.members and not self.shop.read_only:
            PersonDialog(self, self.shop, self.members[key], "").open()

    def _toggle(self) -> None:
        member = self.members[self.current_key()]
        made = member._replace(active=not member.active)
        tasks.run_change(self, lambda: staff.save_staff(self.shop, made))
