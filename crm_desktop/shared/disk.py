"""What the disk says when it refuses, as a sentence."""

from __future__ import annotations

import errno
import os
import shutil
import time
from pathlib import Path

from crm_desktop.shared.errors import DiskFull, KnownError, StorageError
from crm_desktop.shared.i18n import _

_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_REFUSED = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
# Some file systems (of a network, of a phone) know no flushing of folders.
_CANNOT_FLUSH = frozenset({errno.EINVAL, errno.ENOTSUP})
_SMALL_FILES = 64 * 1024  # bytes
_PAUSES = (0.05, 0.1, 0.2, 0.4)  # seconds


def disk_full() -> KnownError:
    """Return the error for a disk without space."""
    return DiskFull(_("The disk is full. Free some space and try again; nothing was changed."))


def explain(error: OSError, path: Path | None = None) -> KnownError | None:
    """Return the sentence for an error of the disk, or None when it is none of those that are understood.

    Args:
        error: what the system said.
        path: what was being written, when that is not the file that the error names.
    """
    where = path or error.filename2 or error.filename or ""
    if error.errno in _FULL:
        return disk_full()
    if error.errno in _REFUSED:
        return StorageError(
            _(
                "{path} cannot be written. Close it if it is open in another program,"
                " or choose another folder."
            ).format(path=where)
        )
    if error.errno == errno.ENOENT:
        return StorageError(
            _("The folder does not exist: {path}. Choose another one.").format(
                path=path.parent if path else where
            )
        )
    if error.errno == errno.EIO:
        return StorageError(
            _("The disk failed while reading or writing. Check the disk and try again; nothing was changed.")
        )
    return None


def is_full(folder: Path) -> bool:
    """Return whether a folder lacks room for the small files that a shop needs while it is open."""
    try:
        return shutil.disk_usage(folder).free < _SMALL_FILES
    except OSError:
        return False


def refused(error: OSError) -> bool:
    """Return whether the place may not be written to."""
    return error.errno in _REFUSED


def move(draft: Path, target: Path) -> None:
    """Move a file to its place, over one that is there.

    Windows refuses it while a virus scanner or a folder synchroniser has one of them open: then it is tried
    again for a moment.
    """
    for pause in _PAUSES if os.name == "nt" else ():
        try:
            draft.replace(target)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    draft.replace(target)


def flush_folder(folder: Path) -> None:
    """Make sure that what was moved into a folder is there after a power cut."""
    if os.name == "nt":  # Windows has no handle to flush a folder by
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _CANNOT_FLUSH:
            raise
    finally:
        os.close(handle)
