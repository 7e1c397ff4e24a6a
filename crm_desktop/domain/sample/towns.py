"""Towns of Spain with postcodes, provinces and telephone prefixes, most of them around a shop in Alboraia.

Postcodes are facts of the Spanish post (the first two digits are the province); "a-b" stands for every code
from a to b. The weight says how many of the shop's customers live there.
"""

from __future__ import annotations

from dataclasses import dataclass

# Landline prefixes by province (Spain's numbering plan); three digits, those of two are written with a third.
PREFIXES: dict[str, tuple[str, ...]] = {
    "Valencia": ("961", "962", "963"), "Castellón": ("964",), "Alicante": ("965", "966"), "Murcia": ("968",),
    "Albacete": ("967",), "Cuenca": ("969",), "Teruel": ("978",), "Zaragoza": ("976",), "Huesca": ("974",),
    "Barcelona": ("932", "933", "934"), "Girona": ("972",), "Lleida": ("973",), "Tarragona": ("977",),
    "Illes Balears": ("971",), "Madrid": ("914", "915", "917"), "Toledo": ("925",), "Guadalajara": ("949",),
    "Ciudad Real": ("926",), "Sevilla": ("954", "955"), "Málaga": ("952",), "Granada": ("958",),
    "Córdoba": ("957",), "Cádiz": ("956",), "Huelva": ("959",), "Jaén": ("953",), "Almería": ("950",),
    "Badajoz": ("924",), "Cáceres": ("927",), "Salamanca": ("923",), "Valladolid": ("983",), "León": ("987",),
    "Burgos": ("947",), "Palencia": ("979",), "Zamora": ("980",), "Ávila": ("920",), "Segovia": ("921",),
    "Soria": ("975",), "Bizkaia": ("944", "946"), "Gipuzkoa": ("943",), "Araba/Álava": ("945",),
    "Navarra": ("948",), "La Rioja": ("941",), "Cantabria": ("942",), "Asturias": ("984", "985"),
    "A Coruña": ("981",), "Lugo": ("982",), "Ourense": ("988",), "Pontevedra": ("986",),
    "Las Palmas": ("928",), "Santa Cruz de Tenerife": ("922",), "Ceuta": ("956",), "Melilla": ("952",),
}  # fmt: skip

