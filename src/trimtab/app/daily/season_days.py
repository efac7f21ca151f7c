"""The days ahead as the calendars and rotations know them: work, nights, time off, what is due."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from trimtab.app.roster_words import LEAVE, find_leave
from trimtab.domain.commitments import CalendarReading, Commitment, DayNote
from trimtab.domain.people import Profile, Season
from trimtab.planner.defaults import HOLIDAY_WORDS, SINGLE_DAY_HOLIDAY_WORDS

WORK_KINDS = frozenset({"duty", "clinic", "lecture"})
REACHING_KINDS = (frozenset({"duty", "home_call"}), frozenset({"clinic"}), frozenset({"lecture"}))
"""How far the roster reaches is told by the first of these that a calendar holds at all: a class
that comes back for years says nothing of next month's duty."""

STUDYING = re.compile(r"\b(exams?|examinations?|revision|study leave|finals)\b", re.IGNORECASE)
"""A season with these words is for learning: nothing begins in it that has hours to ask for."""

ONE_DAY = timedelta(days=1)
NIGHT_UNTIL = timedelta(hours=3)
"""Duty that goes on until so long after midnight makes a night of the evening before."""

FULL_SHARE = 3
"""A week with no more than this part of the fullest one's hours is not told by a series alone."""

STANDING = 3
"""What comes in so many weeks that hold little else is a series, and no row of a roster."""

LONGEST_GAP = 14
"""A lone shift more days than this behind the others says nothing of the days between."""

OVER_WEEKEND = 3
"""Leave that begins no more days than this after the roster's last day goes on from it; farther off
it was entered ahead, and says nothing of the days before."""

Told = Literal["full", "row", "leave", "series"]
"""What tells of days: a full week of work, a row of the roster, leave, or what comes back."""

Span = tuple[int, int, Told]
"""First and last day, as numbers, and what tells of them."""


@dataclass(frozen=True, slots=True)
class DayAhead:
    """One day: minutes of work on it, and whether a night of duty begins on its evening.

    `is_known` says that the roster reaches so far; `is_off` that it is leave, on which classes and
    clinics go on without the person; `is_teaching` that all its work is classes; `is_after_night`
    that all its work is the end of a night that began the day before.
    """

    day: date
    minutes: int = 0
    is_night: bool = False
    is_home_call: bool = False
    is_known: bool = False
    is_off: bool = False
    is_teaching: bool = False
    is_after_night: bool = False
    season: Season | None = None

    @property
    def is_free(self) -> bool:
        """Whether it is known that nothing is asked of it, home call neither."""
        idle = not (self.minutes or self.is_night or self.is_home_call)
        return idle and (self.is_known or self.is_off)


def days_ahead(
    profile: Profile, reading: CalendarReading, first: date, last: date
) -> tuple[DayAhead, ...]:
    """Every day from `first` to `last` inclusive."""
    zone = ZoneInfo(profile.person.time_zone)
    off = leave_days(profile, reading.day_notes)
    work = [
        one
        for one in reading.commitments
        if one.kind in WORK_KINDS
        and (one.kind == "duty" or one.start.astimezone(zone).date() not in off)
    ]
    calls = [one for one in reading.commitments if one.kind == "home_call"]
    minutes = minutes_by_day(work, zone)
    nights = {day for one in work for day in _nights(one, zone)}
    called = {day for one in calls for day in _days_touched(one, zone)}
    on_duty = {day for one in work if one.kind != "lecture" for day in _days_touched(one, zone)}
    begun = {one.start.astimezone(zone).date() for one in work}
    reach = roster_reach(profile, reading)
    told = find_leave(_rows(reading, _reaching(reading)))
    return tuple(
        DayAhead(
            day,
            minutes.get(day, 0),
            is_night=day in nights,
            is_home_call=day in called,
            is_known=(reach is not None and day <= reach) or day in told,
            is_off=day in off,
            is_teaching=day in minutes and day not in on_duty,
            is_after_night=day in minutes and day - ONE_DAY in nights and day not in begun,
            season=profile.season_on(day),
        )
        for day in (first + timedelta(days=n) for n in range((last - first).days + 1))
    )


