"""A killed process leaves imports, backups and restores whole or undone."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.factories import a_customer, a_shop
from tests.faults import kill_whole
from tests.faults.whole_writer import JOBS, LARGE


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that cannot be caught")
@pytest.mark.parametrize("job", JOBS)
def test_a_killed_piece_of_work_is_whole_or_undone(tmp_path: Path, job: str) -> None:
    told = kill_whole.run(tmp_path, job, 6, seed=3)
    assert told.interrupted, "no kill fell into a piece of work"


def test_half_an_import_and_a_lost_one_would_be_seen(tmp_path: Path) -> None:
    from crm_desktop.services import customers

    with closing(a_shop(tmp_path)) as shop:
        customers.save_customer(shop, a_customer(town="Lote 1-1", contacts=()))
    told = kill_whole.Told()
    told.hear(['{"will": "Lote 1-1"}', '{"did": "Lote 1-2"}', '{"will": "Lote 1-3"}', '{"di'])
    assert (told.done, told.doing, told.interrupted) == (["Lote 1-2"], "Lote 1-3", 1)
    assert len(kill_whole.imports_wrong(tmp_path, told)) == 2


def test_a_backup_that_is_none_and_one_that_is_lost_would_be_seen(tmp_path: Path) -> None:
    kill_whole.prepare(tmp_path, "back_up")
    folder = tmp_path / "copias"
    folder.mkdir()
    (folder / "mostrador-20261121T080500Z-manual.copia.db").write_bytes(b"media")
    told = kill_whole.Told(done=[str(folder / "otra.copia.db")])
    assert len(kill_whole.backups_wrong(tmp_path, told)) == 2


def test_a_shop_that_is_none_of_the_two_would_be_seen(tmp_path: Path) -> None:
    a_shop(tmp_path).close()
    assert len(kill_whole.restores_wrong(tmp_path, kill_whole.Told(done=[LARGE]))) == 1
