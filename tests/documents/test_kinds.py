"""Every printed document has a name, a title and an example that works."""

from __future__ import annotations

import subprocess
import sys

import pytest

from crm_desktop.documents.kinds import KINDS, DocumentKind
from tests.documents import pdfs


def test_names_are_unique() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_example_is_printed(kind: DocumentKind) -> None:
    pdf = kind.build(kind.example())
    assert kind.title
    assert int(pdfs.info(pdf)["Pages"]) >= 1
    assert "García Muñoz" in pdfs.text(pdf)


def test_knowing_the_documents_loads_no_heavy_library() -> None:
    program = (
        "import sys; import crm_desktop.documents.kinds;"
        "sys.exit(bool({'reportlab', 'babel', 'PIL'} & sys.modules.keys()))"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
