"""What the log says of many: numbers as the shop writes them, and no part that says "none"."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from crm_desktop.services import customers, demo, journal, settings
from crm_desktop.services.customer_tags import tag
from crm_desktop.shared import i18n
from tests.factories import a_customer, a_profile, a_shop
from tests.services.import_steps import bring_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from crm_desktop.services.shop import Shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(a_shop(tmp_path / "tienda")) as made:
        settings.save_profile(made, a_profile())
        yield made


def last_words(shop: Shop) -> str:
    return journal.recent(shop, 1)[0].words


def test_a_thousand_is_written_with_its_point(shop: Shop) -> None:
    i18n.install("es")
    demo.make_demo(shop, 1200)
    assert "1.200 clientes" in last_words(shop)
    ids = list(range(1, 1201))
    done = tag(shop, ids, ["Muestra"]).value
    assert f"1.{done - 1000:03d} clientes" in last_words(shop)
    done = customers.archive(shop, ids).value
    assert f"1.{done - 1000:03d} clientes" in last_words(shop)


def test_an_import_says_only_what_it_did(shop: Shop, tmp_path: Path) -> None:
    bring_in(shop, tmp_path, "Ana;Soler;622310001;;;;;;")
    assert last_words(shop) == "1 customer imported from “clientes.csv”."
    bring_in(shop, tmp_path, "Ana;Soler;622310001;ana@example.com;;;;;")
    assert last_words(shop) == "1 updated from “clientes.csv”."
    bring_in(shop, tmp_path, "Ana;Soler;622310001;ana@example.com;;;Sagunt;;", "Luis;Bosch;622310002;;;;;;")
    assert last_words(shop) == "1 customer imported and 1 updated from “clientes.csv”."
    assert customers.save_customer(shop, a_customer()).value
