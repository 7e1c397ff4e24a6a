"""The sample shop's programs: points, tiers and rewards, and a card of stamps."""

from __future__ import annotations

from crm_desktop.domain.loyalty.model import Gives, Program, ProgramKind, ProgramState, Reward, Tier
from crm_desktop.domain.loyalty.rules import Basis, EarnRule, Rules, StampCard, TierBasis, TierRules

VOUCHER_REWARD = "Vale de 5 €"


def points() -> Program:
    """Return the program of points: one for each euro, usable at once, never lost; tiers by spending."""
    return Program(
        name="Puntos Casa Alameda",
        state=ProgramState.ACTIVE,
        rules=Rules(
            earn=(EarnRule(Basis.AMOUNT, points=1, per_cents=100),),
            tiers=TierRules(TierBasis.SPEND, window_months=12),
        ),
        tiers=(
            Tier("Amigo", 0, position=0, benefits="Puntos en cada compra", colour="#7a8b99"),
            Tier("Plata", 30_000, position=1, benefits="Entrega gratis en la ciudad", colour="#8f9aa3"),
            Tier("Oro", 90_000, position=2, benefits="Entrega gratis y taller de cocina", colour="#b8912f"),
        ),
    )


def points_rewards(program_id: int) -> tuple[Reward, ...]:
    """Return what points can be given for; the voucher has neither stock nor limit."""
    return (
        Reward(VOUCHER_REWARD, 100, program_id, gives=Gives.AMOUNT, value_cents=500, valid_days=365),
        Reward("Molde de silicona", 180, program_id, value_cents=450),
        Reward("Plaza en el taller de cocina", 300, program_id, per_customer=2, value_cents=900),
        Reward("10 % en menaje", 400, program_id, gives=Gives.PERCENT, percent_bp=1000, valid_days=90),
        Reward("Juego de copas", 650, program_id, stock=500, value_cents=1400),
    )


def stamps() -> Program:
    """Return the card of stamps: one for each purchase."""
    return Program(
        name="Tarjeta de sellos",
        kind=ProgramKind.STAMPS,
        state=ProgramState.ACTIVE,
        rules=Rules(earn=(EarnRule(Basis.VISIT, points=1),), card=StampCard(size=10)),
    )


def stamps_reward(program_id: int) -> Reward:
    """Return what a full card is given for."""
    return Reward("Café en grano 1 kg de regalo", 10, program_id, value_cents=900)
