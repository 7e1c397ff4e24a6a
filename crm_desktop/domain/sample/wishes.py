"""What customers of the sample shop wait for, and what they agreed to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from crm_desktop.domain.consents import Consent, Purpose
from crm_desktop.domain.customers.model import Customer, CustomerKind
from crm_desktop.domain.products.wishes import Wish, WishKind, WishState
from crm_desktop.domain.sample.pools import Pool
from crm_desktop.domain.sample.products import catalogue

CARD_TEXT = "Acepto participar en el programa de puntos y que guarden mis compras para ello."
EMAIL_TEXT = "Acepto recibir por correo las novedades y ofertas de la tienda."
MESSAGE_TEXT = "Acepto que me avisen por mensaje cuando llegue lo que he encargado."
_WISHES, _MOST_WISHES = 0.03, 600
_STATES = Pool(
    [(WishState.WAITING, 50), (WishState.ARRIVED, 12), (WishState.SOLD, 28), (WishState.CANCELLED, 10)], 100
)
# What the shop does not have.
_NOVELTIES = (
    "Cazuela de hierro fundido verde", "Cafetera de émbolo grande", "Vajilla azul de Manises",
    "Robot de cocina de la marca de la tele", "Mantel de dos metros y medio", "Sartén para inducción de 32",
    "Horno con vapor", "Máquina de hacer pasta", "Tazas de Navidad", "Escurridor de cobre",
    "Freidora de aire de dos cestas", "Cuchillo jamonero",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SampleWish:
    """A wish; its product by place, or None."""

    wish: Wish
    product: int | None


class AskingMaker:
    """Makes wishes and consents, customer by customer; see `shop.Sample`.

    Args:
        rng: of these only.
        today: nothing is later.
        staff: how many people the shop has.
    """

    def __init__(self, rng: Random, today: date, staff: int) -> None:
        self._rng = rng
        self._today = today
        self._staff = staff
        self._products = Pool([(sold.product.id or 0, sold.often) for sold in catalogue()], 1024)
        self._wishes: list[SampleWish] = []
        self._consents: list[Consent] = []

    def plan(self, customer: Customer) -> None:
        """Decide what a customer waits for and agreed to; call it for each of them, in their order."""
        rng = self._rng
        if customer.created_at is None or customer.id is None:
            return
        if rng.random() < _WISHES and customer.archived_at is None and len(self._wishes) < _MOST_WISHES:
            self._wish(customer.id, customer.created_at)
        if customer.kind is CustomerKind.PERSON and customer.card and rng.random() < 0.7:
            self._consent(customer, Purpose.LOYALTY, CARD_TEXT)
        if customer.emails and rng.random() < 0.45:
            self._consent(customer, Purpose.COMMERCIAL_EMAIL, EMAIL_TEXT)
        if customer.phones and rng.random() < 0.18:
            self._consent(customer, Purpose.MESSAGING, MESSAGE_TEXT)

    def _at(self, day: date) -> datetime:
        rng = self._rng
        return datetime.combine(day, time(8 + int(rng.random() * 10), int(rng.random() * 60)), tzinfo=UTC)

    def _somebody(self) -> int:
        return 1 + int(self._rng.random() * self._staff)

    def _wish(self, customer: int, joined: datetime) -> None:
        rng = self._rng
        state = _STATES.pick(rng)
        age = int(rng.random() * (45 if state in {WishState.WAITING, WishState.ARRIVED} else 500)) + 3
        day = max(self._today - timedelta(days=age), joined.date())
        days = (self._today - day).days
        if days < 1:
            return
        created = max(self._at(day), joined)
        later = self._at(day + timedelta(days=int(rng.random() * days)))
        later = max(created, later)
        product = self._products.pick(rng) if rng.random() < 0.7 else None
        self._wishes.append(
            SampleWish(
                Wish(
                    customer_id=customer,
                    what="" if product else _NOVELTIES[int(rng.random() * len(_NOVELTIES))],
                    kind=WishKind.ORDER if rng.random() < 0.6 else WishKind.WISH,
                    state=state,
                    created_at=created,
                    arrived_at=later if state in {WishState.ARRIVED, WishState.SOLD} else None,
                    closed_at=later if state in {WishState.SOLD, WishState.CANCELLED} else None,
                    staff_id=self._somebody(),
                ),
                product,
            )
        )

    def _consent(self, customer: Customer, purpose: Purpose, text: str) -> None:
        rng = self._rng
        given_at = customer.created_at or self._at(self._today)
        staff = self._somebody()
        self._consents.append(Consent(customer.id or 0, purpose, True, given_at, "Mostrador", text, staff))
        days = (self._today - given_at.date()).days
        if rng.random() < 0.06 and days > 2:
            withdrawn = self._at(given_at.date() + timedelta(days=1 + int(rng.random() * (days - 1))))
            self._consents.append(Consent(customer.id or 0, purpose, False, withdrawn, "Teléfono", "", staff))

    def wishes(self) -> Iterator[SampleWish]:
        """Every wish, once; after every customer was planned."""
        yield from self._wishes

    def consents(self) -> Iterator[Consent]:
        """Every consent, once; after every customer was planned."""
        yield from self._consents
        self._consents = []
