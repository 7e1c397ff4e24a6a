"""The preview shows the PDF, prints it and saves it; nothing of an old file is lost."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from crm_desktop.documents.kinds import follow_up_list
from crm_desktop.gui import tasks
from crm_desktop.gui.common import pdf_preview, printing
from crm_desktop.gui.common.pdf_preview import PdfPreview, pdf_name
from crm_desktop.gui.common.ui_state import UiState
from crm_desktop.shared import i18n
from crm_desktop.shared.errors import KnownError, StorageError
from tests.gui.recorder import MessageRecorder

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture(autouse=True)
def english(gui: tasks.Runner) -> None:
    i18n.install("en")


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return follow_up_list.build(follow_up_list.example())


Opener = Callable[..., PdfPreview]


@pytest.fixture
def opened(qtbot: QtBot, pdf: bytes) -> Opener:
    window = QWidget()
    window.resize(1000, 700)
    qtbot.addWidget(window)

    def open_it(**given: object) -> PdfPreview:
        preview = PdfPreview(window, "Follow-up list", pdf, "List 2026", **given)  # type: ignore[arg-type]
        preview.resize(700, 600)
        preview.open()
        qtbot.waitUntil(preview.view.is_drawn, timeout=10_000)
        return preview

    return open_it


def press(
    widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(widget, QKeyEvent(kind, key, modifier))


def test_first_page_is_drawn_sharp(opened: Opener) -> None:
    preview = opened()
    picture = preview.view.grab().toImage()
    dark = sum(
        picture.pixelColor(x, y).lightness() < 80
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    )
    assert dark > 100
    assert preview.page_label.text() == "Page 1 of 2"
    assert preview.view.fits_width


def test_page_keys_go_through_the_document(opened: Opener, qtbot: QtBot) -> None:
    view = opened().view
    press(view, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert view.page == 2
    press(view, Qt.Key.Key_Home)
    assert view.page == 1
    press(view, Qt.Key.Key_End)
    assert view.page == 2
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()
    press(view, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert view.page == 1
    before = view.verticalScrollBar().value()
    press(view, Qt.Key.Key_PageDown)
    assert view.verticalScrollBar().value() > before
    qtbot.waitUntil(view.is_drawn, timeout=10_000)


def test_zoom_goes_by_steps_and_back_to_the_width(opened: Opener, qtbot: QtBot) -> None:
    preview = opened()
    view = preview.view
    width = view.zoom
    press(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom > width
    assert preview.zoom_label.text() == f"{view.zoom * 100:.0f} %"
    larger = view.zoom
    press(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom < larger
    for _step in range(20):
        view.zoom_in()
    assert view.zoom == pytest.approx(4.0)
    qtbot.waitUntil(view.is_drawn, timeout=20_000)
    assert view.horizontalScrollBar().maximum() > 0
    press(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom == pytest.approx(width)
    assert view.horizontalScrollBar().maximum() == 0
    qtbot.waitUntil(view.is_drawn, timeout=10_000)


def test_page_follows_the_width_of_the_window(opened: Opener, qtbot: QtBot) -> None:
    preview = opened()
    before = preview.view.zoom
    preview.resize(500, 600)
    qtbot.waitUntil(lambda: preview.view.zoom < before, timeout=2_000)
    qtbot.waitUntil(preview.view.is_drawn, timeout=10_000)


def test_saved_file_is_the_document(
    opened: Opener, qtbot: QtBot, recorder: MessageRecorder, pdf: bytes, tmp_path: Path
) -> None:
    preview = opened()
    path = tmp_path / "lista ñ.pdf"
    with qtbot.waitSignal(preview.saved, timeout=10_000):
        preview.save_to(path)
    assert path.read_bytes() == pdf
    assert recorder.toasts == [f"PDF saved: {path}"]
    assert preview.save_button.isEnabled()


def test_full_disk_leaves_the_old_file_whole(
    opened: Opener, qtbot: QtBot, recorder: MessageRecorder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "list.pdf"
    path.write_bytes(b"the old one")

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    preview = opened()
    preview.save_to(path)
    qtbot.waitUntil(lambda: bool(recorder.errors), timeout=10_000)
    assert "disk is full" in recorder.errors[0]
    assert path.read_bytes() == b"the old one"
    assert [each.name for each in tmp_path.iterdir()] == ["list.pdf"]
    assert preview.save_button.isEnabled()


def test_printing_sends_every_page_and_closes(
    opened: Opener, qtbot: QtBot, recorder: MessageRecorder, tmp_path: Path
) -> None:
    preview = opened()
    printer = printing.printer_for(preview.pages, "x")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    with qtbot.waitSignal(preview.printed, timeout=20_000):
        preview.print_on(printer)
    assert (tmp_path / "printed.pdf").stat().st_size > 10_000
    assert recorder.toasts[0].startswith("2 pages sent to")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not shiboken6.isValid(preview)


def test_document_is_asked_for_once_when_it_leaves_the_program(
    opened: Opener, qtbot: QtBot, tmp_path: Path
) -> None:
    asked: list[int] = []

    def final(then: Callable[[bytes], None]) -> None:
        asked.append(1)
        then(b"%PDF registered")

    preview = opened(final=final)
    for name in ("a.pdf", "b.pdf"):
        with qtbot.waitSignal(preview.saved, timeout=10_000):
            preview.save_to(tmp_path / name)
        assert (tmp_path / name).read_bytes() == b"%PDF registered"
    assert asked == [1]


def test_document_that_cannot_be_registered_is_asked_for_again(
    opened: Opener, qtbot: QtBot, recorder: MessageRecorder, tmp_path: Path
) -> None:
    answers: list[KnownError | None] = [StorageError("The disk is full."), None]

    def final(then: Callable[[bytes], None]) -> None:
        answer = answers.pop(0)
        if answer is not None:
            raise answer
        then(b"%PDF")

    preview = opened(final=final)
    preview.save_to(tmp_path / "a.pdf")
    assert recorder.errors == ["The disk is full."]
    assert preview.save_button.isEnabled()
    with qtbot.waitSignal(preview.saved, timeout=10_000):
        preview.save_to(tmp_path / "a.pdf")


def test_pc_without_a_printer_is_told(
    opened: Opener, recorder: MessageRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "has_printer", lambda: False)
    preview = opened()
    preview.save()
    assert "no printer" in recorder.errors[0]
    assert preview.isVisible()


def test_closing_frees_the_document_and_remembers_the_size(opened: Opener, tmp_path: Path) -> None:
    state = UiState(tmp_path / "ui.json")
    preview = opened(state=state)
    pages = preview.pages
    press(preview, Qt.Key.Key_Escape)
    assert state.text(pdf_preview._SIZE_KEY)
    assert pages.render(0, 1.0).isNull()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not shiboken6.isValid(preview)


def test_closing_while_a_page_is_drawn_does_no_harm(opened: Opener, gui: tasks.Runner, qtbot: QtBot) -> None:
    preview = opened()
    preview.view.set_zoom(3.0)
    preview.view.grab()
    preview.reject()
    qtbot.waitUntil(gui.idle, timeout=10_000)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Lista de seguimiento", "Lista de seguimiento.pdf"),
        ('a/b\\c:d*e?"f<g>|h', "a b c d e f g h.pdf"),
        ("ya.pdf", "ya.pdf"),
        (" ... ", "document.pdf"),
        ("x" * 300, "x" * 120 + ".pdf"),
    ],
)
def test_proposed_name_fits_every_system(name: str, file: str) -> None:
    assert pdf_name(name) == file
