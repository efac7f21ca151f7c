"""The Week page with script: blocks moved by hand, by finger and by key, with places shaded."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sample_plans import night_week
from week_room import NO_ROOM, Asked, WeekRoom, served_week

from trimtab.web.assets import script_urls

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
PRAYER = ".ec-event[aria-label^='Evening prayer'][aria-label*='Fri 20 Nov']"
HELD = ".ec-event.is-held"
WORDS = "#week-calendar .words"
HOUR = 56
"""Pixels of an hour, on a desk."""
DINNER = ".ec-event[aria-label^='Dinner together'][aria-label*='Fri']"

Opener = Callable[..., Any]


@pytest.fixture(autouse=True, scope="module")
def _bundle() -> None:
    if not script_urls("week"):
        if os.environ.get("TRIMTAB_REQUIRE_BROWSER") == "1":
            pytest.fail("There is no bundle: make bundle")
        pytest.skip("There is no bundle: make bundle")


@pytest.fixture(scope="module")
def shared_room() -> Iterator[WeekRoom]:
    """A served week."""
    with served_week(night_week()) as room:
        yield room


@pytest.fixture
def room(shared_room: WeekRoom) -> WeekRoom:
    """The same week, as it was at first."""
    shared_room.tidy()
    return shared_room


@pytest.fixture
def asked(room: WeekRoom) -> Asked:
    """What the server was asked."""
    return room.asked


@pytest.fixture
def open_week(browser: Any, room: WeekRoom) -> Iterator[Opener]:
    """Open the Week page at a width; at the end, nothing may have been complained of."""
    contexts, complaints = [], []

    def open_page(width: int = 1280, **more: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 900}, **more)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{room.address}/week")
        page.wait_for_selector("[data-key][tabindex='0']")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [one for one in complaints if "409" not in one] == []


def middle(page: Any, selector: str) -> tuple[float, float]:
    """The middle of an element once it is in view."""
    one = page.locator(selector).first
    one.scroll_into_view_if_needed()
    box = one.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def saying(page: Any, text: str) -> None:
    """Wait until the words below the calendar hold a text."""
    page.locator(WORDS).filter(has_text=text).wait_for()


def test_the_calendar_takes_the_place_of_the_picture(open_week: Opener) -> None:
    """With script a calendar of seven days stands where the picture was, under its own headers."""
    page = open_week()
    assert page.locator(".picture").is_hidden()
    assert page.locator(".ec-body .ec-day").count() == 7
    assert page.locator(".ec-col-head").first.inner_text().startswith("Mon 16 Nov")
    assert page.locator(".ec-event.k-sleep").count() > 5


def test_no_style_is_refused(open_week: Opener) -> None:
    """Under the pages' own policy the calendar is laid out: blocks have places and heights."""
    page = open_week()
    heights = page.evaluate(
        "[...document.querySelectorAll('.ec-event')].map(e => e.getBoundingClientRect().height)"
    )
    assert len(heights) > 40
    assert min(heights) >= 6


def test_drag_with_shading(open_week: Opener, asked: Asked) -> None:
    """A held block shades its places and says the best; dropped on one, it is moved there."""
    page = open_week()
    x, y = middle(page, PRAYER)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 5, y + 5)
    page.wait_for_selector(".shades rect")
    assert "Best elsewhere: Fri 20 Nov 17:00." in page.locator(WORDS).inner_text()
    shades = page.evaluate(
        "[...new Set([...document.querySelectorAll('.shades rect')].map(r => r.classList[0]))]"
    )
    assert {"shade-1", "shade-3", "shade-5"} <= set(shades)
    page.mouse.move(x, y - HOUR * 4, steps=8)
    saying(page, "Fri 20 Nov 17:00: the week would gain")
    with page.expect_response("**/week/move"):
        page.mouse.up()
    ((path, form),) = asked.forms
    assert path == "/week/move"
    assert (form["start"], form["from"]) == ("2026-11-20T17:00", "2026-11-16")
    assert re.fullmatch(r"[0-9a-f-]{32,36}", form["id"])
    page.wait_for_selector(".ec-event[aria-label^='Evening prayer 17:00']")
    assert page.locator(".shades").count() == 0
    assert asked.places == [form["block"]]


