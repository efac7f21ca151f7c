"""Plan a week again after something changed, moving as little of the last plan as possible."""

from __future__ import annotations

from dataclasses import replace

from trimtab.app.plan_week import gather_week, plan_gathered
from trimtab.app.ports import CalendarReader, Onlooker, PlannedWeek, PlanOrder, Polish
from trimtab.domain.people import Profile
from trimtab.domain.plans import LastPlan
from trimtab.domain.time import Horizon


def replan_week(  # noqa: PLR0913 - what it takes beyond four is named, and may be left out
    profile: Profile,
    order: PlanOrder,
    last: LastPlan,
    read_calendar: CalendarReader,
    polish: Polish | None = None,
    *,
    onlooker: Onlooker | None = None,
) -> PlannedWeek:
    """Read the calendars as they are now, and plan around them and what stays of the last plan.

    `polish` serves an order that asks for an exact solver; `onlooker` follows, and may stop it.
    Raises UnverifiedPlanError when the independent check finds a fault.
    """
    gathered = gather_week(profile, order, read_calendar)
    known = last_within(last, gathered.request.horizon)
    request = replace(gathered.request, last=known)
    again = replace(gathered, request=request)
    return plan_gathered(again, order, polish, onlooker=onlooker)


def last_within(last: LastPlan, horizon: Horizon) -> LastPlan:
    """What a last plan says of the days of a horizon, on its clock."""
    return last.within(horizon.instant_of(0), horizon.instant_of(horizon.minutes))
