"""What all tables share."""

from __future__ import annotations

from peewee import AutoField, Model


class Table(Model):
    """A table of the shop's file; its key is an integer `id`."""

    id: AutoField

    class Meta:
        legacy_table_names = False
