"""Fusion with our palettes: colours, text sizes, spacing and the style sheet of the whole program."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.gui import colours, stylesheet
from crm_desktop.shared.i18n import N_
from crm_desktop.shared.paths import resources_dir

STEP = 4  # every distance is a multiple of this many logical pixels
HEADING, TITLE = 1.2, 1.5  # text sizes, as a share of the normal one
BASE_POINTS = 10.0
# Fusion by the arguments of the application, which then has the property: to ask it for its style, or to hand
# it one, loads the types of all styles.
ARGUMENTS = ("-style", "fusion")
STYLED = "fusion"


class ThemeMode(StrEnum):
    """Which theme; SYSTEM follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class TextSize(StrEnum):
    """How large all text is."""

    SMALL = "small"
    NORMAL = "normal"
    LARGE = "large"
    HUGE = "huge"


THEME_NAMES: dict[ThemeMode, str] = {
    ThemeMode.SYSTEM: N_("As the computer"),
    ThemeMode.LIGHT: N_("Light"),
    ThemeMode.DARK: N_("Dark"),
}
TEXT_SIZE_NAMES: dict[TextSize, str] = {
    TextSize.SMALL: N_("Small text"),
    TextSize.NORMAL: N_("Normal text"),
    TextSize.LARGE: N_("Large text"),
    TextSize.HUGE: N_("Very large text"),
}
_FACTORS = {TextSize.SMALL: 0.9, TextSize.NORMAL: 1.0, TextSize.LARGE: 1.2, TextSize.HUGE: 1.4}


class Look(NamedTuple):
    """What the person chose: the theme, the accent colour ("#rrggbb" or "") and the size of the text."""

    mode: ThemeMode = ThemeMode.SYSTEM
    accent: str = ""
    text_size: TextSize = TextSize.NORMAL


def mode_of(name: str) -> ThemeMode:
    """Return the theme of a remembered name; SYSTEM when there is none of that name."""
    return ThemeMode(name) if name in set(ThemeMode) else ThemeMode.SYSTEM


def text_size_of(name: str) -> TextSize:
    """Return the text size of a remembered name; NORMAL when there is none of that name."""
    return TextSize(name) if name in set(TextSize) else TextSize.NORMAL


def _is_dark(mode: ThemeMode) -> bool:
    if mode is ThemeMode.SYSTEM:
        return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return mode is ThemeMode.DARK


def palette(of: colours.Colours) -> QPalette:
    """Return Qt's palette for a theme, for what the style sheet does not paint."""
    role = QPalette.ColorRole
    wanted = {
        role.Window: of.window,
        role.WindowText: of.text,
        role.Base: of.surface,
        role.AlternateBase: of.raised,
        role.Text: of.text,
        role.Button: of.raised,
        role.ButtonText: of.text,
        role.BrightText: of.late,
        role.ToolTipBase: of.surface,
        role.ToolTipText: of.text,
        role.PlaceholderText: of.muted,
        role.Link: of.accent,
        role.LinkVisited: of.accent,
        role.Highlight: of.fill,
        role.HighlightedText: of.on_fill,
        role.Accent: of.fill,
        role.Light: of.surface,
        role.Midlight: of.line,
        role.Mid: of.border,
        role.Dark: of.control,
        role.Shadow: of.border,
    }
    made = QPalette()
    for key, value in wanted.items():
        made.setColor(key, QColor(value))
    faded = QColor(colours.mix(of.muted, of.surface, 0.35))
    for key in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, key, faded)
    made.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(of.border))
    return made


def apply(app: QApplication, look: Look) -> None:
    """Show the whole program in this look; callable again at any time."""
    of = colours.dark(look.accent) if _is_dark(look.mode) else colours.light(look.accent)
    colours.use(of)
    font = app.font()
    font.setPointSizeF(BASE_POINTS * _FACTORS[look.text_size])
    app.setFont(font)
    if not app.property(STYLED):
        app.setStyle("Fusion")
        app.setProperty(STYLED, True)
    app.setPalette(palette(of))
    app.setStyleSheet(stylesheet.build(of))
    for widget in app.allWidgets():
        follow = getattr(widget, "follow_font", None)
        if follow is not None:
            follow()


def use_shipped_font(app: QApplication) -> None:
    """Use the Noto Sans that is shipped with the program: for pictures and tests, the same everywhere."""
    for file in sorted((resources_dir() / "fonts").glob("NotoSans-*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    app.setFont(QFont("Noto Sans", 10))


def scaled_font(scale: float = 1.0, *, bold: bool = False) -> QFont:
    """Return the program's font at a share of its size."""
    font = QFont(QApplication.font())
    font.setPointSizeF(font.pointSizeF() * scale)
    if bold:
        font.setWeight(QFont.Weight.DemiBold)
    return font


def repolish(widget: QWidget) -> None:
    """Apply the style sheet again after a property that it looks at has changed."""
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # it will be, when it is first shown
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
