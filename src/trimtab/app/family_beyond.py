"""What family sees of days after a plan: duty that the calendars know already, and no more."""

from __future__ import annotations

from collections.abc import Iterable

from trimtab.app.family_view import SHORTEST_CALL, FamilyKind, FamilySpan
from trimtab.app.people.shared_hours import away_of
from trimtab.domain.commitments import Commitment
from trimtab.domain.people import Profile
from trimtab.domain.plans import Plan
from trimtab.domain.time import (
    Interval,
    intersect_intervals,
    merge_intervals,
    subtract_intervals,
)
from trimtab.household.presence import sleep_after_nights

BEYOND_DAYS = 28
"""How far after a plan duty is told (our choice)."""


def family_beyond(
    plan: Plan, profile: Profile, commitments: Iterable[Commitment]
) -> tuple[FamilySpan, ...]:
    """Commitments after the plan's days with their ways, and the sleep after nights, by start.

    Nothing there is free for a call: nobody has planned those days.
    """
    horizon = plan.horizon
    after = [Interval(horizon.minutes, horizon.day_start(horizon.days + BEYOND_DAYS))]
    away = list(away_of(profile, commitments, horizon))
    slept = sleep_after_nights(away, horizon, profile.person.sleep_minutes)
    told = [Interval(horizon.minute_of(b.start), horizon.minute_of(b.end)) for b in plan.blocks]
    shows_rest = "rest" in profile.publishing.family_shows
    busy = [one.from_home for one in away] + ([] if shows_rest else slept)
    firm = merge_intervals(busy, SHORTEST_CALL - 1)
    rest = [piece for one in slept for piece in subtract_intervals(one, firm)]
    kinds: tuple[tuple[FamilyKind, list[Interval]], ...] = (
        ("busy", firm),
        ("rest", merge_intervals(rest) if shows_rest else []),
    )
    found = [
        (piece, kind)
        for kind, spans in kinds
        for one in intersect_intervals(spans, after)
        for piece in subtract_intervals(one, told)
    ]
    at = horizon.instant_of
    return tuple(FamilySpan(kind, at(one.start), at(one.end)) for one, kind in sorted(found))
