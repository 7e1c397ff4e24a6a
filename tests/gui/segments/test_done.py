"""The whole way on the sample shop: a rule by keyboard, its count alive, a voucher, paper, and all undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from crm_desktop.domain.loyalty.vouchers import VoucherCause, VoucherFilter, VoucherState
from crm_desktop.gui.common.give_voucher import GiveVoucher
from crm_desktop.gui.common.pdf_preview import PdfPreview
from crm_desktop.gui.common.print_customers import LabelsDialog
from crm_desktop.gui.segments.condition_row import ConditionRow
from crm_desktop.gui.segments.page import SegmentsPage
from crm_desktop.services import journal, segments, vouchers
from crm_desktop.services.demo import make_demo
from tests.gui.support import Place, Settle, dialog_of, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.gui.segments.conftest import Press

CUSTOMERS = 300
ENTER, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Down


def test_a_segment_is_built_by_keyboard_given_vouchers_printed_and_undone(
    empty_place: Place, settle: Settle, qtbot: QtBot, press: Press
) -> None:
    shop = empty_place.shop
    make_demo(shop, CUSTOMERS, seed=1)
    page = shown(SegmentsPage(empty_place.context), settle, qtbot)
    page.activateWindow()

    # Ctrl+N, "with a rule", and its name
    page.new()
    settle()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, ENTER)
    settle()
    editor = page.editor
    assert editor is not None
    press("Cumplen y faltan")
    everybody = editor.told.size if editor.told else 0
    assert everybody > CUSTOMERS * 0.9
    sizes = [everybody]

    def add(topic: str) -> ConditionRow:
        editor.rule.root.add_link.setFocus()
        press(ENTER)
        press(topic)
        press(ENTER)
        row = editor.rule.root.nodes[-1]
        assert isinstance(row, ConditionRow)
        return row

    def counted() -> int:
        settle()
        assert editor.told is not None
        sizes.append(editor.told.size)
        assert editor.size_label.text() == str(editor.told.size)
        return editor.told.size

    # The stage: the third chip is that of who comes back; a click
    stage = add("stage")
    assert counted() == everybody, "an unfinished condition does not narrow the count"
    assert stage.message.isVisible()
    chip = next(one for value, one in stage.slots["value"].toggles if value == "repeat")  # type: ignore[attr-defined]
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(6, 6))
    assert counted() < everybody
    assert not stage.message.isVisible()

    add("town")
    press("valencia")
    press(ENTER)
    assert counted() < sizes[-2]

    add("points")
    press("500")
    assert counted() < sizes[-2]

    birthday = add("birthday")
    assert birthday.condition().value == {"when": "this_month"}
    assert counted() < sizes[-2]

    contact = add("last contact")
    assert counted() == sizes[-2]
    press("90")
    assert counted() <= sizes[-2]
    assert contact.condition().value == 90
    found = sizes[-1]
    assert found > 0
    assert [one.text() for one in editor.names][:found][:8] == [
        row.name for row in (editor.told.members if editor.told else ())
    ]
    assert "500" in editor.sentence.text()

    # Save with the keyboard
    editor.save_button.setFocus()
    press(ENTER)
    assert page.stack.currentWidget() is page.overview
    view = page.detail.view()
    assert view is not None
    assert view.segment.name == "Cumplen y faltan"
    assert view.size == found
    assert segments.count(shop, view.segment.key) == found

    # A voucher for each; they are offered for printing
    page.detail.buttons["voucher"].click()
    settle()
    dialog = dialog_of(GiveVoucher)
    dialog.save()
    settle()
    qtbot.wait(50)
    given = vouchers.list_ids(shop, VoucherFilter())
    of_segment = [row for row in vouchers.rows(shop, given) if row.cause is VoucherCause.SEGMENT]
    assert len(of_segment) == found
    preview = dialog_of(PdfPreview)
    assert preview.pages.sizes
    preview.discard()

    # Labels
    page.detail.buttons["labels"].click()
    settle()
    dialog_of(LabelsDialog).save()
    settle()
    labels = dialog_of(PdfPreview)
    assert labels.pages.sizes
    labels.discard()

    # One undo takes all vouchers back, another one the segment
    for _twice in range(2):
        last = journal.last_undoable(shop)
        assert last is not None
        journal.undo(shop, last.id)
    left = vouchers.rows(shop, vouchers.list_ids(shop, VoucherFilter()))
    assert not [row for row in left if row.cause is VoucherCause.SEGMENT and row.state is VoucherState.VALID]
    assert "Cumplen y faltan" not in [row.name for row in segments.all_segments(shop)]
