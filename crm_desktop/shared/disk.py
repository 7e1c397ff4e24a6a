"""What the disk says when it refuses, as a sentence."""

from __future__ import annotations

import errno

from crm_desktop.shared.errors import KnownError, StorageError
from crm_desktop.shared.i18n import _

_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_REFUSED = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


def disk_full() -> KnownError:
    """Return the error for a disk without space."""
    return StorageError(_("The disk is full. Free some space and try again; nothing was changed."))


def explain(error: OSError) -> KnownError | None:
    """Return the sentence for an error of the disk, or None when it is none of those that are understood."""
    if error.errno in _FULL:
        return disk_full()
    if error.errno in _REFUSED:
        where = error.filename or ""
        return StorageError(
            _(
                "{path} cannot be written. Close it if it is open in another program,"
                " or choose another folder."
            ).format(path=where)
        )
    if error.errno == errno.ENOENT:
        return StorageError(
            _("The folder does not exist: {path}. Choose another one.").format(path=error.filename or "")
        )
    if error.errno == errno.EIO:
        return StorageError(
            _("The disk failed while reading or writing. Check the disk and try again; nothing was changed.")
        )
    return None


def refused(error: OSError) -> bool:
    """Return whether the place may not be written to."""
    return error.errno in _REFUSED
