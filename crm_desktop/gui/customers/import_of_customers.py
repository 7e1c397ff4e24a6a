"""What is imported: customers, from tables and from telephones' cards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.customers.model import CustomerKind
from crm_desktop.exchange.drafts import Draft
from crm_desktop.exchange.targets import TARGETS, Target
from crm_desktop.gui.common.export_customers import RadioChoice
from crm_desktop.gui.customers.import_kinds import Choices, Sample, Words
from crm_desktop.services import own_fields
from crm_desktop.services.imports import Preview, preview, run_import, sample_drafts
from crm_desktop.shared.formats import short_date
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.exchange.mapping import Mapping
    from crm_desktop.exchange.tables import Reading
    from crm_desktop.gui.customers.import_kinds import Found, ImportRequest
    from crm_desktop.services.imports_report import ImportReport
    from crm_desktop.services.shop import Shop


class Customers:
    """See the module; an `import_kinds.ImportKind`."""

    @property
    def words(self) -> Words:
        """What the wizard says."""
        return Words(
            title=_("Import customers"),
            invitation=_("Choose the file that has your customers, or drop it here."),
            explained=_(
                "Excel, LibreOffice and CSV tables; contacts of Google, Outlook, HubSpot and Shopify; and"
                " cards (.vcf) of telephones. Nothing is changed until you have seen what will happen."
            ),
            file_title=_("File with customers"),
            file_filter=_("Customers ({kinds})"),
            kinds="*.csv *.txt *.tsv *.xlsx *.xlsm *.xls *.ods *.vcf *.vcard",
            question=_("What to do with the customers of the file"),
            hint=_(
                "A customer is recognised by card number, tax id, e-mail or telephone. What the file says"
                " replaces what is there; telephones, e-mails and tags are added; an empty cell changes"
                " nothing."
            ),
            counts={
                "created": _("New customers"),
                "updated": _("Files completed"),
                "unchanged": _("Nothing new"),
                "rejected": _("Rows rejected"),
            },
            running=_("Importing customers"),
            done=_("Customers imported"),
            cancelled=_("The import was cancelled; nobody was added and nothing was changed."),
        )

    def targets(self) -> Sequence[Target]:
        """Return what a column can be."""
        return [target for target in TARGETS if target.key != "own"]

    def own_names(self, shop: Shop) -> list[str]:
        """Return the names of the shop's own fields."""
        return [field.name for field in own_fields.list_fields(shop)]

    def preview(self, shop: Shop, path: Path, reading: Reading) -> Found:
        """Open a file and guess what its columns are."""
        return preview(shop, path, reading)

    def cards(self, shop: Shop, found: Found, limit: int) -> list[Draft]:
        """Return the first cards of a file that has no columns."""
        return sample_drafts(shop, found, None, limit) if isinstance(found, Preview) else []

    def fault(self, found: Found, mapping: Mapping) -> str:
        """Any column that is understood is enough."""
        del found, mapping
        return ""

    def samples(self, shop: Shop, found: Found, mapping: Mapping) -> list[Sample]:
        """Return the first rows as they are read."""
        if not isinstance(found, Preview):
            return []
        locale = shop.profile.locale
        return [
            Sample(" · ".join(lines_of(draft, locale)), draft.problem, " ".join(draft.remarks))
            for draft in sample_drafts(shop, found, mapping)
        ]

    def choices(self, changed: Callable[[], object]) -> tuple[QWidget, Choices]:
        """Whom to make and whom to change."""
        made: RadioChoice[str] = RadioChoice(
            _("What to do"),
            (
                ("both", _("Add those who are new and complete the files of those who are in the shop")),
                ("create", _("Only add those who are new")),
                ("update", _("Only complete the files of those who are in the shop")),
            ),
        )
        made.group.idClicked.connect(lambda _place: changed())
        return made, made

    def run(self, shop: Shop, path: Path, request: ImportRequest) -> ImportReport:
        """Bring customers in, or only try."""
        return run_import(shop, path, mode=request.choice, **request.common())


def lines_of(draft: Draft, locale: str) -> list[str]:
    """Return what a draft says, as one reads it aloud."""
    customer = draft.customer
    parts = [customer.full_name or _("without a name")]
    if customer.kind is CustomerKind.COMPANY and customer.contact_person:
        parts.append(customer.contact_person)
    elif customer.company and customer.company != customer.full_name:
        parts.append(customer.company)
    parts += [point.value for point in customer.contacts[:4]]
    place = " ".join(text for text in (customer.postcode, customer.town) if text)
    parts += [
        text for text in (customer.street, place, customer.tax_id, _born(customer.birth, locale)) if text
    ]
    if customer.tags:
        parts.append(", ".join(customer.tags))
    return parts


def _born(birth: str, locale: str) -> str:
    """Return a date of birth in figures; without a year as it is kept."""
    return birth if birth.startswith("-") or not birth else short_date(date.fromisoformat(birth), locale)
