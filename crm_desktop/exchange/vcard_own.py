"""Properties of this program's own that carry what vCard has no word for, so that an export loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from crm_desktop.domain.customers.own_fields import OwnField, stored_problem
from crm_desktop.domain.service import Channel
from crm_desktop.exchange import values
from crm_desktop.exchange.drafts import Setting
from crm_desktop.exchange.vcard_parser import Property
from crm_desktop.shared.clock import from_text
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import fold, squeeze

OWN_PREFIX = "X-MOSTRADOR-"
PRODUCT = "-//Mostrador//crm-desktop//ES"
# Property -> field of `Customer` whose text it carries.
TEXTS: dict[str, str] = {
    "CONTACT-PERSON": "contact_person",
    "TAX-ID": "tax_id",
    "CARD": "card",
    "HEARD-FROM": "heard_from",
    "HOURS": "preferred_hours",
    "WARNING": "warning",
}
_CHANNELS = {channel.value: channel for channel in Channel}


class OwnProperties:
    """Reads them into the fields of a customer."""

    def __init__(self, setting: Setting, to_utc: Callable[[datetime], datetime], now: datetime) -> None:
        self._setting = setting
        self._to_utc = to_utc
        self._now = now
        self._fields = {fold(field.name): field for field in setting.own_fields}

    def read(self, each: Property, fields: dict[str, Any], remarks: list[str]) -> None:
        """Put what a property says into the fields of `Customer`; others than our own are left alone."""
        if not each.name.startswith(OWN_PREFIX):
            return
        name = each.name.removeprefix(OWN_PREFIX)
        text = each.value
        if name in TEXTS:
            fields[TEXTS[name]] = text if name == "WARNING" else squeeze(text)
        elif name == "DISCOUNT" and text.isdigit() and int(text) <= 10_000:
            fields["discount_bp"] = int(text)
        elif name == "DO-NOT-CONTACT":
            fields["do_not_contact"] = bool(values.read_yes_no(text))
        elif name == "CHANNEL" and text in _CHANNELS:
            fields["preferred_channel"] = _CHANNELS[text]
        elif name in {"CREATED", "ARCHIVED"}:
            try:
                fields["created_at" if name == "CREATED" else "archived_at"] = from_text(text)
            except ValueError:
                remarks.append(_("“{value}” was not understood and left out.").format(value=text[:60]))
        elif name == "FIELD":
            self._own_value(each, fields, remarks)

    def _own_value(self, each: Property, fields: dict[str, Any], remarks: list[str]) -> None:
        field = self._fields.get(fold(unquote(each.parameter("X-NAME"))))
        if field is None or field.id is None or stored_problem(field, each.value):
            remarks.append(
                _("“{value}” was not understood and left out.").format(value=squeeze(each.value)[:60])
            )
            return
        fields.setdefault("own_values", {})[field.id] = each.value


def field_of(each: Property) -> tuple[str, str, tuple[str, ...]] | None:
    """Return the own field that a property names: its name, kind and choices."""
    if each.name != f"{OWN_PREFIX}FIELD":
        return None
    name = unquote(each.parameter("X-NAME"))
    choices = tuple(unquote(choice) for choice in each.parameters.get("X-CHOICE", ()))
    return (name, each.parameter("X-KIND"), choices) if name else None


def quote(text: str) -> str:
    """Return a text as a parameter's value (RFC 6868: ^n, ^' and ^^ for what may not stand in one)."""
    return '"' + text.replace("^", "^^").replace("\n", "^n").replace('"', "^'") + '"'


def unquote(text: str) -> str:
    """Return the text that `quote` was given."""
    result, position = [], 0
    while position < len(text):
        pair = text[position : position + 2]
        if pair in {"^^", "^n", "^'"}:
            result.append({"^^": "^", "^n": "\n", "^'": '"'}[pair])
            position += 2
        else:
            result.append(text[position])
            position += 1
    return "".join(result)


def own_field_parameters(field: OwnField) -> str:
    """Return the parameters that name an own field."""
    choices = "".join(f";X-CHOICE={quote(choice)}" for choice in field.choices)
    return f";X-NAME={quote(field.name)};X-KIND={field.kind.value}{choices}"
