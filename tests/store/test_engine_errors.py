"""What the engine and the disk say becomes a sentence, or stays a fault of the program."""

from __future__ import annotations

import errno

import peewee
import pytest
from sqlcipher3 import dbapi2 as driver

from crm_desktop.shared.errors import (
    ConflictError,
    DiskFull,
    FileDamaged,
    InvalidInput,
    KnownError,
    ReadOnlyError,
    StorageError,
)
from crm_desktop.store.engines.sqlite import SqliteEngine

ENGINE = SqliteEngine()


@pytest.mark.parametrize("kind", [driver.OperationalError, driver.DatabaseError, peewee.OperationalError])
@pytest.mark.parametrize(
    ("text", "wanted", "words"),
    [
        ("database or disk is full", DiskFull, "full"),
        ("database is locked", StorageError, "Another program"),
        ("database table is locked: customer", StorageError, "Another program"),
        ("attempt to write a readonly database", ReadOnlyError, "reading only"),
        ("disk I/O error", StorageError, "disk failed"),
        ("database disk image is malformed", FileDamaged, "damaged"),
        ("file is not a database", FileDamaged, "damaged"),
        ("unable to open database file", StorageError, "cannot be opened"),
        ("FOREIGN KEY constraint failed", ConflictError, "removed meanwhile"),
    ],
)
def test_what_sqlite_says_becomes_a_sentence(
    kind: type[Exception], text: str, wanted: type[KnownError], words: str
) -> None:
    known = ENGINE.explain(kind(text))
    assert type(known) is wanted
    assert words in known.sentence
    assert text not in known.sentence


@pytest.mark.parametrize(
    "error",
    [
        driver.OperationalError("no such column: nada"),
        driver.IntegrityError("UNIQUE constraint failed: customer.uid"),
        ValueError("database is locked"),
        RuntimeError("disk I/O error"),
        KeyboardInterrupt(),
    ],
)
def test_a_fault_of_the_program_is_not_talked_away(error: BaseException) -> None:
    assert ENGINE.explain(error) is None


def test_a_sentence_stays_the_sentence_it_is() -> None:
    known = ConflictError("así")
    assert ENGINE.explain(known) is known


@pytest.mark.parametrize(
    "code", [errno.ENOSPC, errno.EFBIG, errno.EROFS, errno.EACCES, errno.ENOENT, errno.EIO]
)
def test_what_the_disk_says_becomes_a_sentence(code: int) -> None:
    assert isinstance(ENGINE.explain(OSError(code, "x", "y")), StorageError)


def test_a_character_that_cannot_be_stored_becomes_a_sentence() -> None:
    with pytest.raises(UnicodeEncodeError) as caught:
        "\ud83d".encode()
    assert isinstance(ENGINE.explain(caught.value), InvalidInput)


def test_an_error_that_only_hides_the_first_one_is_looked_behind() -> None:
    first, after = (
        driver.OperationalError("database or disk is full"),
        driver.OperationalError("cannot rollback - x"),
    )
    after.__context__ = first
    known = ENGINE.explain(after)
    assert known is not None
    assert "full" in known.sentence
    assert ENGINE.explain(driver.OperationalError("cannot rollback - x")) is None


def test_only_an_interruption_is_a_cancellation() -> None:
    assert ENGINE.was_interrupted(driver.OperationalError("interrupted"))
    assert not ENGINE.was_interrupted(driver.OperationalError("database is locked"))
    assert not ENGINE.was_interrupted(ValueError("interrupted"))
