"""The window's fixtures, for showing hostile texts in it."""

from __future__ import annotations

from tests.gui.conftest import gui, qapp_args, recorder, themed

__all__ = ["gui", "qapp_args", "recorder", "themed"]
