"""Where things may start: the same found by sweeps and tables as by looking at every minute."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from written_weeks import event, profile, written

from trimtab.domain.time import Interval, merge_intervals
from trimtab.planner.free_stretches import FreeStretches
from trimtab.planner.placing import Openings, starts_within

DAY = 1440


def random_places(rng: Random, count: int) -> list[Interval]:
    """Places within two days, in order, none overlapping."""
    starts = [rng.randrange(2 * DAY) for _ in range(count)]
    return merge_intervals([Interval(start, start + rng.randrange(5, 300)) for start in starts])


@pytest.mark.parametrize("seed", range(20))
def test_openings_give_the_starts_of_their_places(seed):
    """For every length, on the slot grid and off it."""
    places = random_places(Random(seed), 6)
    openings = Openings.of(places)
    for minutes in (5, 30, 95, 400):
        found = openings.starts(minutes)
        assert found.tolist() == starts_within(places, minutes).tolist()
        assert found.dtype == np.int32


@pytest.mark.parametrize("seed", range(20))
def test_free_time_is_what_a_look_at_every_minute_finds(seed):
    """A minute is free when a stretch and a window hold it and nothing to avoid does."""
    rng = Random(seed)
    week = written(profile(), [event("Clinic", "tue 08:00", 9, "clinic")]).week
    windows, avoid = random_places(rng, 5), random_places(rng, 4)
    found = week.free_within(windows, avoid=avoid)
    held = [minute for place in found for minute in range(place.start, place.end)]
    stretches = [stretch.interval for stretch in week.stretches]
    assert held == [
        minute
        for minute in range(week.now, min(week.horizon.minutes, 3 * DAY))
        if any(one.holds(minute) for one in stretches)
        and any(one.holds(minute) for one in windows)
        and not any(one.holds(minute) for one in avoid)
    ]


@pytest.mark.parametrize("seed", range(20))
def test_minutes_inside_stretches_are_those_that_overlap(seed):
    """Of each start and stretch, even where something long touches several of one lane."""
    rng = Random(seed)
    lanes = [random_places(rng, 4), random_places(rng, 3)]
    hours = [one for lane in lanes for one in lane]
    numbers = [number for number, lane in enumerate(lanes) for _ in lane]
    stretches = FreeStretches.sorted_into(numbers, hours, 3 * DAY)
    starts = np.arange(0, 2 * DAY, 5, dtype=np.int32)
    for minutes in (5, 60, 900):
        found = [{} for _ in starts]
        for which, inside in stretches.minutes_inside(starts, minutes):
            for at, (number, held) in enumerate(zip(which.tolist(), inside.tolist(), strict=True)):
                if number >= 0:
                    found[at][number] = held
        for at, start in enumerate(starts.tolist()):
            work = Interval(start, start + minutes)
            overlaps = {k: one.overlap_minutes(work) for k, one in enumerate(hours)}
            assert found[at] == {k: held for k, held in overlaps.items() if held}
