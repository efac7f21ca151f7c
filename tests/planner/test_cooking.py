"""Cooking goes to light days before heavy ones, where there are any."""

from __future__ import annotations

import numpy as np
import pytest
from written_weeks import MONDAY, event, profile, written

from trimtab.domain.practices import Practice
from trimtab.domain.time import Horizon
from trimtab.planner.cooking import cooking_fit, days_to_cook, is_cooking
from trimtab.planner.line import Week, WeekRequest
from trimtab.planner.plan import make_plan
from trimtab.planner.solve import Effort

WARDS = [event("Ward", f"{day} 07:00", 10) for day in ("mon", "thu", "fri")]
QUICK = Effort(first_passes=40, passes=15, repairs=40, rounds=1)


def test_light_days_have_two_heavy_ones_soon_after():
    """Tuesday and Wednesday before two wards; Sunday is light, and nothing heavy is known after."""
    week = written(profile(), WARDS).week
    assert days_to_cook(week) == {1: [3, 4], 2: [3, 4]}


def test_the_roster_tells_of_heavy_days_beyond_the_week():
    """With wards on the Monday and Tuesday after, Saturday and Sunday suit too."""
    horizon = Horizon(MONDAY, 5, "UTC")
    roster = (event("Ward", "sat 07:00", 10), event("Ward", "sun 07:00", 10))
    week = Week(WeekRequest(profile(), horizon, (), roster=roster))
    assert days_to_cook(week) == {3: [5, 6], 4: [5, 6]}


def test_a_half_day_of_clinic_is_still_light():
    """Four hours are light; five minutes more are not."""
    for minutes, light in ((240, True), (245, False)):
        clinic = event("Clinic", "wed 08:00", minutes / 60, "clinic")
        assert (2 in days_to_cook(written(profile(), [*WARDS, clinic]).week)) == light


def test_other_days_keep_four_fifths_of_the_worth():
    """On a light day all of it; where no day is light before heavy ones, everywhere."""
    starts = np.array([2 * 1440 + 600, 6 * 1440 + 600], np.int32)
    assert cooking_fit(written(profile(), WARDS).week, starts).tolist() == [1.0, 0.8]
    assert cooking_fit(written(profile()).week, starts).tolist() == [1.0, 1.0]


@pytest.mark.parametrize(("name", "is_it"), [("Meal prep", True), ("Cook", True), ("Read", False)])
def test_names_say_what_cooking_is(name, is_it):
    """Whole words only."""
    assert is_cooking(name) == is_it
    assert not is_cooking("Cookery show")


def test_a_plan_cooks_on_the_light_day():
    """Once a week, an hour: on Tuesday or Wednesday."""
    cook = Practice("Cook for the week", "body", 1, (60,), prefer=())
    plan = make_plan(
        WeekRequest(profile(practices=(cook,)), Horizon(MONDAY, 7, "UTC"), tuple(WARDS)), QUICK
    ).plan
    (found,) = [block for block in plan.blocks if block.name == cook.name]
    assert found.start.weekday() in {1, 2}
