"""When people are assumed to sleep as long as no plan tells."""

from __future__ import annotations

from dataclasses import replace

from last_plans import block, last_plan
from written_weeks import event, profile, written

from trimtab.planner.assumed_sleep import assume_forecast
from trimtab.planner.line import Week


def sleeps(given, **more) -> list[str]:
    """Assumed sleeps of the week, as when and for how many minutes."""
    week = written(profile(), given, **more).week
    forecast = assume_forecast(week)
    instants = [(week.horizon.instant_of(one.start), one) for one in forecast.all if one.start > 0]
    return [f"{at:%a %H:%M} {one.minutes}" for at, one in instants]


def test_nights_are_usual_ones():
    """Eleven to seven, eight nights before the week too."""
    assert sleeps([])[:2] == ["Mon 23:00 480", "Tue 23:00 480"]
    before = assume_forecast(written(profile()).week).sleeps
    assert before[0].start == -8 * 1440 - 60


def test_an_early_start_ends_the_night_earlier():
    """A ward at six, twenty minutes away: up at ten past five."""
    assert "Tue 21:10 480" in sleeps([event("Ward", "wed 06:00", 8)])


def test_after_a_night_on_duty_sleep_comes_once_home():
    """Home at 07:20, asleep at 08:05 for the whole need."""
    found = sleeps([event("NF", "tue 19:00", 12)])
    assert "Wed 08:05 480" in found
    assert not any(one.startswith("Tue 23") for one in found)


def test_what_stands_in_the_way_ends_it():
    """A dentist at noon leaves three and a half hours of it."""
    dentist = event("Dentist", "wed 12:00", 1, "appointment", location="Main St 1")
    assert "Wed 08:05 220" in sleeps([event("NF", "tue 19:00", 12), dentist])


def test_what_the_last_plan_says_is_known():
    """Its sleeps stand instead of habit from the first to the last of them; habit goes on after."""
    told = [block("mon 22:00", 420, "Sleep", "sleep"), block("tue 22:30", 450, "Sleep", "sleep"),
            block("tue 14:00", 30, "Nap", "nap")]  # fmt: skip
    request = replace(written(profile(), now=600).week.request, last=last_plan(*told))
    week = Week(request)
    forecast = assume_forecast(week)
    shown = [f"{week.horizon.instant_of(one.start):%a %H:%M}" for one in forecast.all]
    assert shown[-8:] == [
        "Mon 22:00", "Tue 14:00", "Tue 22:30", "Wed 23:00", "Thu 23:00", "Fri 23:00", "Sat 23:00",
        "Sun 23:00",
    ]  # fmt: skip
    assert [one.minutes for one in forecast.naps] == [30]
