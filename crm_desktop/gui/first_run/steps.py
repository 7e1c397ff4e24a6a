"""The steps of the wizard."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.domain.shop import ShopProfile
from crm_desktop.gui import icons, messages
from crm_desktop.gui.common.fields import TextField
from crm_desktop.gui.common.file_choice import open_file
from crm_desktop.gui.common.filter_button import ChipToggle
from crm_desktop.gui.common.flow_layout import FlowLayout
from crm_desktop.gui.common.form import Form
from crm_desktop.gui.common.labels import PlainLabel, button, caption
from crm_desktop.gui.common.pictures import PictureFrame, main_colour, picture_filter, read_picture
from crm_desktop.gui.common.shop_fields import (
    SHOP_KINDS,
    country_field,
    currency_field,
    for_country,
    language_field,
    locale_of,
    paper_field,
    zone_field,
)
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _


class Step(QWidget):
    """One step: a title, a sentence, and what is asked."""

    title = ""
    sentence = ""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(14)

    def check(self) -> bool:
        """Whether one may go on; shows what is missing."""
        return True

    def fill(self, profile: ShopProfile) -> ShopProfile:
        """Return the profile with what was asked here."""
        return profile

    def enter(self, profile: ShopProfile) -> None:
        """The step comes to the front."""


class ShopStep(Step):
    """Name, address, what it sells.

    Signals:
        sample_asked(): "I only want to try it".
    """

    sample_asked = Signal()

    def __init__(self, profile: ShopProfile) -> None:
        super().__init__()
        self.title = _("Welcome. What is your shop called?")
        self.sentence = _("Name and address stand on what you print. All of it can be changed later.")
        self.form = Form()
        self.form.row(TextField("name", _("Name of the shop"), required=True))
        self.form.row(
            TextField("street", _("Address")), TextField("town", _("Town")), stretch=(3, 2)
        )  # fmt: skip
        self.form.row(TextField("phone", _("Telephone")), TextField("email", _("E-mail")), stretch=(2, 3))
        self.form.load({key: getattr(profile, key) for key in self.form.fields})
        self.column.addWidget(self.form)
        self.column.addWidget(caption(_("What does it sell?")))
        holder = QWidget()
        flow = FlowLayout(holder)
        self.kinds = QButtonGroup(self)
        for kind in SHOP_KINDS:
            chip = ChipToggle(_(kind))
            chip.setChecked(_(kind) == profile.kind)
            self.kinds.addButton(chip)
            flow.addWidget(chip)
        self.column.addWidget(holder)
        self.column.addStretch()

    def check(self) -> bool:
        return self.form.check()

    def enter(self, profile: ShopProfile) -> None:
        self.form.focus_first()

    def fill(self, profile: ShopProfile) -> ShopProfile:
        chosen = self.kinds.checkedButton()
        kind = chosen.text().replace("&&", "&") if chosen is not None else profile.kind
        return profile._replace(kind=kind, **self.form.values())


class RegionStep(Step):
    """Country, and what follows from it."""

    def __init__(self, profile: ShopProfile) -> None:
        super().__init__()
        self.title = _("Where is it?")
        self.sentence = _("Telephones, tax numbers, dates, money and paper follow the country.")
        self.form = Form()
        self.form.row(country_field(), paper_field())
        self.form.row(language_field(), currency_field())
        self.form.row(zone_field())
        self.form.load({key: getattr(profile, key) for key in self.form.fields})
        self.form.changed.connect(self._typed)
        self.column.addWidget(self.form)
        self.column.addStretch()

    def _typed(self, key: str) -> None:
        if key == "country":
            proposed = for_country(
                ShopProfile(language=self.form.value("language")), self.form.value("country")
            )
            for name in ("paper", "currency", "zone"):
                self.form.fields[name].set_value(getattr(proposed, name))

    def enter(self, profile: ShopProfile) -> None:
        self.form.focus_first()

    def fill(self, profile: ShopProfile) -> ShopProfile:
        values: dict[str, Any] = self.form.values()
        return profile._replace(locale=locale_of(values["language"], values["country"]), **values)


class LogoStep(Step):
    """The logo, and the accent colour that comes from it."""

    def __init__(self) -> None:
        super().__init__()
        self.title = _("Do you have a logo?")
        self.sentence = _(
            "It is printed at the top of your lists, and gives the program its colour. Without one, go on."
        )
        self.data: bytes | None = None
        self.accent = ""
        row = QHBoxLayout()
        row.setSpacing(20)
        self.frame = PictureFrame(QSize(220, 130), "image", _("Logo of the shop"))
        row.addWidget(self.frame)
        column = QVBoxLayout()
        column.addStretch()
        self.choose_button = button(_("Choose a picture…"), "image")
        self.choose_button.clicked.connect(self._choose)
        self.remove_button = QPushButton(_("Take it away"))
        self.remove_button.setProperty("kind", "flat")
        self.remove_button.clicked.connect(lambda: self.show_logo(None))
        self.remove_button.hide()
        column.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(
            PlainLabel(_("PNG or JPEG; large pictures are made smaller."), tone="muted", wrap=True)
        )
        column.addStretch()
        row.addLayout(column, 1)
        self.column.addLayout(row)
        self.column.addStretch()

    def _choose(self) -> None:
        open_file(self, _("Choose the logo"), picture_filter(), self.take_file)

    def take_file(self, path: Any) -> None:
        """Read the picture of a file and show it."""
        try:
            self.show_logo(read_picture(path))
        except InvalidInput as error:
            messages.show_error(self, error.sentence)

    def show_logo(self, data: bytes | None) -> None:
        """Show a picture, and keep its colour."""
        self.data = data
        self.accent = main_colour(data) if data else ""
        self.frame.show_picture(data)
        self.remove_button.setVisible(data is not None)

    def fill(self, profile: ShopProfile) -> ShopProfile:
        return profile._replace(accent=self.accent)


class BeginStep(Step):
    """Empty, with an import, or with a sample.

    Signals:
        picked(str): "empty", "import" or "sample"; a second click on the same takes it at once.
    """

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.title = _("How do you want to begin?")
        self.sentence = _("You can import and add customers at any time.")
        self.choices: dict[str, _Choice] = {}
        group = QButtonGroup(self)
        for name, icon, title, text in (
            ("import", "file-down", _("Bring my customers in"),
             _("From a spreadsheet, from Google, Outlook, or from the telephone (vCard).")),
            ("empty", "pencil", _("Begin with an empty shop"), _("Write the first customer's file by hand.")),
            ("sample", "sparkles", _("Look around in a sample shop"),
             _("With 2,000 invented customers. It can be undone in one step.")),
        ):  # fmt: skip
            choice = _Choice(icon, title, text)
            group.addButton(choice)
            self.choices[name] = choice
            self.column.addWidget(choice)
        self.choices["import"].setChecked(True)
        self.column.addStretch()

    def value(self) -> str:
        """Return the chosen way."""
        return next(name for name, choice in self.choices.items() if choice.isChecked())

    def enter(self, profile: ShopProfile) -> None:
        self.choices[self.value()].setFocus()


class _Choice(QPushButton):
    """A large choice: an icon, a title, a sentence."""

    def __init__(self, icon: str, title: str, text: str) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setProperty("kind", "choice")
        self.setAccessibleName(f"{title}. {text}")
        self.setAutoDefault(False)
        self.setIcon(icons.icon(icon, "muted", "on_soft"))
        self.setIconSize(QSize(24, 24))
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(56, 12, 16, 12)
        column.setSpacing(2)
        column.addWidget(PlainLabel(title, bold=True))
        column.addWidget(PlainLabel(text, tone="muted", wrap=True))

    def sizeHint(self) -> QSize:
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._column.minimumSize()
