"""The field for money: the counter's way of typing, empty means nothing, a slip is said under it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.gui.common.amount_field import AmountField
from crm_desktop.shared.errors import InvalidInput


@pytest.fixture
def field(themed: QApplication, qtbot: QtBot) -> AmountField:
    made = AmountField("price", "Precio", "es_ES")
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(("typed", "cents"), [("12,50+3", 1_550), (" 5 € ", 500), ("", None), ("  ", None)])
def test_an_amount_is_read_as_at_the_counter_and_nothing_is_no_amount(
    field: AmountField, typed: str, cents: int | None
) -> None:
    field.set_value(typed)
    assert field.fault() is None
    assert field.cents() == cents


@pytest.mark.parametrize("typed", ["tres", "-3", "1+"])
def test_a_slip_is_said_under_the_field(field: AmountField, typed: str) -> None:
    field.set_value(typed)
    assert field.fault()
    with pytest.raises(InvalidInput):
        field.cents()


def test_the_own_check_comes_after_the_amount_was_understood(themed: QApplication, qtbot: QtBot) -> None:
    made = AmountField("back", "Importe", "es_ES", required=True, check=lambda _typed: "Es demasiado.")
    qtbot.addWidget(made)
    assert made.fault() not in {None, "Es demasiado."}  # it is empty
    made.set_value("x")
    assert made.fault() not in {None, "Es demasiado."}
    made.set_value("3")
    assert made.fault() == "Es demasiado."
