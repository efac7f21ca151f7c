"""An independent check of a plan: it knows the rules, not the solver.

It works on the finished blocks with clock times, zones and instants, and shares no code with the
candidate writers. An empty list of findings means the plan may be shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from trimtab.domain.commitments import Commitment
from trimtab.domain.plans import Block, Certificate, Plan
from trimtab.domain.practices import Boundary, Practice, Protect
from trimtab.domain.tasks import Task
from trimtab.domain.time import ClockSpan
from trimtab.planner.check import Check, lies_inside, parts_touching, said, span_of
from trimtab.planner.defaults import LONG_DUTY_MINUTES, WAKING
from trimtab.planner.line import WeekRequest
from trimtab.planner.problem import Problem
from trimtab.planner.verify_alertness import alertness_wrong, unsafe_ways_untold
from trimtab.planner.verify_care import care_broken
from trimtab.planner.verify_habits import (
    messages_broken,
    pocket_broken,
    short_sittings_broken,
    stack_broken,
)
from trimtab.planner.verify_last import RULES_OF_REPLANS
from trimtab.planner.verify_lived import lived_broken
from trimtab.planner.verify_notes import notes_broken
from trimtab.planner.verify_patterns import free_time_broken
from trimtab.planner.verify_rhythms import rhythm_broken, times_asked
from trimtab.planner.verify_seasons import seasons_broken
from trimtab.planner.wall_clock import Stretch, to_utc

ALL_DAY = ClockSpan(0, 1440)
AT_HOME = frozenset({"sleep", "nap", "protect", "wind_down"})
ON_SITE = frozenset({"duty", "lecture", "clinic"})
ROUTINE_NAMES = frozenset(
    {"Sleep", "Nap", "Buffer", "Unwind", "Breakfast", "Lunch", "Dinner", "Travel"}
)


def verify_plan(plan: Plan, request: WeekRequest) -> list[str]:
    """Every rule the plan breaks, as sentences; empty when it keeps them all."""
    check = Check(plan, request)
    rules = (
        _overlaps,
        _outside_horizon,
        _commitments_changed,
        _off_grid,
        _practices_broken,
        _protects_broken,
        _tasks_broken,
        messages_broken,
        notes_broken,
        _others_not_there,
        _boundaries_crossed,
        _no_time_for_the_way,
        _rest_broken,
        free_time_broken,
        seasons_broken,
        lived_broken,
        care_broken,
        _totals_wrong,
        alertness_wrong,
        unsafe_ways_untold,
        *RULES_OF_REPLANS,
    )
    return [finding for rule in rules for finding in rule(check)]


def _overlaps(check: Check) -> Iterator[str]:
    """No two things at once, but for what others double-booked and home call."""
    solid = [block for block in check.plan.blocks if block.origin != "home_call"]
    solid.sort(key=span_of)
    for number, block in enumerate(solid):
        for other in solid[number + 1 :]:
            if to_utc(other.start) >= to_utc(block.end):
                break
            if not (block.is_fixed and other.is_fixed):
                yield f"{said(block)} overlaps {said(other)}"


def _outside_horizon(check: Check) -> Iterator[str]:
    """Nothing is planned before now or beyond the horizon, and every block lasts."""
    last = to_utc(check.plan.horizon.instant_of(check.plan.horizon.minutes))
    for block in check.planned:
        start, end = span_of(block)
        is_early = start < check.now and check.request.last is None
        if is_early or end > last:
            yield f"{said(block)} lies outside the time to plan"
        if end <= start:
            yield f"{said(block)} has no length"


def _commitments_changed(check: Check) -> Iterator[str]:
    """Commitments stand as the calendars gave them: whole, each once."""
    first = to_utc(check.plan.horizon.instant_of(0))
    last = to_utc(check.plan.horizon.instant_of(check.plan.horizon.minutes))
    given = Counter(
        (one.name, to_utc(one.start), to_utc(one.end))
        for one in check.request.commitments
        if one.end > first and one.start < last
    )
    shown = Counter((block.name, *span_of(block)) for block in check.plan.blocks if block.is_fixed)
    for name, start, end in (given - shown) | (shown - given):
        yield f"Commitment {name} {start:%a %H:%M}-{end:%H:%M} UTC was lost or invented"


def _off_grid(check: Check) -> Iterator[str]:
    """Planned things start and end on the slot grid; ways follow the commitment's own minutes."""
    slot = check.plan.slot_minutes
    for block in check.ahead:
        off = block.start.minute % slot or block.end.minute % slot
        if off and block.kind != "travel":
            yield f"{said(block)} is off the {slot}-minute grid"


