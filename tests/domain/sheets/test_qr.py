"""The QR codes are read by a reader that is not ours, also soiled."""

from __future__ import annotations

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from crm_desktop.domain.sheets import qr

CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
SCALE = 6


def picture(text: str) -> Image.Image:
    side = (qr.SIZE + 8) * SCALE
    image = Image.new("L", (side, side), 255)
    for row, column, length in qr.runs(qr.matrix(text)):
        left, top = (column + 4) * SCALE, (row + 4) * SCALE
        image.paste(0, (left, top, left + length * SCALE, top + SCALE))
    return image


@settings(max_examples=40)
@given(st.text(CHARACTERS, min_size=1, max_size=qr.LONGEST))
def test_text_is_read_by_another_reader(text: str) -> None:
    (found,) = zxingcpp.read_barcodes(picture(text))
    assert found.text == text


def test_code_with_a_stain_is_read() -> None:
    image = picture("M1F-00CR-12-4")
    image.paste(0, (18 * SCALE, 18 * SCALE, 24 * SCALE, 24 * SCALE))
    (found,) = zxingcpp.read_barcodes(image)
    assert found.text == "M1F-00CR-12-4"


@pytest.mark.parametrize("text", ["A" * 30, "abc", "Ñ"])
def test_what_does_not_fit_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="character"):
        qr.matrix(text)


def test_runs_are_the_dark_modules() -> None:
    rows = qr.matrix("A")
    assert {len(row) for row in rows} == {len(rows)} == {qr.SIZE}
    assert sum(length for _row, _column, length in qr.runs(rows)) == sum(row.count("1") for row in rows)
    assert all(rows[row][column : column + length] == "1" * length for row, column, length in qr.runs(rows))
