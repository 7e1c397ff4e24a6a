"""The catalogues: complete, stable, and kept from the code and from fragments."""

from __future__ import annotations

import gettext
import subprocess
import sys
from pathlib import Path

import pytest

from translations import catalogues

SOURCE = """
from x import N_, _, ngettext, pgettext

NAMES = {1: N_("Call")}


def f(n):
    # Translators: the button that keeps a customer
    return _("Save"), ngettext("{n} customer", "{n} customers", n), pgettext("month", "May"), _("")
"""
FRAGMENT = """
msgid "Call"
msgstr "Llamada"

msgid "Save"
msgstr "Guardar"

msgid "{n} customer"
msgid_plural "{n} customers"
msgstr[0] "{n} cliente"
msgstr[1] "{n} clientes"

msgctxt "month"
msgid "May"
msgstr "mayo"
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A program of one file that shows five texts."""
    (tmp_path / "crm_desktop" / "gui").mkdir(parents=True)
    (tmp_path / "crm_desktop" / "gui" / "page.py").write_text(SOURCE, "utf-8")
    return tmp_path


def fragment(project: Path, text: str = FRAGMENT, name: str = "some.po") -> Path:
    """A file with translations of some texts."""
    path = project / name
    path.write_text(text, "utf-8")
    return path


def spanish(project: Path) -> str:
    """The Spanish catalogue as text."""
    return catalogues.catalogue_path(project, "es").read_text("utf-8")


def test_texts_of_the_code_wait_for_their_translation(project: Path) -> None:
    told = catalogues.update(project, [])
    assert len(told) == 4
    assert all("is not translated" in sentence and "crm_desktop/gui/page.py" in sentence for sentence in told)


def test_fragment_completes_the_catalogue(project: Path) -> None:
    assert catalogues.update(project, [fragment(project)]) == []
    assert catalogues.check(project) == []
    found = gettext.translation("crm_desktop", project / "translations", languages=["es"])
    assert found.gettext("Save") == "Guardar"
    assert found.ngettext("{n} customer", "{n} customers", 1) == "{n} cliente"
    assert found.ngettext("{n} customer", "{n} customers", 0) == "{n} clientes"
    assert found.pgettext("month", "May") == "mayo"


def test_english_fills_itself(project: Path) -> None:
    catalogues.update(project, [])
    found = gettext.translation("crm_desktop", project / "translations", languages=["en"])
    assert found.gettext("Save") == "Save"
    assert found.ngettext("{n} customer", "{n} customers", 2) == "{n} customers"


def test_second_update_changes_not_one_byte(project: Path) -> None:
    catalogues.update(project, [fragment(project)])
    before = {file: file.read_bytes() for file in (project / "translations").rglob("*.po*")}
    times = {file: file.stat().st_mtime_ns for file in before}
    catalogues.update(project, [])
    assert {file: file.read_bytes() for file in before} == before
    assert {file: file.stat().st_mtime_ns for file in before} == times


def test_catalogue_says_nothing_that_changes_without_need(project: Path) -> None:
    catalogues.update(project, [fragment(project)])
    text = spanish(project)
    assert "Date" not in text
    assert str(project) not in text
    assert "#: crm_desktop/gui/page.py\n" in text
    assert "#. the button that keeps a customer\n" in text


def test_text_that_left_the_code_leaves_the_catalogue(project: Path) -> None:
    catalogues.update(project, [fragment(project)])
    page = project / "crm_desktop" / "gui" / "page.py"
    page.write_text(SOURCE.replace('_("Save")', '_("Keep")'), "utf-8")
    catalogues.update(project, [])
    assert "Save" not in spanish(project)
    assert "Guardar" not in spanish(project)  # and no guess that "Keep" might mean the same
    assert "fuzzy" not in spanish(project)


def test_later_translation_wins(project: Path) -> None:
    catalogues.update(project, [fragment(project)])
    catalogues.update(project, [fragment(project, 'msgid "Save"\nmsgstr "Conservar"\n', "later.po")])
    assert 'msgstr "Conservar"' in spanish(project)
    assert 'msgstr "Llamada"' in spanish(project)


def test_translation_without_its_text_is_told(project: Path) -> None:
    told = catalogues.update(project, [fragment(project, FRAGMENT + '\nmsgid "Gone"\nmsgstr "Ido"\n')])
    assert told == ["some.po: 1 texts are not in the code (yet): 'Gone'"]


def test_changed_code_is_seen_by_the_check(project: Path) -> None:
    catalogues.update(project, [fragment(project)])
    page = project / "crm_desktop" / "gui" / "page.py"
    page.write_text(SOURCE + '\nMORE = N_("More")\n', "utf-8")
    assert "not up to date" in catalogues.check(project)[0]


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ('msgstr[1] "{n} clientes"', 'msgstr[1] "{x} clientes"', "placeholders"),
        ('msgstr[1] "{n} clientes"', 'msgstr[1] "{n clientes"', "placeholders"),
        ('msgstr "Guardar"', 'msgstr "Guardar {name}"', "placeholders"),
        ('msgstr "Guardar"', 'msgstr ""', "not translated"),
        ('msgstr[1] "{n} clientes"', 'msgstr[1] ""', "not translated"),
        ('msgstr "Guardar"', 'msgstr "Guardar "', "does not end"),
    ],
)
def test_wrong_translation_is_told(project: Path, right: str, wrong: str, told: str) -> None:
    found = catalogues.update(project, [fragment(project, FRAGMENT.replace(right, wrong))])
    assert [sentence for sentence in found if told in sentence]
    assert [sentence for sentence in catalogues.check(project) if told in sentence]


def test_one_may_be_said_without_a_number(project: Path) -> None:
    text = FRAGMENT.replace('msgstr[0] "{n} cliente"', 'msgstr[0] "Un cliente"')
    assert catalogues.update(project, [fragment(project, text)]) == []


def test_code_that_cannot_be_read_changes_nothing(project: Path) -> None:
    catalogues.update(project, [fragment(project)])
    before = spanish(project)
    (project / "crm_desktop" / "gui" / "half.py").write_text("def f(:", "utf-8")
    with pytest.raises(catalogues.Trouble, match=r"half\.py, line 1"):
        catalogues.update(project, [])
    assert spanish(project) == before


def test_two_plurals_for_one_text_are_refused(project: Path) -> None:
    other = project / "crm_desktop" / "other.py"
    other.write_text("def f(n):\n    return ngettext('{n} customer', '{n} clients', n)\n", "utf-8")
    with pytest.raises(catalogues.Trouble, match="another plural"):
        catalogues.extract(project)


def test_two_at_once_do_not_disturb_each_other(project: Path) -> None:
    root = Path(catalogues.__file__).parents[1]
    pieces = FRAGMENT.strip().split("\n\n")
    files = [fragment(project, piece, f"{number}.po") for number, piece in enumerate(pieces)]
    command = [sys.executable, "-m", "translations.catalogues", "update", "--root", str(project), "--merge"]
    started = [subprocess.Popen([*command, str(file)], cwd=root, stderr=subprocess.DEVNULL) for file in files]
    assert [process.wait(60) for process in started] == [0] * len(pieces)
    assert catalogues.check(project) == []
