"""The week moved by hand and by key, over the real planner: what is dropped stays where it fell."""

from __future__ import annotations

import re

import pytest
from walking import PHONE, blocks_named, move_in

pytestmark = pytest.mark.browser
CALL = ".ec-event[aria-label^='Call home']"
WORDS = "#week-calendar .words"


@pytest.fixture
def week(walk, home):
    """The example's week, opened on its Monday."""
    move_in(home)
    home.at("2026-11-16T16:00")
    walker = walk()
    walker.go("/week")
    walker.page.wait_for_selector("[data-key][tabindex='0']")
    return walker


def way_to_the_best(page, held):
    """How far it is in pixels from the held block to the place that is said to be the best."""
    best = page.locator(WORDS).inner_text()
    day, hour, minute = re.search(r"Best elsewhere: \w+ (\d+) \w+ (\d+):(\d+)", best).groups()
    from_hour, from_minute, from_day = re.search(r"(\d+):(\d+)\D.*?, \w+ (\d+)", held).groups()
    column = page.locator(".ec-body .ec-day").nth(1).bounding_box()
    left = page.locator(".ec-body .ec-day").first.bounding_box()["x"]
    minutes = (int(hour) - int(from_hour)) * 60 + int(minute) - int(from_minute)
    across = (int(day) - int(from_day)) * (column["x"] - left)
    return across, minutes * column["height"] / (24 * 60)


def test_a_held_block_shades_its_places_and_stays_where_it_is_dropped(week, home):
    """Places come while the block is held, the drop is planned at once, and Undo takes it back."""
    page = week.page
    before = {block.start for block in blocks_named(home, "Call home")}
    page.locator(CALL).last.scroll_into_view_if_needed()
    held = page.locator(CALL).last.get_attribute("aria-label")
    box = page.locator(CALL).last.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 5, y + 5)
    page.wait_for_selector(".shades rect")
    across, down = way_to_the_best(page, held)
    page.mouse.move(x + across, y + down, steps=8)
    with page.expect_response("**/week/move") as moved:
        page.mouse.up()
    assert moved.value.status == 200
    after = {block.start for block in blocks_named(home, "Call home")}
    assert after != before
    with page.expect_response("**/week/undo"):
        page.get_by_role("button", name="Undo").first.click()
    assert {block.start for block in blocks_named(home, "Call home")} == before


@pytest.mark.long
def test_three_keys_move_a_block(week, home):
    """Enter, an arrow, Enter: no pointer is needed, and words say what happens."""
    page = week.page
    before = {block.start for block in blocks_named(home, "Call home")}
    page.locator(CALL).last.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".shades rect")
    page.keyboard.press("ArrowUp")
    with page.expect_response("**/week/move") as moved:
        page.keyboard.press("Enter")
    assert moved.value.status == 200
    assert {block.start for block in blocks_named(home, "Call home")} != before


@pytest.mark.long
def test_every_change_can_be_made_without_script(walk, home):
    """On a phone without script a block is left out by its form, and taken back."""
    move_in(home)
    home.at("2026-11-16T16:00")
    walker = walk(viewport=PHONE, java_script_enabled=False)
    walker.go("/week")
    left_out = blocks_named(home, "Run")[-1]
    walker.page.locator("article.block[data-name='Run'] a.open-block").last.click()
    walker.page.get_by_role("button", name="Leave it out").click()
    assert left_out.start not in {block.start for block in blocks_named(home, "Run")}
    walker.page.get_by_role("button", name="Undo").click()
    assert left_out.start in {block.start for block in blocks_named(home, "Run")}
