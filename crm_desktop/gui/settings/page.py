"""Ajustes: its parts at the left, the chosen one at the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QScrollArea, QStackedWidget

from crm_desktop.gui import events, icons
from crm_desktop.gui.common.labels import scrolled
from crm_desktop.gui.common.screen import Context, Screen
from crm_desktop.gui.settings.sections import Section
from crm_desktop.shared.i18n import N_, _


def _shop(context: Context) -> Section:
    from crm_desktop.gui.settings.shop_section import ShopSection

    return ShopSection(context)


def _region(context: Context) -> Section:
    from crm_desktop.gui.settings.shop_section import RegionSection

    return RegionSection(context)


def _people(context: Context) -> Section:
    from crm_desktop.gui.settings.people_section import PeopleSection

    return PeopleSection(context)


def _fields(context: Context) -> Section:
    from crm_desktop.gui.settings.fields_section import FieldsSection

    return FieldsSection(context)


def _tags(context: Context) -> Section:
    from crm_desktop.gui.settings.tags_section import TagsSection

    return TagsSection(context)


def _sales(context: Context) -> Section:
    from crm_desktop.gui.settings.sales_section import SalesSection

    return SalesSection(context)


def _look(context: Context) -> Section:
    from crm_desktop.gui.settings.look_section import LookSection

    return LookSection(context)


def _backups(context: Context) -> Section:
    from crm_desktop.gui.settings.backups_section import BackupsSection

    return BackupsSection(context)


# (name, msgid, icon, maker, kinds of change after which it reads again)
SECTIONS: tuple[tuple[str, str, str, Callable[[Context], Section], frozenset[str]], ...] = (
    ("shop", N_("The shop"), "store", _shop, frozenset({"settings"})),
    ("region", N_("Country and paper"), "globe", _region, frozenset({"settings"})),
    ("people", N_("People"), "users", _people, frozenset({"staff"})),
    ("fields", N_("Your own fields"), "notebook-pen", _fields, frozenset({"own_fields"})),
    ("tags", N_("Tags"), "tag", _tags, frozenset({"tags", "customers"})),
    ("sales", N_("Loyalty and sales"), "gift", _sales, frozenset({"settings"})),
    ("look", N_("Look"), "palette", _look, frozenset({"settings"})),
    ("backups", N_("Data and backups"), "database-backup", _backups, frozenset()),
)


class SettingsPage(Screen):
    """Settings. A target is the name of a part, such as "people"."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 0, 0)
        row.setSpacing(0)
        self.parts = QListWidget()
        self.parts.setProperty("kind", "parts")
        self.parts.setAccessibleName(_("Parts of the settings"))
        self.parts.setFixedWidth(200)
        self.parts.setIconSize(QSize(18, 18))
        for _name, title, icon, _make, _kinds in SECTIONS:
            item = QListWidgetItem(icons.icon(icon, "muted"), _(title))
            item.setSizeHint(QSize(0, self.parts.fontMetrics().height() + 18))
            self.parts.addItem(item)
        self.stack = QStackedWidget()
        row.addWidget(self.parts)
        row.addWidget(self.stack, 1)
        self.made: dict[str, Section] = {}
        self._areas: dict[str, QScrollArea] = {}
        self._shown = ""
        self.parts.currentRowChanged.connect(self._chosen)
        for name, _title, _icon, _make, kinds in SECTIONS:
            if kinds:
                events.on_change(self, kinds, partial(self._reload, name))
        self.parts.setCurrentRow(0)

    def current(self) -> Section:
        """Return the part that is shown."""
        return self.made[self._shown]

    def show_part(self, name: str) -> Section:
        """Show a part and return it."""
        names = [one[0] for one in SECTIONS]
        self.parts.setCurrentRow(names.index(name))
        return self.made[name]

    def _go(self, name: str) -> None:
        self.show_part(name)

    def _chosen(self, row: int) -> None:
        name = SECTIONS[row][0]
        if name == self._shown or row < 0:
            return
        if self._shown and self.current().unsaved():
            self.parts.blockSignals(True)
            self.parts.setCurrentRow([one[0] for one in SECTIONS].index(self._shown))
            self.parts.blockSignals(False)
            self.current().may_leave(lambda: self._go(name))
            return
        if name not in self.made:
            self.made[name] = SECTIONS[row][3](self.context)
            self._areas[name] = scrolled(self.made[name])
            self.stack.addWidget(self._areas[name])
        self._shown = name
        self.stack.setCurrentWidget(self._areas[name])

    def _reload(self, name: str, _changes: object = None) -> None:
        if name in self.made:
            self.made[name].reload()

    def activate(self) -> None:
        """The list of parts has the focus."""
        self.parts.setFocus()

    def open_target(self, target: object) -> None:
        """Show the part of this name."""
        if any(target == one[0] for one in SECTIONS):
            self.show_part(str(target))

    def may_leave(self, then: Callable[[], None]) -> None:
        """Ask about unsaved text."""
        self.current().may_leave(then)
