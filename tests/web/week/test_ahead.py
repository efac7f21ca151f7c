"""Four weeks ahead are asked for with one button, followed as they come, and let go again."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from sample_desk import FixedPlanning, desk_over, filled_store
from starlette.testclient import TestClient

from trimtab.app.daily.accepting import accept_plan
from trimtab.app.daily.ports import Job
from trimtab.app.daily.weeks_ahead import FOUR_WEEKS, look_ahead, weeks_ahead
from trimtab.web.application import build_application
from trimtab.web.desk import House
from trimtab.web.week.trims_kept import sides_of


@dataclass
class SlowPlanning(FixedPlanning):
    """Planning that comes along only as far as a test says."""

    begun: list = field(default_factory=list)
    stopped: list = field(default_factory=list)
    step: str = "Placing sleep first"

    def begin(self, ask, on_plan) -> Job:
        self.begun.append((ask, on_plan))
        return self.newest()

    def newest(self) -> Job | None:
        return Job("job", "running", self.step) if self.begun and not self.stopped else None

    def job(self, _id) -> Job | None:
        return self.newest()

    def stop(self, id) -> None:
        self.stopped.append(id)


def weeks_of(plan, weeks):
    """A plan that stands for one of so many weeks: the same blocks, and empty weeks after them."""
    horizon = replace(plan.horizon, days=7 * weeks)
    start = horizon.instant_of(0)
    half_hours = [
        replace(plan.alertness[0], time=horizon.to_local(start + timedelta(minutes=30 * number)))
        for number in range(horizon.minutes // 30)
    ]
    return replace(plan, horizon=horizon, alertness=tuple(half_hours))


@pytest.fixture
def slow(example_plan):
    """A desk whose planner takes its time, and who walks there without script."""
    desk = desk_over(filled_store(example_plan), SlowPlanning(example_plan))
    app = build_application(desk, House(hosts=frozenset({"testserver"}), needs_key=False))
    headers = {"Sec-Fetch-Site": "same-origin"}
    return desk, TestClient(app, headers=headers, follow_redirects=False)


def ask_for_four(slow):
    """Press the button that the page offers."""
    desk, browser = slow
    assert ">Plan four weeks ahead</button>" in browser.get("/week").text
    answer = browser.post("/week/ahead", data={"weeks": "4"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/week")
    return desk, browser


def test_one_button_plans_four_weeks(slow):
    """The choice is kept, four weeks are asked of the planner, and the page tells how it goes."""
    desk, browser = ask_for_four(slow)
    assert weeks_ahead(desk.store) == FOUR_WEEKS
    assert desk.planning.begun[0][0].weeks == 4
    page = browser.get("/week").text
    assert "One of four weeks is planned." in page
    assert 'http-equiv="refresh"' in page
    assert re.findall(r"<span>(\d.*)<span class=\"unseen\">, not planned yet", page) == [
        "23 to 29 Nov", "30 Nov to 6 Dec", "7 to 13 Dec",
    ]  # fmt: skip


def test_weeks_can_be_turned_to_as_they_come(slow, example_plan):
    """Each week that is planned is a link; once all are there the page is no longer reloaded."""
    accept_plan(slow[0].store, slow[0].store.plan())
    desk, browser = ask_for_four(slow)
    on_plan = desk.planning.begun[0][1]
    on_plan(weeks_of(example_plan, 2), False)
    part = browser.get("/week/working?job=job&from=2026-11-16", headers={"HX-Request": "true"}).text
    assert "Two of four weeks are planned." in part
    assert 'href="/week?from=2026-11-23"' in part
    assert 'href="/week?from=2026-11-30"' not in part
    on_plan(weeks_of(example_plan, 4), False)
    third = browser.get("/week?from=2026-11-30").text
    assert "<h1>Mon 30 Nov to Sun 6 Dec</h1>" in third
    assert 'href="/week?from=2026-11-30" aria-current="page"' in third
    assert "All four weeks are planned." in third
    assert 'http-equiv="refresh"' not in third
    assert "The weeks from Mon 23 Nov to Sun 13 Dec are planned." in third


def test_stop_ends_the_search_and_four_weeks_stay_wanted(slow):
    """The button tells the planner, and the wish stands."""
    desk, browser = ask_for_four(slow)
    assert "Stop here, keep the best so far" in browser.get("/week").text
    browser.post("/week/stop", data={"job": "job"})
    assert desk.planning.stopped == ["job"]
    assert weeks_ahead(desk.store) == FOUR_WEEKS


def test_stop_answers_at_once(slow, monkeypatch):
    """The planner takes seconds to end: until then the page says so, and offers no second stop."""
    desk, browser = ask_for_four(slow)
    monkeypatch.setattr(desk.planning, "stop", lambda _id: None)
    shown = {"job": "job", "from": "2026-11-16"}
    followed = browser.post("/week/stop", data=shown).headers["location"]
    page = browser.get(followed).text
    assert "The best so far is kept" in page
    assert 'action="/week/stop"' not in page
    asks = re.search(r'hx-get="(/week/working[^"]*)"', page)[1].replace("&amp;", "&")
    part = browser.get(asks, headers={"HX-Request": "true"}).text
    assert "The best so far is kept" in part
    assert 'action="/week/stop"' in browser.get("/week?from=2026-11-16").text


def test_one_week_again_takes_one_button_too(slow, example_plan):
    """Weeks that are no longer planned are not shown as if they were."""
    desk, browser = slow
    look_ahead(desk.store, FOUR_WEEKS)
    desk.store.keep_plan(weeks_of(example_plan, 4), desk.now(), profile_revision=1)
    assert ">Plan one week again</button>" in browser.get("/week").text
    browser.post("/week/ahead", data={"weeks": "1"})
    ask, on_plan = desk.planning.begun[-1]
    assert ask.weeks == 1
    on_plan(example_plan, True)
    page = browser.get("/week").text
    assert "Plan four weeks ahead" in page
    assert "Week after" not in page
    later = browser.get("/week?from=2026-11-30").text
    assert "There is no plan of that week." in later
    assert "Plan four weeks ahead" in later


def test_before_the_first_run_there_is_nothing_to_plan(slow):
    """The button of an old page leads to the welcome."""
    desk, browser = slow
    desk.store.delete_all()
    assert browser.post("/week/ahead", data={"weeks": "4"}).headers["location"] == "/welcome"


def test_weeks_after_the_last_duty_known_say_so(slow, example_plan):
    """Days that only look free are told as such, and days with duty are not."""
    desk, browser = slow
    desk.store.keep_plan(weeks_of(example_plan, 4), desk.now(), profile_revision=1)
    known = example_plan.horizon.first_day
    assert "hold no duty after" not in browser.get(f"/week?from={known}").text
    later = browser.get(f"/week?from={known + timedelta(21)}").text
    assert re.search(r"Your calendars hold no duty after \w+ \d+ Nov\. If a roster", later)


def test_all_weeks_are_taken_as_what_they_are(slow, example_plan):
    """Whoever takes four weeks reads that it is four."""
    desk, browser = slow
    kept = desk.store.keep_plan(
        weeks_of(example_plan, 4), desk.now(), profile_revision=1, is_accepted=False
    )
    assert "Take these weeks" in browser.get("/week").text
    answer = browser.post("/week/accept", data={"revision": str(kept.revision)})
    assert "These weeks are yours now." in browser.get(answer.headers["location"]).text


def test_a_trim_is_shown_in_the_week_that_it_changes(example_plan):
    """A change in the third week is drawn there, not beside two first weeks that are the same."""
    plan = weeks_of(example_plan, 4)
    run = next(one for one in plan.blocks if one.name == "Run")
    there = replace(run, start=run.start + timedelta(14), end=run.end + timedelta(14))
    with_it, as_it_is = sides_of(replace(plan, blocks=(*plan.blocks, there)), plan)
    assert with_it.days != as_it_is.days
    assert with_it.heading == "With it, Mon 30 Nov to Sun 6 Dec"
    assert [one.heading for one in sides_of(example_plan, example_plan)] == ["With it", "As it is"]
