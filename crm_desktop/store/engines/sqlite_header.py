"""A shop's file, judged by its first hundred bytes, without opening it as a database.

The header is described in the SQLite file format, section 1.3 (https://www.sqlite.org/fileformat.html).
"""

from __future__ import annotations

import struct
from pathlib import Path

from crm_desktop.shared.errors import FileDamaged, FileRefused, StorageError
from crm_desktop.shared.i18n import _

# "Mstr" in ASCII; marks a file as a shop's (application id, offset 68).
APPLICATION_ID = 0x4D737472
_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
# Payload fractions, offset 21: the format knows no others.
_FRACTIONS = b"\x40\x20\x20"


def check_header(path: Path, newest: int) -> int:
    """Return the schema version of a shop's file.

    Raises:
        FileRefused: empty, damaged, of another program, or of a newer version.
        StorageError: it cannot be read.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            header = file.read(_HEADER)
        wal = path.with_name(path.name + "-wal")
        has_wal = wal.exists() and wal.stat().st_size > 0
    except OSError as error:
        raise StorageError(
            _("The shop's file cannot be read: {path}. Check that the disk is connected.").format(path=path)
        ) from error
    if size == 0:
        raise FileDamaged(
            _("The shop's file is empty: {path}. Restore the last backup; the file was not touched.").format(
                path=path
            )
        )
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        raise FileDamaged(
            _(
                "This is not a shop's file, or its beginning is damaged: {path}. Choose another file or"
                " restore the last backup; the file was not touched."
            ).format(path=path)
        )
    application_id, user_version = _number(header, 68), _number(header, 60)
    if application_id != APPLICATION_ID:
        raise FileRefused(
            _("This file belongs to another program: {path}. Choose another one; it was not touched.").format(
                path=path
            )
        )
    refuse_newer(path, user_version, newest)
    page = struct.unpack(">H", header[16:18])[0]
    page = 65536 if page == 1 else page
    if page < 512 or page & (page - 1) or header[18] not in (1, 2) or header[21:24] != _FRACTIONS:
        raise _damaged(path)
    # The number of pages holds only when the change counter says so; and with a log beside the file, the
    # rest of it may still be there.
    counted = _number(header, 24) == _number(header, 92)
    if counted and _number(header, 28) * page > size and not has_wal:
        raise _damaged(path)
    return user_version


def refuse_newer(path: Path, version: int, newest: int) -> None:
    """Raise FileRefused when a shop's schema version is newer than this program's."""
    if version > newest:
        raise FileRefused(
            _(
                "This shop was made by a newer version of the program: {path}. Install the newest"
                " version to open it; the file was not touched."
            ).format(path=path)
        )


def _number(header: bytes, offset: int) -> int:
    return int.from_bytes(header[offset : offset + 4], "big")


def _damaged(path: Path) -> FileDamaged:
    return FileDamaged(
        _("The shop's file is damaged: {path}. Restore the last backup; the file was not touched.").format(
            path=path
        )
    )
