"""An experiment from plan to result: begun in two taps, said by one a day, told and kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from walking import PHONE

from trimtab.app.daily.plan_keeping import ask_now
from trimtab.domain.diary import CheckIn, Experiment
from trimtab.reflection.experiments import is_on, last_day

pytestmark = pytest.mark.browser

PROFILE = """\
[person]
name = "Ada"
time_zone = "America/New_York"

[values]
health = 1
"""


def test_from_plan_to_result(walk, home):
    """Ten minutes outside for four weeks: planned on its days alone, and better days with it."""
    home.at("2026-11-15T21:00")
    store = home.desk.store
    store.keep_profile(PROFILE, home.desk.now())
    walker = walk(viewport=PHONE)
    page = walker.page
    walker.go("/experiments")
    page.get_by_role("link", name="Ten minutes outside").click()
    assert "to about ±" in walker.text()
    page.get_by_role("button", name="Begin tomorrow").click()
    assert "It begins Mon 16 Nov." in walker.text()
    (experiment,) = store.entries(Experiment)
    address = page.url.removeprefix(walker.address)
    home.at("2026-11-16T06:00")
    planned = home.desk.planning.plan_quickly(ask_now(store, home.desk.now(), None))
    stands = {one.start.date() for one in planned.blocks if one.name == experiment.practice}
    week = {experiment.day + timedelta(days=number) for number in range(7)}
    assert stands == {day for day in week if is_on(experiment, day)}
    live_through(home, experiment)
    home.at("2026-11-18T21:30")
    walker.go(address)
    assert "What it did" not in walker.text()
    is_with = is_on(experiment, home.now.date())
    first = page.locator(".asked li").first
    first.get_by_role("button", name="Did it" if is_with else "Left it").click()
    page.locator('.asked [aria-pressed="true"]').wait_for()
    assert store.entry(Experiment, experiment.id).kept == ((home.now.date(), True),)
    assert walker.overflow() <= 0
    home.at("2026-12-14T09:00")
    walker.go(address)
    text = walker.text()
    assert "It ended on Sun 13 Dec." in text
    assert "very likely helped: mood was" in text
    assert walker.overflow() <= 0
    page.get_by_role("button", name="Keep it").click()
    assert "Ten minutes outside" in page.input_value("[name=name]")
    assert store.entry(Experiment, experiment.id).answer == "kept"
    if (job := home.desk.planning.newest()) is not None:
        home.desk.planning.stop(job.id)


def live_through(home, experiment):
    """Check-ins of all its days, two points better on those with the change."""
    for number in range((last_day(experiment) - experiment.day).days + 1):
        day = experiment.day + timedelta(days=number)
        mood = 5 + 2 * bool(is_on(experiment, day)) + number % 2
        home.desk.store.keep_entry(CheckIn(day=day, said_at=home.desk.now(), mood=mood))
