"""The shop's data and logo; the country and how things are written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from crm_desktop.domain.shop import ShopProfile
from crm_desktop.gui import messages, tasks
from crm_desktop.gui.common.fields import TextField
from crm_desktop.gui.common.file_choice import open_file
from crm_desktop.gui.common.labels import PlainLabel, caption
from crm_desktop.gui.common.pictures import PictureFrame, picture_filter, read_picture
from crm_desktop.gui.common.screen import Context
from crm_desktop.gui.common.shop_fields import (
    country_field,
    currency_field,
    for_country,
    language_field,
    paper_field,
    zone_field,
)
from crm_desktop.gui.settings.sections import ProfileSection
from crm_desktop.services import settings
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _, language


class ShopSection(ProfileSection):
    """Name, address and logo: what stands on every printed page."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("The shop"), _("This stands on every page that you print."))
        form = self.form
        form.row(TextField("name", _("Name of the shop"), required=True))
        form.row(TextField("tax_id", _("Tax number")), TextField("kind", _("What it sells")), stretch=(2, 3))
        form.row(TextField("street", _("Address")))
        form.row(
            TextField("postcode", _("Postcode")),
            TextField("town", _("Town")),
            TextField("province", _("Province")),
            stretch=(2, 3, 3),
        )
        form.row(TextField("phone", _("Telephone")), TextField("email", _("E-mail")), stretch=(2, 3))
        form.row(TextField("web", _("Website")))
        self._logo_card()
        self.column.addStretch()
        self.reload()

    def _logo_card(self) -> None:
        inside = self.add_card()
        inside.addWidget(caption(_("Logo")))
        row = QHBoxLayout()
        row.setSpacing(16)
        self.logo = PictureFrame(QSize(160, 88), "image", _("Logo of the shop"))
        row.addWidget(self.logo)
        column = QVBoxLayout()
        column.setSpacing(8)
        hint = _(
            "A PNG or JPEG picture; large ones are made smaller. It is printed at the top of every page."
        )
        column.addWidget(PlainLabel(hint, tone="muted", wrap=True))
        buttons = QHBoxLayout()
        self.choose_button = QPushButton(_("Choose a picture…"))
        self.choose_button.clicked.connect(self._choose)
        self.remove_button = QPushButton(_("Take it away"))
        self.remove_button.clicked.connect(lambda: self.keep_logo(None))
        buttons.addWidget(self.choose_button)
        buttons.addWidget(self.remove_button)
        buttons.addStretch()
        column.addLayout(buttons)
        row.addLayout(column, 1)
        inside.addLayout(row)

    def reload(self) -> None:
        super().reload()
        if hasattr(self, "logo"):
            tasks.run_query(self, lambda: settings.logo(self.shop), self._show_logo, key="logo")

    def _show_logo(self, data: bytes | None) -> None:
        self.logo.show_picture(data)
        self.choose_button.setEnabled(not self.shop.read_only)
        self.remove_button.setEnabled(data is not None and not self.shop.read_only)

    def _choose(self) -> None:
        open_file(self, _("Choose the logo"), picture_filter(), self.take_file)

    def take_file(self, path: Path) -> None:
        """Keep the picture of a file as the logo."""
        try:
            data = read_picture(path)
        except InvalidInput as error:
            messages.show_error(self, error.sentence)
        else:
            self.keep_logo(data)

    def keep_logo(self, data: bytes | None) -> None:
        """Save the logo, or take it away."""
        tasks.run_change(self, lambda: settings.save_logo(self.shop, data))


class RegionSection(ProfileSection):
    """Country, language, paper, money, hours."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            _("Country and paper"),
            _("Telephones, tax numbers, dates, money and paper follow the country; each can be changed."),
        )
        form = self.form
        form.row(country_field(), paper_field())
        form.row(language_field(), currency_field())
        form.row(zone_field())
        form.changed.connect(self._typed)
        self.column.addStretch()
        self.reload()

    def _typed(self, key: str) -> None:
        """Propose what goes with another country."""
        if key == "country":
            proposed = for_country(
                ShopProfile(language=self.form.value("language")), self.form.value("country")
            )
            for name in ("paper", "currency", "zone"):
                self.form.fields[name].set_value(getattr(proposed, name))

    def after_saving(self) -> None:
        if self.form.value("language") != language():
            messages.toast(_("The language changes when the program is opened again."))
