"""How far the body's clock moves, day by day: lowest temperature and melatonin, from light.

Arrays have one row for each schedule. Hours count from the beginning of the series, at home, and
run on through journeys and clock changes; only light follows the clocks on the wall.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, isclose, pi

import numpy as np

from trimtab.bodyclock import phase_kernels
from trimtab.bodyclock.arrays import Floats
from trimtab.bodyclock.parameters import LIGHT, PHASE, Light, PhaseModel
from trimtab.bodyclock.sleeps import Sleeps

STEP_HOURS = 1 / 12
STEPS_A_DAY = 288
MODELS_DIFFER_HOURS = 1.6
"""How far three published models lie apart after five nights: no clock time here is surer."""

FEWEST_NIGHTS = 5
"""Shorter runs of nights move the clock by less than the models differ."""

FEWEST_ZONES = 3
"""Journeys across fewer zones are left alone; our choice."""

_MOST_WEEKS = 52
_SETTLED = 1e-7


@dataclass(frozen=True, slots=True)
class ClockStates:
    """Amplitude, phase in radians (turns add up) and light response, from begin to end of steps."""

    amplitude: Floats
    phase: Floats
    response: Floats


@dataclass(frozen=True, slots=True)
class Entrained:
    """A clock that has settled into a regular week, at that week's beginning.

    The week begins at an hour of the day, `clock`, with `state`: amplitude, phase and light
    response; `lowest` are the hours of the week at which body temperature is lowest, seven of
    them. Light and model are what it settled under, and go on.
    """

    clock: float
    state: tuple[float, float, float]
    lowest: Floats
    light: Light
    parameters: PhaseModel


@dataclass(frozen=True, slots=True)
class PhaseDays:
    """A body clock's days: one column for each, not a number where a day's event is not reached.

    `lowest` is when body temperature is lowest, `melatonin` when melatonin begins to rise, in
    hours; `later` how many hours later than had the regular week gone on, below 0 if earlier.
    """

    lowest: Floats
    melatonin: Floats
    later: Floats


def matters_to_plans(nights_in_row: int, zones_crossed: float) -> bool:
    """Whether following the phase is offered: five nights in a row, or three zones, and more.

    >>> matters_to_plans(4, 0), matters_to_plans(5, 0), matters_to_plans(0, -8)
    (False, True, True)
    """
    return nights_in_row >= FEWEST_NIGHTS or abs(zones_crossed) >= FEWEST_ZONES


def clock_on_wall(clock: float, hours: Floats, moves: Sequence[tuple[float, float]] = ()) -> Floats:
    """Hours of the day at `hours`, from that at 0, with moves told as (hour, zones eastward).

    >>> clock_on_wall(22.0, np.array([1.0, 3.0]), [(2.0, 6.0)]).tolist()
    [23.0, 7.0]
    """
    gone = [zones * (hours >= moved) for moved, zones in moves]
    told: Floats = np.mod(clock + hours + np.sum(gone, axis=0), 24.0)
    return told


def light_of(sleeps: Sleeps, hours: Floats, wall: Floats, light: Light = LIGHT) -> Floats:
    """Lux at rising `hours`, where the clocks on the wall show `wall`, asleep and awake."""
    is_day = (wall >= light.day_from) & (wall < light.day_to)
    awake = np.where(is_day, light.day, light.evening)
    lux = np.empty((sleeps.count, hours.size))
    phase_kernels.light_while_awake(
        *(sleeps.ptr, sleeps.onset, sleeps.wake, hours, awake, light.asleep, lux)
    )
    return lux


def follow_clock(
    lux: Floats,
    start: tuple[float, float, float],
    step_hours: float = STEP_HOURS,
    parameters: PhaseModel = PHASE,
) -> ClockStates:
    """The clock's states under light that lasts for one step each: one more column than light."""
    rows, steps = lux.shape
    states = [np.empty((rows, steps + 1)) for _ in range(3)]
    begun = np.tile(np.array(start, float), (rows, 1))
    phase_kernels.clock_states(parameters, begun, step_hours, lux, *states)
    return ClockStates(*states)


