"""The shop's tags: how many customers wear each; given another name, brought together, taken away."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.customers.limits import MAX_TAG
from crm_desktop.gui import tasks
from crm_desktop.gui.common.dialog import FormDialog
from crm_desktop.gui.common.fields import TextField
from crm_desktop.gui.common.screen import Context
from crm_desktop.gui.settings.sections import ListSection
from crm_desktop.services import customers
from crm_desktop.services.shop import Shop
from crm_desktop.shared.formats import number
from crm_desktop.shared.i18n import _, ngettext


class TagNameDialog(FormDialog):
    """Gives a tag another name."""

    def __init__(self, parent: QWidget | None, shop: Shop, name: str) -> None:
        super().__init__(parent, _("Rename the tag “{name}”").format(name=name))
        self._shop, self._name = shop, name
        hint = _("With the name of another tag, both become one.")
        self.form.row(TextField("name", _("Name"), required=True, limit=MAX_TAG, hint=hint))
        self.form.load({"name": name})

    def submit(self, values: dict[str, Any]) -> None:
        """Rename it everywhere."""
        tasks.run_change(
            self,
            lambda: customers.rename_tag(self._shop, self._name, values["name"]),
            lambda _c: self.saved(),
            failed=self.failed,
        )


class TagsSection(ListSection):
    """All tags by name. New ones are made where customers get them."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            _("Tags"),
            _("New ones are made in a customer's file. Here they are renamed, joined and removed."),
            _("Tags"),
            _("There is no tag yet."),
        )
        self.add_button(_("Rename…"), lambda: self.edit(self.current_key()))
        self.add_button(_("Remove from all"), self._remove)
        self.edited.connect(self.edit)
        self.reload()

    def reload(self) -> None:
        tasks.run_query(self, lambda: customers.tag_counts(self.shop), self._show, key="tags")

    def _show(self, found: list[tuple[str, int]]) -> None:
        key, locale = self.begin(), self.shop.profile.locale
        for name, count in found:
            said = ngettext("{count} customer", "{count} customers", count)
            self.add_line(name, f"{name}  –  {said.format(count=number(count, locale))}")
        self.finish(key)

    def edit(self, key: Any) -> None:
        """Ask for another name."""
        if key and not self.shop.read_only:
            TagNameDialog(self, self.shop, key).open()

    def _remove(self) -> None:
        if name := self.current_key():
            tasks.run_change(self, lambda: customers.remove_tag(self.shop, name))