def roster_reach(profile: Profile, reading: CalendarReading) -> date | None:
    """The last day the roster speaks of, None where there is none.

    A series that goes on after the others ended, such as a review of an hour a week, a lone shift
    of a day far off, and leave entered ahead are no roster: what lies around them is not known.
    """
    held = _reaching(reading)
    return last_told(held, _rows(reading, held), ZoneInfo(profile.person.time_zone))


def _reaching(reading: CalendarReading) -> list[Commitment]:
    """The commitments that tell how far the roster reaches."""
    kinds = ([one for one in reading.commitments if one.kind in row] for row in REACHING_KINDS)
    return next(filter(None, kinds), [])


def _rows(reading: CalendarReading, held: Iterable[Commitment]) -> list[DayNote]:
    """All-day entries of a roster of duty: other calendars' say nothing of it."""
    sources = {one.source for one in held if one.kind in REACHING_KINDS[0]}
    return [note for note in reading.day_notes if note.source in sources]


def clinic_reach(profile: Profile, reading: CalendarReading) -> date | None:
    """The last day that clinics alone speak of, whatever duty or call does; None without any."""
    clinics = tuple(one for one in reading.commitments if one.kind == "clinic")
    return roster_reach(profile, CalendarReading(clinics))


def last_told(held: Iterable[Commitment], rows: Iterable[DayNote], zone: ZoneInfo) -> date | None:
    """The last day of full weeks of work, and of single rows that follow near; None for nothing.

    Leave is told to its end where it goes on from there.
    """
    spans = [*_worked(tuple(held), zone), *map(_written, rows)]
    begun = _begun(spans)
    return date.fromordinal(_reach(spans, min(last for _, last, _ in begun))) if begun else None


def first_told(held: Iterable[Commitment], rows: Iterable[DayNote], zone: ZoneInfo) -> date | None:
    """The Monday of the week of the first full week of work, of rows and leave shortly before it.

    What says nothing of the days after a roster says nothing of those before it.
    """
    spans = [*_worked(tuple(held), zone), *map(_written, rows)]
    begun = _begun(spans)
    if not begun:
        return None
    back: list[Span] = [(-last, -first, what) for first, last, what in spans]
    day = date.fromordinal(-_reach(back, -min(first for first, _, _ in begun)))
    return day - timedelta(days=day.weekday())


def _begun(spans: Iterable[Span]) -> list[Span]:
    """What a roster rests on: full weeks, or single rows where there are none."""
    held = list(spans)
    return [one for one in held if one[2] == "full"] or [one for one in held if one[2] == "row"]


def _reach(spans: Iterable[Span], worked: int) -> int:
    """The last day told by spans that follow on work of that day."""
    reach = worked
    for first, last, what in sorted(spans):
        follows = first <= reach + OVER_WEEKEND
        if what == "full" or (what == "row" and (follows or first <= worked + LONGEST_GAP)):
            worked, reach = max(worked, last), max(reach, last)
        elif what == "leave" and follows:
            reach = max(reach, last)
    return reach


def _worked(held: Sequence[Commitment], zone: ZoneInfo) -> Iterator[Span]:
    full = _full_weeks(held, zone)
    standing = _standing(held, full, zone)
    for one in held:
        days = _days_touched(one, zone)
        alone: Told = "series" if _series(one) in standing else "row"
        yield (
            days[0].toordinal(),
            days[-1].toordinal(),
            "full" if _week_of(one, zone) in full else alone,
        )


def _written(note: DayNote) -> Span:
    is_leave = is_leave_note(note) or LEAVE.search(note.name)
    return note.first.toordinal(), note.last.toordinal(), "leave" if is_leave else "row"


def _standing(held: Iterable[Commitment], full: Container[date], zone: ZoneInfo) -> frozenset[str]:
    """Series that come in several weeks which hold little else."""
    found = {(_series(one), _week_of(one, zone)) for one in held}
    often = Counter(series for series, week in found if week not in full)
    return frozenset(series for series, weeks in often.items() if weeks >= STANDING)


