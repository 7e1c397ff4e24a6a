"""The length limits of files: 400 lines in the window and in tests, 300 elsewhere."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("crm_desktop", "resources", "tests", "translations")
WIDE, NARROW = 400, 300


def too_long(root: Path) -> list[str]:
    """Returns a sentence for each Python file under `root` that is longer than its limit."""
    files = [*root.glob("*.py"), *(file for folder in FOLDERS for file in (root / folder).rglob("*.py"))]
    found = []
    for file in sorted(files):
        path = file.relative_to(root).as_posix()
        limit = WIDE if path.startswith(("crm_desktop/gui/", "tests/")) else NARROW
        lines = len(file.read_text("utf-8").splitlines())
        if lines > limit:
            found.append(f"{path} has {lines} lines and the limit is {limit}: make it two files")
    return found


if __name__ == "__main__":
    sentences = too_long(ROOT)
    print("\n".join(sentences))
    sys.exit(bool(sentences))
