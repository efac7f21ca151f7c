"""A change of schedule tried: one week planned as it stands and with the change, and compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from trimtab.app.plan_week import gather_week
from trimtab.app.ports import CalendarReader, WeighOrder
from trimtab.app.request_variants import within
from trimtab.app.week_pairs import better_of, check, weigh_week
from trimtab.domain.commitments import Commitment
from trimtab.domain.errors import TrimtabError
from trimtab.domain.people import Profile
from trimtab.domain.requests import Asked
from trimtab.domain.schedule_changes import ChangeKind, ScheduleChange
from trimtab.domain.weighing import Weighing
from trimtab.planner.body_passes import solve_felt
from trimtab.planner.line import WeekRequest
from trimtab.planner.outcomes import Outcome
from trimtab.planner.solve import Effort, load_kernels
from trimtab.planner.solved import AGAIN, solve_week

WORK = frozenset({"duty", "clinic"})
MORNING_FROM, MORNING_UNTIL = 4, 12
"""Hours at which work begins that a later or earlier start is about (our choice)."""

WEEKS_LOOKED_AT = 4
"""Weeks ahead among which the first that the change touches is planned (our choice)."""

FEWEST_DAYS_COMPRESSED = 3
CALL = timedelta(hours=12)
"""A duty at least so long is one to swap (our choice)."""

CHANGE_NAMES: dict[ChangeKind, str] = {
    "start-later": "Work that begins {minutes} min later",
    "start-earlier": "Work that begins {minutes} min earlier",
    "compressed-week": "The same hours on one day fewer",
    "call-swap": "One call in another week",
}


class NothingToChangeError(TrimtabError):
    """No week that calendars show has anything that the change is about."""

    def __init__(self) -> None:
        super().__init__(
            "Your calendars show no work in the next four weeks that this change is about, so "
            "nothing was planned with it. Bring the roster in, or choose another change."
        )


def try_change(
    profile: Profile, change: ScheduleChange, order: WeighOrder, read_calendar: CalendarReader
) -> Weighing:
    """Plan a week ahead with and without the change: what it gives is what the week loses less.

    The first whole week that it touches is taken, else what is left of this one. Raises
    NothingToChangeError where none is, UnverifiedPlanError when a plan fails its check.
    """
    load_kernels()
    zone = ZoneInfo(profile.person.time_zone)
    for number in (*range(1, WEEKS_LOOKED_AT + 1), 0):
        day = order.first_day + timedelta(7 * number)
        request = gather_week(profile, order.of_week(day), read_calendar).request
        work = _ahead(request)
        changed = changed_work(work, change, zone)
        if changed != work:
            return _tried(request, changed, change, order.seed)
    raise NothingToChangeError


def _tried(
    request: WeekRequest, changed: Sequence[Commitment], change: ScheduleChange, seed: int
) -> Weighing:
    """The week solved both ways, each from the other, so that they differ by the change alone."""
    again = replace(AGAIN, seed=seed)
    work = _ahead(request)
    others = tuple(one for one in request.commitments if one not in work)
    first = solve_felt(request, Effort(seed=seed))
    request = first.week.request
    with_it = replace(request, commitments=(*others, *changed))
    second = solve_week(with_it, again, after=first)
    first = better_of(first, solve_week(request, again, after=second))
    second = better_of(second, solve_week(with_it, again, after=first))
    before, after = Outcome(first), Outcome(second)
    check(before, after)
    moved = tuple(one for one in changed if one not in work)
    given = tuple(one for one in work if one not in changed)
    name = CHANGE_NAMES[change.kind].format(minutes=change.minutes)
    asked = Asked(name, "duty", request.profile.person.time_zone, moved or given)
    week = weigh_week(before, after, moved)
    return Weighing(asked, name, (week,), begins_this_week=False)


def _ahead(request: WeekRequest) -> tuple[Commitment, ...]:
    """What the week holds that has not begun yet."""
    horizon = request.horizon
    here = within(horizon, request.commitments)
    return tuple(one for one in here if horizon.minute_of(one.start) >= request.now)


def changed_work(
    work: tuple[Commitment, ...], change: ScheduleChange, zone: ZoneInfo
) -> tuple[Commitment, ...]:
    """A week's commitments as the change makes them; the same where it touches none."""
    if change.kind == "call-swap":
        return _without_call(work)
    if change.kind == "compressed-week":
        return _compressed(work, zone)
    sign = 1 if change.kind == "start-later" else -1
    length = timedelta(minutes=sign * change.minutes)
    return tuple(_moved(one, length) if _is_day_work(one, zone) else one for one in work)


def _moved(one: Commitment, length: timedelta) -> Commitment:
    """The same hours, begun and ended at another time."""
    return replace(one, start=one.start + length, end=one.end + length)


def _is_day_work(one: Commitment, zone: ZoneInfo) -> bool:
    """Whether it is work that begins in the morning and ends on the same day."""
    start, end = one.start.astimezone(zone), one.end.astimezone(zone)
    begins_early = MORNING_FROM <= start.hour < MORNING_UNTIL
    return one.kind in WORK and begins_early and start.date() == end.date()


def _without_call(work: tuple[Commitment, ...]) -> tuple[Commitment, ...]:
    """The week without its longest duty of a night or a day; the last of equally long ones."""
    calls = [one for one in work if one.kind == "duty" and one.end - one.start >= CALL]
    longest = max(calls, key=lambda one: (one.end - one.start, one.start), default=None)
    return tuple(one for one in work if one is not longest)


def _compressed(work: tuple[Commitment, ...], zone: ZoneInfo) -> tuple[Commitment, ...]:
    """The shortest weekday given away, its hours added in equal parts to the other days of work."""
    by_day: dict[date, list[Commitment]] = {}
    for one in work:
        day = one.start.astimezone(zone).date()
        if _is_day_work(one, zone) and day.weekday() < 5:
            by_day.setdefault(day, []).append(one)
    if len(by_day) < FEWEST_DAYS_COMPRESSED:
        return work
    shortest = min(by_day, key=lambda day: (_length(by_day[day]), -day.toordinal()))
    given = by_day.pop(shortest)
    share = timedelta(minutes=5 * round(_length(given) / timedelta(minutes=5) / len(by_day)))
    last = {max(day, key=lambda one: one.end) for day in by_day.values()}
    kept = (one for one in work if one not in given)
    return tuple(replace(one, end=one.end + share) if one in last else one for one in kept)


def _length(day: Sequence[Commitment]) -> timedelta:
    return sum((one.end - one.start for one in day), timedelta())
