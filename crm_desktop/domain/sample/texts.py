"""What the people of a sample shop write down: in Spanish, as one writes at a counter.

`{o}` becomes the ending of the customer's gender.
"""

from __future__ import annotations

NOTES: tuple[str, ...] = (
    "Prefiere que la tienda llame después de comer.",
    "Trabaja a turnos: mejor un mensaje que una llamada.",
    "Compra siempre al contado y pide factura.",
    "Tiene la cocina de inducción; no le sirven las ollas de barro.",
    "Se lleva las bombillas LED de luz cálida, casquillo fino.",
    "Quiere el catálogo en papel, no por correo.",
    "Está reformando la cocina; la obra acaba en primavera.",
    "Le gustan las marcas de aquí. Preguntar antes de ofrecer otra cosa.",
    "Suele regalar vajilla en las bodas de la familia.",
    "Pidió presupuesto de una lavadora de 9 kg; lo está pensando.",
    "Tiene un perro que asusta al repartidor: avisar antes de subir.",
    "Vive en un tercero sin ascensor. La entrega, siempre entre dos.",
    "Le cambiamos la junta de la olla en verano y quedó content{o}.",
    "Colecciona tazas de Manises; avisar cuando entren nuevas.",
    "Mide la puerta antes de comprar: la nevera no puede pasar de 60 cm.",
    "Paga a fin de mes, de acuerdo con la dueña.",
    "Tiene segunda casa en Navajas: en agosto no está.",
    "Busca recambios del robot de cocina antiguo; guardamos su modelo en la ficha.",
    "Habla valenciano con nosotros y le gusta que le contesten igual.",
    "Cocina para celíacos: todo separado, sin madera.",
    "No usa el móvil por la tarde.",
    "Pregunta siempre por la garantía. Explicarla con calma.",
    "Encargó dos sillas altas para el bar de la falla.",
    "Le va bien que le llevemos la compra los jueves.",
    "Está apuntad{o} al taller de arroces de enero.",
    "Quedó en traer la cafetera para que la miremos.",
    "Se mudó en septiembre; comprobar la dirección en la próxima visita.",
    "Compra para la comunidad de vecinos: bombillas, fregonas, alargadores.",
    "Prefiere la tienda a media mañana, cuando hay menos gente.",
    "Devolvió una plancha sin estrenar; se le cambió por un secador.",
    "Pide que se le envuelva para regalo aunque sea para casa.",
)

# Of those born before 1965.
OLDER_NOTES: tuple[str, ...] = (
    "Viene los sábados a primera hora con la nieta.",
    "Recoge los encargos su hija.",
    "Se acuerda del nombre de todos. Saludar por el suyo.",
    "Cliente de la antigua ferretería; conserva la libreta de descuento.",
    "Nos recomendó en la escuela de adultos.",
)

WARNINGS: tuple[str, ...] = (
    "Oye mal: hablar despacio y de frente.",
    "No dejar paquetes a los vecinos; entregar siempre en mano.",
    "Alergia al níquel: mirar los mangos antes de ofrecer.",
    "Factura siempre a nombre de la empresa, no al suyo.",
    "Tiene prestada la freidora de muestra desde la feria.",
    "No llamar antes de las once: trabaja de noche.",
    "Queda pendiente la fianza de 20 € de la batidora.",
    "Hay otra ficha con el mismo nombre: preguntar la fecha de nacimiento.",
    "Va con silla de ruedas: salir a atender a la puerta lateral.",
)

COMPANY_NOTES: tuple[str, ...] = (
    "Pago a 30 días. Albarán con su número de pedido.",
    "Cierran los lunes; entregar de martes a viernes antes de las doce.",
    "Piden dos presupuestos. Responder en el día.",
    "Compran la vajilla por cajas; guardar siempre una en el almacén.",
    "Facturación por correo; la copia en papel va con la entrega.",
    "Mantenimiento de la cafetera cada seis meses.",
    "En agosto cierran tres semanas.",
    "Preguntar por el encargado; el teléfono es el de la barra.",
)

HEARD_FROM: tuple[tuple[str, int], ...] = (
    ("", 42),
    ("De toda la vida", 16),
    ("Pasaba por la calle", 14),
    ("Por una vecina", 9),
    ("Por la familia", 6),
    ("Feria de comercio", 5),
    ("Buscando en internet", 4),
    ("Instagram", 2),
    ("Folleto", 2),
)

HOURS: tuple[tuple[str, int], ...] = (
    ("", 64),
    ("mañanas", 12),
    ("tardes", 12),
    ("de 17 a 20", 4),
    ("a mediodía", 3),
    ("a partir de las 11", 2),
    ("sábados por la mañana", 3),
)

TAGS: tuple[tuple[str, float], ...] = (
    ("Vecina", 0.17),
    ("Habitual", 0.13),
    ("Feria", 0.09),
    ("Encargos", 0.07),
    ("Folleto", 0.06),
    ("VIP", 0.035),
    ("Lista de boda", 0.02),
    ("Falla", 0.025),
    ("Reparto a domicilio", 0.05),
    ("Reforma", 0.03),
    ("Taller de cocina", 0.04),
)
COMPANY_TAGS: tuple[tuple[str, float], ...] = (
    ("Mayorista", 0.4),
    ("Reparto a domicilio", 0.3),
    ("VIP", 0.06),
)

# Companies that serve food or beds.
HOSPITALITY = "Hostelería"
HOSPITALITY_KINDS: tuple[str, ...] = ("Bar", "Restaurante", "Cafetería", "Arrocería", "Hostal", "Horno")

# A company: what it is, and whether a family name or a place follows.
COMPANIES: tuple[tuple[str, int], ...] = (
    ("Bar {family}", 10),
    ("Bar {place}", 7),
    ("Restaurante {place}", 8),
    ("Restaurante Casa {given}", 6),
    ("Cafetería {place}", 7),
    ("Arrocería {family}", 4),
    ("Horno {family}", 7),
    ("Hostal {place}", 3),
    ("Peluquería {given}", 6),
    ("Academia {place}", 4),
    ("Escuela Infantil {place}", 4),
    ("Residencia {place}", 3),
    ("Clínica Dental {family}", 3),
    ("Floristería {given}", 3),
    ("Carpintería {family}", 4),
    ("Reformas {family}", 5),
    ("Fontanería {family}", 4),
    ("Gestoría {family} y {second}", 3),
    ("Comunidad de Propietarios {place}", 5),
    ("Falla {place}", 3),
    ("Agrícola {family}", 3),
    ("Hermanos {family}", 4),
)
PLACES: tuple[str, ...] = (
    "La Alqueria", "El Port", "La Marjal", "L'Horta", "La Plaça", "Mediterráneo", "El Palmar", "La Xufa",
    "El Molí", "Levante", "La Barraca", "El Casino", "La Estación", "Els Tarongers", "El Barranc",
    "Sant Vicent", "La Patacona", "El Mercat", "Les Palmeres", "La Torre", "Los Ángeles",
    "Virgen del Carmen", "El Faro", "Port Saplaya", "La Séquia",
)  # fmt: skip
LEGAL_FORMS: tuple[tuple[str, int], ...] = (
    (", S.L.", 40),
    ("", 46),
    (", C.B.", 8),
    (" S. Coop. V.", 3),
    (", S.A.", 3),
)
