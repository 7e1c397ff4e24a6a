"""Segments, the members of those made by hand, and their sizes by month."""

from __future__ import annotations

from peewee import IntegerField, TextField

from crm_desktop.store.tables.base import Table


class SegmentTable(Table):
    """A segment; `rule` is JSON (see `domain.segments.tree`), "" of one made by hand."""

    uid = TextField()
    name = TextField()
    kind = TextField(default="rule")
    rule = TextField(default="")
    ready_key = TextField(default="")
    mode = TextField(default="")
    initiative = TextField(default="")
    needs = TextField(default="")
    colour = TextField(default="")
    position = IntegerField(default=0)
    created_at = TextField()
    updated_at = TextField()
    archived_at = TextField(null=True)

    class Meta:
        table_name = "segment"


class SegmentMemberTable(Table):
    """A customer in a segment made by hand."""

    segment_id = IntegerField()
    customer_id = IntegerField()

    class Meta:
        table_name = "segment_member"


class SegmentSizeTable(Table):
    """How many customers a segment had in a month ("2026-11"); not journaled."""

    segment_key = TextField()
    month = TextField()
    count = IntegerField()

    class Meta:
        table_name = "segment_size"
