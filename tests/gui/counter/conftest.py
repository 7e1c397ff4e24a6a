"""A shop with a program of points, a stamp card, products and a few customers, and the counter over it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.domain.loyalty.model import (
    Basis,
    EarnRule,
    Gives,
    Program,
    ProgramKind,
    ProgramState,
    Reward,
    Rules,
    StampCard,
)
from crm_desktop.domain.products.model import Product
from crm_desktop.domain.purchases.model import Sale
from crm_desktop.gui.counter.page import CounterPage
from crm_desktop.services import customers, loyalty, products, purchases
from tests.factories import TODAY, a_customer, a_mobile
from tests.gui.support import Place, Settle, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@dataclass
class Counter:
    """The counter, and whom and what it knows.

    Attributes:
        angel: has the card A000042, 480 points and six stamps.
        ana: has neither bought nor a card.
        points, stamps: the programs.
        voucher_reward: costs 100 points and gives a voucher of 5 €.
    """

    page: CounterPage
    place: Place
    settle: Settle
    angel: int
    ana: int
    points: int
    stamps: int
    voucher_reward: int
    coffee: int

    def type(self, text: str) -> None:
        """Type into whatever has the focus."""
        for letter in text:
            self.key(Qt.Key.Key_unknown, letter)
        self.settle()

    def key(self, key: Qt.Key, text: str = "") -> None:
        """Press one key where the focus is."""
        target = self.focus() or self.page
        QApplication.sendEvent(
            target, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
        )

    def enter(self) -> None:
        """Press Enter and wait."""
        self.key(Qt.Key.Key_Return, "\r")
        self.settle()

    def scan(self, card: str) -> None:
        """What a reader does: all at once, then Enter."""
        self.page.finder.field.setFocus()
        for letter in card:
            self.key(Qt.Key.Key_unknown, letter)
        self.enter()

    def focus(self) -> QWidget | None:
        """Return what has the focus, or gets it with the window: offscreen, no dialog gives it back."""
        return QApplication.focusWidget() or self.page.focusWidget()


@pytest.fixture
def counter(empty_place: Place, settle: Settle, qtbot: QtBot) -> Counter:
    """The counter, shown and at rest."""
    shop = empty_place.shop
    angel = customers.save_customer(
        shop, a_customer(card="A000042", birth="--11-24", warning="Alergia al látex", discount_bp=1000)
    ).value
    ana = customers.save_customer(
        shop, a_customer(given_name="Ana", contacts=(a_mobile("622 31 07 75", "+34622310775"),))
    ).value
    points = loyalty.save_program(shop, Program("Puntos", rules=Rules(earn=(EarnRule(),)))).value
    voucher = loyalty.save_reward(
        shop, Reward("Vale de 5 €", 100, points, gives=Gives.AMOUNT, value_cents=500)
    ).value
    loyalty.save_reward(shop, Reward("Bolsa de tela", 2_000, points))
    stamps = loyalty.save_program(
        shop,
        Program("Café", ProgramKind.STAMPS, rules=Rules(earn=(EarnRule(Basis.VISIT),), card=StampCard(10))),
    ).value
    for program in (points, stamps):
        loyalty.set_state(shop, program, ProgramState.ACTIVE)
    for days in range(6):
        purchases.sell(shop, Sale(angel, 8_000, day=TODAY - timedelta(days=20 * (6 - days))))
    coffee = products.save(shop, Product("Café molido", code="8400000000017", price_cents=785)).value
    page = shown(CounterPage(empty_place.context), settle, qtbot)
    page.activate()
    return Counter(page, empty_place, settle, angel, ana, points, stamps, voucher, coffee)
