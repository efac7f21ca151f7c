"""Weeks planned twice, without and with what is asked, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from trimtab.app.daily.season_days import leave_days
from trimtab.app.household.care_asked import CareHours
from trimtab.app.household.homes import Homes
from trimtab.app.kept_dates import with_date_steps
from trimtab.app.overlaps import merge_duplicates
from trimtab.app.plan_week import GatheredWeek
from trimtab.app.ports import WeighOrder
from trimtab.app.request_variants import within
from trimtab.app.rhythms import with_rhythms
from trimtab.domain.commitments import Commitment
from trimtab.domain.errors import UnverifiedPlanError
from trimtab.domain.people import Profile
from trimtab.domain.requests import Asked
from trimtab.domain.tasks import Task
from trimtab.domain.time import Horizon, slot_up
from trimtab.domain.weighing import Crossing, LateTask, TimeTaken, WeighedWeek
from trimtab.planner.body_passes import solve_felt
from trimtab.planner.line import WeekRequest
from trimtab.planner.moved_nights import moved_nights
from trimtab.planner.outcomes import Outcome, broken_musts, displaced, full_days
from trimtab.planner.requests import WORK_KINDS, span_of, with_commitments
from trimtab.planner.solve import Effort
from trimtab.planner.solved import AGAIN, SolvedWeek, solve_week

TURNS = 1
"""How often each side is planned again from the other (our choice)."""
LEAST_GAIN = 1.0
"""Worth below which another plan is not better, only different (our choice)."""


@dataclass(frozen=True, slots=True)
class WeekPair:
    """A week planned without and with the request, and the hours of care beside it."""

    before: Outcome
    after: Outcome
    occurrences: tuple[Commitment, ...]
    effort: Effort
    weighed: WeighedWeek
    care: CareHours

    @property
    def days_off(self) -> frozenset[date]:
        """Days of leave, by all-day entries and by the profile's seasons."""
        week = self.before.week
        return week.request.days_off | leave_days(week.profile)

    def is_on_days_off(self, one: Commitment) -> bool:
        """Whether something begins on such a day."""
        return self.before.week.horizon.to_local(one.start).date() in self.days_off


@dataclass(slots=True)
class Timeline:
    """One of the two futures: the profile as its tasks shrink from week to week."""

    profile: Profile

    def begin(self, first: datetime, now: datetime) -> None:
        """Leave out tasks that were due before a later week begins: they count as done."""
        if first > now:
            tasks = (t for t in self.profile.tasks if t.due is None or t.due > first)
            self.profile = replace(self.profile, tasks=tuple(tasks))

    def until(self, end: datetime) -> Profile:
        """The profile with the tasks that may begin before a week ends."""
        tasks = tuple(t for t in self.profile.tasks if t.starts is None or t.starts < end)
        return replace(self.profile, tasks=tasks)

    def carry(self, outcome: Outcome) -> None:
        """Count what was placed as done."""
        left = (remaining(task, outcome.task_minutes(task.name)) for task in self.profile.tasks)
        self.profile = replace(self.profile, tasks=tuple(task for task in left if task.minutes > 0))

    def missing_minutes(self, name: str) -> int:
        """Minutes a task still lacks: of one that may stop short, those to good enough."""
        return sum(task.asked_minutes for task in self.profile.tasks if task.name == name)


def remaining(task: Task, done: int) -> Task:
    """What is left of a task after so many minutes, which count towards good enough as well.

    It goes into a batch only if the whole did. Good enough is 0 once it is reached.
    """
    left = max(0, slot_up(task.minutes) - done)
    enough = None
    if task.enough_minutes is not None:
        enough = max(0, slot_up(task.enough_minutes) - done)
    return replace(
        task,
        minutes=left,
        shortest=min(task.shortest, left) or task.shortest,
        enough_minutes=enough,
        batch=task.is_batched,
    )


