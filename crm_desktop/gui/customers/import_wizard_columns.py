"""The second step of the import: what each column of the file holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.exchange.mapping import Mapping
from crm_desktop.gui import icons, tasks
from crm_desktop.gui.common.labels import ElidedLabel, PlainLabel, caption, card, muted, scrolled
from crm_desktop.shared.formats import number
from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from crm_desktop.gui.customers.import_kinds import Found, ImportKind, Sample
    from crm_desktop.services.shop import Shop

MOST_ROWS = 150  # columns that are offered one by one; nobody maps more by hand
_SAMPLES = 3


class _Targets(QComboBox):
    """What a column may be; the wheel scrolls the list around it and changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(270)
        self.setMaxVisibleItems(18)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class _Row(QWidget):
    """One column of the file.

    Signals:
        chosen(): the person said what it is.
    """

    chosen = Signal()

    def __init__(self, heading: str, samples: list[str], choices: list[tuple[str, str, str]]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(16)
        left = QVBoxLayout()
        left.setSpacing(0)
        self.heading = ElidedLabel(heading, bold=True)
        self.samples = ElidedLabel(" · ".join(samples), tone="muted")
        left.addWidget(self.heading)
        left.addWidget(self.samples)
        row.addLayout(left, 1)
        self.combo = _Targets()
        self.combo.setAccessibleName(_("What the column “{heading}” holds").format(heading=heading))
        for target, own, title in choices:
            self.combo.addItem(title, (target, own))
        self.combo.activated.connect(lambda _index: self.chosen.emit())
        row.addWidget(self.combo)

    def value(self) -> tuple[str, str]:
        """Return (field, name of an own field)."""
        target, own = self.combo.currentData()
        return str(target), str(own)

    def show_value(self, target: str, own: str) -> None:
        """Show what the column is."""
        for index in range(self.combo.count()):
            if tuple(self.combo.itemData(index)) == (target, own):
                self.combo.setCurrentIndex(index)
                return
        self.combo.setCurrentIndex(0)


class ColumnsStep(QWidget):
    """Each column of the file beside what it is, and a row as it will be read.

    Signals:
        changed(): the mapping is another one.
    """

    changed = Signal()

    def __init__(self, shop: Shop, kind: ImportKind) -> None:
        super().__init__()
        self.shop, self.kind_of_import = shop, kind
        self.mapping: Mapping | None = None
        self._found: Found | None = None
        self._rows: dict[int, _Row] = {}
        self._samples: list[Sample] = []
        self._own_names: list[str] = []
        self._shown = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        top = QHBoxLayout()
        self.sentence = muted()
        self.empty_too = QCheckBox()
        self.empty_too.toggled.connect(self._build)
        top.addWidget(self.sentence, 1)
        top.addWidget(self.empty_too)
        column.addLayout(top)
        self.list = QWidget()
        self.area = scrolled(self.list)
        frame = card()
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 4, 1, 4)
        inside.addWidget(self.area)
        column.addWidget(frame, 1)
        column.addWidget(self._example())

    def _example(self) -> QWidget:
        frame = card(kind="note")
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        self.example_caption = caption()
        self.example = PlainLabel("", wrap=True)
        self.example_more = PlainLabel("", tone="muted", wrap=True)
        self.example.setMinimumHeight(self.example.fontMetrics().lineSpacing())
        for label in (self.example_caption, self.example, self.example_more):
            texts.addWidget(label)
        row.addLayout(texts, 1)
        for icon, title, step in (("chevron-left", _("Row before"), -1), ("chevron-right", _("Next row"), 1)):
            arrow = QToolButton()
            arrow.setIcon(icons.icon(icon, "muted"))
            arrow.setToolTip(title)
            arrow.setAccessibleName(title)
            arrow.clicked.connect(lambda _checked=False, step=step: self._turn(step))
            row.addWidget(arrow, alignment=Qt.AlignmentFlag.AlignTop)
        frame.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        return frame

    # -- in and out

    def show_file(self, found: Found, own_names: Sequence[str]) -> None:
        """Show the columns of a file with what they were guessed, or remembered, to be."""
        self._found, self.mapping = found, found.mapping
        self._own_names = list(own_names)
        self._shown = 0
        self._build()

    def understood(self) -> bool:
        """Whether any column fills anything."""
        return self.mapping is not None and bool(self.mapping.filled()) and not self._fault()

    def _fault(self) -> str:
        """Return what is missing among the columns, or ""."""
        found, mapping = self._found, self.mapping
        return self.kind_of_import.fault(found, mapping) if found is not None and mapping is not None else ""

    # -- rows

    def _build(self) -> None:
        found, mapping = self._found, self.mapping
        if found is None or mapping is None or found.source.table is None:
            return
        self.list = QWidget()
        self.list.setProperty("kind", "page")
        column = QVBoxLayout(self.list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._rows = {}
        choices = self._choices(mapping)
        sample = found.source.table.sample
        empty = 0
        for place, each in enumerate(mapping.columns):
            texts = [cells[place].strip() for cells in sample if place < len(cells) and cells[place].strip()]
            empty += not texts
            if not texts and not self.empty_too.isChecked():
                continue  # a guess for a column without values stays, and asks nobody to look at it
            if len(self._rows) >= MOST_ROWS:
                break
            heading = each.header or _("Column {number}").format(number=place + 1)
            samples = [" ".join(text.split())[:40] for text in dict.fromkeys(texts)][:_SAMPLES]
            row = _Row(heading, samples or [_("nothing in the first rows")], choices)
            row.show_value(each.target, each.own)
            row.chosen.connect(lambda place=place, row=row: self._chosen(place, row))
            self._rows[place] = row
            column.addWidget(row)
        column.addStretch()
        self.area.setWidget(self.list)
        said = ngettext("Show the empty column too", "Show the {count} empty columns too", empty)
        self.empty_too.setText(said.format(count=number(empty, self.shop.profile.locale)))
        self.empty_too.setVisible(empty > 0)
        self._tell()

    def _choices(self, mapping: Mapping) -> list[tuple[str, str, str]]:
        """Return (field, own field, title) of everything that a column may be."""
        choices = [("", "", _("— Leave it out —"))]
        choices += [(t.key, "", _(t.title)) for t in self.kind_of_import.targets()]
        names = self._own_names + [c.own for c in mapping.columns if c.target == "own"]
        choices += [("own", name, _("Own field: {name}").format(name=name)) for name in dict.fromkeys(names)]
        return choices

    def _chosen(self, place: int, row: _Row) -> None:
        if self.mapping is None:
            return
        target, own = row.value()
        self.mapping = self.mapping.with_target(place, target, own)
        for other, shown in self._rows.items():
            column = self.mapping.columns[other]
            shown.show_value(column.target, column.own)
        self._tell()
        self.changed.emit()

    # -- what will be read

    def _tell(self) -> None:
        found, mapping = self._found, self.mapping
        if found is None or mapping is None:
            return
        known = sum(1 for column in mapping.columns if column.target)
        said = ngettext(
            "{known} of {count} column is understood.", "{known} of {count} columns are understood.", known
        )
        sentence = said.format(known=known, count=len(mapping.columns))
        if found.remembered:
            sentence += " " + _("As it was the last time with these headings.")
        fault = self._fault()
        self.sentence.setText(fault or sentence)
        self.sentence.set_tone("late" if fault else "muted")
        kind = self.kind_of_import
        tasks.run_query(
            self, lambda: kind.samples(self.shop, found, mapping), self._show_samples, key="example"
        )

    def _show_samples(self, samples: list[Sample]) -> None:
        self._samples = samples
        self._turn(0)

    def _turn(self, step: int) -> None:
        if not self._samples:
            self.example_caption.setText(_("There are no rows in this file."))
            self.example.setText("")
            self.example_more.setText("")
            return
        self._shown = (self._shown + step) % len(self._samples)
        sample = self._samples[self._shown]
        self.example_caption.setText(_("Row {number} is read as").format(number=self._shown + 1))
        self.example.setText(sample.problem or sample.words)
        self.example.set_tone("late" if sample.problem else "")
        self.example_more.setText("" if sample.problem else sample.remarks)
        self.example_more.setVisible(bool(self.example_more.text()))
