"""From the properties of a vCard to a draft of a customer."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from crm_desktop.domain.customers.birthdays import read_birth
from crm_desktop.domain.customers.model import ContactKind, ContactPoint, Customer, CustomerKind
from crm_desktop.domain.customers.names import looks_like_company, split_family_names, split_full_name
from crm_desktop.exchange import values
from crm_desktop.exchange.cells import split_tags
from crm_desktop.exchange.drafts import Draft, RelationText, Setting, finish, rejected
from crm_desktop.exchange.labels import read_label
from crm_desktop.exchange.relation_text import read_relations
from crm_desktop.exchange.vcard_own import OWN_PREFIX, PRODUCT, OwnProperties
from crm_desktop.exchange.vcard_parser import (
    Property,
    split,
    unescape,
)
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import squeeze

MAX_PHOTO = 200 * 1024  # bytes; a larger picture is left out
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_SOCIAL = {
    "X-SOCIALPROFILE": "",
    "SOCIALPROFILE": "",
    "IMPP": "",
    "X-TWITTER": "Twitter",
    "X-SKYPE": "Skype",
    "X-INSTAGRAM": "Instagram",
    "X-FACEBOOK": "Facebook",
}
_DULL_TYPES = frozenset(
    {
        "pref",
        "voice",
        "internet",
        "msg",
        "text",
        "video",
        "isdn",
        "x400",
        "main",
        "postal",
        "parcel",
        "intl",
        "dom",
    }
)
_GENDERS = {"F": "female", "M": "male", "O": "other"}


class CardReader:
    """Reads one card.

    Args:
        found: its properties.
        setting: of the shop.
        own: reads the properties that are this program's own.
    """

    def __init__(self, found: list[Property], setting: Setting, own: OwnProperties) -> None:
        self._found = found
        self._setting = setting
        self._own = own
        self._ours = any(p.name == "PRODID" and p.value == PRODUCT for p in found)
        self._labels = {p.group: p.value for p in found if p.name in {"X-ABLABEL", "X-LABEL"} and p.group}
        self.fields: dict[str, Any] = {}
        self.contacts: list[ContactPoint] = []
        self.remarks: list[str] = []
        self.photo = b""
        self.relations: tuple[RelationText, ...] = ()
        self.staff = ""

    def draft(self) -> Draft:
        """Return what the card says; of a group of cards, why nobody can be made of it."""
        by_name: dict[str, list[Property]] = {}
        for each in self._found:
            by_name.setdefault(each.name, []).append(each)
            self._contact(each)
        if any(p.value.strip().lower() == "group" for p in by_name.get("KIND", ())):
            return rejected(_("This card is a group of other cards, not a customer."))
        self._name(by_name)
        self._address(by_name)
        self._texts(by_name)
        self._birth(by_name)
        self._photo(by_name)
        for each in self._found:
            if each.name == f"{OWN_PREFIX}RELATED":
                found, _bad = read_relations(each.value)
                self.relations = tuple(RelationText(*r) for r in found)
            elif each.name == f"{OWN_PREFIX}STAFF":
                self.staff = squeeze(each.value)
            else:
                self._own.read(each, self.fields, self.remarks)
        if self.contacts:
            self.fields["contacts"] = tuple(self.contacts)
        own = self.fields.pop("own_values", None)
        if own:
            self.fields["own"] = tuple(own.items())
        customer = Customer(**self.fields)
        draft = Draft(customer, set(self.fields), self.staff, self.relations, self.photo, self.remarks)
        return finish(draft, self._setting)

    # ---- names

    def _name(self, by_name: dict[str, list[Property]]) -> None:
        whole = squeeze(by_name["FN"][0].value) if "FN" in by_name else ""
        if self._ours or whole in {point.value for point in self.contacts}:
            whole = ""  # FN may not be empty, so of somebody without a name it says something else
        organisation = squeeze(by_name["ORG"][0].parts()[0]) if "ORG" in by_name else ""
        if organisation:
            self.fields["company"] = organisation
        kind = by_name["KIND"][0].value.strip().lower() if "KIND" in by_name else ""
        as_company = any(p.value.strip().upper() == "COMPANY" for p in by_name.get("X-ABSHOWAS", ()))
        names = self._parts_of_name(by_name["N"][0]) if "N" in by_name else {}
        if kind == "org" or as_company:
            self.fields["kind"] = CustomerKind.COMPANY
            self.fields["company"] = organisation or whole
            if whole == self.fields["company"]:
                names = {}
        elif kind == "individual":
            self.fields["kind"] = CustomerKind.PERSON
        if not names and not organisation and looks_like_company(whole):
            self.fields["company"] = whole
        if not names and whole and whole != self.fields.get("company"):
            names = dict(
                zip(("given_name", "family_name", "second_family_name"), split_full_name(whole), strict=True)
            )
        self.fields.update({name: text for name, text in names.items() if text})

    def _parts_of_name(self, name: Property) -> dict[str, str]:
        raw = [*name.raw_parts(), "", "", ""]
        families = [squeeze(unescape(part)) for part in split(raw[0], ",")]
        given = squeeze(" ".join(unescape(part) for names in raw[1:3] for part in split(names, ",")))
        if len(families) == 2:
            family, second = families
        elif self._ours:
            family, second = " ".join(families), ""  # we write two names as two
        else:
            family, second = split_family_names(" ".join(families))
        if given and not family and name.version != "4.0":
            return dict(
                zip(("given_name", "family_name", "second_family_name"), split_full_name(given), strict=True)
            )
        if not (given or family):
            return {}
        return {"given_name": given, "family_name": family, "second_family_name": second}

    # ---- contact points

    def _contact(self, each: Property) -> None:
        kind = {"TEL": ContactKind.PHONE, "EMAIL": ContactKind.EMAIL, "URL": ContactKind.WEB}.get(each.name)
        label = self._label(each)
        if each.name in _SOCIAL:
            kind = ContactKind.SOCIAL
            network = _SOCIAL[each.name] or each.parameter("SERVICE-TYPE") or each.parameter("X-SERVICE-TYPE")
            label = (
                label or network or next(iter(each.types - _DULL_TYPES - {"home", "work"}), "").capitalize()
            )
        if kind is None:
            return
        value = squeeze(each.value)
        if kind is ContactKind.PHONE:
            if value[:4].lower() == "tel:":
                value = value[4:].split(";")[0]
            types = each.types
            mobile = types & {"cell", "iphone", "mobile", "x-mobile"} or read_label(label).mobile
            kind = ContactKind.MOBILE if mobile else kind
            label = "" if read_label(label).mobile else label
        if value:
            self.contacts.append(ContactPoint(kind, value, "", label))

    def _label(self, each: Property) -> str:
        own = self._labels.get(each.group, "")
        if own:
            apple = _APPLE_LABEL.fullmatch(own.strip())
            return read_label(apple[1]).text if apple else squeeze(own)
        for kind in ("fax", "work", "home", "car", "other"):
            if kind in each.types:
                return read_label(kind).text
        return ""

    # ---- the rest

    def _address(self, by_name: dict[str, list[Property]]) -> None:
        addresses = [p for p in by_name.get("ADR", ()) if any(part.strip() for part in p.parts())]
        if not addresses:
            labels = [p for p in by_name.get("LABEL", ()) if p.value.strip()]
            if labels:
                self.fields["street"] = squeeze(labels[0].value)
            return
        best = min(addresses, key=lambda p: ("pref" not in p.types, "home" not in p.types))
        parts = [squeeze(", ".join(part.splitlines())) for part in best.parts()]
        box, extended, street, town, province, postcode, country = [*parts, *[""] * 7][:7]
        lines = ", ".join(part for part in (street, extended, box) if part)
        found = {"street": lines, "town": town, "province": province, "postcode": postcode}
        self.fields.update({name: text for name, text in found.items() if text})
        code = values.read_country(country) if country else None
        if code and code != self._setting.country:
            self.fields["country"] = code
        if country and code is None:
            self.remarks.append(_("“{value}” was not understood and left out.").format(value=country[:60]))
        if len(addresses) > 1:
            self.remarks.append(_("There is more than one address in this card: only the first was taken."))

    def _texts(self, by_name: dict[str, list[Property]]) -> None:
        notes = [p.value for p in by_name.get("NOTE", ()) if p.value.strip()]
        if notes:
            self.fields["notes"] = "\n".join(notes)
        tags = [
            tag
            for p in by_name.get("CATEGORIES", ())
            for part in split(p.text, ",")
            for tag in split_tags(unescape(part))
        ]
        if tags:
            self.fields["tags"] = tuple(dict.fromkeys(tags))
        for each in by_name.get("GENDER", []):
            gender = _GENDERS.get(each.parts()[0].strip().upper())
            if gender:
                self.fields["gender"] = values.read_gender(gender)
        for each in by_name.get("LANG", [])[:1]:
            self.fields["language"] = values.read_language(each.value) or ""
        # Address books keep one person in several cards, each with a UID of its own: only ours say who it is.
        for each in by_name.get("UID", [])[:1] if self._ours else ():
            try:
                self.fields["uid"] = UUID(
                    each.value.strip().removeprefix("urn:uuid:").removeprefix("uuid:")
                ).hex
            except ValueError:
                self.remarks.append(
                    _("“{value}” was not understood and left out.").format(value=each.value[:60])
                )

    def _birth(self, by_name: dict[str, list[Property]]) -> None:
        for each in by_name.get("BDAY", [])[:1]:
            text = each.value.strip()
            without_year = each.parameter("X-APPLE-OMIT-YEAR")
            if without_year and text.startswith(without_year):
                text = "--" + text[4:].lstrip("-")
            text = re.sub(r"[T ]\d{2}:?\d{2}.*$", "", text)
            try:
                self.fields["birth"] = read_birth(text, self._setting.today, self._setting.locale)
            except InvalidInput as error:
                self.remarks.append(
                    _("Date of birth “{value}” left out: {why}").format(value=text[:40], why=error.sentence)
                )

    def _photo(self, by_name: dict[str, list[Property]]) -> None:
        for each in by_name.get("PHOTO", [])[:1]:
            data = each.data()
            if data and len(data) <= MAX_PHOTO and data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
                self.photo = data
            elif data:
                self.remarks.append(
                    _("The photograph was left out: it is larger than 200 KB, or no JPEG or PNG picture.")
                )
