"""Who is home when: the person, others whose rosters are known, and others with hours of care."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from zoneinfo import ZoneInfo

from trimtab.app.daily.season_days import first_told, last_told, roster_reach
from trimtab.app.outings import outings
from trimtab.domain.awake import waking_intervals
from trimtab.domain.care import ME, Care
from trimtab.domain.commitments import CalendarReading, Commitment, DayNote, RosterReading
from trimtab.domain.people import OtherPerson, Profile
from trimtab.domain.plans import Plan
from trimtab.domain.time import Horizon, Interval, merge_intervals
from trimtab.household.presence import (
    SMALL_HOURS,
    Away,
    Presence,
    cover_presence,
    known_between,
    presence,
)
from trimtab.household.spans import without

CLOSE = frozenset({"partner", "family", "child"})
"""Kinds of people who may live in the same home, where their clock is the same."""

ASLEEP = frozenset({"sleep", "nap"})
HOME_NAMES = frozenset({"home", "at home", "zuhause"})
ON_SITE = frozenset({"duty", "clinic", "lecture", "appointment"})


@dataclass(frozen=True)
class Homes:
    """The person's life and others' beside it on one line of minutes."""

    profile: Profile
    reading: CalendarReading
    horizon: Horizon

    @cached_property
    def others(self) -> Mapping[str, RosterReading]:
        """Readings of others' rosters by their names."""
        return dict(self.reading.others)

    def people(self, care: Care) -> tuple[Presence, ...]:
        """Everybody who could be there for someone, the person first where they can."""
        covers = self._covers(care)
        named = [self.of(name, is_asleep_ok=care.asleep_ok) for name in care.by]
        both = [_with_hours(one, covers.pop(one.name, [])) for one in named]
        return (*both, *(Presence(name, tuple(hours)) for name, hours in covers.items()))

    def _covers(self, care: Care) -> dict[str, list[Interval]]:
        """Hours of those who have their own, by their names."""
        found: dict[str, list[Interval]] = {}
        for one in care.covers:
            found.setdefault(one.name, []).extend(cover_presence(one, self.horizon).home)
        return {name: merge_intervals(hours) for name, hours in found.items()}

    def of(self, name: str, *, is_asleep_ok: bool, without: Commitment | None = None) -> Presence:
        """When somebody is home; `without` one of the things that take them away."""
        away = self.away_of(name, without)
        if name == ME:
            whole = [Interval(0, self.horizon.minutes)]
            up = None if is_asleep_ok else whole
            return presence(ME, self.own_known, away, self.horizon, up)
        person = self._person(name)
        up = None if is_asleep_ok else up_at_home(person, self.horizon)
        return presence(name, self.known_of(person), away, self.horizon, up)

    @cached_property
    def own_known(self) -> Interval:
        """The days that the person's own roster tells of: all of them where there is none."""
        if not self.profile.calendars:
            return Interval(0, self.horizon.minutes)
        if reach := roster_reach(self.profile, self.reading):
            return known_between(self.horizon.first_day, reach, self.horizon)
        return Interval(0, self.horizon.minutes if not self.reading.problems else 0)

    def known_of(self, person: OtherPerson) -> Interval:
        """The days that somebody's roster tells of, whole weeks from the one it begins in.

        One that ran before the horizon is known from its first day on; how far it reaches is told
        by what is still to come alone.
        """
        zone = ZoneInfo(person.time_zone)
        read = self.others.get(person.name, RosterReading())
        first, since = self.horizon.first_day, self.horizon.origin
        ahead = RosterReading(
            tuple(one for one in read.commitments if one.end > since),
            tuple(note for note in read.day_notes if note.last >= first),
        )
        begin, end = first_told(*_telling(read), zone), last_told(*_telling(ahead), zone)
        return known_between(begin, end, self.horizon)

    def last_day_of(self, person: OtherPerson) -> date | None:
        """The last day that somebody's roster tells of, also where it is over; None for none."""
        read = self.others.get(person.name, RosterReading())
        return last_told(*_telling(read), ZoneInfo(person.time_zone))

    def begins(self, person: OtherPerson) -> date | None:
        """The day within the horizon on which somebody's roster begins; None where it runs."""
        known = self.known_of(person)
        if not known.start or not known.minutes:
            return None
        return self.horizon.date_of(self.horizon.day_of(known.start))

    def open_notes(self, name: str) -> tuple[DayNote, ...]:
        """What somebody's roster calls a day without giving its hours."""
        read = self.others.get(name, RosterReading())
        return tuple(one for one in read.day_notes if one.is_open)

    def open_hours(self, note: DayNote) -> Interval:
        """The hours that such a note may take: its days, and the night that begins on the last."""
        first = (note.first - self.horizon.first_day).days
        last = (note.last - self.horizon.first_day).days
        return Interval(self.horizon.day_start(first), self.horizon.at_clock(last + 1, SMALL_HOURS))

    def asleep_in(self, plan: Plan | None) -> list[Interval]:
        """When the person sleeps by a plan; nothing where there is none."""
        at = self.horizon.minute_of
        blocks = plan.blocks if plan else ()
        return [Interval(at(one.start), at(one.end)) for one in blocks if one.kind in ASLEEP]

    def out_in(self, plan: Plan | None) -> list[Interval]:
        """When the person is out of the house by a plan, from a way out to the way home."""
        at = self.horizon.minute_of
        return [Interval(at(start), at(end)) for start, end in outings(plan)] if plan else []

    def away_of(
        self, name: str, without: Commitment | None = None, *, with_family: bool = False
    ) -> list[Away]:
        """What takes somebody away, by their roster; `with_family` what is with the family too."""
        if name == ME:
            way = self.profile.person.commute_minutes
            held = self.reading.commitments
            return list(self._away(held, way, without, with_family=with_family))
        read, person = self.others.get(name, RosterReading()), self._person(name)
        way = way_of(person, self.profile)
        maybe = (Away(self.open_hours(one), is_tentative=True) for one in self.open_notes(name))
        return [*self._away(read.commitments, way, without, theirs=True), *maybe]

    def _person(self, name: str) -> OtherPerson:
        return next(one for one in self.profile.people if one.name == name)

    def _away(
        self,
        commitments: Iterable[Commitment],
        way: int,
        without: Commitment | None,
        *,
        theirs: bool = False,
        with_family: bool = False,
    ) -> Iterator[Away]:
        for one in commitments:
            is_here = is_in_the_home(one) if with_family else is_at_home(one)
            if one == without or is_here or (one.is_remote and theirs):
                continue
            span = Interval(self.horizon.minute_of(one.start), self.horizon.minute_of(one.end))
            travels = theirs or one.kind in ON_SITE or bool(one.location.strip())
            is_loose = one.is_tentative or not one.takes_the_person
            there = way if travels and one.takes_the_person and not one.is_remote else 0
            is_call = one.kind == "home_call"
            yield Away(span, there, is_tentative=is_loose, is_call=is_call)


