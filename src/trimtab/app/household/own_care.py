"""The person's own doctor, dentist and therapist: what is due, and when it fits."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from trimtab.app.daily.season_ahead import look_ahead
from trimtab.app.daily.season_days import days_off
from trimtab.app.daily.season_weeks import Spell
from trimtab.app.household.homes import Homes
from trimtab.app.household.kept_home import kept_home
from trimtab.app.people.public_holidays import holidays_in
from trimtab.domain.care import ME, KeptHome, OwnCare
from trimtab.domain.commitments import Commitment
from trimtab.domain.people import Profile
from trimtab.domain.plans import Plan
from trimtab.domain.time import MINUTES_PER_DAY, WEEKDAYS, Interval, merge_intervals
from trimtab.household.office_hours import appointment_starts
from trimtab.household.presence import SLEEP_AFTER_NIGHT, is_night
from trimtab.household.spans import common

OWN_CARE = "own care"
"""What the source of an own appointment is called."""

MOST_TIMES = 3
USUAL_WINDOW = timedelta(weeks=6)
"""How far ahead times are looked for where no heavy weeks are in sight (our choice)."""

SOON = timedelta(weeks=4)
"""What falls due so soon is told (our choice)."""

UNWINDING = 60
"""Minutes between coming home and falling asleep, between two nights of duty (our choice)."""

EARLIEST = 9 * 60
"""Earlier times are named where no later one fits (our choice)."""


@dataclass(frozen=True, slots=True)
class OwnCareAhead:
    """One of them: when it is due, what is booked, and times that would fit.

    `before` are the heavy weeks that come next, `until` the last day that was looked at. `clash` is
    what stands at the time of what is booked, and `alone` are stretches of it, with the way there
    and back, in which nobody else is there for those `alone_with`. `number` is its row in the
    profile.
    """

    number: int
    of: OwnCare
    due: date | None
    booked: datetime | None
    until: date
    before: Spell | None = None
    times: tuple[datetime, ...] = ()
    clash: Commitment | None = None
    alone: tuple[tuple[datetime, datetime], ...] = ()
    alone_with: tuple[str, ...] = ()

    def is_wanted(self, today: date) -> bool:
        """Whether it is due soon or was never had, and nothing is booked."""
        if self.booked is not None:
            return False
        return self.due is None or self.due <= max(today + SOON, self.until)


def own_appointments(profile: Profile) -> tuple[Commitment, ...]:
    """Appointments that are booked, as commitments."""
    zone = ZoneInfo(profile.person.time_zone)
    return tuple(_commitment(one, one.booked, zone) for one in profile.own_care if one.booked)


def _commitment(one: OwnCare, booked: datetime, zone: ZoneInfo) -> Commitment:
    start = booked.replace(tzinfo=zone).astimezone(ZoneInfo("UTC"))
    return Commitment(
        uid=f"own-care-{one.name}",
        name=one.name,
        start=start,
        end=start + timedelta(minutes=one.minutes),
        kind="appointment",
        source=OWN_CARE,
        way_minutes=one.way_minutes,
    )


def own_care_ahead(
    homes: Homes, now: datetime, plan: Plan | None = None
) -> tuple[OwnCareAhead, ...]:
    """Each of them, with times that fit before the next heavy weeks and beside a plan's sleep."""
    profile = homes.profile
    zone = ZoneInfo(profile.person.time_zone)
    today = now.astimezone(zone).date()
    spells = look_ahead(profile, homes.reading, today).spells if profile.own_care else ()
    heavy = next((one for one in spells if one.load == "heavy" and one.first > today), None)
    taken = list(_taken(homes, plan)) if profile.own_care else []
    ahead = _Ahead(homes, now, heavy, taken)
    return tuple(_one(number, ahead) for number in range(len(profile.own_care)))


@dataclass(frozen=True, slots=True)
class _Ahead:
    """What all of them share: the life, the next heavy weeks, and what takes the person."""

    homes: Homes
    now: datetime
    heavy: Spell | None
    taken: list[Interval]


def _one(number: int, ahead: _Ahead) -> OwnCareAhead:
    homes, now, heavy = ahead.homes, ahead.now, ahead.heavy
    one = homes.profile.own_care[number]
    zone = ZoneInfo(homes.profile.person.time_zone)
    today = now.astimezone(zone).date()
    booked = as_shown(one.booked, zone) if one.booked else None
    is_over = booked is not None and booked <= now
    due = due_day(one, now.astimezone(zone))
    near = today + USUAL_WINDOW if due is None else max(due, today + USUAL_WINDOW)
    until = min(heavy.first - timedelta(days=1), near) if heavy else near
    to_come = None if is_over else booked
    alone = list(_alone(one, homes, to_come)) if to_come else []
    at = homes.horizon.instant_of
    return OwnCareAhead(
        number=number,
        of=one,
        due=due,
        booked=to_come,
        until=until,
        before=heavy if heavy and heavy.first - timedelta(days=1) == until else None,
        times=() if to_come else tuple(_times(one, ahead, today, until)),
        clash=_clash(one, homes, to_come) if to_come else None,
        alone=tuple(
            (at(held.start), at(held.end))
            for held in merge_intervals([held.interval for held in alone])
        ),
        alone_with=tuple(dict.fromkeys(held.name for held in alone)),
    )


