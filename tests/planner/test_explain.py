"""What is missing from a plan is told, with what it lost to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest
from long_cases import mostly_long
from random_weeks import random_request
from test_plan import planned
from written_weeks import event, profile, span, written

from trimtab.domain.practices import Practice, Protect
from trimtab.domain.tasks import Task
from trimtab.planner.explain import explain_shortfalls, holds_all_asked
from trimtab.planner.patterns import not_kept
from trimtab.planner.solve import Effort
from trimtab.planner.solved import solve_week

IN_TWO_WEEKS = datetime(2026, 11, 16, tzinfo=UTC)
REASONS = {
    "its hours go to commitments": (
        profile(protects=(Protect("Dinner", "body", span("18:00-21:00"), (60,), ("mon",)),)),
        [event("Late", "mon 14:00", 8)],
        "On Mon its hours go to Late, with the way there and back.",
    ),
    "no free time": (
        profile(practices=(Practice("Walk", "body", 7, (30,), only=(span("03:00-03:20"),)),)),
        [],
        "There is no free time for it on Mon, Tue, Wed, Thu, Fri, Sat and Sun.",
    ),
    "a full calendar": (
        profile(practices=(Practice("Walk", "body", 1, (30,), only=(span("03:00-03:20"),)),)),
        [],
        "No free stretch in its hours is long enough for more.",
    ),
    "an exam paper": (
        profile(tasks=(Task("Paper", "body", 600, 300, 300, important=True),)),
        [event(f"Ward {d}", f"{d} 08:00", 11) for d in ("mon", "tue", "wed", "thu", "fri")]
        + [event("Fair", "sat 08:00", 38, "personal")],
        "No free stretch holds another sitting.",
    ),
    "a rest too small": (
        profile(tasks=(Task("Paper", "body", 260, 60, 60, due=IN_TWO_WEEKS, important=True),)),
        [],
        "The last 15 minutes are shorter than its shortest sitting.",
    ),
    "nothing that matters now": (
        profile(tasks=(Task("Sort papers", "body", 600, 300, 300),)),
        [event(f"Ward {d}", f"{d} 07:00", 14) for d in ("mon", "tue", "wed", "thu", "fri", "sat")],
        "Neither urgent nor important on these days; it can wait or go.",
    ),
}


@pytest.mark.parametrize("what", REASONS)
def test_what_is_missing_is_told_in_words(what):
    """Each kind of shortfall has its sentence."""
    asked, commitments, sentence = REASONS[what]
    plan = planned(asked, commitments).plan
    name = next(p.name for p in (*asked.practices, *asked.tasks, *asked.protects))
    (missing,) = (m for m in plan.unplaced if m.name == name)
    assert missing.because == sentence


def test_short_nights_name_what_stands_beside_them():
    """A duty into the night is named as what its night is short of."""
    given = [event("Late shift", "mon 15:00", 12), event("Ward", "tue 08:00", 10)]
    plan = planned(profile(), given).plan
    (missing,) = (m for m in plan.unplaced if m.name == "Sleep")
    assert "Tue gets 3 h of sleep, next to Late shift and Ward." in missing.because


def test_a_habit_whose_anchor_does_not_come_is_told():
    """Nobody gets home who never leaves, so what follows getting home has no place and says why."""
    unpack = Practice("Unpack", "body", 7, (5,), after="Get home")
    (missing,) = planned(profile(practices=(unpack,))).plan.unplaced
    assert (missing.name, missing.wanted_minutes, missing.placed_minutes) == ("Unpack", 35, 0)
    assert missing.because == "There is no Get home this week for it to stand beside."


def test_a_must_whose_anchor_does_not_come_says_so_too():
    """A must is listed as one, with the same reason."""
    unpack = Practice("Unpack", "body", 7, (5,), after="Get home", must=True)
    (missing,) = planned(profile(practices=(unpack,)), now=60).plan.unplaced
    assert missing.because.endswith(
        "There is no further Get home this week for it to stand beside."
    )


@pytest.mark.parametrize("doses", [(5,), (300, 5)])
def test_a_habit_whose_anchor_comes_too_seldom_is_told(doses):
    """Home is come to on two days of the five asked: what is missing is told of all five."""
    unpack = Practice("Unpack", "body", 5, doses, after="Get home")
    given = [event("Ward", "tue 09:00", 7), event("Ward", "thu 09:00", 7)]
    plan = planned(profile(practices=(unpack,)), given, Effort()).plan
    (missing,) = (m for m in plan.unplaced if m.name == "Unpack")
    assert missing.wanted_minutes == 5 * doses[0]
    assert missing.placed_minutes == sum(b.minutes for b in plan.blocks if b.name == "Unpack") > 0
    said = "Its place is right after Get home, and in this plan too few of these have room for it."
    assert missing.because == said


def test_a_buffer_that_gives_way_to_a_must_is_told():
    """A must that fills the whole afternoon leaves no buffer that day, and the plan says so."""
    vigil = Practice("Vigil", "body", 1, (360,), only=(span("12:30-18:30"),), days=("wed",),
                     must=True)  # fmt: skip
    plan = planned(profile(practices=(vigil,))).plan
    (missing,) = (m for m in plan.unplaced if m.name == "Buffer")
    assert (missing.wanted_minutes, missing.placed_minutes) == (45, 0)
    assert "Wed's Vigil" in missing.because
    assert sum(b.name == "Buffer" for b in plan.blocks) == 6


def test_more_that_would_push_something_out_names_it():
    """Two things that want the same hour each name the other."""
    hour = (span("12:00-13:00"),)
    asked = profile(
        values={"body": 1.0, "joy": 1.0},
        practices=(
            Practice("Run", "body", 1, (60,), only=hour, days=("wed",)),
            Practice("Sing", "joy", 1, (60,), only=hour, days=("wed",)),
        ),
    )
    plan = planned(asked).plan
    (missing,) = (m for m in plan.unplaced if m.name in {"Run", "Sing"})
    (kept,) = {"Run", "Sing"} - {missing.name}
    assert missing.because == f"1 h more would take the place of Wed's {kept}."


def test_a_sitting_limit_is_told():
    """Due on Wednesday night after two days on duty, Wednesday takes only so many sittings."""
    due = written(profile()).week.horizon.instant_of(3 * 1440 - 60)
    asked = profile(tasks=(Task("Cards", "body", 300, 30, 30, due=due),))
    duties = [event(f"Ward {day}", f"{day} 06:00", 18) for day in ("mon", "tue")]
    plan = planned(asked, duties).plan
    (missing,) = (m for m in plan.unplaced if m.name == "Cards")
    said = (
        "Due Wed 23:00: 1½ h of it would still be missing then. "
        "Its days before it is due already hold as many sittings as they can. "
        "It is urgent and not important: somebody else may do as well."
    )
    assert missing.because == said


def test_a_must_longer_than_its_hours_is_told():
    """An hour that must lie between five and half past five finds no place, and it says so."""
    vigil = Practice("Vigil", "body", 1, (60,), only=(span("05:00-05:30"),), must=True)
    plan = planned(profile(practices=(vigil,))).plan
    (missing,) = (missing for missing in plan.unplaced if missing.name == "Vigil")
    assert (missing.wanted_minutes, missing.placed_minutes) == (60, 0)
    assert missing.because.startswith("You marked it as a must.")


@pytest.mark.parametrize("seed", mostly_long(range(0, 12, 3), quick=2))
def test_all_asked_is_held_where_nothing_is_said_to_be_short(seed):
    """In any week, busy or stripped of its calendar, both tell the same."""
    asked = random_request(Random(seed))
    for request in (asked, replace(asked, commitments=())):
        base = solve_week(request, Effort(40, 10, 20, 1))
        told = explain_shortfalls(base.week, base.problem, base.solution)
        kept = not not_kept(base.week, base.problem, base.solution.chosen)
        is_held = holds_all_asked(base.week, base.problem, base.solution)
        assert is_held == (not told and kept)
