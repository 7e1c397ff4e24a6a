"""Text is data: what cannot be drawn is removed, all else is kept."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.documents import letters


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("García Muñoz, Ángel", "García Muñoz, Ángel"),
        ("  two   spaces ", "two spaces"),
        ("a\x00b\x07c\x1b[0m", "abc[0m"),
        ("tab\there", "tab here"),
        ("line\r\nfeed\x0bhere\u2028too", "line feed here too"),
        ("e\u0301", "é"),
        ("evil\u202egnp.exe\u202c", "evilgnp.exe"),
        ("soft\u00adhyphen\ufeff", "softhyphen"),
        ("A\u00a0B\u202fC", "A\u00a0B\u00a0C"),
        ("thumb 👍🏽 ❤️", "thumb 👍🏽 ❤"),
        ("lone \ud800", "lone \ufffd"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("", ""),
        ("\x00", ""),
    ],
)
def test_clean_keeps_what_can_be_seen(text: str, drawn: str) -> None:
    assert letters.clean(text) == drawn


def test_line_breaks_are_kept_where_they_are_wanted() -> None:
    assert letters.clean("uno\r\n\r\ndos \u00e9\n", lines=True) == "uno\n\ndos é"
    assert letters.clean("uno\r\n\r\ndos \u00e9\n") == "uno dos é"


@given(st.text(max_size=80))
def test_no_control_survives_and_cleaning_twice_changes_nothing(text: str) -> None:
    cleaned = letters.clean(text)
    assert not [c for c in cleaned if unicodedata.category(c) in {"Cc", "Cs"}]
    assert letters.clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("name", "joined"),
    [
        ("محمد", "\ufee3\ufea4\ufee4\ufeaa"),  # initial, medial, medial, final
        ("علي", "\ufecb\ufee0\ufef2"),
        ("لا", "\ufefb"),  # lam and alef are one letter
        ("سلام", "\ufeb3\ufefc\ufee1"),
        ("دار", "\ufea9\ufe8d\ufead"),  # none of these joins what follows
    ],
)
def test_arabic_letters_join_their_neighbours(name: str, joined: str) -> None:
    assert letters.clean(name) == joined


def test_joined_letters_are_copied_as_they_were_written() -> None:
    drawn = letters.clean("محمد")
    assert "".join(map(letters.plain_letters, drawn)) == "محمد"
    # A pair is kept in the order in which it is drawn, and readers turn it round with everything else.
    assert letters.plain_letters("\ufefb") == "لا"[::-1]
