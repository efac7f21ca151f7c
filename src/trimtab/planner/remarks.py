"""Sentences about the days planned: seasons, what is tentative or not out yet, notes and inbox."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from trimtab.domain.people import Season
from trimtab.domain.plans import Block
from trimtab.domain.time import Interval, clock_text, merge_intervals
from trimtab.planner.asked import notes_minutes
from trimtab.planner.defaults import ON_SITE_KINDS
from trimtab.planner.line import Week
from trimtab.planner.lived_remarks import lived_remarks
from trimtab.planner.sentences import SHORT_DAY_NAMES, hours_said, listed
from trimtab.planner.spells import Spell
from trimtab.planner.work_candidates import notes_due
from trimtab.planner.zones_lived import trip_interval

MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAY = timedelta(days=1)


def remarks_on(week: Week, blocks: Sequence[Block]) -> tuple[str, ...]:
    """Everything worth a quiet sentence, in the order it matters."""
    return (
        *lived_remarks(week),
        *_heavy_goals(week),
        *_around_spells(week),
        *_days_off(week),
        *_trips(week),
        *_tentative(week),
        *_unpublished(week),
        *_late_notes(week),
        *_notes(week, blocks),
    )


def _heavy_goals(week: Week) -> Iterator[str]:
    """Which seasons make the second dose the goal."""
    if not any(len(one.doses) > 1 and not one.must for one in week.profile.practices):
        return
    seasons = [week.profile.season_on(date) for date in _dates(week)]
    names = [one.name for one in seasons if one is not None and one.intensity == "heavy"]
    for name in dict.fromkeys(names):
        yield f"{name} is a heavy season: the second dose of each practice is good enough."


def _around_spells(week: Week) -> Iterator[str]:
    """The care on the days beside heavy spells, as far as they are planned."""
    dates = _dates(week)
    for spell in week.spells:
        before = [day for day in spell.before if day in dates and day in week.days_before_spells]
        after = [day for day in spell.after if day in dates and day in week.days_after_spells]
        if before:
            yield (
                f"{_days(before)} {_comes(before)} before {_called(spell)}: "
                "a little more sleep, a little less focused work."
            )
        if after:
            yield (
                f"{_days(after)} {_comes(after)} after {_called(spell)}: "
                f"a little more sleep, a little less focused work.{_light_day(week, after[0])}"
            )


def _days_off(week: Week) -> Iterator[str]:
    """Days on which neither work nor study is planned, where some would be."""
    days = [day for day in _dates(week) if day in week.request.days_off]
    profile = week.profile
    if days and (profile.tasks or profile.messages or any(p.is_study for p in profile.practices)):
        yield f"{_span(days)}: off, so no work and no study is planned."


def _trips(week: Week) -> Iterator[str]:
    """Trips that reach into these days, which are planned as lived at home."""
    whole = Interval(0, week.horizon.minutes)
    for trip in week.profile.trips:
        if trip_interval(week.horizon, trip).overlaps(whole):
            end = week.horizon.to_local(trip.end)
            yield (
                f"Your trip to {trip.time_zone} lasts until {end:%d %b %Y %H:%M}: its days are "
                "planned as lived at home. Check its dates, or plan them by the zone you are in."
            )


def _light_day(week: Week, day: date) -> str:
    is_light = bool(week.profile.tasks) and day in week.light_days
    return f" {_day(day)} holds no task but what is due." if is_light else ""


def _called(spell: Spell) -> str:
    return spell.name or "a heavy stretch of duty"


def _tentative(week: Week) -> Iterator[str]:
    """What is tentative, and the hours it holds."""
    whole = Interval(week.now, week.horizon.minutes)
    maybe = [t for t in week.taken if t.commitment.is_tentative and t.interval.overlaps(whole)]
    if not maybe:
        return
    dates = dict.fromkeys(
        week.horizon.date_of(week.horizon.day_of(max(t.interval.start, 0))) for t in maybe
    )
    minutes = sum(i.overlap_minutes(whole) for i in merge_intervals([t.interval for t in maybe]))
    names = listed(t.commitment.name for t in maybe)
    when = f"{names} on {_days(list(dates))}, {hours_said(minutes)}"
    yield f"Tentative, its hours held as if certain: {when}."


def _unpublished(week: Week) -> Iterator[str]:
    """Days whose roster is not out yet, and what is allowed for."""
    by_season: dict[str, list[date]] = {}
    seasons: dict[str, Season] = {}
    for day, season in week.unpublished.items():
        by_season.setdefault(season.name, []).append(day)
        seasons[season.name] = season
    for name, days in by_season.items():
        hours = seasons[name].duty_hours_per_week
        yield (
            f"No duty of {name} is out yet for {_span(days)}: {hours} h a week are allowed for, "
            "and what stands there may have to move."
        )


def _late_notes(week: Week) -> Iterator[str]:
    """Which notes are wanted by an hour that is over when what leaves them ends."""
    clocks: dict[int, list[str]] = {}
    for taken in week.taken:
        before = taken.commitment.leaves_before
        if before is None or not notes_minutes(week, taken):
            continue
        if week.horizon.day_of(notes_due(week, taken)) > week.horizon.day_of(taken.interval.end):
            clocks.setdefault(before, []).append(taken.commitment.name)
    for before, names in clocks.items():
        verb = "ends" if len(set(names)) == 1 else "end"
        clock = clock_text(before)
        yield (
            f"{listed(names)} {verb} at {clock} or later: "
            f"notes are to be done by {clock} the next day."
        )


def _notes(week: Week, blocks: Sequence[Block]) -> Iterator[str]:
    """Notes and inbox as part of the hours worked."""
    notes = sum(block.minutes for block in blocks if block.is_notes)
    if not notes:
        return
    whole = Interval(week.now, week.horizon.minutes)
    kinds = ON_SITE_KINDS
    work = merge_intervals([t.interval for t in week.taken if t.commitment.kind in kinds])
    minutes = sum(piece.overlap_minutes(whole) for piece in work)
    given = f"{hours_said(minutes)} on duty, in clinic and in teaching"
    yield f"Notes and inbox take {hours_said(notes)}, beside {given}."


def _dates(week: Week) -> list[date]:
    """Days planned that are not over."""
    days = range(week.horizon.days)
    return [week.horizon.date_of(d) for d in days if week.horizon.day_start(d + 1) > week.now]


def _day(day: date) -> str:
    return f"{SHORT_DAY_NAMES[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]}"


def _days(days: Sequence[date]) -> str:
    return listed(_day(day) for day in days)


def _span(days: Sequence[date]) -> str:
    """Days as runs, "Mon 7 Dec to Sun 13 Dec"."""
    runs: list[list[date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == DAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    return listed(
        _day(run[0]) if len(run) == 1 else f"{_day(run[0])} to {_day(run[-1])}" for run in runs
    )


def _comes(days: Sequence[date]) -> str:
    return "comes" if len(days) == 1 else "come"
