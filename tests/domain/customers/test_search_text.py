from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
import sqlcipher3
from hypothesis import example, given
from hypothesis import strategies as st

from crm_desktop.domain.customers.model import ContactKind, ContactPoint, Customer
from crm_desktop.domain.customers.search_text import query_terms, search_text
from tests.factories import a_company, a_customer, an_email

ANGEL = a_customer(
    contacts=(
        ContactPoint(ContactKind.MOBILE, "622 310 775", "+34622310775", "trabajo"),
        ContactPoint(ContactKind.PHONE, "+52 55 1234 5678", "+525512345678"),
        ContactPoint(ContactKind.PHONE, "interior 4711", ""),
        an_email("angel.garcia@example.com"),
    ),
    company="Forn O'Brien & Col·legi",
    tax_id="12345678Z",
    card="M-00012",
    street="C/ Mayor, 14 – 2º",
    tags=("Feria", "Año nuevo"),
    notes="Le gustan los bolsos de piel.\nAlérgico al níquel.",
)
Finder = Callable[[str], bool]


@pytest.fixture
def finds() -> Iterator[Finder]:
    """Whether a search finds Ángel and not the company beside him, with a real index."""
    with closing(sqlcipher3.connect(":memory:")) as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE found USING fts5(text, detail=none, columnsize=0, prefix='1 2 3')"
        )
        rows = [(1, search_text(ANGEL, ["galgo Bruno"])), (2, search_text(a_company()))]
        connection.executemany("INSERT INTO found(rowid, text) VALUES(?, ?)", rows)

        def finder(text: str) -> bool:
            rows = connection.execute("SELECT rowid FROM found WHERE found MATCH ?", (query_terms(text),))
            return [r[0] for r in rows] == [1]

        yield finder


@pytest.mark.parametrize(
    "typed",
    [
        "angel", "ÁNGEL", "garcia muñ", "Muñoz, Ángel", "munoz", "622310775", "622 310 775", "622.31.07",
        "310775", "0775", "775", "10 77", "+34 622 310", "0034622310775", "34622", "5512345678",
        "+52 55 1234", "551234", "4711", "angel.garcia@example.com", "garcia@example", "12345678Z",
        "12.345.678-z", "12 345 678 Z", "m-00012", "M00012", "00012", "calle", "c/ mayor 14", "año",
        "ferias y bolsos", "niquel piel", "galgo", "trabajo", "obrien", "o'brien", "O’Brien", "collegi",
        "col·legi", "garcia 622 310", "46120", "alboraia valencia",
    ],
)  # fmt: skip
def test_a_customer_is_found_by(finds: Finder, typed: str) -> None:
    missing = {"calle", "ferias y bolsos"}  # words that stand nowhere in the file
    assert finds(typed) == (typed not in missing)


@pytest.mark.parametrize(
    "typed",
    [
        '"', "''", "AND", "NOT angel", "angel NOT bolsos", "angel*", "text:angel", "^angel", "(angel",
        "angel)", "NEAR(angel garcia)", "{", "-angel", "angel OR xyz", "; DROP TABLE found", "\0angel",
        "622*", "+", "%", "_",
    ],
)  # fmt: skip
def test_nothing_that_is_typed_is_an_operator(finds: Finder, typed: str) -> None:
    if query_terms(typed):
        finds(typed)


@given(st.text(max_size=30))
def test_any_text_is_a_search_that_the_index_understands(text: str) -> None:
    terms = query_terms(text)
    with closing(sqlcipher3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE found USING fts5(text, detail=none)")
        if terms:
            assert (
                connection.execute("SELECT rowid FROM found WHERE found MATCH ?", (terms,)).fetchall() == []
            )


@example("+1")
@example("x +34 612 (0)20")
@given(st.text(min_size=1, max_size=20))
def test_a_name_is_found_by_itself(name: str) -> None:
    terms = query_terms(name)
    with closing(sqlcipher3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE found USING fts5(text, detail=none)")
        row = (search_text(Customer(given_name=name)),)
        connection.execute("INSERT INTO found(rowid, text) VALUES(1, ?)", row)
        if terms:
            assert connection.execute("SELECT rowid FROM found WHERE found MATCH ?", (terms,)).fetchall() == [
                (1,)
            ]


@given(st.from_regex(r"[67][0-9]{8}", fullmatch=True), st.integers(0, 6), st.integers(3, 9))
def test_any_part_of_a_number_is_a_prefix_of_one_of_its_endings(digits: str, start: int, length: int) -> None:
    part = digits[start : start + length]
    text = search_text(Customer(contacts=(ContactPoint(ContactKind.MOBILE, digits, "+34" + digits),)))
    assert any(word.startswith(part) for word in text.split())


def test_the_text_is_folded_words_each_once() -> None:
    text = search_text(Customer(given_name="Ana", family_name="ANA", notes="Ána, ana; Niño"))
    assert text == "ana nino"


def test_what_has_no_words_is_no_search() -> None:
    assert query_terms("") == query_terms(" .,;@ ") == query_terms("👍") == ""
    assert query_terms("García ana") == '"garcia"* AND "ana"*'


FRENCH = a_customer(contacts=(ContactPoint(ContactKind.MOBILE, "+33 6 12 34 61 23", "+33612346123"),))
SPANISH = a_customer(contacts=(ContactPoint(ContactKind.MOBILE, "612 34 33 61", "+34612343361"),))


@pytest.mark.parametrize(
    ("typed", "countries"),
    [
        ("+34 612 34", ["ES"]),
        ("+33 612 34", ["FR"]),
        ("0034 612 34", ["ES"]),
        ("(+34) 612", ["ES"]),
        ("+34 (0) 612", ["ES"]),
        ("(0033) 6 12", ["FR"]),
        ("+336", ["FR"]),
        ("+34", ["ES"]),
        ("+3", ["FR", "ES"]),
        ("+34 612 garcia", ["ES"]),
        ("garcia +33 6", ["FR"]),
        ("garcia +33 nadie", []),
        ("+44 612", []),
        ("612 34", ["FR", "ES"]),
        ("garcia 346123433", ["ES"]),
        ("34 612", ["FR", "ES"]),  # without a +, they are parts of the number
    ],
)
def test_the_prefix_of_a_country_has_to_match(typed: str, countries: list[str]) -> None:
    with closing(sqlcipher3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE found USING fts5(text, detail=none, prefix='1 2 3')")
        rows = [("FR", search_text(FRENCH)), ("ES", search_text(SPANISH))]
        connection.executemany("INSERT INTO found(text) VALUES(?)", [(text,) for _country, text in rows])
        found = connection.execute("SELECT rowid FROM found WHERE found MATCH ?", (query_terms(typed),))
        assert [rows[number - 1][0] for (number,) in found] == countries
