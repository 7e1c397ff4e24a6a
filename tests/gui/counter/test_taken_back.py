"""What was just done at the counter is taken back by keyboard, and nothing goes on saying that it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from crm_desktop.gui import tasks
from crm_desktop.services import journal

if TYPE_CHECKING:
    from tests.gui.counter.conftest import Counter


def undo_reaches_the_window(counter: Counter) -> bool:
    """Whether the field with the focus leaves Ctrl+Z to the window."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, "\x1a")
    event.ignore()
    target = counter.focus()
    assert target is not None
    QApplication.sendEvent(target, event)
    return not event.isAccepted()


def undo_last(counter: Counter) -> None:
    last = journal.last_undoable(counter.place.shop)
    assert last is not None
    shop, operation = counter.place.shop, last.id
    tasks.run_change(counter.page, lambda: journal.undo(shop, operation))
    counter.settle()


def test_after_a_sale_ctrl_z_is_the_windows_though_the_search_has_the_focus(counter: Counter) -> None:
    counter.type("áng")
    assert not undo_reaches_the_window(counter)  # letters are there: it is their Ctrl+Z
    counter.enter()
    assert undo_reaches_the_window(counter)  # the empty amount
    counter.type("9")
    assert not undo_reaches_the_window(counter)
    counter.enter()
    assert counter.focus() is counter.page.finder.field
    assert undo_reaches_the_window(counter)


@pytest.mark.parametrize("first", ["áng", "ana"])
def test_a_sale_that_was_undone_is_told_no_more_and_has_no_receipt(counter: Counter, first: str) -> None:
    counter.type(first)
    counter.enter()
    counter.type("9")
    counter.enter()
    assert counter.page.sale.done.isVisible()
    undo_last(counter)
    assert not counter.page.sale.done.isVisible()
    assert counter.page.last is None


def test_a_sale_to_somebody_unknown_that_was_undone_is_told_no_more(counter: Counter) -> None:
    counter.key(Qt.Key.Key_Escape)
    counter.page.sell_to_unknown()
    counter.type("9")
    counter.enter()
    assert counter.page.last is not None
    undo_last(counter)
    assert counter.page.last is None


def test_a_reward_after_a_sale_tells_the_points_that_are_left(counter: Counter) -> None:
    counter.type("áng")
    counter.enter()
    counter.type("9")
    counter.enter()
    assert "489" in counter.page.sale.done_text.text()
    counter.page.give_reward(counter.voucher_reward)
    counter.settle()
    told = counter.page.sale.done_text.text()
    assert "489" not in told
    assert "389" in told
    # The receipt would tell the old points: what can be printed is the voucher, while it holds.
    assert counter.page.last is None
    assert "voucher" in counter.page.sale.printing.text()
    undo_last(counter)
    assert counter.page.sale.done.isHidden()
    assert counter.page.given is None
