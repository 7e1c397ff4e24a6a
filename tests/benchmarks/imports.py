"""Customers brought in from a CSV file."""

from __future__ import annotations

import csv
import time
from pathlib import Path
from random import Random

from crm_desktop.domain.sample.shop import Sample
from tests.benchmarks.measure import Figure, child, median
from tests.benchmarks.world import World, tell
from tests.factories import TODAY

TARGET = 8.0
MEMORY_MB = 300.0
# A file of 100 MB; for a quick look, a tenth of it.
LARGE_BYTES, QUICK_BYTES = 100_000_000, 10_000_000
HEADINGS = (
    "Nombre", "Apellidos", "Empresa", "NIF", "Teléfono", "Móvil", "Correo electrónico", "Dirección", "CP",
    "Población", "Provincia", "Fecha de nacimiento", "Etiquetas", "Notas",
)  # fmt: skip


def write_file(path: Path, count: int, notes: int = 0) -> int:
    """Write customers as a shop's spreadsheet has them; returns the file's bytes.

    Args:
        path: where to.
        count: how many rows.
        notes: how many letters each row's notes have besides.
    """
    random = Random(1)
    words = [
        f"{a}{b}{c}"
        for a in ("ol", "ta", "ve", "ca")
        for b in ("la", "zo", "ri")
        for c in ("s", "n", "do", "ta")
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADINGS)
        for customer in Sample(count, 1, TODAY).customers():
            mobile = next((p.value for p in customer.phones if p.kind == "mobile"), "")
            phone = next((p.value for p in customer.phones if p.kind == "phone"), "")
            extra = " ".join(random.choices(words, k=notes // 5)) if notes else ""
            writer.writerow(
                (
                    customer.given_name,
                    f"{customer.family_name} {customer.second_family_name}".strip(),
                    customer.company,
                    customer.tax_id,
                    phone,
                    mobile,
                    customer.emails[0].value if customer.emails else "",
                    customer.street,
                    customer.postcode,
                    customer.town,
                    customer.province,
                    customer.birth if not customer.birth.startswith("--") else "",
                    ", ".join(customer.tags),
                    f"{customer.notes} {extra}".strip(),
                )
            )
    return path.stat().st_size


def _times(world: World, size: int) -> list[Figure]:
    file = world.folder / f"import-{size}.csv"
    write_file(file, size)
    ours: list[float] = []
    floor: list[float] = []
    memory: list[float] = []
    for _round in range(world.times(3 if size < 100_000 else 1, 1)):
        folder = world.empty("import")
        seen = child("tests.benchmarks.import_child", file, folder, "floor")
        ours.append(seen["ours_ms"])
        floor += seen["floor_ms"]
        memory.append(seen["extra_mb"])
    file.unlink()
    return [
        Figure("import_csv_ms", median(ours), median(floor), TARGET, size),
        Figure("import_memory_mb", max(memory), MEMORY_MB, 1.0, size),
    ]


def _large(world: World) -> Figure:
    wanted = QUICK_BYTES if world.quick else LARGE_BYTES
    rows = wanted // 5_000
    file = world.folder / "large.csv"
    size = write_file(file, rows, notes=3_750)
    start = time.perf_counter()
    seen = child("tests.benchmarks.import_child", file, world.empty("import"), "only")
    tell(f"{size / 1e6:.0f} MB of CSV, {rows} rows, imported in {time.perf_counter() - start:.1f} s")
    file.unlink()
    return Figure("import_large_memory_mb", seen["extra_mb"], MEMORY_MB, 1.0, rows)


def run(world: World) -> list[Figure]:
    """Measure at every size, and a large file."""
    figures = [figure for size in world.sizes for figure in _times(world, size)]
    return [*figures, _large(world)]
