"""What tests of services begin with: an empty shop, and the clock that it goes by."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.factories import a_clock, a_shop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from crm_desktop.services.shop import Shop
    from crm_desktop.shared.clock import FixedClock


@pytest.fixture
def clock() -> FixedClock:
    """The shop's clock: it stands until a test sets it."""
    return a_clock()


@pytest.fixture
def shop(tmp_path: Path, clock: FixedClock) -> Iterator[Shop]:
    """An empty shop in a folder of its own beside the files of a test."""
    with closing(a_shop(tmp_path / "tienda", clock)) as made:
        yield made
