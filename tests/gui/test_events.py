"""Pages hear of the kinds of change that they asked for, as long as they live."""

from __future__ import annotations

from typing import Any

import shiboken6
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.gui import events
from crm_desktop.services.changes import EVERYTHING, Changes


def test_a_page_hears_only_of_its_kinds(themed: QApplication) -> None:
    events.forget()
    page = QWidget()
    heard: list[Any] = []
    events.on_change(page, {"customers"}, heard.append)
    events.events().changed.emit(Changes(None, frozenset({"staff"})))
    assert heard == []
    events.events().changed.emit(Changes(None, frozenset({"customers", "tags"})))
    events.events().changed.emit(EVERYTHING)
    assert len(heard) == 2


def test_a_page_that_is_gone_hears_nothing(themed: QApplication) -> None:
    events.forget()
    page = QWidget()
    heard: list[Any] = []
    events.on_change(page, {"customers"}, heard.append)
    shiboken6.delete(page)
    events.events().changed.emit(EVERYTHING)
    assert heard == []
