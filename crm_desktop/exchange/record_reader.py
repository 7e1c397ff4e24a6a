"""From the cells of a row to a draft of a customer, by a mapping; made once for a file, fast for each row."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from crm_desktop.domain.customers.birthdays import read_birth
from crm_desktop.domain.customers.model import Customer, CustomerKind
from crm_desktop.domain.customers.names import looks_like_company, split_family_names, split_full_name
from crm_desktop.domain.customers.own_fields import OwnField, read_value, stored_problem
from crm_desktop.domain.customers.postcodes import normal_postcode, province_of
from crm_desktop.exchange import values
from crm_desktop.exchange.cells import ContactCells, RowParts, split_tags
from crm_desktop.exchange.drafts import Draft, RelationText, Setting, finish, rejected
from crm_desktop.exchange.formula_safety import unprotect
from crm_desktop.exchange.mapping import Mapping
from crm_desktop.exchange.relation_text import read_relations
from crm_desktop.exchange.targets import TARGET_OF
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import fold, squeeze

ToUtc = Callable[[datetime], datetime]
# Which of several addresses is taken: the first of these that says anything.
_PLACES = ("", "home", "1", "work", "2", "3", "other")
_LINES = {
    "given_name", "family_name", "second_family_name", "company", "contact_person", "preferred_hours",
    "heard_from", "card", "tax_id",
}  # fmt: skip
# Outlook writes "0/0/00" where there is no date.
_NO_DATE = re.compile(r"[0/.\-\s]+")
_ADDRESS_OF_OWNER = re.compile(r"\s*[(<][^()<>]*@[^()<>]*[)>]")
_TEXTS = frozenset({"notes", "warning"})


class RecordReader:
    """Reads the rows of one file.

    Args:
        mapping: which column fills which field.
        setting: of the shop.
        to_utc: makes an instant in UTC of a naive moment in the shop's zone.
        now: the instant at which a customer is archived when the file only says that they are.
        protected: whether texts carry an apostrophe before what a spreadsheet would take for a formula (CSV).
        sample: some rows of the file, to see how it writes what may be written in two ways.
    """

    def __init__(
        self,
        mapping: Mapping,
        setting: Setting,
        to_utc: ToUtc,
        now: datetime,
        *,
        protected: bool = True,
        sample: Sequence[Sequence[str]] = (),
    ) -> None:
        self._setting = setting
        self._to_utc = to_utc
        self._now = now
        self._protected = protected
        gender = mapping.first("gender")
        letters = {row[gender].strip().upper() for row in sample if gender is not None and gender < len(row)}
        self._read_gender = values.read_gender_hm if "H" in letters else values.read_gender
        self._width = len(mapping.columns)
        self._contacts = ContactCells(mapping, setting.country)
        self._own = {fold(field.name): field for field in setting.own_fields}
        self._places = sorted(
            {c.place for c in mapping.columns if c.target and TARGET_OF[c.target].address},
            key=lambda place: _PLACES.index(place) if place in _PLACES else len(_PLACES),
        )
        self._steps: list[tuple[int, Callable[[RowParts, str], None]]] = []
        for index, column in enumerate(mapping.columns):
            step = self._step(column.target, column.place, column.own) if column.target else None
            if step is not None:
                self._steps.append((index, step))

    def read(self, cells: Sequence[str]) -> Draft:
        """Return what a row says, or why it cannot be taken."""
        if len(cells) > self._width and any(cell.strip() for cell in cells[self._width :]):
            return rejected(
                _(
                    "There are more cells than headings: put texts with the separator in them between"
                    " quotation marks."
                )
            )
        parts = RowParts()
        count = len(cells)
        protected = self._protected
        for index, step in self._steps:
            if index < count:
                text = cells[index]
                if text:
                    if text[0] == "'" and protected:
                        text = unprotect(text)
                    if not text.isspace():
                        step(parts, text)
        self._contacts.read(parts, cells, unprotect if protected else str)
        return self._draft(parts)

    # ---- from the parts to the draft

    def _draft(self, parts: RowParts) -> Draft:
        fields = parts.values
        if parts.addresses:
            self._take_address(parts)
        self._name(parts)
        if parts.tags:
            fields["tags"] = tuple(dict.fromkeys(parts.tags))
        if parts.contacts:
            fields["contacts"] = tuple(parts.contacts)
        if parts.own:
            fields["own"] = tuple(parts.own.items())
        damaged = "\ufffd" in "".join(v for v in fields.values() if v.__class__ is str)
        if damaged:
            parts.remarks.append(
                _("Some letters of this row could not be read: see whether the encoding is right.")
            )
        draft = Draft(Customer(**fields), set(fields), parts.staff, parts.relations, remarks=parts.remarks)
        return finish(draft, self._setting)

    def _take_address(self, parts: RowParts) -> None:
        taken = [place for place in self._places if parts.addresses.get(place)]
        fields = parts.addresses[taken[0]]
        parts.values.update(fields)
        if len(fields.get("province", "")) in {1, 2}:  # Shopify's code, such as "M" for Madrid
            known = province_of(normal_postcode(fields.get("postcode", "")), fields.get("country", "ES"))
            parts.values["province"] = known or fields["province"]
        if len(taken) > 1 and any("street" in parts.addresses[place] for place in taken[1:]):
            parts.remarks.append(_("There is more than one address in this row: only the first was taken."))

    def _name(self, parts: RowParts) -> None:
        fields = parts.values
        if parts.middle:
            fields["given_name"] = squeeze(f"{fields.get('given_name', '')} {parts.middle}")
        if parts.families:
            family, second = split_family_names(parts.families)
            fields.setdefault("family_name", family)
            if second:
                fields.setdefault("second_family_name", second)
        if parts.whole and fields.get("kind") is not CustomerKind.PERSON and looks_like_company(parts.whole):
            fields.setdefault("company", parts.whole)  # "Ferretería Ruiz, S.L." is nobody called S.L.
        elif parts.whole and not ("given_name" in fields or "family_name" in fields):
            if parts.reversed and "," not in parts.whole:
                family, rest = split_family_names(parts.whole)
                second, given = split_family_names(rest)
                if not given:
                    second, given = "", second
            else:
                given, family, second = split_full_name(parts.whole)
            names = {"given_name": given, "family_name": family, "second_family_name": second}
            fields.update({name: text for name, text in names.items() if text})

    # ---- one step for each column

    def _step(self, target: str, place: str, own: str) -> Callable[[RowParts, str], None] | None:
        if TARGET_OF[target].address:
            return self._address(target, place)
        if target in _LINES:
            return lambda parts, text: parts.values.__setitem__(target, squeeze(text))
        if target in _TEXTS:
            return lambda parts, text: self._add_text(parts, target, text)
        if target == "own":
            return self._own_step(own)
        steps: dict[str, Callable[[RowParts, str], None]] = {
            "full_name": lambda parts, text: setattr(parts, "whole", squeeze(text)),
            "full_name_reversed": self._reversed_name,
            "middle_name": lambda parts, text: setattr(parts, "middle", squeeze(text)),
            "family_names": lambda parts, text: setattr(parts, "families", squeeze(text)),
            "uid": self._uid,
            "birth": self._birth,
            "tags": lambda parts, text: parts.tags.extend(split_tags(text)),
            "accepts_email": self._accepts,
            "staff": self._staff,
            "relations": self._relations,
            "created": self._created,
            "archived": self._archived,
            "kind": self._known("kind", values.read_kind),
            "gender": self._known("gender", self._read_gender),
            "language": self._known("language", values.read_language),
            "preferred_channel": self._known("preferred_channel", values.read_channel),
            "do_not_contact": self._known("do_not_contact", values.read_yes_no),
            "discount": self._known("discount_bp", values.read_percent),
        }
        return steps.get(target)

    @staticmethod
    def _add_text(parts: RowParts, target: str, text: str) -> None:
        old = parts.values.get(target)
        parts.values[target] = f"{old}\n{text}" if old else text

    @staticmethod
    def _reversed_name(parts: RowParts, text: str) -> None:
        parts.whole, parts.reversed = squeeze(text), True

    @staticmethod
    def _left_out(parts: RowParts, text: str) -> None:
        parts.remarks.append(_("“{value}” was not understood and left out.").format(value=squeeze(text)[:60]))

    def _known(self, field: str, read: Callable[[str], Any]) -> Callable[[RowParts, str], None]:
        """Return the step for a field whose texts are words to be understood; files repeat a few of them."""
        seen: dict[str, Any] = {}

        def step(parts: RowParts, text: str) -> None:
            value = seen.get(text, seen)
            if value is seen:
                value = read(text)
                if len(seen) < 1000:
                    seen[text] = value
            if value is None:
                self._left_out(parts, text)
            else:
                parts.values[field] = value

        return step

    def _address(self, target: str, place: str) -> Callable[[RowParts, str], None]:
        field = "street" if target == "street2" else target
        if field == "country":
            countries = self._known("country", values.read_country)

            def country(parts: RowParts, text: str) -> None:
                countries(parts, text)
                code = parts.values.pop("country", "")
                if code and code != self._setting.country:
                    parts.addresses.setdefault(place, {})["country"] = code

            return country

        def step(parts: RowParts, text: str) -> None:
            address = parts.addresses.get(place)
            if address is None:
                address = parts.addresses[place] = {}
            plain = squeeze(text.lstrip("'")) if field == "postcode" else squeeze(text)
            old = address.get(field)
            if old is None:
                address[field] = plain
            elif field == "street":
                address[field] = f"{old}, {plain}"

        return step

    def _uid(self, parts: RowParts, text: str) -> None:
        plain = text.strip().lower().replace("-", "")
        if len(plain) == 32 and all(c in "0123456789abcdef" for c in plain):
            parts.values["uid"] = plain
        else:
            self._left_out(parts, text)

    def _birth(self, parts: RowParts, text: str) -> None:
        if _NO_DATE.fullmatch(text.strip()):
            return
        try:
            parts.values["birth"] = read_birth(text, self._setting.today, self._setting.locale)
        except InvalidInput as error:
            parts.remarks.append(
                _("Date of birth “{value}” left out: {why}").format(
                    value=squeeze(text)[:40], why=error.sentence
                )
            )

    @staticmethod
    def _staff(parts: RowParts, text: str) -> None:
        parts.staff = squeeze(_ADDRESS_OF_OWNER.sub("", text))[:200]  # HubSpot: "Marta Soler (marta@…)"

    def _accepts(self, parts: RowParts, text: str) -> None:
        if values.read_yes_no(text):
            parts.tags.append(_("accepts e-mail"))

    def _relations(self, parts: RowParts, text: str) -> None:
        found, bad = read_relations(text)
        parts.relations = tuple(RelationText(*each) for each in found)
        for each in bad:
            self._left_out(parts, each)

    def _created(self, parts: RowParts, text: str) -> None:
        instant = values.read_instant(text, self._to_utc, self._setting.today, self._setting.locale)
        if instant is None or instant > self._now:
            self._left_out(parts, text)
        else:
            parts.values["created_at"] = instant

    def _archived(self, parts: RowParts, text: str) -> None:
        said = values.read_yes_no(text)
        if said is not None:
            parts.values["archived_at"] = self._now if said else None
            return
        instant = values.read_instant(text, self._to_utc, self._setting.today, self._setting.locale)
        if instant is None:
            self._left_out(parts, text)
        else:
            parts.values["archived_at"] = instant.astimezone(UTC)

    def _own_step(self, name: str) -> Callable[[RowParts, str], None] | None:
        field = self._own.get(fold(name))
        if field is None or field.id is None:
            return None
        known: OwnField = field
        field_id: int = field.id

        def step(parts: RowParts, text: str) -> None:
            try:
                parts.own[field_id] = read_value(known, text, self._setting.today, self._setting.locale)
            except InvalidInput as error:
                plain = text.strip()
                if "uid" in parts.values and not stored_problem(known, plain):
                    parts.own[field_id] = (
                        plain  # of this program's own export: a choice that is no longer offered
                    )
                    return
                parts.remarks.append(
                    _("{field} “{value}” left out: {why}").format(
                        field=known.name, value=squeeze(text)[:40], why=error.sentence
                    )
                )

        return step
