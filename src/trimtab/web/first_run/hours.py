"""What weights lead to: hours of a week planned with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trimtab.app.daily.horizon_now import horizon_for, zone_in
from trimtab.app.daily.ports import PlanAsk
from trimtab.domain.errors import TrimtabError
from trimtab.domain.plans import ValueMinutes
from trimtab.reports.wording import duration_text
from trimtab.web.desk import Desk


@dataclass(frozen=True, slots=True)
class ValueHours:
    """One value, its time in the week in words, and as a part in a hundred of the longest."""

    name: str
    time: str
    part: int


@dataclass(frozen=True, slots=True)
class LedTo:
    """Hours for each value, the most first; `told` says why there are none."""

    values: tuple[ValueHours, ...] = ()
    told: str = ""


def hours_of(desk: Desk, profile_text: str, weights: Mapping[str, float]) -> LedTo:
    """Plan a week quickly with a profile, and count its hours for each value."""
    now = desk.now()
    days = horizon_for(now, zone_in(profile_text))
    ask = PlanAsk(
        profile_text=profile_text,
        first_day=days.first_day,
        weeks=days.weeks,
        now=now,
        calendars={one.name: one.content for one in desk.store.calendars()},
        wants_trims=False,
    )
    try:
        plan = desk.planning.plan_quickly(ask)
    except TrimtabError as error:
        return LedTo(told=str(error))
    return LedTo(value_hours(plan.values, tuple(weights)))


def value_hours(values: tuple[ValueMinutes, ...], names: tuple[str, ...]) -> tuple[ValueHours, ...]:
    """Hours of the named values, the most first."""
    found = {one.name: one.planned_minutes for one in values if one.name in names}
    most = max(found.values(), default=0) or 1
    ordered = sorted(found.items(), key=lambda item: -item[1])
    return tuple(
        ValueHours(name, duration_text(minutes), round(100 * minutes / most))
        for name, minutes in ordered
    )
