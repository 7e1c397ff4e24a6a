"""Letters: the address in the envelope's window, nothing cut, each on a sheet of its own."""

from __future__ import annotations

from typing import Any

import pytest

from crm_desktop.documents import samples
from crm_desktop.documents.kinds import customer_letter
from crm_desktop.documents.kinds.customer_letter import CustomerLetter, CustomerLetters
from crm_desktop.domain.shop import PaperSize
from crm_desktop.shared import i18n
from tests.documents import pdfs

Box = tuple[float, float, float, float]  # left, top, right, bottom in mm
ADDRESS = ("Ángel García Muñoz", "C/ Mayor, 14", "28013 Madrid")


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.install("en")


def built(*letters: CustomerLetter, **given: Any) -> bytes:
    return customer_letter.build(CustomerLetters(samples.SHOP, letters, samples.MADE_AT, **given))


@pytest.mark.parametrize(
    ("paper", "window", "beside"),
    [
        # Where DL envelopes of Spain, and those of number 10, have their windows (mm).
        (PaperSize.A4, (108.0, 46.0, 195.0, 88.0), (20.0, 46.0, 105.0, 88.0)),
        (PaperSize.LETTER, (22.0, 48.0, 116.0, 80.0), (120.0, 48.0, 195.0, 80.0)),
    ],
)
def test_the_address_is_where_the_window_of_the_envelope_is(
    paper: PaperSize, window: Box, beside: Box
) -> None:
    picture = pdfs.picture(built(CustomerLetter("Ángel", "Hola:", ADDRESS), paper=paper))
    assert pdfs.darkness(picture, window) > 0.005
    assert pdfs.darkness(picture, beside) == 0


def test_each_letter_begins_on_a_sheet_and_goes_on_where_one_is_too_little() -> None:
    words = [f"palabra{number}" for number in range(1_500)]
    pdf = built(
        CustomerLetter("Ángel", " ".join(words), ADDRESS), CustomerLetter("Zoe", "Hola <b>Zoe</b> & co:")
    )
    first, *more, last = pdfs.pages(pdf)
    assert "28013 Madrid" in first
    assert more
    assert all("page" in page and "28013" not in page for page in more)
    joined = pdfs.joined(pdf)
    assert all(word in joined for word in words)
    assert "Hola <b>Zoe</b> & co:" in last
    assert "Zoe" in last.split("Hola")[0]  # without an address there is the name


def test_empty_lines_at_the_end_make_no_sheet_of_their_own() -> None:
    pdf = built(CustomerLetter("Ángel", "\n".join(["Hola:"] * 24 + [""] * 40)))
    assert len(pdfs.pages(pdf)) == 1


def test_the_date_stands_with_the_town_in_words() -> None:
    i18n.install("es")
    pdf = built(CustomerLetter("Ángel", "Hola:"), town="Madrid", locale="es_ES")
    assert "Madrid, 21 de noviembre de 2026" in pdfs.text(pdf)
