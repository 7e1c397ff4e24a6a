"""What every reader of a table yields: records, good or with the reason why they cannot be read."""

from __future__ import annotations

from typing import NamedTuple


class Record(NamedTuple):
    """One record of a table, before anybody knows what its columns mean.

    Attributes:
        line: the line of the file where it begins, 1-based (the row of a sheet).
        cells: its texts, as they stand in the file.
        problem: why it cannot be read, in the user's language, or "".
    """

    line: int
    cells: list[str]
    problem: str = ""
