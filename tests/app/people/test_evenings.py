"""Evenings to keep a day on: free in the plan, and the cheapest of the nearest."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

from trimtab.app.people.evenings import PlannedEvenings
from trimtab.domain.plans import Block, HourPrice
from trimtab.domain.time import ClockSpan, Horizon

MONDAY = date(2026, 11, 16)
EVENING = ClockSpan(18 * 60, 20 * 60)


def moment(day: int, hour: int) -> datetime:
    """An hour of a day after Monday."""
    return datetime(2026, 11, 16, hour, tzinfo=UTC) + timedelta(days=day)


def planned(worth: dict[int, float], *blocks: Block) -> PlannedEvenings:
    """A plan of a week whose evening hours are worth so much, by day."""
    prices = tuple(
        HourPrice(moment(day, hour), moment(day, hour + 1), price, "body")
        for day, price in worth.items()
        for hour in (12, 18, 19)
    )
    plan = SimpleNamespace(horizon=Horizon(MONDAY, 7, "UTC"), blocks=blocks, prices=prices)
    return PlannedEvenings(plan, "UTC", EVENING)


def days(*numbers: int) -> list[date]:
    """Days after Monday."""
    return [MONDAY + timedelta(number) for number in numbers]


def test_the_cheapest_of_the_nearest_three_is_best():
    """Thursday costs least of Wednesday, Tuesday and Thursday; Friday is a fourth and not asked."""
    known = planned({1: 30, 2: 40, 3: 20, 4: 1})
    assert known.best(days(2, 1, 3, 4)) == MONDAY + timedelta(3)


def test_the_nearest_is_taken_where_the_plan_does_not_reach_all():
    """One evening lies beyond the week, or has no prices; without a plan nothing is known."""
    assert planned({1: 30}).best(days(6, 7, 1)) == MONDAY + timedelta(6)
    assert PlannedEvenings(None, "UTC", EVENING).best(days(3, 1)) == MONDAY + timedelta(3)
    assert planned({}).best([]) is None


def test_sleep_and_ways_take_an_evening_and_plans_of_ones_own_do_not():
    """A day's sleep before a night is taken; a run gives way."""
    asleep = Block(moment(0, 15), moment(0, 19), "Sleep", "sleep")
    run = Block(moment(0, 19), moment(0, 20), "Run", "practice")
    (taken,) = planned({}, asleep, run).taken(MONDAY)
    assert (taken.start, taken.end) == (15 * 60, 19 * 60)
    assert planned({}, asleep, run).taken(MONDAY + timedelta(2)) == []
