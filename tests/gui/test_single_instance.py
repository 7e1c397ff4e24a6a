"""One window for each shop; a second start calls the first; a killed process leaves no trouble."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.gui import single_instance
from crm_desktop.gui.single_instance import SingleInstance, socket_name
from crm_desktop.shared.paths import program_dir

CALLER = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from crm_desktop.gui.single_instance import SingleInstance
app = QCoreApplication([])
one = SingleInstance(Path(sys.argv[1]))
taken = one.take()
print("taken" if taken else "called" if one.call_first() else "silent", flush=True)
if taken and len(sys.argv) > 2:
    sys.stdin.readline()
"""


def start(database: Path, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", CALLER, str(database), *more],
        cwd=program_dir(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def finish(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    folder = tmp_path / "Tienda ñ & co"
    folder.mkdir()
    return folder / "mostrador.db"


def test_a_second_start_brings_the_first_window_forward(
    themed: QApplication, qtbot: QtBot, database: Path
) -> None:
    first = SingleInstance(database)
    assert first.take()
    first.listen()
    with qtbot.waitSignal(first.called, timeout=10_000):
        second = start(database)
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=10_000)
    assert said(second) == "called"
    finish(second)
    first.release()


def test_another_shop_is_another_window(themed: QApplication, qtbot: QtBot, database: Path) -> None:
    first, other = SingleInstance(database), SingleInstance(database.with_name("otra.db"))
    assert first.take()
    assert other.take()
    assert socket_name(database) != socket_name(database.with_name("otra.db"))
    first.release()
    other.release()


def test_a_lock_left_by_a_killed_process_needs_no_hand(
    themed: QApplication, qtbot: QtBot, database: Path
) -> None:
    process = start(database, "wait")
    assert said(process) == "taken"
    assert not SingleInstance(database).take()
    finish(process)
    again = SingleInstance(database)
    assert again.take()
    again.release()


def test_a_window_that_does_not_answer_is_found_out(
    themed: QApplication, qtbot: QtBot, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_instance, "CALL_MS", 200)
    process = start(database, "wait")
    assert said(process) == "taken"
    assert not SingleInstance(database).call_first()
    finish(process)


def test_the_name_of_the_socket_does_not_depend_on_how_the_path_was_written(database: Path) -> None:
    assert socket_name(database) == socket_name(
        database.parent / "." / ".." / database.parent.name / database.name
    )