# Province: town postcode[-postcode] weight; …
_TABLE: dict[str, str] = {
    "Valencia": """Alboraia 46120 2600; València 46019-46022 1100; València 46001-46018 500;
        València 46023-46026 90; Almàssera 46132 520; Tavernes Blanques 46016 430; Meliana 46133 480;
        Foios 46134 300; Vinalesa 46114 130; Bonrepòs i Mirambell 46131 150;
        Alfara del Patriarca 46115 100; Albalat dels Sorells 46135 130; Museros 46136 160;
        Massamagrell 46130 200; La Pobla de Farnals 46139 110; La Pobla de Farnals 46137 50;
        Rafelbunyol 46138 120; El Puig de Santa Maria 46540 110; Puçol 46530 120; Massalfassar 46560 40;
        Albuixech 46550 90; Moncada 46113 150; Godella 46110 120; Rocafort 46111 60; Burjassot 46100 200;
        Paterna 46980 170; Nàquera 46119 40; Serra 46118 25; Bétera 46117 90; Sagunt 46500 80;
        Sagunt 46520 60; Canet d'en Berenguer 46529 30; Mislata 46920 90; Quart de Poblet 46930 50;
        Manises 46940 60; Xirivella 46950 60; Aldaia 46960 40; Alaquàs 46970 50; Torrent 46900 90;
        Torrent 46901 20; Picanya 46210 25; Paiporta 46200 40; Benetússer 46910 25; Alfafar 46910 30;
        Sedaví 46910 20; Catarroja 46470 40; Massanassa 46470 20; Albal 46470 25; Beniparrell 46469 6;
        Silla 46460 30; Alcàsser 46290 18; Picassent 46220 30; Sollana 46430 10; Almussafes 46440 14;
        Benifaió 46450 16; Alginet 46230 16; Algemesí 46680 30; Alzira 46600 40; Carcaixent 46740 20;
        Carlet 46240 16; Guadassuar 46610 8; L'Alcúdia 46250 16; Sueca 46410 24; Cullera 46400 24;
        Tavernes de la Valldigna 46760 14; Gandia 46701 40; Gandia 46702 12; Oliva 46780 16;
        Xàtiva 46800 24; Canals 46650 10; Ontinyent 46870 22; Albaida 46860 6; Bocairent 46880 5;
        L'Olleria 46850 7; Llíria 46160 34; Benaguasil 46180 16; La Pobla de Vallbona 46185 40;
        L'Eliana 46183 36; San Antonio de Benagéber 46184 18; Riba-roja de Túria 46190 34;
        Vilamarxant 46191 14; Cheste 46380 12; Chiva 46370 18; Buñol 46360 14; Requena 46340 18;
        Utiel 46300 12; Ayora 46620 5; Chelva 46176 4; Ademuz 46140 3; Pedralba 46164 6;
        Montserrat 46192 8; Turís 46389 8; Godelleta 46388 6; Casinos 46171 5;
        Villar del Arzobispo 46170 5; Loriguilla 46393 4; Faura 46512 8; Quartell 46510 4;
        Estivella 46590 5; Gilet 46149 8; Petrés 46501 3; Alberic 46260 8; Benigànim 46830 4;
        Xeraco 46770 4; Daimús 46710 4; Bellreguard 46713 4; Piles 46712 3; Enguera 46810 4;
        Moixent 46640 3; Olocau 46169 5; Navarrés 46823 3""",
    "Castellón": """Castelló de la Plana 12001-12006 44; Vila-real 12540 16; Borriana 12530 12;
        Almassora 12550 8; Onda 12200 8; Benicàssim 12560 8; Vinaròs 12500 6; Benicarló 12580 6;
        Peñíscola 12598 3; Segorbe 12400 14; Nules 12520 6; La Vall d'Uixó 12600 14; Morella 12300 2;
        L'Alcora 12110 3; Almenara 12590 8; Moncofa 12593 5; Viver 12460 4; Jérica 12450 4;
        Navajas 12470 5; Altura 12410 4""",
    "Alicante": """Alacant 03001-03016 40; Elx 03201-03208 22; Alcoi 03801-03804 12; Dénia 03700 14;
        Xàbia 03730 10; Benidorm 03501-03503 12; Elda 03600 6; Villena 03400 6; Orihuela 03300 6;
        Torrevieja 03181-03183 8; Calp 03710 6; Altea 03590 5; La Vila Joiosa 03570 4; Novelda 03660 3;
        Ibi 03440 4; Crevillent 03330 3; Pego 03780 4; Cocentaina 03820 3;
        Sant Vicent del Raspeig 03690 6; El Campello 03560 4; Aspe 03680 2""",
    "Murcia": "Murcia 30001-30011 14; Cartagena 30201-30205 8; Lorca 30800 3; Yecla 30510 3; Jumilla 30520 3",
    "Albacete": "Albacete 02001-02008 12; Almansa 02640 6; Hellín 02400 3; Villarrobledo 02600 3",
    "Cuenca": "Cuenca 16001-16004 8; Tarancón 16400 2; Motilla del Palancar 16200 4; Minglanilla 16260 2",
    "Teruel": "Teruel 44001-44003 10; Alcañiz 44600 3; Sarrión 44460 3; Mora de Rubielos 44400 2",
    "Zaragoza": "Zaragoza 50001-50018 16; Calatayud 50300 2",
    "Huesca": "Huesca 22001-22006 2",
    "Barcelona": """Barcelona 08001-08042 24; L'Hospitalet de Llobregat 08901-08908 5;
        Badalona 08911-08918 4; Sabadell 08201-08208 3; Terrassa 08221-08228 3; Mataró 08301-08304 2;
        Vic 08500 1; Sitges 08870 1""",
    "Girona": "Girona 17001-17007 3; Figueres 17600 1; Olot 17800 1",
    "Lleida": "Lleida 25001-25008 3",
    "Tarragona": "Tarragona 43001-43008 4; Reus 43201-43206 3; Tortosa 43500 3; Amposta 43870 2",
    "Illes Balears": "Palma 07001-07015 8; Eivissa 07800 3; Manacor 07500 1; Inca 07300 1; Maó 07701-07703 1",
    "Madrid": """Madrid 28001-28055 34; Alcalá de Henares 28801-28807 4; Getafe 28901-28909 4;
        Leganés 28911-28919 4; Móstoles 28931-28938 4; Alcorcón 28921-28925 3; Aranjuez 28300 1""",
    "Toledo": "Toledo 45001-45008 3; Talavera de la Reina 45600 2",
    "Guadalajara": "Guadalajara 19001-19005 2",
    "Ciudad Real": "Ciudad Real 13001-13005 2; Tomelloso 13700 2; Valdepeñas 13300 1; Puertollano 13500 1",
    "Sevilla": "Sevilla 41001-41020 7; Écija 41400 1; Utrera 41710 1",
    "Málaga": "Málaga 29001-29018 6; Marbella 29601-29604 2; Ronda 29400 1; Antequera 29200 1",
    "Granada": "Granada 18001-18015 4; Motril 18600 1; Almuñécar 18690 1",
    "Córdoba": "Córdoba 14001-14014 3",
    "Cádiz": """Cádiz 11001-11012 3; Jerez de la Frontera 11401-11408 2; Algeciras 11201-11207 1;
        San Fernando 11100 1""",
    "Huelva": "Huelva 21001-21007 2",
    "Jaén": "Jaén 23001-23009 4; Úbeda 23400 2; Linares 23700 2",
    "Almería": "Almería 04001-04009 3; El Ejido 04700 1",
    "Badajoz": "Badajoz 06001-06011 2; Mérida 06800 1",
    "Cáceres": "Cáceres 10001-10005 2; Plasencia 10600 1",
    "Salamanca": "Salamanca 37001-37008 2",
    "Valladolid": "Valladolid 47001-47017 3",
    "León": "León 24001-24010 2",
    "Burgos": "Burgos 09001-09007 2",
    "Palencia": "Palencia 34001-34005 1",
    "Zamora": "Zamora 49001-49007 1",
    "Ávila": "Ávila 05001-05005 1",
    "Segovia": "Segovia 40001-40006 1",
    "Soria": "Soria 42001-42005 1",
    "Bizkaia": "Bilbao 48001-48015 5; Barakaldo 48901-48903 2; Getxo 48930 1",
    "Gipuzkoa": "Donostia / San Sebastián 20001-20018 3; Irun 20301-20305 1",
    "Araba/Álava": "Vitoria-Gasteiz 01001-01015 2",
    "Navarra": "Pamplona / Iruña 31001-31016 3; Tudela 31500 1",
    "La Rioja": "Logroño 26001-26009 2; Calahorra 26500 1; Haro 26200 1",
    "Cantabria": "Santander 39001-39012 2; Torrelavega 39300 1",
    "Asturias": "Oviedo 33001-33013 2; Gijón 33201-33213 3; Avilés 33401-33403 1",
    "A Coruña": "A Coruña 15001-15011 3; Santiago de Compostela 15701-15707 2; Ferrol 15401-15406 1",
    "Lugo": "Lugo 27001-27004 1",
    "Ourense": "Ourense 32001-32005 1",
    "Pontevedra": "Pontevedra 36001-36005 1; Vigo 36201-36214 3; Cambados 36630 1",
    "Las Palmas": "Las Palmas de Gran Canaria 35001-35020 3; Arrecife 35500 1",
    "Santa Cruz de Tenerife": "Santa Cruz de Tenerife 38001-38010 2; La Laguna 38201-38208 1",
    "Ceuta": "Ceuta 51001-51005 1",
    "Melilla": "Melilla 52001-52006 1",
}

