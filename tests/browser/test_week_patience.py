"""What the Week page fetches by itself takes nothing out of the hands of who is at work in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from sample_desk import FixedPlanning
from sample_plans import night_week
from week_room import WeekRoom, served_week

from trimtab.app.daily.ports import Job
from trimtab.web.assets import script_urls

pytestmark = pytest.mark.browser

PRAYER = ".ec-event[aria-label^='Evening prayer'][aria-label*='Fri 20 Nov']"
HELD = ".ec-event.is-held"
WORKING = "#working .working"


@dataclass
class Slow(FixedPlanning):
    """A planner at work in the background until it is told to be ready."""

    state: str = "running"

    def newest(self) -> Job:
        """How the plan in the background comes along."""
        return Job("1", self.state, step="Placing sleep first")


@pytest.fixture
def room() -> Iterator[WeekRoom]:
    """A served week that is being planned."""
    if not script_urls("week"):
        pytest.skip("There is no bundle: make bundle")
    with served_week(night_week(), Slow(night_week())) as made:
        yield made


@pytest.fixture
def page(browser: Any, room: WeekRoom) -> Iterator[Any]:
    """The Week page, which at the end complained of nothing."""
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{room.address}/week")
    page.wait_for_selector("[data-key][tabindex='0']")
    page.wait_for_selector(WORKING)
    yield page
    context.close()
    assert complaints == []


def end_planning(room: WeekRoom) -> None:
    """The background plan is ready."""
    room.desk.planning.state = "done"


def poll(page: Any) -> None:
    """Let the page's next look at the background plan come now."""
    page.evaluate("document.querySelector('#working .working')?.dispatchEvent(new Event('every'))")


def settle(page: Any) -> None:
    """Let what was asked be answered."""
    page.wait_for_load_state("networkidle")


@pytest.mark.long
def test_a_block_held_by_key_stays_held_while_the_week_gets_better(
    page: Any, room: WeekRoom
) -> None:
    """Nothing is swapped while a block is held; then the week comes, and the focus is there."""
    page.locator(PRAYER).focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".shades rect")
    end_planning(room)
    poll(page)
    settle(page)
    assert page.locator(WORKING).count() == 1
    assert page.locator(HELD).count() == 1
    page.keyboard.press("Escape")
    poll(page)
    page.wait_for_selector(WORKING, state="detached")
    page.wait_for_selector(".ec-event:focus[aria-label^='Evening prayer']")


@pytest.mark.long
def test_a_block_held_by_pointer_stays_held(page: Any, room: WeekRoom) -> None:
    """A better week waits until the pointer has let go."""
    page.locator(PRAYER).scroll_into_view_if_needed()
    box = page.locator(PRAYER).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - 96, steps=4)
    page.wait_for_selector(".shades rect")
    end_planning(room)
    poll(page)
    settle(page)
    assert page.locator(WORKING).count() == 1
    with page.expect_response("**/week/move"):
        page.mouse.up()
    page.wait_for_selector(WORKING, state="detached")


@pytest.mark.long
def test_the_focus_stays_on_a_block_when_the_week_is_drawn_anew(page: Any, room: WeekRoom) -> None:
    """Who goes through the blocks by arrows is still there when a better week comes."""
    page.locator(PRAYER).focus()
    end_planning(room)
    poll(page)
    page.wait_for_selector(WORKING, state="detached")
    page.wait_for_selector(".ec-event:focus[aria-label^='Evening prayer']")


@pytest.mark.long
def test_the_focus_follows_a_block_that_is_elsewhere_in_the_better_week(
    page: Any, room: WeekRoom
) -> None:
    """A block that a better plan begins at another time keeps the focus there."""
    page.locator(PRAYER).focus()
    kept = room.desk.store.plan().plan
    blocks = tuple(
        replace(one, start=one.start.replace(minute=20), end=one.end.replace(minute=35))
        if (one.name, one.start.day) == ("Evening prayer", 20)
        else one
        for one in kept.blocks
    )
    room.desk.store.keep_plan(
        replace(kept, blocks=blocks), room.desk.now(), profile_revision=1, is_accepted=True
    )
    end_planning(room)
    poll(page)
    page.wait_for_selector(WORKING, state="detached")
    page.wait_for_selector(".ec-event:focus[aria-label^='Evening prayer 21:20']")


@pytest.mark.long
@pytest.mark.parametrize("work", ["panel", "typing"])
def test_what_is_read_or_typed_is_not_swapped_away(page: Any, room: WeekRoom, work: str) -> None:
    """An open panel stays open, and words that are typed stay, while the week gets better."""
    if work == "panel":
        page.locator(PRAYER).click()
        page.wait_for_selector("#panel .panel")
    else:
        page.locator("#week textarea").first.fill("Could you take Friday night?")
    end_planning(room)
    poll(page)
    settle(page)
    assert page.locator(WORKING).count() == 1


def test_a_box_made_larger_breaks_no_policy(page: Any, room: WeekRoom) -> None:
    """Its corner drawn out gives it a style of its own, which no swap may hand on."""
    page.evaluate("document.querySelector('#request').style.height = '300px'")
    end_planning(room)
    poll(page)
    page.wait_for_selector(WORKING, state="detached")


CHOOSE: Callable[[str], str] = "document.elementFromPoint({}, {}).className".format


@pytest.mark.long
def test_the_middle_of_a_short_block_is_no_handle(page: Any) -> None:
    """A block of 15 minutes is dragged by its middle: what changes its length is not in the way."""
    page.locator(PRAYER).scroll_into_view_if_needed()
    box = page.locator(PRAYER).bounding_box()
    at = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert "ec-resizer" not in page.evaluate(CHOOSE(*at))
    shares = page.evaluate(
        "[...document.querySelectorAll('.ec-resizer')].filter(r => r.offsetHeight)"
        ".map(r => r.offsetHeight / r.closest('.ec-event').offsetHeight)"
    )
    assert shares
    assert max(shares) <= 0.26
