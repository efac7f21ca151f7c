"""Weigh a request before the answer: plan the weeks ahead with and without it, and compare."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from trimtab.app.household.care_asked import care_taken
from trimtab.app.known_work import find_known_work
from trimtab.app.plan_week import gather_week
from trimtab.app.ports import CalendarReader, WeighOrder
from trimtab.app.request_alternatives import find_alternatives
from trimtab.app.study.study_blocks import with_study
from trimtab.app.week_pairs import (
    Clash,
    WeekPair,
    crossing_of,
    crossings,
    held_then,
    plan_pairs,
    times_taken,
)
from trimtab.domain.commitments import Commitment
from trimtab.domain.errors import NothingToWeighError, Problem
from trimtab.domain.people import Profile
from trimtab.domain.practices import Boundary
from trimtab.domain.requests import Asked, asked_text
from trimtab.domain.time import Horizon, intersect_intervals
from trimtab.domain.weighing import Crossing, KnownWork, Weighing
from trimtab.planner.line import WeekRequest
from trimtab.planner.requests import boundary_kinds, hours_closed_by, span_of
from trimtab.planner.solve import load_kernels

IN_CALENDAR = (
    "It stands in your calendars already; the weeks without it are planned as if it did not."
)


def weigh_request(
    profile: Profile,
    asked: Asked,
    order: WeighOrder,
    read_calendar: CalendarReader,
    *,
    on_week: Callable[[int, int], None] | None = None,
) -> Weighing:
    """Plan each week with and without what is asked, and say what gives way, and where it fits.

    The first `order.weeks` weeks in which it takes place are planned exactly, as long as the
    calendars hold work; the others are taken to be like them, or left untold where no work is
    known and another season holds. `on_week` hears which week of how many begins. Raises
    NothingToWeighError when it never takes place from `order.first_day` on, UnverifiedPlanError
    when a plan fails its check.
    """
    load_kernels()
    first_days = _first_days(asked, order)
    near = first_days[: order.weeks]
    first_days = near if asked.has_no_end else first_days
    if not first_days:
        raise NothingToWeighError(asked.name, order.first_day)
    known = find_known_work(profile, first_days[0], first_days[-1], read_calendar)
    planned = _planned_days(near, known)
    gathered = [gather_week(profile, order.of_week(day), read_calendar) for day in planned]
    requests = [week.request for week in gathered]
    days = (planned[-1] - planned[0]).days + 7
    whole = Horizon(planned[0], days, profile.person.time_zone)
    studying = with_study(profile, whole, order.now, read_calendar)
    pairs, late = plan_pairs(studying, asked, order, gathered, on_week=on_week)
    weeks = tuple(pair.weighed for pair in pairs)
    untold = _untold(profile, first_days, planned) if len(planned) < len(near) else 0
    is_known = any(
        pair.before.week.request.commitments != r.commitments
        for pair, r in zip(pairs, requests, strict=True)
    )
    return Weighing(
        asked=asked,
        said=asked_text(asked, order.now.date(), _way(pairs, asked)),
        weeks=weeks,
        begins_this_week=weeks[0].first_day <= order.now.date() < weeks[0].first_day + timedelta(7),
        further_weeks=len(first_days) - len(weeks) - untold,
        untold_weeks=untold,
        planned_until=_last_day(requests[-1]) if len(planned) < len(near) else None,
        known=None if known is None or known.reaches(_last_asked(asked, first_days)) else known,
        late=late,
        boundaries=tuple(_boundaries(pairs)),
        overlaps=_overlaps(pairs),
        care=care_taken((pair.care, pair.occurrences) for pair in pairs),
        taken=tuple(times_taken(pairs)),
        days_off=tuple(_days_off(pairs)),
        alternatives=find_alternatives(asked, pairs),
        remarks=(*asked.remarks, *((IN_CALENDAR,) if is_known else ())),
        problems=_first_told(week.problems for week in gathered[:1]),
    )


def _first_days(asked: Asked, order: WeighOrder) -> list[date]:
    """First days of the weeks, counted from the order's first day, in which it takes place."""
    numbers = {(start.date() - order.first_day).days // 7 for start in asked.starts}
    return [order.first_day + timedelta(7 * number) for number in sorted(numbers) if number >= 0]


def _planned_days(first_days: Sequence[date], known: KnownWork | None) -> Sequence[date]:
    """First days of the weeks to plan: up to the last work known, and the first in any case."""
    if known is None:
        return first_days
    return [day for day in first_days if day <= known.until] or first_days[:1]


def _untold(profile: Profile, first_days: Sequence[date], planned: Sequence[date]) -> int:
    """How many weeks after the roster's end begin in a season of which no week was planned.

    A week between two nights says nothing of a vacation, nor of the wards after it.
    """
    known = [profile.season_on(day) for day in planned]
    return sum(profile.season_on(day) not in known for day in first_days[len(planned) :])


def _last_asked(asked: Asked, first_days: Sequence[date]) -> date:
    """The last day in these weeks on which it takes place."""
    return max(s.date() for s in asked.starts if s.date() < first_days[-1] + timedelta(7))


def _last_day(request: WeekRequest) -> date:
    return request.horizon.date_of(request.horizon.days - 1)


def _way(pairs: Sequence[WeekPair], asked: Asked) -> str:
    if asked.is_remote:
        return "remote"
    is_away = any(pair.after.week.way_to(one) > 0 for pair in pairs for one in pair.occurrences)
    return "on site" if is_away else ""


def _boundaries(pairs: Sequence[WeekPair]) -> Iterator[Crossing]:
    """Boundaries within whose closed hours it lies, each with how often and when first."""
    clashes: dict[str, list[Clash]] = {}
    for pair in pairs:
        for one in pair.occurrences:
            for rule in pair.before.week.profile.boundaries:
                if rule.kind in boundary_kinds(one):
                    clashes.setdefault(rule.name, []).extend(_closed_then(pair, one, rule))
    return (crossing_of(name, found) for name, found in clashes.items() if found)


def _closed_then(pair: WeekPair, one: Commitment, rule: Boundary) -> list[Clash]:
    """The first moment of an occurrence that lies in a boundary's closed hours, if any does."""
    week = pair.before.week
    hours = intersect_intervals(hours_closed_by(week, rule), [span_of(week, one)])
    starts = [week.horizon.instant_of(hours.start) for hours in hours]
    return [Clash.at(week.horizon, one, min(starts))] if starts else []


def _overlaps(pairs: Sequence[WeekPair]) -> tuple[Crossing, ...]:
    return crossings(
        (pair, one, other)
        for pair in pairs
        for one in pair.occurrences
        for other in held_then(pair, one)
    )


def _days_off(pairs: Sequence[WeekPair]) -> Iterator[date]:
    for pair in pairs:
        for one in pair.occurrences:
            if pair.is_on_days_off(one):
                yield pair.before.week.horizon.to_local(one.start).date()


def _first_told(told: Iterable[Sequence[Problem]]) -> tuple[Problem, ...]:
    return tuple(dict.fromkeys(problem for problems in told for problem in problems))
