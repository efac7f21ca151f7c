"""Hours of care over the weeks ahead: where nobody would be there, and what would close it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from trimtab.app.household.homes import Homes
from trimtab.domain.care import ME, Care
from trimtab.domain.commitments import CalendarReading, Commitment, RosterReading
from trimtab.domain.errors import Problem
from trimtab.domain.people import Profile
from trimtab.domain.time import Horizon, Interval, merge_intervals, real_minutes
from trimtab.household.coverage import Watch, in_state, minutes_closed, watches
from trimtab.household.presence import care_hours

WEEKS_AHEAD = 26
MOST_CLOSINGS = 3
MOST_MOVED = 2 * 60
"""Nobody stays on, or comes earlier, by more (our choice): a school until 21:30 is no offer."""

LONGEST_TOLD = 16 * 60
"""A gap that lasts longer is told day by day (our choice)."""

Way = Literal["swap", "ask", "cover", "somebody"]


@dataclass(frozen=True, slots=True)
class Closing:
    """What would close so many minutes of a gap.

    A shift of one's own swapped, one of theirs, a cover that comes earlier or stays longer, or
    somebody else altogether. `at` is the hour that changes, where one does.
    """

    way: Way
    minutes: int
    who: str = ""
    commitment: Commitment | None = None
    at: datetime | None = None
    is_earlier: bool = False


@dataclass(frozen=True, slots=True)
class CareSpan:
    """A stretch of care on the person's clock: for whom, and on whom it hangs.

    Of a gap `closings` say what would close it, what closes most first, and `rows` are the numbers
    of the hours of care it lies in.
    """

    names: tuple[str, ...]
    start: datetime
    end: datetime
    hangs_on: tuple[str, ...] = ()
    closings: tuple[Closing, ...] = ()
    rows: tuple[int, ...] = ()

    @property
    def minutes(self) -> int:
        """Real minutes of it, also where a clock changes."""
        return real_minutes(self.start, self.end)


@dataclass(frozen=True, slots=True)
class OpenCode:
    """What somebody's roster writes on some days without its hours; `number` is theirs."""

    number: int
    who: str
    code: str
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class HouseholdAhead:
    """What is known of the hours of care, from now on.

    `gaps` have nobody; `loose` ones hang on a tentative shift or a home call; `alone` on one
    person; `unknown` on rosters that are not out or begin later, on the days of `begins`. `unread`
    are those whose roster could not be read or is not given, with what is wrong; `open_codes` what
    rosters write without hours; `unclear` what of a roster was read with a guess; `silent` rosters
    that tell nothing from today on, with the last day of those that ended.
    """

    profile: Profile
    now: datetime
    homes: Homes
    gaps: tuple[CareSpan, ...] = ()
    loose: tuple[CareSpan, ...] = ()
    alone: tuple[CareSpan, ...] = ()
    unknown: tuple[CareSpan, ...] = ()
    begins: tuple[tuple[str, date], ...] = ()
    unread: tuple[tuple[str, str], ...] = ()
    open_codes: tuple[OpenCode, ...] = ()
    unclear: tuple[tuple[str, tuple[Problem, ...]], ...] = ()
    silent: tuple[tuple[str, date | None], ...] = ()

    @property
    def today(self) -> date:
        """The day it is for the person."""
        return self.now.date()

    @property
    def has_care(self) -> bool:
        """Whether anybody is to be looked after."""
        return bool(self.profile.care)


