"""Every colour of text that the style sheets use can be read on what it stands on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from trimtab.reports.tokens import DARK, LIGHT, LOOKS, Scheme, contrast_ratio
from trimtab.web import assets

TEXT, MARK = 4.5, 3.0
"""WCAG 2.2, 1.4.3 and 1.4.11: text, and what is needed to understand a control."""

GROUNDS = ("paper", "open", "panel")
SHEETS = sorted((Path(assets.__file__).parent / "static").glob("*.css"))
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def colours(scheme: Scheme) -> dict[str, str]:
    """Every token of a scheme by its name in style sheets."""
    names = ("paper", "open", "ink", "quiet", "rule", "panel", "night", "accent")
    found = {name: getattr(scheme, name) for name in names}
    for kind, look in LOOKS.items():
        paint = look.light if scheme is LIGHT else look.dark
        found |= {kind: paint.surface, f"{kind}-text": paint.text, f"{kind}-edge": paint.edge}
    return found


def pairs(sheet: str) -> set[tuple[str, str, str]]:
    """Selector, text token and ground token of every rule that names a colour of text."""
    without = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    found = set()
    for selector, body in RULE.findall(without):
        text = re.search(r"(?:^|[;\s])color:\s*var\(--([a-z_-]+)\)", body)
        if text is None:
            continue
        ground = re.search(r"background(?:-color)?:\s*var\(--([a-z_-]+)\)", body)
        grounds = (ground[1],) if ground else GROUNDS
        found |= {(selector.strip(), text[1], one) for one in grounds}
    return found


def too_faint(found, scheme: Scheme, least: float) -> list[str]:
    """Pairs below the least contrast, with their ratio; those that kinds fill are left out."""
    known = colours(scheme)
    return [
        f"{selector}: {text} on {ground} {contrast_ratio(known[text], known[ground]):.2f}"
        for selector, text, ground in sorted(found)
        if text in known and ground in known and contrast_ratio(known[text], known[ground]) < least
    ]


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.stem)
def test_text_can_be_read_in_every_style_sheet(sheet, scheme):
    """Where a rule names no ground, its text is read on paper, open time and panels."""
    assert too_faint(pairs(sheet.read_text()), scheme, TEXT) == []


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_blocks_of_every_kind_can_be_read(scheme):
    """A kind's text stands on its own surface."""
    kinds = {(kind, f"{kind}-text", kind) for kind in LOOKS}
    assert too_faint(kinds, scheme, TEXT) == []


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_controls_and_focus_stand_out(scheme):
    """Borders of fields, the ring of focus and the marks of days are seen on every ground."""
    found = {("focus", "accent", ground) for ground in GROUNDS}
    found |= {("field", "quiet", ground) for ground in GROUNDS}
    assert too_faint(found, scheme, MARK) == []


def test_the_reader_of_style_sheets_finds_what_is_faint():
    """A rule with text in the colour of rules is found."""
    assert too_faint(pairs(".a { color: var(--rule); }"), LIGHT, TEXT)
    assert pairs(".b{background:var(--ink);color:var(--paper)}") == {(".b", "paper", "ink")}
