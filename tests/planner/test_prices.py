"""Prices of hours against brute force, against exact re-solves, and in whole weeks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date
from functools import cache
from itertools import pairwise
from random import Random

import pytest
from long_cases import mostly_long
from random_weeks import random_request
from scipy.stats import spearmanr
from tiny_problems import random_problem
from written_weeks import MONDAY, event, profile, span

from trimtab.domain.commitments import Commitment
from trimtab.domain.people import Person
from trimtab.domain.practices import Practice, Protect
from trimtab.domain.tasks import Task
from trimtab.domain.time import Horizon, Interval
from trimtab.planner.dual import Paths, rewards_at
from trimtab.planner.line import Week, WeekRequest
from trimtab.planner.prices import hour_prices
from trimtab.planner.shadow import Shadow
from trimtab.planner.solve import Effort, solve
from trimtab.planner.solved import AGAIN, SolvedWeek, solve_week

QUICK = Effort(first_passes=40, passes=10, repairs=20, rounds=1)
RUN = Practice("Run", "body", 3, (45, 30, 10), prefer=(span("17:00-20:00"),))
READ = Practice("Read", "joy", 4, (40, 20))
DINNER = Protect("Dinner together", "joy", span("18:00-20:30"), (45, 30))
PAPER = Task("Paper", "body", 300, 30, 90, due=event("", "sat 12:00", 1).start, demanding=True)
WARDS = tuple(event("Ward", f"{day} 07:00", 11) for day in ("mon", "tue", "thu", "fri"))
REQUEST = WeekRequest(
    profile(
        values={"body": 2.0, "joy": 1.0}, practices=(RUN, READ), protects=(DINNER,), tasks=(PAPER,)
    ),
    Horizon(MONDAY, 7, "UTC"),
    WARDS,
)


@cache
def solved_week() -> SolvedWeek:
    """A ward week, solved well."""
    return solve_week(REQUEST, AGAIN, after=solve_week(REQUEST, Effort()))


@cache
def priced():
    """Its hours, and the prices by hour of the week."""
    return hour_prices(Shadow.of(solved_week()))


def packings(arrays, number: int = 0, free_from: int = 0) -> Iterator[list[int]]:
    """Every set of candidates of which no two share a slot."""
    if number == arrays.worth.size:
        yield []
        return
    yield from packings(arrays, number + 1, free_from)
    if arrays.tail[number] >= free_from:
        for rest in packings(arrays, number + 1, arrays.head[number]):
            yield [number, *rest]


@pytest.mark.parametrize("seed", range(60))
def test_a_price_is_what_the_best_path_loses(seed):
    """On small problems, against every set of candidates that fit beside each other."""
    problem = random_problem(Random(seed)).problem
    if problem.size == 0:
        return
    solution = solve(problem, QUICK)
    rewards = rewards_at(problem.arrays, solution.prices)
    inside = Interval(10, 20)

    def touches(j: int) -> bool:
        return problem.span_of(j).overlaps(inside)

    ways = list(packings(problem.arrays))
    best = max(float(rewards[way].sum()) for way in ways)
    without = max(float(rewards[way].sum()) for way in ways if not any(map(touches, way)))
    paths = Paths.at(problem.arrays, solution.prices)
    assert paths.loss_without(inside) == pytest.approx(best - without, abs=1e-6)


def taken(minute: int) -> float:
    """What the week really loses when an event takes the hour from that minute on."""
    horizon = REQUEST.horizon
    start, end = (horizon.instant_of(minute + step).astimezone(UTC) for step in (0, 60))
    event_ = Commitment("x", "Taken", start, end, "personal")
    changed = replace(REQUEST, commitments=(*WARDS, event_))
    return (
        solved_week().solution.value
        - solve_week(changed, AGAIN, after=solved_week()).solution.value
    )


def test_prices_rank_hours_as_solving_again_does():
    """Of every fifth hour that is free, the order is nearly that of the true losses.

    Of hours asleep more may be told than is lost: bedtime moves ahead of something early, and
    prices do not foresee it.
    """
    free = [hour for hour in priced() if not hour.is_given][::5]
    horizon = REQUEST.horizon
    losses = [taken(horizon.minute_of(hour.start)) for hour in free]
    guesses = [hour.worth_minutes for hour in free]
    assert spearmanr(guesses, losses)[0] > 0.8
    awake = [
        (hour.worth_minutes, loss)
        for hour, loss in zip(free, losses, strict=True)
        if hour.serves != "sleep"
    ]
    assert len(awake) > len(free) / 3
    assert all(guess <= 2.5 * loss + 60 for guess, loss in awake)


def test_hours_of_the_night_are_dear_and_open_afternoons_cheap():
    """Three in the morning costs hours of worth; a free Sunday afternoon next to nothing."""
    by_hour = {f"{hour.start:%a %H}": hour for hour in priced()}
    assert by_hour["Wed 03"].serves == "sleep"
    assert by_hour["Wed 03"].worth_minutes > 100
    assert by_hour["Sun 15"].worth_minutes < 15


def test_hours_on_duty_say_what_they_would_give():
    """A duty until eight leaves no dinner at home: its last hour would, those before it hardly."""
    late = tuple(
        replace(ward, end=event("", f"{ward.start:%a} 20:00".lower(), 1).start) for ward in WARDS
    )
    asked = replace(REQUEST.profile, protects=(replace(DINNER, between=span("18:00-20:30")),))
    request = replace(REQUEST, profile=asked, commitments=late)
    prices = hour_prices(Shadow.of(solve_week(request, Effort())))
    given = [hour for hour in prices if hour.is_given and f"{hour.start:%a}" == "Thu"]
    assert [hour.start.hour for hour in given] == [*range(7, 20)]
    assert given[-1].worth_minutes > 20 + max(hour.worth_minutes for hour in given[1:-1])


@pytest.mark.parametrize(
    ("first_day", "hours"), [(date(2026, 10, 26), 169), (date(2027, 3, 8), 167)]
)
def test_a_week_with_a_clock_change_has_its_own_number_of_hours(first_day, hours):
    """Every real hour has one price."""
    request = WeekRequest(
        profile(Person(time_zone="America/New_York")), Horizon(first_day, 7, "America/New_York")
    )
    prices = hour_prices(Shadow.of(solve_week(request, QUICK)))
    assert len(prices) == hours
    assert all(a.end == b.start for a, b in pairwise(prices))


@pytest.mark.parametrize("seed", mostly_long(range(0, 24, 2), quick=5))
def test_any_week_has_prices(seed):
    """None is negative, none lies before now, and each day of the horizon still ahead has some."""
    request = random_request(Random(seed))
    solved = solve_week(request, QUICK)
    prices = hour_prices(Shadow.of(solved))
    assert all(price.worth_minutes >= 0 and price.serves for price in prices)
    starts = [request.horizon.minute_of(price.start) for price in prices]
    assert all(Week(request).now <= start < request.horizon.minutes for start in starts)
    assert len(set(starts)) == len(starts)


def test_the_shadow_leaves_the_week_its_own_path():
    """With everything held as in the week, the shadow finds no better week than the bound."""
    shadow = Shadow.of(solved_week())
    chosen = set(shadow.base.path)
    spans = sorted((shadow.problem.start_minute(j), shadow.problem.end_minute(j)) for j in chosen)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    busy = shadow.solved.week.busy
    assert not any(Interval(*one).overlaps(held) for one in spans for held in busy)
