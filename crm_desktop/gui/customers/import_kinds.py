"""What the import wizard brings in: its words, its fields, its choices, and the services behind it.

The wizard is one for all kinds; an `ImportKind` is what differs from one to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from PySide6.QtWidgets import QWidget

from crm_desktop.exchange.drafts import Draft
from crm_desktop.exchange.mapping import Mapping
from crm_desktop.services.imports import Preview
from crm_desktop.services.imports_report import ImportReport

if TYPE_CHECKING:
    from crm_desktop.exchange.tables import Reading
    from crm_desktop.exchange.targets import Target
    from crm_desktop.services.imports_purchases import PurchasePreview
    from crm_desktop.services.shop import Shop

    Found = Preview | PurchasePreview


class Sample(NamedTuple):
    """A row of the file as it is read.

    Attributes:
        words: what it says, in one line.
        problem: why it cannot be taken, or "".
        remarks: what is doubtful in it.
    """

    words: str
    problem: str = ""
    remarks: str = ""


class Words(NamedTuple):
    """What the wizard says, translated.

    Attributes:
        title: of the wizard.
        invitation, explained: before there is a file.
        file_title, file_filter, kinds: of the dialog that asks for the file.
        question: over the choices of the last step; `hint` under them.
        counts: what the four figures count, by their name in the report.
        running: what is done in the background.
        done: title of the report.
        cancelled: what is said when it was cancelled.
    """

    title: str
    invitation: str
    explained: str
    file_title: str
    file_filter: str
    kinds: str
    question: str
    hint: str
    counts: dict[str, str]
    running: str
    done: str
    cancelled: str


class ImportRequest(NamedTuple):
    """How a file is to be brought in.

    Attributes:
        mapping: what its columns are; None for a file of cards.
        reading: how the file is read.
        choice: what the kind's own choices say.
        progress, cancelled: told how far it is, asked whether to stop.
        dry_run: only try.
        report_path: where the report of each line goes.
    """

    mapping: Mapping | None
    reading: Reading
    choice: Any
    progress: Callable[[int, int], None]
    cancelled: Callable[[], bool]
    dry_run: bool = False
    report_path: Path | None = None

    def common(self) -> dict[str, Any]:
        """Return all but the choice, as the services of every kind take it."""
        asked = self._asdict()
        del asked["choice"]
        return asked


class Choices(Protocol):
    """The widget with what can be chosen before the import."""

    def value(self) -> Any:
        """Return what is chosen; the kind's own `run` takes it."""
        ...


class ImportKind(Protocol):
    """See the module. What reads runs on a reader thread, `run` on the writer's."""

    @property
    def words(self) -> Words:
        """What the wizard says."""
        ...

    def targets(self) -> Sequence[Target]:
        """Return what a column can be."""
        ...

    def own_names(self, shop: Shop) -> list[str]:
        """Return the names of the shop's own fields that a column can be."""
        ...

    def preview(self, shop: Shop, path: Path, reading: Reading) -> Found:
        """Open a file and guess what its columns are."""
        ...

    def cards(self, shop: Shop, found: Found, limit: int) -> list[Draft]:
        """Return the first cards of a file that has no columns."""
        ...

    def fault(self, found: Found, mapping: Mapping) -> str:
        """Return what is missing among the columns, or ""."""
        ...

    def samples(self, shop: Shop, found: Found, mapping: Mapping) -> list[Sample]:
        """Return the first rows as they are read."""
        ...

    def choices(self, changed: Callable[[], object]) -> tuple[QWidget, Choices]:
        """Return the widget of the last step's choices, twice: to show it, and to ask it."""
        ...

    def run(self, shop: Shop, path: Path, request: ImportRequest) -> ImportReport:
        """Bring it in, or only try."""
        ...
