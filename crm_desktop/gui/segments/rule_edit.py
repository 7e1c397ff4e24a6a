"""The rule as rows and groups that can be changed and moved; knows nothing of names, counts or saving."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from crm_desktop.domain.segments.tree import MAX_DEPTH, Group, path_text
from crm_desktop.gui.segments.condition_row import ConditionRow
from crm_desktop.gui.segments.group_box import GroupBox
from crm_desktop.gui.segments.moving import DOWN, UP, Movable
from crm_desktop.gui.segments.offers import Offers
from crm_desktop.gui.segments.tab_order import follow_reading

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop


class RuleEdit(QWidget):
    """See the module.

    Signals:
        changed(): the rule is another.
        reached(int): something is dragged to this height, which has to be in sight.
    """

    changed = Signal()
    reached = Signal(int)

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self._shop = shop
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 8, 0)
        self.root = GroupBox(shop, Offers(), Group(), root=True)
        self._column.addWidget(self.root)
        self._column.addStretch()
        self.mark = QFrame(self)
        self.mark.setProperty("kind", "mark")
        self.mark.hide()
        self._tabs = QTimer(self)
        self._tabs.setSingleShot(True)
        self._tabs.setInterval(0)
        self._tabs.timeout.connect(lambda: follow_reading(self))
        self.changed.connect(self._tabs.start)
        for keys, step in (("Ctrl+Up", UP), ("Ctrl+Down", DOWN)):
            made = QShortcut(QKeySequence(keys), self, partial(self._step_focused, step))
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _step_focused(self, step: int) -> None:
        """Move the condition or group in which the focus is."""
        found: QWidget | None = self.focusWidget()
        while found is not None and found is not self and not isinstance(found, Movable):
            found = found.parentWidget()
        if isinstance(found, Movable):
            self.step(found, step)

    def show_rule(self, tree: Group, offers: Offers) -> None:
        """Show a rule."""
        old = self.root
        self.root = GroupBox(self._shop, offers, tree, root=True)
        self._column.replaceWidget(old, self.root)
        old.hide()
        old.deleteLater()
        self._know(self.root)
        for node in self.root.every():
            self._know(node)
        self._tabs.start()

    def tree(self) -> Group:
        """Return the rule as it stands, finished or not."""
        return self.root.tree()

    def rows(self) -> dict[str, ConditionRow]:
        """Return every condition by the path of its place."""
        return {path_text(path): row for path, row in self.root.rows()}

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say at each condition what it lacks."""
        for path, row in self.rows().items():
            row.show_problem(problems.get(path, ""))

    # -- inside

    def _know(self, node: Movable) -> None:
        node.changed.connect(self.changed)
        node.removed.connect(self.remove)
        node.stepped.connect(self.step)
        node.dragged.connect(self._drag)
        node.dropped.connect(self._drop)
        if isinstance(node, GroupBox):
            node.made.connect(self._made)

    def _made(self, node: Movable) -> None:
        self._know(node)
        self.changed.emit()

    def remove(self, node: Movable) -> None:
        """Take a condition or a group away."""
        group = node.group
        if not isinstance(group, GroupBox):
            return
        place = group.nodes.index(node)
        group.take(node)
        node.hide()
        node.deleteLater()
        if place < len(group.nodes):
            group.nodes[place].grip.setFocus()
        else:
            group.add_link.setFocus()
        self.changed.emit()

    def step(self, node: Movable, step: int) -> None:
        """Move up or down: past its neighbour, into a group that is the neighbour, out of its own group."""
        group = node.group
        if not isinstance(group, GroupBox):
            return
        place = group.nodes.index(node)
        beyond = place + step
        if 0 <= beyond < len(group.nodes):
            neighbour = group.nodes[beyond]
            if isinstance(neighbour, GroupBox) and self._fits(node, neighbour):
                self.move_to(node, neighbour, len(neighbour.nodes) if step == UP else 0)
            else:
                self.move_to(node, group, beyond)
        elif isinstance(group.group, GroupBox):
            outer = group.group
            at = outer.nodes.index(group)
            self.move_to(node, outer, at if step == UP else at + 1)

    def move_to(self, node: Movable, group: GroupBox, place: int) -> None:
        """Move to a place in a group; the focus stays where it is."""
        before = node.group
        if not isinstance(before, GroupBox) or group is node or not self._fits(node, group):
            return
        focused = self.focusWidget()
        inside = focused is not None and (focused is node or node.isAncestorOf(focused))
        before.take(node)
        group.insert(min(place, len(group.nodes)), node)
        if inside and focused is not None:
            focused.setFocus()
        self.changed.emit()

    def _fits(self, node: Movable, group: GroupBox) -> bool:
        deep = node.depth() if isinstance(node, GroupBox) else 0
        return group.level() + deep < MAX_DEPTH

    # -- dragging

    def _target(self, node: Movable, at: QPoint) -> tuple[GroupBox, int]:
        found = self.root
        for each in self.root.every():
            if isinstance(each, GroupBox) and each is not node and not node.isAncestorOf(each):
                area = QRect(each.mapToGlobal(QPoint(0, 0)), each.size()).adjusted(0, 10, 0, -10)
                if area.contains(at) and each.level() > found.level() and self._fits(node, each):
                    found = each
        return found, found.place_at(at, node)

    def _drag(self, node: Movable, at: QPoint) -> None:
        group, place = self._target(node, at)
        rest = [each for each in group.nodes if each is not node]
        if place < len(rest):
            y = rest[place].mapTo(self, QPoint(0, 0)).y()
        elif rest:
            y = rest[-1].mapTo(self, QPoint(0, rest[-1].height())).y()
        else:
            y = group.kind.mapTo(self, QPoint(0, group.kind.height())).y()
        left = group.mapTo(self, QPoint(0, 0)).x()
        self.mark.setGeometry(left, y - 1, group.width(), 3)
        self.mark.show()
        self.mark.raise_()
        self.reached.emit(self.mapFromGlobal(at).y())

    def _drop(self, node: Movable, at: QPoint) -> None:
        self.mark.hide()
        group, place = self._target(node, at)
        rest = [each for each in group.nodes if each is not node]
        before = rest[place] if place < len(rest) else None
        if node.group is group and group.nodes.index(node) == place:
            return
        self.move_to(node, group, rest.index(before) if before is not None else len(rest))
