"""The segments that the program brings along; the shop may change their service type and their needs."""

from __future__ import annotations

from dataclasses import dataclass

from crm_desktop.domain.consents import Purpose
from crm_desktop.domain.purchases.stages import STAGE_PLURALS, RelationshipStage
from crm_desktop.domain.segments.rfm import RFM_TITLES, RfmClass
from crm_desktop.domain.segments.tree import Condition, Group
from crm_desktop.domain.service import Initiative, ServiceMode
from crm_desktop.shared.i18n import N_


@dataclass(frozen=True, slots=True)
class ReadySegment:
    """A segment that every shop has.

    Attributes:
        key: its lasting name.
        name, needs: msgids.
        mode, initiative: the service type that suits it.
    """

    key: str
    name: str
    tree: Group
    mode: ServiceMode
    initiative: Initiative
    needs: str
    colour: str = ""


_IN_PERSON, _TELEPHONE, _VIRTUAL = ServiceMode.IN_PERSON, ServiceMode.TELEPHONE, ServiceMode.VIRTUAL
_WE, _THEY = Initiative.PROACTIVE, Initiative.REACTIVE

_STAGES: tuple[tuple[RelationshipStage, ServiceMode, Initiative, str, str], ...] = (
    (
        RelationshipStage.PROSPECT,
        _IN_PERSON,
        _THEY,
        N_(
            "They do not know us yet. Listen first, ask what they are looking for, and say plainly what we"
            " sell, what it costs and how it can be returned. Let them try before they decide, and offer the"
            " card."
        ),
        "#5b7fa6",
    ),
    (
        RelationshipStage.ONE_TIME,
        _TELEPHONE,
        _WE,
        N_(
            "They bought once and have not come back yet. Ask how what they took home turned out, settle"
            " any doubt, and give them a reason for a second visit: what goes with it, or a small voucher."
        ),
        "#8a6fb0",
    ),
    (
        RelationshipStage.REPEAT,
        _IN_PERSON,
        _WE,
        N_(
            "They trust us. Greet them by name, remember what they like, tell them first of what is new,"
            " and thank them with points and small details rather than with discounts."
        ),
        "#4b8b5b",
    ),
    (
        RelationshipStage.LAPSED,
        _TELEPHONE,
        _WE,
        N_(
            "They used to come and do not any more. Ask why without reproach, put right whatever went"
            " wrong, and offer a reason to come back with a date on it: a voucher, their size, what they"
            " used to buy."
        ),
        "#a6694b",
    ),
)
_CLASSES: tuple[tuple[RfmClass, ServiceMode, Initiative, str], ...] = (
    (
        RfmClass.CHAMPIONS,
        _IN_PERSON,
        _WE,
        N_(
            "They come often, came lately and spend the most. Look after them in person, keep for them what"
            " is scarce, ask for their opinion, and ask them to recommend us."
        ),
    ),
    (
        RfmClass.LOYAL,
        _IN_PERSON,
        _WE,
        N_(
            "They keep coming. Thank them, let them know what their points give them, and show them what"
            " they have not tried yet."
        ),
    ),
    (
        RfmClass.GENEROUS,
        _IN_PERSON,
        _WE,
        N_(
            "They come seldom but spend a lot. Offer advice with time, quality before price, and what"
            " completes their last purchase."
        ),
    ),
    (
        RfmClass.PROMISING,
        _VIRTUAL,
        _WE,
        N_(
            "They were here lately and could come more often. Propose the next visit: what is new, or a"
            " voucher."
        ),
    ),
    (
        RfmClass.NEW,
        _TELEPHONE,
        _WE,
        N_(
            "They have just begun to buy. Welcome them, explain the card, and ask how their first purchase"
            " went."
        ),
    ),
    (
        RfmClass.COOLING,
        _VIRTUAL,
        _WE,
        N_(
            "They have not been here for a while. A short, personal message now costs less than winning"
            " them back."
        ),
    ),
    (
        RfmClass.NOT_TO_LOSE,
        _TELEPHONE,
        _WE,
        N_(
            "They were among the best and are going away. Let whoever knows them call them in person,"
            " listen, and offer something good."
        ),
    ),
    (
        RfmClass.AT_RISK,
        _TELEPHONE,
        _WE,
        N_(
            "They used to buy well and have stopped. Call them, ask what is missing, and give them a dated"
            " voucher."
        ),
    ),
    (
        RfmClass.DORMANT,
        _VIRTUAL,
        _WE,
        N_(
            "They bought little and some time ago. Invite them with the news of the season, without"
            " insisting."
        ),
    ),
    (
        RfmClass.LOST,
        _VIRTUAL,
        _THEY,
        N_(
            "They have not come for a long time. One last kind message is enough; serve them well if they"
            " return."
        ),
    ),
)
_OTHERS: tuple[ReadySegment, ...] = (
    ReadySegment(
        "birthdays",
        N_("Birthdays of the month"),
        Group(children=(Condition("birthday", "in", {"when": "this_month"}),)),
        _TELEPHONE,
        _WE,
        N_(
            "Congratulate them on the day, by the channel that they prefer, with a small present in the shop."
        ),
    ),
    ReadySegment(
        "leaving",
        N_("At risk of leaving"),
        Group(
            children=(
                Condition("late", "at_least", 15),
                Condition("purchases", "at_least", 3),
                Condition("stage", "none_of", [RelationshipStage.LAPSED.value]),
            )
        ),
        _TELEPHONE,
        _WE,
        N_(
            "They are later than usual. Call before they get used to going elsewhere: ask whether they need"
            " something, and tell them of what they usually buy."
        ),
    ),
    ReadySegment(
        "best",
        N_("Best customers"),
        Group(children=(Condition("rfm", "any_of", [RfmClass.CHAMPIONS.value, RfmClass.LOYAL.value]),)),
        _IN_PERSON,
        _WE,
        N_("They keep the shop going. Serve them first, in person and by name, and never let them wait."),
    ),
    ReadySegment(
        "without_consent",
        N_("Without consent"),
        Group(children=(Condition("consent", "is_not", Purpose.COMMERCIAL_EMAIL.value),)),
        _IN_PERSON,
        _THEY,
        N_(
            "We may not write to them to sell. Ask for their consent when they are in the shop, say what"
            " for, and write down their answer."
        ),
    ),
)

READY: tuple[ReadySegment, ...] = (
    *(
        ReadySegment(
            stage.value,
            STAGE_PLURALS[stage],
            Group(children=(Condition("stage", "any_of", [stage.value]),)),
            mode,
            initiative,
            needs,
            colour,
        )
        for stage, mode, initiative, needs, colour in _STAGES
    ),
    *_OTHERS,
    *(
        ReadySegment(
            f"rfm_{each.value}",
            RFM_TITLES[each],
            Group(children=(Condition("rfm", "any_of", [each.value]),)),
            mode,
            initiative,
            needs,
        )
        for each, mode, initiative, needs in _CLASSES
    ),
)
READY_BY_KEY: dict[str, ReadySegment] = {each.key: each for each in READY}
