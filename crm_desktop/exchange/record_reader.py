"""From the cells of a row to a draft of a customer, by a mapping; made once for a file, fast for each row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from crm_desktop.domain.customers.model import Customer, CustomerKind
from crm_desktop.domain.customers.names import looks_like_company, split_family_names, split_full_name
from crm_desktop.domain.customers.postcodes import normal_postcode, province_of
from crm_desktop.exchange.cells import ContactCells, RowParts
from crm_desktop.exchange.drafts import Draft, Setting, finish, rejected
from crm_desktop.exchange.formula_safety import unprotect
from crm_desktop.exchange.mapping import Mapping
from crm_desktop.exchange.record_steps import Step, Steps, ToUtc
from crm_desktop.exchange.targets import TARGET_OF
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import squeeze

# Which of several addresses is taken: the first of these that says anything.
_PLACES = ("", "home", "1", "work", "2", "3", "other")


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
        self._protected = protected
        gender = mapping.first("gender")
        letters = {row[gender].strip().upper() for row in sample if gender is not None and gender < len(row)}
        steps = Steps(
            setting,
            to_utc,
            now,
            genders_hm="H" in letters,
            plain_numbers=not protected,
            ours=mapping.first("uid") is not None,
        )
        self._width = len(mapping.columns)
        self._contacts = ContactCells(mapping, setting.country)
        self._places = sorted(
            {c.place for c in mapping.columns if c.target and TARGET_OF[c.target].address},
            key=lambda place: _PLACES.index(place) if place in _PLACES else len(_PLACES),
        )
        self._steps: list[tuple[int, Step]] = []
        for index, column in enumerate(mapping.columns):
            step = steps.step(column.target, column.place, column.own) if column.target else None
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
