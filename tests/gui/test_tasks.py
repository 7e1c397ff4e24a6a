"""Work away from the window's thread: who gets the result, what is cancelled, what becomes of errors."""

from __future__ import annotations

import threading
import time
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QWidget

from crm_desktop.gui import events, tasks
from crm_desktop.services.changes import Changes
from crm_desktop.shared.errors import Cancelled, InvalidInput, KnownError, ShopClosed, StorageError

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.gui.recorder import MessageRecorder


def saved(value: Any = 1, **more: Any) -> Changes[Any]:
    return Changes(value, frozenset({"customers"}), frozenset({7}), "Ficha guardada.", 3, **more)


def test_a_result_comes_to_the_windows_thread(gui: tasks.Runner, qtbot: QtBot) -> None:
    owner = QObject()
    got: list[Any] = []
    tasks.run_query(owner, threading.get_ident, lambda ident: got.append((ident, QThread.currentThread())))
    qtbot.waitUntil(lambda: bool(got))
    assert got[0][0] != threading.get_ident()
    assert got[0][1] is QThread.currentThread() or got[0][1] == owner.thread()


def test_a_new_query_cancels_the_one_before_and_interrupts_its_sql(qtbot: QtBot) -> None:
    interrupted: list[int] = []
    stop = threading.Event()

    def interrupt(ident: int) -> None:
        interrupted.append(ident)
        stop.set()

    runner = tasks.install(tasks.Hooks(interrupt=interrupt))
    owner = QObject()
    got: list[Any] = []
    began = threading.Event()

    def slow() -> str:
        began.set()
        assert stop.wait(5)
        raise Cancelled

    tasks.run_query(owner, slow, got.append, key="list")
    assert began.wait(5)
    tasks.run_query(owner, lambda: "new", got.append, key="list")
    qtbot.waitUntil(runner.idle)
    assert got == ["new"]
    assert len(interrupted) == 1
    tasks.shutdown()


def test_a_query_that_is_still_waiting_is_dropped_unseen(gui: tasks.Runner, qtbot: QtBot) -> None:
    owner = QObject()
    got: list[Any] = []
    ran: list[Any] = []
    hold = threading.Event()
    for number in range(tasks.READERS):
        tasks.run_query(owner, lambda: hold.wait(5), lambda _r: None, key=f"hold{number}")

    def run(number: int) -> int:
        ran.append(number)
        return number

    for number in range(20):
        tasks.run_query(owner, partial(run, number), got.append, key="typed")
    hold.set()
    qtbot.waitUntil(gui.idle)
    assert got == [19]
    assert ran == [19]


def test_queries_of_other_keys_and_owners_are_left_alone(gui: tasks.Runner, qtbot: QtBot) -> None:
    one = QObject()
    other = QObject()
    got: list[Any] = []
    for owner, key in ((one, "a"), (one, "b"), (other, "a"), (one, ""), (one, "")):
        tasks.run_query(owner, lambda: 1, got.append, key=key)
    qtbot.waitUntil(gui.idle)
    assert len(got) == 5


def test_nothing_is_delivered_to_a_widget_that_is_gone(gui: tasks.Runner, qtbot: QtBot) -> None:
    import shiboken6

    owner = QWidget()
    got: list[Any] = []
    hold = threading.Event()
    tasks.run_query(owner, lambda: hold.wait(5), got.append)
    shiboken6.delete(owner)
    hold.set()
    qtbot.waitUntil(gui.idle)
    assert got == []


def test_a_change_is_told_to_every_page_even_when_its_dialog_is_gone(gui: tasks.Runner, qtbot: QtBot) -> None:
    import shiboken6

    owner = QWidget()
    told: list[Any] = []
    done: list[Any] = []
    events.events().changed.connect(told.append)
    hold = threading.Event()

    def write() -> Changes[Any]:
        hold.wait(5)
        return saved()

    tasks.run_change(owner, write, done.append)
    shiboken6.delete(owner)
    hold.set()
    qtbot.waitUntil(gui.idle)
    assert [changes.operation for changes in told] == [3]
    assert done == []


def test_changes_are_written_one_after_the_other(gui: tasks.Runner, qtbot: QtBot) -> None:
    owner = QObject()
    order: list[Any] = []
    running: list[int] = []

    def write(number: int) -> Changes[Any]:
        assert not running
        running.append(number)
        time.sleep(0.002)
        order.append(number)
        running.pop()
        return saved(number)

    for number in range(20):
        tasks.run_change(owner, partial(write, number))
    qtbot.waitUntil(gui.idle)
    assert order == list(range(20))


def test_a_known_error_is_shown_as_its_sentence(
    gui: tasks.Runner, qtbot: QtBot, recorder: MessageRecorder
) -> None:
    def write() -> Changes[Any]:
        raise StorageError("No queda sitio en el disco.")

    tasks.run_change(QObject(), write)
    qtbot.waitUntil(gui.idle)
    assert recorder.errors == ["No queda sitio en el disco."]


