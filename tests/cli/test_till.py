"""`import purchases`: what a till or a script sees of it."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.cli import run
from crm_desktop.services import customers
from crm_desktop.services.shop import open_shop
from tests.factories import a_customer, a_shop

Said = pytest.CaptureFixture[str]
TILL = (
    "Ticket;Fecha;Hora;Tarjeta;Teléfono;Correo;Cliente;Producto;Cantidad;Precio;Importe\n"
    "A-1;02/03/2026;10:05;1007;;;Ana;Olla;1;30,00;30,00\n"
    "A-1;02/03/2026;10:05;1007;;;Ana;Taza;2;4,50;9,00\n"
    "A-2;02/03/2026;11:00;;612 34 56 78;;;Sartén;1;20,00;20,00\n"
    "A-3;02/03/2026;11:30;999;;;Luis;Sartén;1;20,00;20,00\n"
)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    folder = tmp_path / "tienda"
    with closing(a_shop(folder)) as made:
        customers.save_customer(made, a_customer(given_name="Ana", card="1007"))
    return folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ventas de marzo.csv"
    path.write_bytes(TILL.encode("cp1252"))
    return path


def imported(shop: Path, file: Path, capsys: Said, *more: str) -> dict[str, object]:
    assert run(["--data", str(shop), "import", "purchases", str(file), "--json", *more]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    found: dict[str, object] = json.loads(said.out)
    return found


def test_the_report_is_that_of_customers(shop: Path, file: Path, capsys: Said) -> None:
    report = imported(shop, file, capsys)
    assert list(report) == ["rows", "created", "updated", "unchanged", "rejected", "rejections"]
    assert [report[name] for name in ("rows", "created", "updated", "unchanged", "rejected")] == [
        4,
        2,
        1,
        0,
        1,
    ]
    assert report["rejections"] == [{"row": 4, "reason": "Ningún cliente tiene la tarjeta 999."}]
    again = imported(shop, file, capsys)
    assert (again["created"], again["unchanged"], again["rejected"]) == (0, 3, 1)


def test_a_dry_run_writes_nothing_but_its_report(
    shop: Path, file: Path, capsys: Said, tmp_path: Path
) -> None:
    target = tmp_path / "informe.csv"
    report = imported(shop, file, capsys, "--dry-run", "--report", str(target))
    assert report["created"] == 2
    assert len(target.read_text("utf-8-sig").splitlines()) == 5
    with closing(open_shop(shop)) as opened:
        assert opened.db.read("SELECT 1 FROM purchase") == []


def test_options_keep_unknown_customers_and_make_products(shop: Path, file: Path, capsys: Said) -> None:
    report = imported(shop, file, capsys, "--unknown", "--products")
    assert (report["created"], report["rejected"]) == (3, 0)
    with closing(open_shop(shop)) as opened:
        assert opened.db.read("SELECT count(*) FROM product") == [(3,)]


def test_a_mapping_says_what_no_heading_does(shop: Path, capsys: Said, tmp_path: Path) -> None:
    file, mapping = tmp_path / "x.csv", tmp_path / "mapa.json"
    file.write_text("Cuándo;Quién;Cuánto\n2026-03-02;1007;5\n")
    mapping.write_text('{"Cuándo": "day", "Quién": "card", "Cuánto": "amount"}', "utf-8")
    assert imported(shop, file, capsys, "--mapping", str(mapping))["created"] == 1
    mapping.write_text('{"Cuándo": "birth"}', "utf-8")
    assert run(["--data", str(shop), "import", "purchases", str(file), "--mapping", str(mapping)]) == 1
    assert "birth" in capsys.readouterr().err


def test_a_file_that_is_none_of_a_till_is_one_sentence(shop: Path, capsys: Said, tmp_path: Path) -> None:
    file = tmp_path / "clientes.csv"
    file.write_text("Nombre;Apellidos\nAna;García\n")
    assert run(["--data", str(shop), "import", "purchases", str(file)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1


def test_points_are_given_only_when_asked(tmp_path: Path, file: Path, capsys: Said) -> None:
    shop = tmp_path / "muestra"
    assert run(["--data", str(shop), "demo", "--customers", "30"]) == 0
    with closing(open_shop(shop)) as opened:
        card = opened.db.read("SELECT card FROM customer WHERE card <> '' ORDER BY id LIMIT 1")[0][0]
        before = opened.db.read("SELECT sum(points) FROM customer_totals")[0][0]
    sale = tmp_path / "x.csv"
    capsys.readouterr()
    sale.write_text(f"Ticket;Fecha;Tarjeta;Importe\nX-1;2026-03-02;{card};50,90\n")
    imported(shop, sale, capsys)
    sale.write_text(f"Ticket;Fecha;Tarjeta;Importe\nX-2;2026-03-02;{card};50,90\n")
    imported(shop, sale, capsys, "--points")
    with closing(open_shop(shop)) as opened:
        assert opened.db.read("SELECT sum(points) FROM customer_totals")[0][0] == before + 50
