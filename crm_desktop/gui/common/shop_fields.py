"""The fields of the shop's own data, for Settings and for the first start."""

from __future__ import annotations

from typing import Any

from crm_desktop.domain.shop import LETTER_COUNTRIES, PaperSize, ShopProfile
from crm_desktop.gui.common.fields import ChoiceField
from crm_desktop.shared.i18n import LANGUAGES, N_, _, language

# Countries of Spanish-speaking shops, with the currency and the time zone of most of them (ISO 4217, IANA).
_SHOPS: tuple[tuple[str, str, str], ...] = (
    ("ES", "EUR", "Europe/Madrid"), ("MX", "MXN", "America/Mexico_City"),
    ("AR", "ARS", "America/Argentina/Buenos_Aires"),
    ("CO", "COP", "America/Bogota"), ("CL", "CLP", "America/Santiago"), ("PE", "PEN", "America/Lima"),
    ("EC", "USD", "America/Guayaquil"), ("UY", "UYU", "America/Montevideo"), ("PY", "PYG",
    "America/Asuncion"),
    ("BO", "BOB", "America/La_Paz"), ("VE", "VES", "America/Caracas"), ("CR", "CRC", "America/Costa_Rica"),
    ("PA", "USD", "America/Panama"), ("GT", "GTQ", "America/Guatemala"), ("SV", "USD", "America/El_Salvador"),
    ("HN", "HNL", "America/Tegucigalpa"), ("NI", "NIO", "America/Managua"),
    ("DO", "DOP", "America/Santo_Domingo"), ("PR", "USD", "America/Puerto_Rico"),
    ("US", "USD", "America/New_York"),
    ("GB", "GBP", "Europe/London"), ("PT", "EUR", "Europe/Lisbon"), ("FR", "EUR", "Europe/Paris"),
)  # fmt: skip

SHOP_KINDS: tuple[str, ...] = (
    N_("Food and drink"), N_("Clothes and shoes"), N_("Books and stationery"), N_("Hardware and home"),
    N_("Hairdressing and beauty"), N_("Pharmacy and health"), N_("Repairs and technology"),
    N_("Flowers and gifts"),
    N_("Bar or restaurant"), N_("Pets"), N_("Sports"), N_("Other"),
)  # fmt: skip
PAPER_NAMES: dict[PaperSize, str] = {
    PaperSize.A4: N_("A4 (21 × 29.7 cm)"),
    PaperSize.LETTER: N_("Letter (21.6 × 27.9 cm)"),
}


def for_country(profile: ShopProfile, country: str) -> ShopProfile:
    """Return the profile with what usually goes with a country: how dates are written, money, zone, paper."""
    currency, zone = next(
        ((c, z) for code, c, z in _SHOPS if code == country), (profile.currency, profile.zone)
    )
    paper = PaperSize.LETTER if country in LETTER_COUNTRIES else PaperSize.A4
    return profile._replace(
        country=country,
        locale=locale_of(profile.language, country),
        currency=currency,
        zone=zone,
        paper=paper,
    )


def locale_of(code: str, country: str) -> str:
    """Return how dates and numbers are written: the language of the screen, as the country writes it."""
    return f"{code}_{country}"


def country_field() -> ChoiceField:
    """Return a choice of countries, those of Spanish-speaking shops first."""
    from crm_desktop.domain.customers.countries import country_choices, country_name

    near = [(code, country_name(code, language())) for code, _currency, _zone in _SHOPS]
    known = {code for code, _name in near}
    rest = [(code, name) for code, name in country_choices(language()) if code not in known]
    return ChoiceField("country", _("Country"), near + rest)


def paper_field() -> ChoiceField:
    """Return a choice of paper sizes."""
    return ChoiceField(
        "paper", _("Paper of the printer"), [(size, _(name)) for size, name in PAPER_NAMES.items()]
    )


def language_field() -> ChoiceField:
    """Return a choice of languages, each under its own name."""
    return ChoiceField("language", _("Language of the screen and the paper"), list(LANGUAGES))


def currency_field() -> ChoiceField:
    """Return a choice of currencies by name."""
    from babel.numbers import get_currency_name

    codes = list(dict.fromkeys(currency for _code, currency, _zone in _SHOPS))
    named = [(code, f"{get_currency_name(code, locale=language()).capitalize()} ({code})") for code in codes]
    return ChoiceField("currency", _("Currency"), named)


def zone_field() -> ChoiceField:
    """Return a choice of time zones; "" is the computer's own."""
    from zoneinfo import available_timezones

    usual = list(dict.fromkeys(zone for _code, _currency, zone in _SHOPS))
    spanish = ["Atlantic/Canary", "Africa/Ceuta", "America/Tijuana", "America/Cancun", "America/Monterrey"]
    every = sorted(
        z for z in available_timezones() if "/" in z and not z.startswith(("Etc/", "posix/", "right/"))
    )
    zones = list(dict.fromkeys([*usual, *spanish, *every]))
    return ChoiceField(
        "zone", _("Time zone"), [("", _("The computer's own")), *((zone, _place(zone)) for zone in zones)]
    )


def _place(zone: str) -> str:
    area, _slash, town = zone.partition("/")
    return f"{town.replace('_', ' ').replace('/', ', ')} ({area})"


def changed_profile(profile: ShopProfile, values: dict[str, Any]) -> ShopProfile:
    """Return the profile with the values of a form; the locale follows language and country."""
    known = {key: value for key, value in values.items() if key in ShopProfile._fields}
    made = profile._replace(**known)
    return made._replace(locale=locale_of(made.language, made.country))
