"""The form kit: fields in one column or side by side, checked while typing, never losing unsaved text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.gui.common.fields import Field
from crm_desktop.gui.common.labels import PlainLabel, heading, rule
from crm_desktop.shared.i18n import _, ngettext


class Form(QWidget):
    """Fields that are filled, checked and saved together. Tab goes through them in the order they were added.

        form = Form()
        form.row(TextField("given_name", _("Given name")), TextField("family_name", _("Family name")))
        form.load({"given_name": customer.given_name, …})
        if form.check():                  # else: every fault is shown, the first field has the focus
            save(form.values())
        except InvalidInput as error: form.show_faults(error.fields)

    Signals:
        changed(str): the person changed the field of this key.
        dirty_changed(bool): there is (no longer) something unsaved.
    """

    changed = Signal(str)
    dirty_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 12) -> None:
        super().__init__(parent)
        self.fields: dict[str, Field] = {}
        self._was_dirty = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(spacing)
        self.summary = PlainLabel("", tone="late", wrap=True)
        self.summary.hide()
        self._column.addWidget(self.summary)

    # -- building

    def row(self, *fields: Field, stretch: tuple[int, ...] = ()) -> None:
        """Put fields side by side (one: the whole width); `stretch` gives their shares.

        A field that is hidden leaves its room to the others.
        """
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        for number, one in enumerate(fields):
            share = stretch[number] if stretch else 1
            line.addWidget(one, share, Qt.AlignmentFlag.AlignTop)  # what is left over goes below all rows
            self._know(one)
        self._column.addLayout(line)

    def section(self, text: str) -> None:
        """Begin a part with a heading and a hair line."""
        if len(self.fields):
            self._column.addSpacing(4)
            self._column.addWidget(rule())
        self._column.addWidget(heading(text))

    def add_widget(self, widget: QWidget) -> None:
        """Put something between the fields that is no field."""
        self._column.addWidget(widget)

    def add_stretch(self) -> None:
        """Keep what came before at the top."""
        self._column.addStretch()

    def _know(self, one: Field) -> None:
        self.fields[one.key] = one
        one.mark_clean()
        one.changed.connect(lambda: self._typed(one.key))

    # -- values

    def load(self, values: Mapping[str, Any]) -> None:
        """Fill the fields that are named; what they hold now is the saved state."""
        for key, one in self.fields.items():
            if key in values:
                one.load(values[key])
            else:
                one.mark_clean()
        self.summary.hide()
        self._tell_dirty()

    def put(self, key: str, value: Any) -> None:
        """Change one field as if the person had typed it."""
        self.fields[key].set_value(value)
        self.fields[key].typed()

    def values(self) -> dict[str, Any]:
        """Return what is in all fields."""
        return {key: one.value() for key, one in self.fields.items()}

    def value(self, key: str) -> Any:
        """Return what is in one field."""
        return self.fields[key].value()

    # -- dirty

    def is_dirty(self) -> bool:
        """Whether something is not saved."""
        return any(one.is_dirty() for one in self.fields.values())

    def mark_clean(self) -> None:
        """What is in the fields has been saved."""
        for one in self.fields.values():
            one.mark_clean()
        self._tell_dirty()

    def _typed(self, key: str) -> None:
        self.changed.emit(key)
        self._tell_dirty()

    def _tell_dirty(self) -> None:
        dirty = self.is_dirty()
        if dirty != self._was_dirty:
            self._was_dirty = dirty
            self.dirty_changed.emit(dirty)

    # -- faults

    def check(self) -> bool:
        """Check every field; show each fault under its field, and go to the first. True when all is well."""
        faults = {
            key: fault for key, one in self.fields.items() if one.isEnabled() and (fault := one.fault())
        }
        self.show_faults(faults)
        return not faults

    def show_faults(self, faults: Mapping[str, str], sentence: str = "") -> None:
        """Show these sentences under their fields, clear the others, and go to the first.

        Args:
            faults: field key -> sentence, as in `InvalidInput.fields`.
            sentence: shown at the top when a fault belongs to no field of this form.
        """
        first: Field | None = None
        for key, one in self.fields.items():
            one.stop_checking()
            one.show_fault(faults.get(key))
            if key in faults and first is None:
                first = one
        strange = [text for key, text in faults.items() if key not in self.fields]
        if not faults and not sentence:
            self.summary.hide()
            return
        count = len(faults) - len(strange)
        said = ngettext("{count} field needs another look.", "{count} fields need another look.", count)
        parts = [sentence] if sentence and (strange or not count) else []
        parts += strange
        parts += [said.format(count=count)] if count else []
        self.summary.setText(" ".join(parts) or _("Something needs another look."))
        self.summary.show()
        if first is not None:
            self.reveal(first)

    def reveal(self, one: Field) -> None:
        """Scroll to a field and give it the focus."""
        from PySide6.QtWidgets import QScrollArea

        parent = self.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(one)
                break
            parent = parent.parentWidget()
        one.control.setFocus()

    def focus_first(self) -> None:
        """Give the focus to the first field."""
        for one in self.fields.values():
            if one.isEnabled() and not one.isHidden():
                one.control.setFocus()
                return


def in_a_row(*widgets: QWidget, stretch_last: bool = True) -> QWidget:
    """Return a widget that holds others side by side, for what is no field."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for one in widgets:
        row.addWidget(one)
    if stretch_last:
        row.addStretch()
    return holder
