"""A group of conditions: all, any or none of them; groups may lie in groups."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.domain.segments.tree import Condition, Group, GroupKind, Path
from crm_desktop.gui.common.inputs import ChoiceBox
from crm_desktop.gui.common.labels import Link, card
from crm_desktop.gui.segments.condition_row import ConditionRow
from crm_desktop.gui.segments.moving import Movable
from crm_desktop.shared.i18n import N_, _, pgettext

if TYPE_CHECKING:
    from crm_desktop.gui.segments.offers import Offers
    from crm_desktop.services.shop import Shop

KIND_TITLES: dict[GroupKind, str] = {
    GroupKind.ALL: N_("All of these conditions"),
    GroupKind.ANY: N_("Any of these conditions"),
    GroupKind.NONE: N_("None of these conditions"),
}
_KINDS = tuple(KIND_TITLES)


class GroupBox(Movable):
    """See the module.

    Signals:
        made(object): a condition or group was put in, by a button; it wants to be known by the editor.
    """

    made = Signal(object)

    def __init__(self, shop: Shop, offers: Offers, group: Group, *, root: bool = False) -> None:
        super().__init__()
        self._shop, self._offers, self._root = shop, offers, root
        self.nodes: list[Movable] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 4, 0, 4)
        self.frame: QWidget = QWidget() if root else card()
        outer.addWidget(self.frame)
        column = QVBoxLayout(self.frame)
        column.setContentsMargins(*((0, 0, 0, 0) if root else (4, 6, 4, 6)))
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(4)
        self.kind = ChoiceBox()
        self.kind.addItems([_(title) for title in KIND_TITLES.values()])
        self.kind.setCurrentIndex(_KINDS.index(group.kind))
        self.kind.setAccessibleName(_("How many of the conditions have to hold"))
        self.kind.activated.connect(lambda _place: self._kind_chosen())
        if not root:
            head.addWidget(self.grip)
        head.addWidget(self.kind)
        head.addStretch()
        movers = self.movers()
        movers.setVisible(not root)
        head.addWidget(movers)
        column.addLayout(head)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        column.addLayout(self._column)
        foot = QHBoxLayout()
        foot.setContentsMargins(22, 0, 0, 0)
        self.add_link = Link(_("Add a condition"), icon="plus")
        self.add_link.clicked.connect(self.add_condition)
        self.group_link = Link(_("Add a group"), icon="plus")
        self.group_link.clicked.connect(self.add_group)
        foot.addWidget(self.add_link)
        foot.addWidget(self.group_link)
        foot.addStretch()
        column.addLayout(foot)
        for child in group.children:
            self.insert(len(self.nodes), self._node(child))

    def _node(self, child: Group | Condition) -> Movable:
        if isinstance(child, Group):
            return GroupBox(self._shop, self._offers, child)
        return ConditionRow(self._shop, self._offers, child)

    # -- value

    def tree(self) -> Group:
        """Return the group with all that is in it, finished or not."""
        return Group(
            _KINDS[self.kind.currentIndex()],
            tuple(n.tree() if isinstance(n, GroupBox) else _condition(n) for n in self.nodes),
        )

    def rows(self, path: Path = ()) -> Iterator[tuple[Path, ConditionRow]]:
        """Yield every condition with its place in the rule."""
        for place, node in enumerate(self.nodes):
            if isinstance(node, GroupBox):
                yield from node.rows((*path, place))
            elif isinstance(node, ConditionRow):
                yield (*path, place), node

    def every(self) -> Iterator[Movable]:
        """Yield the conditions and groups in it, and in those."""
        for node in self.nodes:
            yield node
            if isinstance(node, GroupBox):
                yield from node.every()

    def depth(self) -> int:
        """Return how deep groups lie in it: 1 without any."""
        return 1 + max((node.depth() for node in self.nodes if isinstance(node, GroupBox)), default=0)

    def level(self) -> int:
        """Return how deep it lies itself: 0 for the whole rule."""
        return 1 + self.group.level() if isinstance(self.group, GroupBox) else 0

    # -- changing

    def insert(self, place: int, node: Movable) -> None:
        """Put something in at a place."""
        node.group = self
        self.nodes.insert(place, node)
        self._column.insertWidget(place, node)
        node.show()
        self._say_joiners()

    def take(self, node: Movable) -> None:
        """Take something out, without freeing it."""
        self.nodes.remove(node)
        self._column.removeWidget(node)
        node.group = None
        self._say_joiners()

    def add_condition(self) -> None:
        """Put an empty condition at the end, and ask what it is about."""
        row = ConditionRow(self._shop, self._offers)
        self.insert(len(self.nodes), row)
        self.made.emit(row)
        row.topic.setFocus()
        row.topic.open_menu()

    def add_group(self) -> None:
        """Put a group with an empty condition at the end."""
        other = GroupKind.ANY if self.tree().kind is GroupKind.ALL else GroupKind.ALL
        made = GroupBox(self._shop, self._offers, Group(other))
        self.insert(len(self.nodes), made)
        self.made.emit(made)
        made.add_link.setFocus()

    def place_at(self, at: QPoint, moving: Movable) -> int:
        """Return the place for what is dropped there (on the screen)."""
        rest = [node for node in self.nodes if node is not moving]
        return sum(1 for node in rest if node.mapToGlobal(node.rect().center()).y() < at.y())

    def _kind_chosen(self) -> None:
        self._say_joiners()
        self.changed.emit()

    def _say_joiners(self) -> None:
        kind = _KINDS[self.kind.currentIndex()]
        word = {
            GroupKind.ALL: pgettext("between two conditions", "and"),
            GroupKind.ANY: pgettext("between two conditions", "or"),
            GroupKind.NONE: pgettext("between two conditions", "nor"),
        }[kind]
        for place, node in enumerate(self.nodes):
            if isinstance(node, ConditionRow):
                node.joiner.setText(word if place else "")


def _condition(node: Movable) -> Condition:
    return node.condition() if isinstance(node, ConditionRow) else Condition()