def _telling(read: RosterReading) -> tuple[list[Commitment], list[DayNote]]:
    """What of a roster tells which days it knows: what takes somebody, and its all-day entries."""
    held = [one for one in read.commitments if one.takes_the_person]
    sources = {one.source for one in held}
    sources |= {note.source for note in read.day_notes if note.is_open}
    return held, [note for note in read.day_notes if note.source in sources]


def up_at_home(person: OtherPerson, horizon: Horizon) -> list[Interval]:
    """When somebody is up, as they said; any hour where they did not: no alarm from a guess."""
    if not person.is_sleep_told:
        return [Interval(0, horizon.minutes)]
    return waking_intervals(person, horizon)


def way_of(person: OtherPerson, profile: Profile) -> int:
    """Minutes of somebody's way to work: theirs; else as long as one's own, in the same home."""
    if person.commute_minutes is not None:
        return person.commute_minutes
    is_close = person.kind in CLOSE or any(person.name in care.by for care in profile.care)
    is_near = is_close and person.time_zone == profile.person.time_zone
    return profile.person.commute_minutes if is_near else 0


def away_minutes(one: Commitment, way: int, horizon: Horizon) -> Interval:
    """When somebody else's commitment takes them, with `way` minutes there and back to it."""
    there = 0 if one.is_remote or is_in_the_home(one) else way
    return Interval(horizon.minute_of(one.start) - there, horizon.minute_of(one.end) + there)


def is_at_home(one: Commitment) -> bool:
    """Whether a commitment is at home, or with those who are looked after."""
    return one.kind == "family" or is_in_the_home(one)


def is_in_the_home(one: Commitment) -> bool:
    """Whether a commitment is said to be at home; an outing with the family is not."""
    return one.location.strip().lower() in HOME_NAMES


def _with_hours(one: Presence, hours: list[Interval]) -> Presence:
    """Somebody with a roster who is there in some more hours, whatever it says."""
    if not hours:
        return one
    home = merge_intervals([*one.home, *hours])
    perhaps, unknown = without(one.perhaps, home), without(one.unknown, home)
    return Presence(one.name, tuple(home), tuple(perhaps), tuple(unknown))