@pytest.mark.long
def test_escape_ends_a_drag(open_week: Opener, asked: Asked) -> None:
    """What is let fall after Escape goes back, and nothing is asked of the server."""
    page = open_week()
    x, y = middle(page, PRAYER)
    was = page.locator(PRAYER).bounding_box()
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 5, y + 5)
    page.wait_for_selector(".shades rect")
    page.mouse.move(x, y - HOUR * 4, steps=8)
    page.keyboard.press("Escape")
    saying(page, "Evening prayer stays where it is.")
    page.mouse.up()
    page.wait_for_selector(".ec-ghost, .ec-preview", state="detached", timeout=5000)
    assert page.locator(PRAYER).bounding_box() == was
    assert asked.forms == []


@pytest.mark.long
def test_a_block_cannot_be_dropped_where_no_place_is(open_week: Opener, asked: Asked) -> None:
    """Over a place that is taken the block stays at the last one that is free."""
    page = open_week()
    x, y = middle(page, PRAYER)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 5, y + 5)
    page.wait_for_selector(".shades rect")
    page.mouse.move(x, y - HOUR * 2, steps=20)  # Dinner lasts from 18:30 to 19:30
    with page.expect_response("**/week/move"):
        page.mouse.up()
    assert asked.forms[0][1]["start"] == "2026-11-20T19:30"


@pytest.mark.long
@pytest.mark.parametrize("hours", [2, 4], ids=["where dinner is", "where it is free"])
def test_a_drop_before_the_shades_come_is_judged_by_the_server(
    open_week: Opener, asked: Asked, hours: int
) -> None:
    """Faster than the places: the move is sent; a refused one says why, and goes back."""
    page = open_week()
    page.route("**/week/places.json*", lambda _: None)  # never answered
    x, y = middle(page, PRAYER)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - HOUR * hours, steps=2)
    asked.refuses = hours == 2
    with page.expect_response("**/week/move"):
        page.mouse.up()
    ((_, form),) = asked.forms
    assert form["start"] == f"2026-11-20T{21 - hours}:00"
    if asked.refuses:
        saying(page, NO_ROOM)
        assert page.locator(PRAYER).locator(".block-times").text_content().startswith("21:00")
    else:
        page.wait_for_selector(".ec-event[aria-label^='Evening prayer 17:00']")


@pytest.mark.long
def test_shades_that_come_while_a_block_is_over_no_place_do_not_swallow_the_drop(
    open_week: Opener, asked: Asked
) -> None:
    """The block was there before anybody knew: the drop is sent, not put back in silence."""
    page = open_week()
    held = []
    page.route("**/week/places.json*", lambda route: held.append(route))  # noqa: PLW0108 - playwright marks it
    x, y = middle(page, PRAYER)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - HOUR * 2, steps=2)
    held[0].continue_()
    page.wait_for_selector(".shades rect")
    asked.refuses = True
    with page.expect_response("**/week/move"):
        page.mouse.up()
    assert asked.forms[0][1]["start"] == "2026-11-20T19:00"
    saying(page, NO_ROOM)


def test_resize(open_week: Opener, asked: Asked) -> None:
    """Pulled at its lower edge, a block takes longer, in steps of five minutes."""
    page = open_week()
    page.locator(DINNER).scroll_into_view_if_needed()
    box = page.locator(DINNER).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] - 3
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + 9)
    page.mouse.move(x, y + HOUR / 2, steps=3)
    assert "1 h 30 min" in page.locator(WORDS).inner_text()
    with page.expect_response("**/week/resize"):
        page.mouse.up()
    assert asked.forms[0][0] == "/week/resize"
    assert asked.forms[0][1]["minutes"] == "90"


def test_three_keys_move_a_block(open_week: Opener, asked: Asked) -> None:
    """Enter, an arrow, Enter: the block goes to the next place, is said so, and keeps the focus."""
    page = open_week()
    page.locator(PRAYER).focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".shades rect")
    page.keyboard.press("ArrowDown")
    saying(page, "Fri 20 Nov 21:15: it would cost")
    with page.expect_response("**/week/move"):
        page.keyboard.press("Enter")
    assert asked.forms[0][1]["start"] == "2026-11-20T21:15"
    page.wait_for_selector(".ec-event:focus[aria-label^='Evening prayer 21:15']")


