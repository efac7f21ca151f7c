"""Sleep and alertness found together: passes, what they lead to, and when they end."""

from __future__ import annotations

from dataclasses import replace

import pytest
from written_weeks import MONDAY, event, profile

from trimtab.domain.tasks import Task
from trimtab.domain.time import Horizon
from trimtab.planner import body_passes
from trimtab.planner.body_passes import forecast_of, is_as_forecast, solve_felt, true_worth
from trimtab.planner.forecast import Forecast
from trimtab.planner.line import WeekRequest
from trimtab.planner.plan import make_plan
from trimtab.planner.solve import Effort, Watch
from trimtab.planner.solved import solve_week
from trimtab.planner.verify import verify_plan

QUICK = Effort(first_passes=40, passes=15, repairs=60, rounds=1)
NIGHTS = tuple(
    event(f"NF {day}", f"{day} 19:00", 12) for day in ("mon", "tue", "wed", "thu", "fri")
)
HORIZON = Horizon(MONDAY, 7, "UTC")
FREE = WeekRequest(profile(), HORIZON, NIGHTS)


@pytest.fixture(scope="module")
def planned():
    """A week of five nights for someone with nothing else to do."""
    return make_plan(FREE, Effort())


def test_the_first_night_is_slept_towards(planned):
    """With a nap before it, sleepiness at 05:00 of the first night is at most 7.15 (else 7.77)."""
    assert verify_plan(planned.plan, FREE) == []
    assert any(b.kind == "nap" and b.start.date() == MONDAY for b in planned.plan.blocks)
    (at_five,) = [p for p in planned.plan.alertness if f"{p.time:%a %H:%M}" == "Tue 05:00"]
    assert at_five.kss <= 7.15


def test_days_between_nights_hold_seven_hours(planned):
    """Each main sleep after a night but the last is of seven hours or more."""
    by_day = {b.start.date(): b.minutes for b in planned.plan.blocks
              if b.kind == "sleep" and 7 <= b.start.hour < 15}  # fmt: skip
    lengths = [by_day[HORIZON.date_of(day)] for day in (1, 2, 3, 4)]
    assert min(lengths) >= 420


def test_passes_lead_to_a_week_worth_more_by_its_own_sleeps():
    """Than the week planned by the sleeps assumed at first."""
    assert true_worth(solve_felt(FREE, QUICK)) > true_worth(solve_week(FREE, QUICK))


def test_what_the_forecast_has_and_the_plan_has_not_is_not_carried_over():
    """The next forecast holds the sleeps of the plan, those before now as they were."""
    solved = solve_felt(replace(FREE, now=1440), QUICK)
    forecast = forecast_of(solved)
    assert max(one.end for one in forecast.all if one.start < 1440) <= 1440
    assert all(one.start < one.end for one in forecast.all)


def count_passes(monkeypatch, request: WeekRequest, watch: Watch | None = None) -> int:
    """How often a request is solved."""
    seen = []

    def counted(solve):
        def solve_and_count(*args, **more):
            seen.append(args)
            return solve(*args, **more)

        return solve_and_count

    for name in ("solve_week", "solve_written"):
        monkeypatch.setattr(body_passes, name, counted(getattr(body_passes, name)))
    solve_felt(request, QUICK, watch)
    return len(seen)


def test_a_week_in_which_alertness_weighs_nothing_is_solved_once(monkeypatch):
    """No duty and nothing demanding: one search."""
    assert count_passes(monkeypatch, replace(FREE, commitments=())) == 1


def test_a_week_of_usual_nights_takes_one_quick_pass(monkeypatch):
    """Demanding work alone: sleeps come out as forecast, and the search after it is the last."""
    asked = profile(tasks=(Task("Paper", "body", 300, 60, 90, demanding=True),))
    assert count_passes(monkeypatch, WeekRequest(asked, HORIZON, ())) == 2


def test_whoever_stops_it_gets_no_further_pass(monkeypatch):
    """Stopped during the first quick pass, the search that follows it is the last."""
    assert count_passes(monkeypatch, FREE, Watch(is_stopped=lambda: True)) == 2


def test_sleeps_count_as_forecast_within_twenty_minutes():
    """One later by 25 minutes does not, nor does one more."""
    night = FREE and Forecast(forecast_of(solve_felt(FREE, QUICK)).sleeps)
    first = night.sleeps[0]
    later = (replace(first, start=first.start + 25), *night.sleeps[1:])
    assert is_as_forecast(night, night)
    assert not is_as_forecast(Forecast(later), night)
    assert not is_as_forecast(Forecast(night.sleeps[1:]), night)
