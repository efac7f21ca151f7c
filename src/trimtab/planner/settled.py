"""What is settled by the last plan: done or left out, so that it is not asked again."""

from __future__ import annotations

from trimtab.domain.plans import KeptFree
from trimtab.domain.time import Interval
from trimtab.planner.history import Known, Matches
from trimtab.planner.line import Week


def is_done(week: Week, kind: str, name: str, day: int) -> bool:
    """Whether something of one name was done on a day, by the last plan."""
    return any(_is_on(week, known, (kind, name), day) for known in week.history.done)


def is_skipped(week: Week, kind: str, name: str, day: int) -> bool:
    """Whether something of one name was left out on a day."""
    return any(_is_on(week, known, (kind, name), day) for known in week.history.skipped)


def is_settled(week: Week, kind: str, name: str, day: int) -> bool:
    """Whether something that comes once a day was done or left out on a day."""
    return is_done(week, kind, name, day) or is_skipped(week, kind, name, day)


def _is_on(week: Week, known: Known, what: tuple[str, str], day: int) -> bool:
    is_it = (known.block.kind, known.block.name) == what
    return is_it and week.horizon.day_of(known.interval.start) == day


def closed_days(week: Week, matches: Matches, *, once_a_day: bool) -> list[Interval]:
    """Days on which something is asked no more: left out, or done where once is enough."""
    gone = week.history.skipped_where(matches)
    gone += week.history.done_where(matches) if once_a_day else []
    days = {week.horizon.day_of(known.interval.start) for known in gone}
    return [week.day_hours(day) for day in sorted(days)]


def begun_free(week: Week) -> list[KeptFree]:
    """Stretches the last plan kept free of work that have begun before anything new may."""
    last = week.request.last
    return [
        one
        for one in (last.kept_free if last is not None else ())
        if 0 <= week.horizon.minute_of(one.start) < week.now
    ]


def begun_free_hours(week: Week) -> list[Interval]:
    """The hours of those: they stay free of work to their end."""
    minute = week.horizon.minute_of
    return [Interval(minute(one.start), minute(one.end)) for one in begun_free(week)]
