"""Loyalty: how points are given, spent and lost, tiers, rewards, vouchers, and what a program would cost."""
