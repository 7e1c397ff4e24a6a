"""A shop, and Settings over it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.gui import tasks
from crm_desktop.gui.common.screen import Context
from crm_desktop.gui.common.ui_state import UiState
from crm_desktop.gui.settings.page import SettingsPage
from crm_desktop.services import settings
from crm_desktop.services.shop import Shop
from tests.factories import a_profile, a_shop


@dataclass
class Place:
    shop: Shop
    page: SettingsPage
    state: UiState
    relooked: list[int] = field(default_factory=list)
    restored: list[Path] = field(default_factory=list)
    opened: list[Path] = field(default_factory=list)


@pytest.fixture
def place(gui: tasks.Runner, qtbot: QtBot, tmp_path: Path) -> Iterator[Place]:
    with closing(a_shop(tmp_path / "shop")) as shop:
        settings.save_profile(shop, a_profile())
        made = Place(shop, None, UiState())  # type: ignore[arg-type]
        made.page = SettingsPage(
            Context(
                shop, made.state, lambda _screen, _target: None, lambda: made.relooked.append(1),
                made.restored.append, made.opened.append,
            )
        )  # fmt: skip
        qtbot.addWidget(made.page)
        made.page.resize(1100, 700)
        made.page.show()
        settle(qtbot)
        yield made


def settle(qtbot: QtBot) -> None:
    qtbot.wait(5)
    qtbot.waitUntil(tasks.runner().idle)
    qtbot.wait(5)
