"""Loyalty: programs, the ledger of points that only grows, rewards, vouchers and gifts."""

from __future__ import annotations

from typing import Any

_PROGRAM = "program_id INTEGER NOT NULL REFERENCES program(id) DEFERRABLE INITIALLY DEFERRED"
_CUSTOMER = "customer_id INTEGER NOT NULL REFERENCES customer(id) DEFERRABLE INITIALLY DEFERRED"
_STAFF = "staff_id INTEGER REFERENCES staff(id) DEFERRABLE INITIALLY DEFERRED"
_IS_POINTS = "(SELECT kind FROM program WHERE id = {row}.program_id) IS NOT 'stamps'"
_TOTALS_ANEW = """UPDATE customer_totals SET
        (points, debt) = (SELECT coalesce(sum(max(a.points, 0)), 0), coalesce(sum(max(-a.points, 0)), 0)
            FROM loyalty_account a LEFT JOIN program p ON p.id = a.program_id
            WHERE a.customer_id = NEW.customer_id AND p.kind IS NOT 'stamps'),
        tier_id = (SELECT a.tier_id FROM loyalty_account a JOIN loyalty_tier t ON t.id = a.tier_id
            WHERE a.customer_id = NEW.customer_id ORDER BY t.position DESC, a.program_id LIMIT 1)
    WHERE customer_id = NEW.customer_id"""

