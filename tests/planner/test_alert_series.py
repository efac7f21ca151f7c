"""Alertness told with a plan: each half-hour, and the ways home that are not safe to drive."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from last_plans import block, night
from written_weeks import HOME, MONDAY, event, profile

from trimtab.bodyclock.alertness import predict_sleepiness
from trimtab.bodyclock.efficiency import efficiency_at, sleep_efficiency
from trimtab.bodyclock.sleeps import Sleeps
from trimtab.domain.plans import SAFER
from trimtab.domain.time import Horizon
from trimtab.planner.alert_series import OTHERS, SAFER_THAN, LivedWeek, drive_remarks, with_cautions
from trimtab.planner.line import Week, WeekRequest

HORIZON = Horizon(MONDAY, 7, "UTC")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat")
USUAL = [
    block("mon 00:00", 420, "Sleep", "sleep"),
    *(one for day in DAYS for one in night(f"{day} 23:00", 8)),
]


def lived(*given, blocks=USUAL, **more) -> LivedWeek:
    """A week with some commitments, lived as the blocks say."""
    asked = profile(**more)
    return LivedWeek(Week(WeekRequest(asked, HORIZON, given)), blocks)


def test_usual_nights_give_what_the_model_gives():
    """Wednesday noon after usual nights, as the model says of 23:00 to 07:00."""
    nights = [(24.0 * day - 1 + 216, 24.0 * day + 7 + 216) for day in range(-8, 7)]
    told = {f"{p.time:%a %H:%M}": p for p in lived().series()}
    expected = predict_sleepiness(Sleeps.of([nights]), np.array([216 + 60.0]), 0.0)
    assert told["Wed 12:00"].kss == pytest.approx(float(expected.sleepiness[0, 0]), abs=0.01)
    assert [f"{HORIZON.instant_of(30 * n):%a %H:%M}" for n in range(336)] == list(told)


def test_asleep_is_said_of_the_half_hours_in_bed():
    """From 23:00 to 06:30, and not at 07:00."""
    asleep = [f"{p.time:%a %H:%M}" for p in lived().series() if p.is_asleep]
    assert {"Tue 23:00", "Wed 06:30"} <= set(asleep)
    assert "Wed 07:00" not in asleep


def test_a_poor_hour_for_sleep_counts_less():
    """Two hours from 18:00 leave one sleepier at 21:00 than two from 13:00 would by hours alone."""
    evening = lived(blocks=[*USUAL, block("wed 18:00", 120, "Nap", "nap")])
    share = float(efficiency_at(np.arange(18, 20, 1 / 12)).mean() / sleep_efficiency(23, 31))
    assert share < 0.8
    nights = [(24.0 * day - 1 + 216, 24.0 * day + 7 + 216) for day in range(-8, 3)]
    nap = (216 + 48 + 20 - 2 * share, 216 + 48 + 20)
    expected = predict_sleepiness(Sleeps.of([[*nights, nap]]), np.array([216 + 69.0]), 0.0)
    (found,) = [p for p in evening.series() if f"{p.time:%a %H:%M}" == "Wed 21:00"]
    assert found.kss == pytest.approx(float(expected.sleepiness[0, 0]), abs=0.01)


def test_a_day_and_a_night_on_duty_end_with_a_caution():
    """However much one slept before: 24 hours are too long to drive home after."""
    call = event("Call", "wed 06:00", 24)
    week = lived(call)
    way = block("thu 06:00", 20, "Travel", "travel")
    assert [b.note for b in with_cautions([way], week)] == [SAFER]
    told, others = drive_remarks(week)
    assert others == OTHERS
    assert told.startswith("Thu 06:00: after a day and a night on duty crashes on the way home are")
    assert told.endswith(SAFER_THAN)


def test_an_ordinary_day_ends_without_one():
    """A ward from seven to five, after a usual night."""
    ward = event("Ward", "wed 07:00", 10)
    way = block("wed 17:00", 20, "Travel", "travel")
    assert with_cautions([way], lived(ward)) == (way,)
    assert drive_remarks(lived(ward)) == []


def test_a_night_awake_since_morning_brings_one():
    """Up since seven, on duty until seven the next day; with a nap before it, none is left."""
    nf = event("NF", "wed 19:00", 12)
    text = "Thu 07:00: on this way home about one person in four has to fight sleep."
    awake = [one for one in USUAL if f"{one.start:%a}" != "Wed" and one.start.day != 5]
    assert drive_remarks(lived(nf, blocks=awake)) == [f"{text} {SAFER_THAN}", OTHERS]
    rested = [*awake, block("wed 14:00", 180, "Nap", "nap")]
    assert lived(nf, blocks=rested).sleepy_ways == []


def test_without_a_way_home_only_a_day_and_a_night_are_told():
    """Twelve hours of night say nothing of a drive that is not known; 26 hours do."""
    person = replace(HOME, commute_minutes=0)
    assert lived(event("NF", "wed 19:00", 12), person=person).sleepy_ways == []
    assert len(lived(event("NF", "wed 19:00", 26), person=person).sleepy_ways) == 1


def test_in_several_weeks_ways_are_dated():
    """A Thursday comes twice in a fortnight."""
    request = WeekRequest(profile(), Horizon(MONDAY, 14, "UTC"), (event("Call", "wed 06:00", 24),))
    told, _ = drive_remarks(LivedWeek(Week(request), USUAL))
    assert told.startswith("Thu 5 Nov 06:00: after")


def test_ways_at_one_hour_are_told_together():
    """Two calls: both days, then the hour."""
    calls = [event("Call", f"{day} 06:00", 24) for day in ("tue", "thu")]
    told, _ = drive_remarks(lived(*calls))
    assert told.startswith("Wed and Fri 06:00: after")
