"""Plan a person's coming weeks from their profile and calendars."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from trimtab.app.check_roster import check_days
from trimtab.app.household.homes import Homes, away_minutes, way_of
from trimtab.app.household.kept_home import kept_home
from trimtab.app.household.own_care import own_appointments
from trimtab.app.household.rosters import roster_reader, roster_source
from trimtab.app.kept_dates import date_notes, date_remarks, with_date_steps
from trimtab.app.overlaps import find_double_bookings, merge_duplicates
from trimtab.app.people.important_days import day_notes as important_notes
from trimtab.app.ports import CalendarReader, Onlooker, PlannedWeek, PlanOrder, Polish
from trimtab.app.rhythms import with_rhythms
from trimtab.app.study.study_blocks import exam_notes, with_study_and_cards
from trimtab.app.tight_ways import find_cut_ways, find_tight_ways
from trimtab.domain.body import DAYS_FOLLOWED
from trimtab.domain.commitments import (
    CalendarReading,
    CalendarSource,
    Commitment,
    DayNote,
    RosterReading,
)
from trimtab.domain.duty import DutyReport
from trimtab.domain.errors import Problem, UnverifiedPlanError
from trimtab.domain.people import Profile
from trimtab.domain.plans import Block, HourPrice, Plan, Trim
from trimtab.domain.time import Horizon, Interval
from trimtab.planner.defaults import CARE, HOLIDAY_WORDS, SINGLE_DAY_HOLIDAY_WORDS
from trimtab.planner.line import Week, WeekRequest
from trimtab.planner.no_place import why_no_place
from trimtab.planner.plan import Planned, make_plan
from trimtab.planner.prices import hour_prices
from trimtab.planner.problem import export_problem
from trimtab.planner.shadow import Shadow
from trimtab.planner.solve import Effort, Watch
from trimtab.planner.solved import SolvedWeek
from trimtab.planner.trims import find_trims
from trimtab.planner.verify import verify_certificate, verify_plan


def plan_week(
    profile: Profile,
    order: PlanOrder,
    read_calendar: CalendarReader,
    polish: Polish | None = None,
    *,
    onlooker: Onlooker | None = None,
) -> PlannedWeek:
    """Read the person's calendars, plan around them, verify, explain, and price.

    `polish` serves an order that asks for an exact solver; `onlooker` follows, and may stop it.
    Raises UnverifiedPlanError when the independent check finds a fault.
    """
    gathered = gather_week(profile, order, read_calendar)
    return plan_gathered(gathered, order, polish, onlooker=onlooker)


@dataclass(frozen=True, slots=True)
class GatheredWeek:
    """What a plan is made from: the request, mistakes found on the way, and all-day entries.

    `homes` are the lives beside each other. `duty` is what a rulebook says of these days, if one
    was asked; `remarks` tell of dates whose steps are late.
    """

    request: WeekRequest
    homes: Homes
    problems: tuple[Problem, ...]
    day_notes: tuple[DayNote, ...]
    duty: DutyReport | None = None
    remarks: tuple[str, ...] = ()


def gather_week(profile: Profile, order: PlanOrder, read_calendar: CalendarReader) -> GatheredWeek:
    """Read the calendars of a person and of the others in their life for the days ordered."""
    horizon = Horizon(order.first_day, 7 * order.weeks, profile.person.time_zone)
    known = _read_all(profile.calendars, horizon, read_calendar)
    commitments = merge_duplicates((*known.commitments, *own_appointments(profile)))
    clashes = find_double_bookings(commitments, horizon.zone)
    people = _people_taken(profile, horizon, read_calendar)
    homes = Homes(profile, CalendarReading(commitments, others=people.rosters), horizon)
    request = WeekRequest(
        profile=with_rhythms(
            _with_all_due(profile, horizon, order.now, read_calendar), horizon, order.lived
        ),
        horizon=horizon,
        commitments=commitments,
        now=max(0, horizon.minute_of(order.now)),
        busy_people=people.busy,
        days_off=find_days_off(known.day_notes),
        roster=_read_roster(profile, horizon, read_calendar),
        lived=order.lived,
        kept_home=kept_home(homes),
    )
    week = Week(request)
    tight = (*find_tight_ways(week), *find_cut_ways(week))
    problems = (*known.problems, *clashes, *tight, *people.problems)
    duty = check_days(profile, horizon, order.rulebook, read_calendar)
    told = (
        *date_notes(profile.dates, horizon),
        *exam_notes(profile.exams, horizon),
        *important_notes(profile, horizon),
    )
    notes = _within((*known.day_notes, *told), horizon)
    remarks = tuple(date_remarks(profile.dates, horizon, order.now))
    return GatheredWeek(request, homes, problems, notes, duty, remarks)


def _with_all_due(
    profile: Profile, horizon: Horizon, now: datetime, read_calendar: CalendarReader
) -> Profile:
    """The profile with what its dates, exams and decks ask of the days."""
    dated = with_date_steps(_begun(profile, horizon), horizon, now)
    return with_study_and_cards(dated, horizon, now, read_calendar)


def _begun(profile: Profile, horizon: Horizon) -> Profile:
    """The profile without tasks that begin after these days."""
    end = horizon.instant_of(horizon.minutes)
    tasks = tuple(one for one in profile.tasks if one.starts is None or one.starts < end)
    return profile if len(tasks) == len(profile.tasks) else replace(profile, tasks=tasks)


def plan_gathered(
    gathered: GatheredWeek,
    order: PlanOrder,
    polish: Polish | None = None,
    *,
    onlooker: Onlooker | None = None,
) -> PlannedWeek:
    """Plan what was gathered, verify it and explain; without trims once the onlooker stops it.

    Raises UnverifiedPlanError when the independent check finds a fault.
    """
    onlooker = onlooker or Onlooker()
    planned = solve_gathered(gathered, order, polish, onlooker=onlooker)
    *_, told = tell_in_stages(planned, gathered, order, onlooker=onlooker)
    return replace(told, was_stopped=onlooker.is_stopped())


def tell_in_stages(
    planned: Planned, gathered: GatheredWeek, order: PlanOrder, *, onlooker: Onlooker
) -> Iterator[PlannedWeek]:
    """A verified plan with what its hours are worth; then, if they are found, with trims too."""
    onlooker.begin("reasons")
    shadow = Shadow.of(planned.solved)
    prices = hour_prices(shadow)
    priced = replace(tell_plan(planned, gathered), prices=prices)
    yield _as_week(planned, priced, onlooker)
    trims = _trims(shadow, prices, order, onlooker)
    if trims is not None:
        yield _as_week(planned, replace(priced, trims=trims, sought_trims=True), onlooker)


def tell_plan(planned: Planned, gathered: GatheredWeek) -> Plan:
    """A verified plan with what was found on the way to it; its hours have no prices yet."""
    return replace(
        planned.plan,
        blocks=tuple(_marked_private(planned.plan.blocks, gathered.request)),
        problems=gathered.problems,
        day_notes=gathered.day_notes,
        duty=gathered.duty,
        remarks=(*planned.plan.remarks, *gathered.remarks),
    )


def _as_week(planned: Planned, plan: Plan, onlooker: Onlooker) -> PlannedWeek:
    return PlannedWeek(
        plan,
        lambda: _exported(planned),
        was_stopped=onlooker.is_stopped(),
        why_no_place=partial(why_no_place, planned.solved.week),
    )


def _marked_private(blocks: Iterable[Block], request: WeekRequest) -> Iterator[Block]:
    """Blocks with what the profile calls private, or did in the last plan, marked so."""
    said = {thing.name: thing.private for thing in request.profile.things}
    last = request.last.blocks if request.last is not None else ()
    hidden = {name for name, private in said.items() if private}
    hidden |= {block.name for block in last if block.private and block.name not in said}
    for block in blocks:
        yield replace(block, private=block.name in hidden and not block.is_fixed)


def solve_gathered(
    gathered: GatheredWeek,
    order: PlanOrder,
    polish: Polish | None,
    *,
    onlooker: Onlooker,
    effort: Effort | None = None,
) -> Planned:
    """Plan what was gathered, with as much effort as is usual or less, and verify it.

    Raises UnverifiedPlanError when the independent check finds a fault.
    """
    onlooker.begin("search")
    planned = make_plan(
        gathered.request,
        effort or Effort(seed=order.seed),
        time.perf_counter,
        order.seconds,
        improve=_improvement(order, polish, onlooker),
        watch=Watch(on_progress=onlooker.hear, is_stopped=onlooker.is_stopped),
    )
    findings = verify_plan(planned.plan, gathered.request) + verify_certificate(
        planned.problem, planned.solution.chosen, planned.plan.certificate
    )
    if findings:
        raise UnverifiedPlanError(findings)
    return planned


def _trims(
    shadow: Shadow, prices: tuple[HourPrice, ...], order: PlanOrder, onlooker: Onlooker
) -> tuple[Trim, ...] | None:
    """The trims; None where nobody wants them, or wants to wait for them."""
    if not order.wants_trims or onlooker.is_stopped():
        return None
    onlooker.begin("trims")
    found = find_trims(shadow, prices, order.seed, is_stopped=onlooker.is_stopped)
    return None if onlooker.is_stopped() else found


def _improvement(
    order: PlanOrder, polish: Polish | None, onlooker: Onlooker
) -> Callable[[SolvedWeek], SolvedWeek] | None:
    """What the order wants done to a solved week before it is shown."""
    seconds = order.exact_seconds
    if polish is None or seconds is None:
        return None

    def improve(solved: SolvedWeek) -> SolvedWeek:
        if onlooker.is_stopped():
            return solved
        onlooker.begin("polish")
        found = polish(
            solved.problem,
            solved.solution,
            seconds=seconds,
            seed=order.seed,
            is_stopped=onlooker.is_stopped,
        )
        better = replace(solved.solution, chosen=found.chosen, value=found.value, bound=found.bound)
        return replace(solved, solution=better)

    return improve


def _read_all(
    sources: Iterable[CalendarSource], horizon: Horizon, read_calendar: CalendarReader
) -> CalendarReading:
    """Everything the calendars hold from a day before the horizon to a day after it."""
    first = horizon.first_day - timedelta(days=1)
    last = horizon.first_day + timedelta(days=horizon.days)
    readings = [read_calendar(source, first, last, horizon.zone) for source in sources]
    return CalendarReading(
        commitments=tuple(c for reading in readings for c in reading.commitments),
        day_notes=tuple(n for reading in readings for n in reading.day_notes),
        problems=tuple(p for reading in readings for p in reading.problems),
    )


def _read_roster(
    profile: Profile, horizon: Horizon, read_calendar: CalendarReader
) -> tuple[Commitment, ...]:
    """Duties of the days around: heavy spells are known by them, and how far a clock moved."""
    follows = profile.person.body_clock == "moves" or profile.trips
    back = max(CARE.look_back_days, DAYS_FOLLOWED) if follows else CARE.look_back_days
    first = horizon.first_day - timedelta(days=back)
    last = horizon.first_day + timedelta(days=horizon.days + CARE.look_ahead_days)
    rosters = [one for one in profile.calendars if one.kind in {None, "duty"}]
    readings = [read_calendar(source, first, last, horizon.zone) for source in rosters]
    found = merge_duplicates(c for reading in readings for c in reading.commitments)
    return tuple(c for c in found if c.kind == "duty")


@dataclass(frozen=True, slots=True)
class _PeopleTaken:
    busy: dict[str, tuple[Interval, ...]]
    problems: tuple[Problem, ...]
    rosters: tuple[tuple[str, RosterReading], ...]


def _people_taken(
    profile: Profile, horizon: Horizon, read_calendar: CalendarReader
) -> _PeopleTaken:
    """When others in this life are taken, from the calendars they share."""
    busy: dict[str, tuple[Interval, ...]] = {}
    problems: list[Problem] = []
    rosters: list[tuple[str, RosterReading]] = []
    for person in profile.people:
        if person.calendar is None:
            continue
        theirs = replace(horizon, zone=person.time_zone)
        reading = _read_all([roster_source(person)], theirs, roster_reader(person, read_calendar))
        problems += reading.problems
        rosters.append(
            (person.name, RosterReading(reading.commitments, reading.day_notes, reading.problems))
        )
        way = way_of(person, profile)
        busy[person.name] = tuple(
            away_minutes(one, way, horizon) for one in reading.commitments if one.takes_the_person
        )
    return _PeopleTaken(busy, tuple(problems), tuple(rosters))


def find_days_off(notes: Iterable[DayNote]) -> frozenset[date]:
    """Days that all-day entries call vacation or leave, or a holiday of two days or more.

    >>> lisbon = DayNote("Holiday: Lisbon", date(2026, 11, 23), date(2026, 11, 24))
    >>> sorted(day.day for day in find_days_off([lisbon]))
    [23, 24]
    """
    found: set[date] = set()
    for note in notes:
        length = (note.last - note.first).days + 1
        words = HOLIDAY_WORDS if length > 1 else SINGLE_DAY_HOLIDAY_WORDS
        if any(re.search(rf"\b{word}\b", note.name.lower()) for word in words):
            found.update(note.first + timedelta(days=number) for number in range(length))
    return frozenset(found)


def _within(notes: Iterable[DayNote], horizon: Horizon) -> tuple[DayNote, ...]:
    last = horizon.date_of(horizon.days - 1)
    touching = dict.fromkeys(n for n in notes if n.first <= last and n.last >= horizon.first_day)
    return tuple(sorted(touching, key=lambda note: (note.first, note.name)))


def _exported(planned: Planned) -> Mapping[str, Any]:
    certificate = planned.plan.certificate
    claims = {
        "value": certificate.value,
        "bound": certificate.bound,
        "staying": certificate.staying,
        "routine_bound": planned.routine_bound,
    }
    return export_problem(planned.problem, planned.solution.chosen, claims)
