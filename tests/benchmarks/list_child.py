"""The list of customers on its screen, beside a plain Qt table over the same rows; prints samples as JSON.

    python -m tests.benchmarks.list_child SHOP_FOLDER SMALL_SHOP_FOLDER ROUNDS WORDS

Both tables stand in windows of the same size. A sample ends when the event loop goes on after the table has
been painted with what was asked for.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from crm_desktop.domain.customers.listing import CustomerColumn
from crm_desktop.gui import tasks, theme
from crm_desktop.gui.common.screen import Context
from crm_desktop.gui.common.ui_state import UiState
from crm_desktop.gui.customers.page import create_page
from crm_desktop.services.shop import Shop, open_shop
from tests.benchmarks.plain_qt import PaintWatch, PlainList, key_event
from tests.factories import a_clock

SIZE = (1366, 768)
TYPED = ("garcia", "962 0", "sanchis", "vicent", "alboraia")
SORTED = (CustomerColumn.TOWN, CustomerColumn.PHONE, CustomerColumn.NEXT_FOLLOW_UP)
PATIENCE_MS = 120_000


class Screen(QObject):
    """The screen of customers of one shop, and how long things take on it."""

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self.page = create_page(Context(shop, UiState(), lambda _screen, _target: None))
        self.page.resize(*SIZE)
        self.panel = self.page.list
        self.table = self.panel.table
        self.watch = PaintWatch(self.table.viewport())
        self.page.show()
        self.settle()

    def settle(self) -> None:
        """Wait until every reader has delivered and the window is painted."""
        loop = QEventLoop()
        timer = QTimer()
        timer.timeout.connect(lambda: loop.quit() if tasks.runner().idle() else None)
        timer.start(5)
        loop.exec()

    def painted_after(self, act: Callable[[], object]) -> float:
        """Milliseconds from `act`, which makes the list open anew, to its being painted."""
        done = QEventLoop()
        ends: list[float] = []

        def painted() -> None:
            ends.append(time.perf_counter())
            done.quit()

        def loaded() -> None:
            self.watch.next_paint(painted)

        connection = self.table.paged.loaded.connect(loaded)
        self._patience(done)
        start = time.perf_counter()
        act()
        done.exec()
        self.table.paged.loaded.disconnect(connection)
        self.settle()
        return (ends[0] - start) * 1000

    def scrolled(self, place: int) -> float:
        """Milliseconds from scrolling to a page that was not looked at yet, to its being painted whole."""
        self.table.paged._rows.clear()
        done = QEventLoop()
        ends: list[float] = []

        def painted() -> None:
            top, bottom = self.table.rowAt(0), self.table.rowAt(self.table.viewport().height() - 1)
            bottom = bottom if bottom >= 0 else self.table.paged.total - 1
            if all(self.table.paged.cell(row, 0) for row in range(top, bottom + 1)):
                ends.append(time.perf_counter())
                done.quit()
            else:
                self.watch.next_paint(painted)

        self.watch.next_paint(painted)
        self._patience(done)
        start = time.perf_counter()
        self.table.verticalScrollBar().setValue(place)
        self.table.viewport().update()
        done.exec()
        self.settle()
        return (ends[0] - start) * 1000

    @staticmethod
    def _patience(loop: QEventLoop) -> None:
        QTimer.singleShot(PATIENCE_MS, loop, loop.quit)

    def type(self, letter: str) -> Callable[[], object]:
        """What pressing a key in the search box does."""
        return lambda: QApplication.sendEvent(self.panel.search, key_event(letter))


def keystrokes(ours: Screen, floor: PlainList, rounds: int, words: int) -> dict[str, list[float]]:
    samples: dict[str, list[float]] = {"ours": [], "floor": []}
    for _round in range(rounds):
        for typed in TYPED[:words]:
            for letter in typed:
                if letter == " ":  # nothing new to search for; it only stands in the boxes
                    ours.panel.search.insert(letter)
                    floor.box.insert(letter)
                    continue
                samples["ours"].append(ours.painted_after(ours.type(letter)))
                samples["floor"].append(floor.painted_after(partial(floor.press, letter)))
            ours.painted_after(ours.panel.search.clear)
            floor.box.clear()
    return samples


def sorts(ours: Screen, floor: PlainList, rounds: int) -> dict[str, list[float]]:
    samples: dict[str, list[float]] = {"ours": [], "floor": []}
    keys = [column.key for column in ours.table.paged.columns if column.shown]
    for turn in range(rounds):
        for column in SORTED:
            descending = bool(turn % 2)
            samples["ours"].append(
                ours.painted_after(partial(ours.table.set_sorting, column.value, descending))
            )
            place = keys.index(column.value)
            samples["floor"].append(floor.painted_after(partial(floor.sort, place, descending)))
    ours.painted_after(lambda: ours.table.set_sorting(CustomerColumn.NAME.value, False))
    return samples


def opened(large: Screen, small: Screen, rounds: int) -> dict[str, list[float]]:
    samples: dict[str, list[float]] = {"ours": [], "floor": []}
    for _round in range(rounds):
        samples["floor"].append(small.painted_after(small.panel.reload))
        samples["ours"].append(large.painted_after(large.panel.reload))
    return samples


def ends(ours: Screen, rounds: int) -> dict[str, list[float]]:
    samples: dict[str, list[float]] = {"ours": [], "floor": []}
    most = ours.table.verticalScrollBar().maximum()
    for _round in range(rounds):
        for place, kept in ((most, "ours"), (most // 2, ""), (0, "floor"), (most // 2, "")):
            taken = ours.scrolled(place)
            if kept:
                samples[kept].append(taken)
    return samples


def main() -> None:
    folder, small_folder, rounds, words = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    app = QApplication(["bench"])
    theme.apply(app, theme.Look(theme.ThemeMode.LIGHT))
    sys.setswitchinterval(0.001)
    large, small = (open_shop(each, clock=a_clock()) for each in (folder, small_folder))

    def interrupt(thread: int) -> None:
        large.db.interrupt(thread)
        small.db.interrupt(thread)

    def leave() -> None:
        large.db.close_reader()
        small.db.close_reader()

    tasks.install(tasks.Hooks(interrupt=interrupt, leave=leave))
    screen, beside = Screen(large), Screen(small)
    found = {"list_painted": opened(screen, beside, 14), "last_page": ends(screen, 6)}
    beside.page.hide()
    plain = PlainList(large, [column for column in screen.table.paged.columns if column.shown], SIZE)
    found["key_to_painted"] = keystrokes(screen, plain, rounds, words)
    found["sort_painted"] = sorts(screen, plain, rounds)
    tasks.shutdown()
    print(json.dumps(found))


if __name__ == "__main__":
    main()
