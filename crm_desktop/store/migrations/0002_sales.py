"""Products, purchases and returns, orders and wishes, consents, and what each customer has bought in sum."""

from __future__ import annotations

from typing import Any

_STAFF = "staff_id INTEGER REFERENCES staff(id) DEFERRABLE INITIALLY DEFERRED"
_CUSTOMER = "customer_id INTEGER NOT NULL REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED"
_PRODUCT = "product_id INTEGER{} REFERENCES product(id) DEFERRABLE INITIALLY DEFERRED"

# What a customer has bought in sum, from the purchases themselves.
_ANEW = """UPDATE customer_totals SET (purchases, spent_cents, days, first_day, last_day) = (
        SELECT coalesce(sum(kind = 'sale' AND given_back = 0), 0), coalesce(sum(total_cents), 0),
            count(DISTINCT CASE WHEN kind = 'sale' AND given_back = 0 THEN day END),
            coalesce(min(CASE WHEN kind = 'sale' AND given_back = 0 THEN day END), ''),
            coalesce(max(CASE WHEN kind = 'sale' AND given_back = 0 THEN day END), '')
        FROM purchase WHERE customer_id = {row}.customer_id)
    WHERE customer_id = {row}.customer_id"""
# The same after one more purchase, without reading the others: it must cost little.
_ONE_MORE = """UPDATE customer_totals SET spent_cents = spent_cents + NEW.total_cents,
        purchases = purchases + (NEW.kind = 'sale' AND NEW.given_back = 0),
        days = days + (NEW.kind = 'sale' AND NEW.given_back = 0 AND (last_day < NEW.day OR last_day > NEW.day
            AND NOT EXISTS (SELECT 1 FROM purchase p WHERE p.customer_id = NEW.customer_id
                AND p.day = NEW.day AND p.kind = 'sale' AND p.given_back = 0 AND p.id <> NEW.id))),
        first_day = iif(NEW.kind = 'sale' AND NEW.given_back = 0 AND (first_day = '' OR NEW.day < first_day),
            NEW.day, first_day),
        last_day = iif(NEW.kind = 'sale' AND NEW.given_back = 0 AND NEW.day > last_day, NEW.day, last_day)
    WHERE customer_id = NEW.customer_id"""

