"""What a file or a terminal needs to show today: the plan that stands, the threes, the people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from trimtab.app.daily.day_now import Day, day_after, day_at, with_last_night
from trimtab.app.daily.ports import Store
from trimtab.app.daily.signing_out import planned_three, written_three
from trimtab.domain.errors import TrimtabError
from trimtab.domain.kept import Contact
from trimtab.domain.plans import Plan


class NoPlanYetError(TrimtabError):
    """Today is asked for and no plan is kept, or the one kept is of other days."""

    def __init__(self) -> None:
        super().__init__(
            "No plan of today is kept yet. Open Today in the app (`trimtab serve`): it makes one."
        )


@dataclass(frozen=True, slots=True)
class TodayKept:
    """Today and tomorrow as they are kept, at a moment on the person's clock.

    `three` names what matters on each date; `country` is the one chosen for help, if any.
    """

    plan: Plan
    now: datetime
    today: Day
    tomorrow: Day
    three: Mapping[date, tuple[str, ...]]
    contacts: tuple[Contact, ...]
    country: str | None


def today_kept(store: Store, now: datetime) -> TodayKept:
    """Today from the store; a naive `now` is on the person's clock.

    Raises NoPlanYetError where no plan of this day stands.
    """
    kept = store.plan()
    if kept is not None and now.tzinfo is None:
        now = now.replace(tzinfo=ZoneInfo(kept.plan.horizon.zone))
    if kept is None or not _covers(kept.plan, now):
        raise NoPlanYetError
    plan = with_last_night(kept.plan)
    today = day_at(plan, now)
    tomorrow = day_after(plan, today)
    return TodayKept(
        plan=plan,
        now=plan.horizon.to_local(now),
        today=today,
        tomorrow=tomorrow,
        three={day.date: _three(store, plan, day) for day in (today, tomorrow)},
        contacts=store.contacts(),
        country=store.settings().get("help_country"),
    )


def _covers(plan: Plan, now: datetime) -> bool:
    return 0 <= plan.horizon.minute_of(now) < plan.horizon.minutes


def _three(store: Store, plan: Plan, day: Day) -> tuple[str, ...]:
    planned = tuple(thing.name for thing in planned_three(plan, day))
    return written_three(store, day.date) or planned
