"""One condition as a line that reads as a sentence: what it is about, what is asked of it, the values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.domain.segments.conditions import kind_of
from crm_desktop.domain.segments.conditions.own import OPS_OF
from crm_desktop.domain.segments.kinds import Operator, Slot, ValueKind
from crm_desktop.domain.segments.tree import Condition
from crm_desktop.gui.common.flow_layout import FlowLayout
from crm_desktop.gui.common.inputs import ChoiceBox
from crm_desktop.gui.common.labels import PlainLabel, muted
from crm_desktop.gui.segments.moving import Movable
from crm_desktop.gui.segments.offers import OWN_FIELD, Topic
from crm_desktop.gui.segments.period_edit import PeriodSlot
from crm_desktop.gui.segments.slots import SlotEdit, slot_edit
from crm_desktop.gui.segments.topic_menu import TopicButton
from crm_desktop.shared.formats import number
from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from crm_desktop.domain.customers.own_fields import OwnField
    from crm_desktop.gui.segments.offers import Offers
    from crm_desktop.services.shop import Shop

JOINER = 22  # logical pixels


class ConditionRow(Movable):
    """See the module.

    Args:
        shop: for locale, currency and the day.
        offers: what can be chosen.
        condition: what it says at first.
    """

    def __init__(self, shop: Shop, offers: Offers, condition: Condition | None = None) -> None:
        super().__init__()
        self._shop, self._offers = shop, offers
        self._name = ""
        self._field: Any = None
        self._operators: list[Operator] = []
        self.slots: dict[str, SlotEdit] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 2, 0, 2)
        outer.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(4)
        self.joiner = muted("")
        self.joiner.setFixedWidth(JOINER)
        self.joiner.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.grip, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.joiner, 0, Qt.AlignmentFlag.AlignTop)
        row.addSpacing(4)
        self.topic = TopicButton(lambda: self._offers.topics)
        self.topic.chosen.connect(self.choose)
        self.operator = ChoiceBox()
        self.operator.setAccessibleName(_("What is asked of it"))
        self.operator.activated.connect(lambda _place: self._operator_chosen())
        self.operator.hide()
        holder = QWidget()
        policy = holder.sizePolicy()
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        self._flow = FlowLayout(holder)
        self._flow.addWidget(self.topic)
        self._flow.addWidget(self.operator)
        row.addWidget(holder, 1)
        self.alone = PlainLabel("", tone="muted", scale=0.9)
        self.alone.setToolTip(_("How many fulfil this condition alone"))
        row.addWidget(self.alone, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.movers(), 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(row)
        self.message = PlainLabel("", tone="near", scale=0.92, wrap=True)
        self.message.setContentsMargins(JOINER + 40, 0, 0, 2)
        self.message.hide()
        outer.addWidget(self.message)
        height = self.topic.sizeHint().height()
        for one in (self.joiner, self.alone, self.grip):
            one.setMinimumHeight(height)
        if condition is not None:
            self.show_condition(condition)

    # -- value

    def condition(self) -> Condition:
        """Return what it says now, finished or not."""
        operator = self._operator()
        if not self._name or operator is None:
            return Condition(self._name)
        found: dict[str, Any] = {}
        for slot in operator.slots:
            if self._is_field(slot):
                found[slot.name] = self._field
            else:
                value = self.slots[slot.name].value()
                if value is not None:
                    found[slot.name] = value
        if not operator.slots:
            return Condition(self._name, operator.op.value)
        if len(operator.slots) == 1:
            return Condition(self._name, operator.op.value, found.get(operator.slots[0].name))
        return Condition(self._name, operator.op.value, found or None)

    def show_condition(self, condition: Condition) -> None:
        """Show a condition, without telling."""
        kind = kind_of(condition.name)
        if kind is None:
            self.topic.show_title(condition.name)
            self._name = condition.name
            return
        held = condition.value
        field = None
        if condition.name == OWN_FIELD:
            field = held.get("field", held) if isinstance(held, dict) and "field" in held else held
        self._take_topic(condition.name, field)
        places = [each.op.value for each in self._operators]
        if condition.operator in places:
            self.operator.setCurrentIndex(places.index(condition.operator))
        self._build_slots()
        operator = self._operator()
        if operator is None:
            return
        single = len(operator.slots) == 1
        for name, one in self.slots.items():
            one.set_value(held if single else (held or {}).get(name) if isinstance(held, dict) else None)

    def fault(self) -> str:
        """Return what is wrong with what was typed, "" when nothing is."""
        return next((said for one in self.slots.values() if (said := one.fault())), "")

    # -- choosing

    def choose(self, topic: Topic) -> None:
        """Say what it is about; the first value, or what is asked, has the focus then."""
        self._take_topic(topic.name, topic.field)
        self._build_slots()
        self.changed.emit()
        self._focus_value()

    def _take_topic(self, name: str, field: Any) -> None:
        kind = kind_of(name)
        self._name, self._field = name, field
        own = self._own()
        title = own.name if own is not None else _(kind.title) if kind is not None else name
        if own is None and name == OWN_FIELD and isinstance(field, dict):
            title = str(field.get("name", title))
        self.topic.show_title(title)
        allowed = OPS_OF[own.kind] if own is not None else None
        self._operators = [
            each for each in (kind.operators if kind else ()) if allowed is None or each.op in allowed
        ]
        self.operator.clear()
        self.operator.addItems([_(each.name) for each in self._operators])
        self.operator.show()
        self.remove_button.setAccessibleName(_("Take away: {title}").format(title=title))

    def _own(self) -> OwnField | None:
        if self._name != OWN_FIELD or not isinstance(self._field, dict):
            return None
        return self._offers.own_fields.get(self._field.get("id", 0))

    def _operator(self) -> Operator | None:
        place = self.operator.currentIndex()
        return self._operators[place] if 0 <= place < len(self._operators) else None

    def _operator_chosen(self) -> None:
        before = {name: one.value() for name, one in self.slots.items()}
        kinds = {name: type(one) for name, one in self.slots.items()}
        self._build_slots()
        for name, one in self.slots.items():
            if before.get(name) is not None and kinds.get(name) is type(one):
                one.set_value(before[name])
        self.changed.emit()
        self._focus_value()

    def _focus_value(self) -> None:
        target = next(iter(self.slots.values()), None)
        (target or self.operator).setFocus(Qt.FocusReason.OtherFocusReason)

    def _is_field(self, slot: Slot) -> bool:
        return self._name == OWN_FIELD and slot.kind is ValueKind.REF

    def _build_slots(self) -> None:
        while self._flow.count() > 2:
            item = self._flow.takeAt(2)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.slots = {}
        operator = self._operator()
        if operator is None:
            return
        shown = [slot for slot in operator.slots if not self._is_field(slot)]
        for slot in shown:
            title = _(slot.title) if slot.title else ""
            if title and len(shown) > 1 and slot.kind is not ValueKind.PERIOD:
                caption = muted(title)
                caption.setMinimumHeight(self.topic.sizeHint().height())
                self._flow.addWidget(caption)
            one = self._make(slot, operator)
            one.control.setAccessibleName(title or self.topic.accessibleName())
            one.changed.connect(self.changed)
            self.slots[slot.name] = one
            self._flow.addWidget(one)
            one.show()

    def _make(self, slot: Slot, operator: Operator) -> SlotEdit:
        shop = self._shop
        if slot.kind is ValueKind.PERIOD:
            return PeriodSlot(slot, shop.clock, shop.profile.locale)
        example = operator.example
        if isinstance(example, dict):
            example = example.get(slot.name)
        return slot_edit(slot, self._name, self._offers, shop.profile, own=self._own(), example=example)

    # -- what the editor says of it

    def show_problem(self, sentence: str) -> None:
        """Say what it lacks, or nothing."""
        said = self.fault() or sentence
        self.message.setText(said)
        self.message.setVisible(bool(said))

    def show_alone(self, count: int | None) -> None:
        """Say how many fulfil this condition alone."""
        self.alone.setText("" if count is None else number(count, self._shop.profile.locale))
        said = ngettext(
            "{count} fulfils this condition alone", "{count} fulfil this condition alone", count or 0
        )
        self.alone.setAccessibleName("" if count is None else said.format(count=count))
