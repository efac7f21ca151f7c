"""A day on nights: asleep by day, a mark in the evening, sign-out in the morning, and the wins."""

from __future__ import annotations

import pytest
from walking import PHONE, move_in

pytestmark = pytest.mark.browser


def test_a_day_on_nights(walk, home):
    """From waking at five in the afternoon to the way home, each with one thumb."""
    move_in(home)
    home.at("2026-11-18T17:40")
    walker = walk(viewport=PHONE)
    page = walker.page
    walker.go("/")
    assert walker.overflow() <= 0
    page.get_by_role("button", name="Done").first.click()
    page.locator("#today", has_text="Take back").wait_for()
    said = home.desk.store.marks(*_days(home))
    assert [one.verb for one in said] == ["done"]
    home.at("2026-11-19T05:40")
    walker.go("/")
    assert "NF" in walker.text("#now")
    home.at("2026-11-19T07:05")
    walker.go("/")
    page.get_by_role("link", name="Sign out").first.click()
    page.locator("input[type=checkbox]").first.wait_for()
    for box in page.locator("input[type=checkbox]").all():
        box.check()
    page.locator("main .main-button").first.click()
    page.wait_for_load_state()
    day = home.desk.store.sign_outs(*_dates(home))[-1]
    assert day.has_closed_charts
    walker.go("/wins")
    assert walker.overflow() <= 0


def _days(home):
    midnight = home.now.replace(hour=0, minute=0)
    return midnight.replace(day=14), midnight.replace(day=28)


def _dates(home):
    return home.now.date().replace(day=14), home.now.date().replace(day=28)
