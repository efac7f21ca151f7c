"""What the last plan had before now, counted for the budgets that it has used up."""

from __future__ import annotations

from collections.abc import Sequence

from trimtab.domain.practices import Practice
from trimtab.domain.time import Interval, slot_up
from trimtab.planner.boundaries import ExceptionHours
from trimtab.planner.history import Known, is_covered, is_of_messages, is_of_practice
from trimtab.planner.line import Taken, Week


def times_done(week: Week, practice: Practice, number: int) -> int:
    """Repetitions of planned week `number` that the last plan had before now."""
    done = week.history.done_where(is_of_practice(practice))
    return sum(_week_number(week, known.interval.start) == number for known in done)


def value_minutes_done(week: Week, value: str, number: int) -> int:
    """Minutes of a value that the last plan had before now, in planned week `number`."""
    return sum(
        known.interval.minutes
        for known in week.history.done_where(lambda block: block.value == value)
        if _week_number(week, known.interval.start) == number
    )


def focus_minutes_done(week: Week, day: Interval) -> int:
    """Minutes of study, tasks, notes and demanding practices done on a day; messages apart."""
    demanding = {practice.name for practice in week.profile.practices if practice.demanding}
    return sum(
        known.interval.minutes
        for known in week.history.done
        if day.holds(known.interval.start)
        if known.block.origin != "messages"
        if known.block.kind in {"study", "task"} or known.block.name in demanding
    )


def messages_done(week: Week, days: Sequence[int]) -> int:
    """Minutes of messages that the last plan had before now, on some days."""
    done = week.history.done_where(is_of_messages)
    return sum(o.interval.minutes for o in done if week.horizon.day_of(o.interval.start) in days)


def exceptions_used(week: Week, rule: ExceptionHours, number: int) -> int:
    """How often what is done used the hours that a boundary opens so often a week."""
    done = week.history.done_where(lambda block: is_covered(block, rule.boundary.kind))
    return sum(
        any(hours.overlaps(known.interval) for hours in rule.hours)
        for known in done
        if _week_number(week, known.interval.start) == number
    )


def left_by(week: Week, notes: Known) -> Taken | None:
    """The commitment whose notes were written: the last of that name to end before them."""
    return next(iter(_latest_left_by(week, notes)), None)


def notes_minutes_done(week: Week, taken: Taken) -> int:
    """Minutes written of the notes that a commitment left.

    Notes of several duties of one name may have been written in one go: what is more than the
    last of them left was written for those before it.
    """
    done: dict[int, int] = {}
    for known in week.history.done:
        if not known.block.is_notes or known.block.name != taken.commitment.name:
            continue
        minutes = known.interval.minutes
        for one in _latest_left_by(week, known):
            room = slot_up(one.commitment.leaves_minutes) - done.get(id(one), 0)
            written = min(minutes, max(0, room))
            done[id(one)] = done.get(id(one), 0) + written
            minutes -= written
    return done.get(id(taken), 0)


def _latest_left_by(week: Week, notes: Known) -> list[Taken]:
    """Commitments of the name of these notes that left some and had ended, the last first."""
    ended = [
        taken
        for taken in week.taken
        if taken.commitment.name == notes.block.name
        and taken.commitment.leaves_minutes
        and taken.interval.end <= notes.interval.start
    ]
    return sorted(ended, key=lambda taken: taken.interval.end, reverse=True)


def _week_number(week: Week, minute: int) -> int:
    return min(week.horizon.day_of(minute), week.horizon.days - 1) // 7
