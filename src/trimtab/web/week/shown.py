"""Which week is shown: one the plan covers, or one that was planned before, to read alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from trimtab.app.daily.ports import Store
from trimtab.app.last_as_plan import last_as_plan
from trimtab.domain.kept import KeptPlan
from trimtab.domain.people import Person, Profile
from trimtab.domain.plans import LastPlan, Plan
from trimtab.domain.time import Horizon

WEEK = timedelta(days=7)
NEARLY_OVER = timedelta(hours=36)
"""With less than this left of a week, the next one is shown first (our choice)."""


@dataclass(frozen=True, slots=True)
class ShownWeek:
    """A week of a plan; `kept` is None of a week that is over, which nobody changes."""

    plan: Plan
    number: int
    kept: KeptPlan | None

    @property
    def first_day(self) -> date:
        """The day it begins on."""
        return self.plan.horizon.first_day + WEEK * self.number

    @property
    def last_day(self) -> date:
        """The day it ends on."""
        return self.first_day + timedelta(days=6)

    @property
    def is_over(self) -> bool:
        """Whether it is shown as it was, and stays so."""
        return self.kept is None


def find_week(store: Store, wanted: date | None, now: datetime) -> ShownWeek | None:
    """The week that holds the day wanted, or the present; None where no plan does.

    Of a present week that is nearly over, the next one where the plan covers it.
    """
    kept = store.plan()
    if kept is None:
        return None
    horizon = kept.plan.horizon
    day = wanted or min(
        max(_day_of_interest(horizon, now), horizon.first_day), horizon.date_of(horizon.days - 1)
    )
    number = (day - horizon.first_day).days // 7
    if 0 <= number < horizon.days // 7:
        return ShownWeek(kept.plan, number, kept)
    if day >= horizon.first_day:  # what was planned of it once is no plan any more
        return None
    lived = [last for last in store.last_plans(day, day) if last.first_day <= day <= last.last_day]
    return _as_lived(lived[-1], day, horizon.zone, now) if lived else None


def _day_of_interest(horizon: Horizon, now: datetime) -> date:
    """Today, or the first day of the next week where this one is nearly over."""
    today = horizon.to_local(now).date()
    number = (today - horizon.first_day).days // 7 + 1
    next_day = horizon.first_day + WEEK * number
    is_covered = 0 < number < horizon.days // 7
    if is_covered and horizon.instant_of(horizon.day_start(7 * number)) - now < NEARLY_OVER:
        return next_day
    return today


def _as_lived(last: LastPlan, day: date, zone: str, now: datetime) -> ShownWeek:
    profile = Profile(person=Person(name=last.person, time_zone=ZoneInfo(zone).key))
    plan = last_as_plan(last, profile, now)
    return ShownWeek(plan, (day - last.first_day).days // 7, None)


def weeks_around(store: Store, shown: ShownWeek) -> tuple[date | None, date | None]:
    """First days of the week before and the week after, None where no plan knows them."""
    before, after = shown.first_day - WEEK, shown.first_day + WEEK
    return _known(store, before), _known(store, after)


def _known(store: Store, first_day: date) -> date | None:
    kept = store.plan()
    if kept is not None:
        horizon = kept.plan.horizon
        if first_day >= horizon.first_day:
            return first_day if first_day <= horizon.date_of(horizon.days - 1) else None
    return first_day if store.last_plans(first_day, first_day) else None
