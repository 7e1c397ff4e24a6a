"""What a write gives back."""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Changes(NamedTuple, Generic[T]):
    """What an operation changed, so that every screen can read again what it shows.

    Attributes:
        value: what the operation made, such as an id.
        kinds: of {"customers", "notes", "tags", "own_fields", "reminders", "interactions", "printed_lists",
            "staff", "settings", "products", "purchases", "wishes", "consents", "loyalty",
            "vouchers", "segments"}; empty when nothing was changed.
        ids: the customers that were touched; empty when none or very many were.
        sentence: what happened, in the user's language, for the undo bar.
        operation: the operation in the journal, for undoing it; None when nothing was written.
    """

    value: T
    kinds: frozenset[str] = frozenset()
    ids: frozenset[int] = frozenset()
    sentence: str = ""
    operation: int | None = None


EVERYTHING = Changes(
    None,
    frozenset(
        {
            "customers",
            "notes",
            "tags",
            "own_fields",
            "reminders",
            "interactions",
            "printed_lists",
            "staff",
            "settings",
            "products",
            "purchases",
            "wishes",
            "consents",
            "loyalty",
            "vouchers",
            "segments",
        }
    ),
)
