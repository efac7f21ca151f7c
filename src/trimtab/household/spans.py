"""Stretches of half a year against each other, in one pass over both."""

from __future__ import annotations

from collections.abc import Iterable

from trimtab.domain.time import Interval, merge_intervals, subtract_merged


def without(hours: Iterable[Interval], taken: Iterable[Interval]) -> list[Interval]:
    """Parts of hours that nothing taken covers, merged.

    >>> without([Interval(0, 10)], [Interval(4, 6)])
    [Interval(start=0, end=4), Interval(start=6, end=10)]
    """
    merged = merge_intervals(list(taken))
    whole = merge_intervals(list(hours))
    return [piece for one in whole for piece in subtract_merged(one, merged)]


def common(left: Iterable[Interval], right: Iterable[Interval]) -> list[Interval]:
    """Stretches that lie in both, merged.

    >>> common([Interval(0, 10)], [Interval(5, 20), Interval(30, 40)])
    [Interval(start=5, end=10)]
    """
    ones, others = merge_intervals(list(left)), merge_intervals(list(right))
    found, at, beside = [], 0, 0
    while at < len(ones) and beside < len(others):
        one, other = ones[at], others[beside]
        start, end = max(one.start, other.start), min(one.end, other.end)
        if start < end:
            found.append(Interval(start, end))
        if one.end <= other.end:
            at += 1
        else:
            beside += 1
    return found
