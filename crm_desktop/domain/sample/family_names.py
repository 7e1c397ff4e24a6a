"""Family names in Spain: the frequent ones by their frequency, and a long tail of languages and regions."""

from __future__ import annotations

# With how many thousands of people, roughly, bear it in Spain as their first family name.
FREQUENT: tuple[tuple[str, int], ...] = (
    ("García", 1450),
    ("Rodríguez", 925),
    ("González", 922),
    ("Fernández", 910),
    ("López", 870),
    ("Martínez", 832),
    ("Sánchez", 818),
    ("Pérez", 776),
    ("Gómez", 493),
    ("Martín", 485),
    ("Jiménez", 400),
    ("Hernández", 376),
    ("Ruiz", 372),
    ("Díaz", 343),
    ("Moreno", 322),
    ("Muñoz", 288),
    ("Álvarez", 286),
    ("Romero", 227),
    ("Gutiérrez", 214),
    ("Alonso", 202),
    ("Navarro", 188),
    ("Torres", 176),
    ("Domínguez", 168),
    ("Ramos", 150),
    ("Vázquez", 146),
    ("Ramírez", 140),
    ("Gil", 139),
    ("Serrano", 133),
    ("Morales", 132),
    ("Molina", 130),
)

# From the thirty-first on, by rank; each a little rarer than the one before.
COMMON = """Blanco, Suárez, Castro, Ortega, Delgado, Ortiz, Marín, Rubio, Núñez, Sanz, Medina, Castillo,
Iglesias, Cortés, Garrido, Santos, Guerrero, Lozano, Cano, Cruz, Méndez, Flores, Prieto, Herrera, Peña,
León, Márquez, Cabrera, Gallego, Calvo, Vidal, Campos, Reyes, Vega, Fuentes, Carrasco, Aguilar, Díez,
Caballero, Nieto, Santana, Vargas, Pascual, Giménez, Herrero, Hidalgo, Montero, Lorenzo, Santiago,
Benítez, Durán, Ibáñez, Arias, Mora, Ferrer, Carmona, Vicente, Rojas, Soto, Crespo, Román, Pastor,
Velasco, Parra, Sáez, Moya, Bravo, Rivera, Gallardo, Soler, Silva, Esteban, Pardo, Franco, Rivas, Lara,
Merino, Espinosa, Camacho, Mendoza, Vera, Izquierdo, Ríos, Arroyo, Casado, Redondo, Sierra, Luque, Montes,
Rey, Carrillo, Otero, Galán, Segura, Heredia, Bernal, Soriano, Robles, Palacios, Marcos, Valero, Macías,
Varela, Pereira, Contreras, Roldán, Guerra, Expósito, Mateo, Benito, Miranda, Andrés, Bueno, Guillén,
Villar, Aranda, Escudero, Menéndez, Salazar, Mateos, Beltrán, Aparicio, Rueda, Salas, Acosta, Manzano,
Gracia, Quintana, Serra, Trujillo, Miguel, Plaza, Santamaría, Salvador, Rosa, Conde, Estévez, Ballesteros,
Lázaro, Padilla, Pineda, Tomás, Cuesta, Abad, Blázquez, Simón, Bermúdez, Barroso, Toledo, Cordero, Roca,
Pons, Sancho, Polo, Villanueva, Salgado, Oliver, Valverde, Lorente, Bautista, Cuevas, Zamora, Escobar,
Burgos, Nicolás, Sola, Alarcón, Rincón, Correa, Ponce, Pacheco, Cobo, Sevilla, Ávila"""

# Around the shop.
VALENCIAN = """Sanchis, Martí, Ferrer, Peris, Llorens, Climent, Blasco, Bosch, Gimeno, Ribes, Esteve,
Llopis, Ferrandis, Sempere, Doménech, Aparici, Albiach, Marco, Monzó, Chulià, Ballester, Bellver,
Carbonell, Casanova, Cervera, Codoñer, Company, Dolz, Estellés, Fayos, Folgado, Fuster, Giner, Gisbert,
Hurtado, Igual, Juan, Lluch, Mateu, Mestre, Miralles, Montesinos, Oltra, Orts, Palau, Pla, Planells,
Puchades, Puig, Raga, Ribelles, Ricart, Roig, Ros, Sabater, Sala, Salom, Sales, Seguí, Senent, Silvestre,
Sorolla, Taberner, Tarazona, Tormo, Torrent, Tortosa, Valls, Verdú, Vila, Vives, Zapater, Zaragozá,
Alcaraz, Alcácer, Almenar, Andreu, Aguado, Badia, Baixauli, Belenguer, Bisbal, Cuñat, Calatayud, Camarasa,
Cubells, Domènech, Escrivà, Faus, Forner, Furió, Galiana, Hervàs, Iborra, Izquierdo, Lacreu, Lliso,
Lloret, Micó, Moliner, Mompó, Nácher, Navarro, Olmos, Panach, Pedrós, Penadés, Piquer, Quilis, Ramón,
Riera, Ripoll, Rubert, Rodrigo, Sancho, Server, Serneguet, Soriano, Teruel, Timor, Vendrell, Ventura,
Viguer, Ximénez"""

