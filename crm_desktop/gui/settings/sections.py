"""What the parts of Settings have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.gui import messages, tasks
from crm_desktop.gui.common.flow_layout import FlowLayout
from crm_desktop.gui.common.form import Form
from crm_desktop.gui.common.labels import PlainLabel, card, heading
from crm_desktop.gui.common.screen import Context
from crm_desktop.services import settings
from crm_desktop.services.changes import Changes
from crm_desktop.shared.errors import InvalidInput, KnownError
from crm_desktop.shared.i18n import _

WIDTH = 700


class Section(QWidget):
    """One part of Settings: a heading, a sentence, and cards."""

    def __init__(self, context: Context, title: str, sentence: str = "") -> None:
        super().__init__()
        self.context, self.shop = context, context.shop
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 16, 16, 16)
        self.column.setSpacing(12)
        self.column.addWidget(heading(title))
        if sentence:
            text = PlainLabel(sentence, tone="muted", wrap=True)
            text.setMaximumWidth(WIDTH)
            self.column.addWidget(text)

    def add_card(self) -> QVBoxLayout:
        """Add a framed area and return the layout inside it."""
        frame = card()
        frame.setMaximumWidth(WIDTH)
        frame.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(20, 16, 20, 16)
        inside.setSpacing(12)
        self.column.addWidget(frame)
        return inside

    def reload(self) -> None:
        """Show what the shop's file holds now."""

    def save_row(self, form: Form) -> QHBoxLayout:
        """Return a line with `save_button`, which saves what was typed into a form."""
        row = QHBoxLayout()
        self.save_button = QPushButton(_("Save"))
        self.save_button.setProperty("kind", "primary")
        self.save_button.clicked.connect(lambda _on: self.save())
        self.save_button.setEnabled(False)
        form.dirty_changed.connect(
            lambda dirty: self.save_button.setEnabled(dirty and not self.shop.read_only)
        )
        row.addWidget(self.save_button)
        row.addStretch()
        return row

    def unsaved(self) -> bool:
        """Whether something was typed and not saved."""
        return False

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Save what was typed, then call `then`."""

    def discard(self) -> None:
        """Forget what was typed."""

    def may_leave(self, then: Callable[[], None]) -> None:
        """Call `then`, after asking what becomes of unsaved text."""
        if not self.unsaved():
            then()
            return

        def thrown_away() -> None:
            self.discard()
            then()

        messages.ask_unsaved(self, lambda: self.save(then), thrown_away)


class ProfileSection(Section):
    """A part of the shop's own data: a form with Save."""

    def __init__(self, context: Context, title: str, sentence: str = "") -> None:
        super().__init__(context, title, sentence)
        self.form = Form()
        self.add_card().addWidget(self.form)
        self.column.addLayout(self.save_row(self.form))

    def values(self) -> dict[str, Any]:
        """Return the profile's fields that are shown here."""
        profile = self.shop.profile
        return {key: getattr(profile, key) for key in self.form.fields}

    def reload(self) -> None:
        """Show the profile, unless something unsaved is there."""
        if not self.form.is_dirty():
            self.form.load(self.values())

    def unsaved(self) -> bool:
        return self.form.is_dirty()

    def discard(self) -> None:
        self.form.load(self.values())

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Check and save."""
        from crm_desktop.gui.common.shop_fields import changed_profile

        if not self.form.check():
            return
        made = changed_profile(self.shop.profile, self.form.values())

        def saved(_changes: Changes[None]) -> None:
            self.form.mark_clean()
            self.form.show_faults({})
            self.after_saving()
            if then is not None:
                then()

        tasks.run_change(self, lambda: settings.save_profile(self.shop, made), saved, failed=self._refused)

    def after_saving(self) -> None:
        """What else happens when it was saved."""

    def _refused(self, error: KnownError) -> None:
        if isinstance(error, InvalidInput):
            self.form.show_faults(error.fields, error.sentence)
        else:
            messages.show_error(self, error.sentence)


class ListSection(Section):
    """A part that holds a short list: people, own fields. Enter or a double click edits a line.

    Signals:
        edited(object): the key of the line to edit.
    """

    edited = Signal(object)

    def __init__(self, context: Context, title: str, sentence: str, accessible: str, empty: str) -> None:
        super().__init__(context, title, sentence)
        self.before_list()
        inside = self.add_card()
        inside.setContentsMargins(8, 8, 8, 8)
        self.list = QListWidget()
        self.list.setAccessibleName(accessible)
        self.list.setIconSize(QSize(16, 16))
        self.list.itemActivated.connect(lambda item: self.edited.emit(item.data(Qt.ItemDataRole.UserRole)))
        self.list.currentRowChanged.connect(lambda _row: self.fit_buttons())
        inside.addWidget(self.list)
        self.nothing = PlainLabel(empty, tone="muted", wrap=True)
        self.nothing.setContentsMargins(8, 8, 8, 8)
        inside.addWidget(self.nothing)
        holder = QWidget()
        holder.setMaximumWidth(WIDTH)
        self.row = FlowLayout(holder)
        self.column.addWidget(holder)
        self.column.addStretch()
        self.buttons: list[QPushButton] = []

    def before_list(self) -> None:
        """Add what stands above the list."""

    def add_button(
        self, text: str, action: Callable[[], None], *, primary: bool = False, line: bool = True
    ) -> QPushButton:
        """Add a button under the list; `line`: it needs a current line."""
        button = QPushButton(text)
        button.setProperty("kind", "primary" if primary else "")
        button.setProperty("line", line)
        button.clicked.connect(action)
        self.row.addWidget(button)
        self.buttons.append(button)
        return button

    def current_key(self) -> Any:
        """Return the key of the current line, or None."""
        item = self.list.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item is not None else None

    def add_line(self, key: Any, text: str, **more: Any) -> QListWidgetItem:
        """Add a line to the list; `icon` may be given."""
        item = QListWidgetItem(text)
        if "icon" in more:
            item.setIcon(more["icon"])
        item.setData(Qt.ItemDataRole.UserRole, key)
        item.setSizeHint(QSize(0, self.list.fontMetrics().height() + 16))
        self.list.addItem(item)
        return item

    def begin(self) -> Any:
        """Empty the list; return the key of the line that was current, for `finish`."""
        key = self.current_key()
        self.list.clear()
        return key

    def finish(self, key: Any) -> None:
        """Go back to the line that was current."""
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == key:
                self.list.setCurrentRow(row)
        self.list.setFixedHeight((self.list.fontMetrics().height() + 16) * min(self.list.count(), 12) + 4)
        self.list.setVisible(self.list.count() > 0)
        self.nothing.setVisible(self.list.count() == 0)
        self.fit_buttons()

    def fit_buttons(self) -> None:
        """Enable what can be done now."""
        for button in self.buttons:
            needs = bool(button.property("line"))
            button.setEnabled(not self.shop.read_only and (not needs or self.current_key() is not None))
