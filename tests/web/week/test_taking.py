"""Taking the week, trying small changes, and weighing what somebody asks."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from starlette.testclient import TestClient

from trimtab.app.daily.accepting import accept_plan, news_since_taken
from trimtab.app.daily.feed_links import make_link
from trimtab.app.daily.horizon_now import Days
from trimtab.app.daily.kept_trims import KeptTrim, agreed_changes, keep_trim, kept_trims
from trimtab.web.application import build_application
from trimtab.web.desk import House
from trimtab.web.week.showing import MOST_NEWS, week_context
from trimtab.web.week.shown import find_week


def walk(desk):
    """A browser without script at a desk."""
    app = build_application(desk, House(hosts=frozenset({"testserver"}), needs_key=False))
    return TestClient(app, headers={"Sec-Fetch-Site": "same-origin"}, follow_redirects=False)


def test_taking_a_first_week_fills_the_calendar(desk, example_plan):
    """A proposal says so; once taken the feeds carry it, and the page asks no more."""
    desk.store.keep_plan(example_plan, desk.now(), profile_revision=1, is_accepted=False)
    make_link(desk.store, "week", "t" * 43, desk.now())
    browser = walk(desk)
    page = browser.get("/week").text
    assert "This week is a proposal" in page
    revision = re.search(r'name="revision" value="(\d+)"', page).group(1)
    answer = browser.post("/week/accept", data={"revision": revision})
    assert "This week is yours now." in browser.get(answer.headers["location"]).text
    assert desk.store.plan().is_accepted
    assert b"BEGIN:VEVENT" in desk.store.feed("week")
    assert "proposal" not in browser.get("/week").text


def test_a_week_that_changed_while_it_was_read_is_not_taken_unseen(desk, example_plan):
    """What is taken is what was seen."""
    kept = desk.store.keep_plan(example_plan, desk.now(), profile_revision=1, is_accepted=False)
    browser = walk(desk)
    answer = browser.post("/week/accept", data={"revision": str(kept.revision - 1)})
    assert "got better while you looked" in browser.get(answer.headers["location"]).text
    assert not desk.store.plan().is_accepted


def test_news_tell_what_moved_since_the_week_was_taken(desk, example_plan):
    """A block that stands elsewhere is news until it is looked over."""
    accept_plan(desk.store, desk.store.plan())
    assert news_since_taken(desk.store, desk.store.plan(), desk.now()).is_nothing
    run = [one for one in example_plan.blocks if one.name == "Run"][-1]
    later = replace(run, start=run.start + timedelta(hours=1), end=run.end + timedelta(hours=1))
    blocks = tuple(later if one is run else one for one in example_plan.blocks)
    moved = replace(example_plan, blocks=blocks)
    kept = desk.store.keep_plan(moved, desk.now(), profile_revision=1, is_accepted=True)
    browser = walk(desk)
    assert "New since you last looked it over" in browser.get("/week").text
    browser.post("/week/accept", data={"revision": str(kept.revision)})
    assert "New since" not in browser.get("/week").text


def test_of_much_news_the_first_is_told_and_the_rest_is_folded(desk, example_plan):
    """So that the picture of the week is in sight on a phone."""
    accept_plan(desk.store, desk.store.plan())
    late = timedelta(hours=1)
    moved = tuple(
        replace(one, start=one.start + late, end=one.end + late) if one.kind == "practice" else one
        for one in example_plan.blocks
    )
    plan = replace(example_plan, blocks=moved)
    desk.store.keep_plan(plan, desk.now(), profile_revision=1, is_accepted=True)
    news = week_context(desk, find_week(desk.store, None, desk.now()))["news"]
    assert (len(news.sentences), len(news.more) > 1) == (MOST_NEWS, True)
    page = walk(desk).get("/week").text
    told, folded = page.index(news.sentences[-1]), page.index(news.more[0])
    assert told < page.index(f"<summary>{news.more_text}</summary>") < folded


def test_a_small_change_is_tried_beside_the_week(walker, planned_desk):
    """Trying shows both weeks and keeps nothing; keeping what others must agree to is a note."""
    page = walker.get("/week").text
    trim = planned_desk.store.plan().plan.trims[0]
    revision = planned_desk.store.plan().revision
    assert 'action="/week/trial"' in page
    trial = walker.get(f"/week/trial?trim=0&revision={revision}")
    assert trial.status_code == 200
    assert "With it" in trial.text
    assert "As it is" in trial.text
    assert planned_desk.store.plan().revision == revision
    walker.post("/week/trial", data={"trim": "0", "revision": str(revision)})
    (kept,) = kept_trims(planned_desk.store)
    assert (kept.change, kept.is_agreed) == (trim.change, trim.permission == "nobody")
    assert f"To ask {trim.permission}" in walker.get("/week").text
    walker.post("/week/asked", data={"id": kept.id, "answer": "yes"})
    plan = planned_desk.store.plan().plan
    assert f"Planned with a small change: {trim.change}." in plan.remarks
    walker.post("/week/asked", data={"id": kept.id, "answer": "no"})
    assert kept_trims(planned_desk.store) == ()
    assert not any("small change" in text for text in planned_desk.store.plan().plan.remarks)


def test_a_trim_of_a_plan_that_was_replaced_is_not_tried(walker):
    """An old page's button says that it is old."""
    answer = walker.get("/week/trial?trim=0&revision=99")
    assert answer.status_code == 409
    assert "replaced" in answer.text
    assert walker.get("/week/trial?trim=x&revision=1").status_code == 404