def plan_pairs(
    profile: Profile,
    asked: Asked,
    order: WeighOrder,
    gathered: Sequence[GatheredWeek],
    *,
    on_week: Callable[[int, int], None] | None = None,
) -> tuple[list[WeekPair], tuple[LateTask, ...]]:
    """Every week without and with the request, and the tasks that would become late.

    `on_week` hears which week of how many begins. Raises UnverifiedPlanError when a plan fails
    its check.
    """
    whole = _whole([week.request for week in gathered])
    profile = with_date_steps(profile, whole, order.now)
    profile = with_rhythms(profile, whole, order.lived)
    without, saying_yes = Timeline(profile), Timeline(profile)
    pairs: list[WeekPair] = []
    late: list[LateTask] = []
    for number, week in enumerate(gathered, 1):
        if on_week is not None:
            on_week(number, len(gathered))
        request = week.request
        start = request.horizon.instant_of(0)
        for timeline in (without, saying_yes):
            timeline.begin(start, order.now)
        end = request.horizon.instant_of(request.horizon.minutes)
        profiles = without.until(end), saying_yes.until(end)
        care = _care_beside(asked, week.homes, order.now)
        pair = _plan_pair(asked, request, profiles, order.seed, care=care)
        without.carry(pair.before)
        saying_yes.carry(pair.after)
        late += _late(profile, request, without, saying_yes)
        pairs.append(pair)
    return pairs, tuple(late)


def _whole(requests: Sequence[WeekRequest]) -> Horizon:
    """The days from the first week to the last, those between them too."""
    first, last = requests[0].horizon, requests[-1].horizon
    return replace(first, days=(last.first_day - first.first_day).days + last.days)


def _plan_pair(
    asked: Asked,
    request: WeekRequest,
    profiles: tuple[Profile, Profile],
    seed: int,
    *,
    care: CareHours,
) -> WeekPair:
    """The week planned without and with it, each from the other in turn.

    What is found on one side and fits the other is taken over, so that the two differ by what
    the request costs and not by where the search happened to go.
    """
    again = replace(AGAIN, seed=seed)
    request = replace(
        request, profile=profiles[0], commitments=_without(request.commitments, asked)
    )
    first = solve_felt(request, Effort(seed=seed))
    request = first.week.request
    fuller = with_commitments(first.week, asked.occurrences).request
    commitments = merge_duplicates(_near(fuller))
    changed = replace(fuller, profile=profiles[1], commitments=commitments)
    second = solve_week(changed, again, after=first)
    for _ in range(TURNS):
        first = better_of(first, solve_week(request, again, after=second))
        second = better_of(second, solve_week(changed, again, after=first))
    before, after = Outcome(first), Outcome(second)
    check(before, after)
    occurrences = within(request.horizon, asked.occurrences)
    weighed = weigh_week(before, after, occurrences)
    return WeekPair(before, after, occurrences, again, weighed, care)


def _care_beside(asked: Asked, homes: Homes, now: datetime) -> CareHours:
    """The hours of care by rosters in which the request itself does not stand."""
    own = _without(homes.reading.commitments, asked)
    return CareHours.of(replace(homes, reading=replace(homes.reading, commitments=own)), now)


def better_of(one: SolvedWeek, other: SolvedWeek) -> SolvedWeek:
    """The plan worth more, with the lower of both bounds; the first where they are equal.

    A must that was eased in one makes it another problem, whose bound is its own.
    """
    better = other if other.solution.value > one.solution.value + LEAST_GAIN else one
    if one.problem.budgets != other.problem.budgets:
        return better
    bound = min(one.solution.bound, other.solution.bound)
    return replace(better, solution=replace(better.solution, bound=bound))


def _near(request: WeekRequest) -> Iterator[Commitment]:
    """Commitments that touch the horizon or the day before and after it."""
    horizon = request.horizon
    first, last = horizon.day_start(-1), horizon.day_start(horizon.days + 1)
    return (
        one
        for one in request.commitments
        if horizon.minute_of(one.end) > first and horizon.minute_of(one.start) < last
    )


def _without(commitments: Sequence[Commitment], asked: Asked) -> tuple[Commitment, ...]:
    """Commitments less those the request itself has put there already."""
    its_own = {(one.name, one.start, one.end) for one in asked.occurrences}
    return tuple(one for one in commitments if (one.name, one.start, one.end) not in its_own)


