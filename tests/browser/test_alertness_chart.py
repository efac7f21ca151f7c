"""The chart of alertness on Today: drawn over the server's picture, which stays on paper."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sample_desk import TUESDAY_AT_TEN, FixedPlanning, desk_over, filled_store, served
from sample_plans import night_week

from trimtab.domain.body import Alertness
from trimtab.domain.plans import Plan
from trimtab.web.assets import script_urls

pytestmark = pytest.mark.browser

Opener = Callable[..., Any]
MIDNIGHT = TUESDAY_AT_TEN.replace(hour=0)
ACCENT = "getComputedStyle(document.documentElement).getPropertyValue('--accent').trim()"


def alert_week() -> Plan:
    """The week of nights with a Tuesday that grows sleepier each hour, asleep until nine."""
    points = [
        Alertness(
            MIDNIGHT + timedelta(minutes=30 * at), 2 + at / 10, 1 + at / 10, 3 + at / 10, at < 18
        )
        for at in range(48)
    ]
    return replace(night_week(), alertness=tuple(points))


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A served Today."""
    if not script_urls("today"):
        if os.environ.get("TRIMTAB_REQUIRE_BROWSER") == "1":
            pytest.fail("There is no bundle: make bundle")
        pytest.skip("There is no bundle: make bundle")
    plan = alert_week()
    with served(desk_over(filled_store(plan), FixedPlanning(plan))) as found:
        yield found


@pytest.fixture
def open_today(browser: Any, address: str) -> Iterator[Opener]:
    """Open Today; at the end, nothing may have been complained of."""
    contexts, complaints = [], []

    def open_page(width: int = 1280, **more: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 900}, **more)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address)
        page.wait_for_selector(".chart canvas")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


NEXT_FRAMES = """() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))))"""
"""A change of scheme is heard with one frame, and drawn by the next."""


def painted(page: Any) -> set[str]:
    """Colours in the chart as #rrggbb, the fully opaque ones."""
    found: list[str] = page.evaluate(
        """() => {
          const canvas = document.querySelector('.chart canvas');
          const pen = canvas.getContext('2d');
          const bytes = pen.getImageData(0, 0, canvas.width, canvas.height).data;
          const seen = new Set();
          for (let at = 0; at < bytes.length; at += 4) {
            if (bytes[at + 3] === 255) {
              const hex = [0, 1, 2].map(i => bytes[at + i].toString(16).padStart(2, '0'));
              seen.add('#' + hex.join(''));
            }
          }
          return [...seen];
        }"""
    )
    return set(found)


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_chart_takes_the_colours_of_the_scheme(open_today: Opener, scheme: str) -> None:
    """Line and shaded sleep have the colours of the tokens, in light and in dark."""
    page = open_today(color_scheme=scheme)
    night = page.evaluate(ACCENT.replace("--accent", "--night"))
    assert {page.evaluate(ACCENT), night} <= painted(page)
    assert page.locator(".alert-picture").is_hidden()


@pytest.mark.long
def test_the_chart_follows_the_scheme(open_today: Opener) -> None:
    """When the scheme changes, the chart is drawn anew in its colours."""
    page = open_today(color_scheme="light")
    page.emulate_media(color_scheme="dark")
    page.evaluate(NEXT_FRAMES)
    assert page.evaluate(ACCENT) in painted(page)


def test_the_chart_keeps_to_the_window(open_today: Opener) -> None:
    """The chart grows narrower with the window."""
    page = open_today()
    wide = page.locator(".chart canvas").bounding_box()["width"]
    page.set_viewport_size({"width": 360, "height": 800})
    page.wait_for_selector(".chart .u-over")
    page.locator("h1").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator(".chart").bounding_box()["width"] <= min(wide, 360)


def test_the_caption_stands_right_below_and_nothing_moves_when_pointed_at(
    open_today: Opener,
) -> None:
    """What the pointer reads takes the caption's place, which has no room of its own."""
    page = open_today(360)
    page.locator(".chart").scroll_into_view_if_needed()
    chart = page.locator(".chart").bounding_box()
    caption = page.locator(".alert-figure figcaption")
    assert 0 <= caption.bounding_box()["y"] - chart["y"] - chart["height"] < 12
    height = page.locator(".alert-figure").bounding_box()["height"]
    box = page.locator(".chart .u-over").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + 40)
    page.locator(".chart-said").filter(has_text="of 9").wait_for()
    assert page.locator(".alert-figure").bounding_box()["height"] == height


@pytest.mark.long
def test_pointing_says_the_hour(open_today: Opener) -> None:
    """Where one points, the time and the range are said in words."""
    page = open_today()
    page.locator(".chart").scroll_into_view_if_needed()
    box = page.locator(".chart .u-over").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + 40)
    said = page.locator(".chart-said").filter(has_text=re.compile(r"1\d:[03]0: about \d–\d of 9"))  # noqa: RUF001
    said.wait_for(timeout=5000)
    page.mouse.move(box["x"] + 4, box["y"] + 40)
    page.get_by_text("00:00: asleep").wait_for()


@pytest.mark.long
def test_paper_keeps_the_drawn_picture(open_today: Opener) -> None:
    """In print the server's picture stands, as canvases print badly."""
    page = open_today()
    page.emulate_media(media="print")
    assert page.locator(".chart").is_hidden()