def due_day(one: OwnCare, now: datetime) -> date | None:
    """When it is due by the last one, a booked one that is over counting too; None where never had.

    What has no rhythm is due once it is put down.
    """
    last = one.last
    if one.booked is not None and one.booked.replace(tzinfo=now.tzinfo) <= now:
        last = max(filter(None, (last, one.booked.date())))
    if last is None or one.every_months is None:
        return None
    months = last.year * 12 + last.month - 1 + one.every_months
    year, month = divmod(months, 12)
    return date(year, month + 1, min(last.day, calendar.monthrange(year, month + 1)[1]))


def _times(one: OwnCare, ahead: _Ahead, today: date, until: date) -> Iterator[datetime]:
    """A time on each of three days: those without work first, leave last, as it may be far away."""
    homes, taken = ahead.homes, ahead.taken
    horizon = homes.horizon
    way = homes.profile.person.commute_minutes if one.way_minutes is None else one.way_minutes
    leave = days_off(homes.reading.day_notes)
    found: list[tuple[bool, bool, date, int]] = []
    day = today + timedelta(days=1)
    while day <= until:
        number = (day - horizon.first_day).days
        whole = Interval(horizon.day_start(number), horizon.day_start(number + 1))
        is_theirs = WEEKDAYS[day.weekday()] in one.days and not _is_public_holiday(day, homes)
        if is_theirs and homes.own_known.contains(whole):
            office = horizon.span_on(number, one.between)
            starts = appointment_starts(office, taken, one.minutes, way)
            if starts:
                usual = [at for at in starts if horizon.clock_of(at) >= EARLIEST]
                works = any(span.overlaps(whole) for span in taken)
                found.append((day in leave, works, day, (usual or starts)[0]))
        day += timedelta(days=1)
    best = sorted(sorted(found)[:MOST_TIMES], key=lambda each: each[2])
    for _, _, _, minute in best:
        yield horizon.instant_of(minute)


def as_shown(said: datetime, zone: ZoneInfo) -> datetime:
    """A time of the wall clock as it is shown; one that the clock skips is an hour later."""
    return said.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)


def _is_public_holiday(day: date, homes: Homes) -> bool:
    person = homes.profile.person
    return any(
        day == one for one, _ in holidays_in(person.country or "", person.region or "", day.year)
    )


def _taken(homes: Homes, plan: Plan | None) -> Iterator[Interval]:
    """What takes the person: work and ways, sleep after nights and by a plan, care by them alone.

    Between two nights of duty a whole sleep is spared, with an hour before it; after the last one
    six hours.
    """
    yield from (one.interval for one in kept_home(homes))
    yield from homes.asleep_in(plan)
    away = [one for one in homes.away_of(ME) if not one.is_tentative]
    nights = [one.interval for one in away if is_night(one.interval, homes.horizon)]
    whole = UNWINDING + homes.profile.person.sleep_minutes
    for one in away:
        home, asleep = one.from_home, 0
        if one.interval in nights:
            until_next = (night.start - one.interval.end for night in nights)
            has_next = any(0 <= minutes < MINUTES_PER_DAY for minutes in until_next)
            asleep = max(SLEEP_AFTER_NIGHT, whole) if has_next else SLEEP_AFTER_NIGHT
        yield Interval(home.start, home.end + asleep)


def _alone(one: OwnCare, homes: Homes, booked: datetime) -> Iterator[KeptHome]:
    """Hours of care that only the person can keep while they are there and on the way."""
    way = homes.profile.person.commute_minutes if one.way_minutes is None else one.way_minutes
    at = homes.horizon.minute_of(booked)
    gone = Interval(at - way, at + one.minutes + way)
    others = tuple(each for each in homes.reading.commitments if each.source != OWN_CARE)
    for held in kept_home(replace(homes, reading=replace(homes.reading, commitments=others))):
        for piece in common([held.interval], [gone]):
            yield replace(held, interval=piece)


def _clash(one: OwnCare, homes: Homes, booked: datetime) -> Commitment | None:
    end = booked + timedelta(minutes=one.minutes)
    for other in homes.reading.commitments:
        is_own = other.source == OWN_CARE and other.name == one.name
        if other.takes_the_person and not is_own and other.start < end and booked < other.end:
            return other
    return None
