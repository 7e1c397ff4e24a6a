"""What all tables share."""

from __future__ import annotations

from peewee import Model


class Table(Model):  # type: ignore[misc]
    """A table of the shop's file; its key is an integer `id`."""

    class Meta:
        legacy_table_names = False
