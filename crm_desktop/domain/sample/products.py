"""What the sample shop sells: prices, how often, when in the year, what to know and what comes after."""

from __future__ import annotations

from dataclasses import dataclass

from crm_desktop.domain.products.model import AfterSalesStep, KnowledgeCard, Product, StepKind
from crm_desktop.domain.sample.product_cards import CARDS

_SUPPLIERS = {
    "Cafetera": "Distribuciones Ribera", "Cocina": "Menaje Levante", "Mesa": "Menaje Levante",
    "Pequeño electrodoméstico": "Distribuciones Ribera", "Gran electrodoméstico": "Electro Turia",
    "Limpieza y plancha": "Distribuciones Ribera", "Clima": "Electro Turia",
    "Recambios y consumibles": "Suministros del Hogar",
}  # fmt: skip

# Category: product, price in euros, how often it is sold, and in which season (":s" summer, ":w" winter,
# ":g" as a present).
_CATALOGUE: dict[str, str] = {
    "Cocina": """
        Olla rápida 6 l, 74.90, 22; Sartén antiadherente 28 cm, 32.50, 60;
        Juego de cuchillos, 45.00, 18:g; Cazuela de barro 30 cm, 14.90, 26;
        Paella pulida 40 cm, 21.50, 34:s; Paellero de gas 40 cm, 42.00, 12:s;
        Tabla de cortar de bambú, 16.90, 30; Báscula de cocina, 24.90, 22; Mandolina, 27.50, 14;
        Molde de silicona, 9.95, 40; Juego de ollas de acero, 129.00, 10:g;
        Mortero de mármol, 22.00, 12; Fiambrera de vidrio, 12.50, 48""",
    "Mesa": """
        Vajilla de 18 piezas, 89.00, 10:g; Plato llano blanco, 4.50, 70;
        Juego de copas de vino, 28.00, 24:g; Cristalería de 24 piezas, 64.00, 7:g;
        Mantel antimanchas, 29.90, 18; Cubertería de 24 piezas, 79.00, 8:g; Jarra de agua, 13.50, 26:s;
        Taza de desayuno, 6.90, 64; Fuente de horno, 18.90, 30:w; Bandeja, 15.00, 16""",
    "Cafetera": """
        Cafetera italiana 6 tazas, 26.90, 36; Cafetera de cápsulas, 99.00, 16:g;
        Cafetera superautomática, 429.00, 5:g; Molinillo de café, 39.90, 12;
        Espumador de leche, 24.90, 12:w""",
    "Pequeño electrodoméstico": """
        Batidora de mano, 44.90, 26; Robot de cocina, 549.00, 4:g; Freidora de aire, 109.00, 20;
        Tostador, 34.90, 22; Microondas, 89.90, 14; Exprimidor, 29.90, 20; Hervidor, 31.50, 16:w;
        Licuadora, 59.00, 8:s; Panificadora, 94.00, 6:w; Heladera, 64.90, 6:s""",
    "Gran electrodoméstico": """
        Horno multifunción, 349.00, 4; Lavadora 8 kg, 459.00, 5; Nevera combi, 629.00, 3:s;
        Placa de inducción, 319.00, 4; Lavavajillas, 439.00, 3;
        Secadora con bomba de calor, 579.00, 2:w; Campana extractora, 199.00, 3;
        Termo eléctrico 80 l, 189.00, 3:w""",
    "Limpieza y plancha": """
        Aspirador sin cable, 219.00, 8; Plancha de vapor, 49.90, 20; Centro de planchado, 179.00, 5;
        Tabla de planchar, 39.90, 12; Robot aspirador, 289.00, 6:g; Mopa con cubo, 27.90, 24""",
    "Clima": """
        Ventilador de pie, 54.90, 26:s; Aire acondicionado split, 649.00, 3:s;
        Estufa halógena, 42.90, 16:w; Radiador de aceite, 79.90, 12:w; Deshumidificador, 159.00, 6:w""",
    "Recambios y consumibles": """
        Cápsulas de café (10), 4.20, 120; Pastillas de descalcificar, 8.90, 70;
        Junta de olla rápida, 9.50, 34; Filtro de campana, 15.90, 22; Bolsas de aspirador, 11.90, 36;
        Café en grano 1 kg, 18.50, 60; Filtro de agua, 6.90, 44; Pila de cocina LR6 (4), 4.95, 40""",
}  # fmt: skip
_BIG = (
    AfterSalesStep(StepKind.INSTALLATION, after_days=3, subject="Preguntar cómo quedó la instalación"),
    AfterSalesStep(StepKind.WARRANTY, after_days=1065, subject="La garantía termina en un mes"),
)
_PLANS: dict[str, tuple[AfterSalesStep, ...]] = {
    "Cafetera superautomática": (
        AfterSalesStep(StepKind.STARTUP, after_days=7, subject="¿Qué tal sale el café?"),
        AfterSalesStep(
            StepKind.MAINTENANCE, after_days=180, every_months=6, times=4, subject="Descalcificar la cafetera"
        ),
    ),
    "Robot de cocina": (
        AfterSalesStep(StepKind.STARTUP, after_days=10, subject="¿Se anima con el taller de cocina?"),
    ),
    "Aire acondicionado split": (
        AfterSalesStep(StepKind.INSTALLATION, after_days=2, subject="Preguntar cómo quedó la instalación"),
        AfterSalesStep(
            StepKind.MAINTENANCE, after_days=300, every_months=12, times=3, subject="Limpiar los filtros"
        ),
    ),
    "Robot aspirador": (
        AfterSalesStep(StepKind.MAINTENANCE, after_days=180, subject="Cambiar cepillos y filtro"),
    ),
    **dict.fromkeys(
        ("Horno multifunción", "Lavadora 8 kg", "Nevera combi", "Placa de inducción", "Lavavajillas"), _BIG
    ),
}


@dataclass(frozen=True, slots=True)
class SampleProduct:
    """A product of the sample shop.

    Attributes:
        often: how many are sold for each hundred or so of all.
        season: "s" summer, "w" winter, "g" as a present, "" all year.
        small: whether one takes several of it.
    """

    product: Product
    often: int
    season: str
    small: bool


def catalogue() -> tuple[SampleProduct, ...]:
    """Return every product; ids are places, from 1."""
    found: list[SampleProduct] = []
    for category, text in _CATALOGUE.items():
        for entry in text.split(";"):
            name, price, often = (part.strip() for part in entry.rsplit(",", 2))
            often, _sign, season = often.partition(":")
            place = len(found) + 1
            cents = round(float(price) * 100)
            product = Product(
                name=" ".join(name.split()),
                id=place,
                uid=f"{place:032x}",
                code=_ean(place),
                category=category,
                price_cents=cents,
                supplier=_SUPPLIERS[category],
                card=CARDS.get(" ".join(name.split()), KnowledgeCard()),
                steps=_PLANS.get(" ".join(name.split()), ()),
            )
            found.append(SampleProduct(product, int(often), season, cents < 1000))
    return tuple(found)


def _ean(place: int) -> str:
    """Return an EAN-13 of the range that shops give themselves (GS1: prefixes 20 to 29)."""
    digits = f"2084000{place:05d}"
    total = sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits))
    return f"{digits}{-total % 10}"
