"""Nothing is cut: every letter of a text stands on one of its lines, and every line fits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.documents import style
from crm_desktop.documents.fonts import BUILDING, Typeface, Weight, typeface
from crm_desktop.documents.letters import clean
from crm_desktop.documents.style import POINTS
from crm_desktop.documents.wrapping import shorten, wrap

LOOK = style.BODY


@pytest.fixture
def face() -> Typeface:
    with BUILDING:
        return typeface(Weight.REGULAR)


def millimetres(face: Typeface, text: str) -> float:
    return face.width(text) * LOOK.size / 1000 / POINTS


texts = st.text(st.sampled_from("abc WMi.-@ ñé אב محمد 🎉\n") | st.characters(), max_size=200)


@given(texts, st.floats(8, 90), st.floats(0, 7.9))
def test_every_letter_is_on_a_line_that_fits(text: str, width: float, indent: float) -> None:
    with BUILDING:
        face = typeface(Weight.REGULAR)
    lines = wrap(face, text, LOOK, width, indent=indent)
    mirrored = str.maketrans(")]}>»›≥", "([{<«‹≤")
    drawn = "".join("".join(lines).split())
    assert sorted(drawn.translate(mirrored)) == sorted("".join(clean(text).split()).translate(mirrored))
    for number, line in enumerate(lines):
        assert len(line) <= 1 or millimetres(face, line) <= width - (0 if number else indent) + 0.01


@pytest.mark.parametrize("letter", ["x", "W", "é", "א", "🎉", "-"])
def test_word_of_ten_thousand_letters_ends(face: Typeface, letter: str) -> None:
    lines = wrap(face, letter * 10_000, LOOK, 60)
    assert "".join(lines) == letter * 10_000
    assert all(lines)


def test_words_stay_whole_where_they_fit(face: Typeface) -> None:
    text = "Preguntó por el horno modelo 40: ya ha llegado y puede pasar a verlo cualquier tarde"
    lines = wrap(face, text, LOOK, 60)
    assert len(lines) > 1
    assert " ".join(lines) == text


def test_addresses_are_divided_at_their_joints(face: Typeface) -> None:
    lines = wrap(face, "nombre.muy.largo.de.persona@subdominio.example.com", LOOK, 40)
    assert [line[-1] for line in lines[:-1]] == [".", "@"] or all(line[-1] in "@.-" for line in lines[:-1])


def test_legal_form_stays_together(face: Typeface) -> None:
    for width in range(20, 70):
        assert "S.\xa0L." in "".join(wrap(face, "Talleres Hermanos Ruiz-Giménez, S. L.", LOOK, width)) or (
            wrap(face, "Talleres Hermanos Ruiz-Giménez, S. L.", LOOK, width)[0].endswith("S. L.")
        )


def test_own_line_breaks_are_kept_when_wanted(face: Typeface) -> None:
    assert wrap(face, "Llevar catálogo.\nTiene perro.", LOOK, 80, breaks=True) == [
        "Llevar catálogo.",
        "Tiene perro.",
    ]
    assert wrap(face, "Llevar catálogo.\nTiene perro.", LOOK, 80) == ["Llevar catálogo. Tiene perro."]


def test_nothing_gives_no_line(face: Typeface) -> None:
    assert wrap(face, "", LOOK, 50) == []
    assert wrap(face, " \x00\n ", LOOK, 50) == []


def test_shortened_text_fits_and_says_so(face: Typeface) -> None:
    text = shorten(face, "Electrodomésticos La Bombilla de la Plaza Mayor", LOOK, 30)
    assert text.endswith("…")
    assert millimetres(face, text) <= 30
    assert shorten(face, "Corto", LOOK, 30) == "Corto"
