"""Stretches that a roster is averaged over: rotations, whole weeks in a row, rolling ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from trimtab.domain.duty import Basis, DutyRule
from trimtab.dutyhours.found import Found, days_text
from trimtab.dutyhours.roster import Roster, runs_of

ROLLING = " A rolling count: an early warning, no verdict."
LEAVE_OUT = " Days of leave are left out on both sides."
WEEK, FOUR_WEEKS, MONTH_DAYS = 7, 28, 31
"""A rotation of at most a month is averaged as a whole."""


@dataclass(frozen=True, slots=True)
class Window:
    """The local days `first`..`last`, both inclusive. `is_whole` says that it is as long as asked.

    >>> Window(0, 27).days
    28
    """

    first: int
    last: int
    basis: Basis = "weeks"
    name: str = ""
    is_whole: bool = True

    @property
    def days(self) -> int:
        """How many days it has."""
        return self.last + 1 - self.first


Excess = Callable[[Window], int]
"""By how much a stretch is beyond what is allowed, above 0 where it is."""


def verdict_windows(roster: Roster, rule: DutyRule) -> list[Window]:
    """The stretches that decide: stated rotations, else any `average_days` in a row.

    Nobody knows then where a rotation begins, and where entries begin or end in the calendar must
    not decide: hours are averaged from every day on, whole days off, weekends and calls from every
    Monday on. Hours of a roster shorter than that are averaged as far as it goes; of the rest,
    days after it count as free.

    A rotation longer than `longest_days` is cut into stretches of `average_days`; what is left
    at its end is averaged with the days before it. Days outside every rotation are too, where
    there are enough of them.
    """
    if not roster.rotations or not rule.limit("by_rotation", 1):
        length = rule.limit("average_days")
        if rule.kind == "weekly_hours":
            return _anywhere(roster.known_days, length, 1)
        return _anywhere(roster.days.days, length, WEEK)
    return _by_rotation(roster, rule)


def example_windows(roster: Roster, rule: DutyRule) -> list[Window]:
    """Stretches to show averages of: stated rotations, else one after another from the start."""
    length, days = rule.limit("average_days"), roster.known_days
    if roster.rotations and rule.limit("by_rotation", 1):
        return _by_rotation(roster, rule)
    if days < length:
        return _anywhere(days, length, 1)
    return list(_pieces(Window(0, days - 1), length, length))


def _by_rotation(roster: Roster, rule: DutyRule) -> list[Window]:
    length = rule.limit("average_days")
    longest = rule.limit("longest_days", max(length, MONTH_DAYS))
    stated = list(_stated(roster))
    windows = [piece for one in stated for piece in _pieces(one, length, longest)]
    covered = {day for one in stated for day in range(one.first, one.last + 1)}
    bare = runs_of(day for day in range(roster.days.days) if day not in covered)
    long_enough = (Window(first, last) for first, last in bare if last + 1 - first >= length)
    return windows + [piece for one in long_enough for piece in _pieces(one, length, length)]


def _stated(roster: Roster) -> Iterator[Window]:
    for one in roster.rotations:
        first = max(0, (one.first - roster.days.first_day).days)
        last = min(roster.days.days - 1, (one.last - roster.days.first_day).days)
        if first <= last:
            yield Window(first, last, "rotation", one.name)


def _anywhere(days: int, length: int, step: int) -> list[Window]:
    if days < length:
        return [Window(0, days - 1, is_whole=False)]
    return [Window(first, first + length - 1) for first in range(0, days + 1 - length, step)]


def _pieces(whole: Window, length: int, longest: int) -> Iterator[Window]:
    if whole.days <= longest:
        yield whole
        return
    for first in range(whole.first, whole.last + 2 - length, length):
        yield replace(whole, first=first, last=first + length - 1)
    if whole.days % length:
        yield replace(whole, first=whole.last + 1 - length)


def rolling_windows(roster: Roster, days: int) -> Iterator[Window]:
    """Every stretch of so many days."""
    for first in range(roster.days.days - days + 1):
        yield Window(first, first + days - 1, "rolling")


def judged(
    roster: Roster, rule: DutyRule, excess: Excess, told: Callable[[Window], Found]
) -> Iterator[Found]:
    """The verdict of each stretch beyond what is allowed, then rolling warnings.

    Of stretches that overlap the worst is told; of rolling ones beyond it that begin one day after
    another too, unless verdicts cover all of it. A stretch shorter than the rule asks for, or of
    which less than a week counts, only warns; with `only_whole` a shorter one says nothing.
    """
    only_whole = bool(rule.limit("only_whole", 0))
    beyond: list[tuple[int, Window]] = []
    for window in verdict_windows(roster, rule):
        counts = roster.counted_days(window.first, window.last)
        if (window.is_whole or not only_whole) and counts and (much := excess(window)) > 0:
            beyond.append((much, window))
    broken = _worst_apart(beyond)
    for window in broken:
        is_enough = roster.counted_days(window.first, window.last) >= WEEK
        yield replace(told(window), is_warning=not (window.is_whole and is_enough))
    rolling = rule.limit("rolling_days", 0)
    if rolling:
        told_of = {day for one in broken for day in range(one.first, one.last + 1)}
        for window in _worst_rolling(roster, rolling, excess, told_of):
            yield replace(told(window), is_warning=True)


def _worst_apart(beyond: Sequence[tuple[int, Window]]) -> list[Window]:
    """The worst stretches that do not overlap, in order; rotations are all told."""
    chosen: list[Window] = []
    for _, window in sorted(beyond, key=lambda one: (-one[0], one[1].first)):
        if window.name or all(
            window.first > one.last or window.last < one.first for one in chosen if not one.name
        ):
            chosen.append(window)
    return sorted(chosen, key=lambda one: (one.first, one.last))


def _worst_rolling(
    roster: Roster, days: int, excess: Excess, told_of: set[int]
) -> Iterator[Window]:
    """The worst of each run of stretches beyond what is allowed, unless verdicts cover it."""
    beyond: dict[int, tuple[int, bool, Window]] = {}
    for window in rolling_windows(roster, days):
        if roster.counted_days(window.first, window.last) and (much := excess(window)) > 0:
            is_told = told_of.issuperset(range(window.first, window.last + 1))
            beyond[window.first] = much, is_told, window
    for first, last in runs_of(beyond):
        run = (beyond[day] for day in range(first, last + 1))
        _, is_told, window = max(run, key=lambda one: (one[0], one[1], -one[2].first))
        if not is_told:
            yield window


def found_in(roster: Roster, window: Window, counts: tuple[int, int], text: str) -> Found:
    """What was found in a stretch: (measured, allowed), and words that say how it was counted."""
    has_leave = roster.counted_days(window.first, window.last) < window.days
    text += LEAVE_OUT if has_leave else ""
    text += ROLLING if window.basis == "rolling" else ""
    return Found(
        roster.day_starts[window.first],
        roster.day_starts[window.last + 1],
        *counts,
        text,
        basis=window.basis,
        name=window.name,
        has_leave=has_leave,
        is_odd_stretch=window.basis == "rotation" and window.days != FOUR_WEEKS,
    )


def stretch_text(roster: Roster, window: Window) -> str:
    """The days of a stretch, by its rotation's name where it has one."""
    dates = days_text(roster.days, window.first, window.last)
    return f"{window.name}, {dates}" if window.name else dates
