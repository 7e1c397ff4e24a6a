"""The form of a customer file: eight fields in front, the rest folded away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QCompleter, QHBoxLayout, QRadioButton, QWidget

from crm_desktop.domain.customers import postcodes
from crm_desktop.domain.customers.limits import LINE_LIMITS, TEXT_LIMITS
from crm_desktop.domain.customers.model import ContactKind, CustomerKind
from crm_desktop.domain.customers.tax_ids import label, read_tax_id
from crm_desktop.domain.customers.words import CUSTOMER_KIND_NAMES, GENDER_NAMES
from crm_desktop.domain.service import CHANNEL_NAMES
from crm_desktop.gui.common.fields import (
    CheckField,
    ChoiceField,
    Field,
    LongTextField,
    TextField,
    WidgetField,
)
from crm_desktop.gui.common.labels import Link
from crm_desktop.gui.common.staff_chooser import StaffChooser
from crm_desktop.gui.common.tag_editor import TagEditor
from crm_desktop.gui.customers.contact_rows import ContactRows
from crm_desktop.gui.customers.editor_data import EditorData, birth_fault, discount_fault
from crm_desktop.gui.customers.own_inputs import key_of, own_input
from crm_desktop.gui.customers.photo_edit import PhotoEdit
from crm_desktop.gui.customers.relation_rows import RelationRows
from crm_desktop.gui.customers.sections import SectionedForm
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.services.shop import Shop


class AdvisedField(TextField):
    """A line of text about which something may be doubtful: said in amber, and never in the way of saving."""

    def __init__(self, key: str, label: str, advise: Callable[[str], str], **more: Any) -> None:
        self._advise = advise
        super().__init__(key, label, **more)

    def show_fault(self, sentence: str | None) -> None:
        """Show a fault in red, or else what is doubtful in amber."""
        super().show_fault(sentence)
        advice = "" if sentence or self.is_empty() else self._advise(self.value())
        if advice:
            self.message.setText(advice)
            self.message.set_tone("near")
            self.message.show()
            self.control.setAccessibleDescription(advice)


class KindChoice(QWidget):
    """Person or company."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self.group = QButtonGroup(self)
        self.buttons: dict[CustomerKind, QRadioButton] = {}
        for kind, name in CUSTOMER_KIND_NAMES.items():
            button = QRadioButton(_(name))
            self.buttons[kind] = button
            self.group.addButton(button)
            row.addWidget(button)
        row.addStretch()
        self.buttons[CustomerKind.PERSON].setChecked(True)
        self.setFocusProxy(self.buttons[CustomerKind.PERSON])

    def value(self) -> CustomerKind:
        """Return the kind."""
        return next(kind for kind, button in self.buttons.items() if button.isChecked())

    def set_value(self, kind: CustomerKind) -> None:
        """Choose a kind."""
        self.buttons[kind or CustomerKind.PERSON].setChecked(True)


