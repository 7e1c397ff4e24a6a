"""A pattern finds a folded text in what stands in the file, whatever the accents and the case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.shared.text import fold
from crm_desktop.store.queries.text_patterns import pattern
from tests.factories import a_shop

# Letters that are folded to one sign, also of Guaraní; signs that mean something in patterns; Greek,
# Cyrillic, an emoji.
LETTERS = "aAáÀâÄãÅbcCçČdeEéÈëiIíÏnNñÑoOóÖøuUúÜyYÿzŽẼẽỸỹ09 .,'’-_^%*?[]!()«»ºªαΩάжЙ👋"


@pytest.fixture(scope="module")
def globbed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    shop = a_shop(Path(tmp_path_factory.mktemp("patterns")))

    def test(text: str, glob: str) -> bool:
        row = shop.db.read_one("SELECT ? GLOB ?", (text, glob))
        assert row is not None
        return bool(row[0])

    yield test
    shop.close()


texts = st.text(alphabet=LETTERS, max_size=12)


@given(text=texts, needle=st.text(alphabet=LETTERS, min_size=1, max_size=4))
def test_it_is_found_where_the_folded_text_is(globbed: Any, text: str, needle: str) -> None:
    folded = fold(needle)
    assert globbed(text, f"*{pattern(folded)}*") == (folded in fold(text))
    assert globbed(text, f"{pattern(folded)}*") == fold(text).startswith(folded)


@given(text=texts)
def test_every_text_is_found_by_itself_folded(globbed: Any, text: str) -> None:
    assert globbed(text, pattern(fold(text)))
    assert globbed(text.upper() if len(text.upper()) == len(text) else text, pattern(fold(text)))


def test_signs_of_patterns_stand_for_themselves(globbed: Any) -> None:
    assert globbed("100% [viejo] *", f"*{pattern('[viejo] *')}*")
    assert not globbed("100 viejo", f"*{pattern('[viejo] *')}*")
    assert not globbed("abc", pattern("a?c"))
    assert not globbed("abc", pattern("*"))
