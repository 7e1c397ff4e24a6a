"""Tax ids, checked for their country: NIF, NIE, CIF, RFC, NIT, RUT, CUIT, RUC and others.

A doubtful id is never refused: customers come from everywhere, and what stands on their paper is theirs. It
    is kept as
it was typed, with a sentence that says what to check.
"""

from __future__ import annotations

import importlib
import re
from functools import lru_cache
from typing import Any, NamedTuple

from crm_desktop.domain.customers.spanish_tax_ids import SpanishId, read_spanish
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import squeeze

_CUT = {ord(c): None for c in " .-/·\u00a0"}
_PREFIX = re.compile(r"[A-Z]{2}(?=[0-9A-Z]{2,14}$)")


class TaxId(NamedTuple):
    """A tax id that was read.

    Attributes:
        normal: without spaces, dots and dashes, in capitals; the text as typed when nobody knows its kind.
        kind: what it is called ("NIF", "RFC" …), or "" when it is not known.
        warning: what to check, in the user's language, or "".
    """

    normal: str
    kind: str = ""
    warning: str = ""


class _Kind(NamedTuple):
    name: str
    module: str
    example: str


# country -> the ids that a customer there may have, by the module of python-stdnum that knows each; the first
# names the field. Examples are made up and their control figures are right.
_KINDS: dict[str, tuple[_Kind, ...]] = {
    "AD": (_Kind("NRT", "ad.nrt", "F123456A"),),
    "AR": (_Kind("CUIT", "ar.cuit", "20-12345678-6"), _Kind("DNI", "ar.dni", "12.345.678")),
    "BR": (_Kind("CPF", "br.cpf", "123.456.789-09"), _Kind("CNPJ", "br.cnpj", "12.345.678/0001-95")),
    "CL": (_Kind("RUT", "cl.rut", "12.345.678-5"),),
    "CO": (_Kind("NIT", "co.nit", "900.123.456-8"),),
    "CR": (_Kind("Cédula", "cr.cpf", "1-0234-0567"), _Kind("CPJ", "cr.cpj", "3-101-123456")),
    "CU": (_Kind("NI", "cu.ni", "80010112300"),),
    "DE": (_Kind("USt-IdNr.", "de.vat", "DE 123456788"), _Kind("IdNr.", "de.idnr", "11 234 567 890")),
    "DO": (_Kind("RNC", "do.rnc", "1-01-23456-3"), _Kind("Cédula", "do.cedula", "001-1234567-3")),
    "EC": (_Kind("RUC", "ec.ruc", "1712345675001"), _Kind("Cédula", "ec.ci", "171234567-5")),
    "FR": (_Kind("TVA", "fr.tva", "FR 11 123 456 782"), _Kind("SIREN", "fr.siren", "123 456 782")),
    "GB": (_Kind("VAT", "gb.vat", "GB 123 4567 27"),),
    "GT": (_Kind("NIT", "gt.nit", "1234567-9"),),
    "IT": (_Kind("CF", "it.codicefiscale", "RSSMRA80A01H501U"), _Kind("IVA", "it.iva", "IT 12345670157")),
    "MX": (_Kind("RFC", "mx.rfc", "PEPJ800101AB0"), _Kind("CURP", "mx.curp", "PEPJ800101HDFRRN03")),
    "PE": (_Kind("RUC", "pe.ruc", "20123456786"), _Kind("DNI", "pe.cui", "12345678")),
    "PT": (_Kind("NIF", "pt.nif", "123 456 789"), _Kind("CC", "pt.cc", "12345678 0 ZZ0")),
    "PY": (_Kind("RUC", "py.ruc", "80012345-0"),),
    "SV": (_Kind("NIT", "sv.nit", "0614-010180-101-0"),),
    "US": (_Kind("TIN", "us.tin", "123-45-6789"),),
    "UY": (_Kind("RUT", "uy.rut", "21-123456-001-9"),),
    "VE": (_Kind("RIF", "ve.rif", "V-12345678-1"),),
}
_CEDULA = {"CO": re.compile(r"\d{6,10}"), "PE": re.compile(r"\d{8}"), "UY": re.compile(r"\d{7,8}")}


def label(country: str) -> str:
    """Return what a tax id is called in a country ("NIF", "RFC"), or a general name."""
    if country == "ES":
        return "NIF"
    kinds = _KINDS.get(country)
    return kinds[0].name if kinds else _("Tax id")


def read_tax_id(text: str, country: str = "ES") -> TaxId:
    """Read a tax id for the country of the customer.

    Args:
        text: as typed, with any spaces, dots and dashes, and with or without the country's two letters.
        country: ISO 3166 alpha-2.

    Returns:
        The normal form with its kind when it is right; otherwise a warning too. Nothing is ever refused.
    """
    plain = squeeze(text)
    if not plain:
        return TaxId("")
    compact = plain.translate(_CUT).upper()
    if country == "ES":
        found = read_spanish(compact.removeprefix("ES") if len(compact) > 9 else compact)
        if found.right:
            return TaxId(found.normal, found.kind)
        return _elsewhere(compact) or _doubtful(plain, found)
    own = _own(compact, country)
    if own and not own.warning:
        return own
    return _elsewhere(compact) or own or TaxId(plain)


def _doubtful(plain: str, found: SpanishId) -> TaxId:
    return TaxId(found.normal or plain, found.kind, found.warning)


def _elsewhere(compact: str) -> TaxId | None:
    """Return the id of another country that says so with its two letters ("PT501964843", "ES12345678Z")."""
    prefix = _PREFIX.match(compact)
    if not prefix:
        return None
    country = prefix[0]
    if country == "ES":
        spanish = read_spanish(compact[2:])
        return TaxId(compact, spanish.kind) if spanish.right else None
    if country in _KINDS:
        own = _own(compact[2:], country)
        return TaxId(compact, own.kind) if own and not own.warning else None
    return TaxId(compact, "VAT") if _european(compact) else None


@lru_cache(maxsize=256)
def _european(compact: str) -> bool:
    from stdnum.eu import vat

    return bool(vat.is_valid(compact))


@lru_cache(maxsize=4096)
def _own(compact: str, country: str) -> TaxId | None:
    from stdnum import exceptions

    if country not in _KINDS:
        return None
    reasons: list[tuple[_Kind, Exception]] = []
    for kind in _KINDS[country]:
        module: Any = importlib.import_module(f"stdnum.{kind.module}")
        try:
            return TaxId(module.validate(compact).upper(), kind.name)
        except exceptions.ValidationError as error:
            reasons.append((kind, error))
        except (ValueError, IndexError):  # some of the library's modules stumble over odd text
            reasons.append((kind, exceptions.InvalidFormat()))
    cedula = _CEDULA.get(country)
    if cedula and cedula.fullmatch(compact):
        return TaxId(compact, "DNI" if country == "PE" else "Cédula")
    likely, reason = next((r for r in reasons if isinstance(r[1], exceptions.InvalidChecksum)), reasons[0])
    return TaxId(compact, likely.name, _sentence(likely, reason))


def _sentence(kind: _Kind, error: Exception) -> str:
    from stdnum import exceptions

    if isinstance(error, exceptions.InvalidChecksum):
        text = _("The control figure of this {kind} does not fit: one of its figures must be wrong.")
    elif isinstance(error, exceptions.InvalidLength):
        text = _("This {kind} is too long or too short: it looks like {example}.")
    else:
        text = _("This does not look like a {kind}: one looks like {example}.")
    return text.format(kind=kind.name, example=kind.example)
