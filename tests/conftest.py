"""What holds for every test: no screen, a home of its own, and the language that it found."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from crm_desktop.shared import i18n

if TYPE_CHECKING:
    from collections.abc import Iterator

# Before anything of Qt is imported. `QT_QPA_PLATFORM=xcb python3 dev.py test` shows real windows on Xvfb.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# How long one example takes says nothing on a busy machine; `dev.py bench` measures speed.
settings.register_profile("mostrador", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("mostrador")


@pytest.fixture(scope="session", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keeps tests away from the shop and the settings of whoever runs them."""
    home = tmp_path_factory.mktemp("home")
    names = (
        "HOME",
        "USERPROFILE",
        "APPDATA",
        "LOCALAPPDATA",
        "XDG_DATA_HOME",
        "XDG_CONFIG_HOME",
        "XDG_CACHE_HOME",
    )
    with pytest.MonkeyPatch.context() as patch:
        for name in names:
            patch.setenv(name, str(home))
        yield


@pytest.fixture(autouse=True)
def _same_language() -> Iterator[None]:
    """Puts back the language that a test changed, so that the order of tests doesn't matter."""
    catalogue = i18n._catalogue
    before = (catalogue.language, catalogue.translations)
    yield
    catalogue.language, catalogue.translations = before