def test_trims_are_kept_once_and_for_their_days(desk, example_plan):
    """The same change twice is one; one that names a day ends with it, and goes a week later."""
    day = example_plan.horizon.first_day
    this_week, next_week = Days(day, 1), Days(day + timedelta(7), 1)
    one = KeptTrim("a", day, "Nap for 20 minutes at 15:00 on Friday", "nobody", is_agreed=True)
    keep_trim(desk.store, one)
    keep_trim(desk.store, replace(one, id="b"))
    assert [kept.id for kept in kept_trims(desk.store)] == ["b"]
    assert agreed_changes(desk.store, this_week) == (one.change,)
    assert agreed_changes(desk.store, next_week) == ()
    keep_trim(desk.store, KeptTrim("c", day + timedelta(14), "Cook", "nobody", is_agreed=True))
    assert [kept.id for kept in kept_trims(desk.store)] == ["c"]


def test_a_trim_that_names_no_day_is_a_habit_and_holds(desk, example_plan):
    """It outlives Monday until it is taken back, and the page says that it does."""
    day = example_plan.horizon.first_day
    habit = "Write each day's notes in one sitting, after the last session"
    keep_trim(desk.store, KeptTrim("a", day - timedelta(28), habit, "nobody", is_agreed=True))
    assert agreed_changes(desk.store, Days(day, 1)) == (habit,)
    assert "Each week, until you say otherwise." in walk(desk).get("/week").text


def test_a_trim_of_a_day_is_found_again_in_a_longer_plan(desk, example_plan):
    """From Friday on plans tell days with their dates, and so are the trims they are made with."""
    day = example_plan.horizon.first_day
    said = "Move Dentist from Friday to Sunday, at the same hour"
    keep_trim(desk.store, KeptTrim("a", day, said, "nobody", is_agreed=True))
    dated = "Move Dentist from Friday 20 Nov to Sunday 22 Nov, at the same hour"
    assert agreed_changes(desk.store, Days(day, 2)) == (dated,)
    keep_trim(desk.store, KeptTrim("b", day, dated, "nobody", is_agreed=True))
    assert [kept.id for kept in kept_trims(desk.store)] == ["b"]
    assert agreed_changes(desk.store, Days(day, 1)) == (said,)


def test_a_trim_that_ended_says_so_for_a_week(desk, example_plan):
    """On Monday nobody wonders where it went."""
    day = example_plan.horizon.first_day - timedelta(7)
    nap = "Nap for 20 minutes at 15:00 on Friday"
    keep_trim(desk.store, KeptTrim("a", day, nap, "nobody", is_agreed=True))
    page = walk(desk).get("/week").text
    assert "on Friday 13 Nov. That was for last week, and has ended with it." in page
    assert "As before" not in page
    keep_trim(desk.store, KeptTrim("b", day - timedelta(7), nap, "nobody", is_agreed=True))
    assert "Friday 6 Nov" not in walk(desk).get("/week").text
