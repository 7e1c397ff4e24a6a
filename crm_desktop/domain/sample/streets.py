"""Names of streets such as a Spanish town has, in Spanish and in Valencian."""

from __future__ import annotations

SPANISH_KINDS: tuple[tuple[str, int], ...] = (
    ("Calle", 46),
    ("C/", 26),
    ("Avenida", 8),
    ("Avda.", 5),
    ("Plaza", 6),
    ("Camino", 3),
    ("Paseo", 2),
    ("Travesía", 1),
)
VALENCIAN_KINDS: tuple[tuple[str, int], ...] = (
    ("Carrer", 40),
    ("C/", 20),
    ("Avinguda", 8),
    ("Plaça", 7),
    ("Camí", 3),
    ("Passeig", 2),
)

SPANISH = """Mayor, de la Iglesia, San José, San Roque, San Antonio, San Vicente, Santa Ana,
Santa Bárbara, San Juan, del Pilar, de la Fuente, del Sol, de la Paz, de la Constitución, de España,
de la Libertad, de la Estación, del Mercado, Nueva, Real, Ancha, del Mar, del Río, de las Escuelas,
de la Huerta, de los Naranjos, del Molino, de la Acequia, de la Cruz, del Carmen,
Virgen de los Desamparados, Doctor Fleming, Doctor Marañón, Ramón y Cajal, Severo Ochoa, Cervantes,
Lope de Vega, Federico García Lorca, Miguel Hernández, Antonio Machado, Rosalía de Castro, Blasco Ibáñez,
Joaquín Sorolla, Velázquez, Goya, Picasso, Colón, Jaime I, Reyes Católicos, Clara Campoamor,
Concepción Arenal, María Zambrano, Maestro Rodrigo, Maestro Serrano, Músico Granados, del Horno,
de la Rosa, de las Flores, de los Almendros, Valencia, Barcelona, Zaragoza, Madrid, Castellón, Alicante,
de Aragón, de Andalucía, de Galicia, Méndez Núñez, Padre Manjón, Cura Palanca, Alcalde Vicente Ribes,
Pintor Zuloaga, de los Olivos, Poeta Bécquer, Primero de Mayo"""

VALENCIAN = """Major, de l'Església, de Sant Josep, de Sant Roc, de Sant Vicent, de Sant Cristòfol,
de la Pau, de la Constitució, de l'Horta, de la Séquia, del Molí, de la Font, del Forn, de la Mar,
de l'Estació, del Mercat, Nou, del Poble, de les Escoles, de la Llibertat, de Jaume I, d'Ausiàs March,
de Joan Fuster, de Vicent Andrés Estellés, de Joanot Martorell, de Miguel Hernández, de Blasco Ibáñez,
del Mestre Serrano, del Músic Lluís, de la Verge dels Desemparats, del País Valencià, de Castelló,
d'Alacant, de Catalunya, de la Xufa, dels Tarongers, de la Ciutat d'Aspe, de Saragossa,
del Pintor Sorolla, de la Cebera, de l'Alqueria, de la Marjal, del Barranc, del Palmar, dels Furs,
del Cid, de Canalejas, de Mossén Baixauli"""
