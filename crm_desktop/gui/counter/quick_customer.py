"""A new customer in two fields, while they wait: a name and a telephone. The rest of the file can follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.domain.customers.model import ContactKind, ContactPoint, Customer
from crm_desktop.domain.customers.names import split_full_name
from crm_desktop.gui import tasks
from crm_desktop.gui.common.dialog import FormDialog
from crm_desktop.gui.common.fields import TextField
from crm_desktop.gui.common.labels import PlainLabel
from crm_desktop.services.customers import save_customer
from crm_desktop.services.duplicates import DuplicateHint, duplicates_of
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.services.changes import Changes
    from crm_desktop.services.shop import Shop

CHECK_MS = 150
MOST_HINTS = 3


class QuickCustomer(FormDialog):
    """See the module.

    Args:
        parent: the counter.
        shop: the open shop.
        typed: what stood in the search: it begins the name or the telephone.

    Signals:
        added(int): the new customer.
    """

    added = Signal(int)

    def __init__(self, parent: QWidget | None, shop: Shop, typed: str = "") -> None:
        super().__init__(parent, _("New customer"), _("Add and serve"), width=440)
        self._shop = shop
        is_phone = sum(c.isdigit() for c in typed) >= 3
        self.form.row(
            TextField(
                "name", _("Name and family names"), required=True, hint=_("As one says it: Ángel García")
            )
        )
        self.form.row(TextField("phone", _("Telephone"), hint=_("Can be left empty.")))
        self.form.load({"name": "" if is_phone else typed, "phone": typed if is_phone else ""})
        self.same = PlainLabel("", tone="near", wrap=True)
        self.same.hide()
        self.body.addWidget(self.same)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(CHECK_MS)
        self._pause.timeout.connect(self._look_for_same)
        self.form.changed.connect(lambda _key: self._pause.start())
        if is_phone:
            self._pause.start()
        self.form.focus_first()
        if typed and not is_phone:
            self.form.fields["phone"].control.setFocus()

    def _look_for_same(self) -> None:
        customer = self._customer()

        def show(hints: list[DuplicateHint]) -> None:
            self.same.setText(
                _("There may be a file already: {names}. Esc goes back to look for it.").format(
                    names="; ".join(f"{hint.name} ({hint.why})" for hint in hints)
                )
            )
            self.same.setVisible(bool(hints))

        tasks.run_query(self, lambda: duplicates_of(self._shop, customer, MOST_HINTS), show, key="same")

    def _customer(self) -> Customer:
        given, family, second = split_full_name(str(self.form.value("name")))
        phone = str(self.form.value("phone")).strip()
        # Saving finds out by the number itself whether it is a mobile.
        contacts = (ContactPoint(ContactKind.MOBILE, phone),) if phone else ()
        return Customer(given_name=given, family_name=family, second_family_name=second, contacts=contacts)

    def submit(self, values: dict[str, Any]) -> None:
        """Write the file and serve the customer."""
        customer = self._customer()

        def done(changes: Changes[int]) -> None:
            self.saved()
            self.added.emit(changes.value)

        tasks.run_change(self, lambda: save_customer(self._shop, customer), done, failed=self._refused)

    def _refused(self, error: Any) -> None:
        """Say it under the field that it is about: the file's fields have other names than these two."""
        fields = getattr(error, "fields", None) or {}
        phone = next((text for key, text in fields.items() if key.startswith("contact")), "")
        other = next((text for key, text in fields.items() if not key.startswith("contact")), "")
        if phone or other:
            said = {key: text for key, text in (("name", other), ("phone", phone)) if text}
            self.save_button.setEnabled(True)
            self.form.show_faults(said, error.sentence)
        else:
            self.failed(error)
