"""A till's file into the shop: tickets and their lines, customers, what is there already, what cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.services import customers, journal
from crm_desktop.services.imports_purchases import PurchaseOptions, preview, run_import, sample_rows
from crm_desktop.services.shop import Shop
from crm_desktop.shared.errors import Cancelled, KnownError
from tests.factories import a_customer, a_mobile, an_email
from tests.services.till import HEAD, bring, counts, everything, lines, purchases, totals

SALE = HEAD + "T-1;02/03/2026;10:30;1007;Olla;2;30;60\nT-1;02/03/2026;10:30;1007;Taza;1;5;5\n"


@pytest.fixture
def ana(shop: Shop) -> int:
    customer = a_customer(
        given_name="Ana", card="1007", tax_id="12345678Z", contacts=(a_mobile(), an_email("ana@example.com"))
    )
    return customers.save_customer(shop, customer).value


# ---- tickets and lines


def test_rows_of_one_ticket_are_its_lines_wherever_they_stand(shop: Shop, ana: int, tmp_path: Path) -> None:
    report = bring(
        shop,
        tmp_path,
        HEAD
        + "T-1;02/03/2026;10:30;1007;Olla;1;30,00;30,00\n"
        + "T-2;02/03/2026;10:35;1007;Taza;2;4,50;9,00\n"
        + "T-1;02/03/2026;10:30;1007;Sartén;1;20,00;20,00\n",
    )
    assert counts(report) == (2, 1, 0, 0)
    found = purchases(shop)
    assert ("T-1", "sale", "2026-03-02", 5000, ana) in found
    assert ("T-2", "sale", "2026-03-02", 900, ana) in found
    assert len(found) == 2
    assert sorted(lines(shop)) == [
        ("T-1", "Olla", 1000, 3000), ("T-1", "Sartén", 1000, 2000), ("T-2", "Taza", 2000, 900)
    ]  # fmt: skip
    assert totals(shop, ana) == (2, 5900, "2026-03-02", "2026-03-02")


def test_the_instant_is_that_of_the_shops_zone(shop: Shop, ana: int, tmp_path: Path) -> None:
    bring(
        shop, tmp_path, HEAD + "T-1;02/07/2026;10:30;1007;Olla;1;30;30\nT-2;02/07/2026;;1007;Olla;1;30;30\n"
    )
    at = [r[0][:16] for r in shop.db.read("SELECT at FROM purchase ORDER BY id")]
    assert at == ["2026-07-02T08:30", "2026-07-02T10:00"]


def test_a_product_scanned_twice_is_two_lines(shop: Shop, ana: int, tmp_path: Path) -> None:
    row = "T-1;02/03/2026;10:30;1007;Taza;1;4,50;4,50\n"
    assert counts(bring(shop, tmp_path, HEAD + row + row)) == (1, 1, 0, 0)
    assert purchases(shop)[0][3] == 900


def test_a_row_that_comes_again_elsewhere_is_a_repetition(shop: Shop, ana: int, tmp_path: Path) -> None:
    one = "T-1;02/03/2026;10:30;1007;Taza;1;4,50;4,50\nT-1;02/03/2026;10:30;1007;Olla;1;30;30\n"
    other = "T-2;02/03/2026;11:30;1007;Taza;1;4,50;4,50\n"
    report = bring(shop, tmp_path, HEAD + one + other + one)
    assert counts(report) == (2, 1, 2, 0)
    assert [row[3] for row in purchases(shop)] == [450, 3450]
    assert "T-1" in report.remarks[0].reason


def test_an_amount_of_the_whole_ticket_counts_once(shop: Shop, ana: int, tmp_path: Path) -> None:
    row = "T-1;02/03/2026;1007;12,50\n"
    assert counts(bring(shop, tmp_path, "Ticket;Fecha;Tarjeta;Total\n" + row + row)) == (1, 0, 1, 0)
    assert purchases(shop)[0][3] == 1250
    assert lines(shop) == []


def test_the_total_of_the_ticket_is_what_was_paid(shop: Shop, ana: int, tmp_path: Path) -> None:
    head = "Ticket;Fecha;Tarjeta;Producto;Importe;Total ticket\n"
    report = bring(shop, tmp_path, head + "T-1;02/03/2026;1007;Olla;30;45\nT-1;02/03/2026;1007;Taza;20;45\n")
    assert purchases(shop)[0][3] == 4500
    assert "45,00" in report.remarks[0].reason


def test_a_discount_line_takes_off_the_ticket(shop: Shop, ana: int, tmp_path: Path) -> None:
    head = "Ticket;Fecha;Tarjeta;Producto;Importe\n"
    report = bring(
        shop, tmp_path, head + "T-1;02/03/2026;1007;Olla;30\nT-1;02/03/2026;1007;Dto. fidelidad;-5\n"
    )
    assert counts(report) == (1, 1, 0, 0)
    assert purchases(shop) == [("T-1", "sale", "2026-03-02", 2500, ana)]
    assert lines(shop) == [("T-1", "Olla", 1000, 3000)]


def test_another_purchase_with_a_number_that_is_taken_is_rejected(
    shop: Shop, ana: int, tmp_path: Path
) -> None:
    report = bring(
        shop,
        tmp_path,
        HEAD
        + "1;02/03/2026;;1007;Olla;1;30;30\n2;02/03/2026;;1007;Olla;1;30;30\n1;09/03/2026;;1007;Olla;1;9;9\n",
    )
    assert counts(report) == (2, 0, 0, 1)
    assert (report.rejections[0].row, "row 1" in report.rejections[0].reason) == (3, True)


def test_one_bad_row_keeps_its_whole_ticket_out(shop: Shop, ana: int, tmp_path: Path) -> None:
    report = bring(
        shop,
        tmp_path,
        HEAD
        + "T-1;02/03/2026;;1007;Olla;1;30;30\nT-1;02/03/2026;;1007;Taza;1;x;x\nT-2;02/03/2026;;;Olla;1;5;5\n",
    )
    assert counts(report) == (1, 0, 0, 2)
    assert [row[0] for row in purchases(shop)] == ["T-2"]
    assert "2" in report.rejections[0].reason


# ---- the same again


def test_the_same_file_again_changes_nothing(shop: Shop, ana: int, tmp_path: Path) -> None:
    text = (
        HEAD
        + "T-1;02/03/2026;10:30;1007;Olla;1;30,00;30,00\nT-1;02/03/2026;10:30;1007;Taza;1;4,00;4,00\n"
        + ";03/03/2026;11:00;1007;Taza;1;4,00;4,00\n;03/03/2026;11:00;1007;Taza;1;4,00;4,00\n"
        + "D-1;04/03/2026;11:00;1007;Taza;-1;4,00;-4,00\n;05/03/2026;;;Taza;1;4;4\n"
    )
    first = bring(shop, tmp_path, text)
    assert counts(first) == (5, 1, 0, 0)
    before = purchases(shop)
    assert counts(bring(shop, tmp_path, text)) == (0, 0, 6, 0)
    assert purchases(shop) == before


@pytest.mark.parametrize(
    "row",
    [
        "T-1;02/03/2026;10:30;1007;Olla;1;31;31",
        "T-1;03/03/2026;10:30;1007;Olla;1;30;30",
        "T-1;02/03/2026;10:30;1007;Taza;1;30;30",
        "T-1;02/03/2026;10:30;1007;Olla;2;15;30",
        "T-1;02/03/2026;10:30;1007;;;;31",
    ],
)
def test_a_ticket_with_other_content_is_rejected(shop: Shop, ana: int, tmp_path: Path, row: str) -> None:
    bring(shop, tmp_path, HEAD + "T-1;02/03/2026;10:30;1007;Olla;1;30;30\n")
    report = bring(shop, tmp_path, f"{HEAD}{row}\n")
    assert counts(report) == (0, 0, 0, 1)
    assert "T-1" in report.rejections[0].reason
    assert purchases(shop) == [("T-1", "sale", "2026-03-02", 3000, ana)]


def test_a_ticket_of_another_customer_is_rejected(shop: Shop, ana: int, tmp_path: Path) -> None:
    luis = customers.save_customer(shop, a_customer(given_name="Luis", card="1008", contacts=())).value
    bring(shop, tmp_path, HEAD + "T-1;02/03/2026;10:30;1007;Olla;1;30;30\n")
    report = bring(shop, tmp_path, HEAD + "T-1;02/03/2026;10:30;1008;Olla;1;30;30\n")
    assert counts(report) == (0, 0, 0, 1)
    assert luis != purchases(shop)[0][4] == ana


def test_a_purchase_without_a_customer_gets_one_later(shop: Shop, tmp_path: Path) -> None:
    text = HEAD + "T-1;02/03/2026;10:30;1007;Olla;1;30;30\n"
    bring(shop, tmp_path, text, PurchaseOptions(unknown=True))
    assert purchases(shop)[0][4] is None
    ana = customers.save_customer(shop, a_customer(card="1007")).value
    assert counts(bring(shop, tmp_path, text)) == (0, 1, 0, 0)
    assert purchases(shop)[0][4] == ana
    assert totals(shop, ana) == (1, 3000, "2026-03-02", "2026-03-02")


# ---- who bought


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("Tarjeta", "1007"), ("Tarjeta", "10-07"), ("Teléfono", "612345678"),
        ("Teléfono", "+34 612 34 56 78"), ("Correo", "ANA@example.com"), ("NIF", "12.345.678-z"),
    ],
)  # fmt: skip
def test_the_customer_is_found(shop: Shop, ana: int, tmp_path: Path, heading: str, value: str) -> None:
    bring(shop, tmp_path, f"Fecha;{heading};Importe\n2026-03-02;{value};5\n")
    assert purchases(shop)[0][4] == ana


def test_nobody_is_found_by_the_name_alone(shop: Shop, ana: int, tmp_path: Path) -> None:
    report = bring(shop, tmp_path, "Fecha;Cliente;Importe\n2026-03-02;Ana García Muñoz;5\n")
    assert counts(report) == (0, 0, 0, 1)
    assert "Ana" in report.rejections[0].reason


def test_unknown_customers_are_listed_or_kept_without_a_customer(
    shop: Shop, ana: int, tmp_path: Path
) -> None:
    text = "Fecha;Tarjeta;Importe\n2026-03-02;999;5\n2026-03-02;1007;6\n"
    report = bring(shop, tmp_path, text)
    assert counts(report) == (1, 0, 0, 1)
    assert report.as_json()["rejections"] == [{"row": 1, "reason": "No customer has card 999."}]
    kept = bring(shop, tmp_path, text, PurchaseOptions(unknown=True))
    assert counts(kept) == (1, 0, 1, 0)
    assert [row[4] for row in purchases(shop)] == [ana, None]


def test_a_row_that_names_nobody_is_a_sale_to_somebody_unknown(shop: Shop, tmp_path: Path) -> None:
    report = bring(shop, tmp_path, "Fecha;Tarjeta;Cliente;Importe\n2026-03-02;;CONTADO;5\n")
    assert counts(report) == (1, 0, 0, 0)
    assert purchases(shop) == [("", "sale", "2026-03-02", 500, None)]


def test_a_telephone_of_a_whole_family_needs_the_name(shop: Shop, ana: int, tmp_path: Path) -> None:
    luis = customers.save_customer(shop, a_customer(given_name="Luis")).value
    text = "Fecha;Teléfono;Cliente;Importe\n2026-03-02;612345678;;5\n2026-03-02;612345678;Luis García;5\n"
    report = bring(shop, tmp_path, text)
    assert counts(report) == (1, 0, 0, 1)
    assert "several" in report.rejections[0].reason
    assert purchases(shop)[0][4] == luis


def test_the_purchase_of_an_archived_customer_is_kept_and_said(shop: Shop, ana: int, tmp_path: Path) -> None:
    customers.archive(shop, [ana])
    report = bring(shop, tmp_path, "Fecha;Tarjeta;Importe\n2026-03-02;1007;5\n")
    assert purchases(shop)[0][4] == ana
    assert "archived" in report.remarks[0].reason


# ---- what cannot be


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("01/01/1900;5", "1900"), ("22/11/2026;5", "future"), ("02/03/2026;1e308", "1e308"),
        ("02/03/2026;", "no amount"), (";5", "no date"), ("30/02/2026;5", "30/02/2026"),
        ("02/03/2026;99999999", "too large"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said(shop: Shop, tmp_path: Path, cells: str, said: str) -> None:
    report = bring(shop, tmp_path, f"Fecha;Importe\n{cells}\n02/03/2026;5\n")
    assert counts(report) == (1, 0, 0, 1)
    assert said in report.rejections[0].reason


def test_a_file_of_customers_is_refused(shop: Shop, tmp_path: Path) -> None:
    with pytest.raises(KnownError):
        bring(shop, tmp_path, "Nombre;Apellidos;Móvil\nAna;García;612345678\n")


def test_cards_of_contacts_are_refused(shop: Shop, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="purchases"):
        bring(shop, tmp_path, "%PDF-1.7\n")
    with pytest.raises(KnownError, match="purchases"):
        bring(shop, tmp_path, "BEGIN:VCARD\nVERSION:4.0\nFN:Ana\nEND:VCARD\n")


# ---- products and people


def test_products_are_known_by_code_or_name_and_made_on_demand(shop: Shop, tmp_path: Path) -> None:
    head = "Ticket;Fecha;Producto;Código;Categoría;Precio;Importe;Vendedor\n"
    text = (
        head + "1;02/03/2026;Olla;123;Menaje;30;30;Marta\n2;02/03/2026;OLLA rápida;123;Menaje;30;30;Marta\n"
    )
    bring(shop, tmp_path, text)
    assert shop.db.read("SELECT product_id FROM purchase_line") == [(None,), (None,)]
    more = text.replace("1;02", "3;02").replace("2;02", "4;02")
    bring(shop, tmp_path, more, PurchaseOptions(products=True))
    assert shop.db.read("SELECT name, code, category, price_cents FROM product") == [
        ("Olla", "123", "Menaje", 3000)
    ]
    linked = shop.db.read("SELECT name FROM purchase_line WHERE product_id IS NOT NULL ORDER BY id")
    assert linked == [("Olla",), ("OLLA rápida",)]
    assert shop.db.read("SELECT name FROM staff") == [("Marta",)]
    assert shop.db.read_one("SELECT count(*) FROM purchase WHERE staff_id IS NULL") == (0,)


# ---- all or nothing


def test_the_whole_import_is_undone_in_one_step(shop: Shop, ana: int, tmp_path: Path) -> None:
    before = everything(shop)
    text = SALE + "T-1;05/03/2026;;1007;Olla;-1;30;-30\n"
    report = bring(shop, tmp_path, text, PurchaseOptions(products=True))
    assert report.operation is not None
    assert totals(shop, ana) == (1, 3500, "2026-03-02", "2026-03-02")
    journal.undo(shop, report.operation)
    assert everything(shop)[:-1] == before[:-1]
    assert counts(bring(shop, tmp_path, text)) == (2, 1, 0, 0)


def test_a_dry_run_and_a_cancelled_one_leave_nothing(shop: Shop, ana: int, tmp_path: Path) -> None:
    before = everything(shop)
    tried = bring(shop, tmp_path, SALE, dry_run=True)
    assert counts(tried) == (1, 1, 0, 0)
    assert everything(shop) == before
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return True

    with pytest.raises(Cancelled):
        bring(shop, tmp_path, SALE, cancelled=cancelled)
    assert everything(shop) == before


def test_the_report_tells_of_every_row(shop: Shop, ana: int, tmp_path: Path) -> None:
    target = tmp_path / "informe.csv"
    bring(shop, tmp_path, SALE + "T-3;02/03/2026;;999;Olla;1;3;3\n", report_path=target)
    rows = target.read_text("utf-8-sig").splitlines()
    assert len(rows) == 4
    assert "Ana García Muñoz" in rows[1] or "García Muñoz, Ana" in rows[1]
    assert "999" in rows[3]


def test_a_mapping_is_remembered_apart_from_that_of_customers(shop: Shop, ana: int, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Fecha;Cliente;Importe\n2026-03-02;1007;5\n")
    found = preview(shop, path)
    assert [column.target for column in found.mapping.columns] == ["day", "card", "amount"]
    look = sample_rows(shop, found, found.mapping)
    assert "Ana" in look[0].customer
    run_import(shop, path, mapping=found.mapping.with_target(1, ""))
    again = preview(shop, path)
    assert again.remembered
    assert again.mapping.columns[1].target == ""


def test_memory_of_a_long_file_is_bounded_by_its_batches(shop: Shop, ana: int, tmp_path: Path) -> None:
    rows = [f"T-{i};02/03/2026;;{1007 if i % 3 else ''};Olla;1;3;3\n" for i in range(5_000)]
    report = bring(shop, tmp_path, HEAD + "".join(rows))
    assert counts(report) == (5_000, 0, 0, 0)
    assert totals(shop, ana) == (3_333, 3_333 * 300, "2026-03-02", "2026-03-02")
