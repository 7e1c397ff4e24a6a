"""What a write gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Changes(Generic[T]):
    """What an operation changed, so that every screen can read again what it shows.

    Attributes:
        value: what the operation made, such as an id.
        kinds: of {"customers", "notes", "tags", "own_fields", "reminders", "interactions", "printed_lists",
            "staff", "settings", "products", "purchases", "wishes", "consents", "loyalty",
            "vouchers"}; empty when nothing was changed.
        ids: the customers that were touched; empty when none or very many were.
        sentence: what happened, in the user's language, for the undo bar.
        operation: the operation in the journal, for undoing it; None when nothing was written.
    """

    value: T
    kinds: frozenset[str] = field(default_factory=frozenset)
    ids: frozenset[int] = field(default_factory=frozenset)
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
        }
    ),
)
