"""The page with the customers of a segment, or of two that are compared, and the way back above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.domain.segments.model import SegmentKind
from crm_desktop.gui.common.labels import ElidedLabel, button
from crm_desktop.gui.segments.compare import CompareTabs
from crm_desktop.gui.segments.members import MembersPart, Source
from crm_desktop.services import segments
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.domain.segments.model import Comparison, Segment
    from crm_desktop.gui.common.screen import Context


class MembersPage(QWidget):
    """See the module.

    Signals:
        left(): the way back was taken.
        customer_asked(int): open a file.
    """

    left = Signal()
    customer_asked = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._shop = context.shop
        self.part = MembersPart(context)
        self.part.customer_asked.connect(self.customer_asked)
        self.title = ElidedLabel("", bold=True, scale=1.2)
        self.tabs = CompareTabs(self._shop.profile.locale, self.part.show_source)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 8, 16, 0)
        bar.setSpacing(8)
        back = button(_("Segments"), "chevron-left", "flat")
        back.setToolTip(_("Back to the segments (Esc)"))
        back.clicked.connect(self.left)
        bar.addWidget(back)
        bar.addWidget(self.title, 1)
        bar.addWidget(self.tabs)
        column.addLayout(bar)
        column.addWidget(self.part, 1)

    def show_segment(self, segment: Segment) -> None:
        """Show the customers of a segment."""
        shop, key = self._shop, segment.key
        hand = segment.kind is SegmentKind.HAND
        self.tabs.hide()
        self.title.setText(segment.name)
        self.part.show_source(Source(segment.name, lambda: segments.ids(shop, key), key, hand, segment.id))
        self.part.activate()

    def show_comparison(self, first: str, second: str, found: Comparison) -> None:
        """Show what two segments, named so, have in common."""
        self.title.setText("")
        self.tabs.show()
        self.tabs.show_comparison(first, second, found)