@pytest.mark.long
def test_exact_words_follow_the_quick_ones(open_week: Opener) -> None:
    """Once a held block rests at a place, the week is planned with it there, and that is said."""
    page = open_week()
    page.locator(PRAYER).focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".shades rect")
    page.keyboard.press("ArrowDown")
    saying(page, "Planned once more. Best elsewhere")
    page.keyboard.press("Escape")


@pytest.mark.long
def test_keys_step_small_leap_over_what_is_taken_and_put_back(
    open_week: Opener, asked: Asked
) -> None:
    """Shift steps five minutes, an arrow skips taken time, sideways goes by days, Escape undoes."""
    page = open_week()
    page.locator(PRAYER).focus()
    page.keyboard.press("m")
    page.wait_for_selector(".shades rect")
    words = page.locator(WORDS)
    page.keyboard.press("Shift+ArrowDown")
    saying(page, "21:05")
    for _ in range(7):
        page.keyboard.press("ArrowUp")
    saying(page, "18:15")
    page.keyboard.press("ArrowRight")
    saying(page, "Sat 21")
    page.keyboard.press("Escape")
    assert words.inner_text() == "Evening prayer stays where it is."
    assert page.locator(HELD).count() == 0
    assert page.locator(PRAYER).get_attribute("aria-label").startswith("Evening prayer 21:00")
    assert asked.forms == []


@pytest.mark.long
def test_plus_and_minus_change_a_length(open_week: Opener, asked: Asked) -> None:
    """While a block is held, minus makes it five minutes shorter; Enter keeps that."""
    page = open_week()
    page.locator(DINNER).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("-")
    page.keyboard.press("-")
    saying(page, "50 min")
    with page.expect_response("**/week/resize"):
        page.keyboard.press("Enter")
    assert asked.forms[0][1]["minutes"] == "50"


def test_arrows_go_from_block_to_block(open_week: Opener) -> None:
    """One block is in the way of Tab; arrows reach the others, in order of time and by day."""
    page = open_week()
    assert page.locator(".ec-event[tabindex='0']").count() == 1
    page.locator(DINNER).focus()

    def here() -> str:
        return page.evaluate("document.activeElement.getAttribute('aria-label')")

    page.keyboard.press("ArrowDown")
    assert ", Fri 20 Nov, practice, 15 min" in here()
    page.keyboard.press("ArrowRight")
    assert ", Sat 21 Nov, practice, 15 min" in here()
    page.keyboard.press("Home")
    assert ", Mon 16 Nov, sleep, " in here()


@pytest.mark.long
def test_what_is_given_stands(open_week: Opener) -> None:
    """A commitment can be reached and not picked up, which is said."""
    page = open_week()
    page.locator(".ec-event[aria-label^='MICU night']").first.focus()
    page.keyboard.press("Enter")
    assert "comes from a calendar, so it stands as it is." in page.locator(WORDS).inner_text()
    assert page.locator(HELD).count() == 0


def test_a_refused_move_puts_the_block_back(open_week: Opener, asked: Asked) -> None:
    """Where the server refuses, the block is where it was, and the server's reason is shown."""
    asked.refuses = True
    page = open_week()
    page.locator(PRAYER).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    with page.expect_response("**/week/move"):
        page.keyboard.press("Enter")
    saying(page, NO_ROOM)
    assert page.locator(PRAYER).locator(".block-times").text_content() == "21:00–21:15"  # noqa: RUF001


@pytest.mark.long
def test_a_long_press_picks_up_by_finger(open_week: Opener, asked: Asked) -> None:
    """On a phone one day is shown; a finger that rests on a block picks it up."""
    page = open_week(360, has_touch=True, is_mobile=True)
    assert page.locator(".ec-body .ec-day").count() == 1
    page.locator(".glance a").nth(4).click()
    x, y = middle(page, PRAYER)
    touch = page.context.new_cdp_session(page)
    point = {"x": x, "y": y}
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    page.wait_for_selector(".shades rect")
    for step in range(1, 6):
        moving = {"x": x, "y": y - step * 8}
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [moving]})
    with page.expect_response("**/week/move"):
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert asked.forms[0][1]["start"] == "2026-11-20T20:30"


