"""What tests of a till's files share: bringing a text in, and what the shop has then."""

from __future__ import annotations

from pathlib import Path

from crm_desktop.services.imports_purchases import PurchaseOptions, run_import
from crm_desktop.services.imports_report import ImportReport
from crm_desktop.services.shop import Shop

PLAIN = PurchaseOptions()
HEAD = "Ticket;Fecha;Hora;Tarjeta;Producto;Cantidad;Precio;Importe\n"


def bring(
    shop: Shop, folder: Path, text: str, options: PurchaseOptions = PLAIN, **more: object
) -> ImportReport:
    path = folder / "ventas.csv"
    path.write_text(text, encoding="utf-8")
    report = run_import(shop, path, options=options, **more)  # type: ignore[arg-type]
    assert report.rows == report.created + report.updated + report.unchanged + report.rejected
    return report


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.created, report.updated, report.unchanged, report.rejected


def purchases(shop: Shop) -> list[tuple[object, ...]]:
    return shop.db.read("SELECT ticket, kind, day, total_cents, customer_id FROM purchase ORDER BY id")


def lines(shop: Shop) -> list[tuple[object, ...]]:
    return shop.db.read(
        "SELECT p.ticket, l.name, l.quantity_milli, l.total_cents FROM purchase_line l"
        " JOIN purchase p ON p.id = l.purchase_id ORDER BY l.id"
    )


def totals(shop: Shop, customer: int) -> tuple[object, ...] | None:
    return shop.db.read_one(
        "SELECT purchases, spent_cents, first_day, last_day FROM customer_totals WHERE customer_id = ?",
        (customer,),
    )


def everything(shop: Shop) -> list[list[tuple[object, ...]]]:
    tables = ("purchase", "purchase_line", "product", "staff", "customer_totals", "journal_operation")
    return [shop.db.read(f"SELECT * FROM {table} ORDER BY 1") for table in tables]
