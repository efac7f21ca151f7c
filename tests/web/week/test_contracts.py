"""What the Week page tells its script: blocks, places, words."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sample_plans import ALL_PLANS, MONDAY, night_week

from trimtab.domain.places import Place, Places
from trimtab.domain.plans import Block
from trimtab.domain.time import Horizon
from trimtab.web.block_keys import key_of
from trimtab.web.week.contracts import (
    HERE,
    NOT_HERE,
    ShadeRun,
    blocks_json,
    place_words,
    places_json,
    read_wall,
    shade_runs,
)

ZONE = ZoneInfo("America/New_York")
WEEK = Horizon(MONDAY, 7, "America/New_York")
NOW = datetime(2026, 11, 16, 11, 10, tzinfo=UTC)
NOON = datetime(2026, 11, 17, 12, tzinfo=ZONE)
RUN = Block(NOON, NOON + timedelta(minutes=30), "Run", "practice")


def place(minutes: int, loss: float | None, swap: float = 200.0, *less: str) -> Place:
    """A place so many minutes after Tuesday's noon; no bound on what it costs."""
    start = NOON + timedelta(minutes=minutes)
    return Place(start, start + timedelta(minutes=30), loss, swap, -500.0, less, is_told=bool(less))


def places(*found: Place) -> Places:
    """Places of the run at noon."""
    return Places("You", WEEK, RUN, found)


def test_blocks_carry_the_clock_on_the_wall():
    """A block says its local times without zone, what it is, and what may be asked of it."""
    plan = night_week()
    told = blocks_json(plan, MONDAY, NOW, lambda block: () if block.is_fixed else ("move",))
    assert (told["first_day"], told["days"]) == ("2026-11-16", 7)
    assert (told["now"], told["offset"]) == ("2026-11-16T06:10", "-05:00")
    block = next(one for one in plan.blocks if one.kind == "practice")
    (shown,) = (one for one in told["blocks"] if one["key"] == key_of(block))
    assert shown["name"] == block.name
    assert shown["start"] == f"{block.start:%Y-%m-%dT%H:%M}"
    assert shown["end"] == f"{block.end:%Y-%m-%dT%H:%M}"
    assert (shown["minutes"], shown["texture"], shown["can"]) == (block.minutes, "bar", ["move"])
    assert {one["fixed"] for one in told["blocks"] if not one["can"]} == {True}


def test_only_blocks_of_the_seven_days_are_told():
    """What ends before the first day or begins after the last is left to other weeks."""
    plan = ALL_PLANS["two weeks"]()
    second = MONDAY + timedelta(days=7)
    weeks = [blocks_json(plan, day, NOW, lambda _: ()) for day in (MONDAY, second)]
    starts = [[one["start"] for one in week["blocks"]] for week in weeks]
    assert max(starts[0]) < second.isoformat() <= max(starts[1])
    assert min(one["end"] for one in weeks[1]["blocks"]) > second.isoformat()


@pytest.mark.parametrize("name", ALL_PLANS)
def test_every_week_can_be_told(name):
    """Any plan's blocks are JSON, and none ends before it begins, clock changes or not."""
    plan = ALL_PLANS[name]()
    told = json.loads(json.dumps(blocks_json(plan, plan.horizon.first_day, NOW, lambda _: ())))
    assert all(one["start"] < one["end"] for one in told["blocks"])


def test_places_of_one_shade_are_one_run():
    """Starts five minutes apart that cost about the same are told together, by shade."""
    runs = shade_runs(places(place(-60, -9.0), place(0, 0.0), place(5, 4.0), place(10, 29.0)))
    day = date(2026, 11, 17)
    assert runs == (
        ShadeRun(day, 660, 660, 5), ShadeRun(day, 720, 725, 4), ShadeRun(day, 730, 730, 3)
    )  # fmt: skip


def test_places_between_tried_ones_do_not_stripe_the_day():
    """Between two tried places a quarter apart, one that was not tried is as good as the worse."""
    tried = place(0, 0.0), place(5, None), place(10, None), place(15, 20.0)
    assert [run.shade for run in shade_runs(places(*tried))] == [4, 3]
    apart = place(0, 0.0), place(5, None), place(20, 20.0)
    assert [run.shade for run in shade_runs(places(*apart))] == [4, 1, 3]


def test_no_place_is_shaded_better_than_is_possible():
    """However good its neighbours are, a place costs at least what is proved."""
    held = replace(place(5, None), least_loss=130.0)
    found = shade_runs(places(place(0, 0.0), held, place(10, 0.0)))
    assert [run.shade for run in found] == [4, 1, 4]


def test_places_are_told_in_runs_and_words():
    """The script hears where the block is, runs by day and minute, and the best place in words."""
    told = places_json(places(place(0, 0.0), place(120, -20.0, 0.0, "a nap")))
    assert told["block"] == key_of(RUN)
    assert told["start"] == "2026-11-17T12:00"
    assert told["runs"] == [["2026-11-17", 720, 720, 4], ["2026-11-17", 840, 840, 5]]
    assert told["best"] == (
        "Best elsewhere: Tue 17 Nov 14:00. The week would gain about 20 min (a nap)."
    )


def test_a_block_without_another_place_says_so():
    """Where nothing else is open, that is said."""
    told = places_json(places(place(0, 0.0)))
    assert told["best"] == "No other place is open to it in these days."


def test_a_place_says_what_it_costs():
    """A tried place says its cost, another that it is not certain, and none that there is none."""
    found = places(place(0, 0.0), place(60, 40.0, 200.0, "a nap"), place(65, None, 50.0))
    at = [NOON + timedelta(minutes=minutes) for minutes in (60, 65, 300, 0)]
    words = [place_words(found, start) for start in at]
    assert words[0] == "Tue 17 Nov 13:00: it would cost about 40 min (a nap)."
    assert words[1] == "Tue 17 Nov 13:05: it would cost about 50 min, as far as is known."
    assert words[2:] == [NOT_HERE, HERE]


def test_wall_times_are_read_on_the_person_s_clock():
    """A time without zone is one on the wall; one with a zone is that instant; else it is none."""
    assert read_wall("2026-11-17T12:00", WEEK) == NOON
    assert read_wall("2026-11-17T17:00+00:00", WEEK) == NOON
    assert read_wall("noon", WEEK) is None
    autumn = Horizon(date(2026, 10, 26), 7, "America/New_York")
    assert read_wall("2026-11-01T01:30", autumn) == datetime(2026, 11, 1, 1, 30, tzinfo=ZONE)
    spring = Horizon(date(2026, 3, 2), 7, "America/New_York")
    assert read_wall("2026-03-08T02:30", spring) == datetime(2026, 3, 8, 3, tzinfo=ZONE)
