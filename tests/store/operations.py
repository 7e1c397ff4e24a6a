"""One example of every operation that the services know: what a test of all of them goes through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from crm_desktop.domain.customers.model import Customer, Relation, RelationKind
from crm_desktop.domain.customers.own_fields import OwnField, OwnFieldKind
from crm_desktop.domain.reminders.completion import Outcome
from crm_desktop.domain.reminders.follow_up_list import ListRequest
from crm_desktop.domain.reminders.model import Result
from crm_desktop.services import (
    customers,
    imports,
    imports_purchases,
    own_fields,
    printing,
    reminders,
    settings,
    staff,
)
from crm_desktop.services.changes import Changes
from crm_desktop.services.demo import make_demo
from crm_desktop.services.shop import Shop
from tests.factories import (
    NOW,
    TODAY,
    a_company,
    a_customer,
    a_mobile,
    a_phone,
    a_profile,
    a_reminder,
    a_staff_member,
    an_email,
)
from tests.store import loyalty_operations, sales_operations, segment_operations

WEEKLY = "FREQ=WEEKLY;BYDAY=TU"
ANA, PORT, ZOE = 1, 2, 3
OPEN, REPEATING, SNOOZED = 1, 2, 3


def prepare(shop: Shop) -> None:
    """Fills an empty shop: three customers, two people, two fields, three follow-ups, a note."""
    settings.save_profile(shop, a_profile())
    shop.on_duty = staff.save_staff(shop, a_staff_member("Amparo")).value
    staff.save_staff(shop, a_staff_member("Vicent"))
    size = own_fields.save_field(shop, OwnField("Talla")).value
    own_fields.save_field(shop, OwnField("Socio", OwnFieldKind.YES_NO))
    customers.save_customer(
        shop,
        a_customer(
            given_name="Ana",
            card="100",
            tags=("vip", "verano"),
            own=((size, "XL"),),
            contacts=(a_mobile(), an_email()),
        ),
    )
    customers.save_customer(shop, a_company(tags=("vip",)))
    customers.save_customer(shop, a_customer(given_name="Zoe", contacts=(), card="300"))
    reminders.save(shop, a_reminder(ANA))
    reminders.save(shop, a_reminder(ANA, rrule=WEEKLY))
    reminders.save(shop, a_reminder(ZOE, due_date=TODAY + timedelta(days=3)))
    reminders.snooze(shop, [SNOOZED], NOW + timedelta(hours=2))
    customers.add_note(shop, ANA, "Vendrá el viernes")
    customers.archive(shop, [PORT])
    loyalty_operations.prepare(shop)
    sales_operations.prepare(shop)
    segment_operations.prepare(shop)


def _edited(shop: Shop) -> Customer:
    ana = customers.get_customer(shop, ANA)
    return replace(
        ana,
        family_name="Ábalos",
        contacts=(replace(ana.contacts[1], label="casa"), a_phone()),
        tags=("verano", "nueva"),
        own=((2, "1"),),
        relations=(Relation(RelationKind.FAMILY, ZOE, "hermana"),),
    )


def _purchases_imported(shop: Shop) -> Changes[Any]:
    path = shop.paths.folder / "ventas.csv"
    path.write_text(
        "Ticket;Fecha;Teléfono;Producto;Importe\n"
        "T-900;02/03/2026;;Olla;30\nT-900;02/03/2026;;Taza;5\nT-900;03/03/2026;;Taza;-5\n",
        encoding="utf-8",
    )
    options = imports_purchases.PurchaseOptions(products=True)
    return imports_purchases.run_import(shop, path, options=options).changes


def _imported(shop: Shop) -> Changes[Any]:
    path = shop.paths.folder / "clientes.csv"
    path.write_text(
        "Nombre,Apellidos,Móvil,Correo,Etiquetas\n"
        "Ana,García Muñoz,612345678,ana@example.com,importada\n"
        "Berta,Soler,600111222,berta@example.com,importada\n",
        encoding="utf-8",
    )
    report = imports.run_import(shop, path)
    assert report.changes is not None
    return report.changes


EXAMPLES: dict[str, Callable[[Shop], Changes[Any]]] = {
    "save_customer": lambda shop: customers.save_customer(shop, _edited(shop)),
    "save_customer new": lambda shop: customers.save_customer(
        shop, a_customer(given_name="Nueva", tags=("otra",), own=((1, "S"),), contacts=(a_mobile("600", ""),))
    ),
    "archive_customers": lambda shop: customers.archive(shop, [ANA, ZOE, PORT]),
    "unarchive_customers": lambda shop: customers.unarchive(shop, [PORT, ANA]),
    "assign_customers": lambda shop: customers.assign(shop, [ANA, PORT, ZOE], 2),
    "tag_customers": lambda shop: customers.tag(shop, [ANA, PORT, ZOE], ["nueva", "VIP"], ["verano"]),
    "rename_tag": lambda shop: customers.rename_tag(shop, "vip", "Predilecta"),
    "rename_tag to another": lambda shop: customers.rename_tag(shop, "vip", "Verano"),
    "remove_tag": lambda shop: customers.remove_tag(shop, "vip"),
    "add_note": lambda shop: customers.add_note(shop, ZOE, "Otra nota"),
    "remove_note": lambda shop: customers.remove_note(shop, 1),
    "save_own_field": lambda shop: own_fields.save_field(shop, OwnField("Talla de pie", id=1)),
    "save_own_field new": lambda shop: own_fields.save_field(shop, OwnField("Color")),
    "order_own_fields": lambda shop: own_fields.order_fields(shop, [2, 1]),
    "remove_own_field": lambda shop: own_fields.remove_field(shop, 1),
    "save_staff": lambda shop: staff.save_staff(shop, a_staff_member("Lucía")),
    "save_profile": lambda shop: settings.save_profile(shop, a_profile(name="Otra tienda")),
    "save_logo": lambda shop: settings.save_logo(shop, b"\x89PNG\r\n\x1a\n"),
    "save_setting": lambda shop: settings.put(shop, "avisos", {"hora": "09:00"}),
    "save_reminder": lambda shop: reminders.save(shop, a_reminder(ZOE, subject="Otra cosa")),
    "add_reminders": lambda shop: reminders.add_for(shop, [ANA, ZOE], a_reminder(subject="Oferta")),
    "cancel_reminders": lambda shop: reminders.cancel(shop, [OPEN, REPEATING]),
    "skip_reminders": lambda shop: reminders.skip(shop, [REPEATING]),
    "snooze_reminders": lambda shop: reminders.snooze(shop, [OPEN], NOW + timedelta(days=1)),
    "wake_reminders": lambda shop: reminders.wake(shop, [SNOOZED]),
    "move_reminders": lambda shop: reminders.move(shop, [OPEN, SNOOZED], TODAY + timedelta(days=9)),
    "reassign_reminders": lambda shop: reminders.reassign(shop, [OPEN, SNOOZED], 2),
    "complete_reminder": lambda shop: reminders.complete(shop, REPEATING, Result.CONTACTED, "Todo bien"),
    "complete_reminders": lambda shop: reminders.complete_many(
        shop,
        [
            Outcome(OPEN, Result.NO_ANSWER, "", TODAY + timedelta(days=1)),
            Outcome(REPEATING, Result.CONTACTED),
        ],
    ),
    "print_follow_up_list": lambda shop: printing.follow_up_list(shop, ListRequest(TODAY, TODAY)),
    "import_customers": _imported,
    **loyalty_operations.EXAMPLES,
    **sales_operations.EXAMPLES,
    **segment_operations.EXAMPLES,
    "import_purchases": _purchases_imported,
}
# This one wants a shop without customers.
EXAMPLES_OF_EMPTY: dict[str, Callable[[Shop], Changes[Any]]] = {
    "make_demo": lambda shop: make_demo(shop, customers=30, seed=3),
}
