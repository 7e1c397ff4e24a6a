"""The screen of the segments: the list beside one of them in full, its customers, the editor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.domain.segments.model import Segment, SegmentKind
from crm_desktop.gui import events, icons, tasks
from crm_desktop.gui.common.labels import button, card
from crm_desktop.gui.common.screen import Context, Screen
from crm_desktop.gui.common.search_box import SearchBox
from crm_desktop.gui.common.split_view import SplitView
from crm_desktop.gui.segments import reading
from crm_desktop.gui.segments.actions import SegmentActions
from crm_desktop.gui.segments.segment_detail import SegmentDetail
from crm_desktop.gui.segments.segment_list import SegmentList
from crm_desktop.services import segments
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.domain.segments.model import Comparison, SegmentRow
    from crm_desktop.gui.segments.editor import SegmentEditor
    from crm_desktop.gui.segments.members import MembersPart
    from crm_desktop.gui.segments.members_page import MembersPage
    from crm_desktop.services.changes import Changes

# After a change of these the counts may be others.
WATCHED = (
    "segments", "customers", "tags", "purchases", "loyalty", "interactions", "reminders", "own_fields",
    "settings", "staff", "products",
)  # fmt: skip


class SegmentsPage(Screen):
    """See the module.

    Targets of `open_target`: a segment's key or name, ("members", key), "new".
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.shop = context.shop
        self._stale = True
        self._wanted = ""
        self._members: MembersPage | None = None
        self.editor: SegmentEditor | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.stack = QStackedWidget()
        column.addWidget(self.stack)
        self.actions_ = SegmentActions(self, context, self._ids, self._about)
        self.overview = self._make_overview()
        self.stack.addWidget(self.overview)
        events.on_change(self, WATCHED, self._changed)

    # -- building

    def _make_overview(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(16, 16, 16, 12)
        frame = card()
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(8, 12, 4, 6)
        inside.setSpacing(8)
        top = QHBoxLayout()
        top.setContentsMargins(4, 0, 8, 0)
        top.setSpacing(8)
        self.search = SearchBox()
        top.addWidget(self.search, 1)
        self.new_button = button(_("New segment"), "plus", "primary")
        self.new_button.setEnabled(not self.shop.read_only)
        self.new_button.clicked.connect(self.new)
        top.addWidget(self.new_button)
        inside.addLayout(top)
        self.list = SegmentList(self.shop.profile.locale)
        self.list.chosen.connect(self._show_chosen)
        self.list.opened.connect(lambda _key: self.see())
        inside.addWidget(self.list, 1)
        self.search.searched.connect(self.list.search)
        self.search.left_down.connect(self.list.setFocus)
        self.search.entered.connect(self.list.setFocus)
        self.detail = SegmentDetail(self.shop, self.actions_.groups())
        self.detail.asked.connect(self._do)
        self.detail.why_asked.connect(self.show_why)
        self.detail.customer_asked.connect(self._open_customer)
        frame.setMinimumWidth(290)
        self.detail.setMinimumWidth(400)
        row.addWidget(SplitView(frame, self.detail, state=self.context.state, name="segments", share=36))
        return holder

    @property
    def members(self) -> MembersPage:
        """The page with the customers, made when it is first asked for."""
        if self._members is None:
            from crm_desktop.gui.segments.members_page import MembersPage

            self._members = MembersPage(self.context)
            self._members.customer_asked.connect(self._open_customer)
            self._members.left.connect(self.show_overview)
            self.stack.addWidget(self._members)
        return self._members

    def _members_shown(self) -> MembersPart | None:
        """Return the list of customers while it is in front."""
        page = self._members
        return page.part if page is not None and self.stack.currentWidget() is page else None

    # -- reading

    def _changed(self, changes: Changes[object]) -> None:
        self._stale = True
        if self.editor is not None:
            self.editor.shop_changed(changes)
        if self.isVisible():
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Count anew when something has changed while another screen was in front."""
        super().showEvent(event)
        if self._stale:
            self.reload()

    def reload(self, wanted: str = "") -> None:
        """Read and count all segments; `wanted` is the key of the one to show."""
        self._wanted = wanted or self._wanted
        self._stale = False
        shop = self.shop
        tasks.run_query(self, lambda: segments.all_segments(shop), self._show_rows, key="segments")

    def _show_rows(self, rows: Sequence[SegmentRow]) -> None:
        wanted, self._wanted = self._wanted, ""
        self.list.show_rows(rows, wanted)

    def _show_chosen(self, key: str) -> None:
        if not key:
            self.detail.show_nothing()
            return
        shop = self.shop
        tasks.run_query(
            self,
            lambda: reading.read(shop, key),
            self.detail.show_view,
            key="segment",
            failed=lambda error: self.detail.show_nothing(error.sentence),
        )

    def _segment(self) -> Segment | None:
        view = self.detail.view()
        return view.segment if view is not None else None

    # -- what is done with a segment

    def _ids(self, then: Callable[[Sequence[int]], None]) -> None:
        segment, shop = self._segment(), self.shop
        if segment is not None:
            tasks.run_query(self, lambda: segments.ids(shop, segment.key), then, key="ids")

    def _about(self) -> tuple[str, int | None]:
        segment = self._segment()
        return (segment.name, segment.id) if segment is not None else ("", None)

    def _do(self, what: str) -> None:
        acts = (self.see, self.edit, self.copy, self.edit_service, self.compare, self.archive)
        next(act for act in acts if act.__name__ == what)()

    def see(self) -> None:
        """Show the customers of the segment."""
        view = self.detail.view()
        if view is not None and view.size is not None:
            self.members.show_segment(view.segment)
            self.stack.setCurrentWidget(self.members)

    def archive(self) -> None:
        """Take the segment off the list; the bar offers to undo it."""
        segment, shop = self._segment(), self.shop
        if segment is not None and not shop.read_only and segment.kind is not SegmentKind.READY:
            key = segment.key
            tasks.run_change(self, lambda: segments.archive(shop, key))

    def edit_service(self) -> None:
        """Say how its customers are best served, and what they need."""
        segment = self._segment()
        if segment is not None:
            self._open_form(segment)

    def _open_form(self, segment: Segment) -> None:
        from crm_desktop.gui.segments.dialogs import SegmentForm

        form = SegmentForm(self, self.shop, segment)
        new = not segment.key
        form.written.connect(lambda key: self._form_written(key, new))
        form.open()

    def _form_written(self, key: str, new: bool) -> None:
        self.reload(key)
        if new:
            self.open_target(("members", key))

    def compare(self) -> None:
        """Ask with which other segment to compare."""
        segment = self._segment()
        if segment is None:
            return
        menu = QMenu(self)
        for row in self.list.rows():
            if row.key != segment.key and row.count is not None:
                menu.addAction(row.name.replace("&", "&&"), partial(self.compare_with, row.key))
        menu.aboutToHide.connect(menu.deleteLater)
        asked = self.detail.compare_button
        menu.popup(asked.mapToGlobal(asked.rect().topLeft()))

    def compare_with(self, other: str) -> None:
        """Show what the segment has in common with another one."""
        segment, shop = self._segment(), self.shop
        row = self.list.row_of(other)
        if segment is None or row is None:
            return
        first, second = segment, row.name

        def show(found: Comparison) -> None:
            self.members.show_comparison(first.name, second, found)
            self.stack.setCurrentWidget(self.members)

        tasks.run_query(self, lambda: segments.compare(shop, first.key, other), show, key="compare")

    def show_why(self, customer_id: int, name: str) -> None:
        """Say why a customer is in the segment."""
        from crm_desktop.gui.segments.dialogs import WhyDialog

        segment, shop = self._segment(), self.shop
        if segment is None:
            return
        key, said = segment.key, segment.name
        tasks.run_query(
            self,
            lambda: segments.why(shop, key, customer_id),
            lambda lines: WhyDialog(self.window(), name, said, lines).open(),
            key="why",
        )

    def _open_customer(self, customer_id: int) -> None:
        self.context.go("customers", customer_id)

    # -- writing a rule

    def new(self) -> bool:
        """Ctrl+N: a new segment, by rule or by hand."""
        if self.shop.read_only or self.stack.currentWidget() is not self.overview:
            return True
        menu = QMenu(self)
        menu.addAction(icons.icon("list-checks", "muted"), _("With a rule"), self.new_rule)
        menu.addAction(icons.icon("user-plus", "muted"), _("By hand, one by one"), self.new_by_hand)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.new_button.mapToGlobal(self.new_button.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])
        return True

    def new_rule(self) -> None:
        """Open the editor for a new rule."""
        self.open_editor(Segment(""))

    def new_by_hand(self) -> None:
        """Ask for the name of a segment whose customers are chosen one by one."""
        self._open_form(Segment("", SegmentKind.HAND))

    def copy(self) -> None:
        """Open the editor with the rule of this segment, for a new one."""
        segment = self._segment()
        if segment is not None and not self.shop.read_only:
            name = _("{name} (copy)").format(name=segment.name)
            self.open_editor(replace(segment, name=name, kind=SegmentKind.RULE, key="", id=None))

    def edit(self) -> None:
        """F2: the rule; of a segment made by hand, its name; of a ready-made one, how to serve."""
        segment = self._segment()
        if segment is None or self.shop.read_only or self.stack.currentWidget() is not self.overview:
            return
        if segment.kind is SegmentKind.RULE:
            self.open_editor(segment)
        else:
            self._open_form(segment)

    def open_editor(self, segment: Segment) -> None:
        """Open the editor over a segment."""
        from crm_desktop.gui.segments.editor import SegmentEditor

        if self.editor is None:
            self.editor = SegmentEditor(self.context)
            self.editor.written.connect(self._editor_done)
            self.editor.closed.connect(self._editor_done)
            self.stack.addWidget(self.editor)
        self.editor.begin(segment)
        self.stack.setCurrentWidget(self.editor)

    def _editor_done(self, key: str = "") -> None:
        self.stack.setCurrentWidget(self.overview)
        self.reload(key)
        self.list.setFocus()

    def _editing(self) -> bool:
        return self.editor is not None and self.stack.currentWidget() is self.editor

    # -- what the window asks

    def show_overview(self) -> None:
        """Go back to the list."""
        self.stack.setCurrentWidget(self.overview)
        self.list.setFocus()

    def activate(self) -> None:
        """The list is what is used first."""
        if self.stack.currentWidget() is self.overview:
            self.list.setFocus()

    def may_leave(self, then: Callable[[], None]) -> None:
        """Ask about a rule that was begun and not saved."""
        if self.editor is not None and self._editing():
            self.editor.may_leave(then)
        else:
            then()

    def open_target(self, target: object) -> None:
        """Show a segment or its customers, or begin a new one."""
        if self.editor is not None and self._editing():
            self.editor.may_leave(lambda: self._go_to(target))
        else:
            self._go_to(target)

    def _go_to(self, target: object) -> None:
        if target == "new":
            self.show_overview()
            self.new_rule()
        elif isinstance(target, str):
            self.show_overview()
            self.search.set_text_quietly("")
            self.list.search("")
            if not self.list.choose(target):
                self.reload(target)
        elif isinstance(target, tuple) and len(target) == 2 and target[0] == "members":
            key, shop = str(target[1]), self.shop

            def show(view: reading.SegmentView) -> None:
                self.detail.show_view(view)
                self.see()

            tasks.run_query(self, lambda: reading.read(shop, key), show, key="members")

    def focus_search(self) -> None:
        """Ctrl+F."""
        members = self._members_shown()
        box = self.search if members is None else members.list.search
        box.setFocus()
        box.selectAll()

    def print_(self) -> None:
        """Ctrl+P: the customers as a list."""
        members = self._members_shown()
        if members is not None:
            members.print_()
        elif self.stack.currentWidget() is self.overview:
            self.actions_.print_list()

    def back(self) -> bool:
        """Esc: out of the editor or the list of customers, then the whole list again."""
        if self.editor is not None and self._editing():
            self.editor.leave()
            return True
        members = self._members_shown()
        if members is not None:
            if not members.back():
                self.show_overview()
            return True
        if self.search.text():
            self.search.set_text_quietly("")
            self.list.search("")
            return True
        return False

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Return the keys of this screen."""
        return (
            ("Ctrl+N", _("New segment")),
            (_("Enter"), _("See the customers of the segment")),
            ("F2", _("Edit the segment")),
            ("Ctrl+P", _("Print the list of its customers")),
            ("Ctrl+↑ ↓", _("In the editor: move a condition")),
        )
