"""How the program looks: theme, size of text, accent colour. Takes effect at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QButtonGroup, QColorDialog, QHBoxLayout, QPushButton, QRadioButton

from crm_desktop.gui import messages, tasks, theme
from crm_desktop.gui.common.labels import PlainLabel, caption
from crm_desktop.gui.common.pictures import main_colour
from crm_desktop.gui.common.screen import Context
from crm_desktop.gui.settings.people_section import Swatches
from crm_desktop.gui.settings.sections import Section
from crm_desktop.services import settings
from crm_desktop.shared.i18n import N_, _

ACCENTS: tuple[tuple[str, str], ...] = (
    ("#0f766e", N_("Teal")), ("#1d4ed8", N_("Blue")), ("#6d28d9", N_("Violet")), ("#a21caf", N_("Pink")),
    ("#be123c", N_("Red")), ("#c2410c", N_("Orange")), ("#4d7c0f", N_("Olive")), ("#334155", N_("Slate")),
)  # fmt: skip


class LookSection(Section):
    """Theme and text size belong to this PC, the accent colour to the shop."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Look"), _("Choose what is easiest on your eyes; it changes at once."))
        inside = self.add_card()
        self.themes = QButtonGroup(self)
        self.sizes = QButtonGroup(self)
        inside.addWidget(caption(_("Theme")))
        inside.addLayout(self._choices(self.themes, theme.THEME_NAMES, "theme", theme.ThemeMode.SYSTEM))
        inside.addSpacing(4)
        inside.addWidget(caption(_("Size of the text")))
        inside.addLayout(self._choices(self.sizes, theme.TEXT_SIZE_NAMES, "text_size", theme.TextSize.NORMAL))
        inside.addSpacing(4)
        inside.addWidget(caption(_("Accent colour")))
        self.swatches = Swatches(
            tuple(colour for colour, _name in ACCENTS), tuple(_(name) for _colour, name in ACCENTS)
        )
        self.swatches.group.buttonClicked.connect(lambda _b: self.keep_accent(self.swatches.value()))
        inside.addWidget(self.swatches)
        row = QHBoxLayout()
        self.other_button = QPushButton(_("Another colour…"))
        self.other_button.clicked.connect(self._other)
        self.logo_button = QPushButton(_("The colour of the logo"))
        self.logo_button.clicked.connect(self._from_logo)
        row.addWidget(self.other_button)
        row.addWidget(self.logo_button)
        row.addStretch()
        inside.addLayout(row)
        hint = _("It is made darker or lighter where that is needed to read it well.")
        inside.addWidget(PlainLabel(hint, tone="muted", wrap=True))
        self.column.addStretch()
        self.reload()

    def _choices(self, group: QButtonGroup, names: dict[theme.ThemeMode, str] | dict[theme.TextSize, str],
                 key: str, usual: str) -> QHBoxLayout:  # fmt: skip
        row = QHBoxLayout()
        row.setSpacing(12)
        for value, name in names.items():
            button = QRadioButton(_(name))
            button.setProperty("value", str(value))
            button.setChecked(self.context.state.text(key, str(usual)) == str(value))
            group.addButton(button)
            row.addWidget(button)
        row.addStretch()
        group.buttonClicked.connect(lambda chosen: self._keep(key, str(chosen.property("value"))))
        return row

    def _keep(self, key: str, value: str) -> None:
        self.context.state.put(key, value)
        self.context.state.save()
        self.context.relook()

    def reload(self) -> None:
        self.swatches.set_value(self.shop.profile.accent or ACCENTS[0][0])
        for widget in (self.swatches, self.other_button):
            widget.setEnabled(not self.shop.read_only)
        self.logo_button.setEnabled(bool(self.shop.profile.logo) and not self.shop.read_only)

    def keep_accent(self, colour: str) -> None:
        """Save the accent colour; the window follows when it is saved."""
        made = self.shop.profile._replace(accent="" if colour == ACCENTS[0][0] else colour)
        tasks.run_change(
            self, lambda: settings.save_profile(self.shop, made), lambda _c: self.context.relook()
        )

    def _other(self) -> None:
        dialog = QColorDialog(QColor(self.shop.profile.accent or ACCENTS[0][0]), self)
        dialog.setWindowTitle(_("Accent colour"))
        dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.colorSelected.connect(lambda colour: self.keep_accent(colour.name()))
        dialog.open()

    def _from_logo(self) -> None:
        def take(data: bytes | None) -> None:
            found = main_colour(data) if data else ""
            if found:
                self.keep_accent(found)
            else:
                messages.toast(_("The logo has no colour of its own, only greys."))

        tasks.run_query(self, lambda: settings.logo(self.shop), take, key="logo")
