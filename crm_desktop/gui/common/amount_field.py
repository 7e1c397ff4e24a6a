"""The field of a form for an amount of money."""

from __future__ import annotations

from typing import Any

from crm_desktop.domain.purchases.amounts import parse_amount
from crm_desktop.gui.common.fields import TextField
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _


class AmountField(TextField):
    """An amount as it is typed at the counter, "12,50+3" too; `value` is the text, `cents` what it comes to.

    Args:
        locale: how numbers are written.
    """

    def __init__(self, key: str, label: str, locale: str, **more: Any) -> None:
        self._locale = locale
        super().__init__(key, label, **more)

    def cents(self) -> int | None:
        """Return the amount in cents; None while nothing is typed.

        Raises:
            InvalidInput: it is no amount (`own_fault` says so under the field).
        """
        typed = self.value()
        return parse_amount(typed, self._locale) if typed else None

    def own_fault(self) -> str | None:
        fault = super().own_fault()
        if fault is None and self.value().startswith(("-", "−")):
            return _("An amount is never below zero.")
        if fault is None:
            try:
                self.cents()
            except InvalidInput as error:
                return error.sentence
        return fault
