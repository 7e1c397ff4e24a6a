"""The fields of a form: a label, what is typed into, a hint, and a sentence when something is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, time
from typing import Any

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from crm_desktop.gui import theme
from crm_desktop.gui.common.date_edit import DateEdit, TimeEdit
from crm_desktop.gui.common.inputs import ChoiceBox, NumberBox
from crm_desktop.gui.common.labels import PlainLabel
from crm_desktop.shared.i18n import _

CHECK_MS = 120  # a pause in typing, after which the field is checked

Check = Callable[[Any], str | None]


class Field(QWidget):
    """One field. Subclasses give the widget, `value` and `set_value`.

    Args:
        key: its name in `Form.values` and in `InvalidInput.fields`.
        label: what it is called on the screen.
        hint: a sentence under the field while nothing is wrong.
        required: it may not be empty when the form is saved.
        check: value -> a sentence that says what to do, or None when all is well. Runs while typing.

    Signals:
        changed(): the person changed the value.
    """

    changed = Signal()

    def __init__(
        self,
        key: str,
        label: str,
        control: QWidget,
        *,
        hint: str = "",
        required: bool = False,
        check: Check | None = None,
        show_label: bool = True,
    ) -> None:
        super().__init__()
        self.key, self.label, self.control = key, label, control
        self.required, self._check, self._hint = required, check, hint
        self._clean: Any = None
        self._told = False  # what is said of it comes from a service
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        shown = _("{label} (required)").format(label=label) if required else label
        self.caption = PlainLabel(shown, tone="muted")
        self.caption.setVisible(show_label)
        self.message = PlainLabel(hint, tone="muted", scale=0.92, wrap=True)
        self.message.setVisible(bool(hint))
        column.addWidget(self.caption)
        column.addWidget(control)
        column.addWidget(self.message)
        column.addStretch()
        self.caption.setBuddy(control)
        control.setAccessibleName(label)
        control.setAccessibleDescription(hint)
        self.setFocusProxy(control)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(CHECK_MS)
        self._pause.timeout.connect(self.check_typed)

    # -- for subclasses

    def value(self) -> Any:
        """Return what is in the field."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Put a value in, without `changed`."""
        raise NotImplementedError

    def own_fault(self) -> str | None:
        """Return what the control itself finds wrong, such as a date that does not exist."""
        return None

    # -- for the form

    def load(self, value: Any) -> None:
        """Put a value in and take it as the saved one."""
        self.set_value(value)
        self.mark_clean()
        self.show_fault(None)

    def mark_clean(self) -> None:
        """Take what is in the field as saved."""
        self._clean = self.value()

    def is_dirty(self) -> bool:
        """Whether it differs from what was saved."""
        return bool(self.own_fault()) or self.value() != self._clean

    def is_empty(self) -> bool:
        """Whether nothing is in it."""
        return self.value() in {None, "", ()}

    def fault(self) -> str | None:
        """Return the sentence that says what is wrong, or None."""
        own = self.own_fault()
        if own:
            return own
        if self.is_empty():
            return _("Fill in “{label}”.").format(label=self.label) if self.required else None
        return self._check(self.value()) if self._check else None

    def show_fault(self, sentence: str | None) -> None:
        """Show a sentence in red under the field, or its hint again."""
        self.message.setText(sentence or self._hint)
        self.message.set_tone("late" if sentence else "muted")
        self.message.setVisible(bool(sentence or self._hint))
        self.control.setAccessibleDescription(sentence or self._hint)
        if bool(self.control.property("fault")) != bool(sentence):
            self.control.setProperty("fault", bool(sentence))
            theme.repolish(self.control)

    def stop_checking(self) -> None:
        """Leave what is said of the field as it is until something new is typed, even when it is left."""
        self._pause.stop()
        self._told = True

    def set_hint(self, hint: str) -> None:
        """Change the hint, such as to show what was understood."""
        before, self._hint = self._hint, hint
        if self.message.text() == before:
            self.show_fault(None)

    def check_typed(self) -> None:
        """Check what was typed; being empty is no fault before the form is saved."""
        if self._told:
            return
        self.show_fault(None if self.is_empty() and not self.own_fault() else self.fault())

    def typed(self) -> None:
        """Subclasses call this when the person changes something."""
        self._told = False
        self.changed.emit()
        self._pause.start()


class TextField(Field):
    """One line of text. `limit` is in letters; longer text is refused aloud, never cut."""

    def __init__(self, key: str, label: str, *, limit: int = 200, placeholder: str = "", **more: Any) -> None:
        self.edit = QLineEdit()
        self.edit.setMaxLength(1_000_000)
        self.edit.setPlaceholderText(placeholder)
        self._limit = limit
        super().__init__(key, label, self.edit, **more)
        self.edit.textEdited.connect(lambda _text: self.typed())
        self.edit.editingFinished.connect(self.check_typed)

    def value(self) -> str:
        return self.edit.text().strip()

    def set_value(self, value: Any) -> None:
        self.edit.setText(value or "")
        self.edit.setCursorPosition(0)

    def own_fault(self) -> str | None:
        return _too_long(self.value(), self._limit)


