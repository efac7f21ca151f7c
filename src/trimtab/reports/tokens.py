"""Colour, type and space in one place, read by the terminal theme and by the HTML page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from trimtab.domain.plans import Block

Texture = Literal[
    "solid", "calm", "dashes", "fade", "hatch", "dots", "bar", "double", "both", "ticks", "rails",
    "outline",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paint:
    """Colours of a block in one scheme: surface, text on it, and the edge that carries texture."""

    surface: str
    text: str
    edge: str


@dataclass(frozen=True, slots=True)
class KindLook:
    """How one kind of block looks everywhere.

    `ansi` is the rich style for 16 colours; `mark` the character at a block's left edge in a
    terminal and `fill` the one that shades it where there is no colour; `label` one word.
    """

    label: str
    texture: Texture
    light: Paint
    dark: Paint
    ansi: str
    mark: str
    fill: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """Colours of the page itself: paper, open time, ink, rules, and the shape behind a night."""

    paper: str
    open: str
    ink: str
    quiet: str
    rule: str
    panel: str
    night: str
    accent: str


LIGHT = Scheme(
    "#f8f5ee", "#fffefb", "#1f2430", "#5b6069", "#e3ded3", "#efeadf", "#cfd7ee", "#a8551a"
)
DARK = Scheme(
    "#14171c", "#191d23", "#e8e5df", "#a5a8ae", "#2a2e35", "#22272e", "#222b47", "#e8a468"
)

LOOKS: dict[str, KindLook] = {
    "commitment": KindLook(
        "duty",
        "solid",
        Paint("#4b515c", "#ffffff", "#2d323a"),
        Paint("#4a505b", "#ffffff", "#8b919c"),
        "black on white",
        "█",
        "▓",
    ),
    "travel": KindLook(
        "travel",
        "hatch",
        Paint("#e2dfd8", "#3b3f46", "#8d8f93"),
        Paint("#31353b", "#dad8d3", "#858a92"),
        "default",
        "/",
        " ",
    ),
    "sleep": KindLook(
        "sleep",
        "calm",
        Paint("#2f3d69", "#eef1fb", "#2f3d69"),
        Paint("#2a3866", "#e3e9fb", "#2a3866"),
        "bright_white on blue",
        "░",
        "░",
    ),
    "nap": KindLook(
        "nap",
        "dashes",
        Paint("#596a9c", "#ffffff", "#c9d2f0"),
        Paint("#43528a", "#f1f4ff", "#a9b6e6"),
        "bright_white on blue",
        "┆",
        "░",
    ),
    "meal": KindLook(
        "meal",
        "dots",
        Paint("#ece4cc", "#443b1f", "#9a8747"),
        Paint("#403a26", "#f0e7cd", "#b8a662"),
        "yellow",
        "∙",
        " ",
    ),
    "practice": KindLook(
        "practice",
        "bar",
        Paint("#c4e2ca", "#143d23", "#2f7d4a"),
        Paint("#1f4f31", "#d6f2dd", "#62b981"),
        "black on green",
        "┃",
        " ",
    ),
    "protect": KindLook(
        "protected",
        "double",
        Paint("#f7d5a6", "#4f2f08", "#bf6b12"),
        Paint("#66430f", "#fde8c8", "#e9a04a"),
        "black on yellow",
        "║",
        " ",
    ),
    "task": KindLook(
        "task",
        "ticks",
        Paint("#c3e1e2", "#0e3d41", "#1c7a82"),
        Paint("#16484d", "#d4f1f2", "#56b7bf"),
        "black on cyan",
        "╞",
        " ",
    ),
    "study": KindLook(
        "study",
        "rails",
        Paint("#c3daf4", "#0f3358", "#2467ab"),
        Paint("#1b426a", "#d9eafc", "#6ba9e6"),
        "black on bright_cyan",
        "╠",
        " ",
    ),
    "buffer": KindLook(
        "buffer",
        "outline",
        Paint("#f3efe6", "#4a4e56", "#aaa79f"),
        Paint("#1f2329", "#c9c8c4", "#666b73"),
        "default",
        "┊",
        " ",
    ),
    "wind_down": KindLook(
        "wind-down",
        "fade",
        Paint("#dcdaec", "#2c2848", "#6a65a0"),
        Paint("#35325a", "#e6e3f7", "#8f8ac6"),
        "magenta",
        "▒",
        "·",
    ),
    "people": KindLook(
        "people",
        "both",
        Paint("#f5cabc", "#571f11", "#c0492b"),
        Paint("#6b3022", "#fbe0d7", "#ee8a6d"),
        "bright_white on red",
        "▐",
        " ",
    ),
}

SPACE = {"1": "0.25rem", "2": "0.5rem", "3": "1rem", "4": "1.5rem", "5": "2.5rem"}
TYPE = {
    "body": "1rem",
    "title": "1.6rem",
    "section": "1.2rem",
    "small": "0.875rem",
    "block": "0.8rem",
    "tiny": "0.72rem",
}

WORTH_STEPS = ((5, 0.0), (15, 0.18), (30, 0.38), (60, 0.65))
WORTH_MOST = 1.0
"""How strongly an hour is tinted: (up to so many minutes of worth, opacity), then the most."""

_ORIGIN_LABELS = {
    "home_call": "home call",
    "lecture": "lecture",
    "clinic": "clinic",
    "appointment": "appointment",
    "family": "family",
    "personal": "personal",
}


def kind_label(block: Block) -> str:
    """One or two words for what a block is; a commitment says which calendar kind it came from."""
    if block.kind == "commitment":
        return _ORIGIN_LABELS.get(block.origin, LOOKS["commitment"].label)
    return LOOKS[block.kind].label


def worth_tint(minutes: float) -> float:
    """Opacity of the tint of an hour worth so many minutes.

    >>> worth_tint(3), worth_tint(20), worth_tint(240)
    (0.0, 0.38, 1.0)
    """
    return next((tint for most, tint in WORTH_STEPS if minutes < most), WORTH_MOST)


def contrast_ratio(first: str, second: str) -> float:
    """Contrast between two #rrggbb colours, 1 to 21 (WCAG 2.2, relative luminance).

    >>> round(contrast_ratio("#000000", "#ffffff"), 1)
    21.0
    """
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
