"""What is done with the cell of each column: one small function for each field that a column can fill."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from crm_desktop.domain.customers.birthdays import read_birth
from crm_desktop.domain.customers.own_fields import OwnField, OwnFieldKind, read_value, stored_problem
from crm_desktop.exchange import values
from crm_desktop.exchange.cells import RowParts, split_tags
from crm_desktop.exchange.drafts import RelationText, Setting
from crm_desktop.exchange.relation_text import read_relations
from crm_desktop.exchange.targets import TARGET_OF
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import fold, squeeze

ToUtc = Callable[[datetime], datetime]
Step = Callable[[RowParts, str], None]
_LINES = {
    "given_name", "family_name", "second_family_name", "company", "contact_person", "preferred_hours",
    "heard_from",
}  # fmt: skip
_NUMBERS = frozenset({"card", "tax_id"})
# Outlook writes "0/0/00" where there is no date.
_NO_DATE = re.compile(r"[0/.\-\s]+")
_ADDRESS_OF_OWNER = re.compile(r"\s*[(<][^()<>]*@[^()<>]*[)>]")
_TEXTS = frozenset({"notes", "warning"})
# How a spreadsheet's number comes, whatever the locale.
_DECIMAL = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,10})?")


class Steps:
    """Makes the steps for the columns of one file.

    Args:
        setting: of the shop.
        to_utc: makes an instant in UTC of a naive moment in the shop's zone.
        now: the instant at which a customer is archived when the file only says that they are.
        genders_hm: whether the file writes "H" and "M" for "hombre" and "mujer".
        plain_numbers: whether numbers have a point before their decimals whatever the locale (spreadsheets).
        ours: whether the file is one of this program's own exports, in which everything stands as it is.
    """

    def __init__(
        self,
        setting: Setting,
        to_utc: ToUtc,
        now: datetime,
        *,
        genders_hm: bool,
        plain_numbers: bool,
        ours: bool = False,
    ) -> None:
        self._ours = ours
        self._setting = setting
        self._to_utc = to_utc
        self._now = now
        self._read_gender = values.read_gender_hm if genders_hm else values.read_gender
        self._plain_numbers = plain_numbers
        self._own = {fold(field.name): field for field in setting.own_fields}

    def step(self, target: str, place: str, own: str) -> Step | None:
        """Return the step for a column that fills a field, or None when nothing is to be done with it."""
        if TARGET_OF[target].address:
            return self._address(target, place)
        if target in _NUMBERS and not self._ours:
            return lambda parts, text: parts.values.__setitem__(target, squeeze(values.whole_number(text)))
        if target in _LINES or target in _NUMBERS:
            return lambda parts, text: parts.values.__setitem__(target, squeeze(text))
        if target in _TEXTS:
            return lambda parts, text: self._add_text(parts, target, text)
        if target == "own":
            return self._own_step(own)
        steps: dict[str, Step] = {
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

    def _known(self, field: str, read: Callable[[str], Any]) -> Step:
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

    def _address(self, target: str, place: str) -> Step:
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
            plain = squeeze(text)
            if field == "postcode" and not self._ours:
                plain = values.whole_number(plain.lstrip("'"))
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

    def _own_step(self, name: str) -> Step | None:
        field = self._own.get(fold(name))
        if field is None or field.id is None:
            return None
        known: OwnField = field
        field_id: int = field.id

        def step(parts: RowParts, text: str) -> None:
            if self._plain_numbers and known.kind is OwnFieldKind.NUMBER and _DECIMAL.fullmatch(text.strip()):
                parts.own[field_id] = text.strip()
                return
            try:
                parts.own[field_id] = read_value(known, text, self._setting.today, self._setting.locale)
            except InvalidInput as error:
                plain = text.strip()
                if "uid" in parts.values and not stored_problem(known, plain):
                    parts.own[field_id] = plain  # from an export: a choice that is no longer offered
                    return
                parts.remarks.append(
                    _("{field} “{value}” left out: {why}").format(
                        field=known.name, value=squeeze(text)[:40], why=error.sentence
                    )
                )

        return step
