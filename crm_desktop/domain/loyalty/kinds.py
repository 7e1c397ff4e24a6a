"""Kinds and states of programs, rewards and entries, and how each is called."""

from __future__ import annotations

from enum import StrEnum

from crm_desktop.shared.i18n import N_


class ProgramKind(StrEnum):
    """Points, or stamps on a card: the same ledger counts both."""

    POINTS = "points"
    STAMPS = "stamps"


class ProgramState(StrEnum):
    """A paused program gives nothing, but what customers have can be used; an ended one is only looked at."""

    DRAFT = "draft"
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


class Gives(StrEnum):
    """What a reward is: a thing, or a voucher of an amount or a percentage."""

    ITEM = "item"
    AMOUNT = "amount"
    PERCENT = "percent"


class EntryKind(StrEnum):
    """What an entry of the ledger does."""

    EARN = "earn"
    REDEEM = "redeem"
    EXPIRE = "expire"
    ADJUST = "adjust"
    REVERSE = "reverse"


class Cause(StrEnum):
    """What an entry of the ledger comes from."""

    PURCHASE = "purchase"
    RETURN = "return"
    REDEMPTION = "redemption"
    BIRTHDAY = "birthday"
    REFERRAL = "referral"
    EXPIRY = "expiry"
    HAND = "hand"
    UNDO = "undo"
    TIER = "tier"
    IMPORT = "import"
    MERGE = "merge"


KIND_NAMES: dict[ProgramKind, str] = {ProgramKind.POINTS: N_("Points"), ProgramKind.STAMPS: N_("Stamp card")}
STATE_NAMES: dict[ProgramState, str] = {
    ProgramState.DRAFT: N_("Draft"),
    ProgramState.ACTIVE: N_("In force"),
    ProgramState.PAUSED: N_("Paused"),
    ProgramState.ENDED: N_("Ended"),
}
GIVES_NAMES: dict[Gives, str] = {
    Gives.ITEM: N_("A present"),
    Gives.AMOUNT: N_("A voucher of an amount"),
    Gives.PERCENT: N_("A voucher of a percentage"),
}
CAUSE_NAMES: dict[Cause, str] = {
    Cause.PURCHASE: N_("Purchase"),
    Cause.RETURN: N_("Return"),
    Cause.REDEMPTION: N_("Reward"),
    Cause.BIRTHDAY: N_("Birthday"),
    Cause.REFERRAL: N_("Recommendation"),
    Cause.EXPIRY: N_("Expired"),
    Cause.HAND: N_("By hand"),
    Cause.UNDO: N_("Taken back"),
    Cause.TIER: N_("Tier"),
    Cause.IMPORT: N_("Brought in from a file"),
    Cause.MERGE: N_("Two files made one"),
}
