from __future__ import annotations

from typing import Any

import pypdf
import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QToolButton

from crm_desktop.domain.customers.listing import CustomerColumn, CustomerFilter
from crm_desktop.gui.common.labels import PlainLabel
from crm_desktop.gui.common.pdf_preview import PdfPreview
from crm_desktop.gui.common.print_customers import LabelsDialog, scope_of
from crm_desktop.gui.common.print_letters import LettersDialog
from crm_desktop.gui.customers.page import CustomersPage
from crm_desktop.services import printing_letters
from tests.gui.customers.conftest import Place
from tests.gui.recorder import MessageRecorder
from tests.gui.support import Settle


def preview() -> PdfPreview:
    found = QApplication.activeModalWidget()
    assert isinstance(found, PdfPreview)
    return found


def text_of(shown: PdfPreview) -> str:
    import io

    reader = pypdf.PdfReader(io.BytesIO(shown._pdf))
    return "\n".join(page.extract_text() for page in reader.pages)


def test_the_list_is_printed_as_it_is_on_the_screen(page: CustomersPage, settle: Settle) -> None:
    town = [column.key for column in page.list.spec.columns].index("town")
    page.list.table.show_column(town, False)
    page.list.search.setText("garcia")
    settle()
    page.print_()
    settle()
    text = text_of(preview())
    assert "García Muñoz, Ángel" in text
    assert "Ñíguez" not in text
    assert "garcia" in text
    assert "Alboraia" not in text.replace("Mercería La Alameda", "").split("Ángel")[1]
    preview().discard()


def test_the_selected_customers_are_printed(page: CustomersPage, place: Place, settle: Settle) -> None:
    page.list.table._select_ids([place.ids["angel"], place.ids["nuria"]])
    page.bulk.print_list()
    settle()
    text = text_of(preview())
    assert "Ñíguez" in text
    assert "Hostal" not in text
    preview().discard()


def test_columns_come_in_the_order_of_the_screen(page: CustomersPage) -> None:
    assert page.list.columns_shown() == [
        CustomerColumn.NAME,
        CustomerColumn.PHONE,
        CustomerColumn.STAGE,
        CustomerColumn.POINTS,
        CustomerColumn.LAST_PURCHASE,
        CustomerColumn.NEXT_FOLLOW_UP,
        CustomerColumn.TOWN,
        CustomerColumn.TAGS,
    ]
    header = page.list.table.horizontalHeader()
    header.moveSection(2, 1)
    assert page.list.columns_shown()[1] is CustomerColumn.STAGE


def test_an_empty_list_is_not_printed(page: CustomersPage, settle: Settle, recorder: MessageRecorder) -> None:
    page.list.search.setText("nadie")
    settle()
    page.print_()
    settle()
    assert "nobody" in recorder.toasts[-1]
    page.bulk.print_labels()
    settle()
    assert len(recorder.toasts) == 2
    assert QApplication.activeModalWidget() is None


def test_labels_leave_out_who_has_no_whole_address_and_say_so(
    page: CustomersPage, place: Place, settle: Settle
) -> None:
    from dataclasses import replace

    from crm_desktop.services import customers

    angel = customers.get_customer(place.shop, place.ids["angel"])
    customers.save_customer(place.shop, replace(angel, street="C/ Mayor, 14"))
    page.bulk.print_labels()
    settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, LabelsDialog)
    assert dialog.first.spin.maximum() > 1
    dialog.first.set_value(3)
    dialog.save()
    settle()
    assert "C/ Mayor, 14" in text_of(preview())
    said = [label.text() for label in preview().findChildren(PlainLabel)]
    assert any(text.startswith("4 customers are left out") and "Ñíguez, Nuria" in text for text in said)
    preview().discard()
    assert place.context.state.text("labels.sheet")


def test_labels_without_any_address_are_told_in_the_dialog(
    page: CustomersPage, place: Place, settle: Settle
) -> None:
    page.list.table._select_ids([place.ids["nuria"], place.ids["ines"]])
    page.bulk.print_labels()
    settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, LabelsDialog)
    dialog.save()
    settle()
    assert dialog.note.isVisible()
    assert "street, postcode and town" in dialog.note.text()
    dialog.discard()


@pytest.mark.parametrize(
    ("asked", "names", "scope"),
    [
        (CustomerFilter(), {}, ""),
        (
            CustomerFilter(tag="VIP", town="valencia"),
            {"town": "València", "person": "Lucía"},
            "with the tag VIP · of València · looked after by Lucía",
        ),
        (
            CustomerFilter(text="gil", archived=True),
            {"selected": 3},
            "3 selected · found with “gil” · archived",
        ),
    ],
)
def test_a_list_says_whom_it_holds(asked: CustomerFilter, names: dict[str, Any], scope: str) -> None:
    assert scope_of(asked, **names) == scope


def test_filters_are_named_as_they_are_written(page: CustomersPage, place: Place, settle: Settle) -> None:
    page.list.filters.choose("town", "valencia")
    page.list.filters.choose("staff", place.staff)
    assert page.list.filter_names() == ("València", "Lucía", "")


def test_a_letter_is_written_kept_and_shown_for_each(
    page: CustomersPage, place: Place, settle: Settle
) -> None:
    page.list.table._select_ids([place.ids["angel"], place.ids["nuria"]])
    page.bulk.print_letters()
    settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, LettersDialog)
    dialog.text.edit.setPlainText("Dear ")
    dialog.text.edit.moveCursor(QTextCursor.MoveOperation.End)
    chip = next(one for one in dialog.findChildren(QToolButton) if one.text() == "full name")
    chip.click()
    assert dialog.text.value() == "Dear {full name}"
    dialog.save()
    settle()
    assert "Dear Ángel García Muñoz" in text_of(preview())
    said = [label.text() for label in preview().findChildren(PlainLabel)]
    assert any("without a whole address" in text for text in said)
    preview().discard()
    assert printing_letters.kept_text(place.shop) == "Dear {full name}"


def test_a_letter_that_names_what_there_is_not_says_so_and_stays(
    page: CustomersPage, place: Place, settle: Settle
) -> None:
    page.bulk.print_letters()
    settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, LettersDialog)
    dialog.text.edit.setPlainText("Dear {nmae}")
    dialog.save()
    settle()
    assert dialog.isVisible()
    assert "{nmae}" in dialog.note.text()
    assert dialog.unsaved()
    assert "{nmae}" not in printing_letters.kept_text(place.shop)
    dialog.discard()