STATEMENTS = (
    """CREATE TABLE product(
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL CHECK(name <> ''), code TEXT NOT NULL, category TEXT NOT NULL,
        price_cents INTEGER CHECK(price_cents >= 0), supplier TEXT NOT NULL, notes TEXT NOT NULL,
        card_what TEXT NOT NULL, card_whom TEXT NOT NULL, card_doubts TEXT NOT NULL, card_care TEXT NOT NULL,
        card_goes_with TEXT NOT NULL, card_instead TEXT NOT NULL,
        search_text TEXT NOT NULL,
        archived_at TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT""",
    "CREATE UNIQUE INDEX product_code ON product(code) WHERE code <> ''",
    "CREATE INDEX product_category ON product(category)",
    f"""CREATE TABLE after_sales_step(
        id INTEGER PRIMARY KEY AUTOINCREMENT, {_PRODUCT.format(" NOT NULL")},
        kind TEXT NOT NULL CHECK(kind IN ('installation', 'startup', 'maintenance', 'warranty')),
        after_days INTEGER NOT NULL CHECK(after_days >= 0),
        every_months INTEGER NOT NULL CHECK(every_months >= 0), times INTEGER NOT NULL CHECK(times >= 0),
        subject TEXT NOT NULL, position INTEGER NOT NULL) STRICT""",
    "CREATE INDEX after_sales_step_product ON after_sales_step(product_id, position)",
    # A sale counts (purchases, days) unless all of it was given back; every amount counts in what was spent.
    # A till's file may give something back without telling of which ticket: return_of is NULL then.
    f"""CREATE TABLE purchase(
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL,
        {_CUSTOMER.replace(" NOT NULL", "")},
        at TEXT NOT NULL, day TEXT NOT NULL, kind TEXT NOT NULL CHECK(kind IN ('sale', 'return')),
        return_of INTEGER REFERENCES purchase(id) DEFERRABLE INITIALLY DEFERRED,
        ticket TEXT NOT NULL, total_cents INTEGER NOT NULL, currency TEXT NOT NULL,
        returned_cents INTEGER NOT NULL, given_back INTEGER NOT NULL CHECK(given_back IN (0, 1)),
        {_STAFF}, source TEXT NOT NULL CHECK(source IN ('counter', 'command', 'import')),
        notes TEXT NOT NULL, created_at TEXT NOT NULL,
        CHECK(CASE kind
            WHEN 'sale' THEN return_of IS NULL AND total_cents >= 0
                AND returned_cents BETWEEN 0 AND total_cents
            ELSE total_cents <= 0 AND returned_cents = 0 AND given_back = 0
            END)) STRICT""",
    "CREATE INDEX purchase_customer ON purchase(customer_id, day, kind, given_back, total_cents)",
    "CREATE INDEX purchase_day ON purchase(day)",
    "CREATE UNIQUE INDEX purchase_ticket ON purchase(ticket) WHERE ticket <> '' AND kind = 'sale'",
    "CREATE INDEX purchase_return_of ON purchase(return_of) WHERE return_of IS NOT NULL",
    "CREATE INDEX purchase_returned ON purchase(id) WHERE returned_cents <> 0",
    f"""CREATE TABLE purchase_line(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        purchase_id INTEGER NOT NULL REFERENCES purchase(id) DEFERRABLE INITIALLY DEFERRED,
        position INTEGER NOT NULL, {_PRODUCT.format("")}, name TEXT NOT NULL,
        quantity_milli INTEGER NOT NULL, price_cents INTEGER NOT NULL, discount_cents INTEGER NOT NULL,
        total_cents INTEGER NOT NULL, returned_milli INTEGER NOT NULL,
        return_of_line INTEGER REFERENCES purchase_line(id) DEFERRABLE INITIALLY DEFERRED,
        CHECK(CASE WHEN return_of_line IS NULL AND quantity_milli > 0
            THEN returned_milli BETWEEN 0 AND quantity_milli
            ELSE quantity_milli < 0 AND returned_milli = 0 END)) STRICT""",
    "CREATE INDEX purchase_line_purchase ON purchase_line(purchase_id)",
    """CREATE INDEX purchase_line_product ON purchase_line(product_id, purchase_id)
        WHERE product_id IS NOT NULL""",
    """CREATE INDEX purchase_line_return ON purchase_line(return_of_line)
        WHERE return_of_line IS NOT NULL""",
    "CREATE INDEX purchase_line_returned ON purchase_line(id) WHERE returned_milli <> 0",
    # Which follow-ups the after-sales plan of a line made: a return cancels those that are still open.
    """CREATE TABLE after_sales_reminder(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        line_id INTEGER NOT NULL REFERENCES purchase_line(id) DEFERRABLE INITIALLY DEFERRED,
        reminder_id INTEGER NOT NULL REFERENCES reminder(id) DEFERRABLE INITIALLY DEFERRED) STRICT""",
    "CREATE INDEX after_sales_reminder_line ON after_sales_reminder(line_id)",
    "CREATE INDEX after_sales_reminder_reminder ON after_sales_reminder(reminder_id)",
    f"""CREATE TABLE wish(
        id INTEGER PRIMARY KEY AUTOINCREMENT, {_CUSTOMER}, {_PRODUCT.format("")},
        what TEXT NOT NULL, kind TEXT NOT NULL CHECK(kind IN ('order', 'wish')),
        quantity_milli INTEGER NOT NULL CHECK(quantity_milli > 0),
        state TEXT NOT NULL CHECK(state IN ('waiting', 'arrived', 'sold', 'cancelled')),
        created_at TEXT NOT NULL, arrived_at TEXT, closed_at TEXT,
        reminder_id INTEGER REFERENCES reminder(id) DEFERRABLE INITIALLY DEFERRED,
        {_STAFF}, notes TEXT NOT NULL, CHECK(what <> '' OR product_id IS NOT NULL)) STRICT""",
    "CREATE INDEX wish_customer ON wish(customer_id, created_at)",
    "CREATE INDEX wish_product ON wish(product_id, state) WHERE product_id IS NOT NULL",
    "CREATE INDEX wish_state ON wish(state, created_at)",
    "CREATE INDEX wish_reminder ON wish(reminder_id) WHERE reminder_id IS NOT NULL",
    f"""CREATE TABLE consent(
        id INTEGER PRIMARY KEY AUTOINCREMENT, {_CUSTOMER},
        purpose TEXT NOT NULL
            CHECK(purpose IN ('commercial_email', 'telephone', 'messaging', 'loyalty', 'image')),
        given INTEGER NOT NULL CHECK(given IN (0, 1)), at TEXT NOT NULL,
        source TEXT NOT NULL, text TEXT NOT NULL, {_STAFF}) STRICT""",
    "CREATE INDEX consent_customer ON consent(customer_id, purpose, at, given)",
    "CREATE INDEX consent_purpose ON consent(purpose, given, customer_id)",
    # Worked out from the purchases, always within the same transaction; one row for every customer.
    # A rhythm needs three days on which something was bought; it is rounded to whole days.
    """CREATE TABLE customer_totals(
        customer_id INTEGER PRIMARY KEY,
        purchases INTEGER NOT NULL DEFAULT 0, spent_cents INTEGER NOT NULL DEFAULT 0,
        days INTEGER NOT NULL DEFAULT 0,
        first_day TEXT NOT NULL DEFAULT '', last_day TEXT NOT NULL DEFAULT '',
        points INTEGER NOT NULL DEFAULT 0 CHECK(points >= 0),
        debt INTEGER NOT NULL DEFAULT 0 CHECK(debt >= 0),
        tier_id INTEGER,
        rhythm_days INTEGER GENERATED ALWAYS AS (iif(days >= 3,
            CAST(round((julianday(last_day) - julianday(first_day)) / (days - 1)) AS INTEGER), NULL)) STORED,
        expected_day TEXT NOT NULL GENERATED ALWAYS AS (iif(days >= 3, date(julianday(last_day)
            + round((julianday(last_day) - julianday(first_day)) / (days - 1))), '')) STORED) STRICT""",
    "INSERT INTO customer_totals(customer_id) SELECT id FROM customer",
    # Lists that sort or filter by a sum go through both in the order of ids (measured: six times faster).
    "CREATE UNIQUE INDEX customer_index_customer ON customer_index(customer_id, archived)",
    """CREATE TRIGGER totals_customer AFTER INSERT ON customer BEGIN
        INSERT INTO customer_totals(customer_id) VALUES(NEW.id); END""",
    f"""CREATE TRIGGER totals_customer_again AFTER INSERT ON customer
        WHEN EXISTS (SELECT 1 FROM purchase WHERE customer_id = NEW.id) BEGIN
        {_ANEW.format(row="NEW").replace("NEW.customer_id", "NEW.id")}; END""",
    """CREATE TRIGGER totals_customer_gone AFTER DELETE ON customer BEGIN
        DELETE FROM customer_totals WHERE customer_id = OLD.id; END""",
    f"""CREATE TRIGGER totals_purchase AFTER INSERT ON purchase WHEN NEW.customer_id IS NOT NULL BEGIN
        {_ONE_MORE}; END""",
    f"""CREATE TRIGGER totals_purchase_gone AFTER DELETE ON purchase WHEN OLD.customer_id IS NOT NULL BEGIN
        {_ANEW.format(row="OLD")}; END""",
    f"""CREATE TRIGGER totals_purchase_changed
        AFTER UPDATE OF customer_id, day, kind, total_cents, given_back ON purchase
        WHEN OLD.customer_id IS NOT NEW.customer_id OR OLD.day <> NEW.day OR OLD.kind <> NEW.kind
            OR OLD.total_cents <> NEW.total_cents OR OLD.given_back <> NEW.given_back BEGIN
        {_ANEW.format(row="OLD")};
        {_ANEW.format(row="NEW")} AND OLD.customer_id IS NOT NEW.customer_id; END""",
)


def up(migrator: Any, db: Any) -> None:  # noqa: ARG001 - the runner's signature
    """Make the tables of products, purchases, wishes and consents."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
