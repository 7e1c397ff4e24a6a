"""One writer, a reader for each thread, and what happens when they meet."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.domain.customers.listing import CustomerFilter
from crm_desktop.services import customers
from crm_desktop.services.shop import Shop, open_shop
from crm_desktop.shared.errors import Cancelled, ConflictError, InvalidInput, KnownError, StorageError
from crm_desktop.store.engines.base import Connection
from crm_desktop.store.engines.sqlite import SqliteEngine
from tests.factories import a_clock, a_customer, a_shop
from tests.store.shops import files, python

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(a_shop(tmp_path)) as made:
        customers.save_customer(made, a_customer())
        yield made


def pragma(connection: Connection, name: str) -> object:
    row = connection.execute(f"PRAGMA {name}").fetchone()
    return row[0] if row else None


def test_both_connections_are_safe(shop: Shop) -> None:
    reader = shop.db.connection()
    with shop.operation("look"):
        writer = shop.db.connection()
        assert writer is not reader
        for connection in (reader, writer):
            assert pragma(connection, "journal_mode") == "wal"
            assert pragma(connection, "foreign_keys") == 1
            assert pragma(connection, "trusted_schema") == 0
            assert pragma(connection, "cell_size_check") == 1
            assert pragma(connection, "recursive_triggers") == 1
            assert pragma(connection, "mmap_size") in (0, None)
            assert pragma(connection, "busy_timeout") == 15_000
        assert pragma(writer, "synchronous") == 2
        assert pragma(writer, "journal_size_limit") == 16 * 1024 * 1024
    assert pragma(reader, "query_only") == 1


def test_a_reader_cannot_write(shop: Shop) -> None:
    with pytest.raises(KnownError, match="reading only"):
        shop.db.read("DELETE FROM customer")


def test_each_thread_has_a_reader_of_its_own_and_all_see_what_was_confirmed(shop: Shop) -> None:
    mine = shop.db.connection()

    def look() -> tuple[int, int]:
        return id(shop.db.connection()), customers.count(shop, CustomerFilter())

    with ThreadPoolExecutor(4) as pool:
        found = [pool.submit(look).result() for _ in range(4)]
    assert all(other != id(mine) for other, _count in found)
    assert {count for _other, count in found} == {1}


def test_readers_do_not_see_an_operation_before_it_ends(shop: Shop) -> None:
    def look() -> int:
        return len(shop.db.read("SELECT id FROM note"))

    with ThreadPoolExecutor(1) as pool:
        with shop.operation("note") as operation:
            operation.insert("note", customer_id=1, at=operation.at, text="a medias")
            assert look() == 1
            assert pool.submit(look).result() == 0
        assert pool.submit(look).result() == 1


def test_several_queries_in_one_reading_see_one_moment(shop: Shop) -> None:
    with ThreadPoolExecutor(1) as pool, shop.db.reading() as connection:
        before = connection.execute("SELECT count(*) FROM customer").fetchone()
        pool.submit(customers.save_customer, shop, a_customer(given_name="Otra")).result()
        assert connection.execute("SELECT count(*) FROM customer").fetchone() == before
        assert shop.db.read_one("SELECT count(*) FROM customer") == before
        with shop.db.reading() as same:
            assert same is connection
    assert shop.db.read_one("SELECT count(*) FROM customer") == (2,)


def test_readings_do_not_hold_on_to_the_past_after_an_error(shop: Shop) -> None:
    with pytest.raises(ZeroDivisionError), shop.db.reading():
        raise ZeroDivisionError
    customers.save_customer(shop, a_customer(given_name="Otra"))
    assert customers.get_customer(shop, 2).given_name == "Otra"


def test_an_interrupted_query_raises_cancelled(shop: Shop) -> None:
    started = threading.Event()
    seen: list[BaseException] = []

    def work() -> None:
        shop.db.read("SELECT 1")
        started.set()
        try:
            shop.db.read(ENDLESS)
        except Cancelled as error:
            seen.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    started.wait()
    while thread.is_alive():
        shop.db.interrupt(thread.ident or 0)
        thread.join(0.01)
    assert len(seen) == 1


def test_interrupting_a_thread_that_reads_nothing_does_nothing(shop: Shop) -> None:
    shop.db.interrupt(threading.get_ident())
    shop.db.interrupt(123456789)
    assert customers.get_customer(shop, 1).given_name == "Ángel"


def test_closing_while_another_thread_reads_cancels_it(tmp_path: Path) -> None:
    shop = a_shop(tmp_path)
    started = threading.Event()
    seen: list[BaseException] = []

    def work() -> None:
        shop.db.read("SELECT 1")
        started.set()
        for _again in range(1000):
            try:
                shop.db.read(ENDLESS)
            except (Cancelled, KnownError) as error:
                seen.append(error)
                if isinstance(error, KnownError):
                    return

    thread = threading.Thread(target=work)
    thread.start()
    started.wait()
    time.sleep(0.05)
    shop.close()
    thread.join(20)
    assert not thread.is_alive()
    assert isinstance(seen[-1], StorageError)
    assert files(tmp_path) == ["mostrador.db"]


def test_a_closed_shop_says_so_and_stays_closed(tmp_path: Path) -> None:
    shop = a_shop(tmp_path)
    version = shop.db.data_version()
    shop.close()
    shop.close()
    for use in (
        lambda: customers.count(shop, CustomerFilter()),
        lambda: customers.get_customer(shop, 1),
        lambda: customers.save_customer(shop, a_customer()),
        lambda: customers.save_photo(shop, b"\x89PNG\r\n\x1a\n"),
    ):
        with pytest.raises(StorageError, match="closed"):
            use()
    assert shop.db.data_version() == version
    assert files(tmp_path) == ["mostrador.db"]


def test_readers_of_threads_that_ended_do_not_pile_up(shop: Shop) -> None:
    for _thread in range(30):
        thread = threading.Thread(target=shop.db.read, args=("SELECT 1",))
        thread.start()
        thread.join()
    gc.collect()
    assert len(shop.db._readers) <= 2


def test_a_thread_may_close_its_reader_and_go_on(shop: Shop) -> None:
    shop.db.read("SELECT 1")
    shop.db.close_reader()
    shop.db.close_reader()
    assert shop.db.read("SELECT 1") == [(1,)]


def test_an_operation_within_an_operation_is_a_fault_and_both_are_rolled_back(shop: Shop) -> None:
    with pytest.raises(RuntimeError, match="in progress"), shop.operation("outer") as operation:
        operation.insert("note", customer_id=1, at=operation.at, text="exterior")
        customers.add_note(shop, 1, "interior")
    with pytest.raises(RuntimeError, match="in progress"), shop.db.transaction():
        customers.save_customer(shop, a_customer())
    assert shop.db.read("SELECT * FROM note") == []
    customers.add_note(shop, 1, "ahora sí")


def test_writers_in_many_threads_wait_for_each_other(shop: Shop) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda n: customers.add_note(shop, 1, f"nota {n}").value, range(40)))
    assert sorted(made) == list(range(1, 41))


def test_an_operation_that_writes_nothing_leaves_no_trace(shop: Shop) -> None:
    before = shop.db.read("SELECT * FROM journal_operation")
    with shop.operation("nothing") as operation:
        operation.words = "nada"
    assert not operation.written
    assert shop.db.read("SELECT * FROM journal_operation") == before


@pytest.mark.parametrize("text", ["media \ud83d", "\udcff"])
def test_a_character_that_cannot_be_stored_is_told(shop: Shop, text: str) -> None:
    with pytest.raises(InvalidInput, match="invisible"), shop.operation("note") as operation:
        operation.insert("note", customer_id=1, at=operation.at, text=text)
    with pytest.raises(InvalidInput):
        shop.db.read("SELECT ?", (text,))
    assert shop.db.read("SELECT * FROM note") == []


def test_a_reference_to_nothing_is_told(shop: Shop) -> None:
    with pytest.raises(ConflictError, match="removed meanwhile"), shop.operation("note") as operation:
        operation.insert("note", customer_id=77, at=operation.at, text="¿de quién?")
    assert shop.db.read("SELECT * FROM note") == []


# ---- two processes

_COMMAND = """
import sys
from crm_desktop.services import customers
from crm_desktop.services.shop import open_shop
from tests.factories import a_customer
shop = open_shop(sys.argv[1])
for n in range(20):
    customers.save_customer(shop, a_customer(given_name=f"Orden {n}", contacts=()))
