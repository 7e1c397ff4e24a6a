"""The editor of a rule: its name, its conditions, the sentence they make, and whom it finds meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.domain.segments.model import MAX_NAME, Segment
from crm_desktop.domain.segments.tree import Group
from crm_desktop.gui import messages, tasks
from crm_desktop.gui.common.fields import TextField
from crm_desktop.gui.common.labels import ElidedLabel, PlainLabel, button, caption, card, muted, scrolled
from crm_desktop.gui.segments import live, offers
from crm_desktop.gui.segments.rule_edit import RuleEdit
from crm_desktop.services import segments
from crm_desktop.shared.formats import number
from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from crm_desktop.gui.common.screen import Context
    from crm_desktop.services.changes import Changes
    from crm_desktop.shared.errors import KnownError

PAUSE_MS = 40  # in typing, after which the rule is counted
BESIDE = 236  # logical pixels
EDGE = 40  # logical pixels: so near to the edge a drag scrolls


class SegmentEditor(QWidget):
    """See the module.

    Signals:
        written(str): it was saved; the key of the segment.
        closed(str): it was left without saving; the key, "" of a new one.
    """

    written = Signal(str)
    closed = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._shop = context.shop
        self._live = segments.LiveCount(context.shop)
        self._segment = Segment("")
        self._clean: tuple[str, Group] = ("", Group())
        self._offers = offers.Offers()
        self._then: Callable[[], None] | None = None
        self.told: live.Told | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.recount)
        self._lay_out()
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            made = QShortcut(QKeySequence(keys), self, self.save)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # -- building

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        top = QHBoxLayout()
        top.setSpacing(8)
        self.name = TextField(
            "name",
            _("Name of the segment"),
            limit=MAX_NAME,
            show_label=False,
            placeholder=_("Name of the segment"),
        )
        top.addWidget(self.name, 1)
        self.cancel_button = button(_("Cancel"))
        self.cancel_button.clicked.connect(self.leave)
        self.save_button = button(_("Save"), "save", "primary")
        self.save_button.setToolTip(_("Save (Ctrl+Enter)"))
        self.save_button.clicked.connect(lambda _on=False: self.save())
        top.addWidget(self.cancel_button, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        note = card(kind="note")
        inner = QVBoxLayout(note)
        inner.setContentsMargins(14, 8, 14, 8)
        self.sentence = PlainLabel("", wrap=True, selectable=True, bold=True)
        inner.addWidget(self.sentence)
        column.addWidget(note)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        frame = card()
        framed = QVBoxLayout(frame)
        framed.setContentsMargins(14, 12, 4, 8)
        self.rule = RuleEdit(self._shop)
        self.rule.changed.connect(self._pause.start)
        self.area = scrolled(self.rule)
        self.rule.reached.connect(lambda y: self.area.ensureVisible(0, y, 0, EDGE))
        framed.addWidget(self.area)
        middle.addWidget(frame, 1)
        middle.addWidget(self._beside())
        column.addLayout(middle, 1)

    def _beside(self) -> QWidget:
        frame = card()
        frame.setFixedWidth(BESIDE)
        frame.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(frame)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(2)
        self.size_label = PlainLabel("", scale=2.0, bold=True)
        self.size_words = muted()
        column.addWidget(self.size_label)
        column.addWidget(self.size_words)
        self.unfinished = PlainLabel("", tone="near", wrap=True, scale=0.92)
        column.addWidget(self.unfinished)
        column.addSpacing(10)
        self.some = caption(_("Some of them").upper())
        column.addWidget(self.some)
        self.names = [ElidedLabel("") for _place in range(live.SAMPLE)]
        for one in self.names:
            column.addWidget(one)
        self.more = muted()
        column.addWidget(self.more)
        column.addStretch()
        return frame

    # -- opening

    def begin(self, segment: Segment) -> None:
        """Show a segment; it is filled in as soon as what can be chosen was read."""
        self._segment = segment
        self._then = None
        self.name.load(segment.name)
        self.save_button.setEnabled(True)
        self._clean = (segment.name, segment.tree)
        self.setEnabled(False)
        shop = self._shop
        tasks.run_query(self, lambda: offers.read(shop), self._ready, key="offers")

    def _ready(self, found: offers.Offers) -> None:
        self._offers = found
        self.rule.show_rule(self._segment.tree, found)
        self.setEnabled(True)
        self._clean = (self._clean[0], self.rule.tree())
        if self._segment.key == "" and self._segment.name:  # a copy is worth keeping as it is
            self._clean = ("", Group())
        self.name.edit.setFocus()
        self.name.edit.selectAll()
        self.recount()

    def shop_changed(self, changes: Changes[Any]) -> None:
        """Count anew after a change of the shop."""
        self._live.changed(changes)
        if self.isVisible() and self.isEnabled():
            self._pause.start()

    # -- counting

    def recount(self) -> None:
        """Ask how many and who; an answer that comes too late is dropped."""
        shop, counter, tree, key = self._shop, self._live, self.rule.tree(), self._segment.key
        tasks.run_query(self, lambda: live.tell(shop, counter, tree, key), self._show, key="live")

    def _show(self, told: live.Told) -> None:
        self.told = told
        locale = self._shop.profile.locale
        self.sentence.setText(told.sentence)
        self.size_label.setText(number(told.size, locale))
        self.size_words.setText(ngettext("customer", "customers", told.size))
        rows = self.rule.rows()
        for path, row in rows.items():
            row.show_problem(told.problems.get(path, ""))
            row.show_alone(told.alone.get(path))
        waiting = sum(1 for path in told.problems if path in rows)
        said = ngettext(
            "{count} condition is not finished and is left out.",
            "{count} conditions are not finished and are left out.",
            waiting,
        )
        self.unfinished.setText(said.format(count=waiting) if waiting else "")
        self.unfinished.setVisible(bool(waiting))
        for place, label in enumerate(self.names):
            label.setText(told.members[place].name if place < len(told.members) else "")
        self.some.setVisible(bool(told.members))
        left = told.size - len(told.members)
        more = ngettext("and {count} more", "and {count} more", left)
        self.more.setText(more.format(count=number(left, locale)) if left > 0 else "")

    # -- leaving and saving

    def unsaved(self) -> bool:
        """Whether something would be lost."""
        return self.isEnabled() and (self.name.value(), self.rule.tree()) != self._clean

    def leave(self) -> None:
        """Esc and Cancel: back to the list, after asking when something would be lost."""
        self.may_leave(lambda: self.closed.emit(self._segment.key), written=False)

    def may_leave(self, then: Callable[[], None], *, written: bool = True) -> None:
        """Go on with `then` when nothing is lost by it; with `written`, also once saved or dropped."""
        if not self.unsaved():
            then()
            return

        def discard() -> None:
            self._clean = (self.name.value(), self.rule.tree())
            self.closed.emit(self._segment.key)
            if written:
                then()

        messages.ask_unsaved(self, lambda: self.save(then if written else None), discard)

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Save the segment; what is missing is said where it is."""
        if not self.isEnabled() or not self.save_button.isEnabled():
            return
        self._then = then
        self.save_button.setEnabled(False)
        shop = self._shop
        segment = replace(self._segment, name=self.name.value(), tree=self.rule.tree())
        tasks.run_change(self, lambda: segments.save(shop, segment), self._written, failed=self._refused)

    def _written(self, changes: Changes[str]) -> None:
        self.save_button.setEnabled(True)
        self._clean = (self.name.value(), self.rule.tree())
        then, self._then = self._then, None
        self.written.emit(changes.value)
        if then is not None:
            then()

    def _refused(self, error: KnownError) -> None:
        self.save_button.setEnabled(True)
        fields = dict(getattr(error, "fields", None) or {})
        self.name.show_fault(fields.pop("name", None))
        rows = self.rule.rows()
        placed = {path: said for path, said in fields.items() if path in rows}
        self.rule.show_problems(placed)
        if placed:
            row = rows[next(iter(placed))]
            self.area.ensureWidgetVisible(row)
            (next(iter(row.slots.values()), None) or row.topic).setFocus()
        elif self.name.message.text():
            self.name.stop_checking()
            self.name.edit.setFocus()
        else:
            messages.show_error(self, error.sentence)
