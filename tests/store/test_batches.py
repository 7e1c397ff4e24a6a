"""Many rows at once: nothing is lost at the edges of a block, and few texts are made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.store import batches
from crm_desktop.store.engines.base import Connection
from crm_desktop.store.engines.sqlite import SqliteEngine


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    path = tmp_path / "x.db"
    path.touch()
    with closing(SqliteEngine().connect(path)) as opened:
        opened.execute("CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT, c TEXT)")
        yield opened


@pytest.mark.parametrize("count", [0, 1, 199, 200, 201, 400, 4999, 5001])
def test_every_row_goes_in_once(connection: Connection, count: int) -> None:
    rows = [(n, f"b{n}", None) for n in range(count)]
    batches.run_many(connection, "INSERT INTO t(a, b, c) VALUES(?, ?, ?)", iter(rows))
    assert connection.execute("SELECT a, b, c FROM t ORDER BY a").fetchall() == rows


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT OR IGNORE INTO t(a, b, c) VALUES (?, ?,?)",
        "INSERT INTO t(a, b, c) SELECT ?, ?, ?",
        "INSERT INTO t(a, b, c) VALUES(?, ?, ?) ON CONFLICT DO NOTHING",
        "INSERT INTO t(a, b, c) VALUES(?, upper(?), ?)",
    ],
)
def test_statements_of_other_kinds_run_for_each_row(connection: Connection, sql: str) -> None:
    batches.run_many(connection, sql, [(n, "b", "c") for n in range(450)])
    assert connection.execute("SELECT count(*) FROM t").fetchone() == (450,)
    batches.run_many(connection, "UPDATE t SET b = ? WHERE a = ?", [("z", n) for n in range(450)])
    assert connection.execute("SELECT count(*) FROM t WHERE b = 'z'").fetchone() == (450,)
    batches.run_many(connection, "DELETE FROM t WHERE a = ?", [(n,) for n in range(449)])
    assert connection.execute("SELECT count(*) FROM t").fetchone() == (1,)


def test_a_statement_stays_below_the_limit_of_parameters() -> None:
    for columns in (1, 2, 20, 31, 500, 20_000):
        size, sql = batches._block_of(f"INSERT INTO t VALUES({', '.join('?' * columns)})")
        assert sql.count("?") == size * columns
        assert size == 1 or size * columns <= 4_000


@pytest.mark.parametrize("count", [0, 1, 2, 10, 11, 50, 4999, 5000, 5001, 12_000])
def test_every_id_is_asked_for(count: int) -> None:
    ids = list(range(7, 7 + count))
    chunks = list(batches.in_chunks(ids))
    assert {i for _marks, some in chunks for i in some} == set(ids)
    for marks, some in chunks:
        assert marks.count("?") == len(some) <= batches.LARGEST


def test_lists_of_any_length_make_few_texts() -> None:
    texts = {marks for count in range(1, 6000, 7) for marks, _some in batches.in_chunks(range(count))}
    assert len(texts) <= 9