@pytest.mark.long
@pytest.mark.parametrize(("width", "days"), [(360, 1), (700, 3), (1280, 7)])
def test_as_many_days_as_fit(open_week: Opener, width: int, days: int) -> None:
    """A phone shows a day, a tablet three, a desk seven; nothing is wider than the window."""
    page = open_week(width)
    assert page.locator(".ec-body .ec-day").count() == days
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.long
def test_the_days_stay_in_sight_below_the_bar(open_week: Opener) -> None:
    """On a phone the bar is one line, and the small pictures of the days stick below it."""
    page = open_week(360, has_touch=True, is_mobile=True)
    page.evaluate("window.scrollTo(0, 900)")
    bar = page.locator(".bar").bounding_box()
    assert bar["height"] <= 48
    assert page.locator(".glance").bounding_box()["y"] >= bar["height"] - 2
    assert (
        page.locator(".bar nav a").last.bounding_box()["x"]
        < page.locator(".help-mark").bounding_box()["x"]
    )


@pytest.mark.long
def test_a_held_block_reaches_days_that_are_not_shown(open_week: Opener) -> None:
    """On a phone the arrow sideways turns to the next day and takes the block along."""
    page = open_week(360)
    page.locator(".glance a").nth(4).click()
    page.locator(PRAYER).focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".shades rect")
    page.keyboard.press("ArrowRight")
    page.locator(".ec-col-head").filter(has_text="Sat 21 Nov").wait_for()
    page.wait_for_selector(HELD)


@pytest.mark.long
def test_motion_stops_when_asked(open_week: Opener) -> None:
    """With reduced motion nothing moves by itself; otherwise for no more than 200 ms."""
    durations = "getComputedStyle(document.querySelector('.ec-event')).transitionDuration"
    assert open_week(reduced_motion="reduce").evaluate(durations) == "0s"
    assert float(open_week(reduced_motion="no-preference").evaluate(durations)[:-1]) <= 0.2


@pytest.mark.long
def test_print_shows_the_picture(open_week: Opener) -> None:
    """On paper the drawn week stands, not the calendar."""
    page = open_week()
    page.emulate_media(media="print")
    assert page.locator(".picture").is_visible()
    assert page.locator("#week-calendar").is_hidden()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_axe_finds_nothing_serious(open_week: Opener, width: int, scheme: str) -> None:
    """An automatic check finds no serious mistake, also while a block is held."""
    if not AXE.is_file():
        if os.environ.get("TRIMTAB_REQUIRE_BROWSER") == "1":
            pytest.fail("There is no axe-core: make bundle")
        pytest.skip("There is no axe-core: make bundle")
    page = open_week(width, color_scheme=scheme)
    page.locator(".ec-event[tabindex='0']").focus()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run('#main').then(r => r.violations)")
    serious = [one for one in found if one["impact"] in {"serious", "critical"}]
    assert [(one["id"], json.dumps(one["nodes"][0])[:600]) for one in serious] == []


def test_escape_closes_the_panel_from_inside(open_week: Opener) -> None:
    """Who went into the panel by key comes out by key, back to the block it is about."""
    page = open_week()
    page.locator(PRAYER).focus()
    page.keyboard.press("o")
    page.wait_for_selector("#panel .panel")
    page.locator("#panel a, #panel button").first.focus()
    page.keyboard.press("Escape")
    page.wait_for_selector("#panel:empty", state="attached")
    page.wait_for_selector(".ec-event:focus[aria-label^='Evening prayer']")


def test_blocks_leave_room_for_home_call(open_week: Opener) -> None:
    """Its line and name stand beside what is planned under it, not on top."""
    page = open_week()
    rail = page.locator(".ec-bg-event[data-key]").bounding_box()
    for block in page.locator(".ec-event.beside").all():
        box = block.bounding_box()
        assert box["x"] + box["width"] <= rail["x"]
    assert page.locator(".ec-event.beside").count()
