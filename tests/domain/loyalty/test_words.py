"""A program in words."""

from __future__ import annotations

import pytest

from crm_desktop.domain.loyalty.model import BirthdayGift, Program, ProgramKind, Rules
from crm_desktop.domain.loyalty.words import Teller


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (ProgramKind.POINTS, "On their birthday: 2 points."),
        (ProgramKind.STAMPS, "On their birthday: 2 stamps."),
    ],
)
def test_a_birthday_gift_is_of_what_the_program_gives(kind: ProgramKind, expected: str) -> None:
    program = Program("x", kind, rules=Rules(birthday=BirthdayGift(points=2)))
    assert expected in Teller("EUR", "es_ES").lines(program)
