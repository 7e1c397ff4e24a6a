"""Related people of a customer: how, who, a few words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from crm_desktop.domain.customers.limits import MAX_RELATION_NOTE
from crm_desktop.domain.customers.model import Relation, RelationKind
from crm_desktop.domain.customers.words import RELATION_KIND_NAMES
from crm_desktop.gui import icons
from crm_desktop.gui.common.customer_chooser import CustomerChooser
from crm_desktop.gui.common.inputs import ChoiceBox
from crm_desktop.gui.common.labels import Link
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop

_KINDS = tuple(RELATION_KIND_NAMES)


class RelationRow(QWidget):
    """One related customer.

    Signals:
        changed(), removed()
    """

    changed = Signal()
    removed = Signal()

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self._relation = Relation(RelationKind.FAMILY, 0)
        self.kind = ChoiceBox()
        self.kind.addItems([_(name) for name in RELATION_KIND_NAMES.values()])
        self.kind.setAccessibleName(_("How they are related"))
        self.chooser = CustomerChooser(shop)
        self.chooser.setAccessibleName(_("Related customer"))
        self.note = QLineEdit()
        self.note.setPlaceholderText(_("note, such as “her mother”"))
        self.note.setAccessibleName(_("Note about the relation"))
        self.remove_button = QToolButton()
        self.remove_button.setIcon(icons.icon("x", "muted"))
        self.remove_button.setToolTip(_("Take away"))
        self.remove_button.setAccessibleName(_("Take away"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.kind)
        row.addWidget(self.chooser, 3)
        row.addWidget(self.note, 2)
        row.addWidget(self.remove_button)
        self.kind.activated.connect(lambda _index: self.changed.emit())
        self.chooser.changed.connect(self.changed)
        self.chooser.textEdited.connect(lambda _text: self.changed.emit())
        self.note.textEdited.connect(lambda _text: self.changed.emit())
        self.remove_button.clicked.connect(self.removed)
        self.setFocusProxy(self.chooser)

    def relation(self) -> Relation | None:
        """Return the relation, or None while nobody is chosen."""
        other = self.chooser.value()
        if other is None:
            return None
        return replace(
            self._relation,
            kind=_KINDS[self.kind.currentIndex()],
            other_id=other,
            other_name=self.chooser.name(),
            note=self.note.text().strip(),
        )

    def set_relation(self, relation: Relation) -> None:
        """Show a relation."""
        self._relation = relation
        self.kind.setCurrentIndex(_KINDS.index(relation.kind))
        self.chooser.set_customer(relation.other_id, relation.other_name)
        self.note.setText(relation.note)

    def fault(self) -> str | None:
        """Return what is wrong with this line."""
        if len(self.note.text()) > MAX_RELATION_NOTE:
            return _("This note is too long: up to {limit} letters fit.").format(limit=MAX_RELATION_NOTE)
        return self.chooser.fault()


class RelationRows(QWidget):
    """The related people.

    Signals:
        changed(): the person changed something.
    """

    changed = Signal()

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self._shop = shop
        self.rows: list[RelationRow] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        column.addLayout(self._lines)
        self.more = Link(_("Add somebody"), icon="plus")
        self.more.clicked.connect(self._add_and_go)
        column.addWidget(self.more)
        self.setFocusProxy(self.more)

    def relations(self) -> tuple[Relation, ...]:
        """Return the relations of the lines in which somebody is chosen."""
        return tuple(r for r in (row.relation() for row in self.rows) if r is not None)

    def set_relations(self, relations: Sequence[Relation]) -> None:
        """Show these."""
        for row in list(self.rows):
            self._drop(row)
        for relation in relations:
            self._add().set_relation(relation)

    def fault(self) -> str | None:
        """Return the first thing that is wrong."""
        return next((fault for row in self.rows if (fault := row.fault())), None)

    def _add(self) -> RelationRow:
        row = RelationRow(self._shop)
        row.changed.connect(self.changed)
        row.removed.connect(lambda: self._remove(row))
        self._lines.addWidget(row)
        before: QWidget = self.rows[-1].remove_button if self.rows else self.more
        for widget in (row.kind, row.chooser, row.note, row.remove_button):
            QWidget.setTabOrder(before, widget)
            before = widget
        self.rows.append(row)
        return row

    def _add_and_go(self) -> None:
        self._add().chooser.setFocus()

    def _drop(self, row: RelationRow) -> None:
        self.rows.remove(row)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _remove(self, row: RelationRow) -> None:
        self._drop(row)
        self.more.setFocus()
        self.changed.emit()
