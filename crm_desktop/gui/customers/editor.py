"""The editor of a customer file: checks while typing, warns of doubles, loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from crm_desktop.domain.customers.birthdays import read_birth
from crm_desktop.domain.customers.countries import country_choices
from crm_desktop.domain.customers.model import ContactPoint, Customer, Gender
from crm_desktop.domain.customers.names import capitalise, split_family_names, split_full_name
from crm_desktop.gui import messages, tasks
from crm_desktop.gui.common.dialog import Dialog
from crm_desktop.gui.common.fields import ChoiceField
from crm_desktop.gui.customers.duplicate_note import DuplicateNote
from crm_desktop.gui.customers.editor_data import (
    EditorData,
    begun_with,
    birth_typed,
    discount_typed,
    language_choices,
    read_discount,
    read_editor,
)
from crm_desktop.gui.customers.editor_form import EditorForm
from crm_desktop.gui.customers.own_inputs import ChosenOwnField, TypedOwnField
from crm_desktop.services import customers
from crm_desktop.services.duplicates import DuplicateHint, duplicates_of
from crm_desktop.shared.errors import InvalidInput, KnownError
from crm_desktop.shared.i18n import _, language

if TYPE_CHECKING:
    from crm_desktop.gui.common.screen import Context
    from crm_desktop.services.changes import Changes
    from crm_desktop.services.shop import Shop

__all__ = ["CustomerEditor", "begun_with", "open_editor"]
LOOK_MS = 300  # a pause in typing, after which files of the same customer are looked for
WIDTH, HEIGHT = 800, 700
_TEXTS = (
    "given_name", "family_name", "second_family_name", "company", "contact_person", "tax_id", "street",
    "postcode", "town", "province", "country", "preferred_hours", "heard_from", "notes", "warning", "card",
    "language",
)  # fmt: skip
_CHOICES = ("kind", "gender", "preferred_channel", "do_not_contact", "staff_id", "tags", "relations")
_TELLING = frozenset(
    {
        "given_name",
        "family_name",
        "second_family_name",
        "company",
        "phones",
        "emails",
        "tax_id",
        "card",
        "kind",
    }
)


class CustomerEditor(Dialog):
    """See the module.

    Signals:
        file_saved(int): the file of this customer was written.
        other_asked(int): the person would rather see the file of this customer.
    """

    file_saved = Signal(int)
    other_asked = Signal(int)

    def __init__(self, parent: QWidget | None, context: Context, data: EditorData) -> None:
        new = data.customer.id is None
        title = _("New customer") if new else data.customer.full_name
        super().__init__(parent, title, _("Save"), width=560)
        self.title.setWordWrap(True)
        self._shop: Shop = context.shop
        self._state, self._data = context.state, data
        self._saving = False
        self._then: int | None = None
        self.duplicates = DuplicateNote()
        self.duplicates.chosen.connect(self._open_other)
        self.body.addWidget(self.duplicates)
        self.form = EditorForm(self._shop, data)
        self.form.setContentsMargins(0, 0, 12, 0)
        self.area = self.add_scrolled(self.form)
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._look_for_duplicates)
        self._load(data.customer)
        self.form.changed.connect(self._typed)
        self.form.offer.clicked.connect(self._take_offer)
        for section_key, section in self.form.sections.items():
            section.set_open(bool(self._state.get(f"editor.open.{section_key}", False)))
            section.toggled.connect(lambda on, key=section_key: self._state.put(f"editor.open.{key}", on))
        QShortcut(QKeySequence("Ctrl+S"), self, self.save_button.click)
        self._fit(parent)
        self.form.focus_first_text()
        tasks.run_query(self, self._read_names, self._show_names, key="names")
        if new:
            self._look_for_duplicates()

    def _fit(self, parent: QWidget | None) -> None:
        room = parent.window().height() - 40 if parent is not None else HEIGHT
        width = min(WIDTH, parent.window().width() - 40) if parent is not None else WIDTH
        self.resize(max(560, width), max(420, min(HEIGHT, room)))

    # -- what is shown

    def _load(self, customer: Customer) -> None:
        locale = self._shop.profile.locale
        values: dict[str, Any] = {key: getattr(customer, key) for key in (*_TEXTS, *_CHOICES)}
        values |= {
            "birth": birth_typed(customer.birth, locale),
            "discount": discount_typed(customer.discount_bp, locale),
            "phones": customer.phones,
            "emails": customer.emails,
            "networks": tuple(p for p in customer.contacts if p not in (*customer.phones, *customer.emails)),
        }
        self.form.photo.set_stored(customer.photo, self._data.photo)
        self.form.load(values)
        own = dict(customer.own)
        for field in self.form.fields.values():
            if isinstance(field, TypedOwnField | ChosenOwnField):
                field.load_stored(own.get(int(field.key.removeprefix("own.")), ""))
        self.form.show_kind()
        self.form.refresh_summaries()
        if customer.id is None:
            self._count_as_typed()

    def _count_as_typed(self) -> None:
        """What a new file begins with came from the person: it is unsaved."""
        for key in ("given_name", "family_name", "second_family_name", "company", "phones", "emails"):
            field = self.form.fields[key]
            value = field.value()
            if value:
                empty: Any = () if isinstance(value, tuple) else ""
                field.set_value(empty)
                field.mark_clean()
                field.set_value(value)

    def _read_names(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        return country_choices(language(), self._shop.profile.country), language_choices()

    def _show_names(self, names: tuple[list[tuple[str, str]], list[tuple[str, str]]]) -> None:
        """Countries and languages by name; reading them loads a library, so they come a moment later."""
        countries, languages = names
        own = self._shop.profile.country
        shop_name = next((name for code, name in countries if code == own), own)
        for key, first, options in (
            ("country", shop_name, [c for c in countries if c[0] != own]),
            ("language", _("Not said"), languages),
        ):
            field = self.form.fields[key]
            if not isinstance(field, ChoiceField):
                continue
            value = field.value()
            known = {code for code, _name in options}
            extra = [(value, value)] if value and value not in known else []
            field.set_options([("", first), *options, *extra])
        self.form.refresh_summaries()

    # -- while typing

    def _typed(self, key: str) -> None:
        if key in _TELLING:
            self._look.start()
        if key in {"given_name", "family_name", "second_family_name"}:
            self._make_offer()

    def _offered(self) -> dict[str, str]:
        """Return what the names would better be: divided into their parts, and not all in capitals."""
        given, family, second = (
            self.form.value(k) for k in ("given_name", "family_name", "second_family_name")
        )
        if given and not family and not second and len(given.split()) > 2:
            parts = split_full_name(given)
            given, family, second = parts
        elif family and not second and len(family.split()) > 1:
            family, second = split_family_names(family)
        return {
            "given_name": capitalise(given) if len(given) > 3 else given,
            "family_name": capitalise(family),
            "second_family_name": capitalise(second),
        }

    def _make_offer(self) -> None:
        offered = self._offered()
        now = {key: self.form.value(key) for key in offered}
        if offered == now:
            self.form.offer.hide()
            return
        shown = " · ".join(part for part in offered.values() if part)
        self.form.offer.set_text(_("Write it as: {name}").format(name=shown))
        self.form.offer.show()

    def _take_offer(self) -> None:
        for key, value in self._offered().items():
            if self.form.value(key) != value:
                self.form.put(key, value)
        self.form.offer.hide()
        self.form.fields["family_name"].control.setFocus()

    def _look_for_duplicates(self) -> None:
        shop, draft = self._shop, self._draft()
        if not (draft.has_name or draft.contacts or draft.tax_id or draft.card):
            self.duplicates.show_hints([])
            return
        tasks.run_query(self, lambda: duplicates_of(shop, draft, 3), self._show_duplicates, key="duplicates")

    def _show_duplicates(self, hints: list[DuplicateHint]) -> None:
        related = {r.other_id for r in self.form.relations.relations()}
        self.duplicates.show_hints([hint for hint in hints if hint.customer_id not in related])

    def _open_other(self, customer_id: int) -> None:
        self._then = customer_id
        if self.unsaved():
            messages.ask_unsaved(self, self.save_button.click, self._leave_for_other, self._stay)
        else:
            self._leave_for_other()

    def _stay(self) -> None:
        self._then = None

    def _leave_for_other(self) -> None:
        customer_id = self._then
        self.discard()
        if customer_id is not None:
            self.other_asked.emit(customer_id)

    # -- saving

    def _contacts(self) -> tuple[ContactPoint, ...]:
        form = self.form
        return (*form.phones.points(), *form.emails.points(), *form.networks.points())

    def _draft(self) -> Customer:
        """Return what is typed, as far as it tells who the customer is."""
        form = self.form
        texts = {
            key: form.value(key) for key in ("given_name", "family_name", "second_family_name", "company")
        }
        return replace(
            Customer(id=self._data.customer.id),
            kind=form.kind.value(),
            tax_id=form.value("tax_id"),
            card=form.value("card"),
            country=form.value("country") or "",
            contacts=self._contacts(),
            **texts,
        )

    def _collect(self) -> Customer:
        """Return the whole file as typed; only after the form was checked."""
        form, locale = self.form, self._shop.profile.locale
        values: dict[str, Any] = {key: form.value(key) or "" for key in _TEXTS}
        values |= {key: form.value(key) for key in _CHOICES}
        own = dict(self._data.customer.own)
        for field in form.fields.values():
            if isinstance(field, TypedOwnField | ChosenOwnField):
                own[int(field.key.removeprefix("own."))] = field.stored()
        values |= {
            "gender": form.value("gender") or Gender.UNKNOWN,
            "birth": read_birth(form.value("birth"), self._shop.clock.today(), locale),
            "discount_bp": read_discount(form.value("discount"), locale),
            "contacts": self._contacts(),
            "own": tuple((field_id, value) for field_id, value in own.items() if value),
        }
        return replace(self._data.customer, **values)

    def save(self) -> None:
        """Check the form and write the file, once."""
        if self._saving or not self.form.check():
            return
        self._saving = True
        self.save_button.setEnabled(False)
        shop, customer, photo = self._shop, self._collect(), self.form.photo.value()

        def write() -> Changes[int]:
            if isinstance(photo, bytes):
                return customers.save_customer(shop, customer, photo)
            return customers.save_customer(shop, replace(customer, photo=photo))

        tasks.run_change(self, write, self._written, failed=self._refused)

    def _written(self, changes: Changes[int]) -> None:
        self.form.mark_clean()
        self.accept()
        if self._then is not None:
            self.other_asked.emit(self._then)
        else:
            self.file_saved.emit(changes.value)

    def _refused(self, error: KnownError) -> None:
        self._saving, self._then = False, None
        self.save_button.setEnabled(True)
        if isinstance(error, InvalidInput) and error.fields:
            self.form.show_faults(self._faults(error.fields), error.sentence)
        else:
            messages.show_error(self, error.sentence)

    def _faults(self, fields: dict[str, str]) -> dict[str, str]:
        """Return the faults by the fields of the form: those of contact points go to their lines."""
        form = self.form
        counts = [("phones", form.phones), ("emails", form.emails), ("networks", form.networks)]
        found: dict[str, str] = {}
        for key, sentence in fields.items():
            name, _dot, rest = key.partition(".")
            if name == "contacts" and rest:
                number = int(rest.split(".", maxsplit=1)[0])
                for group, rows in counts:
                    if number < len(rows.points()):
                        rows.show_fault(number, sentence)
                        found[group] = sentence
                        break
                    number -= len(rows.points())
            else:
                found[{"discount_bp": "discount"}.get(name, key if name == "own" else name)] = sentence
        return found

    def unsaved(self) -> bool:
        """Whether something typed would be lost."""
        return not self._saving and self.form.is_dirty()


def open_editor(
    owner: QWidget, context: Context, customer: Customer, ready: Callable[[CustomerEditor], None]
) -> None:
    """Read what the editor needs and hand it over, not shown yet; `owner` is the page that asks."""
    shop = context.shop
    tasks.run_query(
        owner,
        lambda: read_editor(shop, customer),
        lambda data: ready(CustomerEditor(owner.window(), context, data)),
        key="editor",
    )
