"""Files that the shop gets: written whole beside their place and moved there, or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from crm_desktop.shared.disk import explain, move
from crm_desktop.shared.errors import StorageError
from crm_desktop.shared.i18n import _

Content = bytes | Callable[[IO[bytes]], Any]


class Draft:
    """A file that is whole and flushed to the disk, beside the place that it will have.

    Args:
        path: where it will be.
        content: the bytes, or a function that writes them to the open file.

    Raises:
        StorageError: no space, or no permission; nothing is left.
    """

    def __init__(self, path: Path, content: Content) -> None:
        self._path = Path(os.path.realpath(path))  # a link stays one: what it points at is written
        self._draft: Path | None = None
        try:
            with self._said():
                self._write(content)
        except BaseException:
            self.drop()
            raise

    def _write(self, content: Content) -> None:
        handle, name = tempfile.mkstemp(prefix=".", suffix=".parte", dir=self._path.parent)
        self._draft = Path(name)
        with os.fdopen(handle, "wb") as file:
            if callable(content):
                content(file)
            else:
                file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if os.name != "nt":
            self._draft.chmod(0o644)

    def place(self) -> None:
        """Put it in its place; raise StorageError when the file that is there is open elsewhere."""
        if self._draft is not None:
            with self._said():
                move(self._draft, self._path)
            self._draft = None

    def drop(self) -> None:
        """Take it away unless it is in its place."""
        if self._draft is not None:
            self._draft.unlink(missing_ok=True)
            self._draft = None

    @contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise explain(error, self._path) or StorageError(
                _("{path} cannot be written. Choose another folder.").format(path=self._path)
            ) from error


def write_whole(path: Path, content: Content) -> None:
    """Write a file; a file of that name is replaced only once the new one is whole and flushed to the disk.

    Args:
        path: where to.
        content: the bytes, or a function that writes them to the open file.

    Raises:
        StorageError: no space, no permission, or the file is open elsewhere; what was there is untouched.
    """
    draft = Draft(path, content)
    try:
        draft.place()
    finally:
        draft.drop()
