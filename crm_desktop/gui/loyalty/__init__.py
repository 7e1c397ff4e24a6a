"""Fidelización: programs with their rules, tiers and rewards; what they would have cost; vouchers."""
