"""Tags for many customers: which to put on, which to take off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from crm_desktop.gui import tasks
from crm_desktop.gui.common.dialog import Dialog
from crm_desktop.gui.common.filter_button import ChipToggle
from crm_desktop.gui.common.flow_layout import flow
from crm_desktop.gui.common.labels import PlainLabel, caption
from crm_desktop.gui.common.tag_editor import TagEditor
from crm_desktop.services import customers
from crm_desktop.shared.i18n import _, ngettext
from crm_desktop.shared.text import fold

if TYPE_CHECKING:
    from crm_desktop.services.changes import Changes
    from crm_desktop.services.shop import Shop


class TagDialog(Dialog):
    """Put tags on (typed or known) and take tags off (those that some of the customers wear)."""

    def __init__(self, parent: QWidget | None, shop: Shop, ids: Sequence[int]) -> None:
        count = len(ids)
        title = ngettext("Tags of {count} customer", "Tags of {count} customers", count).format(count=count)
        super().__init__(parent, title, _("Save"), width=460)
        self._shop, self._ids = shop, ids
        self.body.addWidget(caption(_("Put on")))
        self.editor = TagEditor()
        self.body.addWidget(self.editor)
        self.fault = PlainLabel("", tone="late", wrap=True)
        self.fault.hide()
        self.off_caption = caption(_("Take off"))
        self.off_caption.hide()
        self.body.addWidget(self.off_caption)
        self.toggles: dict[str, ChipToggle] = {}
        self.body.addWidget(self.fault)
        self.body.addStretch()
        self.editor.line.setFocus()
        tasks.run_query(self, self._read, self._show, key="tags")

    def _read(self) -> tuple[list[str], list[str]]:
        known = [name for name, _count in customers.tag_counts(self._shop)]
        worn: dict[str, None] = {}
        for start in range(0, len(self._ids), 1000):
            for row in customers.rows(self._shop, self._ids[start : start + 1000]):
                worn.update(dict.fromkeys(tag for tag in row.tags.split(", ") if tag))
        return known, sorted(worn, key=fold)

    def _show(self, found: tuple[list[str], list[str]]) -> None:
        known, worn = found
        self.editor.set_known(known)
        if worn:
            self.toggles = {tag: ChipToggle(tag) for tag in worn}
            self.off_caption.show()
            chips = flow(self.toggles.values())
            self.body.insertWidget(self.body.indexOf(self.fault), chips)
            chips.show()
            # Lines of chips are as high as the width makes them: give the dialog that height.
            layout = self.layout()
            if layout is not None:
                layout.activate()
                self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def removed(self) -> list[str]:
        """Return the tags that are to be taken off."""
        return [tag for tag, toggle in self.toggles.items() if toggle.isChecked()]

    def unsaved(self) -> bool:
        """Whether something was chosen."""
        return bool(self.editor.tags() or self.removed())

    def save(self) -> None:
        """Write it."""
        add, remove = list(self.editor.tags()), self.removed()
        if not (add or remove):
            self.fault.setText(_("Type a tag, or choose one to take off."))
            self.fault.show()
            self.editor.line.setFocus()
            return
        shop, ids = self._shop, self._ids
        self.save_button.setEnabled(False)
        tasks.run_change(
            self, lambda: customers.tag(shop, ids, add, remove), self._written, failed=self._refused
        )

    def _written(self, _changes: Changes[int]) -> None:
        self.accept()

    def _refused(self, error: Exception) -> None:
        self.save_button.setEnabled(True)
        self.fault.setText(str(error))
        self.fault.show()
