"""Whole customer files, many at a time."""

from __future__ import annotations

from crm_desktop.store.customer_files import iterate, load

__all__ = ["iterate", "load"]
