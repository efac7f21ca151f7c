"""Four weeks ahead: asked for, seen as they come, turned to, and stopped with the best there is."""

from __future__ import annotations

import pytest
from walking import PHONE, await_plan, move_in

pytestmark = [pytest.mark.browser, pytest.mark.long]


def test_four_weeks_come_one_by_one_and_the_third_is_turned_to(walk, home):
    """The weeks become links as they are planned; the third is drawn as the first is."""
    move_in(home)
    home.at("2026-11-16T16:00")
    walker = walk()
    walker.go("/week")
    page = walker.page
    page.get_by_role("button", name="Plan four weeks ahead").first.click()
    page.get_by_text("of four weeks").wait_for()
    weeks = page.get_by_role("navigation", name="The weeks planned").get_by_role("link")
    third = weeks.nth(2)
    third.wait_for(timeout=60_000)
    third.click()
    page.wait_for_selector("h1:has-text('Mon 30 Nov to Sun 6 Dec')")
    assert page.locator(".picture .day").count() == 7
    assert page.locator(".block[data-kind='sleep']").count() >= 6
    await_plan(home, home.desk.planning.newest().id)
    assert home.desk.store.plan().plan.horizon.days == 28
    page.get_by_role("heading", name="How far ahead").wait_for(timeout=10_000)
    assert walker.overflow() <= 0


def test_without_script_it_is_stopped_with_four_weeks(walk, home):
    """On a phone without script the page comes again by itself until all weeks are there."""
    move_in(home)
    home.at("2026-11-16T16:00")
    walker = walk(viewport=PHONE, java_script_enabled=False)
    walker.go("/week")
    page = walker.page
    page.get_by_role("button", name="Plan four weeks ahead").first.click()
    page.get_by_text("All four weeks are planned.").wait_for(timeout=60_000)
    job = home.desk.planning.newest()
    page.get_by_role("button", name="Stop here").click()
    for _ in range(300):
        if home.desk.planning.job(job.id).is_over:
            break
        page.wait_for_timeout(100)
    kept = home.desk.store.plan().plan
    assert (kept.horizon.days, bool(kept.prices)) == (28, True)
    walker.go("/week?from=2026-12-07")
    assert "Mon 7 to Sun 13 Dec" in walker.text("h1")
