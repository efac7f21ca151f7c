"""Weigh a request before the answer: plan the weeks ahead with and without it, and compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from trimtab.app.overlaps import merge_duplicates
from trimtab.app.plan_week import gather_week
from trimtab.app.ports import CalendarReader, PlanOrder, WeighOrder
from trimtab.app.request_variants import Rearranging, Variant, within
from trimtab.domain.commitments import Commitment
from trimtab.domain.errors import NothingToWeighError, Problem, UnverifiedPlanError
from trimtab.domain.people import Profile
from trimtab.domain.requests import Asked, asked_text
from trimtab.domain.tasks import Task
from trimtab.domain.time import slot_up
from trimtab.domain.weighing import (
    Alternative,
    Crossing,
    LateTask,
    WeighedWeek,
    Weighing,
    sum_displaced,
)
from trimtab.planner.line import WeekRequest
from trimtab.planner.outcomes import Outcome, broken_musts, displaced, full_days
from trimtab.planner.requests import (
    WORK_KINDS,
    boundary_kinds,
    hours_closed_by,
    span_of,
    with_commitments,
)
from trimtab.planner.solve import Effort, load_kernels
from trimtab.planner.solved import AGAIN, SolvedWeek, solve_week

WEEKS_REARRANGED = 4
"""Weeks in which other times and sizes are planned (our choice)."""
PLACES_TRIED = 4
MOST_ALTERNATIVES = 3
WORTH_SAYING = 0.75
"""Share of its own cost below which another time or size is worth a sentence (our choice)."""
LEAST_LOSS = 10.0
IN_CALENDAR = (
    "It stands in your calendars already; the weeks without it are planned as if it did not."
)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A week planned without and with the request."""

    before: Outcome
    after: Outcome
    occurrences: tuple[Commitment, ...]
    effort: Effort
    weighed: WeighedWeek


@dataclass(slots=True)
class _Timeline:
    """One of the two futures: the profile as its tasks shrink from week to week."""

    profile: Profile

    def begin(self, first: datetime, now: datetime) -> None:
        """Leave out tasks that were due before a later week begins: they count as done."""
        if first > now:
            tasks = (t for t in self.profile.tasks if t.due is None or t.due > first)
            self.profile = replace(self.profile, tasks=tuple(tasks))

    def carry(self, outcome: Outcome) -> None:
        """Count what was placed as done."""
        left = (_remaining(task, outcome.task_minutes(task.name)) for task in self.profile.tasks)
        self.profile = replace(self.profile, tasks=tuple(task for task in left if task.minutes > 0))

    def minutes_of(self, name: str) -> int:
        """Minutes a task still has."""
        return sum(task.minutes for task in self.profile.tasks if task.name == name)


def _remaining(task: Task, done: int) -> Task:
    left = max(0, slot_up(task.minutes) - done)
    return replace(task, minutes=left, shortest=min(task.shortest, left) or task.shortest)


def weigh_request(
    profile: Profile, asked: Asked, order: WeighOrder, read_calendar: CalendarReader
) -> Weighing:
    """Plan each week with and without what is asked, and say what gives way, and where it fits.

    The first `order.weeks` weeks in which it takes place are planned exactly, as long as the
    calendars hold work; the others are taken to be like them. Raises NothingToWeighError when it
    never takes place from `order.first_day` on, UnverifiedPlanError when a plan fails its check.
    """
    load_kernels()
    first_days = _first_days(asked, order)
    if asked.has_no_end:
        first_days = first_days[: order.weeks]
    if not first_days:
        raise NothingToWeighError(asked.name, order.first_day)
    gathered = [
        gather_week(profile, PlanOrder(day, 1, order.now, order.seed), read_calendar)
        for day in first_days[: order.weeks]
    ]
    reach = _weeks_with_work([week.request for week in gathered])
    requests = [week.request for week in gathered[:reach]]
    pairs, late = _plan_pairs(profile, asked, order, requests)
    weeks = tuple(pair.weighed for pair in pairs)
    is_known = any(
        pair.before.week.request.commitments != r.commitments
        for pair, r in zip(pairs, requests, strict=True)
    )
    return Weighing(
        asked=asked,
        said=asked_text(asked, order.now.date(), _way(pairs, asked)),
        weeks=weeks,
        begins_this_week=weeks[0].first_day <= order.now.date() < weeks[0].first_day + timedelta(7),
        further_weeks=len(first_days) - len(weeks),
        planned_until=_last_day(requests[-1]) if reach < len(gathered) else None,
        late=late,
        boundaries=tuple(_boundaries(pairs)),
        overlaps=tuple(_overlaps(pairs)),
        days_off=tuple(_days_off(pairs)),
        alternatives=_alternatives(asked, pairs),
        remarks=(*asked.remarks, *((IN_CALENDAR,) if is_known else ())),
        problems=_first_told(week.problems for week in gathered[:1]),
    )


