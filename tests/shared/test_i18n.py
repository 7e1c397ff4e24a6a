"""The language in force decides every text."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.shared import i18n
from crm_desktop.shared.i18n import N_, _, ngettext


@pytest.mark.parametrize(
    ("asked", "got"),
    [("es", "es"), ("es_MX", "es"), ("en-GB", "en"), ("fr", "es"), ("", "es"), ("../../etc", "es")],
)
def test_a_language_that_is_not_there_becomes_spanish(asked: str, got: str) -> None:
    assert i18n.install(asked) == got == i18n.language()


def test_texts_follow_the_language() -> None:
    i18n.install("es")
    assert _("The disk is full. Free some space and try again; nothing was changed.").startswith("El disco")
    assert (
        ngettext("{count} customer archived.", "{count} customers archived.", 2)
        .format(count=2)
        .startswith("2 ")
    )
    assert "archived" not in ngettext("{count} customer archived.", "{count} customers archived.", 1)
    i18n.install("en")
    assert (
        ngettext("{count} customer archived.", "{count} customers archived.", 1)
        == "{count} customer archived."
    )


def test_an_empty_text_stays_empty_and_a_marked_one_as_it_is() -> None:
    i18n.install("es")
    assert _("") == ""
    assert N_("Notes") == "Notes"


def test_without_catalogues_texts_are_shown_as_written(tmp_path: Path) -> None:
    i18n.install("es", tmp_path)
    assert _("Notes") == "Notes"
