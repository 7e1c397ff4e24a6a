"""The interface that a database engine fills; nothing outside this folder knows which one runs."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from crm_desktop.shared.errors import KnownError

Row = tuple[Any, ...]


class Cursor(Protocol):
    """What is used of a DB-API cursor."""

    rowcount: int
    lastrowid: int | None

    def fetchall(self) -> list[Row]:
        """Return the rows that are left."""
        ...

    def fetchone(self) -> Row | None:
        """Return the next row, or None."""
        ...

    def fetchmany(self, size: int = ...) -> list[Row]:
        """Return the next rows, at most `size`."""
        ...

    def close(self) -> None:
        """Let go of the rows that are left."""
        ...

    def __iter__(self) -> Any: ...


class Connection(Protocol):
    """What is used of a DB-API connection."""

    def execute(self, sql: str, parameters: Sequence[Any] = ...) -> Cursor:
        """Run a statement."""
        ...

    def executemany(self, sql: str, parameters: Iterable[Sequence[Any]]) -> Cursor:
        """Run a statement once for each row of parameters."""
        ...

    def interrupt(self) -> None:
        """Stop what another thread is running here."""
        ...

    def close(self) -> None:
        """Close the connection."""
        ...


class JournaledTable(NamedTuple):
    """A table whose every write is kept in the journal.

    Attributes:
        name: the table; its key is always an integer column `id` that never takes a value twice.
        kind: what a screen must read again when its rows change, as `Changes.kinds` names it.
        customer: an SQL expression over the row that names the customer it belongs to ("{row}.customer_id"),
            or "" when it belongs to none. Its column has an index.
    """

    name: str
    kind: str
    customer: str = ""


class Engine(Protocol):
    """Everything that differs by engine."""

    def check_file(self, path: Path, newest: int) -> int:
        """Return the schema version of a shop's file, without touching it; raise FileRefused."""
        ...

    def refuse_newer(self, path: Path, version: int, newest: int) -> None:
        """Raise FileRefused when a schema version is newer than this program's."""
        ...

    def connect(self, path: Path, *, read_only: bool = False, frozen: bool = False) -> Connection:
        """Open a connection with the pragmas that durability and safety ask for."""
        ...

    def prepare_new(self, connection: Connection) -> None:
        """Mark a new file as a shop's before its first table."""
        ...

    def version(self, connection: Connection) -> int:
        """Return the schema version."""
        ...

    def set_version(self, connection: Connection, version: int) -> None:
        """Set the schema version, within the transaction in progress."""
        ...

    def next_id(self, connection: Connection, table: str) -> int:
        """Return the first id that no row of the table ever had."""
        ...

    def highest_ids(self, connection: Connection) -> dict[str, int]:
        """Return the highest id that a row ever had, of each table that had one."""
        ...

    def unkept_ids(self, connection: Connection) -> dict[str, tuple[int, int]]:
        """Return, of each table of the journal that has ids above its runs, the first and the last."""
        ...

    def install_journal(self, connection: Connection, tables: Sequence[JournaledTable]) -> None:
        """Create, or create again, the triggers that keep the journal, and tell it the tables' shapes."""
        ...

    def columns(self, connection: Connection, table: str) -> list[str]:
        """Return the names of a table's columns, in their order."""
        ...

    def kept_value(self, place: int, image: str) -> str:
        """Return the SQL expression for the value at a place (0 is the first) of an image of the journal."""
        ...

    def claim(self, path: Path) -> None:
        """Prove that nobody else has the shop open and leave its file whole; raise StorageError."""
        ...

    def backup(self, connection: Connection, target: Path) -> None:
        """Write a whole, consistent copy of the shop to `target`, flushed to the disk."""
        ...

    def copy_still(self, connection: Connection, source: int, path: Path, target: Path) -> bool:
        """Write a copy of the file as it stands while nobody else writes; quicker than `backup`.

        Args:
            connection: the writer's.
            source: the file, open for reading; it stays open.
            path: its name.
            target: where to.

        Returns:
            False when somebody reads or writes just now; then nothing was copied.
        """
        ...

    def ids_query(self, sql: str) -> str:
        """Return the query that gives a whole list of ids (a query of one column, `id`) as one value."""
        ...

    def ids_of(self, value: Any) -> array[int]:
        """Return the ids of the value that `ids_query` gave."""
        ...

    def data_version(self, connection: Connection) -> int:
        """Return a number that changes when another process has changed the shop."""
        ...

    def tidy(self, connection: Connection) -> None:
        """Write anew, within a transaction, the index over what customers bought in sum.

        Each sale moves an entry of it, so that it lies scattered after a while: counting a segment over it
        was measured a fifth slower, and to write it anew takes 0.1 s for 100,000 customers.
        """
        ...

    def sound(self, connection: Connection, *, quick: bool) -> list[str]:
        """Return what is wrong with the file itself; an empty list when it is sound."""
        ...

    def broke_a_rule(self, error: BaseException) -> bool:
        """Return whether the error says that a write broke a rule of the schema."""
        ...

    def explain(self, error: BaseException) -> KnownError | None:
        """Return the sentence for an error of the engine, or None when it is a fault of the program."""
        ...

    def search_faults(self, connection: Connection) -> list[str]:
        """Return where the search index differs from the texts that it is made from; [] when it does not."""
        ...

    def was_interrupted(self, error: BaseException) -> bool:
        """Return whether the error only says that the query was cancelled."""
        ...
