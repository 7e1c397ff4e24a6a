"""What the editor of rules offers: the things of the shop, towns, languages; read on a reader thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from crm_desktop.domain.customers.own_fields import OwnField
from crm_desktop.domain.segments.conditions import CONDITIONS
from crm_desktop.domain.segments.kinds import FAMILY_TITLES, Family
from crm_desktop.domain.segments.surroundings import RefKind
from crm_desktop.services import customer_lists, segments
from crm_desktop.shared.i18n import _, language
from crm_desktop.shared.text import fold

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop

OWN_FIELD = "own_field"
LANGUAGES = ("es", "ca", "eu", "gl", "en", "fr", "de", "pt", "it", "ar", "ro", "zh", "ru", "uk")
Option = tuple[Any, str]  # what a rule holds, and how it is shown


class Topic(NamedTuple):
    """What a condition can be about: a kind of condition, or one of the shop's own fields.

    Attributes:
        name: of the kind of condition.
        field: {"id", "name"} of the own field, else None.
        title: as it is shown.
        theme: the heading under which it stands.
    """

    name: str
    field: Mapping[str, Any] | None
    title: str
    theme: str


@dataclass(frozen=True)
class Offers:
    """See the module.

    Attributes:
        things: of each kind of thing, what a rule holds and its name.
        texts: of a kind of condition, what can be typed in it.
        own_fields: by id.
        topics: all that a condition can be about, theme by theme.
    """

    things: Mapping[RefKind, Sequence[Option]] = field(default_factory=dict)
    texts: Mapping[str, Sequence[Option]] = field(default_factory=dict)
    own_fields: Mapping[int, OwnField] = field(default_factory=dict)
    topics: Sequence[Topic] = ()


def read(shop: Shop) -> Offers:
    """Read what can be chosen in a rule now."""
    from crm_desktop.domain.customers.countries import country_choices
    from crm_desktop.domain.customers.postcodes import provinces
    from crm_desktop.shared.formats import language_name

    with shop.db.reading():
        around = segments.surroundings(shop)
        things = {
            kind: sorted(
                (({"id": key, "name": name}, name) for key, name in names.items()),
                key=lambda option: fold(option[1]),
            )
            for kind, names in around.names.items()
        }
        own = dict(around.own_fields)
        towns = [(name, name) for name, _count in customer_lists.town_counts(shop)]
    locale = shop.profile.locale
    texts: dict[str, Sequence[Option]] = {
        "town": towns,
        "province": [(name, name) for name in provinces()],
        "country": country_choices(language(), shop.profile.country),
        "language": [(code, language_name(code, locale)) for code in LANGUAGES],
    }
    return Offers(things, texts, own, topics(own))


def topics(own_fields: Mapping[int, OwnField]) -> Sequence[Topic]:
    """Return all that a condition can be about, in the order of the themes."""
    found = [
        Topic(kind.name, None, _(kind.title), _(FAMILY_TITLES[family]))
        for family in Family
        for kind in CONDITIONS
        if kind.family is family and kind.name != OWN_FIELD
    ]
    theme = _("Fields of the shop's own")
    ordered = sorted(own_fields.values(), key=lambda each: each.position)
    return found + [Topic(OWN_FIELD, {"id": own.id, "name": own.name}, own.name, theme) for own in ordered]
