"""Icons: every name that the program uses is there, no other is shipped, and the colour is the theme's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication

from crm_desktop.gui import colours, icons
from crm_desktop.shared.paths import program_dir, resources_dir

GUI = program_dir() / "crm_desktop"
NAMES = {path.stem for path in (resources_dir() / "icons").glob("*.svg")}


def used_names() -> set[str]:
    """Every string of the window's code that is the name of an icon."""
    found: set[str] = set()
    for path in [*GUI.joinpath("gui").rglob("*.py"), GUI / "app.py"]:
        found |= set(re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)*)"', path.read_text(encoding="utf-8")))
    return found & NAMES


def asked_names() -> set[tuple[Path, str]]:
    """The names that are asked for directly."""
    call = re.compile(r'(?:icons\.icon|icons\.pixmap|IconLabel|EmptyState)\(\s*"([^"]+)"')
    return {
        (path, name)
        for path in GUI.joinpath("gui").rglob("*.py")
        for name in call.findall(path.read_text(encoding="utf-8"))
    }


def test_every_icon_that_is_asked_for_is_shipped() -> None:
    missing = {name for _path, name in asked_names()} - NAMES
    assert not missing


def test_only_icons_that_are_used_are_shipped() -> None:
    assert NAMES - used_names() == set()


def test_the_licence_lies_beside_the_icons() -> None:
    assert "ISC License" in (resources_dir() / "icons" / "LICENSE").read_text(encoding="utf-8")


def test_an_unknown_icon_is_refused(themed: QApplication) -> None:
    for ask in (icons.icon, icons.pixmap):
        with pytest.raises(FileNotFoundError):
            ask("no-such-icon")


def strongest(image: QImage) -> QColor:
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(pixels, key=lambda colour: colour.alpha())


def test_an_icon_follows_the_theme_without_being_made_again(themed: QApplication) -> None:
    shown = icons.icon("users", "accent")
    size = QSize(48, 48)
    before = colours.current()
    try:
        for of in (colours.light(), colours.dark("#be123c")):
            colours.use(of)
            colour = strongest(shown.pixmap(size).toImage())
            wanted = QColor(of.accent)
            assert abs(colour.red() - wanted.red()) + abs(colour.green() - wanted.green()) < 12
    finally:
        colours.use(before)


def test_a_copy_of_an_icon_outlives_the_first(themed: QApplication) -> None:
    copy = QIcon(icons.icon("users"))
    assert not copy.pixmap(QSize(16, 16)).isNull()


def test_icons_are_sharp_on_a_fine_screen(themed: QApplication) -> None:
    picture = icons.pixmap("users", 16, "text", 3.0)
    assert (picture.width(), picture.devicePixelRatio()) == (48, 3.0)
