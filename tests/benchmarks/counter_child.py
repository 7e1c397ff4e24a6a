"""A card scanned at the counter until the customer is painted, beside its raw queries and one repaint.

    python -m tests.benchmarks.counter_child SHOP_FOLDER TIMES

Prints the samples of both as JSON. The repaint of the floor is of the same page with the same customer.
"""

from __future__ import annotations

import json
import sys
import time

from PySide6.QtCore import QEventLoop, QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from crm_desktop.domain.counter import CounterView
from crm_desktop.gui import tasks, theme
from crm_desktop.gui.common.screen import Context
from crm_desktop.gui.common.ui_state import UiState
from crm_desktop.gui.counter.page import CounterPage
from crm_desktop.services.shop import Shop, open_shop
from tests.benchmarks.measure import elapsed_ms
from tests.benchmarks.selling import asked, cards_of, raw, serve
from tests.factories import a_clock

SIZE = (1366, 768)
PATIENCE_MS = 60_000


class Counter:
    """The counter of one shop, and how long things take there."""

    def __init__(self, shop: Shop) -> None:
        self.page = CounterPage(Context(shop, UiState(), lambda _screen, _target: None))
        self.page.resize(*SIZE)
        self._shown = QEventLoop()
        self._patience = QTimer(singleShot=True)
        self._patience.timeout.connect(self._shown.quit)
        show = self.page._show

        def shown(view: CounterView) -> None:
            show(view)
            self._shown.quit()

        self.page._show = shown  # type: ignore[method-assign]
        self.page.show()
        self.settle()

    @staticmethod
    def settle() -> None:
        """Wait until nothing is being read."""
        loop = QEventLoop()
        timer = QTimer()
        timer.timeout.connect(lambda: loop.quit() if tasks.runner().idle() else None)
        timer.start(5)
        loop.exec()

    def scan(self, card: str) -> float:
        """Milliseconds from a card's Enter to its customer painted."""
        self.page.serve_only(0)
        self.page.finder.clear()
        self.settle()
        self.page.repaint()  # what the cleared page has yet to paint belongs to no sample
        self._patience.start(PATIENCE_MS)
        start = time.perf_counter()
        self.page.finder.read(card)
        self._shown.exec()
        self._patience.stop()
        self.page.repaint()
        taken = (time.perf_counter() - start) * 1000
        self.settle()
        return taken


def _said(_kind: object, _context: object, text: str) -> None:
    """Pass on what Qt says, but for what the platform without a screen says of every layout."""
    if "propagateSizeHints" not in text:
        print(text, file=sys.stderr)


def main() -> None:
    folder, times = sys.argv[1], int(sys.argv[2])
    qInstallMessageHandler(_said)
    app = QApplication(["bench"])
    theme.apply(app, theme.Look(theme.ThemeMode.LIGHT))
    sys.setswitchinterval(0.001)
    shop = open_shop(folder, clock=a_clock())
    tasks.install(tasks.Hooks(interrupt=shop.db.interrupt, leave=shop.db.close_reader))
    bare = raw(shop.paths.database)
    cards = cards_of(shop, 12)
    serve(shop, cards[0])
    statements = {card: asked(shop, card) for card in cards}
    counter = Counter(shop)
    ours: list[float] = []
    floor: list[float] = []
    for place in range(times + len(cards)):
        card = cards[place % len(cards)]
        taken = counter.scan(card)
        queries = elapsed_ms(lambda: [bare.execute(sql).fetchall() for sql in statements[card]])  # noqa: B023
        repaint = elapsed_ms(counter.page.repaint)
        if place >= len(cards):
            ours.append(taken)
            floor.append(queries + repaint)
    bare.close()
    tasks.shutdown()
    shop.close()
    print(json.dumps({"ours": ours, "floor": floor}))


if __name__ == "__main__":
    main()
