"""Letters to many customers: filled in for each, not sent to who said no, kept for the next time."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from crm_desktop.services import journal, printing_letters, settings
from crm_desktop.shared.errors import InvalidInput
from tests.documents import pdfs
from tests.factories import a_profile, a_shop
from tests.services.loyal import a_person, a_program, buy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from crm_desktop.services.shop import Shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(a_shop(tmp_path)) as made:
        settings.save_profile(made, a_profile())
        yield made


def test_each_customer_gets_their_own_and_who_said_no_gets_none(shop: Shop) -> None:
    a_program(shop)
    ana = a_person(shop, street="C/ Mayor, 1", town="Torrent", postcode="46900")
    zoe = a_person(shop, "Zoe", street="", town="", postcode="")
    no = a_person(shop, "Nuria", do_not_contact=True)
    buy(shop, ana, 123_400)
    text = "{greeting}\n{points} points, {last purchase}, {full name}, {tier}."
    made = printing_letters.letters(shop, [zoe, no, ana], text)
    assert made.count == 2
    (unwilling,), (without,) = made.unwilling, made.without_address
    assert "Nuria" in unwilling
    assert "Zoe" in without
    first, second = pdfs.pages(made.pdf)
    assert "Hello, Zoe:" in first
    assert "0 points" in first
    assert "Hello, Ana:" in second
    assert "1.234 points, 21 de noviembre de 2026" in second
    assert "46900 Torrent" in second
    alone = printing_letters.letters(shop, [no], text)
    assert (alone.count, alone.pdf) == (0, b"")


def test_what_was_written_is_kept_for_the_next_time_and_can_be_undone(shop: Shop) -> None:
    beginning = printing_letters.kept_text(shop)
    assert "{greeting}" in beginning
    change = printing_letters.keep_text(shop, "Hello {Name}  ")
    assert printing_letters.kept_text(shop) == "Hello {name}"
    with pytest.raises(InvalidInput):
        printing_letters.keep_text(shop, "Hello {nobody}")
    assert printing_letters.kept_text(shop) == "Hello {name}"
    journal.undo(shop, change.operation or 0)
    assert printing_letters.kept_text(shop) == beginning
