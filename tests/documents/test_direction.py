"""Letters of both directions stand in a readable order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.documents.direction import is_mixed, starts_right, visual

# Hebrew letters, so that the expected order can be read here: alef, bet, gimel.
A, B, G = "א", "ב", "ג"


@pytest.mark.parametrize(
    ("line", "drawn"),
    [
        ("plain (text) 12", "plain (text) 12"),
        (A + B + G, G + B + A),
        (f"abc {A}{B}{G} def", f"abc {G}{B}{A} def"),
        (f"abc {A}{B} {G}, def", f"abc {G} {B}{A}, def"),
        (f"{A}{B} 123 {G}", f"{G} 123 {B}{A}"),
        (f"{A}{B} 622 310 775", f"622 310 775 {B}{A}"),
        (f"{A}{B} abc", f"abc {B}{A}"),
        (f"abc ({A}{B})", f"abc ({B}{A})"),
        (f"{A}({B}){G}", f"{G}({B}){A}"),
        (f"tel. {A}{B} 622 310 775", f"tel. 622 310 775 {B}{A}"),
        (f"{A} 12,50€", f"12,50€ {A}"),
        (f"abc {A}\u05b8{B} ", f"abc {B}{A}\u05b8 "),
    ],
)
def test_line_is_drawn_in_the_order_of_the_standard(line: str, drawn: str) -> None:
    assert visual(line) == drawn


def test_second_line_of_a_paragraph_keeps_its_direction() -> None:
    assert visual(f"abc {A}{B}", right=True) == f"{B}{A} abc"


def test_direction_is_that_of_the_first_letter() -> None:
    assert starts_right(f"12 - {A}bc")
    assert not starts_right(f"12 - b{A}")
    assert not is_mixed("Ñandú €")


@given(st.text("ab 12,.()" + A + B + "مح\u064e", max_size=20), st.sampled_from([None, True, False]))
def test_no_letter_is_lost_or_doubled(line: str, right: bool | None) -> None:
    mirrored = str.maketrans(")", "(")
    assert sorted(visual(line, right).translate(mirrored)) == sorted(line.translate(mirrored))