shop.close()
"""


def test_a_command_and_the_window_write_at_once_and_the_window_notices(shop: Shop, tmp_path: Path) -> None:
    before = shop.db.data_version()
    customers.save_customer(shop, a_customer(given_name="Aquí", contacts=()))
    assert shop.db.data_version() == before, "its own writes are no news"
    with ThreadPoolExecutor(1) as pool:
        command = pool.submit(python, _COMMAND, str(tmp_path))
        for n in range(20):
            customers.save_customer(shop, a_customer(given_name=f"Ventana {n}", contacts=()))
            time.sleep(0.02)
        assert command.result().returncode == 0, command.result().stderr
    assert shop.db.data_version() != before
    assert customers.count(shop, CustomerFilter()) == 42
    assert shop.db.engine.sound(shop.db.connection(), quick=False) == []


def test_a_shop_that_stays_locked_is_told(shop: Shop, tmp_path: Path) -> None:
    with closing(open_shop(tmp_path, clock=a_clock())) as other, other.operation("long"):
        with closing(shop.db.engine.connect(shop.db.path)) as quick:
            quick.execute("PRAGMA busy_timeout=50")
            with pytest.raises(Exception, match="locked") as caught:
                quick.execute("BEGIN IMMEDIATE")
        known = shop.db.engine.explain(caught.value)
        assert isinstance(known, StorageError)
        assert "Another program" in known.sentence
        assert shop.db.data_version() is not None


def test_closing_folds_in_the_log_even_when_only_reading(tmp_path: Path) -> None:
    with closing(a_shop(tmp_path)) as shop:
        customers.save_customer(shop, a_customer())
    with closing(open_shop(tmp_path, clock=a_clock())) as shop:
        assert customers.count(shop, CustomerFilter()) == 1
    assert files(tmp_path) == ["mostrador.db"]


def test_a_lent_reader_serves_the_thread_that_next_needs_one(shop: Shop) -> None:
    mine = shop.db.connection()
    shop.db.lend_reader()
    with ThreadPoolExecutor(1) as other:
        assert other.submit(shop.db.connection).result() is mine
        assert shop.db.connection() is not mine
        shop.db.lend_reader()
        shop.db.lend_reader()
        other.submit(shop.db.close_reader).result()
    shop.close()
    with pytest.raises(KnownError, match="closed"):
        shop.db.connection()


def test_opening_reads_the_schema_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_shop(tmp_path).close()
    opened: list[Path] = []
    connect = SqliteEngine.connect

    def counted(self: SqliteEngine, path: Path, **how: bool) -> Connection:
        opened.append(path)
        return connect(self, path, **how)

    monkeypatch.setattr(SqliteEngine, "connect", counted)
    with closing(open_shop(tmp_path)) as made:
        assert made.profile.country == "ES"
        assert len(opened) == 1
