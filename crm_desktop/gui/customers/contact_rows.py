"""Several telephones, e-mails or accounts, one line each, looked at while they are typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from crm_desktop.domain.customers import contact_points, phones
from crm_desktop.domain.customers.model import CONTACT_KIND_NAMES, ContactKind, ContactPoint
from crm_desktop.gui import icons
from crm_desktop.gui.common.inputs import ChoiceBox
from crm_desktop.gui.common.labels import IconLabel, Link, PlainLabel
from crm_desktop.shared.i18n import _

LOOK_MS = 350  # a pause in typing, after which a line is looked at
_ICONS = {
    ContactKind.MOBILE: "smartphone",
    ContactKind.PHONE: "phone",
    ContactKind.EMAIL: "mail",
    ContactKind.SOCIAL: "at-sign",
    ContactKind.WEB: "globe",
}


class ContactRow(QWidget):
    """One contact point: its value, the shop's own word for it, a sentence when it looks doubtful.

    Signals:
        changed(): something was typed.
        removed(): take this line away.
    """

    changed = Signal()
    removed = Signal()

    def __init__(self, kinds: Sequence[ContactKind], country: Callable[[], str], name: str) -> None:
        super().__init__()
        self._kinds, self._country = tuple(kinds), country
        self._point = ContactPoint(self._kinds[0], "")
        self.icon = IconLabel(_ICONS[self._kinds[0]])
        self.value_edit = QLineEdit()
        self.value_edit.setAccessibleName(name)
        self.label_edit = QLineEdit()
        self.label_edit.setPlaceholderText(_("note"))
        self.label_edit.setToolTip(_("A word of your own, such as “home” or “daughter”"))
        self.label_edit.setAccessibleName(_("A word of your own, such as “home” or “daughter”"))
        self.remove_button = QToolButton()
        self.remove_button.setIcon(icons.icon("x", "muted"))
        self.remove_button.setToolTip(_("Take away"))
        self.remove_button.setAccessibleName(_("Take away"))
        self.message = PlainLabel("", tone="near", scale=0.92, wrap=True)
        self.message.hide()
        self.kind_choice: ChoiceBox | None = None
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.icon, 0, 0)
        if ContactKind.SOCIAL in self._kinds:
            self.kind_choice = ChoiceBox()
            self.kind_choice.addItems([_(CONTACT_KIND_NAMES[kind]) for kind in self._kinds])
            self.kind_choice.setAccessibleName(_("Kind"))
            self.kind_choice.activated.connect(lambda _index: self._typed())
            grid.addWidget(self.kind_choice, 0, 1)
        grid.addWidget(self.value_edit, 0, 2)
        grid.addWidget(self.label_edit, 0, 3)
        grid.addWidget(self.remove_button, 0, 4)
        grid.addWidget(self.message, 1, 1, 1, 4)
        grid.setColumnStretch(2, 5)
        self._grid = grid
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(LOOK_MS)
        self._pause.timeout.connect(self.look)
        self.value_edit.textEdited.connect(lambda _text: self._typed())
        self.label_edit.textEdited.connect(lambda _text: self._typed())
        self.value_edit.editingFinished.connect(self._left)
        self.remove_button.clicked.connect(self.removed)

    def kind(self) -> ContactKind:
        """Return the kind that was chosen, or the one that the line had."""
        if self.kind_choice is not None:
            return self._kinds[self.kind_choice.currentIndex()]
        return self._point.kind

    def point(self) -> ContactPoint:
        """Return the contact point as typed; its normal form is worked out when it is saved."""
        value, label, kind = self.value_edit.text().strip(), self.label_edit.text().strip(), self.kind()
        if (value, kind) == (self._point.value, self._point.kind):
            return replace(self._point, label=label)
        return ContactPoint(kind, value, "", label, self._point.id)

    def set_point(self, point: ContactPoint) -> None:
        """Show a contact point."""
        self._point = point
        self.value_edit.setText(point.value)
        self.value_edit.setCursorPosition(0)
        self.label_edit.setText(point.label)
        if self.kind_choice is not None:
            self.kind_choice.setCurrentIndex(self._kinds.index(point.kind))
        self.look()

    def take_over(self, other: ContactRow) -> None:
        """Show what another line shows, finished or not."""
        self._point = other._point
        for mine, theirs in ((self.value_edit, other.value_edit), (self.label_edit, other.label_edit)):
            mine.setText(theirs.text())
        if self.kind_choice is not None and other.kind_choice is not None:
            self.kind_choice.setCurrentIndex(other.kind_choice.currentIndex())
        self.look()

    def tab_after(self, before: QWidget) -> QWidget:
        """Let Tab come here after `before`; return where it leaves."""
        for widget in (self.kind_choice, self.value_edit, self.label_edit, self.remove_button):
            if widget is not None:
                QWidget.setTabOrder(before, widget)
                before = widget
        return before

    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        return not self.value_edit.text().strip()

    def show_extras(self, *, label: bool, remove: bool) -> None:
        """Show the place for a word and the button that takes the line away, or neither."""
        self.label_edit.setVisible(label)
        self.remove_button.setVisible(remove)
        self._grid.setColumnStretch(3, 2 if label else 0)

    def look(self) -> None:
        """Say what is doubtful, and show which kind of telephone it is."""
        point = self.point()
        problem = ""
        kind = point.kind
        if point.value:
            right, problem = contact_points.examine(point, self._country())
            kind = right.kind
        self.message.setText(problem)
        self.message.setVisible(bool(problem))
        self.value_edit.setAccessibleDescription(problem)
        self.icon.set_icon("triangle-alert" if problem else _ICONS[kind], "near" if problem else "muted")

    def _typed(self) -> None:
        self._pause.start()
        self.changed.emit()

    def _left(self) -> None:
        """What was said of a number goes into its own place."""
        if self._point.kind in contact_points.PHONE_KINDS and not self.label_edit.text().strip():
            number, label = phones.split_label(self.value_edit.text())
            if label:
                self.value_edit.setText(number)
                self.label_edit.setText(label)
                self.changed.emit()
        self.look()


class ContactRows(QWidget):
    """The lines of one sort of contact, with a link that adds another.

    Args:
        kinds: of these lines; a new line has the first.
        country: tells the country whose telephones have no prefix.
        name: what a line is called ("Telephone").
        more: the words on the link ("Another telephone").

    Signals:
        changed(): the person changed something.
    """

    changed = Signal()

    def __init__(
        self, kinds: Sequence[ContactKind], country: Callable[[], str], name: str, more: str
    ) -> None:
        super().__init__()
        self._kinds, self._country, self._name = tuple(kinds), country, name
        self.rows: list[ContactRow] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        column.addLayout(self._lines)
        self.more = Link(more, icon="plus")
        self.more.clicked.connect(self._add_and_go)
        # The first line comes in before the link, and stays: Tab comes to the lines, then to the link.
        self._add()
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._show_more()

    def points(self) -> tuple[ContactPoint, ...]:
        """Return the contact points of the lines that are not empty."""
        return tuple(row.point() for row in self.rows if not row.is_empty())

    def set_points(self, points: Sequence[ContactPoint]) -> None:
        """Show these, or one empty line."""
        wanted = list(points) or [ContactPoint(self._kinds[0], "")]
        while len(self.rows) > len(wanted):
            self._drop_last()
        while len(self.rows) < len(wanted):
            self._add()
        for row, point in zip(self.rows, wanted, strict=True):
            row.set_point(point)
        self._show_more()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Go to the first line; with a focus proxy instead, Tab would run in a circle."""
        self.rows[0].value_edit.setFocus(reason)

    def look_again(self) -> None:
        """The country has changed: what was doubtful may be right now."""
        for row in self.rows:
            row.look()

    def show_fault(self, number: int, sentence: str) -> None:
        """Show a sentence under the line of the contact point of this number."""
        filled = [row for row in self.rows if not row.is_empty()]
        if number < len(filled):
            filled[number].message.setText(sentence)
            filled[number].message.setVisible(bool(sentence))

    def _add(self) -> ContactRow:
        row = ContactRow(self._kinds, self._country, self._name)
        row.changed.connect(self._typed)
        row.removed.connect(lambda: self._remove(row))
        self._lines.addWidget(row)
        if self.rows:
            QWidget.setTabOrder(row.tab_after(self.rows[-1].remove_button), self.more)
        self.rows.append(row)
        return row

    def _add_and_go(self) -> None:
        self._add().value_edit.setFocus()
        self._show_more()

    def _drop_last(self) -> None:
        row = self.rows.pop()
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _remove(self, row: ContactRow) -> None:
        had_focus = row.remove_button.hasFocus()
        place = self.rows.index(row)
        for number in range(place, len(self.rows) - 1):
            self.rows[number].take_over(self.rows[number + 1])
        if len(self.rows) > 1:
            self._drop_last()
        else:
            row.set_point(ContactPoint(self._kinds[0], ""))
        if had_focus:
            self.rows[min(place, len(self.rows) - 1)].value_edit.setFocus()
        self._typed()

    def _typed(self) -> None:
        self._show_more()
        self.changed.emit()

    def _show_more(self) -> None:
        self.more.setVisible(not self.rows[-1].is_empty())
        only_empty = len(self.rows) == 1 and self.rows[0].is_empty()
        for row in self.rows:
            row.show_extras(label=not row.is_empty(), remove=not only_empty)
