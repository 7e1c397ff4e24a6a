"""A presenter for tests: remembers every message and answers questions without showing anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from crm_desktop.gui.messages import Question


class MessageRecorder:
    """See `crm_desktop.gui.messages.Presenter`.

    Attributes:
        errors, toasts: the sentences that were shown, in order.
        questions: what was asked.
        crashes: the reports of faults; expected ones must be taken out by the test.
        actions: the action of each toast, or None.
    """

    def __init__(self) -> None:
        self.errors: list[str] = []
        self.toasts: list[str] = []
        self.questions: list[Question] = []
        self.crashes: list[str] = []
        self.actions: list[Callable[[], None] | None] = []
        self._answers: list[str] = []

    def answer(self, *texts: str) -> None:
        """Answer the next questions with the choices of these texts; those after get the safe answer."""
        self._answers.extend(texts)

    def error(self, parent: QWidget | None, sentence: str) -> None:
        self.errors.append(sentence)

    def question(self, parent: QWidget | None, question: Question) -> None:
        self.questions.append(question)
        assert sum(choice.safe for choice in question.choices) == 1, "exactly one choice is safe"
        wanted = self._answers.pop(0) if self._answers else ""
        for choice in question.choices:
            if choice.text == wanted or (not wanted and choice.safe):
                if choice.action is not None:
                    choice.action()
                return
        raise AssertionError(f"no choice {wanted!r} in {[choice.text for choice in question.choices]}")

    def toast(self, text: str, action_text: str, action: Callable[[], None] | None) -> None:
        self.toasts.append(text)
        self.actions.append(action)

    def crash(self, report: str) -> None:
        self.crashes.append(report)
