"""Consents of a customer: one more is written down, and all that was ever said is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from crm_desktop.domain.consents import PURPOSE_NAMES, Consent, Purpose
from crm_desktop.gui import messages, tasks
from crm_desktop.gui.common.dialog import Dialog, FormDialog
from crm_desktop.gui.common.fields import ChoiceField, LongTextField, TextField
from crm_desktop.gui.common.labels import PlainLabel, muted
from crm_desktop.services import consents
from crm_desktop.services.staff import list_staff
from crm_desktop.shared.formats import short_date
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop
    from crm_desktop.shared.errors import KnownError


class ConsentDialog(FormDialog):
    """Writes down that a consent was given or withdrawn.

    Args:
        parent: the window.
        shop: the open shop.
        customer_id: whose.
        purpose: for what, at first.
        given: whether it is given, at first.
    """

    def __init__(
        self,
        parent: QWidget | None,
        shop: Shop,
        customer_id: int,
        purpose: Purpose = Purpose.COMMERCIAL_EMAIL,
        *,
        given: bool = True,
    ) -> None:
        super().__init__(parent, _("Consent"), _("Write it down"), width=480)
        self._shop, self._customer_id = shop, customer_id
        self.form.row(
            ChoiceField("purpose", _("What for"), [(one, _(name)) for one, name in PURPOSE_NAMES.items()]),
            ChoiceField("given", _("What they say"), [(True, _("Yes, they agree")), (False, _("No"))]),
        )
        self.form.row(
            TextField(
                "source",
                _("Where from"),
                placeholder=_("At the counter, by telephone, a signed sheet…"),
            )
        )
        self.form.row(
            LongTextField("text", _("The words that they agreed to"), lines=3, hint=_("Can be left empty."))
        )
        self.form.load({"purpose": purpose, "given": given, "source": "", "text": ""})

    def submit(self, values: dict[str, Any]) -> None:
        """Write it down."""
        consent = Consent(
            self._customer_id,
            values["purpose"],
            values["given"],
            source=values["source"],
            text=values["text"],
        )
        tasks.run_change(
            self,
            lambda: consents.record(self._shop, consent),
            lambda _changes: self.saved(),
            failed=self.failed,
        )


class ConsentHistory(Dialog):
    """All that a customer agreed to and withdrew, newest first; nothing of it is ever changed."""

    def __init__(self, parent: QWidget | None, shop: Shop, customer_id: int) -> None:
        super().__init__(parent, _("Consents"), width=560)
        self._shop = shop
        self._holder = QWidget()
        self._grid = QGridLayout(self._holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(2, 1)
        self.add_scrolled(self._holder)
        self.cancel_button.setDefault(True)

        def read() -> tuple[list[Consent], dict[int, str]]:
            people = {m.id: m.name for m in list_staff(shop, active_only=False) if m.id is not None}
            return consents.history(shop, customer_id), people

        tasks.run_query(self, read, self._show, key="consents", failed=self._gone)

    def _gone(self, error: KnownError) -> None:
        messages.show_error(self.parentWidget(), error.sentence)
        self.accept()

    def _show(self, found: tuple[list[Consent], dict[int, str]]) -> None:
        history, people = found
        top = Qt.AlignmentFlag.AlignTop
        for row, consent in enumerate(history):
            day = self._shop.clock.local(consent.at).date() if consent.at else None
            self._grid.addWidget(
                muted(short_date(day, self._shop.profile.locale) if day else ""), row, 0, top
            )
            said = PlainLabel(
                _("Yes") if consent.given else _("No"), tone="done" if consent.given else "late", bold=True
            )
            self._grid.addWidget(said, row, 1, top)
            lines = [_(PURPOSE_NAMES[consent.purpose])]
            about = [consent.source, people.get(consent.staff_id or 0, "")]
            lines.append(" · ".join(part for part in about if part))
            lines.append(consent.text)
            words = "\n".join(line for line in lines if line)
            self._grid.addWidget(PlainLabel(words, wrap=True, selectable=True), row, 2, top)
        if not history:
            self._grid.addWidget(muted(_("Nothing was written down yet.")), 0, 0, 1, 3)
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        self.resize(self.width(), min(560, 160 + 56 * max(1, len(history))))
