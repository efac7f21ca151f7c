"""The made-up weeks: the same each time, of the size promised, and lives one could lead."""

from __future__ import annotations

import doctest
import subprocess
import sys

import highs_reference
import pytest
import sketch
import tables
from instances import PEOPLE, SEEDS, request_for

from trimtab.app.overlaps import find_double_bookings
from trimtab.domain.time import Interval
from trimtab.planner.build import build_problem
from trimtab.planner.line import Week

FEW_SEEDS = (0, 7, 19)
WORK_KINDS = {"duty", "clinic", "lecture"}


def test_there_are_enough_people_and_seeds():
    """At least eight lives with twenty weeks each."""
    assert len(PEOPLE) >= 8
    assert len(SEEDS) == 20


@pytest.mark.parametrize("person", PEOPLE)
def test_a_week_is_the_same_each_time_and_another_for_each_seed(person):
    """A request depends on person, seed and weeks alone."""
    assert request_for(person, 3) == request_for(person, 3)
    assert request_for(person, 3) != request_for(person, 4)
    assert request_for(person, 3, weeks=2) != request_for(person, 3)


@pytest.mark.long
def test_another_process_makes_the_same_week():
    """No hash seed, clock or environment decides anything."""
    code = "from instances import request_for; print(request_for('call-resident', 5))"
    shown = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in (1, 2)
    }
    assert len(shown) == 1


@pytest.mark.long
@pytest.mark.parametrize("person", PEOPLE)
def test_weeks_have_the_size_promised(person):
    """Each has 60 to 120 things to place; two weeks have more."""
    for seed in FEW_SEEDS:
        items = len(build_problem(Week(request_for(person, seed))).items)
        assert 60 <= items <= 120
    assert len(build_problem(Week(request_for(person, 0, weeks=2))).items) > items


@pytest.mark.parametrize("person", PEOPLE)
def test_rosters_are_plausible(person):
    """Nobody works everywhere at once, all week, or not at all."""
    for seed in SEEDS:
        request = request_for(person, seed)
        assert not find_double_bookings(request.commitments, request.horizon.zone)
        week = Week(request)
        whole = Interval(0, week.horizon.minutes)
        on_duty = [t.interval for t in week.taken if t.commitment.kind in WORK_KINDS]
        hours = sum(interval.overlap_minutes(whole) for interval in on_duty) / 60
        assert 2 <= hours <= 88, (seed, hours)


@pytest.mark.parametrize("module", [sketch, tables, highs_reference], ids=lambda one: one.__name__)
def test_examples_in_the_benchmark_hold(module):
    """Its doctests pass."""
    assert doctest.testmod(module).failed == 0
