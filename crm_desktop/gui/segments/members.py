"""The customers of a segment, or of a comparison of two, as a list with the usual columns and selection."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from crm_desktop.domain.customers.listing import CustomerColumn, CustomerFilter, CustomerRow
from crm_desktop.gui import tasks
from crm_desktop.gui.common.customer_chooser import CustomerChooser
from crm_desktop.gui.common.customer_columns import Cells, columns
from crm_desktop.gui.common.detail_card import DetailCard
from crm_desktop.gui.common.empty_state import EmptyState
from crm_desktop.gui.common.labels import PlainLabel, button, caption, clear, muted
from crm_desktop.gui.common.list_panel import ListPanel
from crm_desktop.gui.common.list_screen import ListScreen
from crm_desktop.gui.common.list_spec import Action, Asked, Group, ListSpec, Nothing, Options
from crm_desktop.gui.segments.actions import SegmentActions
from crm_desktop.gui.segments.dialogs import why_labels
from crm_desktop.services import customer_lists, segments, staff
from crm_desktop.shared.formats import number
from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from crm_desktop.gui.common.screen import Context


WATCHED = (
    "customers", "tags", "reminders", "interactions", "staff", "segments", "purchases", "loyalty",
)  # fmt: skip


@dataclass(frozen=True)
class Source:
    """Which customers the list shows.

    Attributes:
        name: of the segment, or of the part of a comparison.
        ids: reads them; on a reader thread.
        key: the segment that says why they are here; "" for none.
        hand: customers can be put in and taken out.
        row: of the segment, for what is given because of it.
    """

    name: str
    ids: Callable[[], Sequence[int]]
    key: str = ""
    hand: bool = False
    row: int | None = None


def nobody() -> Sequence[int]:
    """No customers."""
    return ()


class MemberList(ListPanel[CustomerRow]):
    """The list itself."""

    def __init__(self, context: Context) -> None:
        self._shop = context.shop
        self._cells = Cells(self._shop)
        self.source = Source("", nobody)
        super().__init__(context, self._spec())

    def _spec(self) -> ListSpec[CustomerRow]:
        shop = self._shop
        return ListSpec(
            name="segment-members",
            title=_("Customers of the segment"),
            columns=columns(self._cells),
            rows=lambda ids: customer_lists.rows(shop, ids),
            row_id=lambda row: row.id,
            ids=self._ids,
            search=_("Name, telephone, e-mail, tag, card…"),
            counted=self._counted,
            nothing=self._nobody,
            choices=self._read_people,
            watched=(
                "customers",
                "tags",
                "reminders",
                "interactions",
                "staff",
                "segments",
                "purchases",
                "loyalty",
            ),
            choices_watched=("staff",),
        )

    def _ids(self, asked: Asked) -> array[int]:
        wanted = set(self.source.ids())
        if not wanted:
            return array("q")
        asked_for = CustomerFilter(
            text=asked.text, archived=None, sort=CustomerColumn(asked.sort), descending=asked.descending
        )
        return array("q", (i for i in customer_lists.list_ids(self._shop, asked_for) if i in wanted))

    def _read_people(self) -> Mapping[str, Options]:
        people = staff.list_staff(self._shop, active_only=False)
        self._cells.staff = {member.id: member for member in people if member.id is not None}
        return {}

    def _counted(self, total: int) -> str:
        said = ngettext("{count} customer", "{count} customers", total)
        return said.format(count=number(total, self._shop.profile.locale))

    def _nobody(self, _asked: Asked) -> Nothing:
        if self.source.hand:
            return Nothing(
                "users",
                _("Nobody is in it yet"),
                _("Search for a customer above and press Enter."),
            )
        return Nothing("users", _("Nobody is in it now"))


class MemberDetail(DetailCard):
    """The customer of the current row: why here, and the way to the file.

    Signals:
        customer_asked(int): open the file.
        remove_asked(int): take out of a segment made by hand.
    """

    customer_asked = Signal(int)
    remove_asked = Signal(int)

    def __init__(self) -> None:
        empty = EmptyState(
            "contact",
            _("Nobody is chosen"),
            _("Choose somebody in the list to see here who they are, and why they are in it."),
        )
        super().__init__(empty, gap=8)
        self._id: int | None = None
        self._labels: list[PlainLabel] = []
        column = self.inside
        self.chip_row.hide()
        self.town = muted(wrap=True)
        column.addWidget(self.town)
        self.why_caption = caption(_("Why is this customer here?").upper())
        column.addWidget(self.why_caption)
        self._why = QVBoxLayout()
        self._why.setSpacing(6)
        column.addLayout(self._why)
        column.addSpacing(8)
        self.open_button = button(_("Open the customer's file"), "contact")
        self.open_button.clicked.connect(lambda: self._tell(self.customer_asked.emit))
        self.remove_button = button(_("Take out of the segment"), "x")
        self.remove_button.clicked.connect(lambda: self._tell(self.remove_asked.emit))
        column.addWidget(self.open_button)
        column.addWidget(self.remove_button)
        column.addStretch()

    def _tell(self, tell: Callable[[int], object]) -> None:
        if self._id is not None:
            tell(self._id)

    def reasons(self) -> list[str]:
        """Return why the customer is here, as it is shown."""
        return [one.text() for one in self._labels]

    def show_member(self, row: CustomerRow | None, lines: Sequence[str] | None, *, hand: bool) -> None:
        """Show a customer; `lines` is None where there is no segment to ask."""
        self._id = row.id if row is not None else None
        self.show_chosen(row is not None)
        self.name.setText(row.name if row is not None else "")
        self.town.setText(" · ".join(part for part in (row.town, row.company) if part) if row else "")
        clear(self._why)
        asked = row is not None and lines is not None
        self.why_caption.setVisible(asked)
        self._labels = why_labels(lines or ()) if asked else []
        for one in self._labels:
            self._why.addWidget(one)
        self.open_button.setVisible(row is not None)
        self.remove_button.setVisible(row is not None and hand)


class MembersPart(ListScreen[MemberList]):
    """The list beside the current customer, or what to do with many.

    Signals:
        customer_asked(int): open a file.
    """

    customer_asked = Signal(int)

    def __init__(self, context: Context) -> None:
        panel = MemberList(context)
        self.shop = context.shop
        super().__init__(context, panel, share=66)
        self.actions_ = SegmentActions(
            self, context, panel.with_selected, lambda: (panel.source.name, panel.source.row)
        )
        self.adder = CustomerChooser(self.shop)
        self.adder.setPlaceholderText(_("Add a customer: name, telephone or card"))
        self.adder.setAccessibleName(_("Add a customer"))
        self.adder.changed.connect(self._add)
        self.adder.hide()
        panel.add_under_filters(self.adder)

    def show_source(self, source: Source) -> None:
        """Show other customers."""
        self.list.source = source
        self.adder.setVisible(source.hand and not self.shop.read_only)
        self.list.search.set_text_quietly("")
        self.list.reload()

    def make_detail(self) -> MemberDetail:
        """Make what stands beside the list."""
        made = MemberDetail()
        made.customer_asked.connect(self.customer_asked)
        made.remove_asked.connect(lambda customer_id: self._remove([customer_id]))
        return made

    def show_in_detail(self, row_id: int | None) -> None:
        """Show a customer, and why they are here."""
        detail = self.beside
        if not isinstance(detail, MemberDetail):
            return
        source, shop = self.list.source, self.shop
        hand = source.hand and not shop.read_only
        if row_id is None:
            detail.show_member(None, None, hand=hand)
            return

        def read() -> tuple[CustomerRow | None, list[str] | None]:
            with shop.db.reading():
                row = next(iter(customer_lists.rows(shop, [row_id])), None)
                return row, segments.why(shop, source.key, row_id) if source.key else None

        tasks.run_query(self, read, lambda found: detail.show_member(*found, hand=hand), key="member")

    def groups(self) -> tuple[Group, ...]:
        """Return what can be done with the selected."""
        hand = self.list.source.hand
        out = Action(
            "remove",
            _("Take out of the segment"),
            "x",
            self.remove_selected,
            enabled=not self.shop.read_only,
            shown=hand,
        )
        return (*self.actions_.groups(), Group("", (out,)))

    def selected_words(self, count: int) -> str:
        """Return how many are selected."""
        said = ngettext("{count} customer selected", "{count} customers selected", count)
        return said.format(count=number(count, self.shop.profile.locale))

    def open_row(self, row_id: int) -> None:
        """Enter opens the file."""
        self.customer_asked.emit(row_id)

    def print_(self) -> None:
        """Ctrl+P: the selected customers, or all that the list shows when only one is selected."""
        table = self.list.table
        if table.selected_count() > 1:
            self.actions_.print_list()
        else:
            shown, source = table.paged.ids(), self.list.source
            SegmentActions(
                self, self.context, lambda then: then(shown), lambda: (source.name, source.row)
            ).print_list()

    # -- by hand

    def _add(self) -> None:
        chosen, key = self.adder.value(), self.list.source.key
        if chosen is None:
            return
        self.adder.set_customer(None)
        self.list.go_to(chosen)
        tasks.run_change(self, lambda: segments.add_members(self.shop, key, [chosen]))

    def remove_selected(self) -> None:
        """Take the selected out of a segment made by hand."""
        if self.list.source.hand:
            self.list.with_selected(self._remove)

    def _remove(self, ids: Sequence[int]) -> None:
        key = self.list.source.key
        tasks.run_change(self, lambda: segments.remove_members(self.shop, key, ids))