STATEMENTS = (
    """CREATE TABLE program(
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, name TEXT NOT NULL CHECK(name <> ''),
        kind TEXT NOT NULL CHECK(kind IN ('points', 'stamps')),
        state TEXT NOT NULL CHECK(state IN ('draft', 'active', 'paused', 'ended')),
        from_day TEXT NOT NULL, to_day TEXT NOT NULL,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT""",
    f"""CREATE TABLE program_version(
        id INTEGER PRIMARY KEY AUTOINCREMENT, {_PROGRAM}, version INTEGER NOT NULL CHECK(version > 0),
        from_at TEXT NOT NULL, rules TEXT NOT NULL, UNIQUE(program_id, version)) STRICT""",
    f"""CREATE TABLE loyalty_tier(
        id INTEGER PRIMARY KEY AUTOINCREMENT, {_PROGRAM}, name TEXT NOT NULL CHECK(name <> ''),
        position INTEGER NOT NULL, threshold INTEGER NOT NULL CHECK(threshold >= 0),
        multiplier_pct INTEGER NOT NULL CHECK(multiplier_pct >= 100), benefits TEXT NOT NULL,
        colour TEXT NOT NULL) STRICT""",
    "CREATE INDEX loyalty_tier_program ON loyalty_tier(program_id, position)",
    # The ledger. It refers to nothing by key: it stays when what caused it is taken back, with a reversal.
    """CREATE TABLE ledger_entry(
        id INTEGER PRIMARY KEY AUTOINCREMENT, program_id INTEGER NOT NULL, customer_id INTEGER NOT NULL,
        at TEXT NOT NULL, day TEXT NOT NULL,
        kind TEXT NOT NULL CHECK(kind IN ('earn', 'redeem', 'expire', 'adjust', 'reverse')),
        points INTEGER NOT NULL CHECK(points <> 0), earned INTEGER NOT NULL,
        version_id INTEGER, cause TEXT NOT NULL, cause_id INTEGER, reverses INTEGER,
        available_on TEXT NOT NULL, expires_on TEXT NOT NULL,
        operation_id INTEGER NOT NULL, staff_id INTEGER, words TEXT NOT NULL,
        CHECK((kind = 'reverse') = (reverses IS NOT NULL)),
        CHECK(kind <> 'earn' OR points > 0), CHECK(kind NOT IN ('redeem', 'expire') OR points < 0)) STRICT""",
    "CREATE INDEX ledger_entry_customer ON ledger_entry(customer_id, program_id, day, points, earned)",
    "CREATE INDEX ledger_entry_operation ON ledger_entry(operation_id)",
    "CREATE INDEX ledger_entry_reverses ON ledger_entry(reverses) WHERE reverses IS NOT NULL",
    "CREATE INDEX ledger_entry_cause ON ledger_entry(cause_id, cause) WHERE cause_id IS NOT NULL",
    "CREATE INDEX ledger_entry_day ON ledger_entry(program_id, day, kind, points)",
    # What follows from the entries, always within the same transaction: the sum, and which points are left.
    """CREATE TABLE loyalty_account(
        id INTEGER PRIMARY KEY AUTOINCREMENT, program_id INTEGER NOT NULL, customer_id INTEGER NOT NULL,
        points INTEGER NOT NULL, earned_total INTEGER NOT NULL, last_at TEXT NOT NULL,
        tier_id INTEGER, tier_since TEXT NOT NULL DEFAULT '', tier_until TEXT NOT NULL DEFAULT '',
        tier_operation_id INTEGER, UNIQUE(customer_id, program_id)) STRICT""",
    "CREATE INDEX loyalty_account_tier ON loyalty_account(program_id, tier_until) WHERE tier_id IS NOT NULL",
    """CREATE TABLE point_lot(
        entry_id INTEGER PRIMARY KEY REFERENCES ledger_entry(id),
        account_id INTEGER NOT NULL REFERENCES loyalty_account(id), day TEXT NOT NULL,
        available_on TEXT NOT NULL, expires_on TEXT NOT NULL, renews INTEGER NOT NULL CHECK(renews >= 0),
        warned INTEGER NOT NULL DEFAULT 0 CHECK(warned IN (0, 1)),
        points INTEGER NOT NULL CHECK(points > 0),
        left INTEGER NOT NULL CHECK(left BETWEEN 0 AND points)) STRICT""",
    "CREATE INDEX point_lot_account ON point_lot(account_id, left) WHERE left > 0",
    "CREATE INDEX point_lot_expires ON point_lot(expires_on, account_id) WHERE left > 0 AND expires_on <> ''",
    """CREATE TABLE lot_use(
        id INTEGER PRIMARY KEY, entry_id INTEGER NOT NULL REFERENCES ledger_entry(id),
        lot_id INTEGER NOT NULL REFERENCES point_lot(entry_id),
        points INTEGER NOT NULL CHECK(points <> 0),
        expired INTEGER NOT NULL CHECK(expired IN (0, 1))) STRICT""",
    "CREATE INDEX lot_use_entry ON lot_use(entry_id)",
    "CREATE INDEX lot_use_lot ON lot_use(lot_id, expired, points)",
    """CREATE TRIGGER ledger_entry_stays AFTER UPDATE ON ledger_entry BEGIN
        SELECT RAISE(ABORT, 'the ledger only grows'); END""",
    """CREATE TRIGGER ledger_entry_remains BEFORE DELETE ON ledger_entry BEGIN
        SELECT RAISE(ABORT, 'the ledger only grows'); END""",
    """CREATE TRIGGER ledger_entry_counts AFTER INSERT ON ledger_entry BEGIN
        INSERT INTO loyalty_account(program_id, customer_id, points, earned_total, last_at)
            VALUES(NEW.program_id, NEW.customer_id, NEW.points, NEW.earned, NEW.at)
        ON CONFLICT(customer_id, program_id) DO UPDATE SET points = points + NEW.points,
            earned_total = earned_total + NEW.earned, last_at = max(last_at, NEW.at); END""",
    f"""CREATE TRIGGER totals_account AFTER INSERT ON loyalty_account
        WHEN {_IS_POINTS.format(row="NEW")} BEGIN
        UPDATE customer_totals SET points = points + max(NEW.points, 0), debt = debt + max(-NEW.points, 0)
        WHERE customer_id = NEW.customer_id; END""",
    f"""CREATE TRIGGER totals_account_points AFTER UPDATE OF points ON loyalty_account
        WHEN {_IS_POINTS.format(row="NEW")} BEGIN
        UPDATE customer_totals SET points = points + max(NEW.points, 0) - max(OLD.points, 0),
            debt = debt + max(-NEW.points, 0) - max(-OLD.points, 0)
        WHERE customer_id = NEW.customer_id; END""",
    f"""CREATE TRIGGER totals_account_tier AFTER UPDATE OF tier_id ON loyalty_account
        WHEN OLD.tier_id IS NOT NEW.tier_id BEGIN {_TOTALS_ANEW}; END""",
    # A customer that comes back (an undo) finds what is on the account.
    f"""CREATE TRIGGER totals_loyalty AFTER INSERT ON customer_totals
        WHEN EXISTS (SELECT 1 FROM loyalty_account WHERE customer_id = NEW.customer_id) BEGIN
        {_TOTALS_ANEW}; END""",
    f"""CREATE TABLE reward(
        id INTEGER PRIMARY KEY AUTOINCREMENT, {_PROGRAM}, name TEXT NOT NULL CHECK(name <> ''),
        cost INTEGER NOT NULL CHECK(cost > 0), stock INTEGER CHECK(stock >= 0),
        per_customer INTEGER CHECK(per_customer > 0), from_day TEXT NOT NULL, to_day TEXT NOT NULL,
        gives TEXT NOT NULL CHECK(gives IN ('item', 'amount', 'percent')),
        value_cents INTEGER NOT NULL CHECK(value_cents >= 0),
        percent_bp INTEGER NOT NULL CHECK(percent_bp BETWEEN 0 AND 10000),
        valid_days INTEGER NOT NULL CHECK(valid_days >= 0),
        archived_at TEXT, created_at TEXT NOT NULL) STRICT""",
    "CREATE INDEX reward_program ON reward(program_id, cost)",
    f"""CREATE TABLE voucher(
        id INTEGER PRIMARY KEY AUTOINCREMENT, code TEXT NOT NULL UNIQUE CHECK(code <> ''),
        {_CUSTOMER.replace(" NOT NULL", "")},
        kind TEXT NOT NULL CHECK(kind IN ('amount', 'percent')),
        value_cents INTEGER NOT NULL CHECK(value_cents >= 0),
        percent_bp INTEGER NOT NULL CHECK(percent_bp BETWEEN 0 AND 10000),
        min_cents INTEGER NOT NULL CHECK(min_cents >= 0), from_day TEXT NOT NULL, to_day TEXT NOT NULL,
        state TEXT NOT NULL CHECK(state IN ('valid', 'used', 'cancelled')), used_at TEXT,
        used_purchase_id INTEGER REFERENCES purchase(id) DEFERRABLE INITIALLY DEFERRED,
        cause TEXT NOT NULL CHECK(cause IN ('hand', 'reward', 'birthday', 'segment')), cause_id INTEGER,
        text TEXT NOT NULL, {_STAFF}, created_at TEXT NOT NULL,
        CHECK((state = 'used') = (used_at IS NOT NULL))) STRICT""",
    "CREATE INDEX voucher_customer ON voucher(customer_id, state) WHERE customer_id IS NOT NULL",
    "CREATE INDEX voucher_state ON voucher(state, to_day)",
    "CREATE INDEX voucher_purchase ON voucher(used_purchase_id) WHERE used_purchase_id IS NOT NULL",
    f"""CREATE TABLE redemption(
        id INTEGER PRIMARY KEY AUTOINCREMENT, {_CUSTOMER},
        reward_id INTEGER NOT NULL REFERENCES reward(id) DEFERRABLE INITIALLY DEFERRED, {_PROGRAM},
        at TEXT NOT NULL, points INTEGER NOT NULL CHECK(points > 0),
        voucher_id INTEGER REFERENCES voucher(id) DEFERRABLE INITIALLY DEFERRED, {_STAFF},
        state TEXT NOT NULL CHECK(state IN ('done', 'cancelled'))) STRICT""",
    "CREATE INDEX redemption_customer ON redemption(customer_id, reward_id, state)",
    "CREATE INDEX redemption_reward ON redemption(reward_id, state)",
    "CREATE INDEX redemption_voucher ON redemption(voucher_id) WHERE voucher_id IS NOT NULL",
    # Whoever comes second finds the last one gone, whatever program they use.
    """CREATE TRIGGER redemption_stock AFTER INSERT ON redemption WHEN NEW.state = 'done' AND
        (SELECT count(*) FROM redemption WHERE reward_id = NEW.reward_id AND state = 'done')
            > (SELECT stock FROM reward WHERE id = NEW.reward_id) BEGIN
        SELECT RAISE(ABORT, 'none of this reward is left'); END""",
    f"""CREATE TABLE gift_given(
        id INTEGER PRIMARY KEY AUTOINCREMENT, {_PROGRAM}, {_CUSTOMER},
        kind TEXT NOT NULL CHECK(kind IN ('birthday', 'referral')), year_or_other INTEGER NOT NULL,
        UNIQUE(program_id, customer_id, kind, year_or_other)) STRICT""",
    "CREATE INDEX gift_given_customer ON gift_given(customer_id)",
)


def up(migrator: Any, db: Any) -> None:  # noqa: ARG001 - the runner's signature
    """Make the tables of loyalty."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
