"""The counter, the products and the programs, with something happening in them."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from crm_desktop.domain.customers.listing import CustomerColumn, CustomerFilter
from crm_desktop.gui.counter.page import CounterPage
from crm_desktop.gui.loyalty.page import LoyaltyPage
from crm_desktop.gui.products.page import ProductsPage
from crm_desktop.services import customers
from tests.shots.stage import Scene, Stage


def _dialog(stage: Stage) -> QWidget:
    stage.rest()
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
    return found[-1] if found else stage.window


def _counter(stage: Stage) -> CounterPage:
    stage.show("counter")
    page = stage.window.screens["counter"]
    assert isinstance(page, CounterPage)
    return page


def _best(stage: Stage) -> int:
    """Return the customer with the most points."""
    wanted = CustomerFilter(sort=CustomerColumn.POINTS, descending=True)
    return int(customers.list_ids(stage.shop, wanted)[0])


def finding(stage: Stage) -> QWidget:
    """Three letters, and who may be meant."""
    _counter(stage).finder.field.setText("mar")
    stage.rest(200)
    return stage.window


def serving(stage: Stage) -> QWidget:
    """A good customer, and an amount with a calculation."""
    page = _counter(stage)
    page.serve(_best(stage))
    stage.rest()
    page.sale.amount.setText("12,50+3")
    stage.rest(200)
    return stage.window


def sold(stage: Stage) -> QWidget:
    """A sale that was just noted."""
    serving(stage)
    page = _counter(stage)
    page.sale.sell.emit()
    stage.rest(200)
    return stage.window


def redeeming(stage: Stage) -> QWidget:
    """F4."""
    page = _counter(stage)
    page.serve(_best(stage))
    stage.rest()
    page.redeem()
    return _dialog(stage)


def returning(stage: Stage) -> QWidget:
    """F6."""
    page = _counter(stage)
    page.serve(_best(stage))
    stage.rest()
    page.give_back()
    stage.rest()
    return _dialog(stage)


def quick_customer(stage: Stage) -> QWidget:
    """F2."""
    page = _counter(stage)
    page.finder.field.setText("699 120 450")
    stage.rest()
    page.new_customer()
    return _dialog(stage)


def products(place: int) -> Scene:
    """Return a scene with one part of the products."""

    def scene(stage: Stage) -> QWidget:
        stage.show("products")
        page = stage.window.screens["products"]
        assert isinstance(page, ProductsPage)
        page.tabs.setCurrentIndex(place)
        stage.rest(200)
        return stage.window

    return scene


def product_editor(stage: Stage) -> QWidget:
    """The form of a product."""
    products(0)(stage)
    page = stage.window.screens["products"]
    assert isinstance(page, ProductsPage)
    page.edit()
    return _dialog(stage)


def _loyalty(stage: Stage) -> LoyaltyPage:
    stage.show("loyalty")
    page = stage.window.screens["loyalty"]
    assert isinstance(page, LoyaltyPage)
    return page


def vouchers(stage: Stage) -> QWidget:
    """The vouchers."""
    _loyalty(stage).tabs.setCurrentIndex(1)
    stage.rest(200)
    return stage.window


def program_editor(stage: Stage) -> QWidget:
    """The form of a program."""
    _loyalty(stage).edit()
    return _dialog(stage)


def simulator(stage: Stage) -> QWidget:
    """What a program would have cost last year."""
    _loyalty(stage).simulate()
    stage.rest(300)
    return _dialog(stage)
