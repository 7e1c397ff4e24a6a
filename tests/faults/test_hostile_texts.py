"""Hostile texts are stored, found, shown, printed, exported and read back, or refused at their field."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from crm_desktop.domain.customers.limits import without_separators
from crm_desktop.domain.customers.listing import CustomerFilter
from crm_desktop.domain.customers.model import ContactKind, ContactPoint, Customer
from crm_desktop.domain.customers.own_fields import OwnField
from crm_desktop.domain.reminders.follow_up_list import ListRequest
from crm_desktop.gui import tasks
from crm_desktop.gui.common.screen import Context
from crm_desktop.gui.common.ui_state import UiState
from crm_desktop.gui.customers.page import create_page
from crm_desktop.services import customers, integrity, journal, own_fields, printing, reminders, timeline
from crm_desktop.services.exports import export_customers
from crm_desktop.services.imports import run_import
from crm_desktop.services.search import search
from crm_desktop.services.shop import Shop
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.text import squeeze, words
from tests.factories import TODAY, a_customer, a_mobile, a_reminder, a_shop
from tests.faults.hostile import KEPT, REFUSED

# Fields of a file that take any text.
FIELDS = ("given_name", "family_name", "company", "street", "notes", "warning", "heard_from")
FORMATS = {"csv": "csv", "xlsx": "xlsx", "vcard": "vcf"}


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(a_shop(tmp_path / "tienda")) as opened:
        yield opened


def hostile_customer(text: str, field_id: int) -> Customer:
    """A file in which every free text is hostile."""
    fields = dict.fromkeys(FIELDS, text)
    return a_customer(
        **fields,
        tags=(text[:60].strip(),),
        contacts=(replace(a_mobile(), label=text[:60].strip()), ContactPoint(ContactKind.WEB, text)),
        own=((field_id, text),),
    )


def plain(text: str) -> str:
    """As it is kept: composed letters."""
    return unicodedata.normalize("NFC", text)


def tag_of(text: str) -> str:
    """A tag of a text as it is kept: without what stands between tags."""
    return squeeze(without_separators(plain(text[:60])))


def fill(shop: Shop) -> dict[int, str]:
    """Save a customer for each text; id -> text."""
    field_id = own_fields.save_field(shop, OwnField("Observación")).value
    return {
        customers.save_customer(shop, hostile_customer(text, field_id)).value: text for text in KEPT.values()
    }


def test_they_are_stored_as_they_were_written_and_found(shop: Shop) -> None:
    ids = fill(shop)
    for key, text in ids.items():
        found = customers.get_customer(shop, key)
        for field in FIELDS:
            assert getattr(found, field) == plain(text), field
        assert found.tags == (tag_of(text),)
        assert found.own[0][1] == plain(text)
        for word in words(text)[:1]:
            assert key in {hit.id for hit in search(shop, word, 100)}
        search(shop, text)
        search(shop, text[:3])
    assert len(ids) == len(KEPT)
    assert integrity.check(shop) == []


def test_they_come_back_from_every_file_identical(shop: Shop, tmp_path: Path) -> None:
    ids = fill(shop)
    for form, ending in FORMATS.items():
        path = tmp_path / f"fuera.{ending}"
        export_customers(shop, None, form, path)
        with closing(a_shop(tmp_path / form)) as other:
            report = run_import(other, path)
            assert (report.rows, report.created, report.rejected) == (len(ids), len(ids), 0)
            back = customers.list_ids(other, CustomerFilter(archived=None))
            texts = {customers.get_customer(other, key).notes for key in back}
            assert texts == {plain(text) for text in ids.values()}
            for key in back:
                there = customers.get_customer(other, key)
                for field in FIELDS:
                    assert getattr(there, field) == there.notes, (form, field)


def test_the_same_file_brought_in_again_changes_nothing(shop: Shop, tmp_path: Path) -> None:
    ids = fill(shop)
    for form, ending in FORMATS.items():
        path = tmp_path / f"fuera.{ending}"
        export_customers(shop, None, form, path)
        report = run_import(shop, path)
        assert (report.unchanged, report.created, report.updated) == (len(ids), 0, 0), form


def test_no_spreadsheet_takes_them_for_a_formula(shop: Shop, tmp_path: Path) -> None:
    fill(shop)
    path = tmp_path / "fuera.csv"
    export_customers(shop, None, "csv", path)
    import csv

    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file, delimiter=";"):
            assert not [cell for cell in row if cell.startswith(("=", "+SUM", "-2", "@"))]


def test_they_are_printed_as_text(shop: Shop) -> None:
    ids = fill(shop)
    for key, text in ids.items():
        reminders.save(shop, a_reminder(key, subject=text, notes=text))
    every = list(ids)
    printed = (
        printing.follow_up_list(shop, ListRequest(TODAY, TODAY)).value.pdf,
        printing.customer_list(shop, every),
        printing.labels(shop, every).pdf,
    )
    for pdf in printed:
        read = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
        squeezed = "".join(read.split())
        for name in ("markup", "entity", "query"):
            assert "".join(KEPT[name].split()) in squeezed, name


@pytest.mark.usefixtures("gui")
def test_they_are_shown_as_text(shop: Shop, qtbot: QtBot) -> None:
    ids = fill(shop)
    page = create_page(Context(shop, UiState(), lambda _screen, _target: None))
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    qtbot.waitUntil(tasks.runner().idle, timeout=10_000)
    table = page.list.table
    shown = {table.paged.id_at(row): table.paged.cell(row, 0) for row in range(table.paged.total)}
    for key, text in ids.items():
        cell = shown[key]
        assert cell is not None
        assert plain(text) in cell.text
        page.list.go_to(key)
        qtbot.waitUntil(tasks.runner().idle, timeout=10_000)
        assert not page.grab().isNull()
        labels = page.findChildren(QLabel)
        assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)


def test_what_was_done_with_them_can_be_told_and_undone(shop: Shop) -> None:
    for text in KEPT.values():
        saved = customers.save_customer(shop, a_customer(given_name=text))
        customers.add_note(shop, saved.value, text)
        assert plain(text) in saved.sentence
        assert timeline.timeline(shop, saved.value)
        assert saved.operation is not None
        note = journal.last_undoable(shop)
        assert note is not None
        journal.undo(shop, note.id)
        journal.undo(shop, saved.operation)
    assert customers.count(shop, CustomerFilter(archived=None)) == 0
    assert integrity.check(shop) == []


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("field", ["given_name", "family_name", "company", "street", "town", "warning"])
def test_what_cannot_be_kept_is_refused_at_its_field(shop: Shop, field: str, name: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        customers.save_customer(shop, a_customer(**{field: REFUSED[name]}))
    assert field in refused.value.fields
    assert refused.value.fields[field]
    assert customers.count(shop, CustomerFilter(archived=None)) == 0


@pytest.mark.parametrize("name", REFUSED)
def test_follow_ups_and_notes_refuse_it_too(shop: Shop, name: str) -> None:
    key = customers.save_customer(shop, a_customer()).value
    with pytest.raises(InvalidInput):
        reminders.save(shop, a_reminder(key, subject=REFUSED[name]))
    if name != "too-long":
        with pytest.raises(InvalidInput):
            customers.add_note(shop, key, REFUSED[name])
    search(shop, REFUSED[name])


def test_ten_thousand_letters_of_notes_are_kept(shop: Shop, tmp_path: Path) -> None:
    notes = "Ñandú " * 1_666 + "fin."
    key = customers.save_customer(shop, a_customer(notes=notes)).value
    assert customers.get_customer(shop, key).notes == notes
    assert [hit.id for hit in search(shop, "nandu fin")] == [key]
    for form, ending in FORMATS.items():
        path = tmp_path / f"largo.{ending}"
        export_customers(shop, None, form, path)
        assert run_import(shop, path).unchanged == 1
