"""What is known of life: lighter days, doses to begin with, dates, open time, words, the check."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from last_plans import block, last_plan
from written_weeks import MONDAY, profile, written

from trimtab.domain.lived import NOTHING_KNOWN, Lived
from trimtab.domain.people import Season
from trimtab.domain.practices import Practice, Protect
from trimtab.domain.tasks import Task
from trimtab.domain.time import WEEKDAYS, ClockSpan
from trimtab.planner.plan import make_plan, replan
from trimtab.planner.replan import fingerprint
from trimtab.planner.sleep_day import SleepDay
from trimtab.planner.solve import Effort
from trimtab.planner.verify import verify_plan

QUICK = Effort(first_passes=60, passes=20, repairs=60)
DAY = timedelta(days=1)
RUN = Practice("Run", "body", 7, (40, 20, 10))
ESSAY = Task("Essay", "body", 120, 30, 60, important=True)


def lighter(first: int, last: int, **more) -> Lived:
    """Lighter days from day to day of the week, numbered from Monday."""
    return Lived(lighter=(MONDAY + first * DAY, MONDAY + last * DAY), **more)


def planned(week):
    """Its plan, verified."""
    plan = make_plan(week.week.request, QUICK).plan
    assert verify_plan(plan, week.week.request) == []
    return plan


def budget(week, name: str):
    """The budget of that name."""
    (found,) = (one for one in week.problem.budgets if one.name == name)
    return found


def days(starts) -> set[str]:
    """The weekdays of starts."""
    return {start[:3] for start in starts}


def test_lighter_days_hold_the_smallest_dose_alone():
    """Lighter on Tuesday and Wednesday: ten minutes may be run there, forty on the others."""
    week = written(profile(practices=(RUN,)), lived=lighter(1, 2))
    assert days(week.starts("Run", 10)) == set(WEEKDAYS)
    assert days(week.starts("Run", 40)) == set(WEEKDAYS) - {"tue", "wed"}
    assert days(week.starts("Run", 20)) == set(WEEKDAYS) - {"tue", "wed"}


def test_a_must_never_shrinks_on_a_lighter_day():
    """Its one dose stays, and is asked for on every day."""
    week = written(profile(practices=(replace(RUN, must=True),)), lived=lighter(0, 6))
    assert days(week.starts("Run", 40)) == set(WEEKDAYS)
    plan = planned(week)
    assert [one.minutes for one in plan.blocks if one.name == "Run"] == [40] * 7
    assert not any("lighter" in one.note for one in plan.blocks)


def test_a_lighter_week_lacks_nothing_and_says_what_it_is():
    """Seven runs of ten minutes are labelled tiny and noted, nothing is missing, and days told."""
    plan = planned(written(profile(practices=(RUN,)), lived=lighter(0, 6)))
    runs = [one for one in plan.blocks if one.name == "Run"]
    assert {(one.minutes, one.dose, one.note) for one in runs} == {(10, "tiny", "lighter day")}
    assert plan.unplaced == ()
    assert plan.remarks[0] == (
        "Mon 2 Nov to Sun 8 Nov are lighter days: "
        "smallest doses, more open time, and what can wait comes later."
    )


def test_what_lighter_days_may_hold_is_never_missing():
    """Three of seven days lighter: forty minutes are asked on the four others, and no more."""
    week = written(profile(practices=(RUN,)), lived=lighter(0, 2))
    (item,) = (one for one in week.problem.items if one.name == "Run")
    assert item.wanted_minutes == 4 * 40


def test_a_season_and_lighter_days_go_together():
    """Heavy all week and lighter on Monday: twenty minutes on six days."""
    season = Season("MICU", MONDAY, MONDAY + 6 * DAY, "heavy")
    asked = profile(practices=(RUN,), seasons=(season,))
    week = written(asked, lived=lighter(0, 0))
    (item,) = (one for one in week.problem.items if one.name == "Run")
    assert item.wanted_minutes == 6 * 20
    assert days(week.starts("Run", 20)) == set(WEEKDAYS) - {"mon"}


@pytest.mark.parametrize(
    ("change", "is_kept_out"),
    [
        ({}, True),
        ({"important": False}, False),
        ({"important": False, "demanding": True}, True),
        ({"important": False, "study": True}, True),
        ({"due": datetime(2026, 11, 5, 0, tzinfo=UTC)}, False),
        ({"due": datetime(2026, 11, 5, 0, 5, tzinfo=UTC)}, True),
        ({"due": datetime(2026, 11, 4, 12, tzinfo=UTC)}, False),
    ],
)
def test_heavy_work_waits_unless_it_is_due(change, is_kept_out):
    """Lighter on Monday and Tuesday: what is due by the end of Wednesday is not kept out."""
    week = written(profile(tasks=(replace(ESSAY, **change),)), lived=lighter(0, 1))
    assert days(week.starts("Essay")).isdisjoint({"mon", "tue"}) is is_kept_out


def test_lighter_days_hold_no_study_but_a_must():
    """Questions rest until Thursday; those marked as a must do not."""
    questions = Practice("Questions", "body", 7, (30, 10), study=True)
    never = {"free_evenings": 0, "study_free_half_days": 0, "free_weekends": False}
    week = written(profile(practices=(questions,), **never), lived=lighter(0, 2))
    assert days(week.starts("Questions")) == {"thu", "fri", "sat", "sun"}
    must = written(profile(practices=(replace(questions, must=True),)), lived=lighter(0, 2))
    assert days(must.starts("Questions")) == set(WEEKDAYS)
    assert planned(week).unplaced == ()


def test_protected_time_stays_whole():
    """A dinner of an hour is an hour on a lighter day."""
    dinner = Protect("Dinner together", "body", ClockSpan(18 * 60, 21 * 60), (60, 30))
    week = written(profile(protects=(dinner,)), lived=lighter(0, 6))
    plan = planned(week)
    assert [one.minutes for one in plan.blocks if one.name == "Dinner together"] == [60] * 7


def test_more_of_lighter_days_stays_open_and_less_of_them_is_focused():
    """One lighter day: two fifths of its focus; the mean of 50 % open once and 30 % six times."""
    bare, week = written(profile()), written(profile(), lived=lighter(2, 2))
    assert budget(week, "Focused work on day 3").pieces[0][0] == pytest.approx(0.4 * 240)
    assert budget(week, "Focused work on day 4").pieces[0][0] == 240
    usual = budget(bare, "Open time in week 1").pieces[0][0]
    eased = budget(week, "Open time in week 1").pieces[0][0]
    assert eased / usual == pytest.approx((1 - (0.5 + 6 * 0.3) / 7) / 0.7)


def test_nights_of_lighter_days_may_be_longer():
    """The nights before, between and after two lighter days carry another hour."""
    week = written(profile(), lived=lighter(2, 3))
    assert {day for day in range(7) if SleepDay(week.week, day).recovery} == {2, 3, 4}


def test_a_practice_begins_with_the_dose_that_was_kept():
    """Largest dose tiny: ten minutes on every day, nothing missing, and what comes next is said."""
    week = written(profile(practices=(RUN,)), lived=Lived(largest_dose={"Run": "tiny"}))
    assert days(week.starts("Run", 10)) == set(WEEKDAYS)
    assert week.starts("Run", 20) == week.starts("Run", 40) == set()
    plan = planned(week)
    assert plan.unplaced == ()
    said = "Run starts at 10 minutes for now; three times kept and it grows to 20."
    assert plan.remarks == (said,)


@pytest.mark.parametrize(
    ("doses", "largest", "most"),
    [
        ((40, 20, 10), "enough", 20),
        ((40, 20, 10), "ideal", 40),
        ((40, 20), "tiny", 20),
        ((40,), "tiny", 40),
    ],
)
def test_the_largest_dose_is_one_that_there_is(doses, largest, most):
    """Of two doses the second is the smallest; one alone stays."""
    asked = profile(practices=(replace(RUN, doses=doses),))
    week = written(asked, lived=Lived(largest_dose={"Run": largest}))
    lengths = {minutes for minutes in doses if week.starts("Run", minutes)}
    assert max(lengths) == most


def test_a_habit_at_night_has_its_smallest_doses_still():
    """Stacked before the wind-down, where largest and smallest are tried: twenty, not forty."""
    read = Practice("Read", "body", 7, (40, 20, 10), before="Wind down")
    week = written(profile(practices=(read,)), lived=Lived(largest_dose={"Read": "enough"}))
    assert planned(week).unplaced == ()


def test_a_practice_that_is_tried_stands_on_its_days_alone():
    """Two dates: two walks, one on each, and none is missing."""
    dates = frozenset({MONDAY + DAY, MONDAY + 3 * DAY})
    walk = Practice("Walk", "body", 7, (15, 5), on=dates)
    week = written(profile(practices=(walk,)))
    assert days(week.starts("Walk")) == {"tue", "thu"}
    plan = planned(week)
    assert [one.start.date() for one in plan.blocks if one.name == "Walk"] == sorted(dates)
    assert plan.unplaced == ()


def test_what_the_person_pinned_stays_on_a_lighter_day():
    """A run of forty minutes pinned on a day that became lighter stands where it is."""
    last = last_plan(block("tue 17:00", 40, "Run", mark="pinned"))
    asked = written(profile(practices=(RUN,)), now=600, lived=lighter(0, 6)).week.request
    plan = replan(asked, last, QUICK).plan
    assert verify_plan(plan, replace(asked, last=last)) == []
    kept = [(f"{b.start:%a %H:%M}", b.minutes) for b in plan.blocks if b.mark == "pinned"]
    assert kept == [("Tue 17:00", 40)]


def test_nothing_known_asks_for_the_same_plan_as_before():
    """An empty record changes no fingerprint, no problem and no remark; any other is told apart."""
    week = written(profile(practices=(RUN,), tasks=(ESSAY,)))
    known = replace(week.week.request, lived=Lived())
    assert fingerprint(known) == fingerprint(week.week.request)
    assert make_plan(known, QUICK).plan == make_plan(week.week.request, QUICK).plan
    lived = lighter(0, 0)
    assert fingerprint(replace(known, lived=lived)) != fingerprint(known)
    moment = replace(lived, known_at=datetime(2026, 11, 2, tzinfo=UTC))
    assert fingerprint(replace(known, lived=moment)) == fingerprint(replace(known, lived=lived))
    assert Lived() == NOTHING_KNOWN


def wrong(week, lived, practices=None):
    """What the check says of a week's plan where more was known than it was made by."""
    plan, request = make_plan(week.week.request, QUICK).plan, week.week.request
    asked = request.profile if practices is None else replace(request.profile, practices=practices)
    return " ".join(verify_plan(plan, replace(request, lived=lived, profile=asked)))


def test_the_verifier_finds_what_lighter_days_forbid():
    """Larger doses, study, heavy work, more than a practice begins with, and days of others."""
    read = Practice("Read", "body", 7, (30, 10), study=True)
    week = written(profile(practices=(RUN, read), tasks=(ESSAY,)))
    said = wrong(week, lighter(0, 6))
    assert "Run (practice) Mon" in said
    for words in ("more than a lighter day asks", "study on a lighter day", "heavy work on a"):
        assert words in said
    assert "more than it begins with" in wrong(week, Lived(largest_dose={"Run": "tiny"}))
    elsewhere = (replace(RUN, on=frozenset()), read)
    assert "is none of its days" in wrong(week, Lived(), elsewhere)
