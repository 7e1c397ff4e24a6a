"""The class of RFM in SQL: the same rules as `domain.segments.rfm`, with the borders between the fifths."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from crm_desktop.domain.segments.rfm import RULES, Borders, RfmClass


def class_sql(borders: Borders | None, names: Mapping[RfmClass, str] | None = None) -> str:
    """Return the expression that names the class of a customer in `customer_totals t`.

    Args:
        borders: between the fifths; None or empty when nobody has bought.
        names: of the classes; their stored names when left out.
    """
    names = names or {each: each.value for each in RfmClass}
    if borders is None or not borders.money:
        return f"'{names[RfmClass.NONE]}'"
    places = (
        ("t.last_day", [f"'{date.fromisoformat(day).isoformat()}'" for day in borders.recency]),
        ("t.purchases", [str(int(each)) for each in borders.frequency]),
        ("t.spent_cents", [str(int(each)) for each in borders.money]),
    )
    cases = [f"WHEN t.purchases = 0 THEN '{names[RfmClass.NONE]}'"]
    for rule in RULES:
        tests = []
        for (place, edges), (least, most) in zip(
            places, (rule.recency, rule.frequency, rule.money), strict=True
        ):
            if least > 1:
                tests.append(f"{place} > {edges[least - 2]}")
            if most <= len(edges):
                tests.append(f"{place} <= {edges[most - 1]}")
        if not tests:
            return f"(CASE {' '.join(cases)} ELSE '{names[rule.rfm_class]}' END)"
        cases.append(f"WHEN {' AND '.join(tests)} THEN '{names[rule.rfm_class]}'")
    raise ValueError("the last rule fits everybody")


def class_letters(borders: Borders | None) -> tuple[str, dict[str, RfmClass]]:
    """Return the expression that gives one letter for the class of a customer, and what each letter means."""
    letters = {each: chr(ord("a") + number) for number, each in enumerate(RfmClass)}
    return class_sql(borders, letters), {letter: each for each, letter in letters.items()}
