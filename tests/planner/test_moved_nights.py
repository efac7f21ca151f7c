"""Nights that one plan sleeps and another does not."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest

from trimtab.domain.time import Horizon, Interval
from trimtab.domain.weighing import MovedNight
from trimtab.planner.moved_nights import moved_nights

MONDAY = date(2026, 11, 2)


@dataclass
class Slept:
    """One stretch of sleep."""

    span: Interval
    kind: str


@dataclass
class Days:
    """The days of a plan."""

    horizon: Horizon = field(default_factory=lambda: Horizon(MONDAY, 3, "UTC"))


class Plan:
    """A plan that only sleeps: (kind, first hour, hours), counted from Monday's midnight."""

    def __init__(self, *slept: tuple[str, float, float]) -> None:
        """Sleep so."""
        self.week = Days()
        self.pieces = [
            Slept(Interval(int(first * 60), int((first + hours) * 60)), kind)
            for kind, first, hours in slept
        ]
        self.asleep = [piece.span for piece in self.pieces]


NIGHTS = [("sleep", 24 * day - 1, 7.5) for day in range(1, 4)]


@pytest.mark.parametrize(
    ("after", "moved"),
    [
        (NIGHTS, ()),
        ([NIGHTS[0], ("sleep", 50, 6), NIGHTS[2]], ()),
        (
            [NIGHTS[0], ("nap", 40, 2.5), ("sleep", 56, 5), NIGHTS[2]],
            (MovedNight(date(2026, 11, 3), 450, 300, 150),),
        ),
        ([NIGHTS[0], NIGHTS[2]], (MovedNight(date(2026, 11, 3), 450),)),
        (
            [("sleep", 32, 5), ("nap", 40, 1), ("sleep", 56, 6), NIGHTS[2]],
            (MovedNight(MONDAY, 450, 300), MovedNight(date(2026, 11, 3), 450, 360, 60)),
        ),
    ],
)
def test_a_night_moves_when_less_than_half_is_left_by_night(after, moved):
    """The same, three hours later, into the day, gone for good, and two running."""
    assert moved_nights(Plan(*NIGHTS), Plan(*after)) == moved


def test_who_slept_by_day_before_loses_no_night():
    """A day's sleep after a night on duty was none; only what is slept by day more is told."""
    before = Plan(("sleep", 32, 6), ("nap", 41, 1), *NIGHTS[1:])
    after = Plan(("sleep", 32, 6), ("nap", 41, 2), ("sleep", 56, 5), NIGHTS[2])
    assert moved_nights(before, after) == (MovedNight(date(2026, 11, 3), 450, 300, 60),)
