"""The log: in small files, never on standard error, never in the way."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm_desktop.shared import log
from tests.store.shops import python


@pytest.fixture(autouse=True)
def _stopped() -> Iterator[None]:
    yield
    log.stop()


def test_what_happens_is_written_from_the_start_on(tmp_path: Path) -> None:
    path = log.start(tmp_path / "registro (ñ)")
    assert path is not None
    assert not path.exists(), "no file before there is something to write"
    log.logger().warning("uno")
    logging.getLogger("crm_desktop.store.opening").error("dos ñ")
    log.stop()
    log.logger().error("tres")
    text = path.read_text("utf-8")
    assert "WARNING uno" in text
    assert "ERROR dos ñ" in text
    assert "tres" not in text


def test_a_fault_without_a_log_is_not_shouted_at_the_person() -> None:
    done = python("from crm_desktop.shared import log; log.logger().error('un fallo')")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_starting_again_moves_to_the_new_folder(tmp_path: Path) -> None:
    first, second = log.start(tmp_path / "a"), log.start(tmp_path / "b")
    assert first is not None
    assert second is not None
    log.logger().warning("aquí")
    assert not first.exists()
    assert "aquí" in second.read_text("utf-8")


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "archivo").touch()
    assert log.start(tmp_path / "archivo" / "registro") is None
    log.logger().warning("a ninguna parte")
