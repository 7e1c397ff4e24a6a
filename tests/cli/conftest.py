from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def spanish_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands speak Spanish wherever the tests run."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "es_ES.UTF-8")
