"""Orders and wishes as a list, and what is asked for and not sold, counted."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from crm_desktop.domain.customers import phones
from crm_desktop.domain.products.wishes import (
    ONE,
    WISH_KIND_NAMES,
    WISH_STATE_NAMES,
    AskedFor,
    WishFilter,
    WishOrder,
    WishRow,
    WishState,
)
from crm_desktop.gui.common import when
from crm_desktop.gui.common.list_panel import ListPanel
from crm_desktop.gui.common.list_spec import Asked, Choice, Do, ListSpec, Nothing
from crm_desktop.gui.common.paged_model import SAMPLE_NAME, SAMPLE_PHONE, Cell, Column
from crm_desktop.services import wishes
from crm_desktop.shared.formats import number
from crm_desktop.shared.i18n import _, ngettext, pgettext
from crm_desktop.shared.text import fold, words

if TYPE_CHECKING:
    from crm_desktop.gui.common.screen import Context
    from crm_desktop.services.shop import Shop

EVERY = "every"
_TONES = {
    WishState.WAITING: "near",
    WishState.ARRIVED: "accent",
    WishState.SOLD: "done",
    WishState.CANCELLED: "muted",
}


class WishList(ListPanel[WishRow]):
    """Who waits for what.

    Signals:
        new_asked(): the first step of an empty list.
    """

    new_asked = Signal()

    def __init__(self, context: Context) -> None:
        self._shop = context.shop
        super().__init__(context, self._spec(self._shop))

    def _spec(self, shop: Shop) -> ListSpec[WishRow]:
        return ListSpec(
            name="wishes",
            title=_("Orders and wishes"),
            columns=self._columns(),
            rows=lambda ids: wishes.rows(shop, ids),
            row_id=lambda row: row.id,
            ids=lambda asked: wishes.list_ids(shop, _filter(asked)),
            anything=lambda: bool(wishes.asked_for(shop)),
            search=_("Customer, or what they want"),
            counted=lambda total: ngettext("{count} order", "{count} orders", total).format(
                count=number(total, shop.profile.locale)
            ),
            nothing=lambda _asked: Nothing(
                "bell",
                _("Nobody is waiting for anything"),
                _(
                    "Write down what a customer asks for. When it arrives, one key plans a call to all who"
                    " wait."
                ),
                Do(_("Write an order down"), self.new_asked.emit),
            ),
            not_found=lambda _asked: Nothing(
                "search", _("Nothing found"), _("Nobody waits for anything like that."), self.remove_filters()
            ),
            filters=(
                Choice(
                    "state",
                    _("State"),
                    pgettext("orders", "waiting"),
                    [
                        *((s, _(WISH_STATE_NAMES[s])) for s in WishState if s is not WishState.WAITING),
                        (EVERY, _("all of them")),
                    ],
                ),
                Choice(
                    "kind",
                    _("Kind"),
                    pgettext("orders", "all"),
                    [(kind, _(name)) for kind, name in WISH_KIND_NAMES.items()],
                ),
            ),
            watched=("wishes", "customers", "products", "reminders"),
        )

    def _columns(self) -> list[Column[WishRow]]:
        clock, profile = self._shop.clock, self._shop.profile

        def phone(row: WishRow) -> str:
            return phones.display(row.phone, profile.country) if row.phone else ""

        def many(row: WishRow) -> str:
            return "" if row.quantity_milli == ONE else f"{row.quantity_milli / ONE:g}"

        def state(row: WishRow) -> Cell:
            return Cell(_(WISH_STATE_NAMES[row.state]), _TONES[row.state])

        def who(row: WishRow) -> Cell:
            return Cell(row.customer_name, bold=True)

        return [
            Column(WishOrder.CUSTOMER, _("Customer"), who, 180, elastic=True, sample=SAMPLE_NAME),
            Column(WishOrder.WHAT, _("What"), lambda row: row.what, 200, elastic=True),
            Column("many", _("How many"), many, 80, "right", sortable=False, drop=3),
            Column("phone", _("Telephone"), phone, 110, sortable=False, sample=SAMPLE_PHONE, drop=2),
            Column(WishOrder.CREATED, _("Since"), lambda row: when.ago(row.created_at, clock), 110, drop=1),
            Column(WishOrder.STATE, _("State"), state, 100),
        ]


def _filter(asked: Asked) -> WishFilter:
    state = asked.get("state", WishState.WAITING)
    return WishFilter(
        state=None if state == EVERY else state,
        kind=asked.get("kind"),
        text=asked.text,
        order=WishOrder(asked.sort),
        descending=asked.descending,
    )


class AskedList(ListPanel[AskedFor]):
    """What is asked for most: new needs come from there. Short, so that it is read whole."""

    def __init__(self, context: Context) -> None:
        self._shop = context.shop
        self._found: list[AskedFor] = []
        super().__init__(context, self._spec(self._shop))

    def _spec(self, shop: Shop) -> ListSpec[AskedFor]:
        clock = shop.clock

        def figure(count: int) -> str:
            return number(count, shop.profile.locale) if count else ""

        def has(row: AskedFor) -> Cell:
            return (
                Cell(_("sold here"), "done")
                if row.product_id is not None
                else Cell(_("not sold here"), "near")
            )

        return ListSpec(
            name="asked_for",
            title=_("What is asked for"),
            columns=[
                Column("what", _("What"), lambda row: Cell(row.what, bold=True), 240, elastic=True),
                Column("asked", _("Asked for"), lambda row: figure(row.asked), 100, "right"),
                Column("waiting", _("Waiting"), lambda row: figure(row.waiting), 90, "right"),
                Column("sold", _("Sold"), lambda row: figure(row.sold), 90, "right"),
                Column("cancelled", _("Given up"), lambda row: figure(row.cancelled), 90, "right", drop=2),
                Column("has", _("In the shop"), has, 110, sortable=False, drop=3),
                Column("last", _("Last time"), lambda row: when.ago(row.last_at, clock), 120, drop=1),
            ],
            rows=lambda ids: [self._found[i] for i in ids if i < len(self._found)],
            row_id=self._found_at,
            ids=self._read,
            anything=lambda: bool(wishes.asked_for(shop)),
            search=_("What they asked for"),
            counted=lambda total: ngettext(
                "{count} thing asked for", "{count} things asked for", total
            ).format(count=total),
            nothing=lambda _asked: Nothing(
                "sparkles",
                _("What people ask for is counted here"),
                _("Also what you do not sell: new needs show themselves there."),
            ),
            watched=("wishes", "products"),
        )

    def _found_at(self, row: AskedFor) -> int:
        return self._found.index(row)

    def _read(self, asked: Asked) -> array[int]:
        searched = words(asked.text)
        found = [
            row for row in wishes.asked_for(self._shop) if all(word in fold(row.what) for word in searched)
        ]
        field = {"last": "last_at"}.get(asked.sort, asked.sort)
        if field == "what":
            found.sort(key=lambda row: fold(row.what), reverse=asked.descending)
        elif field in AskedFor._fields:
            found.sort(key=lambda row: (getattr(row, field), -row.asked), reverse=asked.descending)
        self._found = found
        return array("q", range(len(found)))
