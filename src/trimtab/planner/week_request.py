"""What the planner is asked for a week."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from trimtab.domain.care import KeptHome
from trimtab.domain.commitments import Commitment
from trimtab.domain.lived import NOTHING_KNOWN, Lived
from trimtab.domain.people import Profile
from trimtab.domain.plans import LastPlan
from trimtab.domain.time import Horizon, Interval
from trimtab.planner.forecast import Forecast


@dataclass(frozen=True, slots=True)
class WeekRequest:
    """What the planner is asked: a profile, the commitments around the horizon, and now.

    `commitments` should reach a day before and after the horizon, so that the first morning and
    the last night are right. Nothing is planned before minute `now`. `busy_people` holds when
    others in this life are taken, by name. On `days_off` no work or study is planned. `roster` are
    the duties of some more days on either side, by which heavy spells are found. `last` is the
    plan published before, when this is a re-plan.
    Trims are tried with `naps_on`, days on which a short nap may be planned, and `cooked_for`,
    days whose dinner is cooked already. Alertness is predicted by the `forecast`, else by assumed
    sleeps. In hours of `kept_home` only the person can be there for someone: nothing leaves home
    then or needs a clear head, and sleep only where that is fine. What is `lived` shifts sleeps,
    doses and days; docs/adr/0021 says how.
    """

    profile: Profile
    horizon: Horizon
    commitments: tuple[Commitment, ...] = ()
    now: int = 0
    busy_people: Mapping[str, tuple[Interval, ...]] = field(default_factory=dict)
    days_off: frozenset[date] = frozenset()
    roster: tuple[Commitment, ...] = ()
    naps_on: frozenset[date] = frozenset()
    cooked_for: frozenset[date] = frozenset()
    last: LastPlan | None = None
    forecast: Forecast | None = None
    lived: Lived = NOTHING_KNOWN
    kept_home: tuple[KeptHome, ...] = ()
