"""The base of the dialogs that put many customers on paper: address labels, loyalty cards, letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtWidgets import QWidget

from crm_desktop.gui import tasks
from crm_desktop.gui.common.dialog import Dialog
from crm_desktop.gui.common.form import Form
from crm_desktop.gui.common.labels import PlainLabel, muted
from crm_desktop.shared.formats import number
from crm_desktop.shared.i18n import ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crm_desktop.gui.common.screen import Context
    from crm_desktop.shared.errors import KnownError

_NAMED = 8  # how many of those who were left out are named


class Printed(Protocol):
    """What was made of the customers."""

    @property
    def pdf(self) -> bytes:
        """The document."""
        ...

    @property
    def count(self) -> int:
        """How many of them are on it."""
        ...


P = TypeVar("P", bound=Printed)


class SheetDialog(Dialog):
    """Asks for the sheet, or for what it says; then shows what will be printed.

    Subclasses fill `form`, which has no rows yet, and call `show_made` in `save`.

    Args:
        title: of the dialog, of the preview and of the file.
        verb: on the primary button.
    """

    def __init__(
        self,
        parent: QWidget | None,
        context: Context,
        ids: Sequence[int],
        title: str,
        verb: str,
        *,
        width: int,
    ) -> None:
        super().__init__(parent, title, verb, width=width)
        self.context, self.ids = context, tuple(ids)
        count = number(len(self.ids), context.shop.profile.locale)
        said = ngettext("For {count} customer.", "For {count} customers.", len(self.ids))
        self.body.addWidget(muted(said.format(count=count)))
        self.form = Form()
        self.body.addWidget(self.form)
        self.note = PlainLabel("", tone="near", wrap=True)
        self.note.hide()
        self.form.changed.connect(lambda _key: self.note.hide())  # what it said may hold no more
        self.body.addWidget(self.note)
        self.body.addStretch()

    def show_made(
        self, make: Callable[[], P], nobody: str, remarks: Callable[[P], Sequence[str]], *, key: str
    ) -> None:
        """Make the document in the background and show it in place of the dialog.

        Args:
            make: makes it; runs on a reader thread.
            nobody: said when none of the customers can be on it.
            remarks: what a person should know before it is printed.
            key: of the query.
        """
        if not self.save_button.isEnabled():
            return
        self.save_button.setEnabled(False)

        def made(printed: P) -> None:
            self.save_button.setEnabled(True)
            if printed.count:
                self._preview(printed.pdf, remarks(printed))
            else:
                self._say(nobody)

        tasks.run_query(self, make, made, key=key, failed=self._refused)

    def _preview(self, pdf: bytes, remarks: Sequence[str]) -> None:
        from crm_desktop.gui.common.pdf_preview import PdfPreview

        title = self.windowTitle()
        name = f"{title} {self.context.shop.clock.today().isoformat()}"
        preview = PdfPreview(self.parentWidget(), title, pdf, name, state=self.context.state)
        for sentence in remarks:
            preview.body.insertWidget(0, PlainLabel(sentence, tone="near", wrap=True, selectable=True))
        self.accept()
        preview.open()

    def _refused(self, error: KnownError) -> None:
        self.save_button.setEnabled(True)
        self._say(error.sentence)

    def _say(self, sentence: str) -> None:
        self.note.setText(sentence)
        self.note.show()


def about(sentence: str, names: Sequence[str]) -> list[str]:
    """Return a remark on some customers, its count and names put in; nothing when there are none."""
    return [sentence.format(count=len(names), names=_some_names(names))] if names else []


def _some_names(names: Sequence[str]) -> str:
    """Return the first of many names, and how many more there are."""
    shown, left = "; ".join(names[:_NAMED]), len(names) - _NAMED
    if left <= 0:
        return shown
    return ngettext("{names} and {count} more", "{names} and {count} more", left).format(
        names=shown, count=left
    )
