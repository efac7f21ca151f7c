"""Focus with script: one tap from the task on Today, two tabs, a reload, and where time went."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from walking import PHONE, move_in

from trimtab.domain.diary import FocusSession, Stretch

pytestmark = pytest.mark.browser


def set_clock(walker, home) -> None:
    """Give the page the clock that the app believes."""
    walker.page.clock.install(time=home.now)


def test_a_round_from_today_to_where_time_went(walk, home):
    """Begun with one tap, seen alike in two tabs and after a reload, ended early and kept once."""
    move_in(home)
    kinds = {"task", "study"}
    block = next(one for one in home.desk.store.plan().plan.blocks if one.kind in kinds)
    home.now = block.start + timedelta(minutes=1)
    walker = walk(viewport=PHONE)
    page = walker.page
    set_clock(walker, home)
    walker.go("/")
    page.get_by_role("button", name="Focus on this").click()
    page.wait_for_url(f"{walker.address}/focus")
    assert block.shown_name in walker.text("h1 >> visible=true")
    assert page.title().startswith("2")
    assert block.shown_name not in page.title()
    assert walker.overflow() == 0
    page.clock.fast_forward(10 * 60_000)
    home.later(minutes=10)
    page.locator("[data-left]").get_by_text(re.compile("^1[45]:")).wait_for()
    other = page.context.new_page()
    other.clock.install(time=home.now)
    other.goto(f"{walker.address}/focus")
    other.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Go on").wait_for()
    page.get_by_role("button", name="Go on").click()
    other.get_by_role("button", name="Pause").wait_for()
    page.reload()
    page.get_by_role("button", name="End this round").click()
    assert page.locator("[data-idea-words]").inner_text()
    with page.expect_response("**/focus"):
        page.get_by_role("button", name="Finish").click()
    page.locator("[data-ended]:visible").wait_for()
    assert "10 min kept." in walker.text("[data-ended]")
    (session,) = home.desk.store.entries(FocusSession)
    pieces = home.desk.store.entries(Stretch)
    assert sum(_minutes(one.end - one.start) for one in pieces) == 10
    assert {(one.name, one.value) for one in pieces} == {(block.shown_name, block.value)}
    page.get_by_role("link", name="Change or delete it").click()
    assert block.shown_name in walker.text("#written")
    assert block.shown_name not in page.evaluate("localStorage.getItem('trimtab-focus')")
    assert session.kind == block.kind


def _minutes(length: timedelta) -> int:
    return round(length / timedelta(minutes=1))


def test_focus_without_script(walk, home):
    """Begun in own words, told until when, and finished."""
    move_in(home)
    home.at("2026-11-17T16:00")
    walker = walk(viewport=PHONE, java_script_enabled=False)
    page = walker.page
    walker.go("/focus")
    page.get_by_label("In your words").fill("Letters")
    page.get_by_role("button", name="Begin", exact=True).click()
    assert "Until 16:25, about 25 min left." in walker.text()
    assert page.get_by_role("heading", name="Letters").is_visible()
    home.later(minutes=26)
    walker.go("/focus")
    assert "Break" in walker.text()
    page.get_by_role("button", name="Finish").click()
    assert "25 min kept." in walker.text()
    assert walker.overflow() == 0
