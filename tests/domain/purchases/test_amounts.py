"""Amounts as people type them at a counter, and the small calculator."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.purchases.amounts import parse_amount
from crm_desktop.domain.purchases.validate import LARGEST_CENTS
from crm_desktop.shared import formats
from crm_desktop.shared.errors import InvalidInput

BOTH = ("es_ES", "es_MX")


@pytest.mark.parametrize("locale", BOTH)
@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("12,50", 1250),
        ("12.50", 1250),
        ("12", 1200),
        ("0", 0),
        ("12,5 €", 1250),
        ("€ 12", 1200),
        ("12,50 euros", 1250),
        ("$12.50", 1250),
        (",50", 50),
        (".5", 50),
        ("0,500", 50),
        ("1.000,50", 100_050),
        ("1,000.50", 100_050),
        ("1 000,50", 100_050),
        ("12'500", 1_250_000),
        ("1.000.000", LARGEST_CENTS),
        ("1,000,000.00", LARGEST_CENTS),
        ("12,50+3", 1550),
        ("20-5,5", 1450),
        ("2x3,95", 790),
        ("2 × 3,95 + 1", 890),
        ("2*3.95", 790),
        ("2X3,95-0,90", 700),
        ("0,350x12,90", 452),
        ("3x0,005", 2),
        ("10-2x3+1", 500),
    ],
)
def test_an_amount_is_read_as_it_is_meant(typed: str, cents: int, locale: str) -> None:
    assert parse_amount(typed, locale) == cents


@pytest.mark.parametrize(
    ("typed", "locale", "cents"),
    [("1.000", "es_ES", 100_000), ("1,000", "es_MX", 100_000), ("1,500x2", "es_ES", 300)],
)
def test_where_only_the_country_decides_it_does(typed: str, locale: str, cents: int) -> None:
    assert parse_amount(typed, locale) == cents


@pytest.mark.parametrize("locale", BOTH)
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Type the amount"),
        ("   ", "Type the amount"),
        ("€", "Type the amount"),
        ("-1", "never below zero"),
        ("−1", "never below zero"),
        ("2-3", "never below zero"),
        ("1e308", "not an amount"),
        ("inf", "not an amount"),
        ("nan", "not an amount"),
        ("abc", "not an amount"),
        ("12 50", "not an amount"),
        ("12,", "not an amount"),
        ("1..2", "not an amount"),
        ("1,2,3", "not an amount"),
        ("1.00.000", "not an amount"),
        ("1.000,5.0", "not an amount"),
        ("١٢", "not an amount"),
        ("12%", "not an amount"),
        ("1" * 200, "not an amount"),
        ("12,3456", "two decimals"),
        ("0,005", "two decimals"),
        ("12,50+", "not finished"),
        ("+", "not finished"),
        ("x3", "not finished"),
        ("3x", "not finished"),
        ("3xx3", "not finished"),
        ("5++3", "not finished"),
        ("3x-2", "not finished"),
        ("1000000,01", "too large"),
        ("999999999999999999999", "too large"),
        ("999999x999999", "too large"),
    ],
)
def test_what_is_no_amount_gets_a_sentence(typed: str, sentence: str, locale: str) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        parse_amount(typed, locale)


@pytest.mark.parametrize(
    ("typed", "locale"),
    [("1,000", "es_ES"), ("12,345", "es_ES"), ("1.000", "es_MX"), ("1.250x12,9", "es_ES")],
)
def test_what_reads_in_two_ways_is_refused(typed: str, locale: str) -> None:
    with pytest.raises(InvalidInput, match="two ways"):
        parse_amount(typed, locale)


@given(cents=st.integers(0, LARGEST_CENTS), locale=st.sampled_from([*BOTH, "es_CL", "en_GB"]))
def test_what_the_program_writes_it_reads_back(cents: int, locale: str) -> None:
    assert parse_amount(formats.money(cents, "EUR", locale), locale) == cents


@given(parts=st.lists(st.integers(0, 100_000), min_size=1, max_size=6))
def test_a_sum_is_the_sum_of_its_parts(parts: list[int]) -> None:
    typed = "+".join(f"{part // 100},{part % 100:02d}" for part in parts)
    assert parse_amount(typed) == sum(parts)


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_gets_a_sentence(text: str) -> None:
    with suppress(InvalidInput):
        assert 0 <= parse_amount(text) <= LARGEST_CENTS
