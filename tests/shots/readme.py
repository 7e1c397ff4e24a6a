"""The pictures of the README, from the sample shop: small files with a palette of their own."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

README = Path(__file__).parents[2] / "resources" / "images" / "readme"
PICTURES = {  # name in the README -> what `tests.shots` calls it
    "home": "home-light",
    "customers": "customers-light",
    "customers-dark": "customers-dark",
    "reminders": "reminders-light",
    "counter-dark": "counter-serving-dark",
    "loyalty": "loyalty-light",
    "segments": "segments-editor-light",
    "follow-up-list": "paper-follow-up-list-1",
}
COLOURS = 128


def write(taken: Path) -> list[Path]:
    """Make the pictures of the README from those of a folder; return them.

    Args:
        taken: where the pictures are.
    """
    magick = shutil.which("magick") or shutil.which("convert")
    if magick is None:
        raise SystemExit("ImageMagick is missing: its command is magick or convert")
    README.mkdir(parents=True, exist_ok=True)
    made = []
    for name, source in PICTURES.items():
        picture = README / f"{name}.png"
        original = next(path for path in taken.glob("*.png") if _same(path.stem, source))
        options = ["-strip", "-dither", "None", "-colors", str(COLOURS)]
        subprocess.run([magick, str(original), *options, f"PNG8:{picture}"], check=True)
        made.append(picture)
    return made


def _same(stem: str, wanted: str) -> bool:
    """Pages are numbered with as many figures as the last one needs."""
    head, _dash, number = stem.rpartition("-")
    return stem == wanted or (number.isdecimal() and f"{head}-{int(number)}" == wanted)
