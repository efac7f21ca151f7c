"""How each trim changes what is asked of a week: pure functions from request to request."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from trimtab.domain.commitments import Commitment
from trimtab.domain.people import Profile
from trimtab.domain.practices import STUDY_VALUES, Boundary, Protect
from trimtab.domain.tasks import Task
from trimtab.domain.time import ClockSpan, slot_up
from trimtab.planner.line import WeekRequest

NOTES_SAVED = 0.1
"""Share of notes minutes that one sitting saves over several: our choice."""

COOKING = "Cook ahead"

Rule = TypeVar("Rule", Boundary, Protect)


def end_earlier(request: WeekRequest, commitment: Commitment, minutes: int) -> WeekRequest:
    """A commitment ends so many minutes earlier."""
    shorter = replace(commitment, end=commitment.end - timedelta(minutes=minutes))
    return _with_commitments(request, [commitment], [shorter])


def start_later(request: WeekRequest, commitment: Commitment, minutes: int) -> WeekRequest:
    """A commitment starts so many minutes later."""
    shorter = replace(commitment, start=commitment.start + timedelta(minutes=minutes))
    return _with_commitments(request, [commitment], [shorter])


def watch_recording(request: WeekRequest, commitment: Commitment) -> WeekRequest:
    """A lecture goes, and becomes a task of the same length due before the horizon ends."""
    minutes = slot_up(int((commitment.end - commitment.start).total_seconds() // 60))
    values = request.profile.values
    value = next((name for name in values if name.lower() in STUDY_VALUES), "learning")
    due = request.horizon.instant_of(request.horizon.minutes)
    name = recording_of(commitment)
    watched = Task(name, value, minutes, min(30, minutes), minutes, due, study=True)
    without = _with_commitments(request, [commitment], [])
    return _with_profile(without, tasks=(*request.profile.tasks, watched))


def recording_of(commitment: Commitment) -> str:
    """Name of the task that a lecture becomes."""
    return f"Recording: {commitment.name}"


def be_remote(request: WeekRequest, commitment: Commitment) -> WeekRequest:
    """Nobody travels to a commitment."""
    return _with_commitments(request, [commitment], [replace(commitment, is_remote=True)])


def give_away(request: WeekRequest, commitments: Sequence[Commitment]) -> WeekRequest:
    """Commitments go to someone else."""
    return _with_commitments(request, commitments, [])


def move_by_days(request: WeekRequest, commitments: Sequence[Commitment], days: int) -> WeekRequest:
    """Commitments move by whole days at the same clock times."""
    zone = ZoneInfo(request.horizon.zone)
    moved = [_moved(commitment, days, zone) for commitment in commitments]
    return _with_commitments(request, commitments, moved)


def _moved(commitment: Commitment, days: int, zone: ZoneInfo) -> Commitment:
    shift = timedelta(days=days)
    start = (commitment.start.astimezone(zone) + shift).astimezone(commitment.start.tzinfo)
    return replace(commitment, start=start, end=start + (commitment.end - commitment.start))


def be_covered(
    request: WeekRequest, commitment: Commitment, start: datetime, minutes: int
) -> WeekRequest:
    """Someone else holds a commitment from `start` for some minutes; the notes come at its end."""
    end = start + timedelta(minutes=minutes)
    before = replace(commitment, end=start, leaves_minutes=0)
    return _with_commitments(request, [commitment], [before, replace(commitment, start=end)])


def time_box(request: WeekRequest, task: Task, minutes: int) -> WeekRequest:
    """A task is good enough after so many minutes."""
    shorter = replace(task, minutes=minutes, shortest=min(task.shortest, minutes))
    tasks = tuple(shorter if one == task else one for one in request.profile.tasks)
    return _with_profile(request, tasks=tasks)


def be_due_later(request: WeekRequest, task: Task, minutes: int) -> WeekRequest:
    """A task is due so many minutes later."""
    if task.due is None:
        return request
    later = replace(task, due=task.due + timedelta(minutes=minutes))
    tasks = tuple(later if one == task else one for one in request.profile.tasks)
    return _with_profile(request, tasks=tasks)


def buy_dinner(request: WeekRequest, days: Iterable[int]) -> WeekRequest:
    """Dinners of some days are quicker."""
    ready = request.cooked_for | {request.horizon.date_of(day) for day in days}
    return replace(request, cooked_for=ready)


def batch_notes(request: WeekRequest) -> WeekRequest:
    """What several commitments of a day leave behind comes after the last, a little shorter."""
    changed = request
    for day in note_days(request):
        *earlier, last = day
        total = sum(one.leaves_minutes for one in day)
        batched = slot_up(round(total * (1 - NOTES_SAVED)))
        kept = [replace(one, leaves_minutes=0) for one in earlier]
        changed = _with_commitments(changed, day, [*kept, replace(last, leaves_minutes=batched)])
    return changed


def note_days(request: WeekRequest) -> list[list[Commitment]]:
    """Commitments ahead that leave notes, by local day, where a day has several."""
    horizon = request.horizon
    found: dict[date, list[Commitment]] = {}
    for one in sorted(request.commitments, key=lambda one: (one.end, one.name)):
        ends = horizon.minute_of(one.end)
        if one.leaves_minutes and max(0, request.now) <= ends < horizon.minutes:
            found.setdefault(horizon.to_local(one.end).date(), []).append(one)
    return [day for day in found.values() if len(day) > 1]


def cook_ahead(
    request: WeekRequest, day: int, minutes: int, for_days: Iterable[int]
) -> WeekRequest:
    """Cooking is a task until the end of a day, and dinners of other days are quicker."""
    horizon = request.horizon
    due = horizon.instant_of(horizon.day_start(day + 1))
    cooking = Task(COOKING, "", minutes, minutes, minutes, due, study=False)
    return buy_dinner(_with_profile(request, tasks=(*request.profile.tasks, cooking)), for_days)


def move_boundary(request: WeekRequest, rule: Boundary, weekday: str, minutes: int) -> WeekRequest:
    """A boundary begins so many minutes later on one weekday."""
    span = ClockSpan((rule.off.start + minutes) % 1440, rule.off.end)
    others = replace(rule, days=tuple(day for day in rule.days if day != weekday))
    later = replace(rule, days=(weekday,), off=span, exceptions=(), except_times_per_week=None)
    rules = _exchanged(request.profile.boundaries, rule, [others, later])
    return _with_profile(request, boundaries=rules)


def move_protected(
    request: WeekRequest, protect: Protect, weekday: str, minutes: int
) -> WeekRequest:
    """Protected time may start earlier (negative) or end later by so many minutes on a weekday."""
    earlier, later = min(0, minutes), max(0, minutes)
    start = (protect.between.start + earlier) % 1440
    end = (protect.between.end + later - 1) % 1440 + 1
    others = replace(protect, days=tuple(day for day in protect.days if day != weekday))
    moved = replace(protect, days=(weekday,), between=ClockSpan(start, end))
    return _with_profile(
        request, protects=_exchanged(request.profile.protects, protect, [others, moved])
    )


def allow_nap(request: WeekRequest, day: int) -> WeekRequest:
    """A short nap may be planned on a day."""
    return replace(request, naps_on=request.naps_on | {request.horizon.date_of(day)})


def _with_commitments(
    request: WeekRequest, gone: Sequence[Commitment], come: Sequence[Commitment]
) -> WeekRequest:
    kept = (one for one in request.commitments if one not in gone)
    return replace(request, commitments=(*kept, *come))


def _with_profile(request: WeekRequest, **changes: object) -> WeekRequest:
    profile: Profile = replace(request.profile, **changes)  # type: ignore[arg-type]
    return replace(request, profile=profile)


def _exchanged(rules: Sequence[Rule], gone: Rule, come: Sequence[Rule]) -> tuple[Rule, ...]:
    """Rules with one exchanged for others, those left without a day dropped."""
    found: list[Rule] = []
    for rule in rules:
        found += come if rule == gone else [rule]
    return tuple(rule for rule in found if rule.days)
