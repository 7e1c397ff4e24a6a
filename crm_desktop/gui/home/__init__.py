"""Inicio: the shop's day at a glance."""
