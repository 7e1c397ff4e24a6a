"""What the rows of a file are about, customers or purchases: the fields, and how headings name them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from crm_desktop.exchange.export_columns import title_meaning
from crm_desktop.exchange.headings import Meaning, meaning_of, purchase_meaning_of
from crm_desktop.exchange.targets import PURCHASE_TARGETS, TARGET_OF, Target


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the rows of a file are about.

    Attributes:
        about: its name in code, by which mappings are remembered; "" for customers.
        targets: what a column can fill, by key.
        meaning: what a heading means by its name alone, or None.
    """

    about: str
    targets: Mapping[str, Target]
    meaning: Callable[[str], Meaning | None]


def _customer_meaning(heading: str) -> Meaning | None:
    return title_meaning(heading) or meaning_of(heading)


CUSTOMERS = Vocabulary("", TARGET_OF, _customer_meaning)
PURCHASES = Vocabulary("purchases", {t.key: t for t in PURCHASE_TARGETS}, purchase_meaning_of)