class EditorForm(SectionedForm):
    """The fields of one customer file; `EditorDialog` fills and reads it."""

    def __init__(self, shop: Shop, data: EditorData) -> None:
        super().__init__()
        self._shop, self._data = shop, data
        self._front()
        self._address()
        self._identity()
        self._manners()
        self._networks()
        self._people()
        if data.own:
            self._own_fields()
        self.end()
        self.add_stretch()
        self.changed.connect(self._follow)

    def country(self) -> str:
        """Return the country that is chosen, or the shop's."""
        chosen = self.fields["country"].value() if "country" in self.fields else self._data.customer.country
        return str(chosen or self._shop.profile.country)

    # -- the front: what every file has

    def _front(self) -> None:
        self.kind = KindChoice()
        kind = self._widget("kind", _("Person or company"), self.kind, self.kind.value, self.kind.set_value)
        kind.caption.hide()
        self.kind.group.buttonClicked.connect(lambda _button: kind.typed())
        self.photo = PhotoEdit()
        photo = self._widget("photo", _("Photograph"), self.photo, self.photo.value, self.photo.set_value)
        photo.caption.hide()
        self.photo.changed.connect(photo.typed)
        self.row(kind, photo, stretch=(1, 0))
        self.row(
            self._text("given_name", _("Given name")),
            self._text("family_name", _("First family name")),
            self._text("second_family_name", _("Second family name")),
        )
        self.offer = Link("")
        self.offer.hide()
        self.add_widget(self.offer)
        self.row(self._text("company", _("Company")), self._text("contact_person", _("Contact person")))
        self.company_link = Link(_("Add the company where they work"), icon="plus")
        self.company_link.clicked.connect(self._show_company)
        self.add_widget(self.company_link)
        self.phones = ContactRows(
            (ContactKind.MOBILE, ContactKind.PHONE), self.country, _("Telephone"), _("Another telephone")
        )
        self.emails = ContactRows((ContactKind.EMAIL,), self.country, _("E-mail"), _("Another e-mail"))
        self.row(
            self._contacts("phones", _("Telephones"), self.phones),
            self._contacts("emails", _("E-mail"), self.emails),
        )
        locale, clock = self._shop.profile.locale, self._shop.clock
        birth = TextField(
            "birth",
            _("Birthday"),
            limit=40,
            placeholder=_("24/11/1984, or 24/11 without the year"),
            check=lambda text: birth_fault(text, clock.today(), locale),
        )
        self.tags = TagEditor(self._data.tags)
        tags = self._widget("tags", _("Tags"), self.tags, self.tags.tags, self.tags.set_tags)
        self.tags.changed.connect(tags.typed)
        self.tags.line.textEdited.connect(lambda _text: tags.typed())
        self.row(birth, tags)
        self.row(LongTextField("notes", _("Notes"), limit=TEXT_LIMITS["notes"], lines=3))

    # -- folded away

    def _address(self) -> None:
        self.begin("address", _("Address"), self._address_line)
        self.row(self._text("street", _("Street and number")))
        postcode = AdvisedField(
            "postcode", _("Postcode"), self._postcode_advice, limit=LINE_LIMITS["postcode"]
        )
        town = self._text("town", _("Town"))
        _complete(town, self._data.towns)
        province = self._text("province", _("Province"))
        if self._shop.profile.country == "ES":
            _complete(province, postcodes.provinces())
        self.row(postcode, town, province, stretch=(1, 2, 2))
        own = self._data.customer.country
        options = [("", _("The shop's own country")), *([(own, own)] if own else [])]
        self.row(ChoiceField("country", _("Country"), options))

    def _identity(self) -> None:
        names = ("tax_id", "card", "discount")
        self.begin("identity", _("Tax id, card, discount"), lambda: self._line(*names))
        locale = self._shop.profile.locale
        self.row(
            AdvisedField(
                "tax_id",
                label(self._data.customer.country or self._shop.profile.country),
                lambda text: read_tax_id(text, self.country()).warning,
                limit=LINE_LIMITS["tax_id"],
            ),
            self._text("card", _("Card")),
            TextField(
                "discount",
                _("Usual discount (%)"),
                limit=10,
                check=lambda text: discount_fault(text, locale),
            ),
        )

    def _manners(self) -> None:
        self.begin("manners", _("How to treat them"), self._manners_line)
        self.row(
            LongTextField(
                "warning",
                _("Warning"),
                limit=TEXT_LIMITS["warning"],
                lines=2,
                hint=_("Seen by everybody wherever this customer is served."),
            )
        )
        self.row(CheckField("do_not_contact", _("Does not want to be contacted")))
        channels = [(None, _("Any")), *((one, _(name)) for one, name in CHANNEL_NAMES.items())]
        self.row(
            ChoiceField("preferred_channel", _("Preferred channel"), channels),
            self._text("preferred_hours", _("Preferred hours"), placeholder=_("afternoons, not on Mondays…")),
        )
        self.people = StaffChooser(self._data.people)
        who = self._widget(
            "staff_id", _("Looked after by"), self.people, self.people.value, self.people.set_value
        )
        self.people.chosen.connect(lambda _id: who.typed())
        spoken = self._data.customer.language
        self.row(
            who,
            ChoiceField(
                "language", _("Language"), [("", _("Not said")), *([(spoken, spoken)] if spoken else [])]
            ),
            ChoiceField("gender", _("Gender"), [(one, _(name)) for one, name in GENDER_NAMES.items()]),
        )
        self.row(self._text("heard_from", _("How they heard of us")))

    def _networks(self) -> None:
        self.begin(
            "networks",
            _("Social networks and website"),
            lambda: _joined(p.value for p in self.networks.points()),
        )
        self.networks = ContactRows(
            (ContactKind.SOCIAL, ContactKind.WEB), self.country, _("Account or website"), _("Another one")
        )
        field = self._contacts("networks", _("Account or website"), self.networks)
        field.caption.hide()
        self.row(field)

    def _people(self) -> None:
        self.begin(
            "related", _("Related people"), lambda: _joined(r.other_name for r in self.relations.relations())
        )
        self.relations = RelationRows(self._shop)
        field = self._widget(
            "relations",
            _("Related people"),
            self.relations,
            self.relations.relations,
            lambda value: self.relations.set_relations(value or ()),
            own_fault=self.relations.fault,
        )
        field.caption.hide()
        self.relations.changed.connect(field.typed)
        self.row(field)

    def _own_fields(self) -> None:
        keys = [key_of(one) for one in self._data.own]
        self.begin("own", _("Other data of your shop"), lambda: self._line(*keys))
        made = [own_input(one, self._shop) for one in self._data.own]
        for start in range(0, len(made), 2):
            pair = made[start : start + 2]
            self.row(*pair)

    # -- helpers

    def _text(self, key: str, name: str, **more: Any) -> TextField:
        return TextField(key, name, limit=LINE_LIMITS[key], **more)

    def _widget(
        self,
        key: str,
        name: str,
        control: QWidget,
        get: Callable[[], Any],
        put: Callable[[Any], None],
        **more: Any,
    ) -> WidgetField:
        return WidgetField(key, name, control, get, put, **more)

    def _contacts(self, key: str, name: str, rows: ContactRows) -> WidgetField:
        field = self._widget(key, name, rows, rows.points, lambda value: rows.set_points(value or ()))
        rows.changed.connect(field.typed)
        return field

    def _postcode_advice(self, text: str) -> str:
        country = self.country()
        if len(text) >= 5 and postcodes.is_doubtful(postcodes.normal_postcode(text, country), country):
            return _("A Spanish postcode has five figures, from 01001 to 52999.")
        return ""

    def _line(self, *keys: str) -> str:
        return _joined(_shown(self.fields[key]) for key in keys if key in self.fields)

    def _address_line(self) -> str:
        place = " ".join(p for p in (self.value("postcode"), self.value("town")) if p)
        return ", ".join(p for p in (self.value("street"), place, self.value("province")) if p)

    def _manners_line(self) -> str:
        banned = _("Does not want to be contacted") if self.value("do_not_contact") else ""
        keys = ("preferred_channel", "preferred_hours", "staff_id", "language", "gender", "heard_from")
        return _joined((banned, self.value("warning"), self._line(*keys)))

    # -- what follows from what is typed

    def show_kind(self) -> None:
        """Show the names that belong to a person or to a company; what is filled in stays in sight."""
        company = self.kind.value() is CustomerKind.COMPANY
        for key in ("given_name", "family_name", "second_family_name"):
            self.fields[key].setVisible(not company or bool(self.value(key)))
        works = bool(self.value("company"))
        self.fields["company"].setVisible(company or works)
        self.fields["contact_person"].setVisible(company or bool(self.value("contact_person")))
        self.company_link.setVisible(not company and not works)

    def _show_company(self) -> None:
        self.fields["company"].show()
        self.company_link.hide()
        self.fields["company"].control.setFocus()

    def _follow(self, key: str) -> None:
        if key == "kind":
            self.show_kind()
            first = "company" if self.kind.value() is CustomerKind.COMPANY else "given_name"
            self.fields[first].control.setFocus(Qt.FocusReason.OtherFocusReason)
        elif key == "postcode":
            self._fill_province()
        elif key == "country":
            for rows in (self.phones, self.emails):
                rows.look_again()
            self.fields["tax_id"].check_typed()

    def _fill_province(self) -> None:
        found = postcodes.province_of(self.value("postcode"), self.country())
        current = self.value("province")
        if found and (not current or current in postcodes.provinces()) and current != found:
            self.put("province", found)


def _complete(field: TextField, words: tuple[str, ...]) -> None:
    completer = QCompleter(list(words), field)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchStartsWith)
    field.edit.setCompleter(completer)
    completer.activated.connect(lambda _text: field.typed())


def _shown(field: Field) -> str:
    if isinstance(field, ChoiceField):
        return field.combo.currentText() if field.value() else ""
    if isinstance(field, WidgetField) and isinstance(field.control, StaffChooser):
        return field.control.currentText() if field.value() is not None else ""
    return str(field.value() or "")


def _joined(parts: Any) -> str:
    return " · ".join(part.replace("\n", " ") for part in parts if part)
