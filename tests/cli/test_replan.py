"""`trimtab replan`, with small parts behind it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from trimtab.domain.errors import PlanFileError, Problem
from trimtab.domain.people import Person, Profile
from trimtab.domain.plans import Block, LastPlan

LOCAL = ZoneInfo("America/New_York")
RUN = Block(
    datetime(2026, 11, 19, 18, tzinfo=LOCAL),
    datetime(2026, 11, 19, 19, tzinfo=LOCAL),
    "Run",
    "practice",
)
TWO_WEEKS = LastPlan("You", date(2026, 11, 9), 14, (RUN,))


def test_days_are_those_of_the_last_plan(trimtab, desk):
    """Without --from and --weeks the same days are planned, from this moment on."""
    desk.last = TWO_WEEKS
    outcome = trimtab("replan", "last.json", "me.toml")
    order = desk.planned[0][1]
    assert (outcome.code, outcome.out, outcome.err) == (0, "THE WEEK\n", "")
    assert (order.first_day, order.weeks) == (date(2026, 11, 9), 2)
    assert order.now == datetime(2026, 11, 18, 10, 0, tzinfo=LOCAL)


def test_what_is_typed_wins(trimtab, desk):
    """--from, --weeks, --now and --seed arrive as typed."""
    desk.last = TWO_WEEKS
    trimtab(
        "replan", "last.json", "me.toml", "--from", "2026-11-16", "--weeks", "1",
        "--now", "2026-11-17T05:40", "--seed", "3",
    )  # fmt: skip
    order = desk.planned[0][1]
    assert (order.first_day, order.weeks, order.seed) == (date(2026, 11, 16), 1, 3)
    assert order.now == datetime(2026, 11, 17, 5, 40, tzinfo=LOCAL)


def test_marks_reach_the_planner(trimtab, desk):
    """A pin stands on the block of the last plan that the planner is given."""
    desk.last = TWO_WEEKS
    trimtab("replan", "last.json", "me.toml", "--pin", "Run@thu 18:00")
    assert [block.mark for block in desk.known[0].blocks] == ["pinned"]
    trimtab("replan", "last.json", "me.toml", "--skip", "Run")
    assert (desk.known[1].blocks, len(desk.known[1].skipped)) == ((), 1)
    trimtab("replan", "last.json", "me.toml", "--now", "2026-11-19T20:00", "--done", "Run")
    assert [block.mark for block in desk.known[2].blocks] == ["done"]


def test_the_new_plan_may_take_the_old_ones_place(trimtab):
    """The same file may be read and written; it is written only when asked."""
    old = '{"version": 1, "person": "the old plan"}'
    Path("last.json").write_text(old)
    trimtab("replan", "last.json", "me.toml")
    assert Path("last.json").read_text() == old
    outcome = trimtab("replan", "last.json", "me.toml", "--json", "last.json")
    assert "the old plan" not in Path("last.json").read_text()
    assert outcome.err == "Written: last.json\n"


@pytest.mark.parametrize(
    ("last", "typed", "said"),
    [
        (replace(TWO_WEEKS, person="Sam"), (), "is the plan of Sam, and the profile is that of"),
        (TWO_WEEKS, ("--from", "2026-12-07"), "a plan of Mon 9 Nov to Sun 22 Nov 2026, and the"),
        (replace(TWO_WEEKS, days=7), (), "a plan of Mon 9 Nov to Sun 15 Nov 2026, which is over"),
        (TWO_WEEKS, ("--pin", "Rum"), "The plan has no block named 'Rum'. The nearest is Run"),
        (PlanFileError([Problem("last.json", 3, "Odd.", "Mend it.")]), (), "last.json:3: Odd. Men"),
    ],
)  # fmt: skip
def test_what_cannot_be_planned_again_is_a_clear_error(trimtab, desk, last, typed, said):
    """Another person, other days, a week that is over, an unknown block, an unreadable plan."""
    desk.last = last
    outcome = trimtab("replan", "last.json", "me.toml", *typed)
    assert (outcome.code, outcome.out) == (1, "")
    assert said in outcome.err
    assert desk.planned == []


def test_without_a_last_plan_the_usage_is_wrong(trimtab):
    """The plan to start from must be named."""
    assert trimtab("replan").code == 2


def test_the_last_plan_of_a_named_person_needs_their_profile(trimtab, desk):
    """With the profile it was made from, it is planned again."""
    desk.last = replace(TWO_WEEKS, person="Sam")
    desk.profile = Profile(Person("Sam", "America/New_York"))
    assert trimtab("replan", "last.json", "me.toml").code == 0
    assert desk.planned[0][1].now.astimezone(UTC).hour == 15


def test_what_stays_is_told_where_a_duty_was_to_be_left_out(trimtab, desk):
    """The notes go, the duty stays, and standard error says so."""
    notes = replace(RUN, name="Ward", kind="task", origin="notes")
    desk.last = replace(TWO_WEEKS, blocks=(notes,))
    outcome = trimtab("replan", "last.json", "me.toml", "--skip", "Ward")
    assert "Ward itself comes from a calendar and stays." in outcome.err
    assert [block.name for block in desk.known[0].skipped] == ["Ward"]


def test_a_move_reaches_the_planner_and_a_wish_unmet_shows_nothing(trimtab, desk):
    """The block is pinned where it was asked to go; a week without it there is not shown."""
    desk.last = TWO_WEEKS
    outcome = trimtab("replan", "last.json", "me.toml", "--move", "Run@thu=fri 18:00")
    (moved,) = desk.known[0].blocks
    assert (moved.mark, f"{moved.start:%a %H:%M}") == ("pinned", "Fri 18:00")
    assert (outcome.code, outcome.out) == (1, "")
    assert "no place on Fri 20 Nov 18:00 in this week" in outcome.err
