"""An independent check of a plan: it knows the rules, not the solver.

It works on the plan's blocks as a person would read them, with clock times and zones, and shares
no code with the candidate writers. An empty list of findings means the plan may be shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from trimtab.domain.people import Profile
from trimtab.domain.plans import Block, Plan
from trimtab.domain.practices import Boundary, Practice, Protect
from trimtab.domain.tasks import Task
from trimtab.domain.time import WEEKDAYS, ClockSpan
from trimtab.planner.defaults import WAKING
from trimtab.planner.line import WeekRequest

MAY_OVERLAP = frozenset({"home_call"})
WORK_KINDS = frozenset({"task", "study"})


def verify_plan(plan: Plan, request: WeekRequest) -> list[str]:
    """Every rule the plan breaks, as sentences; empty when it keeps them all."""
    found: list[str] = []
    for rule in (
        _overlaps,
        _outside_horizon,
        _commitments_changed,
        _off_grid,
        _practices_broken,
        _protects_broken,
        _tasks_broken,
        _calls_while_asleep,
        _boundaries_crossed,
        _sleep_away_from_home,
        _missing_travel,
        _totals_wrong,
    ):
        found += rule(plan, request)
    return found


def _said(block: Block) -> str:
    return f"{block.name} ({block.kind}) {block.start:%a %d %b %H:%M}-{block.end:%H:%M}"


def _planned(plan: Plan) -> list[Block]:
    return [block for block in plan.blocks if block.kind != "commitment"]


def _overlaps(plan: Plan, _: WeekRequest) -> Iterator[str]:
    """No two things at once, but for what others double-booked and home call."""
    solid = sorted(
        (block for block in plan.blocks if block.origin not in MAY_OVERLAP),
        key=lambda block: block.start,
    )
    for number, block in enumerate(solid):
        for other in solid[number + 1 :]:
            if other.start >= block.end:
                break
            if not (block.is_fixed and other.is_fixed):
                yield f"{_said(block)} overlaps {_said(other)}"


def _outside_horizon(plan: Plan, request: WeekRequest) -> Iterator[str]:
    """Nothing is planned before now or beyond the horizon, and every block lasts."""
    first = plan.horizon.instant_of(max(0, request.now))
    last = plan.horizon.instant_of(plan.horizon.minutes)
    for block in _planned(plan):
        if block.start < first or block.end > last:
            yield f"{_said(block)} lies outside the time to plan"
        if block.end <= block.start:
            yield f"{_said(block)} has no length"


def _commitments_changed(plan: Plan, request: WeekRequest) -> Iterator[str]:
    """Commitments stand as the calendars gave them: whole, each once."""
    first = plan.horizon.instant_of(0)
    last = plan.horizon.instant_of(plan.horizon.minutes)
    given = Counter(
        (commitment.name, commitment.start, commitment.end)
        for commitment in request.commitments
        if commitment.end > first and commitment.start < last
    )
    shown = Counter((block.name, block.start, block.end) for block in plan.blocks if block.is_fixed)
    for name, start, end in (given - shown) | (shown - given):
        yield f"Commitment {name} {start:%a %H:%M}-{end:%H:%M} was lost or invented"


def _off_grid(plan: Plan, _: WeekRequest) -> Iterator[str]:
    """Planned things start and end on the slot grid; ways follow the commitment's own minutes."""
    for block in _planned(plan):
        if block.kind == "travel":
            continue
        if block.start.minute % plan.slot_minutes or block.end.minute % plan.slot_minutes:
            yield f"{_said(block)} is off the {plan.slot_minutes}-minute grid"


def _local_spans(block: Block, spans: Sequence[ClockSpan]) -> bool:
    """Whether a block lies inside one of the daily clock spans, wherever that span started."""
    for span in spans:
        for back in (0, 1):
            day = (block.start - timedelta(days=back)).date()
            if _starts(day, span, block) <= block.start and block.end <= _ends(day, span, block):
                return True
    return False


def _starts(day: object, span: ClockSpan, block: Block) -> datetime:
    return _at(day, span.start, block)


def _ends(day: object, span: ClockSpan, block: Block) -> datetime:
    end = span.end if span.end > span.start else span.end + 1440
    return _at(day, end, block)