def check(*outcomes: Outcome) -> None:
    """Raise UnverifiedPlanError when the independent check finds a fault in any of them."""
    findings = [finding for outcome in outcomes for finding in outcome.findings()]
    if findings:
        raise UnverifiedPlanError(findings)


def weigh_week(before: Outcome, after: Outcome, occurrences: Sequence[Commitment]) -> WeighedWeek:
    """What one plan of a week has less of than another, and how surely."""
    old, new = before.solution, after.solution
    return WeighedWeek(
        first_day=before.week.horizon.first_day,
        times=len(occurrences),
        own_minutes=sum(span_of(before.week, one).minutes for one in occurrences),
        way_minutes=after.way_minutes - before.way_minutes,
        displaced=displaced(before, after),
        loss=old.value - new.value,
        least_loss=old.value - new.bound,
        most_loss=old.bound - new.value,
        musts=broken_musts(before, after),
        full_days=full_days(before, after),
        moved_nights=moved_nights(before, after),
    )


def _late(
    profile: Profile, request: WeekRequest, without: Timeline, saying_yes: Timeline
) -> Iterator[LateTask]:
    """Tasks due in this week of which more is missing than without the request."""
    for task in profile.tasks:
        if task.due is None:
            continue
        if 0 <= request.horizon.minute_of(task.due) <= request.horizon.minutes:
            more = saying_yes.missing_minutes(task.name) - without.missing_minutes(task.name)
            if more > 0:
                yield LateTask(task.name, request.horizon.to_local(task.due), more)


def held_then(pair: WeekPair, one: Commitment) -> Iterator[Commitment]:
    """Commitments at the same hours as an occurrence, home call included."""
    span = span_of(pair.before.week, one)
    return (taken.commitment for taken in pair.before.week.taken if taken.interval.overlaps(span))


def taken_then(pair: WeekPair, one: Commitment) -> Iterator[Commitment]:
    """Commitments that take the person while an occurrence runs."""
    return (held for held in held_then(pair, one) if held.takes_the_person)


def times_taken(pairs: Iterable[WeekPair]) -> Iterator[TimeTaken]:
    """The times asked at which the person is taken, needed alone, or off."""
    for pair in pairs:
        for one in pair.occurrences:
            start = pair.before.week.horizon.to_local(one.start)
            held = list(taken_then(pair, one))
            if any(other.kind in WORK_KINDS for other in held):
                yield TimeTaken(start, "work")
            elif held or pair.care.taken_by(one):
                yield TimeTaken(start, "life")
            elif pair.is_on_days_off(one):
                yield TimeTaken(start, "leave")


def crossings(
    found: Iterable[tuple[WeekPair, Commitment, Commitment]],
) -> tuple[Crossing, ...]:
    """What occurrences in their weeks fall into, by name: how often and when first."""
    clashes: dict[tuple[str, bool, bool], list[Clash]] = {}
    for pair, one, other in found:
        clash = Clash.at(pair.before.week.horizon, one, max(one.start, other.start))
        key = (other.name, other.takes_the_person, other.kind in WORK_KINDS)
        clashes.setdefault(key, []).append(clash)
    return tuple(
        replace(crossing_of(name, when, takes_the_person=takes), is_work=is_work)
        for (name, takes, is_work), when in clashes.items()
    )


@dataclass(frozen=True, slots=True, order=True)
class Clash:
    """The moment from which an occurrence and something else share time, on the person's clock."""

    moment: datetime
    is_later: bool

    @classmethod
    def at(cls, horizon: Horizon, one: Commitment, moment: datetime) -> Clash:
        """A clash at an instant of an occurrence."""
        return cls(horizon.to_local(moment), is_later=moment > one.start)


def crossing_of(name: str, clashes: Sequence[Clash], *, takes_the_person: bool = True) -> Crossing:
    """The clashes with one thing, told by the first."""
    first = min(clashes)
    begins = first.moment if first.is_later else None
    return Crossing(name, len(clashes), first.moment.date(), takes_the_person, begins)