def lowest_temperatures(states: ClockStates, days: int, step_hours: float = STEP_HOURS) -> Floats:
    """When body temperature is lowest (phase at half a turn), by schedule and day.

    All schedules have begun with one phase; the first day's is the first at or after it.
    """
    lowest = np.full((states.phase.shape[0], days), np.nan)
    first = ceil((states.phase[0, 0] / pi - 1) / 2)
    phase_kernels.lowest_moments(step_hours, states.phase, first, lowest)
    return lowest


def regular_week(asleep: float, awake: float, clock: float) -> Sleeps:
    """A week of the same sleep each night, in hours of the day, that begins at an hour of the day.

    >>> regular_week(23.0, 7.0, 0.0).onset[:2].tolist()
    [-1.0, 23.0]
    """
    length = (awake - asleep) % 24 or 24.0
    first = (asleep - clock) % 24 - 24
    nights = [(first + 24 * day, first + 24 * day + length) for day in range(8)]
    return Sleeps.of([[(onset, wake) for onset, wake in nights if wake > 0]])


def entrain(
    week: Sleeps, clock: float, light: Light = LIGHT, parameters: PhaseModel = PHASE
) -> Entrained:
    """The clock of somebody who has long lived one week (168 hours from `clock`) again and again.

    Raises ValueError where the week's light is too little, or too odd, to hold any clock.
    """
    lux = light_of(week, *_middles(7, clock, ()), light)
    state = (0.8, pi * (1 + (clock - 4) / 12), 0.5)
    for _ in range(_MOST_WEEKS):
        states = follow_clock(lux, state, parameters=parameters)
        last = _last_of(states)
        if all(isclose(a, b, abs_tol=_SETTLED) for a, b in zip(state, last, strict=True)):
            lowest = lowest_temperatures(states, 7)[0]
            return Entrained(clock, state, lowest, light, parameters)
        state = last
    raise ValueError("This week's light does not hold a body clock to it; no day can be predicted.")


def predict_phase(
    sleeps: Sleeps, days: int, entrained: Entrained, moves: Sequence[tuple[float, float]] = ()
) -> PhaseDays:
    """Each day's lowest temperature and melatonin, and how much later than in the regular week.

    The series begins at the hour of the day at which the regular week does, with its clock;
    `moves` are journeys as (hour, zones eastward).
    """
    light, parameters = entrained.light, entrained.parameters
    lux = light_of(sleeps, *_middles(days, entrained.clock, moves), light)
    states = follow_clock(lux, entrained.state, parameters=parameters)
    lowest = lowest_temperatures(states, days)
    weeks = [entrained.lowest + 168 * week for week in range(ceil(days / 7))]
    usual = np.concatenate(weeks)[:days]
    return PhaseDays(lowest, lowest - parameters.melatonin_lead, lowest - usual)


def later_at(phase: PhaseDays, hours: Floats) -> Floats:
    """How many hours later the body's clock runs at `hours`, by schedule: straight between days.

    Alertness models add this to the hour of their wave's peak, or take it off the clock. Nothing
    at the beginning; the last day known holds on. A clock that hardly swings may lose or gain a
    whole day at once, which is none: from day to day it goes the shorter way round.
    """
    return np.array([_later(*row, hours) for row in zip(phase.lowest, phase.later, strict=True)])


def _later(lowest: Floats, later: Floats, hours: Floats) -> Floats:
    is_known = ~np.isnan(lowest)
    moments = np.concatenate([[0.0], lowest[is_known]])
    turns = np.unwrap(np.concatenate([[0.0], later[is_known]]), period=24.0)
    found: Floats = np.interp(hours, moments, turns)
    return found


def _middles(
    days: int, clock: float, moves: Sequence[tuple[float, float]]
) -> tuple[Floats, Floats]:
    """The middle of each step, in hours, and what the clocks on the wall show then."""
    hours: Floats = (np.arange(days * STEPS_A_DAY, dtype=np.float64) + 0.5) * STEP_HOURS
    return hours, clock_on_wall(clock, hours, moves)


def _last_of(states: ClockStates) -> tuple[float, float, float]:
    """The state at the end of a week, seven turns taken off its phase."""
    return (
        float(states.amplitude[0, -1]),
        float(states.phase[0, -1]) - 14 * pi,
        float(states.response[0, -1]),
    )
