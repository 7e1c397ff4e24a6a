"""Saving follow-ups as a calendar file (iCalendar)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.reminders.listing import ReminderFilter, View
from crm_desktop.gui import messages, tasks
from crm_desktop.gui.common.file_choice import save_file
from crm_desktop.services.reminders_export import export_calendar as write
from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop


def export_calendar(parent: QWidget, shop: Shop, wanted: ReminderFilter | None) -> None:
    """Ask where to, and save the follow-ups that a filter asks for (all that are open by default)."""
    asked = wanted or ReminderFilter(view=View.ALL, hidden=True)
    name = _("follow-ups {date}.ics").format(date=shop.clock.today().isoformat())

    def save(path: Path) -> None:
        tasks.run_query(parent, lambda: write(shop, asked, path), told, failed=refused)

    def told(count: int) -> None:
        messages.toast(
            ngettext("{count} follow-up saved.", "{count} follow-ups saved.", count).format(count=count)
        )

    def refused(error: Exception) -> None:
        messages.show_error(parent, str(error))

    save_file(parent.window(), _("Save as a calendar file"), _("Calendar files (*.ics)"), name, save)
