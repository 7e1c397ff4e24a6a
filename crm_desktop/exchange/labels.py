"""What a telephone, an e-mail or an address is for, in the words of address books and of the shop."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from crm_desktop.domain.customers.model import CONTACT_KIND_NAMES, ContactKind
from crm_desktop.shared.i18n import N_, _, language
from crm_desktop.shared.text import fold, squeeze

# What is kept as a label, by its key.
LABELS: dict[str, str] = {
    "work": N_("work"),
    "home": N_("home"),
    "other": N_("other"),
    "assistant": N_("assistant"),
    "car": N_("car"),
    "fax": N_("fax"),
}
_SAME_AS: dict[str, str] = {
    "work": "work|trabajo|business|oficina|profesional|trab",
    "home": "home|casa|particular|domicilio|personal|hogar",
    "other": "other|otro|otra|otros",
    "fax": "fax|home fax|work fax|other fax|fax trabajo|fax del trabajo|fax casa|fax particular|fax de casa",
    "car": "car|coche",
    "assistant": "assistant|ayudante",
}
_MOBILE = frozenset(
    {"mobile", "movil", "cell", "cellular", "celular", "iphone", "whatsapp", "telefono movil"}
)
# Says no more than the column does.
_NOTHING = (
    "|main|principal|pref|voice|voz|internet|x-internet|smtp|ex|phone|telephone|telefono|tel|fijo|correo|email"
    "|profile|perfil|homepage"
)
_EMPTY = frozenset(_NOTHING.split("|"))


class Label(NamedTuple):
    """What was read: the text to keep, and whether it says that the number is a mobile."""

    text: str
    mobile: bool = False


def read_label(text: str) -> Label:
    """Read a label as address books and this program write it: "* Mobile", "WORK", "Móvil, hija"."""
    return _read(text, language())


def read_own_label(text: str) -> Label:
    """Read what this program writes beside a telephone: "Móvil", "Teléfono", "Móvil, hija"."""
    kind, _comma, label = text.partition(", ")
    return Label(label, mobile=_kind_word(kind, language()) is ContactKind.MOBILE)


@lru_cache(maxsize=64)
def _kind_word(word: str, _language: str) -> ContactKind | None:
    folded = fold(word)
    if folded in _MOBILE:
        return ContactKind.MOBILE
    for kind, name in CONTACT_KIND_NAMES.items():
        if folded in {fold(name), fold(_(name))}:
            return kind
    return None


def title_of(key: str) -> str:
    """Return a label that a heading gave, in the user's language; a word of the shop stays as it is."""
    known = LABELS.get(key)
    return _(known) if known else key


@lru_cache(maxsize=512)
def _read(text: str, _language: str) -> Label:
    plain = squeeze(text.strip().removeprefix("*"))
    words = fold(plain)
    if words in _EMPTY:
        return Label("")
    if words in _MOBILE:
        return Label("", mobile=True)
    first, comma, rest = plain.partition(",")
    if comma and fold(first) in _MOBILE | _EMPTY:
        return Label(squeeze(rest), mobile=fold(first) in _MOBILE)
    for key, spellings in _SAME_AS.items():
        if words in spellings.split("|"):
            return Label(_(LABELS[key]))
    return Label(plain[:60])
