"""Every text can be read on every background: in both themes, for any accent colour."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.staff import STAFF_COLOURS
from crm_desktop.gui import colours
from crm_desktop.gui.settings.look_section import ACCENTS

COLOUR = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def faults(of: colours.Colours) -> list[str]:
    found = []
    for text, back, least in colours.PAIRS:
        ratio = colours.contrast(getattr(of, text), getattr(of, back))
        if ratio < least:
            found.append(f"{text} on {back}: {ratio:.2f} < {least}")
    return found


@pytest.mark.parametrize("accent", ["", *(colour for colour, _name in ACCENTS)])
def test_texts_are_readable_in_both_themes(accent: str) -> None:
    assert faults(colours.light(accent)) == []
    assert faults(colours.dark(accent)) == []


@given(COLOUR)
def test_any_accent_is_made_readable(accent: str) -> None:
    assert faults(colours.light(accent)) == []
    assert faults(colours.dark(accent)) == []


def test_the_check_of_contrast_can_fail() -> None:
    assert faults(colours.light()._replace(muted="#bbbbbb")) != []


@pytest.mark.parametrize("accent", ["teal", "#12", "#gggggg", "javascript:"])
def test_nonsense_is_taken_for_the_default_accent(accent: str) -> None:
    assert colours.light(accent) == colours.light()


def test_contrast_of_black_and_white_is_21() -> None:
    assert round(colours.contrast("#000000", "#ffffff"), 2) == 21
    assert colours.contrast("#777777", "#777777") == 1


def test_people_are_told_apart_by_their_dots_in_both_themes() -> None:
    for colour in STAFF_COLOURS:
        assert colours.contrast(colour, colours.light().surface) >= 3
    assert len(set(STAFF_COLOURS)) == len(STAFF_COLOURS)
