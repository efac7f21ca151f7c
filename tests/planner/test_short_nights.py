"""Sentences about short nights: true, kind, and each said once."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from written_weeks import HOME, MONDAY, event, profile, span

from trimtab.domain.practices import Practice
from trimtab.domain.time import Horizon
from trimtab.planner.line import WeekRequest
from trimtab.planner.plan import make_plan
from trimtab.planner.solve import Effort

QUICK = Effort(first_passes=60, passes=20, repairs=30, rounds=1)


def _said_of_sleep(given, now: int = 0, person=HOME) -> list[str]:
    request = WeekRequest(profile(person), Horizon(MONDAY, 7, "UTC"), tuple(given), now)
    plan = make_plan(request, QUICK).plan
    return [missing.because for missing in plan.unplaced if missing.name == "Sleep"]


def test_days_that_say_the_same_are_said_together():
    """Calls back to back leave six nights without sleep: one sentence, first and last day."""
    calls = [event("Call", f"{day} 07:00", 24) for day in ("mon", "tue", "wed", "thu")]
    assert _said_of_sleep(calls) == ["The nights into Tue to Thu get no sleep, next to Call."]


def test_what_cuts_a_sleep_by_day_is_named_on_both_sides():
    """Between a night on duty and an appointment in the afternoon, both are named."""
    nights = [event("Night", f"{day} 19:00", 12) for day in ("mon", "tue", "wed")]
    (said,) = _said_of_sleep([*nights, event("Dentist", "wed 14:30", 1, "appointment")])
    assert "next to Night and Dentist." in said


@pytest.mark.parametrize("begins", [4 * 60 + 30, 5 * 60])
def test_a_night_that_is_nearly_over_is_not_called_short(begins):
    """Planning at five before a ward at eight, nothing is said of the night that is ending."""
    assert _said_of_sleep([event("Ward", "mon 07:30", 9)], now=begins) == []


def test_a_night_lost_to_duty_is_told_even_when_the_plan_begins_within_it():
    """Begun at midnight, a night that two duties leave no room for is still named."""
    given = [event("Late", "mon 15:00", 11), event("Early", "tue 04:00", 12)]
    (said,) = _said_of_sleep(given, now=600)
    assert said == "The night into Tue gets no sleep, nor the 4½ h by day, next to Late and Early."


def test_sleep_by_day_after_a_night_on_duty_is_told_as_such():
    """A nap-long sleep on Tuesday after a night on duty is by day; it is no night's."""
    given = [event("Night", "mon 19:00", 12), event("Talk", "tue 10:30", 8, "lecture")]
    for said in _said_of_sleep(given):
        assert re.match(r"(Tue gets .* of sleep by day|The night into Tue gets no sleep)", said)


def test_two_days_apart_are_both_named():
    """Days that do not follow each other are listed."""
    late = [event("Late", f"{day} 15:00", 12) for day in ("mon", "wed")]
    early = [event("Ward", f"{day} 08:00", 8) for day in ("tue", "thu")]
    (said,) = _said_of_sleep([*late, *early], person=replace(HOME, commute_minutes=20))
    assert said == "The nights into Tue and Thu get 3 h of sleep, next to Late and Ward."


def test_sleep_begun_the_evening_before_is_told_as_the_night():
    """A ward from three shortens the night into Tuesday, not Tuesday's own sleep."""
    (said,) = _said_of_sleep([event("Early", "tue 03:00", 12)])
    assert said.startswith("The night into Tue gets ")


def test_how_many_nights_are_short_goes_with_the_minutes():
    """Two nights of four hours are counted; the other nights are not meant."""
    given = tuple(event("Early", f"{day} 03:00", 12) for day in ("tue", "fri"))
    plan = make_plan(WeekRequest(profile(HOME), Horizon(MONDAY, 7, "UTC"), given), QUICK).plan
    (missing,) = (one for one in plan.unplaced if one.name == "Sleep")
    assert missing.nights == 2
    assert missing.placed_minutes == 2 * 240
    assert missing.because.startswith("The nights into Tue and Fri get ")


def test_a_must_in_the_night_is_named():
    """A vigil at two and no commitment near: the vigil is what the night is short of."""
    vigil = Practice("Vigil", "body", 1, (150,), only=(span("01:30-04:00"),), days=("thu",),
                     must=True)  # fmt: skip
    novel = Practice("Novel", "body", 7, (15,), only=(span("21:00-22:00"),))
    request = WeekRequest(profile(practices=(vigil, novel)), Horizon(MONDAY, 7, "UTC"), ())
    plan = make_plan(request, QUICK).plan
    (said,) = (missing.because for missing in plan.unplaced if missing.name == "Sleep")
    assert re.fullmatch(r"The night into Thu gets .* of sleep, with Vigil in its hours\.", said)
