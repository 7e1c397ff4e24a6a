"""What a screen says of its list: its columns, its questions to the services, its filters, its words.

`list_panel.ListPanel` makes a list of it. Values only: nothing in here is a widget.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from crm_desktop.gui.common.paged_model import Column, FirstPage

R = TypeVar("R")
Options = Sequence[tuple[Any, str]]


class Asked(NamedTuple):
    """What a list is asked for now.

    Attributes:
        text: what stands in the search box.
        chosen: filter -> its value; only those that are set, and whose chip is to be seen.
        sort: key of the column that sorts.
        descending: from the last to the first.
    """

    text: str
    chosen: Mapping[str, Any]
    sort: str
    descending: bool

    def get(self, key: str, default: Any = None) -> Any:
        """Return the value of a filter, or `default` when it does not narrow the list."""
        return self.chosen.get(key, default)


class Choice(NamedTuple):
    """A filter with a menu: "Town: all ▾".

    Attributes:
        key: under which `Asked` has its value.
        label: what is filtered.
        everything: the word for no filter.
        options: (value, text) of each choice, when they are always the same; else see `ListSpec.choices`.
        optional: only there once there is something to choose.
    """

    key: str
    label: str
    everything: str = ""
    options: Options = ()
    optional: bool = False


class Toggle(NamedTuple):
    """A filter that is on or off: "Archived".

    Attributes:
        key: under which `Asked` has True while it is on.
        text, tip: on the chip, and in its tool tip.
        widens: it shows more rows, not fewer or others: "Remove filters" leaves it alone.
        optional: only there when the screen says so (`ListPanel.show_filter`).
    """

    key: str
    text: str
    tip: str = ""
    widens: bool = False
    optional: bool = False


class Do(NamedTuple):
    """Something that is offered: a verb, and what it does."""

    text: str
    run: Callable[[], object]


class Nothing(NamedTuple):
    """What stands in the place of rows: an icon, what it means, and what to do first."""

    icon: str
    title: str
    sentence: str = ""
    first: Do | None = None
    second: Do | None = None
    link: Do | None = None


class Action(NamedTuple):
    """What can be done with rows, or with the list: its key, a verb, a Lucide icon, what it does.

    Attributes:
        enabled: it can be done now.
        shown: it makes sense for what the list shows now.
    """

    key: str
    text: str
    icon: str
    run: Callable[[], object]
    enabled: bool = True
    shown: bool = True


class Group(NamedTuple):
    """Actions that belong together, under a heading."""

    name: str
    actions: tuple[Action, ...]


class AllIds(NamedTuple):
    """All ids at once, for lists that stay short; a `paged_model.FirstPage`."""

    ids: Sequence[int]

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.ids)


class ListSpec(NamedTuple, Generic[R]):
    """A list. What reads runs on a reader thread and touches no widgets.

    Attributes:
        name: under which this PC remembers columns, widths and sorting.
        title: what a screen reader calls the list.
        columns: all that can be chosen.
        rows: reads the rows of these ids, in their order.
        row_id: row -> id.
        ids: reads all ids that are asked for.
        page: reads the first of them and their number; None for a list that stays short.
        search: what can be searched for, for the empty box.
        counted: number of rows -> "3 customers".
        nothing: what to show when nothing was asked for in particular and there is no row.
        not_found: what to show when a search or a filter leaves nothing; None for the usual words.
        anything: reads whether there is anything at all; `ListPanel.anything` has the answer.
        filters: in their order.
        choices: reads the choices of the filters: key -> options.
        watched: kinds of things after whose change the list is read again.
        choices_watched: those after whose change the choices are read again.
    """

    name: str
    title: str
    columns: Sequence[Column[R]]
    rows: Callable[[Sequence[int]], Sequence[R]]
    row_id: Callable[[R], int]
    ids: Callable[[Asked], array[int]]
    search: str
    counted: Callable[[int], str]
    nothing: Callable[[Asked], Nothing]
    not_found: Callable[[Asked], Nothing] | None = None
    page: Callable[[Asked], FirstPage] | None = None
    anything: Callable[[], bool] | None = None
    filters: Sequence[Choice | Toggle] = ()
    choices: Callable[[], Mapping[str, Options]] | None = None
    watched: Sequence[str] = ()
    choices_watched: Sequence[str] = ()
