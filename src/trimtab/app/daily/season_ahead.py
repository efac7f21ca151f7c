"""Months ahead: weeks by load, what falls due, the next break, and where rest would fit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from trimtab.app.daily.season_days import (
    DayAhead,
    days_ahead,
    is_leave_note,
    roster_reach,
)
from trimtab.app.daily.season_weeks import (
    BREAK_DAYS,
    Spell,
    Stretch,
    WeekAhead,
    free_stretches,
    free_weekends,
    spells,
    weeks_ahead,
)
from trimtab.app.people.important_days import important_days, knows_days
from trimtab.domain.commitments import CalendarReading
from trimtab.domain.dates import Turn
from trimtab.domain.people import Profile

MOST_WEEKS, FEWEST_WEEKS = 26, 4
BREAK_WITHIN = timedelta(weeks=8)
"""A life without a break for longer than this is told, and one is suggested (our choice)."""

RECOVERY_WITHIN = timedelta(days=7)
RECOVERY_DAYS = 2
SHIFT_HOURS = 6
"""A week beyond the roster that holds so much is shown with it (our choice)."""

SELDOM = 2
"""An all-day entry that stands more often than this is a row of a roster, not an occasion."""

EXAM = re.compile(
    r"\b(exams?|examination|shelf|osce|boards|board exam|step [123]|usmle|in-training|finals?"
    r"|mcat|viva|mrcp|mrcs|plab|mccqe|nclex|quiz)\b",
    re.IGNORECASE,
)

NOTHING_ON = re.compile(
    r"(day[- ]|days )?off( duty| day)?|(rest|free)( day)?|rdo|post[- ]?(call|nights?)",
    re.IGNORECASE,
)
"""What a roster writes on a day that it leaves free: no occasion, however seldom."""

Occasion = Literal["date", "exam", "note"]
Rest = Literal["recovery", "break", "weekend"]


@dataclass(frozen=True, slots=True)
class Coming:
    """Something on a day: a date kept, with the steps still open, an exam, or an occasion."""

    day: date
    last: date
    name: str
    what: Occasion
    turn: Turn | None = None


@dataclass(frozen=True, slots=True)
class RestIdea:
    """Days that would do for rest: after which spell, or as a break; both days inclusive."""

    what: Rest
    first: date
    last: date
    after: Spell | None = None


@dataclass(frozen=True, slots=True)
class SeasonAhead:
    """What is known of the months from this week's Monday on.

    `reach` is the last day the roster speaks of. `next_break` is the first free stretch long
    enough to be one, whether the person keeps it or the roster leaves it; `lightest` the week to
    ask for leave in where none is near.
    """

    today: date
    weeks: tuple[WeekAhead, ...]
    spells: tuple[Spell, ...]
    coming: tuple[Coming, ...]
    weekends: tuple[date, ...]
    breaks: tuple[Stretch, ...]
    ideas: tuple[RestIdea, ...]
    reach: date | None
    lightest: WeekAhead | None = None

    @property
    def next_break(self) -> Stretch | None:
        """The first break that is near enough to live towards."""
        near = (one for one in self.breaks if one.first <= self.today + BREAK_WITHIN)
        return next(near, None)


def look_ahead(profile: Profile, reading: CalendarReading, today: date) -> SeasonAhead:
    """The months ahead of a person, from what their calendars hold."""
    monday = today - timedelta(days=today.weekday())
    last = monday + timedelta(days=7 * MOST_WEEKS - 1)
    days = days_ahead(profile, reading, monday, last)
    coming = tuple(sorted(_coming(profile, reading, today, last), key=lambda one: one.day))
    weeks = _as_far_as_known(weeks_ahead(days), coming)
    held = days[: 7 * len(weeks)]
    breaks = tuple(one for one in free_stretches(held, today) if one.days >= BREAK_DAYS)
    found = SeasonAhead(
        today=today,
        weeks=weeks,
        spells=spells(weeks),
        coming=coming,
        weekends=free_weekends(held, today),
        breaks=breaks,
        ideas=(),
        reach=roster_reach(profile, reading),
        lightest=_lightest(weeks, today),
    )
    ideas = (*_recoveries(found, held), *_breaks(found, held))
    return replace(found, ideas=_apart(ideas))


def last_day_ahead(today: date) -> date:
    """The last day that a look ahead may tell of."""
    return today - timedelta(days=today.weekday()) + timedelta(days=7 * MOST_WEEKS - 1)


def _as_far_as_known(
    weeks: tuple[WeekAhead, ...], coming: tuple[Coming, ...]
) -> tuple[WeekAhead, ...]:
    """The weeks up to the last of which anything is known, and a few at the least."""
    due = max((one.day for one in coming), default=date.min)
    known = [
        number
        for number, week in enumerate(weeks, start=1)
        if week.load != "unknown" or week.seasons or week.monday <= due or week.hours >= SHIFT_HOURS
    ]
    return weeks[: max([FEWEST_WEEKS, *known])]


def _coming(
    profile: Profile, reading: CalendarReading, today: date, last: date
) -> Iterator[Coming]:
    zone = ZoneInfo(profile.person.time_zone)
    for kept in profile.dates:
        for turn in kept.turns(today, last):
            if not turn.is_done:
                what: Occasion = "exam" if kept.kind == "exam" else "date"
                yield Coming(turn.day, turn.day, kept.name, what, turn)
    kept_names = {kept.name.lower() for kept in profile.dates}
    yield from _days_told(profile, reading, today)
    yield from _exams_coming(profile, kept_names, today, last)
    kept_names |= {exam.name.lower() for exam in profile.exams}
    exams = {
        (one.start.astimezone(zone).date(), one.name)
        for one in reading.commitments
        if EXAM.search(one.name) and one.kind != "home_call"
    }
    for day, name in exams:
        if day >= today and name.lower() not in kept_names:
            yield Coming(day, day, name, "exam")
    often = Counter(note.name for note in reading.day_notes)
    for note in dict.fromkeys(reading.day_notes):
        is_new = note.last >= today and note.name.lower() not in kept_names
        if NOTHING_ON.fullmatch(note.name.strip()):
            continue
        if is_new and (often[note.name] <= SELDOM or is_leave_note(note)):
            yield Coming(
                note.first, note.last, note.name, "exam" if EXAM.search(note.name) else "note"
            )


def _days_told(profile: Profile, reading: CalendarReading, today: date) -> Iterator[Coming]:
    """Birthdays and holidays that are near enough to be told, unless a calendar has them."""
    until = today + timedelta(days=profile.days_told.tell_days)
    noted = {(note.name.casefold(), note.first) for note in reading.day_notes}
    for one in important_days(profile, today, until) if knows_days(profile) else ():
        if (one.name.casefold(), one.day) not in noted:
            yield Coming(one.day, one.day, one.name, "note")


def _exams_coming(
    profile: Profile, kept_names: Collection[str], today: date, last: date
) -> Iterator[Coming]:
    """Exams that are studied for, where no date tells of them."""
    for exam in profile.exams:
        if today <= exam.day <= last and exam.name.lower() not in kept_names:
            yield Coming(exam.day, exam.day, exam.name, "exam")


def _recoveries(ahead: SeasonAhead, days: tuple[DayAhead, ...]) -> Iterator[RestIdea]:
    """The first free days after each heavy spell, unless they are kept already."""
    by_day = {day.day: day for day in days}
    for spell in ahead.spells:
        if spell.load != "heavy" or spell.last < ahead.today:
            continue
        worked = [d.day for week in spell.weeks for d in week.days if d.minutes or d.is_night]
        begin = max((worked[-1] if worked else spell.last) + timedelta(days=1), ahead.today)
        near = (begin + timedelta(days=n) for n in range(RECOVERY_WITHIN.days))
        free = next((day for day in near if day in by_day and by_day[day].is_free), None)
        if free is None or _is_kept(by_day[free]):
            continue
        following = by_day.get(free + timedelta(days=1))
        goes_on = following is not None and following.is_free and not _is_kept(following)
        last = free + timedelta(days=RECOVERY_DAYS - 1) if goes_on else free
        yield RestIdea("recovery", free, last, spell)


def _breaks(ahead: SeasonAhead, days: tuple[DayAhead, ...]) -> Iterator[RestIdea]:
    """Long free stretches that nobody keeps yet; where no break is near, the best free weekend.

    Best is the first that no heavy week follows. Where one is kept already, none is offered.
    """
    loose = [one for one in ahead.breaks if not one.is_kept]
    for stretch in loose[:2]:
        yield RestIdea("break", stretch.first, stretch.last)
    kept = {day.day for day in days if _is_kept(day)}
    loads = {week.monday: week.load for week in ahead.weeks}
    near = [day for day in ahead.weekends if day <= ahead.today + BREAK_WITHIN]
    if ahead.next_break is None and near and kept.isdisjoint(near):
        best = min(near, key=lambda day: (loads.get(day + timedelta(days=2)) == "heavy", day))
        yield RestIdea("weekend", best, best + timedelta(days=1))


def _apart(ideas: tuple[RestIdea, ...]) -> tuple[RestIdea, ...]:
    """Ideas in order of days, those that lie within another left out."""
    kept: list[RestIdea] = []
    for idea in sorted(ideas, key=lambda one: (one.first, one.first - one.last)):
        if not any(other.first <= idea.first <= other.last for other in kept):
            kept.append(idea)
    return tuple(kept)


def _lightest(weeks: tuple[WeekAhead, ...], today: date) -> WeekAhead | None:
    """The lightest week to come of which something is known, the first where several are alike."""
    rank = {"light": 0, "steady": 1}
    near = [one for one in weeks if one.load in rank and today < one.monday <= today + BREAK_WITHIN]
    return min(near, key=lambda one: (rank[one.load], one.monday), default=None)


def _is_kept(day: DayAhead) -> bool:
    is_light = day.season is not None and day.season.intensity == "light"
    return day.is_off or is_light
