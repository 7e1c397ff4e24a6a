"""A till's file: which column is what, and what each row says."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.exchange.purchase_guess import guess_purchase_mapping
from crm_desktop.exchange.purchase_row import PurchaseRow
from crm_desktop.exchange.purchase_values import Amounts
from crm_desktop.exchange.till_file import TillFile
from crm_desktop.shared.errors import KnownError
from tests.exchange.reading import a_setting


def guessed(headers: str, *rows: str) -> dict[str, str]:
    """Heading -> what it is, of the columns that were understood."""
    sample = [row.split(";") for row in rows]
    mapping = guess_purchase_mapping(headers.split(";"), sample)
    return {column.header: column.target for column in mapping.columns if column.target}


def read(folder: Path, text: str, name: str = "ventas.csv") -> list[PurchaseRow]:
    path = folder / name
    path.write_bytes(text.encode())
    source = TillFile(path)
    mapping = guess_purchase_mapping(source.table.headers, source.table.sample)
    return [each.says for each in source.rows(mapping, a_setting(), "EUR")]


def test_the_headings_of_a_spanish_till_are_recognised() -> None:
    headings = (
        "Ticket;Fecha;Hora;Tarjeta;Teléfono;Correo;NIF;Cliente;Producto;Código;Categoría;Cantidad;Precio"
        ";Descuento;Importe;Vendedor"
    )
    row = "T-1;02/03/2026;10:30;1007;622310775;a@example.com;;Ana;Olla;123;Menaje;1;10,00;;10,00;Marta"
    assert list(guessed(headings, row).values()) == [
        "ticket", "day", "hour", "card", "phone", "email", "tax_id", "customer", "product", "code",
        "category", "quantity", "price", "discount", "amount", "seller",
    ]  # fmt: skip


def test_other_words_for_the_same_are_recognised() -> None:
    found = guessed(
        "Nº ticket;Fecha de venta;Nº Tarjeta;Móvil;E-mail;Artículo;Cód. barras;Familia;Uds.;P.V.P.;% Dto."
        ";Total;Atendido por;Ticket original",
        "T-1;2026-03-02;;;;Olla;;;1;10;0;10;;",
    )
    assert found["Total"] == "amount"
    assert found["Ticket original"] == "return_of"
    assert found["% Dto."] == "discount"
    assert found["Uds."] == "quantity"
    assert len(found) == 14


def test_a_total_beside_an_amount_is_the_tickets() -> None:
    found = guessed("Ticket;Fecha;Importe;Total", "T-1;2026-03-02;10;15", "T-1;2026-03-02;5;15")
    assert found["Importe"] == "amount"
    assert found["Total"] == "total"


def test_a_total_that_repeats_on_a_tickets_lines_is_the_tickets() -> None:
    rows = ("T-1;2026-03-02;Olla;10;15", "T-1;2026-03-02;Taza;5;15", "T-2;2026-03-02;Taza;5;5")
    assert guessed("Ticket;Fecha;Producto;Precio;Total", *rows)["Total"] == "total"


def test_a_column_of_customers_that_holds_numbers_is_the_card() -> None:
    found = guessed("Fecha;Cliente;Importe", "2026-03-02;001007;10", "2026-03-02;CONTADO;5")
    assert found["Cliente"] == "card"


def test_a_kind_that_says_something_else_is_left_out() -> None:
    found = guessed("Fecha;Tipo;Importe", "2026-03-02;Efectivo;10", "2026-03-02;Bizum;5")
    assert "Tipo" not in found
    assert guessed("Fecha;Tipo;Importe", "2026-03-02;Devolución;10")["Tipo"] == "kind_of_sale"


def test_a_row_says_who_what_when_and_for_how_much(tmp_path: Path) -> None:
    (row,) = read(
        tmp_path,
        "Ticket;Fecha;Hora;Tarjeta;Teléfono;Correo;Producto;Cantidad;Precio;Descuento;Importe;Vendedor\n"
        "T-9;02/03/2026;10:30:15;1007;622 310 775;Ana@Example.com;Olla a presión;2;1.000,50 €;10%;1.800,90"
        ";Marta\n",
    )
    assert row.problem == ""
    assert (row.ticket, row.day, row.hour) == ("T-9", date(2026, 3, 2), time(10, 30))
    assert (row.card, row.phones, row.emails) == ("1007", ["+34622310775"], ["ana@example.com"])
    assert (row.product, row.quantity, row.price) == ("Olla a presión", 2000, 100_050)
    assert (row.discount, row.amount, row.seller) == (20_010, 180_090, "Marta")


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1.000,50", 100_050), ("1,000.50", 100_050), ("12.5 €", 1250), ("€ 12,50", 1250), ("12", 1200),
        ("1 234,50", 123_450), ("2'500.00", 250_000), ("12,345000001", 1235),
    ],
)  # fmt: skip
def test_amounts_are_read_in_both_ways_of_writing_them(tmp_path: Path, text: str, cents: int) -> None:
    (row,) = read(tmp_path, f'Fecha;Importe\n2026-03-02;"{text}"\n')
    assert row.amount == cents
    assert not row.back


@given(st.integers(-100_000_000, 100_000_000))
def test_any_amount_is_read_from_both_ways_of_writing_it(cents: int) -> None:
    amounts = Amounts("EUR", "es_ES")
    american = f"{cents / 100:,.2f}"
    spanish = american.translate(str.maketrans(",.", ".,"))
    for text in (american, spanish, f"{spanish} €", f"€ {american}", american.replace(",", "")):
        assert amounts.cents(text) == cents


@pytest.mark.parametrize("text", ["-12,50", "12,50-", "(12,50)", "-12.50 €"])
def test_an_amount_below_zero_is_given_back(tmp_path: Path, text: str) -> None:
    (row,) = read(tmp_path, f"Fecha;Importe\n2026-03-02;{text}\n")
    assert (row.back, row.amount) == (True, 1250)


@pytest.mark.parametrize("text", ["1e308", "mucho", "1.2.3", "$5", "99999999999"])
def test_what_is_no_amount_is_said(tmp_path: Path, text: str) -> None:
    (row,) = read(tmp_path, f"Fecha;Importe\n2026-03-02;{text}\n")
    assert text in row.problem


def test_what_is_no_quantity_is_not_called_an_amount(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "Fecha;Cantidad;Importe\n2026-03-02;1e308;5,00\n")
    assert "“1e308” is not a quantity." in row.problem


def test_a_file_with_points_before_its_decimals_keeps_to_them(tmp_path: Path) -> None:
    rows = read(tmp_path, 'Fecha;Importe\n2026-03-02;10.50\n2026-03-02;"1,234"\n2026-03-02;7.25\n')
    assert [row.amount for row in rows] == [1050, 123_400, 725]


def test_weights_have_three_decimals(tmp_path: Path) -> None:
    rows = read(tmp_path, "Fecha;Cantidad;Precio\n2026-03-02;0,350;10,00\n2026-03-02;1.250 kg;8,00\n")
    assert [(row.quantity, row.amount) for row in rows] == [(350, 350), (1250, 1000)]


@pytest.mark.parametrize(
    ("text", "day", "hour"),
    [
        ("02/03/2026", date(2026, 3, 2), None),
        ("2-3-26", date(2026, 3, 2), None),
        ("2026-03-02T10:33:12", date(2026, 3, 2), time(10, 33)),
        ("2026-03-02 10:33:12 +0100", date(2026, 3, 2), time(10, 33)),
        ("02/03/2026 10:33", date(2026, 3, 2), time(10, 33)),
        ("20260302", date(2026, 3, 2), None),
        ("2 mar 2026", date(2026, 3, 2), None),
    ],
)
def test_days_are_read_as_tills_write_them(tmp_path: Path, text: str, day: date, hour: time | None) -> None:
    (row,) = read(tmp_path, f"Fecha;Importe\n{text};5\n")
    assert (row.day, row.hour) == (day, hour)


@pytest.mark.parametrize("text", ["01/01/1900", "22/11/2026", "31/02/2026", "ayer no", ""])
def test_a_day_that_cannot_be_is_refused_with_a_sentence(tmp_path: Path, text: str) -> None:
    (row,) = read(tmp_path, f"Fecha;Importe\n{text};5\n")
    assert row.problem
    assert text in row.problem


def test_a_file_that_writes_the_month_first_is_seen(tmp_path: Path) -> None:
    rows = read(tmp_path, "Date;Amount\n03/02/2026;5\n03/31/2026;5\n")
    assert [row.day for row in rows] == [date(2026, 3, 2), date(2026, 3, 31)]


def test_a_bare_discount_is_an_amount_unless_only_a_percentage_explains_the_row(tmp_path: Path) -> None:
    text = "Fecha;Precio;Descuento;Importe\n2026-03-02;50,00;10;40,00\n2026-03-02;50,00;10;45,00\n"
    assert [row.discount for row in read(tmp_path, text)] == [1000, 500]


def test_words_for_nobody_are_nobody(tmp_path: Path) -> None:
    rows = read(
        tmp_path, "Fecha;Cliente;Tarjeta;Importe\n2026-03-02;CLIENTE CONTADO;0;5\n2026-03-02;Ana;;5\n"
    )
    assert [row.names_somebody for row in rows] == [False, True]


def test_another_currency_is_refused(tmp_path: Path) -> None:
    rows = read(tmp_path, "Fecha;Importe;Moneda\n2026-03-02;5;EUR\n2026-03-02;5;USD\n")
    assert rows[0].problem == ""
    assert "USD" in rows[1].problem


def test_a_voucher_on_a_ticket_is_no_return(tmp_path: Path) -> None:
    rows = read(tmp_path, "Fecha;Producto;Importe\n2026-03-02;Dto. fidelidad;-5\n2026-03-02;Olla;-5\n")
    assert [row.reduction for row in rows] == [True, False]


def test_a_file_without_a_day_or_an_amount_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Ticket;Importe\nT-1;5\n")
    source = TillFile(path)
    with pytest.raises(KnownError, match="day"):
        source.check(guess_purchase_mapping(source.table.headers, source.table.sample))
    path.write_text("Ticket;Fecha\nT-1;2026-03-02\n")
    source = TillFile(path)
    with pytest.raises(KnownError, match="amount"):
        source.check(guess_purchase_mapping(source.table.headers, source.table.sample))


def test_a_spreadsheet_of_a_till_is_read(tmp_path: Path) -> None:
    from crm_desktop.exchange.xlsx_writer import write_xlsx

    path = tmp_path / "ventas.xlsx"
    with path.open("wb") as file:
        cells = ["T-1", "2026-03-02", "10:30", "12.345", "1.25"]
        write_xlsx(file, ["Ticket", "Fecha", "Hora", "Cantidad", "Importe"], iter([cells]), "Ventas")
    source = TillFile(path)
    mapping = guess_purchase_mapping(source.table.headers, source.table.sample)
    (each,) = source.rows(mapping, a_setting(), "EUR")
    assert (each.says.ticket, each.says.quantity, each.says.amount) == ("T-1", 12_345, 125)
