"""Segments: their rules, those made by hand with their members, and how large they were each month."""

from __future__ import annotations

from typing import Any

_ARCHIVED = "EXISTS (SELECT 1 FROM customer WHERE id = {} AND archived_at IS NOT NULL)"

STATEMENTS = (
    # A row with `ready_key` keeps what the shop changed of a segment that the program brings along.
    """CREATE TABLE segment(
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL CHECK(name <> ''), kind TEXT NOT NULL CHECK(kind IN ('rule', 'hand')),
        rule TEXT NOT NULL, ready_key TEXT NOT NULL,
        mode TEXT NOT NULL CHECK(mode IN ('', 'in_person', 'telephone', 'virtual')),
        initiative TEXT NOT NULL CHECK(initiative IN ('', 'proactive', 'reactive')),
        needs TEXT NOT NULL, colour TEXT NOT NULL, position INTEGER NOT NULL,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL, archived_at TEXT) STRICT""",
    """CREATE UNIQUE INDEX segment_name ON segment(name) WHERE archived_at IS NULL AND ready_key = ''""",
    "CREATE UNIQUE INDEX segment_ready ON segment(ready_key) WHERE ready_key <> ''",
    """CREATE TABLE segment_member(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        segment_id INTEGER NOT NULL REFERENCES segment(id) DEFERRABLE INITIALLY DEFERRED,
        customer_id INTEGER NOT NULL REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
        UNIQUE(segment_id, customer_id)) STRICT""",
    "CREATE INDEX segment_member_customer ON segment_member(customer_id, segment_id)",
    # Taken once a month; never changed by a person. A ready-made segment has no row: its key stands here.
    """CREATE TABLE segment_size(
        id INTEGER PRIMARY KEY AUTOINCREMENT, segment_key TEXT NOT NULL CHECK(segment_key <> ''),
        month TEXT NOT NULL CHECK(length(month) = 7), count INTEGER NOT NULL CHECK(count >= 0),
        UNIQUE(segment_key, month)) STRICT""",
    # A segment over purchases is counted from one index alone.
    "ALTER TABLE customer_totals ADD COLUMN archived INTEGER NOT NULL DEFAULT 0 CHECK(archived IN (0, 1))",
    f"UPDATE customer_totals SET archived = 1 WHERE {_ARCHIVED.format('customer_totals.customer_id')}",
    f"""CREATE TRIGGER totals_archived AFTER INSERT ON customer_totals
        WHEN {_ARCHIVED.format("NEW.customer_id")} BEGIN
        UPDATE customer_totals SET archived = 1 WHERE customer_id = NEW.customer_id; END""",
    """CREATE TRIGGER totals_customer_archived AFTER UPDATE OF archived_at ON customer
        WHEN (OLD.archived_at IS NULL) <> (NEW.archived_at IS NULL) BEGIN
        UPDATE customer_totals SET archived = NEW.archived_at IS NOT NULL WHERE customer_id = NEW.id; END""",
    # Of the live ones alone: with `archived` as its first column, counting takes half as long again.
    """CREATE INDEX customer_totals_counts
        ON customer_totals(purchases, spent_cents, last_day) WHERE archived = 0""",
)


def up(migrator: Any, db: Any) -> None:  # noqa: ARG001 - the runner's signature
    """Make the tables of segments."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
