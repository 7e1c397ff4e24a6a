"""Every entry of every registry has a title, its translations, and an example that works."""

from __future__ import annotations

import io
import re
import typing
from pathlib import Path
from typing import TYPE_CHECKING

import pypdf
import pytest
from babel.messages.pofile import read_po

from crm_desktop.cli.commands import FEATURES
from crm_desktop.documents.kinds import KINDS, DocumentKind
from crm_desktop.exchange.formats import FORMATS, FileFormat, detect_format
from crm_desktop.gui import icons
from crm_desktop.gui.screens import SCREENS, ScreenSpec
from crm_desktop.shared.i18n import LANGUAGES
from translations import catalogues

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

ROOT = Path(__file__).resolve().parents[2]
TITLES = (
    [spec.title for spec in SCREENS]
    + [spec.group for spec in SCREENS]
    + [kind.title for kind in KINDS]
    + [each.title for each in FORMATS]
)


@pytest.fixture(scope="module")
def catalogue_of() -> dict[str, Catalog]:
    """The catalogue of each language."""
    found = {}
    for code, _name in LANGUAGES:
        with catalogues.catalogue_path(ROOT, code).open("rb") as file:
            found[code] = read_po(file, locale=code)
    return found


@pytest.mark.parametrize("title", sorted(set(TITLES)))
def test_title_is_translated(title: str, catalogue_of: dict[str, Catalog]) -> None:
    assert title.strip()
    for code, catalogue in catalogue_of.items():
        message = catalogue.get(title)
        assert message is not None, f"{title!r} is not in the catalogue of {code}: mark it with N_"
        assert message.string, f"{title!r} is not translated ({code})"


@pytest.mark.parametrize(
    "names", [[s.id for s in SCREENS], [k.name for k in KINDS], [f.key for f in FORMATS]]
)
def test_names_are_plain_and_each_is_there_once(names: list[str]) -> None:
    assert names
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z][a-z0-9_-]*", name) for name in names)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: typing.cast(DocumentKind, kind).name)
def test_document_prints_its_example(kind: DocumentKind) -> None:
    content = kind.build(kind.example())
    pdf = pypdf.PdfReader(io.BytesIO(content))
    assert pdf.metadata is not None
    assert pdf.metadata.title
    assert "".join(page.extract_text() for page in pdf.pages).strip()


@pytest.mark.parametrize("each", FORMATS, ids=lambda each: typing.cast(FileFormat, each).key)
def test_format_knows_its_example_by_what_stands_in_it(each: FileFormat, tmp_path: Path) -> None:
    assert each.reads or each.writes
    assert each.extensions
    assert all(re.fullmatch(r"\.[a-z]+", extension) for extension in each.extensions)
    example = each.example()
    assert example
    if each.reads:
        file = tmp_path / "example.without-its-extension"
        file.write_bytes(example)
        assert detect_format(file) is each


@pytest.mark.parametrize("spec", SCREENS, ids=lambda spec: typing.cast(ScreenSpec, spec).id)
def test_screen_has_an_icon_keys_of_its_own_and_a_folder(spec: ScreenSpec) -> None:
    assert icons._source(spec.icon)
    assert [other.id for other in SCREENS if spec.shortcut and other.shortcut == spec.shortcut] in (
        [],
        [spec.id],
    )
    assert (ROOT / "crm_desktop" / "gui" / spec.id / "__init__.py").exists()


def test_every_document_in_the_folder_is_in_the_tuple() -> None:
    """What is not listed does not exist for the built program."""
    files = {file.stem for file in (ROOT / "crm_desktop" / "documents" / "kinds").glob("*.py")} - {"__init__"}
    assert {kind.build.__module__.rsplit(".", 1)[1] for kind in KINDS} == files


def test_every_feature_of_the_command_line_is_in_the_tuple() -> None:
    """A module that adds commands and is not listed adds none."""
    files = (ROOT / "crm_desktop" / "cli").glob("*.py")
    adding = {file.stem for file in files if "def add(" in file.read_text("utf-8")}
    assert {feature.__name__.rsplit(".", 1)[1] for feature in FEATURES} == adding
