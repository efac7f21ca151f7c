"""The verifier's rules on the notes and inbox that duties and clinics leave behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from trimtab.domain.commitments import Commitment
from trimtab.planner.check import Check, lies_inside, said, span_of
from trimtab.planner.defaults import WAKING, WORTH
from trimtab.planner.wall_clock import clock_time, joined, to_utc


def notes_broken(check: Check) -> Iterator[str]:
    """Notes follow a duty or clinic that leaves some, before the hour asked and in good hours."""
    hours = check.hours([WAKING.hours])
    soon = timedelta(minutes=WORTH.notes_at_once)
    placed: Counter[str] = Counter()
    for block in check.planned:
        placed[block.name] += block.minutes if block.is_notes else 0
    for block in check.ahead:
        if not block.is_notes:
            continue
        start, end = span_of(block)
        sources = [one for one in _leaving(check, block.name) if one.end <= start]
        if not sources:
            yield f"{said(block)} belongs to nothing that has ended"
            continue
        if not any(end <= _notes_due(check, one) for one in sources):
            yield f"{said(block)} comes after the hour its notes are wanted by"
        open_hours = joined([*hours, *((one.end, one.end + soon) for one in sources)])
        if not lies_inside(block, open_hours):
            yield f"{said(block)} lies outside waking hours"
    for name in {block.name for block in check.ahead if block.is_notes}:
        left = [max(5, -(-one.leaves_minutes // 5) * 5) for one in _leaving(check, name)]
        if left and placed[name] > sum(left):
            yield f"More notes of {name} are planned than it leaves"


def _leaving(check: Check, name: str) -> list[Commitment]:
    return [one for one in check.request.commitments if one.name == name and one.leaves_minutes]


def _notes_due(check: Check, one: Commitment) -> datetime:
    """The first time after its end that the clock shows the hour asked, else a day later."""
    if one.leaves_before is None:
        return to_utc(one.end) + timedelta(days=1)
    day = one.end.astimezone(check.zone).date()
    dues = [clock_time(day + timedelta(days=n), one.leaves_before, check.zone) for n in (0, 1)]
    return next(due for due in dues if due > one.end)
