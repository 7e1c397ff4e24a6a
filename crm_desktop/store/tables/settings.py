"""Settings that belong to the shop, not to the PC."""

from __future__ import annotations

from peewee import TextField

from crm_desktop.store.tables.base import Table


class SettingTable(Table):
    """One setting; `value` is JSON."""

    key = TextField()
    value = TextField()

    class Meta:
        table_name = "setting"


class ImportMappingTable(Table):
    """How the columns of a kind of file were understood last time; not journaled."""

    signature = TextField(primary_key=True)
    mapping = TextField()
    used_at = TextField()

    class Meta:
        table_name = "import_mapping"
