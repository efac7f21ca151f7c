"""The help mark: the same corner everywhere, and never on top of something to tap."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sample_desk import served
from today_desk import at, desk_at

pytestmark = pytest.mark.browser
PATHS = ("/", "/season", "/settings", "/wins", "/help")
COVERED = """() => {
  const mark = document.querySelector('.help-mark').getBoundingClientRect();
  const bar = document.querySelector('.bar').getBoundingClientRect();
  const found = [];
  for (let y = 0; y < document.documentElement.scrollHeight; y += 40) {
    window.scrollTo(0, y);
    for (const one of document.querySelectorAll('main a, main button, main summary, main input')) {
      const box = one.getBoundingClientRect();
      const top = Math.max(box.top, bar.bottom);
      if (top < mark.bottom && mark.top < box.bottom && box.left < mark.right
        && mark.left < box.right) found.push(one.outerHTML.slice(0, 90));
    }
  }
  return found;
}"""
CORNER = """() => {
  window.scrollTo(0, 400);
  const box = document.querySelector('.help-mark').getBoundingClientRect();
  const bar = document.querySelector('.bar').getBoundingClientRect();
  return [innerWidth - box.right, box.top, box.width >= 44 && box.height >= 44, bar.height < 50];
}"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A day with rows to mark, on a real port."""
    with served(desk_at(at(16, "09:10"))) as found:
        yield found


@pytest.mark.long
@pytest.mark.parametrize("width", [360, 1280])
def test_the_help_mark_never_covers_anything_to_tap(browser, address, width):
    """Wherever a page is scrolled to, and in the same corner of each."""
    page = browser.new_page(viewport={"width": width, "height": 740})
    corners = []
    for path in PATHS:
        page.goto(address + path)
        assert page.evaluate(COVERED) == []
        corners.append(page.evaluate(CORNER))
    page.close()
    assert corners == [[0, 0, True, True]] * len(PATHS)


def test_no_word_of_a_block_is_struck_through_by_the_present(browser, address):
    """The present line stands beside the block it lies in."""
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(address)
    line = page.locator(".row.now .present").bounding_box()
    clipped = page.locator(".row.now .present").evaluate(
        "one => getComputedStyle(one.parentElement).overflow"
    )
    name = page.locator(".row.now .row-name").bounding_box()
    page.close()
    assert line["x"] + line["width"] <= name["x"]
    assert clipped == "visible"
