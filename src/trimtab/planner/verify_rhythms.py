"""The verifier's rules for practices that are not for every week: blocks and dates alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from trimtab.domain.plans import Block
from trimtab.domain.practices import Practice
from trimtab.planner.check import Check, said

WEEKS_OF_A_MONTH = 4
"""Two days a month apart lie at least so many weeks apart."""


def times_asked(check: Check, practice: Practice) -> int:
    """How often a practice is asked for: in every week, or in those that hold days of its own."""
    horizon = check.plan.horizon
    if practice.on is None:
        return practice.times_per_week * horizon.days // 7
    numbers = [(day - horizon.first_day).days for day in practice.on]
    return practice.times_per_week * len({one // 7 for one in numbers if 0 <= one < horizon.days})


def rhythm_broken(check: Check, practice: Practice, ahead: Sequence[Block]) -> Iterator[str]:
    """Weeks ahead that hold a practice lie as far apart as its rhythm has them."""
    rhythm = practice.rhythm
    if rhythm is None:
        return
    apart = WEEKS_OF_A_MONTH if rhythm.is_monthly else rhythm.weeks
    mine = {check.week_of(one): one for one in ahead if one.mark != "pinned"}
    for earlier, later in pairwise(sorted(mine)):
        if later - earlier < apart:
            yield f"{said(mine[later])} comes back too soon"
