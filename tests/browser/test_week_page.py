"""The week's page as a browser shows it: on a phone, on a screen, in the dark, on paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from long_cases import mostly_long
from sample_plans import ALL_PLANS

from trimtab.reports.week_html import render_week

pytestmark = pytest.mark.browser

SHOWN_TEXT = """() => [...document.querySelectorAll('body *')].filter(element => {
  const own = [...element.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
  const box = element.getBoundingClientRect();
  return own && box.width > 1 && box.height > 1 && !element.closest('.unseen')
    && getComputedStyle(element).visibility === 'visible';
})"""
CONTRASTS = f"""() => {{
  const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
  const linear = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const ground = element => {{
    for (let at = element; at; at = at.parentElement) {{
      const colour = numbers(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }}
    return [255, 255, 255];
  }};
  return ({SHOWN_TEXT})().map(element => {{
    const one = light(numbers(getComputedStyle(element).color)), two = light(ground(element));
    const ratio = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    return [ratio, element.className + ' ' + element.textContent.trim().slice(0, 30)];
  }});
}}"""
SIZES = f"""() => ({SHOWN_TEXT})().map(element =>
  [parseFloat(getComputedStyle(element).fontSize), element.textContent.trim().slice(0, 30)])"""
OVERLAPS = """() => [...document.querySelectorAll('.track')].flatMap(track => {
  const boxes = [...track.querySelectorAll('.block:not(.rail)')]
    .map(block => block.getBoundingClientRect());
  return boxes.flatMap((a, i) => boxes.slice(i + 1).filter(b =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1.5 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1.5));
}).length"""

Opener = Callable[..., Any]


@pytest.fixture
def open_week(browser: Any, tmp_path: Path) -> Iterator[Opener]:
    """Open a sample plan's page at a width, in a colour scheme."""
    contexts = []

    def open_page(name: str, width: int, scheme: str = "light") -> Any:
        file = tmp_path / "week.html"
        file.write_text(render_week(ALL_PLANS[name]()), encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(file.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", mostly_long(ALL_PLANS, quick=4))
def test_nothing_overflows_sideways(open_week: Opener, name: str) -> None:
    """The page is never wider than the window, from a small phone to a wide screen."""
    page = open_week(name, 1280)
    for width in (320, 360, 899, 900, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_all_text_is_readable(open_week: Opener, width: int, scheme: str) -> None:
    """Every shown word has a contrast of at least 4.5 to 1."""
    found = open_week("nights", width, scheme).evaluate(CONTRASTS)
    assert len(found) > 100
    assert [each for each in found if each[0] < 4.5] == []


@pytest.mark.long
def test_schemes_differ(open_week: Opener) -> None:
    """The dark page is dark and the light one light."""
    colours = [
        open_week("nights", 360, scheme).evaluate("getComputedStyle(document.body).backgroundColor")
        for scheme in ("light", "dark")
    ]
    assert colours == ["rgb(248, 245, 238)", "rgb(20, 23, 28)"]


@pytest.mark.long
@pytest.mark.parametrize("name", ["nights", "two weeks", "clocks go back"])
def test_phone_text_is_large_enough(open_week: Opener, name: str) -> None:
    """No shown word on a phone is smaller than 16 px."""
    found = open_week(name, 360).evaluate(SIZES)
    assert [each for each in found if each[0] < 16] == []


@pytest.mark.parametrize("name", mostly_long(ALL_PLANS, quick=4))
def test_page_asks_for_nothing(open_week: Opener, name: str) -> None:
    """Opening the page makes no request but for itself, and runs no script."""
    page = open_week(name, 1280)
    assert [url for url in page.asked if not url.endswith("/week.html")] == []
    assert page.evaluate("document.scripts.length") == 0


@pytest.mark.long
@pytest.mark.parametrize("name", ["nights", "clocks go back", "two weeks"])
def test_drawn_blocks_do_not_cover_each_other(open_week: Opener, name: str) -> None:
    """In the picture no block lies over another, and each is tall enough for a line."""
    page = open_week(name, 1280)
    assert page.evaluate(OVERLAPS) == 0
    heights = page.evaluate(
        "[...document.querySelectorAll('.block')].map(b => b.getBoundingClientRect().height)"
    )
    assert min(heights) >= 14


def test_a_tap_on_a_day_goes_there(open_week: Opener) -> None:
    """On a phone the small picture leads to each day, in reach of a thumb."""
    page = open_week("nights", 360)
    link = page.locator(".glance a").nth(3)
    assert link.bounding_box()["height"] >= 44
    link.click()
    assert page.url.endswith("#day-2026-11-19")
    assert page.locator("#day-2026-11-19").bounding_box()["y"] < 100


@pytest.mark.parametrize("width", [360, 1280])
def test_help_is_always_near(open_week: Opener, width: int) -> None:
    """The help mark stays in its corner, is large enough to touch, and leads to the lines."""
    page = open_week("nights", width)
    page.evaluate("window.scrollTo(0, 900)")
    box = page.locator(".help-mark").bounding_box()
    assert min(box["width"], box["height"]) >= 44
    assert box["x"] + box["width"] > width - 40
    assert 0 <= box["y"] < 10
    covered = page.evaluate(
        "() => { const mark = document.querySelector('.help-mark').getBoundingClientRect();"
        " return document.elementsFromPoint(mark.x + 20, mark.y + 20).slice(0, 2)"
        ".map(one => one.className); }"
    )
    assert covered == ["help-mark", "help-bar"]
    page.locator(".help-mark").click()
    assert page.locator("#help").is_visible()
    assert page.url.endswith("#help")


@pytest.mark.long
@pytest.mark.parametrize(("name", "pictures"), [("nights", 1), ("two weeks", 2), ("empty", 1)])
def test_each_picture_prints_on_one_page(open_week: Opener, name: str, pictures: int) -> None:
    """A week's picture takes one landscape sheet, on A4 and on Letter."""
    page = open_week(name, 1280, "dark")
    page.add_style_tag(content=".below { display: none !important; }")
    for paper in ("A4", "Letter"):
        sheets = page.pdf(format=paper, landscape=True)
        assert len(re.findall(rb"/Type\s*/Page\b(?!s)", sheets)) == pictures
