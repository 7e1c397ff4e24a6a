from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from crm_desktop.gui.common.export_customers import ExportDialog
from crm_desktop.gui.customers.page import CustomersPage
from tests.gui.customers.conftest import Place
from tests.gui.recorder import MessageRecorder
from tests.gui.support import Settle


def opened(page: CustomersPage) -> ExportDialog:
    page.bulk.export()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ExportDialog)
    return dialog


def choices(dialog: ExportDialog) -> list[str]:
    return [button.text() for button in dialog.which.group.buttons()]


@pytest.mark.parametrize(("form", "name"), [(0, "lista.xlsx"), (1, "lista ñ.csv"), (2, "lista.vcf")])
def test_the_list_is_written_as_it_is(
    page: CustomersPage,
    place: Place,
    settle: Settle,
    tmp_path: Path,
    recorder: MessageRecorder,
    form: int,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page.list.search.setText("garcia")
    settle()
    dialog = opened(page)
    assert choices(dialog) == ["The list as it is now (1)", "Everybody, also those who are archived"]
    dialog.form.choose(form)
    dialog.write(tmp_path / name)
    settle()
    assert (tmp_path / name).stat().st_size > 100
    assert recorder.toasts[-1].startswith("1 customer written to")
    folders: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", folders.append)
    action = recorder.actions[-1]
    assert action is not None
    action()
    assert folders == [QUrl.fromLocalFile(str(tmp_path))]


def test_the_selected_customers_come_first(
    page: CustomersPage, place: Place, settle: Settle, tmp_path: Path
) -> None:
    page.list.table._select_ids([place.ids["angel"], place.ids["nuria"]])
    dialog = opened(page)
    assert choices(dialog)[0] == "The 2 customers selected"
    dialog.form.choose(1)
    dialog.write(tmp_path / "dos.csv")
    settle()
    text = (tmp_path / "dos.csv").read_text(encoding="utf-8-sig")
    assert "Ñíguez" in text
    assert "Hostal" not in text


def test_a_place_that_cannot_be_written_is_told(
    page: CustomersPage, settle: Settle, tmp_path: Path, recorder: MessageRecorder
) -> None:
    dialog = opened(page)
    dialog.write(tmp_path / "no hay" / "lista.xlsx")
    settle()
    assert recorder.errors
    assert not recorder.toasts


def test_the_place_is_asked_with_a_name_that_says_what_it_is(
    page: CustomersPage, settle: Settle, qtbot: QtBot
) -> None:
    dialog = opened(page)
    dialog.form.choose(2)
    dialog.save()
    asked = dialog.findChild(QFileDialog)
    assert asked is not None
    assert asked.selectedFiles()[0].endswith("customers 2026-11-21.vcf")
    asked.reject()
    assert dialog.isVisible()
    dialog.discard()
    assert opened(page).form.value() == "vcard"