def _first_days(asked: Asked, order: WeighOrder) -> list[date]:
    """First days of the weeks, counted from the order's first day, in which it takes place."""
    numbers = {(start.date() - order.first_day).days // 7 for start in asked.starts}
    return [order.first_day + timedelta(7 * number) for number in sorted(numbers) if number >= 0]


def _weeks_with_work(requests: Sequence[WeekRequest]) -> int:
    """How many weeks to plan: up to the last that holds duty, for rosters end where nobody knows.

    Teaching counts where there is no duty at all; all weeks where there is neither.
    """
    for kinds in (WORK_KINDS - {"lecture"}, WORK_KINDS):
        holding = [n for n, request in enumerate(requests, 1) if _holds(request, kinds)]
        if holding:
            return holding[-1]
    return len(requests)


def _holds(request: WeekRequest, kinds: frozenset[str]) -> bool:
    work = [one for one in request.commitments if one.kind in kinds]
    return bool(within(request.horizon, work))


def _last_day(request: WeekRequest) -> date:
    return request.horizon.date_of(request.horizon.days - 1)


def _plan_pairs(
    profile: Profile, asked: Asked, order: WeighOrder, requests: Sequence[WeekRequest]
) -> tuple[list[_Pair], tuple[LateTask, ...]]:
    without, saying_yes = _Timeline(profile), _Timeline(profile)
    pairs: list[_Pair] = []
    late: list[LateTask] = []
    for request in requests:
        start = request.horizon.instant_of(0)
        for timeline in (without, saying_yes):
            timeline.begin(start, order.now)
        pair = _plan_pair(asked, request, (without.profile, saying_yes.profile), order.seed)
        without.carry(pair.before)
        saying_yes.carry(pair.after)
        late += _late(profile, request, without, saying_yes)
        pairs.append(pair)
    return pairs, tuple(late)


def _plan_pair(
    asked: Asked, request: WeekRequest, profiles: tuple[Profile, Profile], seed: int
) -> _Pair:
    """The week planned twice; both plans get the same second round of work."""
    again = replace(AGAIN, seed=seed)
    request = replace(
        request, profile=profiles[0], commitments=_without(request.commitments, asked)
    )
    first = solve_week(request, Effort(seed=seed))
    before = Outcome(solve_week(request, again, after=first))
    fuller = with_commitments(before.week, asked.occurrences).request
    commitments = merge_duplicates(_near(fuller))
    changed = replace(fuller, profile=profiles[1], commitments=commitments)
    after = Outcome(solve_week(changed, again, after=before.solved))
    _check(before, after)
    occurrences = within(request.horizon, asked.occurrences)
    return _Pair(before, after, occurrences, again, _weighed(before, after, occurrences))


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


def _check(*outcomes: Outcome) -> None:
    findings = [finding for outcome in outcomes for finding in outcome.findings()]
    if findings:
        raise UnverifiedPlanError(findings)


def _weighed(before: Outcome, after: Outcome, occurrences: Sequence[Commitment]) -> WeighedWeek:
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
    )


def _late(
    profile: Profile, request: WeekRequest, without: _Timeline, saying_yes: _Timeline
) -> Iterator[LateTask]:
    """Tasks due in this week of which more is left over than without the request."""
    for task in profile.tasks:
        if task.due is None:
            continue
        if 0 <= request.horizon.minute_of(task.due) <= request.horizon.minutes:
            more = saying_yes.minutes_of(task.name) - without.minutes_of(task.name)
            if more > 0:
                yield LateTask(task.name, request.horizon.to_local(task.due), more)


def _way(pairs: Sequence[_Pair], asked: Asked) -> str:
    if asked.is_remote:
        return "remote"
    is_away = any(pair.after.week.way_to(one) > 0 for pair in pairs for one in pair.occurrences)
    return "on site" if is_away else ""


def _counted(found: Iterable[tuple[str, date]]) -> Iterator[Crossing]:
    """Crossings by name, each with how often and when first."""
    days: dict[str, list[date]] = {}
    for name, day in found:
        days.setdefault(name, []).append(day)
    return (Crossing(name, len(when), min(when)) for name, when in days.items())


def _boundaries(pairs: Sequence[_Pair]) -> Iterator[Crossing]:
    return _counted(
        (rule.name, pair.before.week.horizon.to_local(one.start).date())
        for pair in pairs
        for one in pair.occurrences
        for rule in pair.before.week.profile.boundaries
        if rule.kind in boundary_kinds(one)
        and any(
            hours.overlaps(span_of(pair.before.week, one))
            for hours in hours_closed_by(pair.before.week, rule)
        )
    )


