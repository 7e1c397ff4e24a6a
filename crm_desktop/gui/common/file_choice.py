"""Choosing files and folders without stopping the program: the answer comes by a callback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

_last: list[str] = []


def open_file(parent: QWidget, title: str, filters: str, then: Callable[[Path], None]) -> QFileDialog:
    """Ask for a file that exists.

    Args:
        parent: the window.
        title: of the dialog.
        filters: as Qt writes them, such as "Pictures (*.png *.jpg);;All Files (*)".
        then: gets the file; not called when the person cancels.
    """
    dialog = _made(parent, title, filters)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _shown(dialog, then)


def save_file(
    parent: QWidget, title: str, filters: str, proposed: str, then: Callable[[Path], None]
) -> QFileDialog:
    """Ask where to write a file; the ending of `proposed` is added when the person leaves it out."""
    dialog = _made(parent, title, filters)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(proposed).suffix.lstrip("."))
    dialog.selectFile(proposed)
    return _shown(dialog, then)


def choose_folder(parent: QWidget, title: str, then: Callable[[Path], None]) -> QFileDialog:
    """Ask for a folder."""
    dialog = _made(parent, title, "")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _shown(dialog, then)


def _made(parent: QWidget, title: str, filters: str) -> QFileDialog:
    dialog = QFileDialog(parent, title, _last_folder())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    if filters:
        dialog.setNameFilter(filters)
    return dialog


def _last_folder() -> str:
    """Where the person was last, or their documents: never the folder that the program was started in."""
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    places = [*map(Path, _last), documents]
    return str(next((place for place in places if place.is_dir()), Path.home()))


def _chosen(path: Path, then: Callable[[Path], None]) -> None:
    _last[:] = [str(path if path.is_dir() else path.parent)]
    then(path)


def _shown(dialog: QFileDialog, then: Callable[[Path], None]) -> QFileDialog:
    dialog.fileSelected.connect(lambda name: _chosen(Path(name), then))
    dialog.open()
    return dialog
