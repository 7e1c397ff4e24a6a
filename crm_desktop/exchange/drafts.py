"""What one row or one card says about a customer, who may be there already or not."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from crm_desktop.domain.customers.field_names import FIELD_NAMES
from crm_desktop.domain.customers.model import CONTACT_KIND_NAMES, Customer, CustomerKind, RelationKind
from crm_desktop.domain.customers.names import looks_like_company
from crm_desktop.domain.customers.own_fields import OwnField
from crm_desktop.domain.customers.spanish_tax_ids import read_spanish
from crm_desktop.domain.customers.validate import check
from crm_desktop.shared.i18n import _


class RelationText(NamedTuple):
    """A related customer by the identity that travels with exports."""

    kind: RelationKind
    uid: str
    note: str


@dataclass(slots=True)
class Draft:
    """A customer as a file tells of them.

    Attributes:
        customer: normalised; what the file does not say has its default.
        given: the fields of `Customer` that the file says something about; only these may change a customer.
        staff: the name of who looks after them, or "".
        relations: related customers, by uid.
        photo: the bytes of a picture, or b"".
        remarks: what was left out or is doubtful, each a sentence in the user's language.
        problem: why nobody can be made of it, or "".
        has_key: whether a card number, tax id or uid may say who it is even without a name.
    """

    customer: Customer
    given: set[str]
    staff: str = ""
    relations: tuple[RelationText, ...] = ()
    photo: bytes = b""
    remarks: list[str] = field(default_factory=list)
    problem: str = ""

    @property
    def is_nobody(self) -> bool:
        """Whether there is neither a name nor any way to reach them."""
        return not (self.customer.has_name or self.customer.contacts)

    @property
    def has_key(self) -> bool:
        """Whether a card number, a tax id or a uid says who it is."""
        return bool(self.customer.uid or self.customer.card or self.customer.tax_id)


class Setting(NamedTuple):
    """What reading a file depends on.

    Attributes:
        country: the shop's, ISO 3166 alpha-2.
        locale: the shop's, such as "es_ES".
        today: in the shop's zone.
        own_fields: the shop's own fields.
    """

    country: str
    locale: str
    today: date
    own_fields: tuple[OwnField, ...] = ()


def rejected(reason: str) -> Draft:
    """Return the draft of a row of which nobody can be made."""
    return Draft(Customer(), set(), problem=reason)


def finish(draft: Draft, setting: Setting) -> Draft:
    """Settle whether it is a person or a company, normalise it, and note what is wrong or doubtful."""
    customer = settle_kind(draft.customer, draft.given)
    nobody = not (customer.has_name or customer.contacts)
    if nobody and not draft.has_key:
        draft.problem = (
            _("There is neither a name nor a telephone nor an e-mail here.")
            if draft.given
            else _("This row is empty.")
        )
        return draft
    if nobody:
        customer = replace(customer, given_name="-")
    checked, problems, warnings = check(customer, setting.country, setting.today, setting.own_fields)
    if nobody:
        checked = replace(checked, given_name="")
    draft.customer = checked
    if problems:
        key, sentence = next(iter(problems.items()))
        draft.problem = _about(customer, key, sentence)
    for key, sentence in warnings.items():
        draft.remarks.append(_about(customer, key, sentence))
    return draft


def settle_kind(customer: Customer, given: set[str]) -> Customer:
    """Return the customer as a company or a person, where the file does not say which."""
    person = customer.given_name or customer.family_name or customer.second_family_name
    if "kind" not in given:
        if not customer.company:
            if person and looks_like_company(customer.full_name):
                return replace(
                    customer,
                    kind=CustomerKind.COMPANY,
                    company=customer.full_name,
                    given_name="",
                    family_name="",
                    second_family_name="",
                )
            return customer
        if person and not _is_company_id(customer.tax_id):
            return customer
        customer = replace(customer, kind=CustomerKind.COMPANY)
    if customer.kind is CustomerKind.COMPANY and customer.company and person:
        return name_as_contact(customer)
    return customer


def name_as_contact(customer: Customer) -> Customer:
    """Return a company whose person's name has become its contact person."""
    parts = (customer.given_name, customer.family_name, customer.second_family_name)
    name = " ".join(part for part in parts if part)
    return replace(
        customer,
        contact_person=customer.contact_person or name,
        given_name="",
        family_name="",
        second_family_name="",
    )


def _is_company_id(tax_id: str) -> bool:
    if not tax_id:
        return False
    found = read_spanish(tax_id.replace(" ", "").replace("-", "").replace(".", "").upper())
    return found.right and found.kind == "CIF"


def _about(customer: Customer, key: str, sentence: str) -> str:
    """Return a sentence with the name of the field that it is about."""
    name, _dot, place = key.partition(".")
    if name == "contacts" and place:
        point = customer.contacts[int(place.split(".")[0])]
        return _("{field} “{value}”: {sentence}").format(
            field=_(CONTACT_KIND_NAMES[point.kind]), value=point.value[:60], sentence=sentence
        )
    title = {"tags": _("Tags"), "own": _("Own field"), "relations": _("Related customers")}.get(name)
    title = title or _(FIELD_NAMES.get(name, ""))
    return _("{field}: {sentence}").format(field=title, sentence=sentence) if title else sentence
