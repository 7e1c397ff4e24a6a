"""Take the pictures: `python -m tests.shots [FOLDER] [--only NAME] [--theme light|dark]`.

`python -m tests.shots --readme` takes only those of the README, and writes them into
`resources/images/readme` (it needs pdftoppm of poppler-utils and ImageMagick).
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

README_SHOTS = ("home", "customers", "reminders", "counter-serving", "loyalty", "segments-editor")
SIZES = {"": (1366, 768), "-1024": (1024, 600)}


def main() -> None:
    """Make a sample shop and an empty one, and picture both."""
    parser = argparse.ArgumentParser(
        prog="tests.shots", description="A picture of every screen and printed page."
    )
    parser.add_argument("folder", nargs="?", default="shots", type=Path)
    parser.add_argument("--only", default="", help="only pictures whose name contains this")
    parser.add_argument("--theme", choices=["light", "dark"], help="only this theme")
    parser.add_argument("--readme", action="store_true", help="write the pictures of the README, no others")
    wanted = parser.parse_args()
    scratch_folder = tempfile.TemporaryDirectory() if wanted.readme else None
    if scratch_folder is not None:
        wanted.folder = Path(scratch_folder.name)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    wanted.folder.mkdir(parents=True, exist_ok=True)

    from PySide6.QtWidgets import QApplication

    from crm_desktop.gui import theme
    from crm_desktop.gui.qt_texts import CatalogueTranslator
    from crm_desktop.services.demo import make_demo
    from crm_desktop.services.shop import open_shop
    from crm_desktop.shared import i18n
    from tests.factories import a_clock
    from tests.shots import papers, readme
    from tests.shots.scenes import EMPTY, SHOTS

    app = QApplication(["shots"])
    i18n.install("es")
    translator = CatalogueTranslator(app)
    app.installTranslator(translator)
    theme.use_shipped_font(app)
    with tempfile.TemporaryDirectory() as scratch:
        full, empty = Path(scratch) / "muestra", Path(scratch) / "vacía"
        shop = open_shop(full, clock=a_clock())
        make_demo(shop, 2000, 1)
        if not wanted.theme or wanted.theme == "light":
            report(papers.draw(shop, wanted.folder, wanted.only))
        shop.close()
        open_shop(empty, clock=a_clock()).close()
        modes = (
            [theme.ThemeMode(wanted.theme)] if wanted.theme else [theme.ThemeMode.LIGHT, theme.ThemeMode.DARK]
        )
        for mode in modes:
            for folder, shots in ((full, SHOTS), (empty, EMPTY)):
                for shot in shots:
                    named = shot.name in README_SHOTS if wanted.readme else wanted.only in shot.name
                    if named:
                        take(app, folder, shot, mode, wanted.folder)
    if scratch_folder is not None:
        report(readme.write(wanted.folder))
        scratch_folder.cleanup()


def take(app: object, shop: Path, shot: object, mode: object, folder: Path) -> None:
    """Take one picture in each of its sizes."""
    from PySide6.QtWidgets import QApplication

    from crm_desktop.gui.theme import ThemeMode
    from tests.shots.scenes import Shot
    from tests.shots.stage import opened

    assert isinstance(app, QApplication)
    assert isinstance(shot, Shot)
    assert isinstance(mode, ThemeMode)
    for suffix, size in SIZES.items():
        if suffix and not shot.small:
            continue
        with opened(app, shop, size, mode) as stage:
            widget = shot.scene(stage)
            if widget is None:
                continue
            stage.rest()
            path = folder / f"{shot.name}{suffix}-{mode}.png"
            widget.grab().save(str(path))
            if widget is not stage.window:
                widget.close()
            report([path])


def report(paths: list[Path]) -> None:
    """Say which pictures were written."""
    for path in paths:
        print(path, flush=True)


if __name__ == "__main__":
    main()
