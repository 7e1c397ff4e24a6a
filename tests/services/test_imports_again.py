"""Several rows for one customer, and cards that are somebody else's."""

from __future__ import annotations

from pathlib import Path

from crm_desktop.services import customers
from crm_desktop.services.imports import run_import
from crm_desktop.services.imports_report import ImportReport
from crm_desktop.services.search import search
from crm_desktop.services.shop import Shop
from tests.factories import a_shop

HEAD = "Nombre;Apellidos;Correo;Población;Tarjeta\n"


def bring(shop: Shop, folder: Path, rows: str) -> ImportReport:
    """Bring these rows in."""
    file = folder / "clientes.csv"
    file.write_text(HEAD + rows, "utf-8")
    return run_import(shop, file)


def told(report: ImportReport) -> tuple[int, int, int, int]:
    """What became of the rows."""
    return report.created, report.updated, report.unchanged, report.rejected


def test_rows_that_contradict_each_other_leave_what_the_first_says(tmp_path: Path) -> None:
    shop = a_shop(tmp_path)
    rows = "Zoe;Sanz;zoe@example.com;Elda;\nZoe;Sanz;zoe@example.com;Ibi;T9\n"
    assert told(bring(shop, tmp_path, rows)) == (1, 1, 0, 0)
    (found,) = search(shop, "zoe")
    assert (found.town, found.card) == ("Elda", "T9")
    before = customers.get_customer(shop, found.id)
    assert told(bring(shop, tmp_path, rows)) == (0, 0, 2, 0)
    assert customers.get_customer(shop, found.id) == before
    shop.close()


def test_a_later_file_still_replaces_what_an_earlier_one_said(tmp_path: Path) -> None:
    shop = a_shop(tmp_path)
    bring(shop, tmp_path, "Zoe;Sanz;zoe@example.com;Elda;\n")
    assert told(bring(shop, tmp_path, "Zoe;Sanz;zoe@example.com;Ibi;\n")) == (0, 1, 0, 0)
    assert search(shop, "zoe")[0].town == "Ibi"
    shop.close()


def test_a_card_never_makes_one_person_another(tmp_path: Path) -> None:
    shop = a_shop(tmp_path)
    bring(shop, tmp_path, "Luis;Pons;luis@example.com;Elda;T2\n")
    report = bring(shop, tmp_path, "Ana;Gil Soler;ana@example.com;Ibi;T2\n")
    assert told(report) == (0, 0, 0, 1)
    assert "T2" in next(iter(report.rejections)).reason
    (luis,) = search(shop, "luis")
    assert luis.emails == ("luis@example.com",)
    assert not search(shop, "ana")
    shop.close()


def test_a_card_finds_its_customer_whose_e_mail_changed(tmp_path: Path) -> None:
    shop = a_shop(tmp_path)
    bring(shop, tmp_path, "Luis;Pons;luis@example.com;Elda;T2\n")
    assert told(bring(shop, tmp_path, "Luis;Pons Ferrer;nuevo@example.com;;T2\n")) == (0, 1, 0, 0)
    (luis,) = search(shop, "luis")
    assert luis.emails == ("luis@example.com", "nuevo@example.com")
    shop.close()
