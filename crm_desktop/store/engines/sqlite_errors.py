"""What SQLite and the disk say, as a sentence."""

from __future__ import annotations

from sqlcipher3 import dbapi2 as driver

from crm_desktop.shared import disk
from crm_desktop.shared.errors import (
    ConflictError,
    FileDamaged,
    InvalidInput,
    KnownError,
    ReadOnlyError,
    StorageError,
)
from crm_desktop.shared.i18n import _


def explain(error: BaseException) -> KnownError | None:
    """Return the sentence for what SQLite or the disk said, or None when it is a fault of the program."""
    if isinstance(error, KnownError):
        return error
    if isinstance(error, UnicodeEncodeError):
        return _bad_letter()
    if isinstance(error, OSError):
        return disk.explain(error)
    if not is_driver_error(error):
        return None
    text = str(error)
    if error.__context__ is not None and any(words in text for words in _AFTERMATH):
        return explain(error.__context__)
    for words, make in _EXPLANATIONS:
        if words in text:
            return make()
    return None


def is_driver_error(error: BaseException) -> bool:
    """Return whether the driver raised it; peewee wraps its errors in classes with the same names."""
    return isinstance(error, driver.Error) or type(error).__module__ == "peewee"


def was_interrupted(error: BaseException) -> bool:
    """Return whether the error only says that the query was cancelled."""
    return (
        is_driver_error(error) and type(error).__name__ == "OperationalError" and "interrupted" in str(error)
    )


def _bad_letter() -> KnownError:
    return InvalidInput(
        _("There is a character here that cannot be kept (it is invisible): write the text again by hand.")
    )


def _locked() -> KnownError:
    return StorageError(
        _("Another program is writing to the shop's file. Wait a moment and try again; nothing was changed.")
    )


def _read_only() -> KnownError:
    return ReadOnlyError(_("The shop is open for reading only, so nothing can be changed here."))


def _disk() -> KnownError:
    return StorageError(
        _("The disk failed while reading or writing. Check the disk and try again; nothing was changed.")
    )


def _broken() -> KnownError:
    return FileDamaged(_("The shop's file is damaged. Restore the last backup; the file was not touched."))


def _gone() -> KnownError:
    return StorageError(
        _("The shop's file cannot be opened. Check that the folder exists and that you may write in it.")
    )


def _reference() -> KnownError:
    return ConflictError(
        _("What this belongs to was removed meanwhile. Look again, and repeat what is still wanted.")
    )


# SQLite rolls back by itself after some errors; what then fails only hides the first one.
_AFTERMATH = ("cannot rollback", "no such savepoint")
_EXPLANATIONS = (
    ("disk is full", disk.disk_full),
    ("is locked", _locked),
    ("readonly", _read_only),
    ("disk I/O error", _disk),
    ("malformed", _broken),
    ("not a database", _broken),
    ("unsupported file format", _broken),
    ("unable to open", _gone),
    ("FOREIGN KEY constraint failed", _reference),
)
