"""Given names that go together: for telling "José Luis Pérez" from "José Pérez Luis".

Only names that are common in Spain and Latin America are listed; an unknown name is simply not taken for a
second given name. Folded (no accents, no case).
"""

from __future__ import annotations

GIVEN_NAMES = frozenset({
    "aaron", "abel", "abraham", "adela", "adolfo", "adrian", "adriana", "agueda", "agustin", "aina",
    "ainhoa", "aitana", "aitor", "alba", "alberto", "alejandra", "alejandro", "alejo", "alex", "alfonso",
    "alfredo", "alicia", "almudena", "alvaro", "amaia", "amalia", "amelia", "amparo", "ana", "anabel",
    "ander", "andrea", "andres", "angel", "angela", "angeles", "angelica", "angelines", "anna", "antia",
    "anton", "antoni", "antonia", "antonio", "araceli", "ariadna", "ariel", "arturo", "asuncion", "augusto",
    "aurelio", "aurora", "azucena", "barbara", "beatriz", "begona", "belen", "benito", "benjamin",
    "bernardo", "blanca", "borja", "brigida", "bruno", "camila", "camilo", "candela", "caridad", "carla",
    "carles", "carlos", "carlota", "carme", "carmela", "carmen", "carolina", "catalina", "cecilia", "celia",
    "cesar", "clara", "claudia", "claudio", "concepcion", "consuelo", "cristian", "cristina", "cristobal",
    "dani", "daniel", "daniela", "david", "diana", "diego", "dolors", "dolores", "eduardo", "elena",
    "elisa", "elisabet", "elisabeth", "eloisa", "eloy", "elsa", "elvira", "emilia", "emilio", "emma",
    "encarna", "encarnacion", "enric", "enrique", "eric", "erika", "ernesto", "esperanza", "esteban",
    "estefania", "esther", "ester", "estela", "eugenia", "eugenio", "eulalia", "eva", "fabian", "fabiola",
    "fatima", "fco", "federico", "felipe", "felix", "fermin", "fernanda", "fernando", "ferran", "fidel",
    "flor", "francesc", "francisca", "francisco", "gabriel", "gabriela", "gema", "gemma", "gerardo",
    "german", "gisela", "gloria", "gonzalo", "graciela", "gregorio", "guadalupe", "guillermina",
    "guillermo", "gustavo", "hector", "helena", "heriberto", "hilda", "hugo", "humberto", "ignacio",
    "ignasi", "iker", "imanol", "ines", "inigo", "inma", "inmaculada", "irene", "iris", "irma", "isaac",
    "isabel", "isidro", "ismael", "ivan", "itziar", "izaskun", "jacinto", "jacobo", "jaime", "jaume",
    "javier", "jesus", "jimena", "joan", "joana", "joaquin", "joel", "jon", "jordi", "jorge", "jose",
    "josefa", "josefina", "josep", "juan", "juana", "juanjo", "judith", "julia", "julian", "juliana",
    "julio", "karina", "koldo", "laia", "lara", "laura", "leandro", "leire", "leonardo", "leonor",
    "leticia", "lidia", "liliana", "lorena", "lourdes", "lucas", "lucia", "luciano", "lucrecia", "luis",
    "luisa", "luz", "macarena", "magdalena", "manel", "manuel", "manuela", "mar", "marc", "marcelo",
    "marcos", "margarita", "maria", "mariana", "mariano", "maribel", "marina", "mario", "marisa", "marisol",
    "marta", "martha", "martina", "mateo", "matias", "matilde", "mauricio", "maximo", "mercedes", "merce",
    "miguel", "mikel", "milagros", "mireia", "miren", "miriam", "moises", "monica", "montserrat", "natalia",
    "nerea", "nestor", "nicolas", "nieves", "noelia", "noemi", "norma", "nuria", "oihane", "olga", "oriol",
    "oscar", "pablo", "paloma", "paola", "patricia", "patricio", "pau", "paula", "paulina", "paz", "pedro",
    "penelope", "pere", "pilar", "purificacion", "rafael", "rafaela", "ramiro", "ramon", "raquel", "raul",
    "rebeca", "remedios", "ricardo", "rita", "roberto", "rocio", "rodolfo", "rodrigo", "roger", "rogelio",
    "rosa", "rosalia", "rosana", "rosario", "roxana", "ruben", "rut", "ruth", "salvador", "samuel",
    "sandra", "santiago", "sara", "sebastian", "sergi", "sergio", "silvia", "simona", "sofia", "sol",
    "soledad", "sonia", "susana", "tamara", "tatiana", "teodoro", "teresa", "tomas", "trinidad", "unai",
    "valentina", "valeria", "vanesa", "vanessa", "vera", "veronica", "vicenta", "vicente", "vicent",
    "victor", "victoria", "violeta", "virginia", "virtudes", "viviana", "xavier", "ximena", "yolanda",
    "zaida",
})  # fmt: skip

# Short forms that begin a compound given name: "Mª José", "Fco. Javier", "M. Carmen".
SHORT_FORMS = frozenset({"ma", "m", "fco", "fca", "j", "a", "jose", "juan", "maria", "ana"})

# Given names that are family names just as often: second of three words, they are taken for a family name.
ALSO_FAMILY_NAMES = frozenset({
    "alonso", "andres", "angel", "anton", "bernardo", "camilo", "claudio", "cristobal", "esteban", "fabian",
    "felipe", "felix", "flor", "gabriel", "gaspar", "german", "gregorio", "isidro", "jaime", "jordi",
    "julian", "leonardo", "lucas", "luciano", "marcos", "mariano", "mateo", "matias", "maximo", "moises",
    "nicolas", "pau", "roman", "sebastian", "salvador", "santiago", "simon", "sol", "tomas", "vera",
    "vicente", "vicent",
})  # fmt: skip

# What comes after "María de(l)…", "Juan de…" when it belongs to the given name.
AFTER_DE = frozenset({
    "amparo", "angeles", "asuncion", "camino", "caridad", "carme", "carmen", "carmel", "concepcion",
    "consuelo", "dios", "dolores", "dolors", "esperanza", "fatima", "gracia", "guadalupe", "jesus",
    "llanos", "lourdes", "luz", "mar", "mercedes", "milagros", "montserrat", "nieves", "olvido", "paz",
    "perpetuo", "pilar", "pino", "prado", "puy", "regla", "remedios", "rocio", "rosario", "sagrario",
    "socorro", "sol", "soledad", "valle", "victoria",
})  # fmt: skip
