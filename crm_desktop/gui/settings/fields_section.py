"""The shop's own fields of the customer file."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.customers.own_fields import OWN_FIELD_KIND_NAMES, OwnField, OwnFieldKind
from crm_desktop.gui import tasks
from crm_desktop.gui.common.dialog import FormDialog
from crm_desktop.gui.common.fields import ChoiceField, LongTextField, TextField
from crm_desktop.gui.common.screen import Context
from crm_desktop.gui.settings.sections import ListSection
from crm_desktop.services import own_fields
from crm_desktop.services.shop import Shop
from crm_desktop.shared.i18n import _


class FieldDialog(FormDialog):
    """Adds or changes one field."""

    def __init__(self, parent: QWidget | None, shop: Shop, field: OwnField | None, position: int) -> None:
        super().__init__(
            parent, _("Field of the customer file") if field else _("New field of the customer file")
        )
        self.shop = shop
        self.field = field or OwnField("", position=position)
        kinds = [(kind, _(name)) for kind, name in OWN_FIELD_KIND_NAMES.items()]
        self.choices = LongTextField(
            "choices", _("What can be chosen"), lines=5, hint=_("One on each line, such as S, M, L, XL.")
        )
        hint = _("Such as Shoe size, Allergies or Skin type.")
        self.form.row(TextField("name", _("Name"), required=True, limit=60, hint=hint))
        self.form.row(ChoiceField("kind", _("What it holds"), kinds))
        self.form.row(self.choices)
        self.form.load(
            {"name": self.field.name, "kind": self.field.kind, "choices": "\n".join(self.field.choices)}
        )
        self.form.changed.connect(lambda _key: self._fit())
        self._fit()
        self.form.focus_first()

    def _fit(self) -> None:
        self.choices.setVisible(self.form.value("kind") is OwnFieldKind.CHOICE)

    def submit(self, values: dict[str, Any]) -> None:
        lines = [line.strip() for line in values["choices"].splitlines()]
        choices = tuple(line for line in lines if line) if values["kind"] is OwnFieldKind.CHOICE else ()
        made = replace(self.field, name=values["name"], kind=values["kind"], choices=choices)
        tasks.run_change(
            self, lambda: own_fields.save_field(self.shop, made), lambda _c: self.saved(), failed=self.failed
        )


class FieldsSection(ListSection):
    """All own fields, in the order of the customer file."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            _("Your own fields"),
            _("What your shop wants to know of its customers, in the file of each of them."),
            _("Own fields"),
            _("There is no field of your own yet."),
        )
        self.fields: dict[int, OwnField] = {}
        self.add_button(_("Add a field"), self.add, primary=True, line=False)
        self.add_button(_("Change"), lambda: self.edit(self.current_key()))
        self.add_button(_("Move up"), lambda: self._move(-1))
        self.add_button(_("Move down"), lambda: self._move(1))
        self.add_button(_("Take off the file"), self._remove)
        self.edited.connect(self.edit)
        self.reload()

    def reload(self) -> None:
        tasks.run_query(self, lambda: own_fields.list_fields(self.shop), self._show, key="fields")

    def _show(self, found: list[OwnField]) -> None:
        key = self.begin()
        self.fields = {field.id: field for field in found if field.id is not None}
        for field in found:
            kind = _(OWN_FIELD_KIND_NAMES[field.kind])
            about = f"{kind}: {', '.join(field.choices)}" if field.choices else kind
            self.add_line(field.id, f"{field.name}  –  {about}")
        self.finish(key)

    def add(self) -> None:
        """Add a field at the end."""
        FieldDialog(self, self.shop, None, len(self.fields)).open()

    def edit(self, key: Any) -> None:
        """Change a field."""
        if key in self.fields and not self.shop.read_only:
            FieldDialog(self, self.shop, self.fields[key], 0).open()

    def _move(self, step: int) -> None:
        ids, current = list(self.fields), self.current_key()
        place = ids.index(current)
        if 0 <= place + step < len(ids):
            ids.insert(place + step, ids.pop(place))
            tasks.run_change(self, lambda: own_fields.order_fields(self.shop, ids))

    def _remove(self) -> None:
        field_id = self.current_key()
        tasks.run_change(self, lambda: own_fields.remove_field(self.shop, field_id))