def _at(day: object, minutes: int, block: Block) -> datetime:
    zone = block.start.tzinfo
    base = datetime(day.year, day.month, day.day, tzinfo=zone)  # type: ignore[attr-defined]
    local = base + timedelta(days=minutes // 1440)
    local = local.replace(hour=minutes % 1440 // 60, minute=minutes % 60)
    return local.astimezone(ZoneInfo("UTC")).astimezone(zone)


def _practices_broken(plan: Plan, request: WeekRequest) -> Iterator[str]:
    for practice in request.profile.practices:
        mine = [
            block
            for block in _planned(plan)
            if block.name == practice.name and block.kind in {"practice", "people", "study"}
        ]
        yield from _practice_broken(plan, practice, mine)


def _practice_broken(plan: Plan, practice: Practice, mine: Sequence[Block]) -> Iterator[str]:
    """Doses as asked, no more often than asked, once a day, in hours a person is up for it."""
    doses = {max(5, -(-dose // 5) * 5) for dose in practice.doses}
    ideal = max(5, -(-practice.doses[0] // 5) * 5)
    hours = practice.only or (WAKING.hours, *practice.prefer)
    per_day = Counter(block.start.date() for block in mine)
    per_week = Counter((block.start.date() - plan.horizon.first_day).days // 7 for block in mine)
    for block in mine:
        if block.minutes not in doses or (practice.must and block.minutes != ideal):
            yield f"{_said(block)} has a dose nobody asked for"
        if not _local_spans(block, _joined(hours)):
            yield f"{_said(block)} lies outside its hours"
        if not practice.only and WEEKDAYS[block.start.weekday()] not in practice.days:
            yield f"{_said(block)} falls on a day it should not"
    if practice.once_a_day and any(count > 1 for count in per_day.values()):
        yield f"{practice.name} stands twice on one day"
    if any(count > practice.times_per_week for count in per_week.values()):
        yield f"{practice.name} is planned more often than asked"


def _joined(spans: Sequence[ClockSpan]) -> list[ClockSpan]:
    """Spans as given, and those that touch or overlap within a day joined into one."""
    plain = sorted((s.start, s.end) for s in spans if s.end > s.start)
    joined: list[tuple[int, int]] = []
    for start, end in plain:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return [*spans, *(ClockSpan(start, end) for start, end in joined)]


def _protects_broken(plan: Plan, request: WeekRequest) -> Iterator[str]:
    """Protected time lies in its hours, on its days, once a day, in a dose asked for."""
    for protect in request.profile.protects:
        mine = [b for b in _planned(plan) if b.kind == "protect" and b.name == protect.name]
        for block in mine:
            if not _local_spans(block, [protect.between]):
                yield f"{_said(block)} lies outside its hours"
            if not _is_dose(block, protect):
                yield f"{_said(block)} has a dose nobody asked for"
            if WEEKDAYS[block.start.weekday()] not in protect.days:
                yield f"{_said(block)} falls on a day it should not"
        if len({block.start.date() for block in mine}) < len(mine):
            yield f"{protect.name} stands twice on one day"


def _is_dose(block: Block, protect: Protect) -> bool:
    doses = protect.doses[:1] if protect.must else protect.doses
    return block.minutes in {max(5, -(-dose // 5) * 5) for dose in doses}


def _tasks_broken(plan: Plan, request: WeekRequest) -> Iterator[str]:
    """Sittings before the due time, of allowed length, no more minutes than the task has."""
    now = plan.horizon.instant_of(max(0, request.now))
    for task in request.profile.tasks:
        mine = _sittings(plan, task)
        rounded = -(-task.minutes // 5) * 5
        if sum(block.minutes for block in mine) > rounded:
            yield f"{task.name} is planned for more minutes than it has"
        for block in mine:
            if task.due is not None and task.due > now and block.end > task.due:
                yield f"{_said(block)} is after its due time"
            if block.minutes > max(task.longest, 5):
                yield f"{_said(block)} is longer than its longest sitting"
            if block.minutes < min(task.shortest, rounded):
                yield f"{_said(block)} is shorter than its shortest sitting"
            if not _local_spans(block, [WAKING.hours]):
                yield f"{_said(block)} lies outside waking hours"


def _sittings(plan: Plan, task: Task) -> list[Block]:
    practices = {"practice", "people", "protect"}
    return [
        block
        for block in _planned(plan)
        if block.name == task.name
        and block.kind in WORK_KINDS
        and block.kind not in practices
        and block.dose is None
    ]


def _calls_while_asleep(plan: Plan, request: WeekRequest) -> Iterator[str]:
    """Calls fall inside the other person's waking hours, on their own clock."""
    people = {person.name: person for person in request.profile.people}
    for block in _planned(plan):
        if block.kind != "people" or not block.note.startswith("with "):
            continue
        person = people.get(block.note.removeprefix("with "))
        if person is None:
            continue
        zone = ZoneInfo(person.time_zone)
        theirs = Block(
            block.start.astimezone(zone), block.end.astimezone(zone), block.name, block.kind
        )
        if not _local_spans(theirs, [person.awake]):
            yield f"{_said(block)} finds {person.name} asleep ({theirs.start:%H:%M} there)"


def _boundaries_crossed(plan: Plan, request: WeekRequest) -> Iterator[str]:
    """Nothing a boundary covers stands in its off hours, exceptions counted."""
    for boundary in request.profile.boundaries:
        used: Counter[int] = Counter()
        for block in _covered(plan, request.profile, boundary):
            off = _off_minutes(block, boundary)
            if not off:
                continue
            if any(not _is_excepted(moment, boundary) for moment in off):
                yield f"{_said(block)} crosses the boundary {boundary.name}"
            used[(block.start.date() - plan.horizon.first_day).days // 7] += 1
        limit = boundary.except_times_per_week
        if limit is not None and any(count > limit for count in used.values()):
            yield f"The exceptions to {boundary.name} are used more than {limit} times a week"


def _covered(plan: Plan, profile: Profile, boundary: Boundary) -> list[Block]:
    tasks = {task.name for task in profile.tasks}
    found = []
    for block in _planned(plan):
        is_task = block.kind == "task" or (block.kind == "study" and block.name in tasks)
        is_study = block.kind == "study"
        covers = {
            "work": is_task,
            "study": is_study,
            "screens": is_task or is_study,
            "calls": block.kind == "people",
        }
        if covers[boundary.kind]:
            found.append(block)
    return found


def _off_minutes(block: Block, boundary: Boundary) -> list[datetime]:
    """Moments of a block, five minutes apart, that lie in the off hours."""
    moments = [block.start + timedelta(minutes=minute) for minute in range(0, block.minutes, 5)]
    return [moment for moment in moments if _is_in(moment, boundary.off, boundary.days)]


def _is_in(moment: datetime, span: ClockSpan, days: Sequence[str]) -> bool:
    clock = moment.hour * 60 + moment.minute
    today = WEEKDAYS[moment.weekday()] in days
    yesterday = WEEKDAYS[(moment.weekday() - 1) % 7] in days
    if span.end > span.start:
        return today and span.start <= clock < span.end
    return (today and clock >= span.start) or (yesterday and clock < span.end)


def _is_excepted(moment: datetime, boundary: Boundary) -> bool:
    return any(_is_in(moment, span, WEEKDAYS) for span in boundary.exceptions)


def _sleep_away_from_home(plan: Plan, request: WeekRequest) -> Iterator[str]:
    """Sleep never stands between two on-site commitments without a way home."""
    sleeps = [block for block in _planned(plan) if block.kind in {"sleep", "nap"}]
    if request.profile.person.commute_minutes == 0:
        return
    marks = [b for b in plan.blocks if b.kind == "travel" or b.origin in {"duty", "clinic"}]
    remote = {(c.name, c.start) for c in request.commitments if c.is_remote}
    for sleep in sleeps:
        before = [b for b in marks if b.end <= sleep.start and (b.name, b.start) not in remote]
        if (
            before
            and before[-1].kind != "travel"
            and before[-1].end > sleep.start - timedelta(minutes=60)
        ):
            last = max(before, key=lambda b: b.end)
            if last.kind != "travel":
                yield f"{_said(sleep)} follows {_said(last)} without a way home"


def _missing_travel(plan: Plan, request: WeekRequest) -> Iterator[str]:
    """Right before and after duty stands the way there and back, or another commitment."""
    commute = request.profile.person.commute_minutes
    if commute == 0:
        return
    remote = {(c.name, c.start) for c in request.commitments if c.is_remote}
    away = {"sleep", "nap", "protect", "wind_down"}
    for duty in plan.blocks:
        if duty.origin != "duty" or (duty.name, duty.start) in remote:
            continue
        window = (duty.start - timedelta(minutes=commute), duty.end + timedelta(minutes=commute))
        for block in _planned(plan):
            near = block.start < window[1] and block.end > window[0]
            if block.kind in away and near:
                yield f"{_said(block)} leaves no time for the way to or from {_said(duty)}"


def _totals_wrong(plan: Plan, request: WeekRequest) -> Iterator[str]:
    """Minutes per value, placed minutes and open time are what the blocks add up to."""
    planned: Counter[str] = Counter()
    for block in _planned(plan):
        if block.value is not None:
            planned[block.value] += block.minutes
    for value in plan.values:
        if value.planned_minutes != planned[value.name]:
            yield f"{value.name} is said to have {value.planned_minutes} minutes"
    if plan.certificate.value > plan.certificate.bound + 1e-6:
        yield "The plan claims to be better than its own bound"
    names = {*(p.name for p in request.profile.practices), *(t.name for t in request.profile.tasks)}
    for missing in plan.unplaced:
        placed = sum(b.minutes for b in _planned(plan) if b.name == missing.name)
        if missing.name in names and placed != missing.placed_minutes:
            yield f"{missing.name} is said to have {missing.placed_minutes} minutes placed"
