"""Sample data for the examples of printed documents: plainly made up, and awkward where real data is."""

from __future__ import annotations

from datetime import UTC, date, datetime

from crm_desktop.documents.running import Letterhead

MADE_AT = datetime(2026, 11, 21, 9, 5, tzinfo=UTC)
DAY = date(2026, 11, 21)
SHOP = Letterhead("Tienda de muestra", "C/ del Comercio, 1 · 28001 Madrid · 910 555 000")
# name, telephone, street, postcode, town, province, e-mail
PEOPLE = (
    ("García Muñoz, Ángel", "622 310 775", "C/ Mayor, 14, 3.º B", "28013", "Madrid", "Madrid", "angel"),
    ("López de Haro, Inés", "688 203 914", "Av. de la Ría, 2", "48930", "Getxo", "Bizkaia", "ines"),
    ("Cabrera Ruiz, María José", "699 120 450", "C/ del Agua, 9", "41003", "Sevilla", "Sevilla", "mjose"),
    ("Ibáñez Sáez, Ramón", "633 781 254", "Pl. de España, 1", "50001", "Zaragoza", "Zaragoza", "ramon"),
    ("Núñez Ortuño, Pilar", "649 325 018", "C/ Nueva, 30, bajo", "30001", "Murcia", "Murcia", "pilar"),
    ("Bustos Ñíguez, Íñigo", "644 210 987", "C/ Ancha, 5", "24003", "León", "León", "inigo.bustos"),
    ("Domènech i Puig, Aina", "655 871 203", "Rambla, 77, 2n 1a", "08850", "Gavà", "Barcelona", "aina"),
    ("Fernández de Córdoba y Álvarez de las Asturias, María de los Ángeles", "677 015 222",
     "Urbanización Los Almendros de la Sierra, 118", "18193", "Monachil", "Granada", "mangeles"),
    ("Talleres Hermanos Ruiz-Giménez, S. L.", "910 555 010", "Pol. Ind. El Prado, nave 7", "06800", "Mérida",
     "Badajoz", "taller"),
    ("Vázquez Otero, Xoán", "981 555 020", "Rúa do Vilar, 12", "15705", "Santiago de Compostela", "A Coruña",
     "xoan.vazquez"),
)  # fmt: skip
REASONS = (
    "Felicitar: cumple el martes. Vale de cumpleaños.",
    "¿Contenta con la instalación del lunes?",
    "14 meses sin venir: novedades de otoño",
    "Presupuesto de la cocina: ¿ha decidido?",
    "Preguntó por el horno modelo 40: ya ha llegado y puede pasar a verlo cualquier tarde de esta semana",
    "Revisión anual de la nevera",
    "Gracias por la reseña; ofrecer tarjeta de amiga",
)


def spoken(name: str) -> str:
    """Return a sample person's name as one says it; a company's stays as it is."""
    families, comma, given = name.partition(", ")
    return f"{given} {families}" if comma and "." not in given else name
