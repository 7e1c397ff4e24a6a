"""A note of the timeline, whole, and the button that takes it off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from crm_desktop.gui import tasks
from crm_desktop.gui.common.dialog import Dialog
from crm_desktop.gui.common.labels import PlainLabel, muted
from crm_desktop.services import customers
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.gui.common.timeline import TimelineItem
    from crm_desktop.services.shop import Shop


class NoteDialog(Dialog):
    """Shows a note. Taking it off can be undone, so nothing is asked."""

    def __init__(self, parent: QWidget | None, shop: Shop, item: TimelineItem, note_id: int) -> None:
        super().__init__(parent, _("Note"), width=440)
        self._shop, self._note_id = shop, note_id
        self.body.addWidget(muted(" · ".join(part for part in (item.when, item.detail) if part)))
        self.text = PlainLabel(item.title, wrap=True, selectable=True)
        self.add_scrolled(self.text)
        self.remove_button = self.add_button(_("Take the note off"), self._remove)
        self.remove_button.setEnabled(not shop.read_only)
        self.cancel_button.setDefault(True)

    def _remove(self) -> None:
        shop, note_id = self._shop, self._note_id
        tasks.run_change(self.parentWidget() or self, lambda: customers.remove_note(shop, note_id))
        self.accept()
