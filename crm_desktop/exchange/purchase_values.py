"""Single values as tills write them: amounts, quantities, sale or return, nobody.

A file is not typed by the person who brings it in, so what can be read without doubt is read: both
"1.000,50" and "1,000.50" are one thousand and fifty cents. Each reader raises InvalidInput with a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from crm_desktop.domain.purchases.validate import LARGEST_CENTS, LARGEST_MILLI
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import squeeze, words

_PLAIN_CENTS = re.compile(r"-?\d{1,7}(?:[.,]\d{1,2})?", re.ASCII)
# Anything but figures and the signs between them: perhaps a currency, which takes long to look up.
_BESIDE = re.compile(r"[^\d.,'()+\-\s]")
_FIGURES = re.compile(r"\d[\d.,' \u00a0\u202f]*", re.ASCII)
_RETURNS = frozenset(
    [
        "devolucion", "dev", "return", "refund", "abono", "d", "reembolso", "devuelto", "devuelta",
        "anulacion", "rectificativa", "facturarectificativa", "notadecredito", "si", "s", "yes", "true", "1",
        "ticketdedevolucion", "ticketdevolucion", "vueltaatras",
    ]
)  # fmt: skip
_SALES = frozenset(
    [
        "venta", "sale", "v", "ticket", "compra", "purchase", "facturasimplificada", "factura", "normal",
        "tique", "no", "n", "false", "0", "cobro", "contado", "ventacontado", "ventadirecta", "tiquet",
    ]
)  # fmt: skip
_NOBODY = frozenset(
    [
        "contado", "clientecontado", "varios", "clientesvarios", "clientevarios", "mostrador", "publico",
        "publicoengeneral", "clientegenerico", "generico", "anonimo", "sincliente", "ventacontado",
        "clienteanonimo", "consumidorfinal", "ninguno", "clientemostrador", "ventamostrador", "none",
        "walkin", "walkincustomer", "guest", "invitado", "anonymous", "nocustomer", "clientefinal",
    ]
)  # fmt: skip
_REDUCTIONS = frozenset(
    [
        "descuento", "dto", "dcto", "cupon", "vale", "promocion", "promo", "redondeo", "rebaja",
        "bonificacion", "discount", "voucher", "coupon", "puntos", "canje",
    ]
)  # fmt: skip


def says_nobody(name: str) -> bool:
    """Tell whether a name is what tills write when they do not know the customer."""
    plain = "".join(words(name))
    return not plain or plain in _NOBODY


def is_reduction(product: str) -> bool:
    """Tell whether a line with a negative amount takes something off the ticket, instead of giving back."""
    return any(word in _REDUCTIONS for word in words(product)[:3])


def read_kind_of_sale(text: str) -> bool | None:
    """Return whether a row is a return; None when the word is not understood."""
    plain = "".join(words(text))
    return True if plain in _RETURNS else False if plain in _SALES else None


class Amounts:
    """Reads the amounts of one file, which writes its decimals in one way.

    Args:
        currency: the shop's, ISO 4217.
        locale: the shop's, for texts such as "1.234" that may be read in two ways.
        samples: amounts of the file, to see how it writes decimals.
    """

    def __init__(self, currency: str, locale: str, samples: Iterable[str] = ()) -> None:
        from crm_desktop.shared.formats import separators

        self._currency, self._locale = currency, locale
        self._point = _decimal_sign(samples) or separators(locale)[1]
        self._seen: dict[str, int] = {}
        self._seen_milli: dict[str, int] = {}

    def cents(self, text: str) -> int:
        """Read an amount, with or without the currency's sign; negative for what is given back.

        Raises:
            InvalidInput: it is no amount of the shop's currency, or too large.
        """
        known = self._seen.get(text)
        if known is None:
            known = self._cents(text)
            if len(self._seen) < 20_000:
                self._seen[text] = known
        return known

    def _cents(self, text: str) -> int:
        plain = text.strip()
        if _PLAIN_CENTS.fullmatch(plain):
            whole, _point, rest = plain.replace(",", ".").partition(".")
            cents = abs(int(whole)) * 100 + int(rest.ljust(2, "0") or 0)
            cents = -cents if plain[0] == "-" else cents
        else:
            cents = self._scaled(plain, 2, self._point)
        if abs(cents) > LARGEST_CENTS:
            raise InvalidInput(_("This amount is too large: {value}.").format(value=plain[:40]))
        return cents

    def milli(self, text: str) -> int:
        """Read a quantity in thousandths: "2" is 2000, "0,350" and "0.350 kg" are 350; "1.000" is one.

        Raises:
            InvalidInput: it is no quantity, or too large.
        """
        known = self._seen_milli.get(text)
        if known is None:
            known = self._milli(text)
            if len(self._seen_milli) < 20_000:
                self._seen_milli[text] = known
        return known

    def _milli(self, text: str) -> int:
        plain = re.sub(
            r"\s*(?:uds?|unidades|u|kg|kgs|g|l|m|pzs?|unid)\.?$", "", text.strip(), flags=re.IGNORECASE
        )
        point = "," if "," in plain and "." not in plain else "." if "," not in plain else self._point
        milli = self._scaled(plain, 3, point, grouped="," in plain and "." in plain)
        if abs(milli) > LARGEST_MILLI:
            raise InvalidInput(_("This quantity is too large: {value}.").format(value=plain[:40]))
        return milli

    def _scaled(self, text: str, decimals: int, point: str, *, grouped: bool = True) -> int:
        from crm_desktop.shared.typed import currency_signs

        signs = currency_signs(self._currency, self._locale) if _BESIDE.search(text) else ()
        plain = text.upper().replace("−", "-").replace("\u2013", "-")
        for sign in signs:
            plain = plain.removeprefix(sign).removesuffix(sign).strip()
        negative = False
        if plain.startswith("(") and plain.endswith(")"):
            negative, plain = True, plain[1:-1].strip()
        if plain[:1] in "+-" or plain[-1:] == "-":
            negative = negative or "-" in (plain[:1], plain[-1:])
            plain = plain.strip("+-").strip()
        for sign in signs:
            plain = plain.removeprefix(sign).removesuffix(sign).strip()
        if not _FIGURES.fullmatch(plain) or len(plain) > 30:
            raise InvalidInput(_no_number(text, decimals))
        number = _joined(re.sub(r"['\s]", "", plain), point, grouped=grouped)
        if number is None:
            raise InvalidInput(_no_number(text, decimals))
        whole, _point, rest = number.partition(".")
        if len(rest) > decimals and rest[decimals] >= "5":
            scaled = (
                int(whole + rest[:decimals]) + 1
            )  # a spreadsheet's 12.345000000001, half away from nought
        else:
            scaled = int(whole + rest[:decimals].ljust(decimals, "0"))
        return -scaled if negative else scaled


def _no_number(text: str, decimals: int) -> str:
    sentence = _("“{value}” is not a quantity.") if decimals == 3 else _("“{value}” is not an amount.")
    return sentence.format(value=squeeze(text)[:40])


def _joined(plain: str, point: str, *, grouped: bool) -> str | None:
    """Return figures with one dot before the decimals, or None when the signs between them make no sense."""
    dots, commas = plain.count("."), plain.count(",")
    if dots and commas:
        last = "." if plain.rfind(".") > plain.rfind(",") else ","
    elif dots + commas == 0:
        return plain
    else:
        sign = "." if dots else ","
        head, _sign, tail = plain.rpartition(sign)
        if dots + commas > 1:
            last = ""  # only groups
        elif len(tail) == 3 and grouped and sign != point and 1 <= len(head) <= 3 and head != "0":
            last = ""
        else:
            last = sign
    whole, _point, rest = plain.rpartition(last) if last else (plain, "", "")
    groups = re.split(r"[.,]", whole)
    if last and last in whole:
        return None
    if len(groups) > 1 and not (1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])):
        return None
    if not all(group.isdigit() for group in groups) or (rest and not rest.isdigit()):
        return None
    return f"{''.join(groups)}.{rest}" if rest else "".join(groups)


def _decimal_sign(samples: Iterable[str]) -> str:
    """Return the sign before the decimals in these amounts, or "" when none of them tells."""
    votes: Counter[str] = Counter()
    for text in samples:
        plain = re.sub(r"[^\d.,]", "", text)
        found = re.search(r"[.,](?=\d*$)", plain)
        if found is None:
            continue
        sign, tail = found[0], len(plain) - found.end()
        other = "," if sign == "." else "."
        if tail in {1, 2} or other in plain:
            votes[sign] += 1

    return votes.most_common(1)[0][0] if votes else ""
