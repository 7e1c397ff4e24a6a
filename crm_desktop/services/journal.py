"""What was done, by whom, and taking it back."""

from __future__ import annotations

from crm_desktop.services.changes import Changes
from crm_desktop.services.shop import Shop, changes
from crm_desktop.shared.i18n import _
from crm_desktop.store import journal as store_journal
from crm_desktop.store.journal import OperationRow, RowChange

__all__ = ["OperationRow", "RowChange", "last_undoable", "recent", "undo"]


def recent(shop: Shop, limit: int = 50) -> list[OperationRow]:
    """Return the newest operations, newest first."""
    return store_journal.recent(shop.db, limit)


def last_undoable(shop: Shop) -> OperationRow | None:
    """Return the newest operation of this window (or command) that can still be taken back."""
    return store_journal.last_undoable(shop.db, origin=shop.origin)


def undo(shop: Shop, operation_id: int) -> Changes[None]:
    """Take an operation back, as an operation of its own (which can be taken back in its turn).

    Raises:
        ConflictError: something later changed the same data, or it was undone already; nothing was changed.
    """
    from crm_desktop.services import loyalty_ledger

    undone = store_journal.get(shop.db, operation_id)
    with shop.operation("undo", undo_of=operation_id) as operation:
        store_journal.undo(operation, operation_id)
        loyalty_ledger.reverse_operation(shop, operation, operation_id)
        operation.words = _words(shop, undone)
    return changes(operation, None)


def _words(shop: Shop, undone: OperationRow) -> str:
    """Say what was taken back; to take an undo back is to do it again."""
    first, again = undone, False
    while first.undo_of is not None:
        first, again = store_journal.get(shop.db, first.undo_of), not again
    sentence = _("Done again: {what}") if again else _("Undone: {what}")
    return sentence.format(what=first.words)
