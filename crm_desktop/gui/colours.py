"""The colours of both themes, worked out from one accent colour. Plain arithmetic: no Qt.

Contrast follows WCAG 2.1 (success criteria 1.4.3 and 1.4.11, level AA): 4.5 for text, 3 for the parts of a
control.
"""

from __future__ import annotations

from typing import NamedTuple

DEFAULT_ACCENT = "#0f766e"
TEXT_CONTRAST = 4.5
CONTROL_CONTRAST = 3.0


class Colours(NamedTuple):
    """One theme: every value is "#rrggbb".

    Attributes:
        window: behind everything.
        surface: lists, cards, the navigation, fields.
        raised: under the pointer, quiet chips and buttons.
        border: edges of cards and fields at rest; line: between rows.
        control: the edge of something to type in or to tick (3:1 against the surface).
        text, muted: what is read; what is read second.
        accent: accent-coloured text and icons; fill: a button's background, with `on_fill` written on it.
        soft: the selected row, with text, muted or `on_soft` (accent) written on it.
        late, near, done: red, amber, green as text; `*_soft`: the same as a background for that text.
    """

    dark: bool
    window: str
    surface: str
    raised: str
    border: str
    line: str
    control: str
    text: str
    muted: str
    accent: str
    fill: str
    fill_hover: str
    on_fill: str
    soft: str
    on_soft: str
    late: str
    late_soft: str
    near: str
    near_soft: str
    done: str
    done_soft: str


# What is written on what: (text role, background role, least contrast). A test proves all of them in both
# themes.
PAIRS: tuple[tuple[str, str, float], ...] = (
    *(
        (text, back, TEXT_CONTRAST)
        for text in ("text", "muted")
        for back in ("window", "surface", "raised", "soft")
    ),
    *(
        (text, back, TEXT_CONTRAST)
        for text in ("accent", "late", "near", "done")
        for back in ("window", "surface", "raised")
    ),
    ("on_fill", "fill", TEXT_CONTRAST),
    ("on_fill", "fill_hover", TEXT_CONTRAST),
    ("on_soft", "soft", TEXT_CONTRAST),
    ("text", "late_soft", TEXT_CONTRAST),
    ("text", "near_soft", TEXT_CONTRAST),
    ("text", "done_soft", TEXT_CONTRAST),
    ("late", "late_soft", TEXT_CONTRAST),
    ("near", "near_soft", TEXT_CONTRAST),
    ("done", "done_soft", TEXT_CONTRAST),
    ("late", "soft", TEXT_CONTRAST),
    ("near", "soft", TEXT_CONTRAST),
    ("done", "soft", TEXT_CONTRAST),
    ("control", "surface", CONTROL_CONTRAST),
    ("accent", "surface", CONTROL_CONTRAST),
)


def parts(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue (0 to 255) of "#rrggbb".

    Raises:
        ValueError: it is not a colour in that form.
    """
    if len(colour) != 7 or colour[0] != "#":
        raise ValueError(colour)
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(first: str, second: str, share: float) -> str:
    """Return `first` with `share` (0 to 1) of `second` in it."""
    pairs = zip(parts(first), parts(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def luminance(colour: str) -> float:
    """Return the relative luminance (0 black to 1 white) as WCAG defines it."""
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (part / 255 for part in parts(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio, 1 to 21."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str, backgrounds: tuple[str, ...], towards: str, least: float = TEXT_CONTRAST) -> str:
    """Return `colour` moved towards black or white only as far as it must to be read on all `backgrounds`."""
    candidate = colour
    for step in range(51):
        candidate = mix(colour, towards, step / 50)
        if all(contrast(candidate, background) >= least for background in backgrounds):
            break
    return candidate


def _accent(wanted: str) -> str:
    try:
        parts(wanted)
    except ValueError:
        return DEFAULT_ACCENT
    return wanted.lower()


def light(accent: str = "") -> Colours:
    """Return the light theme for an accent colour ("" or nonsense means the default)."""
    base = _accent(accent)
    tint = readable(base, ("#ffffff",), "#000000")

    def grey(value: str) -> str:
        return mix(value, tint, 0.02)

    window, raised, soft = grey("#f6f7f7"), grey("#eff1f1"), mix("#ffffff", tint, 0.13)
    text = grey("#191d1d")
    backgrounds = ("#ffffff", window, raised, soft)
    words = readable(tint, backgrounds, "#000000")
    return Colours(
        dark=False,
        window=window,
        surface="#ffffff",
        raised=raised,
        border=grey("#dcdfdf"),
        line=grey("#e8eaea"),
        control=readable(grey("#a0a6a6"), ("#ffffff",), "#000000", CONTROL_CONTRAST),
        text=text,
        muted=readable(grey("#606868"), backgrounds, "#000000"),
        accent=words,
        fill=tint,
        fill_hover=mix(tint, "#000000", 0.14),
        on_fill="#ffffff",
        soft=soft,
        on_soft=words,
        late=readable("#b3261e", (*backgrounds, "#fce8e6"), "#000000"),
        late_soft="#fce8e6",
        near=readable("#8f5a00", (*backgrounds, "#fdf0d5"), "#000000"),
        near_soft="#fdf0d5",
        done=readable("#1b7340", (*backgrounds, "#e2f4e8"), "#000000"),
        done_soft="#e2f4e8",
    )


def dark(accent: str = "") -> Colours:
    """Return the dark theme for an accent colour ("" or nonsense means the default)."""
    base = _accent(accent)
    tint = "#2dd4bf" if base == DEFAULT_ACCENT else readable(base, ("#2c3230",), "#ffffff")

    def grey(value: str) -> str:
        return mix(value, tint, 0.015)

    window, surface, raised = grey("#151918"), grey("#1e2221"), grey("#2a2f2e")
    soft = mix(surface, tint, 0.18)
    text = grey("#e9edec")
    backgrounds = (window, surface, raised, soft)
    words = readable(tint, backgrounds, "#ffffff")
    return Colours(
        dark=True,
        window=window,
        surface=surface,
        raised=raised,
        border=grey("#363c3a"),
        line=grey("#2b3130"),
        control=readable(grey("#59615f"), (surface,), "#ffffff", CONTROL_CONTRAST),
        text=text,
        muted=readable(grey("#98a19f"), backgrounds, "#ffffff"),
        accent=words,
        fill=tint,
        fill_hover=mix(tint, "#ffffff", 0.2),
        on_fill="#08110f",
        soft=soft,
        on_soft=words,
        late=readable("#f28b82", (*backgrounds, "#46211f"), "#ffffff"),
        late_soft="#46211f",
        near=readable("#f0b95c", (*backgrounds, "#3f3013"), "#ffffff"),
        near_soft="#3f3013",
        done=readable("#72d092", (*backgrounds, "#173522"), "#ffffff"),
        done_soft="#173522",
    )


class _InForce:
    """The theme that is shown now; one place, so that changing it changes everything that is painted."""

    def __init__(self) -> None:
        self.colours = light()


_in_force = _InForce()


def current() -> Colours:
    """Return the colours in force."""
    return _in_force.colours


def use(colours: Colours) -> None:
    """Make these colours the ones in force (`theme.apply` does it and repaints)."""
    _in_force.colours = colours
