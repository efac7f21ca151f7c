"""With whom hours shared are those of a call, and what of a plan a call leaves in peace."""

from __future__ import annotations

from trimtab.app.boundaries.quiet_spans import KINDS
from trimtab.domain.people import OtherPerson, Profile
from trimtab.domain.plans import Plan
from trimtab.domain.time import Horizon, Interval


def is_elsewhere(profile: Profile, person: OtherPerson) -> bool:
    """Whether somebody lives by another clock, so that hours shared are those of a call."""
    return person.time_zone != profile.person.time_zone


def quiet_by_plan(
    profile: Profile, plan: Plan, person: OtherPerson, horizon: Horizon
) -> list[Interval]:
    """Meals and protected time of a plan, as far as they are quiet and not kept with that person.

    Minutes are those of `horizon`.
    """
    kinds = {kind for part in profile.quiet.parts for kind in KINDS.get(part, ())}
    theirs = {one.name for one in profile.protects if one.with_person == person.name}
    return [
        Interval(horizon.minute_of(one.start), horizon.minute_of(one.end))
        for one in plan.blocks
        if one.kind in kinds and one.name not in theirs
    ]
