"""Text as it is compared and searched."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.shared.text import fold, squeeze, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ángel GARCÍA Muñoz", "angel garcia munoz"),
        ("Col·legi", "collegi"),
        ("Straße Łódź Ærø", "strasse lodz aero"),
        ("ÑANDÚ", "nandu"),
        ("Ὀδυσσεύς", "οδυσσευσ"),
        ("ﬁn", "fin"),
        ("", ""),
    ],
)
def test_accents_and_case_do_not_count(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_letter_is_the_same_alone_and_among_others() -> None:
    differing = [c for c in map(chr, range(0x3000)) if fold(f"{c}中") != fold(c) + "中"]
    assert differing == []


@given(st.text(max_size=20), st.text(max_size=20))
def test_the_words_of_two_texts_are_the_words_of_both_together(one: str, other: str) -> None:
    assert words(f"{one} {other}") == words(one) + words(other)


@pytest.mark.parametrize(
    ("text", "found"),
    [("Mª José", ["ma", "jose"]), ("ÆRØ", ["aero"]), ("Þóra", ["þora"]), ("uno\xa0dos", ["uno", "dos"])],
)
def test_no_letter_is_lost(text: str, found: list[str]) -> None:
    assert words(text) == words(f"{text} €") == found


@given(st.text(alphabet="áéíóúüñçàèòïÁÉÑÇabcXYZ ' -"))
def test_a_letter_and_its_accent_may_come_apart(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text())
def test_squeezing_leaves_no_white_space_to_spare(text: str) -> None:
    assert squeeze(text) == squeeze(squeeze(text))
    assert "  " not in squeeze(text)
    assert squeeze(text).strip() == squeeze(text)


def test_words_are_runs_of_letters_and_figures() -> None:
    assert words("L’Eliana, C/ Mayor 12-3º_B") == ["l", "eliana", "c", "mayor", "12", "3o", "b"]
