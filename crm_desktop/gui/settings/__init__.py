"""Ajustes: the shop's data, how it looks, its people, its own fields, its backups."""