def _full_weeks(held: Iterable[Commitment], zone: ZoneInfo) -> frozenset[date]:
    """Mondays of weeks that hold a fair part of the hours of the fullest."""
    hours: dict[date, timedelta] = defaultdict(timedelta)
    for one in held:
        hours[_week_of(one, zone)] += one.end - one.start
    return frozenset(day for day in hours if hours[day] * FULL_SHARE > max(hours.values()))


def _series(one: Commitment) -> str:
    """What all occurrences of one event share."""
    return one.uid.rpartition("/")[0] or one.uid


def _week_of(one: Commitment, zone: ZoneInfo) -> date:
    """The Monday of the week in which it begins."""
    day = one.start.astimezone(zone).date()
    return day - timedelta(days=day.weekday())


def leave_days(profile: Profile, notes: Iterable[DayNote] = ()) -> frozenset[date]:
    """Days of leave, by the profile's seasons and by all-day entries."""
    return days_off(notes) | _days_of_leave(profile)


def days_off(notes: Iterable[DayNote]) -> frozenset[date]:
    """Days that all-day entries call leave; a "holiday" counts from two days on."""
    return frozenset(day for note in notes if is_leave_note(note) for day in note_days(note))


def is_leave_note(note: DayNote) -> bool:
    """Whether an all-day entry says that the person is on leave."""
    words = HOLIDAY_WORDS if note.last > note.first else SINGLE_DAY_HOLIDAY_WORDS
    return any(re.search(rf"\b{word}\b", note.name.lower()) for word in words)


def note_days(note: DayNote) -> Iterator[date]:
    """Every day an entry stands on."""
    return (note.first + timedelta(days=n) for n in range((note.last - note.first).days + 1))


def _days_of_leave(profile: Profile) -> frozenset[date]:
    """Days of seasons that are leave, unless a later season holds them."""
    return frozenset(
        day
        for season in profile.seasons
        if is_leave_season(season)
        for day in note_days(DayNote(season.name, season.start, season.end))
        if profile.season_on(day) == season
    )


def is_leave_season(season: Season) -> bool:
    """Whether a light season is leave by its name.

    >>> is_leave_season(Season("Vacation", date(2026, 11, 30), date(2026, 12, 6), "light"))
    True
    """
    if season.intensity != "light":
        return False
    words = ("leave", "break", *HOLIDAY_WORDS)
    return any(re.search(rf"\b{word}s?\b", season.name.lower()) for word in words)


def is_rotation(season: Season) -> bool:
    """Whether a season is work that begins: neither leave nor exams, nor light without any hours.

    >>> is_rotation(Season("Exam week", date(2026, 11, 23), date(2026, 11, 27), "heavy"))
    False
    """
    if is_leave_season(season) or STUDYING.search(season.name):
        return False
    return season.intensity != "light" or season.duty_hours_per_week > 0


def minutes_by_day(work: Iterable[Commitment], zone: ZoneInfo) -> Mapping[date, int]:
    """Minutes at work on each day of the person's clock, hours held twice counted once."""
    found: dict[date, int] = defaultdict(int)
    until: datetime | None = None
    for one in sorted(work, key=lambda one: one.start):
        start = max(one.start, until) if until else one.start
        while start < one.end:
            local = start.astimezone(zone)
            midnight = datetime.combine(local.date() + timedelta(days=1), datetime.min.time(), zone)
            end = min(one.end, midnight.astimezone(one.end.tzinfo))
            found[local.date()] += int((end - start).total_seconds() // 60)
            start = end
        until = max(until, one.end) if until else one.end
    return found


def _nights(one: Commitment, zone: ZoneInfo) -> Iterator[date]:
    """Days on whose evening a commitment goes on into the night."""
    first, last = one.start.astimezone(zone), one.end.astimezone(zone)
    for number in range((last.date() - first.date()).days):
        day = first.date() + timedelta(days=number)
        midnight = datetime.combine(day + timedelta(days=1), datetime.min.time(), zone)
        if last >= midnight + NIGHT_UNTIL:
            yield day


def _days_touched(one: Commitment, zone: ZoneInfo) -> list[date]:
    first = one.start.astimezone(zone).date()
    last = (max(one.start, one.end - timedelta(minutes=1))).astimezone(zone).date()
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