CATALAN = """Puig, Vila, Serra, Roca, Casals, Camps, Mas, Riera, Costa, Pujol, Rovira, Font, Batlle,
Farré, Fàbregas, Güell, Noguera, Solé, Torres, Ribas, Bosch, Planas, Mir, Canals, Grau, Coll, Prat, Sala,
Soler, Vidal, Valls, Bonet, Comas, Miró, Palau, Parés, Brugués, Codina, Gelabert, Oriol"""

BASQUE = """Agirre, Aguirre, Etxeberria, Echeverría, Goikoetxea, Iturriaga, Mendizabal, Urrutia,
Zubizarreta, Ibarra, Aramburu, Arrieta, Elizondo, Garmendia, Larrañaga, Lasa, Olaizola, Otxoa, Uriarte,
Zabala, Goñi, Bengoetxea, Azkarate, Muguruza, Sagastizabal, Arana, Barrenetxea, Irigoyen, Madariaga,
Salaberria"""

GALICIAN = """Rial, Seoane, Outeiro, Pazos, Souto, Loureiro, Piñeiro, Carballo, Fandiño, Fraga, Lamas,
Otero, Quiroga, Reboredo, Taboada, Varela, Vilariño, Barreiro, Castiñeira, Ferreiro, Freire, Lago,
Mosquera, Novoa, Rivadulla, Sanmartín, Teijeiro, Vilas, Vieites, Xestoso"""

# Those with more than one word, or that few bear.
RARE = """de la Torre, del Río, de la Fuente, de la Cruz, San Martín, San Juan, López de Haro,
Ruiz de Alarcón, del Campo, Sáenz de Cabezón, de Miguel, de Pablo, del Valle, de la Iglesia,
Fernández de Córdoba, Díaz-Cano, Pérez-Lozano, de Haro, Ortuño, Peñalver, Bustos, Ñíguez, Cañas, Muñiz,
Quiñones, Ordóñez, Yáñez, Ibarz, Zurdo, Tébar, Cebrián, Monleón, Haba, Cañizares, Albiñana, Buñuel, Espí,
Aznar, Lafuente, Bermejo, Cantero, Gallego, Jordán, Maestre, Peinado, Revert, Requena, Tortajada,
Villalba, Yuste, Zahonero, Zarzo, Argüelles, Güemes, Magüés, Aragüés, Sigüenza, Bigüezal"""

# Family names of people from elsewhere, by the keys of `given_names.ELSEWHERE`.
ELSEWHERE: dict[str, str] = {
    "la": """Quispe, Mamani, Guamán, Morocho, Cedeño, Zambrano, Giraldo, Ospina, Arango, Montoya, Chávez,
        Paredes, Huamán, Villacís, Restrepo, Cárdenas, Salazar, Bolívar, Rentería, Mosquera""",
    "ro": "Popescu, Ionescu, Popa, Radu, Dumitru, Stan, Stoica, Gheorghe, Munteanu, Rusu, Șerban, Constantin",
    "ar": "El Amrani, Benali, El Idrissi, Bouzid, Haddad, El Khattabi, Alaoui, Tahiri, Chakir, Ziani",
    "zh": "Chen, Wang, Li, Zhang, Liu, Lin, Zhou, Wu, Xu, Ye",
    "en": "Smith, Jones, Taylor, Brown, Wilson, Evans, Thomas, Walker, O'Connor, Hughes",
    "uk": "Shevchenko, Kovalenko, Bondarenko, Tkachenko, Kravchenko, Oliinyk, Melnyk, Marchenko",
    "it": "Rossi, Ferrari, Bianchi, Romano, Colombo, Ricci, Marino, Greco, De Luca, D'Angelo",
}
