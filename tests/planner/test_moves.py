"""What moved between two plans, told once and matched as a person would."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from last_plans import block, night
from written_weeks import MONDAY

from trimtab.domain.plans import Block, Certificate, LastPlan, Plan
from trimtab.domain.time import Horizon
from trimtab.planner.moves import find_moves, moved_share

HORIZON = Horizon(MONDAY, 7, "UTC")


def plan(blocks: Iterable[Block], now: int = 0, **more) -> Plan:
    """A plan of these blocks, planned from minute `now`."""
    certificate = Certificate(9.0, 10.0, 5.0, 0.0)
    ordered = tuple(sorted(blocks, key=lambda one: one.start))
    return Plan("You", HORIZON, ordered, (), (), certificate, planned_from=now, **more)


def last(*blocks: Block) -> LastPlan:
    """The last plan."""
    return plan(blocks).as_last()


def moves(before: Iterable[Block], after: Iterable[Block], now: int = 0, **more) -> list[str]:
    """What moved, in short."""
    found = find_moves(last(*before), plan(after, now, **more))
    return [
        " ".join(
            [
                move.change,
                move.block.name,
                *(f"{one.start:%a %H:%M}" for one in (move.was, move.now) if one),
            ]
        )
        for move in found
    ]


RUNS = [block("mon 18:00", 45, "Run"), block("wed 18:00", 45, "Run"), block("fri 07:00", 45, "Run")]


def test_nothing_moved_is_nothing_told():
    """Equal plans have no moves, and none of them moved."""
    assert moves(RUNS, RUNS) == []
    assert moved_share(last(*RUNS), plan(RUNS)) == 0


def test_what_stayed_takes_no_part_in_matching():
    """Wednesday's run went to Thursday; Monday's and Friday's stay and are not told."""
    after = [RUNS[0], block("thu 06:00", 45, "Run"), RUNS[2]]
    assert moves(RUNS, after) == ["moved Run Wed 18:00 Thu 06:00"]
    assert moved_share(last(*RUNS), plan(after)) == pytest.approx(1 / 3)


def test_the_same_day_comes_before_what_is_nearer():
    """A run at 23:30 is matched with 07:00 of its day, not with 00:30 of the next."""
    before = [block("mon 23:30", 20, "Run"), block("tue 12:00", 20, "Run")]
    after = [block("mon 07:00", 20, "Run"), block("tue 00:30", 20, "Run")]
    assert moves(before, after) == [
        "moved Run Mon 23:30 Mon 07:00",
        "moved Run Tue 12:00 Tue 00:30",
    ]


def test_shorter_in_its_place_is_resized():
    """The same start and another end: not moved, but not the same."""
    assert moves(RUNS, [block("mon 18:00", 30, "Run"), *RUNS[1:]]) == [
        "resized Run Mon 18:00 Mon 18:00"
    ]


def test_what_is_gone_and_what_is_new_are_told_apart():
    """A run less and a task more are a drop and an addition."""
    after = [*RUNS[:2], block("tue 10:00", 60, "Report", "task")]
    assert moves(RUNS, after) == ["added Report Tue 10:00", "dropped Run Fri 07:00"]


def test_only_what_lies_ahead_is_compared():
    """From Tuesday on Monday's run does not count, whatever became of it."""
    assert moves(RUNS, RUNS[1:], now=24 * 60) == []
    assert moved_share(last(*RUNS), plan(RUNS[1:], 24 * 60)) == 0


def test_what_the_person_left_out_did_not_move():
    """A run left out is neither told nor counted."""
    assert moves(RUNS, RUNS[1:], skipped=(RUNS[0],)) == []
    assert moved_share(last(*RUNS), plan(RUNS[1:], skipped=(RUNS[0],))) == 0


def test_pinned_things_are_told_first():
    """Friday's run was pinned and comes before Monday's."""
    before = [RUNS[0], replace(RUNS[2], mark="pinned")]
    after = [block("mon 06:00", 45, "Run"), block("sat 07:00", 45, "Run")]
    assert moves(before, after)[0] == "moved Run Fri 07:00 Sat 07:00"


def test_commitments_and_ways_are_not_told():
    """Others decide them; the person knows."""
    before = [
        block("mon 08:00", 60, "Ward", "commitment"),
        block("mon 07:30", 30, "Travel", "travel"),
    ]
    assert moves(before, []) == []


def test_a_night_is_told_as_its_sleep():
    """Where sleep is longer the slow start moves with it, and both parts count as moved."""
    assert moves(night("mon 22:30", 7), night("mon 22:30", 8)) == [
        "resized Sleep Mon 22:30 Mon 22:30"
    ]
    assert moved_share(last(*night("mon 22:30", 7)), plan(night("mon 22:30", 8))) == pytest.approx(
        2 / 3
    )


def test_what_cannot_stay_is_not_counted():
    """A run under Tuesday's longer duty, and notes of a duty that now ends later, had to move."""
    ward = block("mon 08:00", 12 * 60, "Ward", "commitment", origin="duty")
    notes = block("mon 07:00", 20, "Ward", "task", origin="notes")
    assert moved_share(last(RUNS[0], notes, RUNS[1]), plan([ward, RUNS[1]])) == 0
    assert moved_share(last(RUNS[0], RUNS[1]), plan([ward])) == 1


def test_home_call_lets_things_stay():
    """What home call overlaps could stay, so its move counts."""
    call = block("mon 08:00", 12 * 60, "Call", "commitment", origin="home_call")
    assert moved_share(last(RUNS[0]), plan([call])) == 1


def test_what_is_gone_is_asked_for_only_where_it_is_missing():
    """Of two runs that are gone, the one nothing asks for any more says so."""
    found = find_moves(last(*RUNS), plan(RUNS[:1]), lambda run: run.start == RUNS[1].start)
    assert [(f"{move.block.start:%a}", move.is_asked) for move in found] == [
        ("Wed", True),
        ("Fri", False),
    ]