def _overlaps(pairs: Sequence[_Pair]) -> Iterator[Crossing]:
    return _counted(
        (other.name, pair.before.week.horizon.to_local(one.start).date())
        for pair in pairs
        for one in pair.occurrences
        for other in _taken_then(pair, one)
    )


def _taken_then(pair: _Pair, one: Commitment) -> Iterator[Commitment]:
    """Commitments that take the person while an occurrence runs."""
    span = span_of(pair.before.week, one)
    for taken in pair.before.week.taken:
        if taken.commitment.takes_the_person and taken.interval.overlaps(span):
            yield taken.commitment


def _days_off(pairs: Sequence[_Pair]) -> Iterator[date]:
    for pair in pairs:
        for one in pair.occurrences:
            day = pair.before.week.horizon.to_local(one.start).date()
            if day in pair.before.week.request.days_off and one.kind in WORK_KINDS:
                yield day


def _first_told(told: Iterable[Sequence[Problem]]) -> tuple[Problem, ...]:
    return tuple(dict.fromkeys(problem for problems in told for problem in problems))


def _alternatives(asked: Asked, pairs: Sequence[_Pair]) -> tuple[Alternative, ...]:
    """At most three other times or sizes, best first: those that cost clearly less.

    Where the person is taken at the hours asked, the cheapest free times.
    """
    kept = _weeks_to_rearrange(pairs)
    own = _means([pair.weighed for pair in kept])
    is_taken = not _is_clear(kept[0])
    if not _keeps_length(asked) or (own.loss < LEAST_LOSS and not is_taken):
        return ()
    moves = Rearranging(
        asked, tuple(pair.before for pair in kept), tuple(pair.occurrences for pair in kept)
    )
    found = [_tried(variant, kept) for variant in _variants(moves, kept, is_taken=is_taken)]
    if is_taken:
        return tuple(sorted(found, key=lambda one: one.loss)[:MOST_ALTERNATIVES])
    if moves.repeats_weekly:
        found.append(_halved(own))
    better = [
        replace(one, instead_of=own.minutes)
        for one in found
        if one.loss <= WORTH_SAYING * own.loss and one.minutes < own.minutes
    ]
    return tuple(sorted(better, key=lambda one: one.loss)[:MOST_ALTERNATIVES])


def _variants(moves: Rearranging, kept: Sequence[_Pair], *, is_taken: bool) -> Iterator[Variant]:
    yield from moves.best_places(PLACES_TRIED)
    half = None if is_taken else moves.half()
    if half is not None:
        yield half
    if not is_taken and any(pair.weighed.way_minutes > 0 for pair in kept):
        yield moves.remote()


def _halved(own: Alternative) -> Alternative:
    """Every other week: half of what every week costs, at the mean."""
    return Alternative(
        change="every other week",
        said="every other week",
        minutes=own.minutes / 2,
        open_minutes=own.open_minutes / 2,
        loss=own.loss / 2,
        instead_of=own.minutes,
    )


def _weeks_to_rearrange(pairs: Sequence[_Pair]) -> list[_Pair]:
    """The first weeks; where there are others, none that has begun or where it falls into duty."""
    kept = list(pairs)
    for is_usual in (_is_whole, _is_clear):
        kept = [pair for pair in kept if is_usual(pair)] or kept
    return kept[:WEEKS_REARRANGED]


def _is_whole(pair: _Pair) -> bool:
    return pair.before.week.now == 0


def _is_clear(pair: _Pair) -> bool:
    return not any(True for one in pair.occurrences for _ in _taken_then(pair, one))


def _keeps_length(asked: Asked) -> bool:
    return len({one.end - one.start for one in asked.occurrences}) == 1


def _means(weeks: Sequence[WeighedWeek]) -> Alternative:
    """A week's mean cost, as an alternative to nothing."""
    total = sum_displaced([week.displaced for week in weeks])
    return Alternative(
        change="time",
        said="",
        minutes=total.minutes / len(weeks),
        open_minutes=total.open_minutes / len(weeks),
        loss=sum(week.loss for week in weeks) / len(weeks),
        instead_of=None,
    )


def _tried(variant: Variant, kept: Sequence[_Pair]) -> Alternative:
    """A variant planned exactly in every week kept."""
    weeks = []
    for pair, occurrences in zip(kept, variant.weeks, strict=True):
        request = with_commitments(pair.before.week, occurrences).request
        solved: SolvedWeek = solve_week(request, pair.effort, after=pair.before.solved)
        outcome = Outcome(solved)
        _check(outcome)
        weeks.append(_weighed(pair.before, outcome, occurrences))
    return replace(_means(weeks), change=variant.change, said=variant.said)
