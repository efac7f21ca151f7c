"""A page that asks for a change: own figures, a week tried, nothing felt unless ticked."""

from __future__ import annotations

import html
from datetime import date, datetime, timedelta

import pytest
from sample_desk import ZONE, FixedPlanning, desk_over, filled_store
from starlette.testclient import TestClient

from trimtab.app.daily.ports import Job
from trimtab.domain.diary import CheckIn
from trimtab.domain.requests import Asked
from trimtab.domain.schedule_changes import ScheduleChange
from trimtab.domain.weighing import Displaced, ValueLost, WeighedWeek, Weighing
from trimtab.web.application import build_application
from trimtab.web.desk import House

MONDAY = date(2026, 11, 30)
GIVES = Displaced(sleep_minutes=-60, values=(ValueLost("family", -30),), open_minutes=-10)


class Trying(FixedPlanning):
    """Planning that hears what is to be tried, and knows a week that gains by it."""

    def __init__(self, plan) -> None:
        super().__init__(plan)
        self.asked: list[object] = []

    def begin_weighing(self, _ask, change) -> Job:
        self.asked.append(change)
        return Job("t", "running")

    def job(self, _id) -> Job:
        week = WeighedWeek(MONDAY, 5, 0, 0, GIVES, -90.0, -95.0, -80.0)
        asked = Asked("A later start", "duty", "America/New_York", ())
        return Job("t", "done", weighing=Weighing(asked, asked.name, (week,)))


@pytest.fixture
def desk(example_plan):
    """The example person a week later: all seven days of the example are known."""
    now = datetime(2026, 11, 23, 9, tzinfo=ZONE)
    return desk_over(filled_store(example_plan), Trying(example_plan), lambda: now)


def text_of(client, path: str) -> str:
    """A page's text."""
    return html.unescape(client.get(path).text)


def letter_of(page: str) -> str:
    """The words of the page."""
    return page.partition("data-copy>")[2].partition("</textarea>")[0]


def test_each_kind_makes_a_page_with_figures(client, desk):
    """Hours by week, rest, protected time, and where sleepy ways home are predicted."""
    assert text_of(client, "/briefs").count("Make the page") == 5
    page = text_of(client, "/briefs/call-swap")
    assert "What I ask for: to swap my call on [which day] for one in another week." in letter_of(
        page
    )
    assert "Mon 16 Nov" in page
    assert "Rest between duties: " in page
    assert "Protected time:" in page
    assert "look together, once it is over, at how it went" in letter_of(page)
    text = desk.store.profile().text.replace("2026-12-06", "2026-12-13")
    desk.store.keep_profile(text, desk.now())
    later = letter_of(text_of(client, "/briefs/start-later"))
    assert "try it from Mon 14 Dec to" in later  # the week before is vacation
    assert client.get("/briefs/party").status_code == 404


def test_what_a_change_gives_is_planned_and_names_no_value(client, desk):
    """A week planned both ways; family is nobody else's matter."""
    sent = client.post("/briefs/start-later", data={"minutes": "45"})
    assert desk.planning.asked == [ScheduleChange("start-later", 45)]
    letter = letter_of(text_of(client, sent.headers["location"]))
    assert "to begin and end work 45 minutes later" in letter
    assert (
        "What it would give me: in the week of Mon 30 Nov, planned both ways, "
        "1 h of sleep and 40 min of time of my own more." in letter
    )
    assert "What stays as it is: hours of duty, teaching and notes." in letter
    assert "family" not in letter


def test_in_the_first_week_the_calendars_tell_of_those_before(example_plan):
    """On its Tuesday one day is planned; the roster holds two weeks before, and a call of 28 h."""
    early = desk_over(filled_store(example_plan), Trying(example_plan))
    app = build_application(early, House(hosts=frozenset({"testserver"}), needs_key=False))
    with TestClient(app) as walker:
        page = text_of(walker, "/briefs/workload")
    assert "My days from Mon 2 Nov to Mon 16 Nov:" in letter_of(page)
    assert "Sleep under" not in letter_of(page)
    assert "Mon 9 Nov" in page
    assert "<svg" in page


def test_below_seven_known_days_no_figure_stands(example_plan):
    """Without calendars one day of the example is known; the words can be used all the same."""
    early = desk_over(filled_store(example_plan), Trying(example_plan))
    early.store.remove_calendar("duty.ics")
    app = build_application(early, House(hosts=frozenset({"testserver"}), needs_key=False))
    with TestClient(app) as walker:
        page = text_of(walker, "/briefs/compressed-week")
    assert "Of the last eight weeks one day is known, and figures are told from seven on." in page
    assert "Duty:" not in letter_of(page)
    assert "<svg" not in page
    assert 'class="behind not-printed"' in page  # on paper it would say that nothing is known
    assert " · Tue 17 Nov 2026</p>" in page


def test_how_days_felt_stands_there_only_when_ticked(client, desk):
    """Scores of a week by the person's own scale."""
    for number in range(8):
        day = date(2026, 11, 15) + timedelta(number)
        desk.store.keep_entry(CheckIn(day=day, said_at=desk.now(), energy=4, stress=7))
    ticked, plain = "/briefs/start-earlier?felt=yes", "/briefs/start-earlier"
    assert "Energy, on my own scale from 1 to 10: 4.0" in letter_of(text_of(client, ticked))
    assert "own scale" not in letter_of(text_of(client, plain))


@pytest.mark.parametrize(("typed", "meant"), [("soon", 30), ("999", 180), ("0", 5), ("9" * 50, 30)])
def test_minutes_that_are_none_are_the_usual_ones(client, typed, meant):
    """Whatever an address says."""
    page = text_of(client, f"/briefs/start-later?minutes={typed}")
    assert f"work {meant} minutes later" in letter_of(page)
