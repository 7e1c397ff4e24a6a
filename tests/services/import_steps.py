"""What tests of imports share: a file of rows, an import, and everything that a shop knows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from crm_desktop.services import own_fields, staff
from crm_desktop.services.imports import run_import
from crm_desktop.store.queries.customers import load

if TYPE_CHECKING:
    from pathlib import Path

    from crm_desktop.domain.customers.model import Customer
    from crm_desktop.services.imports_report import ImportReport
    from crm_desktop.services.shop import Shop

HEADER = "Nombre;Apellidos;Móvil;Correo;NIF;Tarjeta;Población;Notas;Etiquetas"


def a_csv(folder: Path, *rows: str, header: str = HEADER, name: str = "clientes.csv") -> Path:
    """A CSV file with these rows."""
    path = folder / name
    path.write_bytes("\r\n".join([header, *rows, ""]).encode())
    return path


def bring_in(shop: Shop, folder: Path, *rows: str, header: str = HEADER, **options: Any) -> ImportReport:
    """Import rows; every row is accounted for."""
    report = run_import(shop, a_csv(folder, *rows, header=header), **options)
    check_sum(report)
    return report


def check_sum(report: ImportReport) -> None:
    """Rows in = created + updated + unchanged + rejected, and each rejection has its reason."""
    assert report.rows == report.created + report.updated + report.unchanged + report.rejected
    assert len(report.rejections) == report.rejected
    assert all(found.reason for found in report.rejections)


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    """(created, updated, unchanged, rejected)."""
    return report.created, report.updated, report.unchanged, report.rejected


def everybody(shop: Shop) -> list[Customer]:
    """All customers, in the order in which they were made."""
    with shop.db.reading() as connection:
        ids = [row[0] for row in connection.execute("SELECT id FROM customer ORDER BY id").fetchall()]
        return list(load(connection, ids).values())


def whole_shop(shop: Shop) -> dict[str, dict[str, Any]]:
    """Everything that is known of each customer by uid, without the ids that differ from shop to shop."""
    people = {m.id: m.name for m in staff.list_staff(shop, active_only=False)}
    fields = {f.id: f.name for f in own_fields.list_fields(shop)}
    found = everybody(shop)
    uids = {c.id: c.uid for c in found}
    return {
        c.uid: {
            "customer": replace(
                c,
                id=None,
                staff_id=None,
                own=(),
                relations=(),
                updated_at=None,
                contacts=tuple(replace(p, id=None) for p in c.contacts),
            ),
            "staff": people.get(c.staff_id),
            "own": {fields[k]: v for k, v in c.own if k in fields},
            "relations": sorted((r.kind.value, uids[r.other_id], r.note) for r in c.relations),
        }
        for c in found
    }
