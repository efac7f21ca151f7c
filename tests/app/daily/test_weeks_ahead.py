"""Four weeks are planned where they are wanted, one after the other, and stay four."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from small_week import MONDAY, PROFILE, clinic

from trimtab.app.daily.accepting import accept_plan, news_since_taken
from trimtab.app.daily.plan_keeping import ask_now, days_now
from trimtab.app.daily.ports import PlanAsk
from trimtab.app.daily.replanning import (
    BlockKey,
    Said,
    plan_anew,
    refresh_if_due,
    replan_now,
    say,
)
from trimtab.app.daily.weeks_ahead import AHEAD, FOUR_WEEKS, USUAL, look_ahead, weeks_ahead
from trimtab.app.ports import Onlooker
from trimtab.planning.planner import growing

SOON = MONDAY + timedelta(minutes=1)


class Impatient(Onlooker):
    """Wants to hear no more after so many looks at each search."""

    def __init__(self, searches: int) -> None:
        self.left = searches

    def begin(self, step) -> None:
        """Count the searches."""
        self.left -= step == "search"

    def is_stopped(self) -> bool:
        """Whether the last search wanted has begun."""
        return self.left <= 0


@pytest.fixture(scope="module")
def four_weeks(planner, first_plan):
    """Every plan on the way from the small week to four."""
    ask = replace(small_ask(), last=first_plan.as_last())
    return tuple(planner._planner.plan_well(ask, Onlooker()))


def small_ask() -> PlanAsk:
    """Four weeks from the Monday of the small week."""
    return PlanAsk(PROFILE, MONDAY.date(), 4, MONDAY, calendars={"clinic.ics": clinic()})


def test_four_weeks_are_planned_until_the_person_says_otherwise(store):
    """The choice is kept; nonsense that an import brought counts for nothing."""
    assert days_now(store, MONDAY).weeks == 1
    look_ahead(store, FOUR_WEEKS)
    assert days_now(store, MONDAY).weeks == 4
    assert days_now(store, MONDAY + timedelta(days=5)).weeks == 4
    look_ahead(store, USUAL)
    assert days_now(store, MONDAY + timedelta(days=5)).weeks == 2
    store.keep_setting(AHEAD, "many")
    assert weeks_ahead(store) == USUAL


def test_each_week_is_planned_in_turn(four_weeks):
    """First a week more each, quickly, then all of them well; this week's blocks stand first."""
    assert [plan.horizon.days // 7 for plan in four_weeks] == [2, 3, 4, 4, 4]
    assert [bool(plan.prices) for plan in four_weeks] == [False, False, False, True, True]
    assert four_weeks[-1].sought_trims
    assert all(0 <= plan.certificate.true_gap < 0.1 for plan in four_weeks)


def test_each_further_week_is_kept_as_it_comes(store, planning, four_weeks):
    """What reaches farther than the plan that stands is kept at once, then the last of all."""
    look_ahead(store, FOUR_WEEKS)
    accept_plan(store, store.plan())
    plan_anew(store, planning, SOON)
    on_plan = planning.begun[0][1]
    days = []
    for number, plan in enumerate(four_weeks):
        on_plan(plan, number == len(four_weeks) - 1)
        days.append((store.plan().revision, store.plan().plan.horizon.days))
    assert days == [(2, 14), (3, 21), (4, 28), (4, 28), (5, 28)]
    assert store.plan().is_accepted
    news = news_since_taken(store, store.plan(), SOON)
    assert news.new_from == date(2026, 11, 23)
    assert not [one for one in news.moves if one.block.kind == "sleep"], news.moves


def test_a_word_leaves_four_weeks_standing(store, planning, four_weeks):
    """A mark re-plans all of them in place, and only the newest words of the background count."""
    look_ahead(store, FOUR_WEEKS)
    store.keep_plan(four_weeks[-1], MONDAY, profile_revision=1, is_accepted=True)
    run = next(one for one in four_weeks[-1].blocks if one.name == "Run" and one.start > SOON)
    told = say(
        store, planning, Said("a", "pinned", BlockKey("Run", run.kind, run.start), SOON), SOON
    )
    assert told.kept.plan.horizon.days == 28
    assert told.kept.is_accepted
    assert not told.kept.plan.moved
    assert planning.begun[0][0].weeks == 4
    assert refresh_if_due(store, planning, SOON) is not None


def test_a_word_said_meanwhile_is_about_the_weeks_that_stand(store, planning, four_weeks):
    """While weeks are still to come it is answered by those there are, and the others follow."""
    look_ahead(store, FOUR_WEEKS)
    store.keep_plan(four_weeks[0], MONDAY, profile_revision=1, is_accepted=True)
    run = next(one for one in four_weeks[0].blocks if one.name == "Run" and one.start > SOON)
    told = say(
        store, planning, Said("a", "pinned", BlockKey("Run", run.kind, run.start), SOON), SOON
    )
    assert told.kept.plan.horizon.days == 14
    assert not told.kept.plan.moved
    ask = planning.begun[0][0]
    assert [one.weeks for one in growing(ask)] == [3, 4]


def test_one_week_again_is_due_at_once(store, planning, four_weeks):
    """Who wants no more than usual has one week after the next plan."""
    look_ahead(store, FOUR_WEEKS)
    store.keep_plan(four_weeks[-1], MONDAY, profile_revision=1)
    assert refresh_if_due(store, planning, SOON) is None
    look_ahead(store, USUAL)
    assert refresh_if_due(store, planning, SOON) is not None
    assert planning.begun[0][0].weeks == 1
    assert replan_now(store, planning, SOON).plan.horizon.days == 7


def test_weeks_let_go_are_no_news(store, four_weeks, first_plan):
    """Who took four weeks and wants one again lost nothing; what is over is not told either."""
    store.keep_plan(four_weeks[-1], MONDAY, profile_revision=1)
    accept_plan(store, store.plan())
    this_week = four_weeks[-1].as_last().within(MONDAY, MONDAY + timedelta(days=7))
    run = next(one for one in this_week.blocks if one.name == "Run" and one.start > SOON)
    fewer = tuple(one for one in this_week.blocks if one is not run)
    less = replace(first_plan, blocks=fewer)
    kept = store.keep_plan(less, MONDAY, profile_revision=1, is_accepted=True)
    (news,) = news_since_taken(store, kept, SOON).moves
    assert (news.block.name, news.block.start) == ("Run", run.start)
    assert news_since_taken(store, kept, run.end).is_nothing


@pytest.mark.parametrize(("searches", "weeks"), [(1, 2), (3, 4)])
def test_stopped_it_ends_with_all_the_weeks_there_are_to_be(planner, first_plan, searches, weeks):
    """Wherever it is stopped, four whole weeks are left, with what their hours are worth."""
    planner._planner._planned_quickly = None
    ask = replace(small_ask(), last=first_plan.as_last())
    *quick, last = planner._planner.plan_well(ask, Impatient(searches))
    assert quick[-1].horizon.days // 7 == weeks
    assert last.horizon.days == 28
    assert last.prices
    if weeks == 4:
        assert last.certificate.true_value >= quick[-1].certificate.true_value - 1e-6


def test_only_what_the_last_plan_does_not_reach_is_grown(first_plan):
    """On a Monday three of four weeks are known; without a last plan all are planned at once."""
    ask = small_ask()
    assert [one.weeks for one in growing(ask)] == [4]
    grown = [one.weeks for one in growing(replace(ask, last=first_plan.as_last()))]
    assert grown == [2, 3, 4]
    three = replace(first_plan.as_last(), days=28, first_day=date(2026, 11, 9))
    assert [one.weeks for one in growing(replace(ask, last=three))] == [4]


def test_the_new_week_begins_with_the_night_that_leads_into_it(store, planning, four_weeks):
    """On Monday at five past midnight the sleep under way is known, and goes on."""
    plan = four_weeks[-1]
    midnight = plan.horizon.instant_of(plan.horizon.day_start(7))
    night = next(one for one in plan.blocks if one.start < midnight < one.end)
    assert night.kind == "sleep"
    look_ahead(store, FOUR_WEEKS)
    store.keep_plan(plan, MONDAY, profile_revision=1, is_accepted=True)
    monday = midnight + timedelta(minutes=5)
    assert refresh_if_due(store, planning, monday) is not None
    kept = replan_now(store, planning, monday)
    first = kept.plan.blocks[0]
    assert (first.kind, first.start, first.end) == ("sleep", midnight, night.end)
    assert kept.plan.alertness[0].is_asleep
    assert kept.plan.horizon.first_day == date(2026, 11, 23)
    assert not any(one.nights for one in kept.plan.unplaced)
    assert kept.is_accepted
    ahead = {(one.name, one.start) for one in plan.blocks if midnight <= one.start}
    stay = {(one.name, one.start) for one in kept.plan.blocks} & ahead
    assert len(stay) > 0.8 * len(ahead)


@pytest.mark.parametrize(
    ("zone", "monday"),
    [
        ("America/New_York", date(2026, 10, 12)),
        pytest.param("Europe/Lisbon", date(2026, 10, 5), marks=pytest.mark.long),
    ],
)
def test_four_weeks_hold_the_day_the_clocks_go_back(planner, empty_store, zone, monday):
    """They are an hour longer; the plan passes the check that every plan passes."""
    now = datetime(monday.year, monday.month, monday.day, 12, tzinfo=UTC)
    empty_store.keep_profile(PROFILE.replace("Europe/Lisbon", zone), now)
    look_ahead(empty_store, FOUR_WEEKS)
    plan = planner.plan_quickly(ask_now(empty_store, now, None))
    assert plan.horizon.minutes == (4 * 7 * 24 + 1) * 60