def _on_grid(minutes: int) -> int:
    return max(5, -(-minutes // 5) * 5)


def _practices_broken(check: Check) -> Iterator[str]:
    for practice in check.request.profile.practices:
        yield from _practice_broken(check, practice, practice_blocks(check.plan, practice))


def practice_blocks(plan: Plan, practice: Practice) -> list[Block]:
    """Blocks of a practice: its name, a kind practices have, and a dose."""
    kinds = {"practice", "people", "study"}
    return [b for b in plan.blocks if b.name == practice.name and b.kind in kinds and b.dose]


def _practice_broken(check: Check, practice: Practice, mine: Sequence[Block]) -> Iterator[str]:
    """Doses as asked, no more often than asked, once a day, in hours a person is up for it."""
    doses = {_on_grid(dose) for dose in practice.doses[: 1 if practice.must else 3]}
    usual = (ALL_DAY,) if practice.is_stacked else (WAKING.hours, *practice.prefer)
    hours = check.hours(practice.only or usual, practice.days)
    ahead = check.not_begun(mine)
    for block in ahead:
        if block.minutes not in doses:
            yield f"{said(block)} has a dose nobody asked for"
        if not lies_inside(block, hours):
            yield f"{said(block)} lies outside its hours or days"
    if practice.once_a_day and _is_twice_a_day(mine, ahead):
        yield f"{practice.name} stands twice on one day"
    is_told = any(missing.name == practice.name for missing in check.plan.unplaced)
    asked = times_asked(check, practice) * practice.doses[0]
    placed = sum(block.minutes for block in mine)
    if practice.must and check.request.now <= 0 and placed < asked and not is_told:
        yield f"{practice.name} must be kept, is missing, and nobody says so"
    per_week = Counter(check.week_of(block) for block in mine)
    if any(per_week[check.week_of(block)] > practice.times_per_week for block in ahead):
        yield f"{practice.name} is planned more often than asked"
    yield from pocket_broken(practice, mine, ahead)
    yield from stack_broken(check, practice, ahead)
    yield from rhythm_broken(check, practice, ahead)


def _is_twice_a_day(mine: Sequence[Block], ahead: Sequence[Block]) -> bool:
    """Whether something ahead shares its day with another of its kind, done or ahead."""
    per_day = Counter(block.start.date() for block in mine)
    return any(per_day[block.start.date()] > 1 for block in ahead)


def _protects_broken(check: Check) -> Iterator[str]:
    """Protected time lies in its hours, on its days, once a day, in a dose asked for."""
    for protect in check.request.profile.protects:
        mine = _protect_blocks(check, protect)
        ahead = check.not_begun(mine)
        hours = check.hours([protect.between], protect.days)
        for block in ahead:
            if not lies_inside(block, hours):
                yield f"{said(block)} lies outside its hours or days"
            if block.minutes not in _protect_doses(protect):
                yield f"{said(block)} has a dose nobody asked for"
        if _is_twice_a_day(mine, ahead):
            yield f"{protect.name} stands twice on one day"


def _protect_blocks(check: Check, protect: Protect) -> list[Block]:
    return [b for b in check.planned if b.kind == "protect" and b.name == protect.name]


def _protect_doses(protect: Protect) -> set[int]:
    return {_on_grid(dose) for dose in protect.doses[: 1 if protect.must else 3]}


def task_blocks(plan: Plan, task: Task) -> list[Block]:
    """Sittings of a task: its name, a kind tasks have, no dose, and not the notes of a duty."""
    kind = "study" if task.is_study else "task"
    found = [b for b in plan.blocks if b.name == task.name and b.kind == kind and b.dose is None]
    return [block for block in found if not block.origin]


def _tasks_broken(check: Check) -> Iterator[str]:
    """Sittings from its begin to the due time, of allowed length, no more minutes than it has."""
    hours = check.hours([WAKING.hours])
    for task in check.request.profile.tasks:
        mine = task_blocks(check.plan, task)
        ahead = check.not_begun(mine)
        minutes = _on_grid(task.minutes)
        total = sum(block.minutes for block in mine)
        if ahead and total > minutes:
            yield f"{task.name} is planned for more minutes than it has"
        for block in ahead:
            if task.due is not None and task.due > check.free_from and to_utc(block.end) > task.due:
                yield f"{said(block)} is after its due time"
            if task.starts is not None and to_utc(block.start) < task.starts:
                yield f"{said(block)} is before it may begin"
            if block.minutes > max(task.longest, 5):
                yield f"{said(block)} is no sitting between its shortest and longest"
            if not lies_inside(block, hours):
                yield f"{said(block)} lies outside waking hours"
        yield from short_sittings_broken(task, ahead, total - sum(b.minutes for b in ahead))


def _others_not_there(check: Check) -> Iterator[str]:
    """What is kept with somebody falls inside their waking hours, when nothing else takes them."""
    profile = check.request.profile
    people = {person.name: person for person in profile.people}
    shared = [(p.with_person, practice_blocks(check.plan, p)) for p in profile.practices]
    shared += [(p.with_person, _protect_blocks(check, p)) for p in profile.protects]
    for name, blocks in shared:
        if name not in people:
            continue
        awake = check.hours([people[name].awake], zone=people[name].time_zone)
        busy = check.request.busy_people.get(name, ())
        taken = [(check.instant(one.start), check.instant(one.end)) for one in busy]
        for block in check.not_begun(blocks):
            there = block.start.astimezone(ZoneInfo(people[name].time_zone))
            if not lies_inside(block, awake):
                yield f"{said(block)} finds {name} asleep ({there:%H:%M} there)"
            if parts_touching(block, taken):
                yield f"{said(block)} finds {name} taken"


def _boundaries_crossed(check: Check) -> Iterator[str]:
    """Nothing a boundary covers stands in its off hours, exceptions counted."""
    for boundary in check.request.profile.boundaries:
        off = check.hours([boundary.off], boundary.days)
        excepted = check.hours(boundary.exceptions)
        used: Counter[int] = Counter()
        covered = _covered(check, boundary)
        ahead = check.not_begun(covered)
        for block in covered:
            pieces = parts_touching(block, off)
            if all(_is_within(piece, excepted) for piece in pieces):
                used[check.week_of(block)] += bool(pieces)
            elif block in ahead:
                yield f"{said(block)} crosses the boundary {boundary.name}"
        limit = boundary.except_times_per_week
        weeks = {check.week_of(block) for block in ahead if parts_touching(block, off)}
        if limit is not None and any(used[week] > limit for week in weeks):
            yield f"The exceptions to {boundary.name} are used more than {limit} times a week"


def _is_within(piece: Stretch, stretches: Iterable[Stretch]) -> bool:
    return any(start <= piece[0] and piece[1] <= end for start, end in stretches)


def _covered(check: Check, boundary: Boundary) -> list[Block]:
    """Blocks a boundary speaks of: work is every task, screens are tasks and study."""
    if boundary.kind == "calls":
        return [block for block in check.planned if block.kind == "people"]
    if boundary.kind == "study":
        return [block for block in check.planned if block.kind == "study"]
    desk = [block for block in check.planned if block.kind in {"task", "study"}]
    if boundary.kind == "screens":
        return desk
    practices = {
        id(block)
        for practice in check.request.profile.practices
        for block in practice_blocks(check.plan, practice)
    }
    return [block for block in desk if id(block) not in practices]


def _no_time_for_the_way(check: Check) -> Iterator[str]:
    """Sleep and protected time keep their distance from anything one travels to."""
    at_home = [(block, *span_of(block)) for block in check.ahead if block.kind in AT_HOME]
    for one in check.request.commitments:
        way = timedelta(minutes=_way(check, one))
        for block, start, end in at_home if way else ():
            if start < one.end + way and end > one.start - way:
                yield f"{said(block)} leaves no time for the way to or from {one.name}"


def _way(check: Check, commitment: Commitment) -> int:
    is_away = commitment.kind in ON_SITE and not commitment.is_remote
    return check.request.profile.person.commute_minutes if is_away else 0


def _rest_broken(check: Check) -> Iterator[str]:
    """Days off hold no work, and nothing demanding follows a very long duty at once."""
    profile = check.request.profile
    for block in check.ahead:
        is_desk = block.kind in {"task", "study"} and not block.is_notes
        if is_desk and block.start.date() in check.request.days_off:
            yield f"{said(block)} is work on a day off"
    demanding = [
        b for p in profile.practices if p.demanding for b in practice_blocks(check.plan, p)
    ]
    demanding += [b for t in profile.tasks if t.demanding for b in task_blocks(check.plan, t)]
    pause = timedelta(minutes=WAKING.tired_minutes)
    for end in _ends_of_long_duties(check):
        for block in check.not_begun(demanding):
            if end <= to_utc(block.start) < end + pause:
                yield f"{said(block)} is demanding right after a very long duty"


def _ends_of_long_duties(check: Check) -> list[datetime]:
    long = timedelta(minutes=LONG_DUTY_MINUTES)
    duties = [one for one in check.request.commitments if one.kind == "duty"]
    return [one.end for one in duties if one.end - one.start >= long]


def _totals_wrong(check: Check) -> Iterator[str]:
    """Minutes per value and placed minutes are what the blocks add up to."""
    planned: Counter[str] = Counter()
    for block in check.planned:
        if block.value is not None:
            planned[block.value] += block.minutes
    for value in check.plan.values:
        if value.planned_minutes != planned[value.name]:
            yield f"{value.name} is said to have {value.planned_minutes} minutes"
    profile = check.request.profile
    mine = [(p.name, practice_blocks(check.plan, p)) for p in profile.practices]
    mine += [(t.name, task_blocks(check.plan, t)) for t in profile.tasks]
    for name, blocks in mine:
        claims = {m.placed_minutes for m in check.plan.unplaced if m.name == name}
        if len(claims) == 1 and not _is_shared(check, name):
            placed = sum(block.minutes for block in check.still_ahead(blocks))
            if placed not in claims:
                yield f"{name} is said to have {claims.pop()} minutes placed, and has {placed}"


def verify_certificate(
    problem: Problem, chosen: Sequence[int], certificate: Certificate
) -> list[str]:
    """Whether the worth claimed is that of the choice by definition, and under the bound."""
    found = []
    worth = problem.worth_of(chosen)
    tolerance = 1e-6 * max(1.0, abs(worth))
    if abs(worth - certificate.value) > tolerance:
        found.append(f"The plan claims a worth of {certificate.value} and has {worth}")
    if certificate.value > certificate.bound + tolerance:
        found.append("The plan claims to be better than its own bound")
    found += _free_claims_wrong(problem, chosen, certificate, tolerance)
    spans = sorted((problem.start_minute(j), problem.end_minute(j)) for j in chosen)
    if any(later[0] < earlier[1] for earlier, later in pairwise(spans)):
        found.append("Two chosen candidates take the same slot")
    return found


def _free_claims_wrong(
    problem: Problem, chosen: Sequence[int], certificate: Certificate, tolerance: float
) -> list[str]:
    """What a re-plan says of its worth without counting that things stay, against the choice."""
    if certificate.free_bound is None and not certificate.staying:
        return []
    found = []
    free = problem.worth_without_staying(chosen)
    if abs(free - certificate.true_value) > tolerance:
        found.append(f"The plan claims a true worth of {certificate.true_value} and has {free}")
    if certificate.true_value > certificate.true_bound + tolerance:
        found.append("The plan claims to be better than any plan that may move")
    return found


def _is_shared(check: Check, name: str) -> bool:
    """Whether several things that were asked for go by one name."""
    profile = check.request.profile
    named = [practice.name for practice in profile.practices]
    named += [task.name for task in profile.tasks]
    named += [protect.name for protect in profile.protects]
    named += sorted({one.name for one in check.request.commitments if one.leaves_minutes})
    return named.count(name) > 1 or name in ROUTINE_NAMES