# Towns of l'Horta keep the prefix of the belt, the city its own, the rest of the province the third.
_CITY, _BELT, _REST = "963", "961", "962"
_BELT_POSTCODES = ("461", "465", "469", "4620", "4621", "4647")


@dataclass(frozen=True, slots=True)
class Town:
    """A town, or the part of one that has some of its postcodes.

    Attributes:
        weight: how many of the shop's customers live there, against the others.
        prefixes: the first three digits of its landlines.
    """

    name: str
    province: str
    postcodes: tuple[str, ...]
    weight: int
    prefixes: tuple[str, ...]


def _postcodes(text: str) -> tuple[str, ...]:
    first, _, last = text.partition("-")
    return tuple(f"{code:05d}" for code in range(int(first), int(last or first) + 1))


def _prefixes(name: str, province: str, postcode: str) -> tuple[str, ...]:
    if province != "Valencia":
        return PREFIXES[province]
    if name == "València":
        return (_CITY,)
    return (_BELT,) if postcode.startswith(_BELT_POSTCODES) else (_REST,)


def towns() -> tuple[Town, ...]:
    """Every town of the sample, in the order of the table."""
    found = []
    for province, rows in _TABLE.items():
        for row in rows.split(";"):
            *name, postcodes, weight = row.split()
            called = " ".join(name)
            codes = _postcodes(postcodes)
            found.append(Town(called, province, codes, int(weight), _prefixes(called, province, codes[0])))
    return tuple(found)
