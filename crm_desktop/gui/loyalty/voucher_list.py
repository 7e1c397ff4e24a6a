"""All vouchers: whose, worth what, until when, used or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from crm_desktop.domain.loyalty.vouchers import (
    VOUCHER_CAUSE_NAMES,
    VOUCHER_STATE_NAMES,
    Voucher,
    VoucherCause,
    VoucherFilter,
    VoucherState,
)
from crm_desktop.gui.common import when
from crm_desktop.gui.common.list_panel import ListPanel
from crm_desktop.gui.common.list_spec import Asked, Choice, Do, ListSpec, Nothing
from crm_desktop.gui.common.paged_model import SAMPLE_NAME, Cell, Column
from crm_desktop.services import vouchers
from crm_desktop.shared.formats import number
from crm_desktop.shared.i18n import _, ngettext, pgettext

if TYPE_CHECKING:
    from crm_desktop.gui.common.screen import Context

_TONES = {VoucherState.VALID: "done", VoucherState.USED: "muted", VoucherState.CANCELLED: "late"}


class VoucherList(ListPanel[Voucher]):
    """See the module.

    Signals:
        new_asked(): the first step of an empty list.
    """

    new_asked = Signal()

    def __init__(self, context: Context) -> None:
        self._shop = context.shop
        super().__init__(context, self._spec())

    def _spec(self) -> ListSpec[Voucher]:
        shop = self._shop
        return ListSpec(
            name="vouchers",
            title=_("Vouchers"),
            columns=self._columns(),
            rows=lambda ids: vouchers.rows(shop, ids),
            row_id=lambda row: row.id,
            ids=lambda asked: vouchers.list_ids(shop, _filter(asked)),
            anything=lambda: bool(vouchers.list_ids(shop, VoucherFilter())),
            search=_("Code or customer"),
            counted=lambda total: ngettext("{count} voucher", "{count} vouchers", total).format(
                count=number(total, shop.profile.locale)
            ),
            nothing=lambda _asked: Nothing(
                "tag",
                _("No vouchers yet"),
                _("Give one to a customer, to a whole segment, or print some for whoever brings them."),
                Do(_("Give a voucher"), self.new_asked.emit),
            ),
            not_found=lambda _asked: Nothing(
                "search", _("Nothing found"), _("No voucher is like that."), self.remove_filters()
            ),
            filters=(
                Choice(
                    "state",
                    _("State"),
                    pgettext("vouchers", "all"),
                    [(state, _(name)) for state, name in VOUCHER_STATE_NAMES.items()],
                ),
                Choice(
                    "cause",
                    pgettext("vouchers", "Reason"),
                    pgettext("vouchers", "all"),
                    [(cause, _(name)) for cause, name in VOUCHER_CAUSE_NAMES.items()],
                ),
            ),
            watched=("vouchers", "customers", "purchases"),
        )

    def _columns(self) -> list[Column[Voucher]]:
        profile, clock = self._shop.profile, self._shop.clock

        def until(row: Voucher) -> Cell:
            if row.to_day is None:
                return Cell("")
            late = row.state is VoucherState.VALID and row.to_day < clock.today()
            return Cell(when.short_date(row.to_day, clock.today()), "late" if late else "")

        def worth(row: Voucher) -> str:
            return row.worth(profile.currency, profile.locale)

        def state(row: Voucher) -> Cell:
            return Cell(_(VOUCHER_STATE_NAMES[row.state]), _TONES[row.state])

        def since(row: Voucher) -> str:
            return when.ago(row.created_at, clock) if row.created_at is not None else ""

        def code(row: Voucher) -> Cell:
            return Cell(row.code, bold=True)

        def holder(row: Voucher) -> str:
            return row.customer_name or _("whoever brings it")

        def cause(row: Voucher) -> str:
            return _(VOUCHER_CAUSE_NAMES[row.cause])

        return [
            Column("code", _("Code"), code, 120, sortable=False, sample="V234567890"),
            Column("customer", _("Customer"), holder, 200, sortable=False, elastic=True, sample=SAMPLE_NAME),
            Column("worth", _("Worth"), worth, 90, "right", sortable=False),
            Column("until", _("Until"), until, 110, sortable=False, drop=1),
            Column("state", _("State"), state, 100, sortable=False),
            Column("cause", pgettext("vouchers", "Reason"), cause, 110, sortable=False, drop=3),
            Column("created", _("Given"), since, 130, sortable=False, drop=2),
        ]


def _filter(asked: Asked) -> VoucherFilter:
    state, cause = asked.get("state"), asked.get("cause")
    return VoucherFilter(
        text=asked.text,
        state=VoucherState(state) if state else None,
        cause=VoucherCause(cause) if cause else None,
    )
