"""A plan written before, as the plan it was: enough of it to be published again."""

from __future__ import annotations

from datetime import datetime

from trimtab.domain.errors import OtherPlanError
from trimtab.domain.people import Profile
from trimtab.domain.plans import Certificate, LastPlan, Plan
from trimtab.domain.time import Horizon


def last_as_plan(last: LastPlan, profile: Profile, now: datetime) -> Plan:
    """The blocks of a last plan, as seen at the aware moment `now`; nothing is planned anew.

    Raises OtherPlanError where the profile is somebody else's.
    """
    if last.person != profile.person.name:
        what = f"This is the plan of {last.person}, and the profile is that of"
        message = f"{what} {profile.person.name}. Name the profile it was made from."
        raise OtherPlanError(message)
    horizon = Horizon(last.first_day, last.days, profile.person.time_zone)
    since = min(max(0, horizon.minute_of(now)), horizon.minutes)
    return Plan(
        person=last.person,
        horizon=horizon,
        blocks=last.blocks,
        unplaced=(),
        values=(),
        certificate=Certificate(0.0, 0.0, 0.0, 0.0),
        kept_free=last.kept_free,
        planned_from=since,
        skipped=last.skipped,
        known_from=_known_from(last, horizon),
        days_off=last.days_off,
    )


def _known_from(last: LastPlan, horizon: Horizon) -> int | None:
    if last.known_from is None:
        return None
    return min(max(0, horizon.minute_of(last.known_from)), horizon.minutes)
