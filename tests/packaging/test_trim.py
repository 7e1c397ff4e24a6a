"""What the built program leaves out, and what it must keep."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from resources.packaging.trim import Entry, leads_somewhere, reachable, wanted


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
        "PySide6/Qt/plugins/imageformats/libqjpeg.so",
        "PySide6/Qt/translations/qtbase_es.qm",
        "babel/locale-data/es_MX.dat",
        "babel/locale-data/root.dat",
        "babel/global.dat",
        "holidays/locale/es/LC_MESSAGES/ES.mo",
        "crm_desktop/store/migrations/0001_first_shop.py",
        "resources/fonts/NotoSans-Regular.ttf",
        "translations/es/LC_MESSAGES/crm_desktop.mo",
        "libssl.so.3",
    ],
)
def test_what_the_program_needs_is_kept(path: str) -> None:
    assert wanted(path)


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6\\plugins\\sqldrivers\\qsqlite.dll",
        "PySide6/Qt/plugins/egldeviceintegrations/libqeglfs-x11-integration.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/translations/qt_help_zh_CN.qm",
        "babel/locale-data/de_AT.dat",
        "holidays/locale/th/LC_MESSAGES/TH.mo",
        "libcups.so.2",
    ],
)
def test_what_nobody_asks_for_is_left_out(path: str) -> None:
    assert not wanted(path)


ENTRIES: list[Entry] = [
    ("PySide6/QtGui.abi3.so", "/v/QtGui.abi3.so", "EXTENSION"),
    ("PySide6/Qt/lib/libQt6Gui.so.6", "/v/libQt6Gui.so.6", "BINARY"),
    ("libQt6Gui.so.6", "PySide6/Qt/lib/libQt6Gui.so.6", "SYMLINK"),
    ("PySide6/Qt/lib/libQt6EglFS.so.6", "/v/libQt6EglFS.so.6", "BINARY"),
    ("libQt6EglFS.so.6", "PySide6/Qt/lib/libQt6EglFS.so.6", "SYMLINK"),
    ("PySide6/Qt/plugins/platforms/libqxcb.so", "/v/libqxcb.so", "BINARY"),
    ("libxcb-cursor.so.0", "/lib/libxcb-cursor.so.0", "BINARY"),
    ("libpython3.11.so.1.0", "/p/libpython3.11.so.1.0", "BINARY"),
    ("pypdfium2_raw/libpdfium.so", "/v/libpdfium.so", "BINARY"),
    ("libgnutls.so.30", "/lib/libgnutls.so.30", "BINARY"),
]
ASKS = {
    "/v/QtGui.abi3.so": ["libQt6Gui.so.6", "libc.so.6"],
    "/v/libqxcb.so": ["libxcb-cursor.so.0"],
    "/lib/libgnutls.so.30": ["libxcb-cursor.so.0"],
}


def imports(source: str) -> Iterable[str]:
    """What each library of the example asks for."""
    return ASKS.get(source, [])


def test_only_libraries_that_something_asks_for_are_kept() -> None:
    kept = {entry[0] for entry in reachable(ENTRIES, imports)}
    left = {entry[0] for entry in ENTRIES} - kept
    assert left == {"PySide6/Qt/lib/libQt6EglFS.so.6", "libQt6EglFS.so.6", "libgnutls.so.30"}


def test_a_link_to_nothing_is_seen() -> None:
    binaries = reachable(ENTRIES, imports)
    assert leads_somewhere(ENTRIES[2], binaries)
    assert not leads_somewhere(ENTRIES[4], binaries)
