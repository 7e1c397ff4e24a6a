"""The list of customers: what it reads, what it is narrowed by, and what it says when nobody is in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from crm_desktop.domain.customers.listing import CustomerColumn, CustomerFilter, CustomerRow
from crm_desktop.domain.purchases.stages import LAPSED_DAYS, STAGE_PLURALS
from crm_desktop.gui.common.customer_columns import Cells, columns
from crm_desktop.gui.common.list_panel import ListPanel
from crm_desktop.gui.common.list_spec import Asked, Choice, Do, ListSpec, Nothing, Options, Toggle
from crm_desktop.services import customer_lists, staff
from crm_desktop.shared.formats import number
from crm_desktop.shared.i18n import _, ngettext, pgettext
from crm_desktop.shared.text import fold

if TYPE_CHECKING:
    from crm_desktop.domain.staff import StaffMember
    from crm_desktop.gui.common.screen import Context
    from crm_desktop.services.customer_lists import TierName
    from crm_desktop.services.shop import Shop

TOWNS = 40  # that the filter offers, those with most customers


class CustomerList(ListPanel[CustomerRow]):
    """See the module.

    Signals:
        new_asked(str): "new customer", with what was searched for in vain.
        import_asked(), demo_asked(): the first steps of an empty shop.
    """

    new_asked = Signal(str)
    import_asked = Signal()
    demo_asked = Signal()

    def __init__(self, context: Context) -> None:
        self._shop = context.shop
        self._cells = Cells(self._shop)
        self._towns: Mapping[str, str] = {}
        self._people: Mapping[int, StaffMember] = {}
        self._tiers: Mapping[int, TierName] = {}
        self._lapsed_days = LAPSED_DAYS
        super().__init__(context, self._spec(self._shop))

    def _spec(self, shop: Shop) -> ListSpec[CustomerRow]:
        return ListSpec(
            name="customers",
            title=_("Customers"),
            columns=columns(self._cells),
            rows=lambda ids: customer_lists.rows(shop, ids),
            row_id=lambda row: row.id,
            ids=lambda asked: customer_lists.list_ids(shop, _filter(asked)),
            page=lambda asked: customer_lists.first_page(shop, _filter(asked)),
            anything=lambda: bool(customer_lists.count(shop, CustomerFilter(archived=None))),
            search=_("Name, telephone, e-mail, tag, card…"),
            counted=self._counted,
            nothing=self._nobody,
            not_found=self._not_found_here,
            filters=(
                Choice(
                    "stage",
                    _("Stage"),
                    _("all"),
                    tuple((stage, _(name)) for stage, name in STAGE_PLURALS.items()),
                ),
                Choice("tag", _("Tag"), _("all")),
                Choice("town", _("Town"), _("all")),
                Choice("staff", _("Served by"), pgettext("people", "all"), optional=True),
                Choice("tier", _("Tier"), pgettext("people", "all"), optional=True),
                Toggle("late", _("Late"), _("Who ought to have come by now, by their own rhythm")),
                Toggle("archived", _("Archived customers"), _("Show the customers that were put away")),
            ),
            choices=self._read_choices,
            watched=(
                "customers",
                "tags",
                "reminders",
                "interactions",
                "staff",
                "purchases",
                "loyalty",
                "settings",
            ),
            choices_watched=("customers", "tags", "staff", "loyalty", "settings"),
        )

    # -- what is asked for

    def wanted(self) -> CustomerFilter:
        """Return what the list is asked for now."""
        return _filter(self.asked())

    def archived(self) -> bool:
        """Whether the list shows the customers that were put away."""
        return bool(self.filters.value("archived"))

    def columns_shown(self) -> list[CustomerColumn]:
        """Return the columns that are shown, in the order in which they stand."""
        return [CustomerColumn(key) for key in self.table.columns_shown()]

    def filter_names(self) -> tuple[str, str, str]:
        """Return the names of the town, of the person and of the tier of the filters, "" for any."""
        chosen = self.asked()
        member = self._cells.staff.get(chosen.get("staff", 0))
        tier = self._cells.tiers.get(chosen.get("tier", 0))
        town = self._towns.get(chosen.get("town", ""), "")
        return town, member.name if member else "", tier.name if tier else ""

    def _read_choices(self) -> Mapping[str, Options]:
        shop = self._shop
        towns, people = customer_lists.town_counts(shop), staff.list_staff(shop, active_only=False)
        tiers = customer_lists.tiers(shop)
        counted = _("{name} ({count})")
        self._towns = {fold(name): name for name, _count in towns}
        self._people = {member.id: member for member in people if member.id is not None}
        self._tiers = {tier.id: tier for tier in tiers}
        self._lapsed_days = customer_lists.told_by(shop).lapsed_days
        return {
            "tag": [(n, counted.format(name=n, count=c)) for n, c in customer_lists.tag_counts(shop)],
            "town": [(fold(n), counted.format(name=n, count=c)) for n, c in towns[:TOWNS]],
            "staff": [(member.id, member.name) for member in people if member.active],
            "tier": [(tier.id, tier.name) for tier in tiers],
        }

    def show_choices(self, found: Mapping[str, Options]) -> None:
        """Offer what was read, and write the names and colours of people and tiers into the list."""
        super().show_choices(found)
        cells = self._cells
        before = (cells.staff, cells.tiers, cells.lapsed_days)
        now = (self._people, self._tiers, self._lapsed_days)
        cells.staff, cells.tiers, cells.lapsed_days = now
        if before != now and self.table.paged.total:
            self.refresh()

    # -- words

    def _counted(self, total: int) -> str:
        said = ngettext("{count} customer", "{count} customers", total)
        return said.format(count=number(total, self._shop.profile.locale))

    def _nobody(self, _asked: Asked) -> Nothing:
        new = Do(_("New customer"), lambda: self.new_asked.emit(""))
        if self.anything:
            return Nothing(
                "archive",
                _("All customers are archived"),
                _("They are kept, and can be brought back to the lists."),
                Do(_("Show the archived customers"), self._show_archived),
                new,
            )
        return Nothing(
            "users",
            _("Your customers will be here"),
            _("Bring them in from a spreadsheet, a phone or another program, or write the first file."),
            Do(_("Import customers"), self.import_asked.emit),
            new,
            Do(_("Look around in a sample shop first"), self.demo_asked.emit),
        )

    def _show_archived(self) -> None:
        self.filters.choose("archived", True)

    def _not_found_here(self, asked: Asked) -> Nothing:
        if asked.text:
            title = _("Nobody found for “{text}”").format(text=asked.text)
            sentence = _("Try fewer letters, part of the telephone, or the town.")
        elif asked.get("archived"):
            title, sentence = _("Nobody is archived"), _("Customers that you archive wait here.")
        else:
            title, sentence = _("Nobody here"), _("No customer fits all these filters.")
        new = Do(_("New customer"), lambda: self.new_asked.emit(asked.text))
        return Nothing("search" if asked.text else "users", title, sentence, new, self.remove_filters())


def _filter(asked: Asked) -> CustomerFilter:
    return CustomerFilter(
        text=asked.text,
        tag=asked.get("tag", ""),
        staff_id=asked.get("staff"),
        town=asked.get("town", ""),
        archived=asked.get("archived", False),
        stage=asked.get("stage"),
        tier_id=asked.get("tier"),
        late=asked.get("late", False),
        sort=CustomerColumn(asked.sort),
        descending=asked.descending,
    )
