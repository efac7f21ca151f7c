"""What hours are worth, in few words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sample_plans import ALL_PLANS, night_week, priced_week

from trimtab.reports.hour_worth import (
    cheapest_hours,
    dearest_hours,
    stretches_by_day,
    worth_text,
)


def said(stretches) -> list[str]:
    """Stretches as the reports say them."""
    return [f"{each.day} {each.times} {each.text}" for each in stretches]


def test_the_dearest_hours_are_the_dearest_of_their_days() -> None:
    """Hours that serve the same stand side by side; sleep, duty and open time stand aside."""
    plan = priced_week()
    worths = {(0, 8): 60.0, (0, 9): 55.0, (1, 8): 50.0, (3, 9): 45.0, (4, 9): 40.0}
    hours = tuple(
        replace(hour, worth_minutes=worths.get((hour.start.weekday(), hour.start.hour), 20.0))
        for hour in plan.prices
    )
    assert [(s.day, s.times, s.worth) for s in dearest_hours(replace(plan, prices=hours))] == [
        ("Mon", "08:00\u201309:00", 60.0),
        ("Tue", "08:00\u201309:00", 50.0),
        ("Thu", "09:00\u201310:00", 45.0),
    ]


def test_no_hour_is_called_dear_beside_one_worth_far_more() -> None:
    """Twenty minutes are not told beside five hours."""
    assert said(dearest_hours(priced_week())) == ["Thu 09:00\u201310:00 over 4 h (rest)"]


def test_the_cheapest_hours_are_told_as_one_stretch() -> None:
    """Sunday from one to eleven is one line, not ten."""
    cheap = said(cheapest_hours(priced_week()))
    assert "Sun 13:00\u201323:00 under 5 min an hour (open time)" in cheap
    assert len(cheap) <= 3


def test_a_single_free_hour_is_not_both_dearest_and_cheapest() -> None:
    """Where one hour is all that is free, it is told once."""
    plan = priced_week()
    (dearest, *_) = dearest_hours(plan)
    alone = replace(plan, prices=dearest.hours)
    assert dearest_hours(alone) == (dearest,)
    assert cheapest_hours(alone) == ()


def test_several_weeks_need_dates() -> None:
    """Thursday of which week is said where there are two."""
    plan = priced_week()
    longer = replace(plan, horizon=replace(plan.horizon, days=14))
    assert dearest_hours(longer)[0].day == "Thu 19 Nov"


def test_every_hour_is_told_once() -> None:
    """The stretches of all days cover each hour of the week exactly once."""
    plan = priced_week()
    told = [h for _, each in stretches_by_day(plan) for stretch in each for h in stretch.hours]
    assert tuple(told) == plan.prices


def test_hours_of_duty_are_told_as_what_if() -> None:
    """An hour others hold says what it would be worth if it came back."""
    monday = dict(stretches_by_day(priced_week()))["Mon 16"]
    assert said(monday)[-1] == "Mon 19:00\u201300:00 if it came back, about 20 min an hour (body)"


@pytest.mark.parametrize("name", ALL_PLANS)
def test_a_plan_without_prices_says_nothing(name: str) -> None:
    """No prices, no dear and no cheap hours."""
    plan = replace(ALL_PLANS[name](), prices=())
    assert dearest_hours(plan) == cheapest_hours(plan) == stretches_by_day(plan) == ()


def test_worths_are_as_coarse_as_the_estimate() -> None:
    """Nearest five minutes, and no number where a number would mislead."""
    assert [worth_text(each) for each in (0.0, 4.9, 7.4, 58.0, 241.0)] == [
        "under 5 min",
        "under 5 min",
        "about 5 min",
        "about 1 h",
        "over 4 h",
    ]


def test_night_week_has_no_prices_of_its_own() -> None:
    """The sample that other tests use stays as it was."""
    assert night_week().prices == ()
