"""What a sample shop follows its customers up about, and what came of it."""

from __future__ import annotations

from crm_desktop.domain.reminders.model import Method, Result

THINGS: tuple[str, ...] = (
    "la cafetera", "la olla rápida", "el robot de cocina", "la vajilla", "el microondas",
    "la paella de 40", "la batidora", "el aspirador", "la plancha de vapor", "la freidora de aire",
    "el juego de cuchillos", "la cristalería", "el tostador", "la báscula", "el ventilador",
    "la mantelería",
)  # fmt: skip
# What is delivered and installed.
BIG_THINGS: tuple[str, ...] = (
    "el horno", "la lavadora", "la nevera", "la placa de inducción", "el lavavajillas", "la secadora",
    "la campana", "el termo", "el aire acondicionado", "el congelador",
)  # fmt: skip

# Subject, method, weight. {thing} stands for one of THINGS, {big} for one of BIG_THINGS.
ONCE: tuple[tuple[tuple[str, Method], int], ...] = (
    (("Ha llegado su encargo: {thing}", Method.CALL), 16),
    (("Ya puede recoger {thing}", Method.MESSAGE), 9),
    (("¿Qué tal funciona {thing}?", Method.CALL), 10),
    (("¿Qué tal funciona {big}?", Method.CALL), 6),
    (("Preguntar cómo quedó la instalación: {big}", Method.CALL), 9),
    (("Enviar el presupuesto: {big}", Method.EMAIL), 8),
    (("¿Se decide por {big}? El precio vale hasta fin de mes", Method.CALL), 7),
    (("Ir a medir el hueco para {big}", Method.VISIT), 4),
    (("Recoger {big} para reparar", Method.VISIT), 3),
    (("Confirmar la entrega: {big}", Method.CALL), 7),
    (("Contarle las novedades de la temporada", Method.EMAIL), 4),
    (("Hace tiempo que no viene: saludar y preguntar", Method.CALL), 6),
    (("Agradecer la recomendación", Method.MESSAGE), 3),
    (("Recordar que le guardamos {thing}", Method.MESSAGE), 4),
    (("Confirmar plaza en el taller de cocina", Method.CALL), 4),
    (("Pedir los datos para la factura", Method.EMAIL), 3),
    (("Termina la garantía: {big}", Method.CALL), 4),
)
BIRTHDAY = "Felicitar: cumple años el {weekday}"
WEEKDAYS: tuple[str, ...] = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")

# Subject, method, rule, weight.
REPEATED: tuple[tuple[tuple[str, Method, str], int], ...] = (
    (("Revisión anual de la caldera", Method.CALL, "FREQ=YEARLY"), 5),
    (("Cambiar el filtro de la campana", Method.CALL, "FREQ=MONTHLY;INTERVAL=6"), 4),
    (("Mantenimiento de la cafetera", Method.VISIT, "FREQ=MONTHLY;INTERVAL=6"), 5),
    (("Pedido de la semana", Method.CALL, "FREQ=WEEKLY"), 4),
    (("Reposición de vajilla: pasar a contar", Method.VISIT, "FREQ=MONTHLY"), 3),
    (("Pastillas de descalcificar", Method.MESSAGE, "FREQ=MONTHLY;INTERVAL=3"), 4),
)

REMINDER_NOTES: tuple[tuple[str, int], ...] = (
    ("", 74),
    ("Preguntar por la tarde.", 6),
    ("Si no contesta, dejar recado.", 7),
    ("Le va mejor por la mañana.", 5),
    ("Si no está, hablar con su hija.", 3),
    ("Aprovechar para confirmar la dirección.", 3),
    ("Ojo: lo pidió hace días.", 2),
)

RESULTS: tuple[tuple[Result, int], ...] = (
    (Result.CONTACTED, 62),
    (Result.NO_ANSWER, 18),
    (Result.CALL_AGAIN, 10),
    (Result.NOT_INTERESTED, 7),
    (Result.WRONG_NUMBER, 3),
)
RESULT_NOTES: dict[Result, tuple[str, ...]] = {
    Result.CONTACTED: (
        "",
        "",
        "Todo bien.",
        "Agradece la llamada.",
        "De acuerdo.",
        "Pasará el sábado por la mañana.",
        "Vendrá esta semana.",
        "Lo comenta en casa y nos dice.",
        "Contestó su hija; le da el recado.",
        "Todo bien; no necesita nada más.",
        "Pregunta también por los descuentos de enero.",
    ),
    Result.NO_ANSWER: ("", "", "", "Salta el contestador.", "Dejado recado.", "Comunica."),
    Result.CALL_AGAIN: ("Estaba trabajando.", "Mejor la semana que viene.", "Después de las fiestas.", ""),
    Result.NOT_INTERESTED: ("Ya lo tiene de otro sitio.", "De momento no.", "", "Quizá el año que viene."),
    Result.WRONG_NUMBER: ("Contesta otra persona.", "El número ya no existe.", ""),
}

COUNTER_NOTES: tuple[str, ...] = (
    "Vino a preguntar por {thing}; no había en la tienda.",
    "Ha traído {thing} para arreglar.",
    "Compró {thing} y se llevó también un juego de sartenes.",
    "Pregunta si entra {big} en el plan de renovación.",
    "Se le enseñó {big} de exposición.",
    "Dice que {big} hace ruido; mirar el año de compra.",
    "Llamó para cambiar la hora de la entrega.",
    "Le ha gustado mucho el escaparate.",
    "Pide que le guardemos {thing} hasta fin de mes.",
    "Entrega hecha: {big}. Sin incidencias.",
    "Recomienda la tienda a su hermana.",
    "Pregunta por las fechas del taller de cocina.",
)
