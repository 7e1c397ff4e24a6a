"""The code on a page says which list and page it is, and catches misreadings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.sheets import codes, qr
from crm_desktop.domain.sheets.codes import BadCode, PageCode, SheetKind

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
pages = st.builds(
    PageCode,
    st.sampled_from(list(SheetKind)),
    st.text(ALPHABET, min_size=1, max_size=codes.LONGEST_LIST_CODE),
    st.integers(1, codes.LARGEST_PAGE),
)


@given(pages)
def test_every_code_is_read_back(code: PageCode) -> None:
    assert codes.parse(code.text) == code
    assert codes.parse_spoken(f" {code.spoken.lower()} ", code.kind) == code


@given(pages)
def test_every_code_fits_into_the_qr_code(code: PageCode) -> None:
    assert len(qr.matrix(code.text)) == qr.SIZE


@given(pages, st.data())
def test_one_wrong_character_is_refused(code: PageCode, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(code.text) - 1))
    wrong = data.draw(st.sampled_from([c for c in ALPHABET if c != code.text[at]]))
    if code.text[at] == "-":
        return
    with pytest.raises(BadCode):
        codes.parse(code.text[:at] + wrong + code.text[at + 1 :])


@pytest.mark.parametrize(
    "text", ["", "M1F-00CR-12", "M2F-00CR-12-K", "M1F-00CR-0-K", "https://example.com", "M1Z-1-1-1"]
)
def test_other_codes_are_refused(text: str) -> None:
    with pytest.raises(BadCode):
        codes.parse(text)


@pytest.mark.parametrize(
    ("list_code", "page"), [("", 1), ("abc", 1), ("A" * 13, 1), ("A", 0), ("A", 10000), ("Ñ", 1)]
)
def test_impossible_page_is_no_code(list_code: str, page: int) -> None:
    with pytest.raises(BadCode):
        PageCode(SheetKind.FOLLOW_UP_LIST, list_code, page)


@given(st.integers(0, 10**12))
def test_number_of_a_list_is_read_back_from_its_code(number: int) -> None:
    code = codes.list_code(number)
    assert codes.list_number(code) == number
    assert 4 <= len(code) <= codes.LONGEST_LIST_CODE
    assert not set(code) & set("ILOU")


def test_what_was_printed_once_is_still_read() -> None:
    """Sheets lie in drawers: the format of a released version must not change."""
    assert PageCode(SheetKind.FOLLOW_UP_LIST, "00CR", 12).text == "M1F-00CR-12-4"
    # ISO/IEC 7064 MOD 37,36: the example of the standard.
    assert codes.check_character("A12425GABC1234002") == "M"
