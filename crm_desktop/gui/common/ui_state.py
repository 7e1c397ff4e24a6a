"""What this PC remembers of the window: sizes, splitters, columns, the last screen, the look."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QCoreApplication, Qt, QTimer

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QSplitter, QWidget


WIDTH, HEIGHT = 1366, 768  # logical pixels: the size of a window that is opened for the first time
FRAME = 60  # what title and borders of a window may need
LEAST_WIDTH = 1024  # a screen narrower than that is none that a shop has
SAVE_MS = 1500  # after the last change: dragging a border is one change, not fifty


def size_first(window: QWidget) -> None:
    """Give a window its first size, or the whole of a screen that has no room for it and its frame."""
    room = window.screen().availableGeometry()
    window.resize(WIDTH, HEIGHT)
    tight = room.width() < WIDTH + FRAME or room.height() < HEIGHT + FRAME
    if tight and room.width() >= LEAST_WIDTH:
        window.setWindowState(Qt.WindowState.WindowMaximized)


class UiState:
    """A small JSON file in the configuration folder; tests give a file of their own, or none.

    It is written soon after a change, so that a program that is killed forgets nothing of the day before.
    Lost or damaged, it costs nothing but the sizes: every value has a default.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._values: dict[str, Any] = {}
        self._soon: QTimer | None = None
        if file is not None:
            try:
                read = json.loads(file.read_text(encoding="utf-8"))
            except (OSError, ValueError):
                read = {}
            self._values = read if isinstance(read, dict) else {}

    def get(self, key: str, default: Any = None) -> Any:
        """Return what was remembered under `key`."""
        return self._values.get(key, default)

    def text(self, key: str, default: str = "") -> str:
        """Return a remembered text."""
        value = self._values.get(key)
        return value if isinstance(value, str) else default

    def number(self, key: str, default: int = 0) -> int:
        """Return a remembered whole number."""
        value = self._values.get(key)
        return value if isinstance(value, int) else default

    def put(self, key: str, value: Any) -> None:
        """Remember a value (text, number, truth, or lists and dicts of them); written soon after."""
        if key in self._values and self._values[key] == value:
            return
        self._values[key] = value
        if self._file is not None and QCoreApplication.instance() is not None:
            self._save_soon()

    def _save_soon(self) -> None:
        if self._soon is None:
            self._soon = QTimer()
            self._soon.setSingleShot(True)
            self._soon.setInterval(SAVE_MS)
            self._soon.timeout.connect(self.save)
        self._soon.start()

    def save(self) -> None:
        """Write the file; a full disk or a read-only folder is no reason to trouble anybody."""
        if self._soon is not None:
            self._soon.stop()
        if self._file is None:
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            draft = self._file.with_name(self._file.name + ".new")
            draft.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), encoding="utf-8")
            draft.replace(self._file)
        except OSError:
            return

    def keep_geometry(self, widget: QWidget, key: str) -> None:
        """Remember the size and place of a window."""
        self.put(key, bytes(widget.saveGeometry().toBase64().data()).decode("ascii"))

    def restore_geometry(self, widget: QWidget, key: str) -> bool:
        """Bring a window back to its size and place; False when nothing was remembered."""
        text = self.text(key)
        return bool(text) and widget.restoreGeometry(QByteArray.fromBase64(text.encode("ascii", "ignore")))

    def bind_splitter(self, splitter: QSplitter, key: str) -> None:
        """Bring a splitter back to its place now, and remember every move of it."""
        sizes = self.get(key)
        if (
            isinstance(sizes, list)
            and len(sizes) == splitter.count()
            and all(isinstance(s, int) for s in sizes)
        ):
            splitter.setSizes(sizes)
        splitter.splitterMoved.connect(lambda *_where: self.put(key, splitter.sizes()))