class _Notes(QPlainTextEdit):
    """Text of several lines; Ctrl+Enter is the form's business, Tab goes on to the next field."""

    _lines = 4

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._lines = lines

    def event(self, event: QEvent) -> bool:
        """Keep the height after the style sheet has put its own least height."""
        done = super().event(event)
        if event.type() in {QEvent.Type.Polish, QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self.setFixedHeight(self.fontMetrics().lineSpacing() * self._lines + 20)
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            event.ignore()
        else:
            super().keyPressEvent(event)


class LongTextField(Field):
    """Several lines of text."""

    def __init__(self, key: str, label: str, *, limit: int = 20_000, lines: int = 4, **more: Any) -> None:
        self.edit = _Notes(lines)
        self.edit.setTabChangesFocus(True)
        self._limit = limit
        super().__init__(key, label, self.edit, **more)
        self.edit.textChanged.connect(self.typed)

    def value(self) -> str:
        return self.edit.toPlainText().strip()

    def set_value(self, value: Any) -> None:
        with QSignalBlocker(self.edit):
            self.edit.setPlainText(value or "")

    def own_fault(self) -> str | None:
        return _too_long(self.value(), self._limit)


class ChoiceField(Field):
    """One of several: `options` are (value, text) pairs, texts already translated."""

    def __init__(self, key: str, label: str, options: Sequence[tuple[Any, str]], **more: Any) -> None:
        self.combo = ChoiceBox()
        super().__init__(key, label, self.combo, **more)
        self.set_options(options)
        self.combo.activated.connect(lambda _index: self.typed())

    def set_options(self, options: Sequence[tuple[Any, str]]) -> None:
        """Offer other choices; the chosen one stays if it is among them."""
        before = self.value() if self.combo.count() else None
        self._values = [value for value, _text in options]
        self.combo.clear()
        self.combo.addItems([text for _value, text in options])
        self.set_value(before)

    def value(self) -> Any:
        index = self.combo.currentIndex()
        return self._values[index] if 0 <= index < len(self._values) else None

    def set_value(self, value: Any) -> None:
        self.combo.setCurrentIndex(self._values.index(value) if value in self._values else 0)


class CheckField(Field):
    """Yes or no; its label stands beside the box."""

    def __init__(self, key: str, label: str, **more: Any) -> None:
        self.box = QCheckBox(label.replace("&", "&&"))
        super().__init__(key, label, self.box, show_label=False, **more)
        self.box.clicked.connect(lambda _on: self.typed())

    def value(self) -> bool:
        return self.box.isChecked()

    def set_value(self, value: Any) -> None:
        self.box.setChecked(bool(value))

    def is_empty(self) -> bool:
        return False


class NumberField(Field):
    """A whole number between two limits."""

    def __init__(
        self, key: str, label: str, *, low: int = 0, high: int = 100, suffix: str = "", **more: Any
    ) -> None:
        self.spin = NumberBox(low, high)
        self.spin.setSuffix(suffix)
        super().__init__(key, label, self.spin, **more)
        self.spin.textChanged.connect(lambda _text: self.typed())

    def value(self) -> int:
        return self.spin.value()

    def set_value(self, value: Any) -> None:
        with QSignalBlocker(self.spin):
            self.spin.setValue(int(value or 0))

    def is_empty(self) -> bool:
        return False


class DateField(Field):
    """A date, typed as people say it: "hoy", "lun", "+3d", "12/3". See `DateEdit`."""

    def __init__(self, key: str, label: str, edit: DateEdit, **more: Any) -> None:
        self.edit = edit
        super().__init__(key, label, edit, **more)
        edit.changed.connect(self.typed)

    def value(self) -> date | None:
        return self.edit.value()

    def set_value(self, value: Any) -> None:
        self.edit.set_value(value)

    def own_fault(self) -> str | None:
        return self.edit.fault()


class TimeField(Field):
    """An hour, typed as "9", "930", "17:15"; empty for any time of the day."""

    def __init__(self, key: str, label: str, **more: Any) -> None:
        self.edit = TimeEdit()
        super().__init__(key, label, self.edit, **more)
        self.edit.changed.connect(self.typed)

    def value(self) -> time | None:
        return self.edit.value()

    def set_value(self, value: Any) -> None:
        self.edit.set_value(value)

    def own_fault(self) -> str | None:
        return self.edit.fault()


class WidgetField(Field):
    """Any other control: give how to read it, how to fill it, and connect its signal to `typed`."""

    def __init__(
        self,
        key: str,
        label: str,
        control: QWidget,
        get: Callable[[], Any],
        put: Callable[[Any], None],
        *,
        own_fault: Callable[[], str | None] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(key, label, control, **more)
        self._get, self._put, self._own_fault = get, put, own_fault

    def value(self) -> Any:
        return self._get()

    def set_value(self, value: Any) -> None:
        self._put(value)

    def own_fault(self) -> str | None:
        return self._own_fault() if self._own_fault else None


def _too_long(text: str, limit: int) -> str | None:
    if len(text) <= limit:
        return None
    return _("This is too long: {count} letters; up to {limit} fit.").format(count=len(text), limit=limit)
