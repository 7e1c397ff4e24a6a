"""Spanish tax ids without any library: NIF, NIE and the NIF of companies (once called CIF).

Source: Real Decreto 1065/2007, arts. 18-28 (structure of the NIF); Orden EHA/451/2008 (letters of legal
    persons);
the control letter of the DNI is the remainder by 23 in the table of Real Decreto 1553/2005.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from crm_desktop.shared.i18n import _, ngettext

_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"
_COMPANY_LETTERS = "JABCDEFGHI"
_NIF = re.compile(r"[0-9]{8}[A-Z]")
_NIE = re.compile(r"[XYZ][0-9]{7}[A-Z]")
_OTHER_PERSON = re.compile(r"[KLM][0-9]{7}[A-Z]")
_COMPANY = re.compile(r"[ABCDEFGHJNPQRSUVW][0-9]{7}[0-9A-J]")
_FIGURES = re.compile(r"[0-9]+")
_FIGURES_LETTER = re.compile(r"([0-9]+)([A-ZÑ])")
_NIE_LIKE = re.compile(r"([XYZ])([0-9]+)([A-ZÑ]?)")
_COMPANY_LIKE = re.compile(r"([ABCDEFGHJNPQRSUVW])([0-9]+)([A-Z]?)")


class SpanishId(NamedTuple):
    """What was read: the normal form, its kind, whether it is right, and else a sentence."""

    normal: str
    kind: str
    right: bool
    warning: str = ""


def nif_letter(number: int) -> str:
    """Return the control letter of a DNI or NIE number."""
    return _LETTERS[number % 23]


def company_control(digits: str) -> tuple[str, str]:
    """Return the control of a company's seven digits, as a figure and as a letter."""
    total = sum(int(d) for d in digits[1::2])
    for digit in digits[::2]:
        double = 2 * int(digit)
        total += double // 10 + double % 10
    control = -total % 10
    return str(control), _COMPANY_LETTERS[control]


def read_spanish(compact: str) -> SpanishId:
    """Read an id in capitals without spaces, dots and dashes.

    An old DNI number of seven figures is completed with its zero when the letter fits.
    """
    if _NIF.fullmatch(compact):
        return _lettered(compact, "NIF", compact[:8])
    if _NIE.fullmatch(compact):
        return _lettered(compact, "NIE", "XYZ".index(compact[0]) * 10_000_000 + int(compact[1:8]))
    if _COMPANY.fullmatch(compact):
        return _company(compact)
    if _OTHER_PERSON.fullmatch(compact):
        return _lettered(compact, "NIF", compact[1:8])
    return _incomplete(compact)


def _lettered(compact: str, kind: str, number: str | int) -> SpanishId:
    letter = nif_letter(int(number))
    if compact[-1] == letter:
        return SpanishId(compact, kind, right=True)
    return SpanishId(
        compact,
        kind,
        right=False,
        warning=_("The letter does not fit: {number} has the letter {letter}.").format(
            number=compact[:-1], letter=letter
        ),
    )


def _company(compact: str) -> SpanishId:
    figure, letter = company_control(compact[1:8])
    only_letter = compact[0] in "PQRSNW" or compact[1:3] == "00"
    only_figure = compact[0] in "ABEH"
    allowed = {letter} if only_letter and not only_figure else {figure} if only_figure else {figure, letter}
    if compact[-1] in allowed:
        return SpanishId(compact, "CIF", right=True)
    control = letter if only_letter and not only_figure else figure
    return SpanishId(
        compact,
        "CIF",
        right=False,
        warning=_("The last figure or letter does not fit: {number} ends in {control}.").format(
            number=compact[:-1], control=control
        ),
    )


def _incomplete(compact: str) -> SpanishId:
    if _FIGURES.fullmatch(compact):
        return _without_letter(compact)
    person = _FIGURES_LETTER.fullmatch(compact)
    if person:
        return _wrong_length(compact, person[1], person[2])
    foreigner = _NIE_LIKE.fullmatch(compact)
    if foreigner:
        return _foreigner(compact, foreigner[1], foreigner[2])
    company = _COMPANY_LIKE.fullmatch(compact)
    if company:
        return _company_incomplete(compact, company[2], company[3])
    return SpanishId(
        "",
        "",
        right=False,
        warning=_("This does not look like a Spanish NIF, NIE or CIF; keep it if it is from abroad."),
    )


def _without_letter(compact: str) -> SpanishId:
    if len(compact) == 8:
        text = _("The letter is missing: {number} has the letter {letter}.").format(
            number=compact, letter=nif_letter(int(compact))
        )
    else:
        text = _("A NIF has eight figures and a letter.")
    return SpanishId(compact, "NIF", right=False, warning=text)


def _wrong_length(compact: str, digits: str, letter: str) -> SpanishId:
    if 6 <= len(digits) < 8 and nif_letter(int(digits)) == letter:
        return SpanishId(digits.zfill(8) + letter, "NIF", right=True)
    if len(digits) < 8:
        missing = 8 - len(digits)
        text = ngettext(
            "One figure is missing: a NIF has eight and a letter.",
            "{count} figures are missing: a NIF has eight and a letter.",
            missing,
        ).format(count=missing)
    elif len(digits) > 8:
        text = ngettext(
            "There is one figure too many: a NIF has eight and a letter.",
            "There are {count} figures too many: a NIF has eight and a letter.",
            len(digits) - 8,
        ).format(count=len(digits) - 8)
    else:  # eight figures and an Ñ
        text = _("The letter does not fit: {number} has the letter {letter}.").format(
            number=digits, letter=nif_letter(int(digits))
        )
    return SpanishId(compact, "NIF", right=False, warning=text)


def _foreigner(compact: str, first: str, digits: str) -> SpanishId:
    if len(digits) == 7:
        letter = nif_letter("XYZ".index(first) * 10_000_000 + int(digits))
        text = _("The letter is missing: {number} has the letter {letter}.").format(
            number=first + digits, letter=letter
        )
    else:
        text = _("A NIE has a letter, seven figures and another letter.")
    return SpanishId(compact, "NIE", right=False, warning=text)


def _company_incomplete(compact: str, digits: str, last: str) -> SpanishId:
    wanted = 7 if last else 8
    missing = wanted - len(digits)
    if missing > 0:
        text = ngettext(
            "One figure is missing: a CIF has a letter and eight figures.",
            "{count} figures are missing: a CIF has a letter and eight figures.",
            missing,
        ).format(count=missing)
    else:
        text = _("A CIF has a letter and eight figures, the last of which may be a letter.")
    return SpanishId(compact, "CIF", right=False, warning=text)
