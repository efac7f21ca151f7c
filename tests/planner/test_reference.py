"""The certificate against HiGHS, from exported problems alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from linear_reference import solve_with_highs, worth_of
from tiny_problems import every_week, random_problem

from trimtab.app.plan_week import plan_week
from trimtab.app.ports import PlanOrder
from trimtab.calendars.content_reading import read_content
from trimtab.calendars.source_reader import SourceReader
from trimtab.planner.problem import export_problem
from trimtab.planner.solve import Effort, solve
from trimtab.profiles.reading import read_profile_file

EXAMPLES = Path(__file__).parents[2] / "examples"
WEEKS = [("clerkship-student", date(2026, 11, 9)), ("resident-nights", date(2026, 11, 16))]


@cache
def exported_week(person: str, monday: date) -> Mapping[str, Any]:
    """The problem of an example week as another programme would read it."""
    folder = EXAMPLES / person
    order = PlanOrder(monday, 1, datetime(2026, 11, 1, tzinfo=UTC))
    planned = plan_week(
        read_profile_file(folder / "profile.toml"), order, SourceReader(folder, read_content)
    )
    return json.loads(json.dumps(planned.export_problem()))


@pytest.mark.long
@pytest.mark.parametrize(("person", "monday"), WEEKS)
def test_the_chosen_are_worth_what_the_certificate_says(person, monday):
    """Worth reckoned anew from the exported numbers is the value claimed."""
    exported = exported_week(person, monday)
    assert worth_of(exported, exported["chosen"]) == pytest.approx(exported["value"], abs=1e-6)


@pytest.mark.long
@pytest.mark.parametrize(("person", "monday"), WEEKS)
def test_the_bound_is_no_lower_than_the_linear_one_and_within_one_per_cent(person, monday):
    """HiGHS' linear relaxation lies between our bound less 1 % and our bound, above our value."""
    exported = exported_week(person, monday)
    linear = solve_with_highs(exported, integral=False).value
    assert exported["bound"] >= linear - 1e-6
    assert exported["bound"] <= 1.01 * linear
    assert exported["value"] <= linear + 1e-6


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize(("person", "monday"), WEEKS)
def test_no_exact_solver_finds_more_than_the_bound_or_proves_less_than_the_value(person, monday):
    """Two minutes of HiGHS find no week above our bound, and prove none below our value."""
    exported = exported_week(person, monday)
    exact = solve_with_highs(exported, integral=True, seconds=120)
    assert exact.value <= exported["bound"] + 1e-6
    assert exported["value"] <= exact.bound + 1e-4
    assert worth_of(exported, exact.chosen) == pytest.approx(exact.value, abs=1e-3)


def test_highs_and_trying_every_week_agree_on_tiny_problems():
    """The reference itself finds the optimum that brute force finds, on a dozen problems."""
    compared = 0
    for seed in range(18):
        tiny = random_problem(Random(seed))
        best = max(worth for _, worth in every_week(tiny))
        if best < -1000 or not tiny.candidates:
            continue  # a must that cannot be kept has no solution in the exported form
        solution = solve(tiny.problem, Effort(60, 20, 15, 2))
        exported = export_problem(tiny.problem, solution.chosen, {})
        assert solve_with_highs(exported, integral=True).value == pytest.approx(best, abs=1e-5)
        assert solve_with_highs(exported, integral=False).value <= solution.bound + 1e-6
        compared += 1
    assert compared >= 12
