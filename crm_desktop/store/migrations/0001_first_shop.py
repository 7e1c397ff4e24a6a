"""The first shop: customers, people, follow-ups, contacts, printed lists, journal and search index."""

from __future__ import annotations

from typing import Any

# An id is never given twice (AUTOINCREMENT): the journal, printed lists and other windows name rows by it.
STATEMENTS = (
    """CREATE TABLE staff(
        id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL CHECK(name <> ''), colour TEXT NOT NULL,
        active INTEGER NOT NULL DEFAULT 1 CHECK(active IN (0, 1))) STRICT""",
    """CREATE TABLE setting(
        id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, value TEXT NOT NULL) STRICT""",
    """CREATE TABLE picture(
        name TEXT PRIMARY KEY, mime TEXT NOT NULL, data BLOB NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE customer(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK(kind IN ('person', 'company')),
        given_name TEXT NOT NULL, family_name TEXT NOT NULL, second_family_name TEXT NOT NULL,
        company TEXT NOT NULL, contact_person TEXT NOT NULL,
        tax_id TEXT NOT NULL, birth TEXT NOT NULL, gender TEXT NOT NULL, language TEXT NOT NULL,
        street TEXT NOT NULL, postcode TEXT NOT NULL, town TEXT NOT NULL, province TEXT NOT NULL,
        country TEXT NOT NULL,
        preferred_channel TEXT NOT NULL, preferred_hours TEXT NOT NULL, heard_from TEXT NOT NULL,
        notes TEXT NOT NULL, warning TEXT NOT NULL,
        do_not_contact INTEGER NOT NULL CHECK(do_not_contact IN (0, 1)),
        discount_bp INTEGER NOT NULL CHECK(discount_bp BETWEEN 0 AND 10000),
        card TEXT NOT NULL,
        staff_id INTEGER REFERENCES staff(id) DEFERRABLE INITIALLY DEFERRED,
        photo TEXT NOT NULL,
        archived_at TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT""",
    """CREATE UNIQUE INDEX customer_card ON customer(replace(replace(lower(card), ' ', ''), '-', ''))
        WHERE card <> ''""",
    "CREATE INDEX customer_tax_id ON customer(tax_id) WHERE tax_id <> ''",
    """CREATE TABLE contact_point(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        customer_id INTEGER NOT NULL REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
        kind TEXT NOT NULL CHECK(kind IN ('mobile', 'phone', 'email', 'social', 'web')),
        value TEXT NOT NULL, normal TEXT NOT NULL, label TEXT NOT NULL, position INTEGER NOT NULL) STRICT""",
    "CREATE INDEX contact_point_customer ON contact_point(customer_id, position)",
    "CREATE INDEX contact_point_normal ON contact_point(normal) WHERE normal <> ''",
    """CREATE TABLE tag(
        id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE CHECK(name <> ''),
        colour TEXT NOT NULL) STRICT""",
    """CREATE TABLE customer_tag(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        customer_id INTEGER NOT NULL REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
        tag_id INTEGER NOT NULL REFERENCES tag(id) DEFERRABLE INITIALLY DEFERRED,
        UNIQUE(customer_id, tag_id)) STRICT""",
    "CREATE INDEX customer_tag_tag ON customer_tag(tag_id, customer_id)",
    """CREATE TABLE relation(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        customer_id INTEGER NOT NULL REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
        other_id INTEGER NOT NULL REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
        kind TEXT NOT NULL, note TEXT NOT NULL, CHECK(customer_id <> other_id)) STRICT""",
    "CREATE INDEX relation_customer ON relation(customer_id)",
    "CREATE INDEX relation_other ON relation(other_id)",
    """CREATE TABLE own_field(
        id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL CHECK(name <> ''),
        kind TEXT NOT NULL CHECK(kind IN ('text', 'number', 'date', 'yes_no', 'choice')),
        choices TEXT NOT NULL, position INTEGER NOT NULL, removed_at TEXT) STRICT""",
    """CREATE TABLE own_value(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        customer_id INTEGER NOT NULL REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
        field_id INTEGER NOT NULL REFERENCES own_field(id) DEFERRABLE INITIALLY DEFERRED,
        value TEXT NOT NULL, UNIQUE(customer_id, field_id)) STRICT""",
    """CREATE TABLE note(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        customer_id INTEGER NOT NULL REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
        at TEXT NOT NULL, staff_id INTEGER REFERENCES staff(id) DEFERRABLE INITIALLY DEFERRED,
        text TEXT NOT NULL) STRICT""",
    "CREATE INDEX note_customer ON note(customer_id, at)",
    """CREATE TABLE reminder(
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        customer_id INTEGER NOT NULL REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
        due_date TEXT NOT NULL, due_time TEXT NOT NULL, minutes INTEGER NOT NULL CHECK(minutes >= 0),
        method TEXT NOT NULL CHECK(method IN ('call', 'visit', 'email', 'message', 'other')),
        subject TEXT NOT NULL, notes TEXT NOT NULL, priority INTEGER NOT NULL CHECK(priority BETWEEN 0 AND 2),
        staff_id INTEGER REFERENCES staff(id) DEFERRABLE INITIALLY DEFERRED,
        source TEXT NOT NULL CHECK(source IN ('person', 'rule', 'product', 'case', 'birthday')),
        rrule TEXT NOT NULL, series_start TEXT, occurrence TEXT, snoozed_until TEXT,
        state TEXT NOT NULL CHECK(state IN ('open', 'done', 'cancelled')),
        result TEXT NOT NULL, result_note TEXT NOT NULL, done_at TEXT,
        done_by INTEGER REFERENCES staff(id) DEFERRABLE INITIALLY DEFERRED,
        next_id INTEGER REFERENCES reminder(id) DEFERRABLE INITIALLY DEFERRED,
        created_at TEXT NOT NULL) STRICT""",
    "CREATE INDEX reminder_customer ON reminder(customer_id, state, due_date)",
    "CREATE INDEX reminder_next ON reminder(next_id) WHERE next_id IS NOT NULL",
    "CREATE INDEX reminder_due ON reminder(state, due_date, due_time)",
    """CREATE TABLE interaction(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        customer_id INTEGER NOT NULL REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED,
        at TEXT NOT NULL, channel TEXT NOT NULL,
        initiative TEXT NOT NULL CHECK(initiative IN ('proactive', 'reactive')),
        topic TEXT NOT NULL, summary TEXT NOT NULL, minutes INTEGER NOT NULL CHECK(minutes >= 0),
        result TEXT NOT NULL,
        staff_id INTEGER REFERENCES staff(id) DEFERRABLE INITIALLY DEFERRED,
        reminder_id INTEGER REFERENCES reminder(id) DEFERRABLE INITIALLY DEFERRED) STRICT""",
    "CREATE INDEX interaction_customer ON interaction(customer_id, at)",
    "CREATE INDEX interaction_reminder ON interaction(reminder_id) WHERE reminder_id IS NOT NULL",
    """CREATE TABLE printed_list(
        id INTEGER PRIMARY KEY AUTOINCREMENT, code TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
        title TEXT NOT NULL,
        printed_at TEXT NOT NULL, staff_id INTEGER REFERENCES staff(id) DEFERRABLE INITIALLY DEFERRED,
        request TEXT NOT NULL) STRICT""",
    """CREATE TABLE printed_item(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        list_id INTEGER NOT NULL REFERENCES printed_list(id) DEFERRABLE INITIALLY DEFERRED,
        number INTEGER NOT NULL CHECK(number > 0), page INTEGER NOT NULL CHECK(page > 0),
        top INTEGER NOT NULL CHECK(top >= 0),
        reminder_id INTEGER NOT NULL REFERENCES reminder(id) DEFERRABLE INITIALLY DEFERRED,
        UNIQUE(list_id, number)) STRICT""",
    "CREATE INDEX printed_item_reminder ON printed_item(reminder_id)",
    """CREATE TABLE import_mapping(
        signature TEXT PRIMARY KEY, mapping TEXT NOT NULL, used_at TEXT NOT NULL) STRICT""",
    # The journal: who, when, what in words, and how the rows were. Its entries are numbered in the order of
    # what was done and never taken away: those of an operation lie between its first and its last, which is
    # NULL while it is in progress.
    """CREATE TABLE journal_operation(
        id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, staff_id INTEGER, kind TEXT NOT NULL,
        words TEXT NOT NULL,
        origin TEXT NOT NULL, undo_of INTEGER REFERENCES journal_operation(id),
        undone_by INTEGER REFERENCES journal_operation(id),
        first_entry INTEGER NOT NULL, last_entry INTEGER) STRICT""",
    "CREATE TABLE journal_table(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
    # The columns of an image, as a JSON array; a table has another shape when a migration changed it.
    """CREATE TABLE journal_shape(
        id INTEGER PRIMARY KEY, table_id INTEGER NOT NULL REFERENCES journal_table(id),
        columns TEXT NOT NULL, UNIQUE(table_id, columns)) STRICT""",
    # A row that changed, was removed (with its image before, a JSON array), or came back (without).
    """CREATE TABLE journal_row(
        id INTEGER PRIMARY KEY, operation_id INTEGER NOT NULL REFERENCES journal_operation(id),
        table_id INTEGER NOT NULL, row_id INTEGER NOT NULL, customer_id INTEGER, removed INTEGER NOT NULL,
        shape_id INTEGER, before TEXT) STRICT""",
    "CREATE INDEX journal_row_of ON journal_row(table_id, row_id)",
    "CREATE INDEX journal_row_customer ON journal_row(customer_id) WHERE customer_id IS NOT NULL",
    # New rows, from the first id to the last; a table's runs never overlap. Those of a migration have no
    # operation.
    """CREATE TABLE journal_run(
        table_id INTEGER NOT NULL, first_id INTEGER NOT NULL, last_id INTEGER NOT NULL,
        operation_id INTEGER REFERENCES journal_operation(id),
        PRIMARY KEY(table_id, first_id)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX journal_run_operation ON journal_run(operation_id)",
    # Worked out from the rows above, always within the same transaction; it can be made again at any time.
    # Its key follows the order of names, so that a search gives them sorted without sorting.
    """CREATE TABLE customer_index(
        name_rank INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL,
        sort_name TEXT NOT NULL, name TEXT NOT NULL, phone TEXT NOT NULL, email TEXT NOT NULL,
        tags TEXT NOT NULL, tags_key TEXT NOT NULL, town TEXT NOT NULL, town_key TEXT NOT NULL,
        company_key TEXT NOT NULL, card TEXT NOT NULL, birth_key TEXT NOT NULL, staff_id INTEGER,
        archived INTEGER NOT NULL, next_follow_up TEXT NOT NULL, last_contact TEXT NOT NULL,
        created_at TEXT NOT NULL, search_text TEXT NOT NULL) STRICT""",
    "CREATE INDEX customer_index_name ON customer_index(sort_name, name_rank)",
    "CREATE INDEX customer_index_live ON customer_index(archived, name_rank, customer_id)",
    "CREATE INDEX customer_index_town ON customer_index(archived, town_key, name_rank, customer_id)",
    "CREATE INDEX customer_index_next ON customer_index(archived, next_follow_up, name_rank, customer_id)",
    "CREATE INDEX customer_index_contact ON customer_index(archived, last_contact, name_rank, customer_id)",
    "CREATE INDEX customer_index_created ON customer_index(archived, created_at, name_rank, customer_id)",
    "CREATE INDEX customer_index_phone ON customer_index(archived, phone, name_rank, customer_id)",
    """CREATE INDEX customer_index_birth ON customer_index(birth_key, name_rank, customer_id)
        WHERE birth_key <> ''""",
    """CREATE VIRTUAL TABLE customer_search USING fts5(
        text, content='', contentless_delete=1, detail=column, prefix='1 2 3',
        tokenize="unicode61 remove_diacritics 0")""",
    """CREATE TRIGGER search_insert AFTER INSERT ON customer_index BEGIN
        INSERT INTO customer_search(rowid, text) VALUES(NEW.name_rank, NEW.search_text); END""",
    """CREATE TRIGGER search_update AFTER UPDATE OF name_rank, search_text ON customer_index
        WHEN OLD.name_rank <> NEW.name_rank OR OLD.search_text <> NEW.search_text BEGIN
        DELETE FROM customer_search WHERE rowid = OLD.name_rank;
        INSERT INTO customer_search(rowid, text) VALUES(NEW.name_rank, NEW.search_text); END""",
    """CREATE TRIGGER search_delete AFTER DELETE ON customer_index BEGIN
        DELETE FROM customer_search WHERE rowid = OLD.name_rank; END""",
)


def up(migrator: Any, db: Any) -> None:  # noqa: ARG001 - the runner's signature
    """Make every table of the first version."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