def household_ahead(
    profile: Profile, reading: CalendarReading, now: datetime, weeks: int = WEEKS_AHEAD
) -> HouseholdAhead:
    """Hours of care by who is there, from now to as many weeks ahead as are asked for."""
    local = now.astimezone(ZoneInfo(profile.person.time_zone))
    monday = date.fromordinal(local.toordinal() - local.weekday())
    horizon = Horizon(monday, 7 * weeks, profile.person.time_zone)
    homes = Homes(profile, reading, horizon)
    found = [
        (care, watches(_ahead(care, homes, local), homes.people(care))) for care in profile.care
    ]
    unknown = tuple(_spans(found, homes, "unknown"))
    return HouseholdAhead(
        profile=profile,
        now=local,
        homes=homes,
        gaps=tuple(_gaps(found, homes)),
        loose=tuple(_spans(found, homes, "tentative")),
        alone=tuple(_spans(found, homes, "alone")),
        unknown=unknown,
        begins=tuple(_begins(homes, unknown)),
        unread=tuple(_unread(profile, reading)),
        open_codes=tuple(_open_codes(homes, local.date())),
        unclear=tuple(_unclear(profile, reading)),
        silent=tuple(_silent(homes, local.date())),
    )


Found = list[tuple[Care, tuple[Watch, ...]]]


def _ahead(care: Care, homes: Homes, now: datetime) -> list[Interval]:
    """The hours of care that are not over."""
    at = homes.horizon.minute_of(now)
    hours = (Interval(max(at, one.start), one.end) for one in care_hours(care, homes.horizon))
    return [one for one in hours if one.minutes > 0]


def _spans(
    found: Found, homes: Homes, state: Literal["alone", "tentative", "unknown"]
) -> Iterator[CareSpan]:
    by_name: dict[tuple[str, tuple[str, ...]], list[Interval]] = {}
    for care, parts in found:
        for one in parts:
            if one.state == state:
                on = {"alone": one.there, "tentative": one.perhaps, "unknown": one.unknown}[state]
                by_name.setdefault((care.name, on), []).append(one.interval)
    held: dict[tuple[Interval, tuple[str, ...]], list[str]] = {}
    for (name, on), spans in by_name.items():
        for whole in merge_intervals(spans):
            held.setdefault((whole, on), []).append(name)
    for (interval, on), names in sorted(held.items()):
        start, end = _local(interval, homes)
        yield CareSpan(tuple(names), start, end, on)


def _begins(homes: Homes, unknown: Iterable[CareSpan]) -> Iterator[tuple[str, date]]:
    """Those whose rosters begin after hours of care that hang on them."""
    early = [(name, one.start.date()) for one in unknown for name in one.hangs_on]
    for person in homes.profile.people:
        day = homes.begins(person)
        if day and any(name == person.name and start < day for name, start in early):
            yield person.name, day


def _gaps(found: Found, homes: Homes) -> Iterator[CareSpan]:
    """Gaps, those of several who are looked after in the same hours told as one."""
    held: dict[Interval, list[Care]] = {}
    for care, parts in found:
        for whole in in_state(parts, "gap"):
            for one in _by_days(whole, homes.horizon):
                held.setdefault(one, []).append(care)
    for interval, cares in sorted(held.items()):
        start, end = _local(interval, homes)
        names = tuple(dict.fromkeys(one.name for one in cares))
        rows = tuple(n for n, one in enumerate(homes.profile.care) if one in cares)
        closed_by = closings(interval, cares[0], homes)
        yield CareSpan(names, start, end, closings=closed_by, rows=rows)


def _by_days(whole: Interval, horizon: Horizon) -> Iterator[Interval]:
    if whole.minutes <= LONGEST_TOLD:
        yield whole
        return
    start = whole.start
    while start < whole.end:
        end = min(whole.end, horizon.day_start(horizon.day_of(start) + 1))
        yield Interval(start, end)
        start = end


def closings(gap: Interval, care: Care, homes: Homes) -> tuple[Closing, ...]:
    """What would close most of a gap: a swap, a cover that moves, or somebody for all of it."""
    found = [*_swaps(gap, care, homes), *_moved_covers(gap, care, homes)]
    best = sorted(found, key=lambda one: -one.minutes)[: MOST_CLOSINGS - 1]
    return (*best, Closing("somebody", gap.minutes))


