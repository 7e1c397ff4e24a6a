"""Reads back what was printed, with readers that are not ours."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

MM = 25.4


def run(program: str, pdf: bytes, *options: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "printed.pdf"
        path.write_bytes(pdf)
        done = subprocess.run([program, *options, str(path), *(["-"] if program == "pdftotext" else [])],
                              capture_output=True, text=True, check=True)  # fmt: skip
    assert not done.stderr, done.stderr
    return done.stdout


def text(pdf: bytes) -> str:
    """The text layer as poppler reads it; pages are divided by form feeds."""
    return run("pdftotext", pdf, "-layout").replace("\u202a", "").replace("\u202b", "").replace("\u202c", "")


def pages(pdf: bytes) -> list[str]:
    return text(pdf).split("\f")[:-1]


def joined(pdf: bytes) -> str:
    """The text layer in the order in which it was written, without any white space."""
    return "".join(run("pdftotext", pdf, "-raw").split())


def info(pdf: bytes) -> dict[str, str]:
    pairs = (line.split(":", 1) for line in run("pdfinfo", pdf).splitlines())
    return {key: value.strip() for key, value in pairs}


def fonts(pdf: bytes) -> list[list[str]]:
    return [line.split() for line in run("pdffonts", pdf).splitlines()[2:]]


def picture(pdf: bytes, page: int = 0, dpi: int = 150) -> Image.Image:
    """A page as pdfium draws it, in greys."""
    document = pdfium.PdfDocument(pdf)
    try:
        drawn: Image.Image = document[page].render(scale=dpi / 72).to_pil()
        return drawn.convert("L")
    finally:
        document.close()


def darkness(image: Image.Image, box: tuple[float, float, float, float], dpi: int = 150) -> float:
    """The share of dark pixels in a rectangle: left, top, right, bottom in mm."""
    left, top, right, bottom = (round(edge * dpi / MM) for edge in box)
    part = image.crop((left, top, right, bottom))
    pixels = part.tobytes()
    return sum(pixel < 128 for pixel in pixels) / len(pixels)
