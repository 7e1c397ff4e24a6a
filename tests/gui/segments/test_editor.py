"""The editor of rules: written by keyboard and mouse, moved, counted, asked about, refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from crm_desktop.domain.customers.own_fields import OwnField, OwnFieldKind
from crm_desktop.domain.segments.conditions import CONDITIONS
from crm_desktop.domain.segments.model import Segment
from crm_desktop.domain.segments.schema import example_of
from crm_desktop.domain.segments.tree import Condition, Group, GroupKind, from_json, to_json
from crm_desktop.gui.segments import live
from crm_desktop.gui.segments.chip_picker import ChipPicker
from crm_desktop.gui.segments.condition_row import ConditionRow
from crm_desktop.gui.segments.group_box import GroupBox
from crm_desktop.gui.segments.moving import DOWN, UP
from crm_desktop.gui.segments.offers import Offers, topics
from crm_desktop.gui.segments.slots import MoneySlot, TogglesSlot
from crm_desktop.gui.segments.topic_menu import TopicMenu
from crm_desktop.services import own_fields, segments
from tests.gui.recorder import MessageRecorder
from tests.gui.support import Place, Settle, dialog_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from crm_desktop.domain.segments.kinds import ConditionKind
    from crm_desktop.gui.segments.editor import SegmentEditor
    from crm_desktop.gui.segments.page import SegmentsPage
    from tests.gui.segments.conftest import Press

    OpenRule = Callable[..., SegmentEditor]

ENTER = Qt.Key.Key_Return
TOWN = Condition("town", "any_of", ["Valencia"])
OTHER = Condition("town", "any_of", ["Sagunto"])
NO_MAIL = Condition("email", "no")


@pytest.fixture
def open_rule(page: SegmentsPage, settle: Settle) -> OpenRule:
    """Open the editor over a rule."""

    def go(*children: Condition | Group, name: str = "Prueba") -> SegmentEditor:
        page.open_editor(Segment(name, tree=Group(children=children)))
        settle()
        assert page.editor is not None
        return page.editor

    return go


def names(editor: SegmentEditor) -> list[str]:
    return [one.text() for one in editor.names if one.text()]


def test_an_unfinished_condition_is_marked_and_the_rest_is_counted(open_rule: OpenRule) -> None:
    editor = open_rule(TOWN, Condition("points", "at_least"))
    assert editor.size_label.text() == "2"
    assert names(editor) == ["Pons, Berta", "Soler, Ana"]
    rows = editor.rule.rows()
    assert not rows["0"].message.isVisible()
    assert rows["1"].message.isVisible()
    assert editor.unfinished.isVisible()
    assert rows["0"].alone.text() == "2"


def test_the_topics_are_searched_without_accents_and_walked_over_headings(
    open_rule: OpenRule, press: Press, settle: Settle
) -> None:
    editor = open_rule()
    editor.rule.root.add_link.setFocus()
    press(ENTER)
    menu = dialog_of(TopicMenu)
    press("PROVIN")
    assert menu.list.currentItem().text() == "Province"
    menu.line.clear()
    for _step in range(12):
        press(Qt.Key.Key_Down)
    assert menu.list.currentItem().data(Qt.ItemDataRole.UserRole) is not None
    press(Qt.Key.Key_Escape)
    settle()
    assert not [w for w in editor.findChildren(TopicMenu) if w.isVisible()]


def test_a_group_of_alternatives_is_built_with_buttons(
    open_rule: OpenRule, settle: Settle, press: Press
) -> None:
    editor = open_rule(TOWN)
    editor.rule.root.kind.setCurrentIndex(1)
    editor.rule.root.kind.activated.emit(1)
    editor.rule.root.add_group()
    settle()
    group = editor.rule.root.nodes[1]
    assert isinstance(group, GroupBox)
    group.add_condition()
    press("town")
    press(ENTER)
    press("sagunto")
    press(ENTER)
    assert editor.size_label.text() == "3"
    assert editor.rule.tree() == Group(
        GroupKind.ANY, (TOWN, Group(GroupKind.ALL, (Condition("town", "any_of", ["Sagunto"]),)))
    )


def test_the_keyboard_moves_a_condition_into_a_group_and_out(open_rule: OpenRule, settle: Settle) -> None:
    editor = open_rule(TOWN, Group(GroupKind.ANY, (OTHER,)), NO_MAIL)
    row = editor.rule.root.nodes[0]
    row.grip.setFocus()
    settle()
    moves = [
        (DOWN, (Group(GroupKind.ANY, (TOWN, OTHER)), NO_MAIL)),
        (DOWN, (Group(GroupKind.ANY, (OTHER, TOWN)), NO_MAIL)),
        (DOWN, (Group(GroupKind.ANY, (OTHER,)), TOWN, NO_MAIL)),
        (DOWN, (Group(GroupKind.ANY, (OTHER,)), NO_MAIL, TOWN)),
        (DOWN, (Group(GroupKind.ANY, (OTHER,)), NO_MAIL, TOWN)),
        (UP, (Group(GroupKind.ANY, (OTHER,)), TOWN, NO_MAIL)),
        (UP, (Group(GroupKind.ANY, (OTHER, TOWN)), NO_MAIL)),
    ]
    for step, expected in moves:
        key = Qt.Key.Key_Down if step == DOWN else Qt.Key.Key_Up
        QTest.keyClick(row.grip, key, Qt.KeyboardModifier.ControlModifier)
        settle()
        assert editor.rule.tree().children == expected
        assert row.grip is editor.focusWidget() or not editor.isActiveWindow()
    settle()
    assert editor.unsaved()


def test_a_condition_is_dragged_into_a_group(open_rule: OpenRule, settle: Settle) -> None:
    editor = open_rule(TOWN, NO_MAIL, Group(GroupKind.ANY, (OTHER,)))
    row, _mail, group = editor.rule.root.nodes
    assert isinstance(group, GroupBox)
    target = group.nodes[0]
    below = QPoint(30, target.height() - 2)
    at = row.grip.mapFromGlobal(target.mapToGlobal(below))
    QTest.mousePress(row.grip, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    QTest.mouseMove(row.grip, QPoint(4, 40))
    QTest.mouseMove(row.grip, at)
    assert editor.rule.mark.isVisible()
    QTest.mouseRelease(row.grip, Qt.MouseButton.LeftButton, pos=at)
    assert not editor.rule.mark.isVisible()
    assert editor.rule.tree().children == (NO_MAIL, Group(GroupKind.ANY, (OTHER, TOWN)))


def test_a_group_is_not_dropped_into_itself(open_rule: OpenRule) -> None:
    inner = Group(GroupKind.ANY, (OTHER,))
    editor = open_rule(TOWN, inner)
    group = editor.rule.root.nodes[1]
    assert isinstance(group, GroupBox)
    editor.rule._drop(group, group.nodes[0].mapToGlobal(QPoint(30, 10)))
    assert editor.rule.tree().children == (TOWN, inner)


def shown_picker(picker: ChipPicker, qtbot: QtBot) -> ChipPicker:
    qtbot.addWidget(picker)
    picker.show()
    picker.activateWindow()
    qtbot.waitUntil(picker.isActiveWindow)
    picker.line.setFocus()
    return picker


def test_towns_are_completed_without_accents(gui: object, qtbot: QtBot, press: Press) -> None:
    towns = [(name, name) for name in ("Alboraia", "València", "La Pobla de Vallbona")]
    picker = shown_picker(ChipPicker(towns, free=True), qtbot)
    popup = picker._completer.popup()
    assert popup is not None
    press("VAL")
    assert popup.isVisible()
    assert [popup.model().index(row, 0).data() for row in range(popup.model().rowCount())] == [
        "València",
        "La Pobla de Vallbona",
    ]
    press(Qt.Key.Key_Down)
    press(ENTER)
    assert picker.values() == ["València"]
    assert not popup.isVisible()
    assert picker.line.text() == ""
    press("zz")
    assert not popup.isVisible()
    press(ENTER)
    assert picker.values() == ["València", "zz"]
    press(Qt.Key.Key_Backspace)
    assert picker.values() == ["València"]


def test_a_thing_of_the_shop_has_to_be_one_that_there_is(gui: object, qtbot: QtBot, press: Press) -> None:
    picker = shown_picker(ChipPicker([({"id": 1, "name": "Feria"}, "Feria")], free=False), qtbot)
    press("otra")
    press(ENTER)
    assert picker.values() == []
    assert "otra" in picker.fault()
    picker.line.clear()
    press("fer")
    press(ENTER)
    assert picker.values() == [{"id": 1, "name": "Feria"}]
    assert not picker.fault()


def test_what_was_typed_is_not_lost_without_asking(
    page: SegmentsPage, open_rule: OpenRule, settle: Settle, recorder: MessageRecorder
) -> None:
    editor = open_rule(TOWN, name="")
    went: list[str] = []
    page.may_leave(lambda: went.append("clean"))
    assert went == ["clean"]
    editor.name.edit.setText("Otra cosa")
    page.may_leave(lambda: went.append("asked"))
    assert len(recorder.questions) == 1
    assert went == ["clean"]
    recorder.answer("Save")
    page.may_leave(lambda: went.append("saved"))
    settle()
    assert went == ["clean", "saved"]
    assert "Otra cosa" in [row.name for row in page.list.rows()]


def test_leaving_without_saving_goes_back_to_the_list(
    page: SegmentsPage, open_rule: OpenRule, settle: Settle, recorder: MessageRecorder
) -> None:
    editor = open_rule(TOWN)
    editor.rule.remove(editor.rule.root.nodes[0])
    recorder.answer("Discard")
    assert page.back()
    settle()
    assert page.stack.currentWidget() is page.overview
    assert "Prueba" not in [row.name for row in page.list.rows()]


def test_saving_is_refused_where_something_is_missing(
    page: SegmentsPage, open_rule: OpenRule, settle: Settle
) -> None:
    editor = open_rule(TOWN, Condition("points", "at_least"), name="")
    editor.save()
    settle()
    assert page.stack.currentWidget() == editor
    assert editor.name.message.text()
    editor.name.edit.setText("Con puntos")
    editor.save()
    settle()
    assert page.stack.currentWidget() == editor
    assert editor.rule.rows()["1"].message.isVisible()
    editor.rule.remove(editor.rule.root.nodes[1])
    QTest.keyClick(editor.name.edit, ENTER, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert page.stack.currentWidget() is page.overview
    assert page.detail.name.text() == "Con puntos"


def test_a_ready_made_rule_is_copied_to_be_changed(page: SegmentsPage, settle: Settle) -> None:
    ready = next(row for row in page.list.rows() if row.key.startswith("stage") or "Re" in row.name)
    page.open_target(ready.key)
    settle()
    page.copy()
    settle()
    editor = page.editor
    assert editor is not None
    assert editor.unsaved()
    editor.save()
    settle()
    view = page.detail.view()
    assert view is not None
    assert view.segment.id is not None
    assert view.segment.name.startswith(ready.name)


def test_a_bad_amount_is_said_and_stays(open_rule: OpenRule, settle: Settle) -> None:
    editor = open_rule(Condition("spent", "at_least", 5_000))
    row = editor.rule.rows()["0"]
    money = row.slots["value"]
    assert isinstance(money, MoneySlot)
    assert money.value() == 5_000
    money.edit.setText("-1")
    money.changed.emit()
    settle()
    assert row.message.text() == money.fault() != ""
    assert money.edit.text() == "-1"


def test_a_field_of_the_shop_is_offered_by_its_name(
    page: SegmentsPage, empty_place: Place, open_rule: OpenRule, press: Press, settle: Settle
) -> None:
    own_fields.save_field(empty_place.shop, OwnField("Talla", OwnFieldKind.CHOICE, ("S", "XL")))
    editor = open_rule()
    editor.rule.root.add_link.setFocus()
    press(ENTER)
    press("talla")
    press(ENTER)
    row = editor.rule.rows()["0"]
    sizes = row.slots["value"]
    assert isinstance(sizes, TogglesSlot)
    sizes.toggles[1][1].click()
    settle()
    value = row.condition().value
    assert value["value"] == ["XL"]
    assert value["field"]["name"] == "Talla"
    assert not row.message.isVisible()
    assert "Talla" in editor.sentence.text()


@pytest.mark.parametrize(
    "kind", [kind for kind in CONDITIONS if kind.name != "own_field"], ids=lambda k: k.name
)
def test_every_condition_is_shown_and_given_back_as_it_was(
    empty_place: Place, gui: object, kind: ConditionKind
) -> None:
    """What names things of the shop is kept, too, when the shop does not have them."""
    offers = Offers(topics=topics({}))
    for operator in kind.operators:
        given = from_json(example_of(kind, operator)).children[0]
        assert isinstance(given, Condition)
        row = ConditionRow(empty_place.shop, offers, given)
        found = row.condition()
        assert _plain(to_json(found)) == _plain(to_json(given))
        row.deleteLater()


def _plain(value: object) -> object:
    """A period may be written short; one thing alone may stand without its list."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return value


def test_the_rule_without_what_is_unfinished_keeps_the_places() -> None:
    empty = Condition()
    rule = Group(children=(empty, TOWN, Group(GroupKind.ANY, (empty,)), Group(GroupKind.ANY, (empty, OTHER))))
    places: dict[str, str] = {}
    found = live.without(rule, {"0": "x", "2.0": "x", "3.0": "x"}, places)
    assert found == Group(children=(TOWN, Group(GroupKind.ANY, (OTHER,))))
    assert places == {"0": "1", "1.0": "3.1"}


def test_editing_a_segment_keeps_its_key(page: SegmentsPage, empty_place: Place, settle: Settle) -> None:
    key = segments.save(empty_place.shop, Segment("Valencia", tree=Group(children=(TOWN,)))).value
    page.reload(key)
    settle()
    page.edit()
    settle()
    assert page.editor is not None
    assert not page.editor.unsaved()
    page.editor.rule.root.nodes[0].remove_button.click()
    page.editor.save()
    settle()
    assert segments.get(empty_place.shop, key).tree == Group()