def _swaps(gap: Interval, care: Care, homes: Homes) -> Iterator[Closing]:
    for name in care.by:
        reading = homes.reading if name == ME else homes.others.get(name, RosterReading())
        for one in reading.commitments:
            span = Interval(homes.horizon.minute_of(one.start), homes.horizon.minute_of(one.end))
            is_near = span.start - 1440 < gap.end and gap.start < span.end + 1440
            if not is_near or not one.takes_the_person:
                continue
            there = homes.of(name, is_asleep_ok=care.asleep_ok, without=one)
            minutes = minutes_closed([gap], [*there.home, *there.perhaps])
            if minutes:
                yield Closing("swap" if name == ME else "ask", minutes, name, one)


def _moved_covers(gap: Interval, care: Care, homes: Homes) -> Iterator[Closing]:
    """Covers whose hours end where the gap begins, or begin where it ends."""
    if gap.minutes > MOST_MOVED:
        return
    horizon = homes.horizon
    days = range(horizon.day_of(gap.start) - 1, horizon.day_of(gap.end) + 1)
    for cover in care.covers:
        for day in days:
            if not cover.is_there_on(horizon.date_of(day)):
                continue
            span = horizon.span_on(day, cover.between)
            if span.start == gap.end:
                at = horizon.instant_of(gap.start)
                yield Closing("cover", gap.minutes, cover.name, at=at, is_earlier=True)
            elif span.end == gap.start:
                at = horizon.instant_of(gap.end)
                yield Closing("cover", gap.minutes, cover.name, at=at)


def _open_codes(homes: Homes, today: date) -> Iterator[OpenCode]:
    for number, person in enumerate(homes.profile.people):
        days: dict[str, set[date]] = {}
        for note in homes.open_notes(person.name):
            spread = range((note.last - note.first).days + 1)
            days.setdefault(note.name, set()).update(note.first + timedelta(n) for n in spread)
        for code, found in days.items():
            if ahead := sorted(day for day in found if day >= today):
                yield OpenCode(number, person.name, code, tuple(ahead))


def _unread(profile: Profile, reading: CalendarReading) -> Iterator[tuple[str, str]]:
    """Those whose roster nobody knows, with what is wrong with it; nothing where none is given."""
    others = dict(reading.others)
    named = {name for care in profile.care for name in care.by}
    for person in profile.people:
        read = others.get(person.name, RosterReading())
        if person.calendar is None and person.name in named:
            yield person.name, ""
        elif person.calendar is not None and read.problems and not _is_read(read):
            yield person.name, str(read.problems[0])


def _unclear(
    profile: Profile, reading: CalendarReading
) -> Iterator[tuple[str, tuple[Problem, ...]]]:
    """What of each roster that counts was read with a guess, or left out."""
    others = dict(reading.others)
    for person in profile.people:
        read = others.get(person.name, RosterReading())
        if person.calendar is not None and read.problems and _is_read(read):
            yield person.name, read.problems


def _silent(homes: Homes, today: date) -> Iterator[tuple[str, date | None]]:
    for person in homes.profile.people:
        read = homes.others.get(person.name, RosterReading())
        if person.calendar is None or (read.problems and not _is_read(read)):
            continue
        known = homes.known_of(person)
        if known.end <= homes.horizon.day_start((today - homes.horizon.first_day).days):
            yield person.name, homes.last_day_of(person)


def _is_read(read: RosterReading) -> bool:
    return bool(read.commitments) or any(one.is_open for one in read.day_notes)


def _local(interval: Interval, homes: Homes) -> tuple[datetime, datetime]:
    horizon = homes.horizon
    return horizon.instant_of(interval.start), horizon.instant_of(interval.end)


def only_me_minutes(spans: Iterable[CareSpan]) -> int:
    """Minutes of care that hang on the person alone."""
    return sum(one.minutes for one in spans if one.hangs_on == (ME,))