def test_a_form_gets_its_own_errors(gui: tasks.Runner, qtbot: QtBot, recorder: MessageRecorder) -> None:
    owner = QObject()
    failed: list[Any] = []

    def write() -> Changes[Any]:
        raise InvalidInput("No se puede guardar.", {"name": "Falta el nombre."})

    tasks.run_change(owner, write, failed=failed.append)
    qtbot.waitUntil(gui.idle)
    assert failed[0].fields == {"name": "Falta el nombre."}
    assert recorder.errors == []


def test_a_fault_becomes_a_report_without_values_and_the_program_goes_on(
    gui: tasks.Runner, qtbot: QtBot, recorder: MessageRecorder
) -> None:
    owner = QObject()
    got: list[Any] = []

    def fault() -> int:
        name = "Ángel García Muñoz"
        raise ValueError(f"no such customer: {name}")

    tasks.run_query(owner, fault, got.append)
    tasks.run_query(owner, lambda: "later", got.append)
    qtbot.waitUntil(gui.idle)
    assert got == ["later"]
    report = recorder.crashes.pop()
    assert "ValueError" in report
    assert "fault" in report
    assert "Ángel" not in report
    assert "García" not in report


def test_a_fault_in_a_callback_does_not_stop_the_others(
    gui: tasks.Runner, qtbot: QtBot, recorder: MessageRecorder
) -> None:
    owner = QObject()
    got: list[Any] = []
    tasks.run_query(owner, lambda: 0, lambda zero: got.append(1 / zero))
    tasks.run_query(owner, lambda: 1, got.append)
    qtbot.waitUntil(gui.idle)
    assert got == [1]
    assert "ZeroDivisionError" in recorder.crashes.pop()


def test_long_work_tells_how_far_it_is_and_obeys_cancel(gui: tasks.Runner, qtbot: QtBot) -> None:
    owner = QObject()
    done: list[Any] = []
    failed: list[Any] = []
    began = threading.Event()

    def work(progress: tasks.Progress) -> int:
        for number in range(100_000):
            progress.step(number, 100_000)
            began.set()
            if progress.cancelled():
                raise Cancelled
            time.sleep(0.001)
        return 1

    progress = tasks.run_long(owner, work, "Importando", done.append, failed.append)
    assert began.wait(5)
    assert progress.total == 100_000
    assert not progress.finished
    progress.cancel()
    qtbot.waitUntil(gui.idle)
    qtbot.waitUntil(lambda: progress.finished)
    assert (done, len(failed)) == ([], 1)


def test_what_long_work_changed_is_told(gui: tasks.Runner, qtbot: QtBot) -> None:
    class Report:
        changes = saved()

    told: list[Any] = []
    events.events().changed.connect(told.append)
    tasks.run_long(QObject(), lambda _p: Report(), "Importando", lambda _r: None)
    tasks.run_long(QObject(), lambda _p: saved(), "Otra cosa", lambda _r: None)
    tasks.run_long(QObject(), lambda _p: None, "Nada", lambda _r: None)
    qtbot.waitUntil(gui.idle)
    assert len(told) == 2


def test_at_the_end_changes_are_finished_and_queries_are_not_waited_for(qtbot: QtBot) -> None:
    stop = threading.Event()
    left: list[Any] = []
    written: list[Any] = []
    tasks.install(tasks.Hooks(interrupt=lambda _ident: stop.set(), leave=lambda: left.append(1)))
    owner, began = QObject(), threading.Event()

    def slow() -> None:
        began.set()
        assert stop.wait(5)

    def write() -> Changes[Any]:
        time.sleep(0.05)
        written.append(1)
        return saved()

    tasks.run_query(owner, slow, lambda _r: None)
    assert began.wait(5)
    tasks.run_change(owner, write)
    tasks.run_change(owner, write)
    tasks.shutdown()
    assert written == [1, 1]
    assert len(left) >= 2


@pytest.mark.parametrize("error", [KnownError("x"), RuntimeError("x")])
def test_a_cancelled_query_says_nothing(
    gui: tasks.Runner, qtbot: QtBot, recorder: MessageRecorder, error: Exception
) -> None:
    owner, hold = QObject(), threading.Event()

    def slow() -> None:
        hold.wait(5)
        raise error

    tasks.run_query(owner, slow, lambda _r: None, key="k")
    tasks.cancel_query(owner, "k")
    hold.set()
    qtbot.waitUntil(gui.idle)
    assert recorder.errors == []
    assert recorder.crashes == []


def test_a_page_that_reads_as_its_shop_closes_tells_nobody(
    gui: tasks.Runner, qtbot: QtBot, recorder: MessageRecorder
) -> None:
    def read() -> str:
        raise ShopClosed("cerrada")

    def write() -> Changes[None]:
        raise ShopClosed("cerrada")

    owner, failed = QObject(), list[KnownError]()
    tasks.run_query(owner, read, lambda _found: None)
    tasks.run_query(owner, read, lambda _found: None, failed=failed.append)
    qtbot.waitUntil(gui.idle)
    assert not recorder.errors
    assert not failed
    tasks.run_change(owner, write)
    qtbot.waitUntil(gui.idle)
    assert recorder.errors == ["cerrada"]
