"""Errors that a person can understand and do something about."""

from __future__ import annotations


class KnownError(Exception):
    """A failure that the program understands.

    Its text is one or two sentences in the user's language: what happened and what to do. The window shows it
    as it stands and goes on; the command line prints it on standard error and exits with 1.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class FileRefused(KnownError):
    """The shop's file cannot be opened; it was left untouched."""


class FileDamaged(FileRefused):
    """The file is no whole database; who knows which file it is may say so better."""


class StorageError(KnownError):
    """The disk said no while reading or writing: full, locked, gone, damaged."""


class DiskFull(StorageError):
    """There is no room left on the disk."""


class ShopClosed(StorageError):
    """The shop was closed meanwhile: who still asks it is on the way out."""


class ReadOnlyError(KnownError):
    """The shop is open for reading only."""


class ConflictError(KnownError):
    """The change cannot be made, or undone, because something else changed first."""


class NotFoundError(KnownError):
    """What was asked for is not in the shop's file (any more)."""


class InvalidInput(KnownError):
    """Input that cannot be accepted as it stands.

    Attributes:
        fields: field name -> sentence for that field, in the user's language.
    """

    def __init__(self, sentence: str, fields: dict[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.fields = dict(fields or {})


class Cancelled(Exception):
    """The person cancelled; nothing was written."""
