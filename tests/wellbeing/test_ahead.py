"""Days ahead that look like the last hard spell are told; without evidence nothing is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from scored_days import FIRST, days_of

from trimtab.wellbeing.ahead import look_ahead
from trimtab.wellbeing.days import DayLoad
from trimtab.wellbeing.findings import Told

WEEKS = 9
TODAY = FIRST + timedelta(7 * WEEKS - 1)


def lived(hard_weeks, heavy_weeks):
    """Scores and work of nine weeks, some of them hard, some of them full."""
    scores, loads = [], []
    for number in range(7 * WEEKS):
        week = number // 7
        scores.append(3.0 if week in hard_weeks else 7.0 - (number % 2))
        loads.append(load(number, is_heavy=week in heavy_weeks))
    return days_of(scores), loads


def load(number, *, is_heavy):
    """One day, full or usual."""
    return DayLoad(
        day=FIRST + timedelta(number),
        duty_hours=13.0 if is_heavy else 8.0,
        sleepy_hours=4.0 if is_heavy else 1.0,
        is_evening_free=not is_heavy,
    )


def planned(*, is_heavy, count=9):
    """The days after today."""
    return [load(7 * WEEKS + number, is_heavy=is_heavy) for number in range(count)]


def test_full_days_like_those_that_were_hard_are_told():
    """Nine full days after one full and hard week: its dates, and what makes them alike."""
    days, loads = lived({4}, {4})
    finding = look_ahead(days, [*loads, *planned(is_heavy=True)], TODAY)
    assert finding.kind == "ahead"
    assert finding.like == (FIRST + timedelta(28), FIRST + timedelta(34))
    assert (finding.since, finding.until) == (TODAY + timedelta(1), TODAY + timedelta(9))
    duty = next(one for one in finding.heavier if one.name == "duty")
    assert (duty.ahead, duty.then) == (13.0, 13.0)
    assert duty.usual < 9
    assert 0.6 <= finding.certainty < 1


@pytest.mark.parametrize("shift", range(7))
def test_weeks_are_cut_where_the_roster_is(shift):
    """A full week begun on any weekday is one week, not half of two, and told by its own dates."""
    days, loads = lived({2, 4}, {2, 4})
    today = TODAY - timedelta(shift)
    coming = [one for one in [*loads, *planned(is_heavy=True)] if one.day > today]
    finding = look_ahead(days, [*(one for one in loads if one.day <= today), *coming], today)
    assert finding.like == (FIRST + timedelta(28), FIRST + timedelta(34))
    assert finding.alike == (2, 2)


def test_a_full_week_after_days_off_is_told_by_itself():
    """Of nine days ahead, the first two are free: the seven after them are what is full."""
    days, loads = lived({4}, {4})
    coming = [load(7 * WEEKS + at, is_heavy=at > 1) for at in range(9)]
    coming[:2] = [DayLoad(day=one.day) for one in coming[:2]]
    finding = look_ahead(days, [*loads, *coming], TODAY)
    assert (finding.since, finding.until) == (TODAY + timedelta(3), TODAY + timedelta(9))


def test_usual_days_ahead_are_silent():
    """Days as they mostly are say nothing."""
    days, loads = lived({4}, {4})
    assert look_ahead(days, [*loads, *planned(is_heavy=False)], TODAY) is None


def test_without_a_hard_spell_nothing_is_said():
    """Full days of the past that went well are no reason, nor is a hard week that was not full."""
    for hard, heavy in ((set(), {4}), ({2}, {4}), ({4}, {1, 4, 6})):
        days, loads = lived(hard, heavy)
        assert look_ahead(days, [*loads, *planned(is_heavy=True)], TODAY) is None


def test_little_known_is_no_warning():
    """Four planned days, a month of past, or nothing at all are too little."""
    days, loads = lived({4}, {4})
    assert look_ahead(days, [*loads, *planned(is_heavy=True, count=4)], TODAY) is None
    assert look_ahead(days[28:], [*loads, *planned(is_heavy=True)], TODAY) is None
    assert look_ahead([], [], TODAY) is None


def test_days_ahead_are_told_once_in_three_weeks():
    """The same days ahead are not told again the day after."""
    days, loads = lived({4}, {4})
    told = [Told(day=TODAY - timedelta(1), kind="ahead")]
    assert look_ahead(days, [*loads, *planned(is_heavy=True)], TODAY, told) is None
