"""Files that the shop gets: written whole beside their place and moved there, or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from crm_desktop.shared.disk import explain, move
from crm_desktop.shared.errors import StorageError
from crm_desktop.shared.i18n import _


def write_whole(path: Path, content: bytes | Callable[[IO[bytes]], Any]) -> None:
    """Write a file; a file of that name is replaced only once the new one is whole and flushed to the disk.

    Args:
        path: where to.
        content: the bytes, or a function that writes them to the open file.

    Raises:
        StorageError: no space, no permission, or the file is open elsewhere; what was there is untouched.
    """
    draft: Path | None = None
    path = Path(os.path.realpath(path))  # a link stays one: what it points at is written
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=".parte", dir=path.parent)
        draft = Path(name)
        with os.fdopen(handle, "wb") as file:
            if callable(content):
                content(file)
            else:
                file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if os.name != "nt":
            draft.chmod(0o644)
        move(draft, path)
    except OSError as error:
        raise explain(error, path) or StorageError(
            _("{path} cannot be written. Choose another folder.").format(path=path)
        ) from error
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)
