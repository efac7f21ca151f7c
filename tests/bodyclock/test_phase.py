"""The phase model against reference outputs, and what must be true of any light and sleep."""

from __future__ import annotations

import csv
from functools import cache
from math import pi
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trimtab.bodyclock.parameters import LIGHT
from trimtab.bodyclock.phase import (
    Entrained,
    clock_on_wall,
    entrain,
    follow_clock,
    later_at,
    light_of,
    lowest_temperatures,
    matters_to_plans,
    predict_phase,
    regular_week,
)
from trimtab.bodyclock.sleeps import Sleeps

DATA = Path(__file__).parents[1] / "data" / "bodyclock"
STATES = ("amplitude", "phase", "response")
STEPS_BETWEEN_ROWS = 24
pytestmark = pytest.mark.kernels


def columns(name: str) -> dict[str, np.ndarray]:
    """The columns of a file of numbers, by name."""
    with (DATA / f"{name}.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    return {key: np.array([float(row[key]) for row in rows]) for key in rows[0]}


def reference_lux(name: str, steps: int) -> np.ndarray:
    """The light of each step of a reference schedule."""
    if name == "dark":
        return np.zeros((1, steps))
    told, middles = columns(f"light_{name}"), (np.arange(steps) + 0.5) / 12
    return told["lux"][None, np.searchsorted(told["hours"], middles, side="right") - 1]


def nights_of_duty(count: int) -> Sleeps:
    """A week in bed from 23 to 07, then so many nights of duty with sleep from 9 to 15."""
    nights = [(24.0 * day - 1, 24.0 * day + 7) for day in range(8)]
    days = [(24.0 * day + 9, 24.0 * day + 15) for day in range(8, 8 + count)]
    return Sleeps.of([nights + days])


@cache
def entrained() -> Entrained:
    """The clock of somebody who always sleeps from 23 to 07, at midnight."""
    return entrain(regular_week(23, 7, 0), 0.0)


@pytest.mark.parametrize("name", ["irregular", "travel", "dark", "bright"])
def test_states_equal_the_reference(name):
    """Every state to 1e-9 in irregular light, on a journey, in the dark, in very bright light."""
    told = columns(f"phase_{name}")
    steps = STEPS_BETWEEN_ROWS * (told["hours"].size - 1)
    start = tuple(float(told[state][0]) for state in STATES)
    found = follow_clock(reference_lux(name, steps), start)
    for state in STATES:
        states = getattr(found, state)[0, ::STEPS_BETWEEN_ROWS]
        assert states == pytest.approx(told[state], abs=1e-9)


@pytest.mark.parametrize("name", ["irregular", "travel", "dark", "bright"])
def test_melatonin_rises_when_the_reference_says(name):
    """Within half a step, for the reference knows whole steps only."""
    told = columns(f"dlmo_{name}")["hours"]
    if name == "irregular":
        told = told[:-1]  # its last is a moment when light turned the clock back, half a turn away
    start = tuple(float(columns(f"phase_{name}")[state][0]) for state in STATES)
    hours = int(columns(f"phase_{name}")["hours"][-1])
    states = follow_clock(reference_lux(name, 12 * hours), start)
    lowest = lowest_temperatures(states, told.size)[0]
    assert np.abs(lowest - 7 - told).max() <= 0.5 / 12 + 1e-6


def test_light_from_sleep_and_clock_gives_the_states_of_the_nights():
    """Five nights of duty after a week of nights in bed, light taken at the end of each step."""
    told, slept = columns("phase_nights"), columns("sleep_nights")
    home = [(a + 7, b + 7) for a, b in zip(slept["asleep"], slept["awake"], strict=True)]
    ends = (np.arange(12 * 360) + 1 + 1e-6) / 12
    lux = light_of(Sleeps.of([[(-1.0, 7.0), *home]]), ends, np.mod(ends, 24))
    found = follow_clock(lux, tuple(float(told[state][0]) for state in STATES))
    for state in STATES:
        states = getattr(found, state)[0, ::STEPS_BETWEEN_ROWS]
        assert states == pytest.approx(told[state], abs=1e-9)


def test_a_regular_week_leaves_the_clock_where_it_is():
    """Two more regular weeks: no day is later or earlier by a second, melatonin at 19:29."""
    sleeps = Sleeps.of([[(24.0 * day - 1, 24.0 * day + 7) for day in range(15)]])
    found = predict_phase(sleeps, 14, entrained())
    assert found.later == pytest.approx(np.zeros((1, 14)), abs=1 / 3600)
    assert np.mod(found.melatonin[0], 24) == pytest.approx(np.full(14, 19.485), abs=0.005)


@pytest.mark.compiled
def test_five_nights_move_the_clock_by_less_than_two_hours():
    """Melatonin rises later by 0.7, 1.2, 1.6 and 1.9 hours after one to four nights."""
    found = predict_phase(nights_of_duty(5), 13, entrained())
    assert found.later[0, :8] == pytest.approx(np.zeros(8), abs=1e-5)
    assert found.later[0, 9:13] == pytest.approx([0.66, 1.18, 1.58, 1.90], abs=0.005)


@pytest.mark.compiled
def test_brighter_nights_move_the_clock_further():
    """With 300 lux awake at night it goes twice as far as with 20, from where each has settled."""
    far = []
    for evening in (20.0, 300.0):
        settled = entrain(regular_week(23, 7, 0), 0.0, LIGHT._replace(evening=evening))
        far.append(predict_phase(nights_of_duty(5), 13, settled).later[0, 12])
    assert far[1] > 2 * far[0] > 2


@pytest.mark.compiled
def test_many_nights_move_the_clock_further_than_few():
    """Twelve nights move it further than five, and the hours of one are those of the other."""
    few, many = (predict_phase(nights_of_duty(count), 20, entrained()) for count in (5, 12))
    assert few.later[0, :12] == pytest.approx(many.later[0, :12])
    assert many.later[0, 18] > few.later[0, 12] + 0.7


@pytest.mark.compiled
@pytest.mark.parametrize(("zones", "signs"), [(-8.0, 1), (8.0, 0)])
def test_a_journey_of_eight_zones_takes_many_days(zones, signs):
    """Westward the clock goes later, and is nearer the new home after ten days than after two."""
    moved = 24.0 * 3 + 12
    nights = [(24.0 * day - 1, 24.0 * day + 7) for day in range(4)]
    away = [(24.0 * day - 1 - zones, 24.0 * day + 7 - zones) for day in range(4, 30)]
    sleeps = Sleeps.of([nights + [one for one in away if one[0] > moved]])
    found = predict_phase(sleeps, 28, entrained(), [(moved, zones)])
    missing = np.mod(found.later[0] + zones + 12, 24) - 12
    assert found.later[0, :3] == pytest.approx(np.zeros(3), abs=1e-5)
    assert np.abs(missing[5]) > 4
    assert np.abs(missing[13]) < np.abs(missing[5])
    assert np.abs(missing[26]) < 1
    assert not signs or np.all(np.diff(found.later[0, 3:20]) > 0)


@pytest.mark.compiled
def test_a_whole_day_of_zones_changes_nothing_but_the_clock():
    """Twenty-four zones onward, the light and so the clock are as at home."""
    sleeps = nights_of_duty(3)
    home = predict_phase(sleeps, 12, entrained())
    away = predict_phase(sleeps, 12, entrained(), [(60.0, 24.0)])
    assert np.array_equal(home.lowest, away.lowest, equal_nan=True)


@pytest.mark.compiled
def test_the_hour_at_which_a_series_begins_is_no_matter():
    """From 07:00 as from midnight, the same clock hours of lowest temperature."""
    later = entrain(regular_week(23, 7, 7), 7.0)
    assert np.mod(later.lowest + 7, 24) == pytest.approx(np.mod(entrained().lowest, 24), abs=1e-5)


def test_many_schedules_at_once_are_each_as_alone():
    """Three schedules side by side, one of no sleep at all."""
    rows = [[(-1.0, 7.0), (33.0, 39.0)], [], [(23.0, 31.0)]]
    together = predict_phase(Sleeps.of(rows), 4, entrained())
    hours = np.arange(0.0, 96.0, 7.0)
    for number, one in enumerate(rows):
        alone = predict_phase(Sleeps.of([one]), 4, entrained())
        assert np.array_equal(together.lowest[number], alone.lowest[0], equal_nan=True)
        assert np.array_equal(later_at(together, hours)[number], later_at(alone, hours)[0])


def test_hours_later_go_straight_from_day_to_day():
    """Nothing at first, each day's figure at its lowest temperature, the last one from then on."""
    found = predict_phase(nights_of_duty(5), 14, entrained())
    known = ~np.isnan(found.lowest[0])
    assert later_at(found, np.array([0.0]))[0] == [0.0]
    assert later_at(found, found.lowest[0, known])[0] == pytest.approx(found.later[0, known])
    between = (found.lowest[0, 9] + found.lowest[0, 10]) / 2
    assert later_at(found, np.array([between, 900.0]))[0] == pytest.approx(
        [(found.later[0, 9] + found.later[0, 10]) / 2, found.later[0, known][-1]]
    )


def test_light_follows_sleep_and_the_clock_on_the_wall():
    """Dark asleep, dim in the evening and at night, bright by day; a sleep ends as it is told."""
    hours = np.array([0.0, 6.9, 7.0, 18.9, 19.0, 22.9, 23.0])
    lux = light_of(Sleeps.of([[(-1.0, 7.0)], [(6.95, 19.0)]]), hours, hours)
    assert lux[0].tolist() == [0.0, 0.0, 500.0, 500.0, 100.0, 100.0, 100.0]
    assert lux[1].tolist() == [100.0, 100.0, 0.0, 0.0, 100.0, 100.0, 100.0]
    dim = light_of(Sleeps.of([[]]), hours, hours, LIGHT._replace(day=50.0, evening=5.0))
    assert dim[0].tolist() == [5.0, 5.0, 50.0, 50.0, 5.0, 5.0, 5.0]


def test_journeys_add_up_on_the_wall():
    """Six zones east and nine west leave three west."""
    hours = np.array([1.0, 10.0, 20.0])
    assert clock_on_wall(22.0, hours, [(5.0, 6.0), (15.0, -9.0)]).tolist() == [23.0, 14.0, 15.0]


@pytest.mark.compiled
def test_a_life_in_the_dark_holds_no_clock():
    """Without light the clock runs free, and that is said."""
    with pytest.raises(ValueError, match="does not hold a body clock"):
        entrain(regular_week(23, 7, 0), 0.0, LIGHT._replace(day=0.0, evening=0.0))


@pytest.mark.parametrize(
    ("nights", "zones", "matters"), [(4, 0, False), (5, 0, True), (0, 2.5, False), (1, 3, True)]
)
def test_only_long_runs_of_nights_and_journeys_are_followed(nights, zones, matters):
    """Five nights, or three zones, and more."""
    assert matters_to_plans(nights, zones) is matters


@settings(max_examples=20)
@given(st.lists(st.sampled_from([0.0, 10.0, 300.0, 5_000.0, 100_000.0]), min_size=2, max_size=40))
def test_states_stay_within_their_bounds(hourly):
    """Whatever the light of each hour: amplitude and response between 0 and 1, days in order."""
    lux = np.repeat(np.array(hourly), 12)[None]
    states = follow_clock(lux, (0.8, 2.0, 0.5))
    assert np.all((states.amplitude > 0) & (states.amplitude < 1))
    assert np.all((states.response >= 0) & (states.response < 1))
    lowest = lowest_temperatures(states, 3)[0]
    known = lowest[~np.isnan(lowest)]
    assert np.all(np.diff(known) > 0)
    assert np.all((known >= 0) & (known <= len(hourly)))


@pytest.mark.compiled
def test_a_step_half_as_long_changes_next_to_nothing():
    """A week of the usual light in steps of 2.5 minutes ends within 1e-7 of that in steps of 5."""
    hours = (np.arange(12 * 168) + 0.5) / 12
    lux = light_of(regular_week(23, 7, 0), hours, np.mod(hours, 24))
    whole = follow_clock(lux, (0.8, pi / 2, 0.5))
    half = follow_clock(np.repeat(lux, 2, axis=1), (0.8, pi / 2, 0.5), 1 / 24)
    assert half.phase[0, -1] == pytest.approx(whole.phase[0, -1], abs=1e-7)
    assert half.amplitude[0, -1] == pytest.approx(whole.amplitude[0, -1], abs=1e-7)
