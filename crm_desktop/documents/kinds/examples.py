"""Sample data for each printed document: plainly made up, and awkward where real data is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from crm_desktop.domain.customers.listing import CustomerColumn
from crm_desktop.domain.reminders.model import Method, Priority, Result

if TYPE_CHECKING:
    from crm_desktop.documents.kinds.address_labels import AddressLabels
    from crm_desktop.documents.kinds.customer_list import CustomerList
    from crm_desktop.documents.kinds.follow_up_list import FollowUpList
    from crm_desktop.documents.running import Letterhead

MADE_AT = datetime(2026, 11, 21, 9, 5, tzinfo=UTC)
_DAY = date(2026, 11, 21)
# name, telephone, street, postcode, town, province, e-mail
_PEOPLE = (
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
_REASONS = (
    "Felicitar: cumple el martes. Vale de cumpleaños.",
    "¿Contenta con la instalación del lunes?",
    "14 meses sin venir: novedades de otoño",
    "Presupuesto de la cocina: ¿ha decidido?",
    "Preguntó por el horno modelo 40: ya ha llegado y puede pasar a verlo cualquier tarde de esta semana",
    "Revisión anual de la nevera",
    "Gracias por la reseña; ofrecer tarjeta de amiga",
)


def _letterhead() -> Letterhead:
    from crm_desktop.documents.running import Letterhead

    return Letterhead("Tienda de muestra", "C/ del Comercio, 1 · 28001 Madrid · 910 555 000")


def follow_up_list() -> FollowUpList:
    """Return a list of a day with two people's follow-ups."""
    from crm_desktop.documents.kinds.follow_up_list import FollowUpGroup, FollowUpItem, FollowUpList

    def item(number: int) -> FollowUpItem:
        person = _PEOPLE[number % len(_PEOPLE)]
        visit = number % 8 == 6
        return FollowUpItem(
            number=number,
            customer=person[0],
            phone=person[1],
            reason=_REASONS[number % len(_REASONS)],
            due_date=date(2026, 11, 12) if number % 6 == 5 else _DAY,
            due_time=time(9 + number % 9, 30) if number % 3 == 0 else None,
            method=Method.VISIT if visit else Method.CALL,
            priority=Priority.HIGH if number % 10 == 4 else Priority.NORMAL,
            reach=f"{person[2]}, {person[3]} {person[4]}" if visit else "",
            hours="tardes" if number % 5 == 3 else "",
            last_contact=date(2026, 10, number % 28 + 1) if number % 4 else None,
            last_result=Result.NO_ANSWER if number % 7 == 1 else None,
            last_note="quiere verlo con su hermana" if number % 7 == 2 else "",
            warning="Alérgica al níquel" if number == 5 else "",
        )

    items = [item(number) for number in range(1, 25)]
    return FollowUpList(
        shop=_letterhead(),
        first=_DAY,
        last=_DAY,
        groups=(
            FollowUpGroup(tuple(items[:14]), person="Marta"),
            FollowUpGroup(tuple(items[14:]), person="Julián"),
        ),
        list_code="00CR",
        printed_at=MADE_AT,
        printed_by="Marta",
    )


def customer_list() -> CustomerList:
    """Return a list with the columns that shops choose most."""
    from crm_desktop.documents.kinds.customer_list import CustomerLine, CustomerList

    return CustomerList(
        shop=_letterhead(),
        columns=(
            CustomerColumn.PHONE,
            CustomerColumn.EMAIL,
            CustomerColumn.TOWN,
            CustomerColumn.LAST_CONTACT,
        ),
        lines=tuple(
            CustomerLine(
                name=name,
                phone=phone,
                email=f"{mail}@example.com",
                town=town,
                last_contact=date(2026, 10, number % 28 + 1) if number % 4 else None,
                has_warning=number == 5,
            )
            for number, (name, phone, _street, _postcode, town, _province, mail) in enumerate(_PEOPLE * 4)
        ),
        printed_at=MADE_AT,
        printed_by="Marta",
        scope="con la etiqueta Hogar",
    )


def address_labels() -> AddressLabels:
    """Return labels for a sheet that has been begun."""
    from crm_desktop.documents.kinds.address_labels import AddressLabels
    from crm_desktop.documents.postal import PostalAddress

    addresses = [PostalAddress(name, *place) for name, _phone, *place, _mail in _PEOPLE * 2]
    addresses[3] = PostalAddress("Jeanne Dupont", "12 rue des Exemples", "75002", "Paris", country="FR")
    return AddressLabels(
        shop_name="Tienda de muestra",
        addresses=tuple(addresses),
        sheet="a4-3x8",
        made_at=MADE_AT,
        first_label=4,
    )
