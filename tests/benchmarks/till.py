"""A till's file of purchases brought in."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from random import Random

from tests.benchmarks.measure import Figure, child, median
from tests.benchmarks.world import World

TARGET = 8.0
HEADINGS = ("Ticket", "Fecha", "Hora", "Tarjeta", "Producto", "Cantidad", "Precio", "Importe")


def write_file(path: Path, tickets: int, cards: list[str]) -> None:
    """Write tickets of one to three lines, some of them without a customer, as a till does."""
    random = Random(1)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADINGS)
        for number in range(tickets):
            day = f"{random.randint(1, 28):02d}/{random.randint(1, 12):02d}/{random.choice((2024, 2025))}"
            hour = f"{random.randint(9, 20)}:{random.randint(0, 59):02d}"
            card = random.choice(cards) if random.random() < 0.9 else ""
            for _line in range(random.choice((1, 1, 2, 3))):
                cents, quantity = random.randint(100, 9_000), random.choice((1, 1, 1, 2))
                price, amount = (f"{c / 100:.2f}".replace(".", ",") for c in (cents, cents * quantity))
                product = f"Producto {random.randint(1, 200)}"
                writer.writerow((f"C-{number:06d}", day, hour, card, product, quantity, price, amount))


def run(world: World) -> list[Figure]:
    """Measure an import into a shop whose customers are there; every stage is right afterwards."""
    size = world.selling
    tickets = 2_000 if world.quick else 100_000
    shop = world.open(size)
    cards = [r[0] for r in shop.db.read("SELECT card FROM customer WHERE card <> ''")]
    shop.close()
    file = world.folder / "till.csv"
    write_file(file, tickets, cards)
    folder = world.empty("till")
    shutil.copytree(world.shop_folder(size), folder, dirs_exist_ok=True)
    seen = child("tests.benchmarks.till_child", file, folder, world.database(size))
    file.unlink()
    return [Figure("import_purchases_ms", seen["ours_ms"], median(seen["floor_ms"]), TARGET, tickets)]
