"""What is imported: the purchases of a till, ticket by ticket."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from crm_desktop.domain.purchases.model import ONE
from crm_desktop.exchange.purchase_row import NO_DAY
from crm_desktop.exchange.targets import PURCHASE_TARGETS, Target
from crm_desktop.gui.customers.import_kinds import Choices, Sample, Words
from crm_desktop.services import imports_purchases
from crm_desktop.services.imports_purchases import PurchaseOptions, PurchasePreview
from crm_desktop.shared.errors import KnownError
from crm_desktop.shared.formats import money, short_date
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.exchange.drafts import Draft
    from crm_desktop.exchange.mapping import Mapping
    from crm_desktop.exchange.tables import Reading
    from crm_desktop.gui.customers.import_kinds import Found, ImportRequest
    from crm_desktop.services.imports_purchases import SampleRow
    from crm_desktop.services.imports_report import ImportReport
    from crm_desktop.services.shop import Shop


class Options(QWidget):
    """What can be asked for besides; none of it is done unless it is wished.

    Args:
        changed: called when one is ticked or not.
    """

    def __init__(self, changed: Callable[[], object]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.boxes: dict[str, QCheckBox] = {}
        for key, text in (
            ("unknown", _("Keep the sales of customers who are not in the shop, without a customer")),
            ("products", _("Add the products that are not in the shop")),
            ("points", _("Give the points and stamps of the programs in force")),
            ("yearly", _("The tickets begin anew each year: keep them with the year before (2026/0001)")),
        ):
            box = QCheckBox(text)
            box.clicked.connect(lambda _on: changed())
            self.boxes[key] = box
            column.addWidget(box)

    def value(self) -> PurchaseOptions:
        """Return what is wished."""
        return PurchaseOptions(**{key: box.isChecked() for key, box in self.boxes.items()})


class Purchases:
    """See the module; an `import_kinds.ImportKind`."""

    @property
    def words(self) -> Words:
        """What the wizard says."""
        return Words(
            title=_("Import purchases"),
            invitation=_("Choose the file of your till, or drop it here."),
            explained=_(
                "Excel, LibreOffice and CSV tables with a line for each ticket or for each thing that was"
                " sold. A ticket that is in the shop already is never brought in twice. Nothing is changed"
                " until you have seen what will happen."
            ),
            file_title=_("File with purchases"),
            file_filter=_("Tables ({kinds})"),
            kinds="*.csv *.txt *.tsv *.xlsx *.xlsm *.xls *.ods",
            question=_("What to do besides"),
            hint=_(
                "A customer is found by card number, telephone, e-mail or tax id. A row that names somebody"
                " who is not in the shop is rejected, and the report says so; one that names nobody is a"
                " sale without a customer."
            ),
            counts={
                "created": _("New purchases"),
                "updated": _("Further lines of tickets"),
                "unchanged": _("Nothing new"),
                "rejected": _("Rows rejected"),
            },
            running=_("Importing purchases"),
            done=_("Purchases imported"),
            cancelled=_("The import was cancelled; no purchase was added."),
        )

    def targets(self) -> Sequence[Target]:
        """Return what a column can be."""
        return PURCHASE_TARGETS

    def own_names(self, shop: Shop) -> list[str]:
        """Purchases have no fields of the shop's own."""
        del shop
        return []

    def preview(self, shop: Shop, path: Path, reading: Reading) -> Found:
        """Open a till's file and guess what its columns are."""
        return imports_purchases.preview(shop, path, reading)

    def cards(self, shop: Shop, found: Found, limit: int) -> list[Draft]:
        """A till's file always has columns."""
        del shop, found, limit
        return []

    def fault(self, found: Found, mapping: Mapping) -> str:
        """Return what is missing: a day, an amount."""
        if isinstance(found, PurchasePreview):
            try:
                found.source.check(mapping)
            except KnownError as error:
                return error.sentence
        return ""

    def samples(self, shop: Shop, found: Found, mapping: Mapping) -> list[Sample]:
        """Return the first rows as they are read, and whose they are."""
        if not isinstance(found, PurchasePreview):
            return []
        return [_sample(shop, row) for row in imports_purchases.sample_rows(shop, found, mapping)]

    def choices(self, changed: Callable[[], object]) -> tuple[QWidget, Choices]:
        """What to do besides."""
        made = Options(changed)
        return made, made

    def run(self, shop: Shop, path: Path, request: ImportRequest) -> ImportReport:
        """Bring purchases in, or only try."""
        return imports_purchases.run_import(shop, path, options=request.choice, **request.common())


def _sample(shop: Shop, row: SampleRow) -> Sample:
    says, profile = row.says, shop.profile
    parts = [
        short_date(says.day, profile.locale) if says.day != NO_DAY else "",
        _("Ticket {ticket}").format(ticket=says.ticket) if says.ticket else "",
        row.customer or says.customer or ("" if says.names_somebody else _("without a customer")),
    ]
    if says.product or says.code:
        name = says.product or says.code
        parts.append(name if says.quantity == ONE else f"{says.quantity / ONE:g} × {name}")
    cents = says.amount if says.amount is not None else says.total
    if cents is not None:
        parts.append(money(-cents if says.back else cents, profile.currency, profile.locale))
    remarks = " ".join([*([row.problem] if row.problem else []), *says.remarks])
    return Sample(" · ".join(part for part in parts if part), says.problem, remarks)
