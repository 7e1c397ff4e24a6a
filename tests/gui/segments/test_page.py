"""Segmentos: listed with their counts, looked into, compared, chosen by hand, removed and brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crm_desktop.domain.customers.listing import CustomerFilter
from crm_desktop.domain.segments.model import Segment, SegmentKind
from crm_desktop.domain.segments.tree import Condition, Group
from crm_desktop.domain.service import Initiative, ServiceMode
from crm_desktop.gui.common.dialog import Dialog
from crm_desktop.gui.common.export_customers import ExportDialog
from crm_desktop.gui.common.give_points import GivePoints
from crm_desktop.gui.common.pdf_preview import PdfPreview
from crm_desktop.gui.common.reminder_editor import ReminderEditor
from crm_desktop.gui.common.tag_dialog import TagDialog
from crm_desktop.gui.segments.dialogs import SegmentForm, WhyDialog
from crm_desktop.gui.segments.members import MemberDetail
from crm_desktop.gui.segments.page import SegmentsPage
from crm_desktop.services import customers, journal, loyalty, loyalty_presets, segments
from tests.gui.recorder import MessageRecorder
from tests.gui.support import Place, Settle, column_texts, dialog_of

if TYPE_CHECKING:
    from crm_desktop.gui.segments.reading import SegmentView
    from crm_desktop.services.shop import Shop

OF_VALENCIA = Group(children=(Condition("town", "any_of", ["Valencia"]),))


@pytest.fixture
def shop(empty_place: Place) -> Shop:
    """The shop of the page."""
    return empty_place.shop


@pytest.fixture
def valencia(shop: Shop, page: SegmentsPage, settle: Settle) -> str:
    """A segment by rule with two customers, chosen on the screen; its key."""
    key = segments.save(shop, Segment("Los de Valencia", tree=OF_VALENCIA, needs="Horario de tarde")).value
    page.reload(key)
    settle()
    return key


def undo(shop: Shop) -> None:
    last = journal.last_undoable(shop)
    assert last is not None
    journal.undo(shop, last.id)


def test_the_ready_made_ones_stand_below_those_of_the_shop(page: SegmentsPage, valencia: str) -> None:
    keys = [page.list.item(row).data(0x0100) for row in range(page.list.count())]
    assert keys[0] is None
    assert keys[1] == valencia
    assert keys[2] is None
    assert len(keys) > 12
    texts = [str(page.list.item(row).data(11) or "") for row in range(page.list.count())]
    assert texts[1].startswith("Los de Valencia, 2")


def test_a_segment_is_said_in_words_with_its_customers(page: SegmentsPage, valencia: str) -> None:
    detail = page.detail
    assert "Valencia" in detail.sentence.text()
    view = detail.view()
    assert view is not None
    assert [row.name for row in view.members] == ["Pons, Berta", "Soler, Ana"]
    assert detail.needs.text() == "Horario de tarde"
    assert not detail.problem.isVisible()


def test_one_that_must_be_mended_says_so_in_red(page: SegmentsPage, shop: Shop, settle: Settle) -> None:
    fair = segments.save(shop, Segment("De la feria", tree=OF_VALENCIA)).value
    tree = Group(children=(Condition("segment", "any_of", [{"id": fair, "name": "De la feria"}]),))
    key = segments.save(shop, Segment("Amigos", tree=tree)).value
    segments.archive(shop, fair)
    page.reload(key)
    settle()
    assert page.detail.problem.isVisible()
    assert "De la feria" in page.detail.problem_text.text()
    assert not page.detail.see_button.isEnabled()
    assert page.detail.edit_button.isEnabled()


def test_its_customers_are_a_list_that_says_why_each_is_there(
    page: SegmentsPage, valencia: str, settle: Settle, empty_place: Place
) -> None:
    page.see()
    settle()
    members = page.members.part
    assert column_texts(members.list.table) == ["Pons, Berta", "Soler, Ana"]
    detail = members.beside
    assert isinstance(detail, MemberDetail)
    assert "Valencia" in detail.reasons()[0]
    members.list.search.setText("soler")
    settle()
    assert column_texts(members.list.table) == ["Soler, Ana"]
    detail.open_button.click()
    assert empty_place.went[-1][0] == "customers"
    assert page.back()
    settle()
    assert page.back()
    assert page.stack.currentWidget() is page.overview


def test_why_is_asked_from_the_sample_too(page: SegmentsPage, valencia: str, settle: Settle) -> None:
    view = page.detail.view()
    assert view is not None
    page.show_why(view.members[0].id, view.members[0].name)
    settle()
    dialog = dialog_of(WhyDialog)
    assert any("Valencia" in line.text() for line in dialog.lines)
    dialog.discard()


def test_two_segments_are_compared(page: SegmentsPage, shop: Shop, valencia: str, settle: Settle) -> None:
    other = segments.save(shop, Segment("A mano", SegmentKind.HAND)).value
    view = page.detail.view()
    assert view is not None
    outside = next(i for i in customers.list_ids(shop, CustomerFilter()) if i not in _ids(view))
    segments.add_members(shop, other, [view.members[0].id, outside])
    page.reload(valencia)
    settle()
    page.compare_with(other)
    settle()
    tabs = page.members.tabs
    assert [tabs.tabText(place)[-3:] for place in range(3)] == ["(1)", "(1)", "(1)"]
    assert column_texts(page.members.part.list.table) == ["Pons, Berta"]
    tabs.setCurrentIndex(1)
    settle()
    assert column_texts(page.members.part.list.table) == ["Soler, Ana"]


def _ids(view: SegmentView) -> list[int]:
    return [row.id for row in view.members]


def test_one_by_hand_is_filled_by_search_and_emptied_by_selection(
    page: SegmentsPage, shop: Shop, people: list[int], settle: Settle
) -> None:
    page.new_by_hand()
    settle()
    form = dialog_of(SegmentForm)
    form.form.put("name", "Taller de punto")
    form.save()
    settle()
    assert page.stack.currentWidget() is page.members
    adder = page.members.part.adder
    assert adder.isVisible()
    for person in people[:2]:
        adder.set_customer(person, "")
        adder.changed.emit()
        settle()
    assert column_texts(page.members.part.list.table) == ["Pons, Berta", "Soler, Ana"]
    page.members.part.list.table.selectAll()
    settle()
    page.members.part.remove_selected()
    settle()
    assert column_texts(page.members.part.list.table) == []
    undo(shop)
    assert segments.all_segments(shop)[0].count == 2


def test_how_to_serve_is_written_even_for_a_ready_made_one(
    page: SegmentsPage, shop: Shop, settle: Settle
) -> None:
    row = next(row for row in page.list.rows() if row.kind is SegmentKind.READY)
    page.open_target(row.key)
    settle()
    page.edit_service()
    settle()
    form = dialog_of(SegmentForm)
    assert "name" not in form.form.fields
    form.form.put("mode", ServiceMode.TELEPHONE)
    form.form.put("initiative", Initiative.PROACTIVE)
    form.form.put("needs", "Llamar por la tarde")
    form.save()
    settle()
    kept = segments.get(shop, row.key)
    assert (kept.mode, kept.initiative) == (ServiceMode.TELEPHONE, Initiative.PROACTIVE)
    assert page.detail.needs.text() == "Llamar por la tarde"


def test_a_removed_segment_comes_back_with_undo(
    page: SegmentsPage, shop: Shop, valencia: str, settle: Settle
) -> None:
    page.archive()
    settle()
    assert page.list.row_of(valencia) is None
    undo(shop)
    page.reload(valencia)
    settle()
    assert page.list.row_of(valencia) is not None


def test_a_name_that_is_taken_is_said_under_the_field(
    page: SegmentsPage, valencia: str, settle: Settle
) -> None:
    page.new_by_hand()
    settle()
    form = dialog_of(SegmentForm)
    form.form.put("name", "los de VALENCIA")
    form.save()
    settle()
    assert form.isVisible()
    assert form.form.fields["name"].message.text()
    form.discard()


@pytest.mark.parametrize(
    ("action", "dialog"),
    [("follow_up", ReminderEditor), ("tag", TagDialog), ("export", ExportDialog), ("points", GivePoints)],
)
def test_each_action_asks_about_all_customers_of_the_segment(
    page: SegmentsPage, shop: Shop, valencia: str, settle: Settle, action: str, dialog: type[Dialog]
) -> None:
    program, _rewards = loyalty_presets.points(shop)
    loyalty.save_program(shop, program)
    page.detail.buttons[action].click()
    settle()
    shown = dialog_of(dialog)
    shown.discard()


def test_the_list_is_printed(page: SegmentsPage, valencia: str, settle: Settle) -> None:
    page.print_()
    settle()
    preview = dialog_of(PdfPreview)
    assert len(preview.pages.sizes) == 1
    preview.discard()


def test_an_empty_segment_offers_nothing_to_do_with_its_customers(
    page: SegmentsPage, shop: Shop, settle: Settle, recorder: MessageRecorder
) -> None:
    tree = Group(children=(Condition("town", "any_of", ["Teruel"]),))
    page.reload(segments.save(shop, Segment("Los de Teruel", tree=tree)).value)
    settle()
    assert not page.detail.many.isVisible()
    page.print_()
    settle()
    assert recorder.toasts


def test_the_list_is_searched_by_name(page: SegmentsPage, valencia: str, settle: Settle) -> None:
    page.search.setText("válen")
    settle()
    assert page.list.count() == 2
    assert page.back()
    settle()
    assert page.list.count() > 12


def test_size_by_month_is_drawn_from_the_second_month_on(
    page: SegmentsPage, shop: Shop, valencia: str, settle: Settle
) -> None:
    assert not page.detail.chart.isVisible()
    with shop.db.transaction() as connection:
        for month, count in (("2026-09", 1), ("2026-10", 3)):
            connection.execute(
                "INSERT INTO segment_size(segment_key, month, count) VALUES(?, ?, ?)",
                (valencia, month, count),
            )
    page.open_target("Los de Valencia")
    page.reload(valencia)
    settle()
    assert [bar.value for bar in page.detail.chart.values] == [1, 3]
    assert page.detail.chart.isVisible()
