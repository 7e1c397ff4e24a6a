"""Programs, the ledger and what follows from it, rewards, vouchers and gifts."""

from __future__ import annotations

from peewee import IntegerField, TextField

from crm_desktop.store.tables.base import Table


class ProgramTable(Table):
    """A program; see `domain.loyalty.model.Program`."""

    uid = TextField()
    name = TextField()
    kind = TextField()
    state = TextField(default="draft")
    from_day = TextField(default="")
    to_day = TextField(default="")
    created_at = TextField()
    updated_at = TextField()

    class Meta:
        table_name = "program"


class ProgramVersionTable(Table):
    """The rules of a program from an instant on (JSON); those of before stay."""

    program_id = IntegerField()
    version = IntegerField()
    from_at = TextField()
    rules = TextField()

    class Meta:
        table_name = "program_version"


class LoyaltyTierTable(Table):
    """A tier; its threshold in cents or points, as the program counts."""

    program_id = IntegerField()
    name = TextField()
    position = IntegerField()
    threshold = IntegerField()
    multiplier_pct = IntegerField(default=100)
    benefits = TextField(default="")
    colour = TextField(default="")

    class Meta:
        table_name = "loyalty_tier"


class LedgerEntryTable(Table):
    """One entry of the ledger; never changed, never deleted."""

    program_id = IntegerField()
    customer_id = IntegerField()
    at = TextField()
    day = TextField()
    kind = TextField()
    points = IntegerField()
    earned = IntegerField(default=0)
    version_id = IntegerField(null=True)
    cause = TextField()
    cause_id = IntegerField(null=True)
    reverses = IntegerField(null=True)
    available_on = TextField(default="")
    expires_on = TextField(default="")
    operation_id = IntegerField()
    staff_id = IntegerField(null=True)
    words = TextField(default="")

    class Meta:
        table_name = "ledger_entry"


class LoyaltyAccountTable(Table):
    """The kept sum of a customer's entries in a program, kept by triggers; negative is a debt."""

    program_id = IntegerField()
    customer_id = IntegerField()
    points = IntegerField()
    earned_total = IntegerField()
    last_at = TextField()
    tier_id = IntegerField(null=True)
    tier_since = TextField(default="")
    tier_until = TextField(default="")
    tier_operation_id = IntegerField(null=True)

    class Meta:
        table_name = "loyalty_account"


class RewardTable(Table):
    """What points can be given for; `stock` counts all that were ever there, those taken too."""

    program_id = IntegerField()
    name = TextField()
    cost = IntegerField()
    stock = IntegerField(null=True)
    per_customer = IntegerField(null=True)
    from_day = TextField(default="")
    to_day = TextField(default="")
    gives = TextField()
    value_cents = IntegerField(default=0)
    percent_bp = IntegerField(default=0)
    valid_days = IntegerField(default=0)
    archived_at = TextField(null=True)
    created_at = TextField()

    class Meta:
        table_name = "reward"


class VoucherTable(Table):
    """Money or a percentage off one purchase."""

    code = TextField()
    customer_id = IntegerField(null=True)
    kind = TextField()
    value_cents = IntegerField(default=0)
    percent_bp = IntegerField(default=0)
    min_cents = IntegerField(default=0)
    from_day = TextField(default="")
    to_day = TextField(default="")
    state = TextField(default="valid")
    used_at = TextField(null=True)
    used_purchase_id = IntegerField(null=True)
    cause = TextField(default="hand")
    cause_id = IntegerField(null=True)
    text = TextField(default="")
    staff_id = IntegerField(null=True)
    created_at = TextField()

    class Meta:
        table_name = "voucher"


class RedemptionTable(Table):
    """A reward that a customer took."""

    customer_id = IntegerField()
    reward_id = IntegerField()
    program_id = IntegerField()
    at = TextField()
    points = IntegerField()
    voucher_id = IntegerField(null=True)
    staff_id = IntegerField(null=True)
    state = TextField(default="done")

    class Meta:
        table_name = "redemption"


class GiftGivenTable(Table):
    """A gift that is made once: per year of birthday, or per recommended customer."""

    program_id = IntegerField()
    customer_id = IntegerField()
    kind = TextField()
    year_or_other = IntegerField()

    class Meta:
        table_name = "gift_given"
