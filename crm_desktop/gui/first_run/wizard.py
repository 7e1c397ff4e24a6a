"""The wizard of the first start: four steps, then the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QIcon, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.gui import colours, messages, tasks
from crm_desktop.gui.common.labels import IconLabel, Link, PlainLabel, scrolled, title
from crm_desktop.gui.first_run.steps import BeginStep, LogoStep, RegionStep, ShopStep, Step
from crm_desktop.services import settings
from crm_desktop.shared.errors import InvalidInput, KnownError
from crm_desktop.shared.i18n import _
from crm_desktop.shared.paths import resources_dir

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.gui.common.ui_state import UiState
    from crm_desktop.services.shop import Shop

SAMPLE_CUSTOMERS = 2000


class _Dots(QWidget):
    """How many steps there are, and which this is."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count, self.current = count, 0
        self.setFixedSize(QSize(count * 18, 12))

    def show_step(self, current: int) -> None:
        self.current = current
        self.setAccessibleName(_("Step {number} of {count}").format(number=current + 1, count=self.count))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        of = colours.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(self.count):
            painter.setBrush(QColor(of.accent if number <= self.current else of.border))
            painter.drawEllipse(QRectF(number * 18 + 2, 2, 8, 8))


class FirstRun(QWidget):
    """Sets a new shop up.

    Signals:
        finished_with(str): the shop is set up; "import" asks for the import, "" for nothing.
        given_up(): the person closed it.
    """

    finished_with = Signal(str)
    given_up = Signal()

    def __init__(self, shop: Shop, state: UiState, relook: Callable[[], None]) -> None:
        super().__init__()
        self.shop, self.state, self.relook = shop, state, relook
        self._done = False
        self.setWindowTitle(_("Mostrador – first start"))
        self.setWindowIcon(QIcon(str(resources_dir() / "images" / "mostrador.png")))
        self.setProperty("kind", "sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(760, 580)
        self.setMinimumSize(QSize(620, 480))
        self.shop_step = ShopStep(shop.profile)
        self.region_step = RegionStep(shop.profile)
        self.logo_step, self.begin_step = LogoStep(), BeginStep()
        self.steps: list[Step] = [self.shop_step, self.region_step, self.logo_step, self.begin_step]
        self._build()
        self._show(0)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 28, 40, 24)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(IconLabel("store", "accent", 28))
        head.addWidget(PlainLabel("Mostrador", scale=1.2, bold=True))
        head.addStretch()
        self.dots = _Dots(len(self.steps))
        head.addWidget(self.dots)
        column.addLayout(head)
        column.addSpacing(8)
        self.title = title()
        self.title.setWordWrap(True)
        self.sentence = PlainLabel("", tone="muted", wrap=True)
        column.addWidget(self.title)
        column.addWidget(self.sentence)
        column.addSpacing(8)
        self.stack = QStackedWidget()
        for step in self.steps:
            self.stack.addWidget(scrolled(step))
        column.addWidget(self.stack, 1)
        self.work = PlainLabel("", tone="muted")
        self.line = QProgressBar()
        self.line.setTextVisible(False)
        column.addWidget(self.work)
        column.addWidget(self.line)
        self.work.hide()
        self.line.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        self.sample_link = Link(_("I only want to try it: open a sample shop"))
        self.sample_link.clicked.connect(self._try_sample)
        self.back_button = QPushButton(_("Back"))
        self.back_button.clicked.connect(self.back)
        self.next_button = QPushButton()
        self.next_button.setProperty("kind", "primary")
        self.next_button.setDefault(True)
        self.next_button.setMinimumWidth(120)
        self.next_button.clicked.connect(self.next)
        row.addWidget(self.sample_link)
        row.addStretch()
        row.addWidget(self.back_button)
        row.addWidget(self.next_button)
        column.addLayout(row)

    # -- steps

    def current(self) -> int:
        """Return the number of the step in front, from 0."""
        return self.stack.currentIndex()

    def _show(self, number: int) -> None:
        step = self.steps[number]
        self.stack.setCurrentIndex(number)
        self.dots.show_step(number)
        self.title.setText(step.title)
        self.sentence.setText(step.sentence)
        self.back_button.setVisible(number > 0)
        self.sample_link.setVisible(number == 0)
        last = number == len(self.steps) - 1
        self.next_button.setText(_("Begin") if last else _("Next"))
        QTimer.singleShot(0, self, lambda: self._enter(step))

    def _enter(self, step: Step) -> None:
        """Give the focus to what a step asks for; to "Next" in one that may be passed over."""
        self.next_button.setFocus()
        step.enter(self.shop.profile)

    def next(self) -> None:
        """Go on, or begin."""
        number = self.current()
        if not self.steps[number].check():
            return
        if number + 1 < len(self.steps):
            self._show(number + 1)
        else:
            self.finish(self.begin_step.value())

    def back(self) -> None:
        """Go back one step."""
        if self.current() > 0:
            self._show(self.current() - 1)

    # -- the end

    def _try_sample(self) -> None:
        self._busy(_("Making the sample shop…"))
        self._make_sample()

    def finish(self, how: str) -> None:
        """Save what was asked, and begin in one of the three ways."""
        profile = self.shop.profile
        for step in self.steps:
            profile = step.fill(profile)
        logo = self.logo_step.data
        self._busy(_("Making the shop…"))

        def save() -> Any:
            changes = settings.save_profile(self.shop, profile)
            return settings.save_logo(self.shop, logo) if logo else changes

        def saved(_changes: object) -> None:
            if how == "sample":
                self._make_sample()
            else:
                self._end("import" if how == "import" else "")

        tasks.run_change(self, save, saved, failed=self._refused)

    def _make_sample(self) -> None:
        from crm_desktop.services.demo import make_demo

        self.progress = tasks.run_long(
            self,
            lambda progress: make_demo(
                self.shop, SAMPLE_CUSTOMERS, progress=progress.step, cancelled=progress.cancelled
            ),
            _("Making the sample shop…"),
            lambda _changes: self._end(""),
            failed=self._refused,
        )
        look = QTimer(self)
        look.timeout.connect(self._show_progress)
        look.start(100)

    def _show_progress(self) -> None:
        if self.progress.total:
            self.line.setRange(0, self.progress.total)
            self.line.setValue(self.progress.done)

    def _busy(self, text: str) -> None:
        for button in (self.next_button, self.back_button, self.sample_link):
            button.setEnabled(False)
        self.stack.setEnabled(False)
        self.work.setText(text)
        self.work.show()
        self.line.setRange(0, 0)
        self.line.show()

    def _refused(self, error: KnownError) -> None:
        for button in (self.next_button, self.back_button, self.sample_link):
            button.setEnabled(True)
        self.stack.setEnabled(True)
        self.work.hide()
        self.line.hide()
        if isinstance(error, InvalidInput):
            for number, form in enumerate((self.shop_step.form, self.region_step.form)):
                if set(error.fields) & set(form.fields):
                    self._show(number)
                    form.show_faults(error.fields, error.sentence)
                    return
        messages.show_error(self, error.sentence)

    def _end(self, target: str) -> None:
        self._done = True
        self.finished_with.emit(target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, or presses the button that has the focus; a way to begin is chosen and taken."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or not self.next_button.isEnabled():
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        if isinstance(focused, QPushButton) and focused.isCheckable():
            focused.setChecked(True)
            self.next()
        elif isinstance(focused, QPushButton) and focused is not self.next_button:
            focused.click()
        else:
            self.next()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if not self._done:
            self.given_up.emit()
