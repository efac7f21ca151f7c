"""Random lives for property tests: any week here is one a profile and calendars could describe.

`random_request` takes any `random.Random`; hypothesis' own (`st.randoms`) makes weeks that shrink.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TypeVar
from zoneinfo import ZoneInfo

from trimtab.domain.body import Sleep
from trimtab.domain.commitments import Commitment, CommitmentKind
from trimtab.domain.lived import DoseName, Lived
from trimtab.domain.people import ROLES, OtherPerson, Person, Profile, Season, Trip
from trimtab.domain.practices import BOUNDARY_KINDS, Boundary, Practice, Protect
from trimtab.domain.tasks import MOST_BATCHED, Messages, Task
from trimtab.domain.time import WEEKDAYS, ClockSpan, Horizon, Interval
from trimtab.planner.line import WeekRequest

Choice = TypeVar("Choice")

ZONES = (
    "America/New_York",
    "Europe/London",
    "Pacific/Auckland",
    "Asia/Kathmandu",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "UTC",
)
VALUES = ("patients", "learning", "family", "body", "faith", "joy")
NAMES = ("Run", "Read", "Unwind", "Dinner together", "Call home", "Prayer", "Swim", "Lunch")
DOSES = ((45, 30, 10), (30, 15, 5), (60,), (90, 40), (12, 7), (15,), (25, 20, 3), (10,), (720, 1))
DAY = timedelta(days=1)
DOSE_NAMES: tuple[DoseName, ...] = ("ideal", "enough", "tiny")


def random_request(rng: Random) -> WeekRequest:
    """A random week or two: a person, what they ask, what others decided, and now."""
    zone = rng.choice(ZONES)
    days = rng.choice([7] * 9 + [14] * 3 + [28])
    horizon = Horizon(random_monday(rng, zone), days, zone)
    people = random_people(rng)
    request = WeekRequest(
        profile=with_stacks(rng, random_profile(rng, horizon, people)),
        horizon=horizon,
        commitments=random_commitments(rng, horizon),
        now=random_now(rng, horizon),
        busy_people={person.name: random_busy(rng, horizon) for person in people[:1]},
        days_off=frozenset(some(rng, random_dates(horizon), 0, rng.choice([0, 0, 3]))),
    )
    return with_moving_clock(rng, request)


def with_moving_clock(rng: Random, request: WeekRequest) -> WeekRequest:
    """The same week, now and then after nights or a journey that move the body's clock."""
    if rng.random() < 0.7:
        return request
    person = replace(request.profile.person, body_clock="moves")
    trips = tuple(random_trip(rng, request.horizon) for _ in range(rng.choice([0, 1, 1, 2])))
    profile = replace(request.profile, person=person, trips=trips)
    nights = range(-rng.choice([0, 3, 6, 14]), 0)
    return replace(request, profile=profile, roster=tuple(night(request, n) for n in nights))


def night(request: WeekRequest, day: int) -> Commitment:
    """Twelve hours on duty from 19:00 of a day before the week."""
    start = request.horizon.instant_of(request.horizon.at_clock(day, 19 * 60))
    return Commitment(f"night {day}", "Nights", start, start + timedelta(hours=12), "duty")


def random_trip(rng: Random, horizon: Horizon) -> Trip:
    """Days in another zone that end before or within the horizon."""
    end = horizon.origin + timedelta(hours=rng.randrange(-500, 24 * horizon.days))
    start = None if rng.random() < 0.3 else end - timedelta(hours=rng.choice([20, 100, 400, 900]))
    return Trip(rng.choice(ZONES), end, start)


def random_lived(rng: Random, request: WeekRequest) -> Lived:
    """What may be known of a life: sleeps of days before, lighter days, doses to begin with."""
    horizon = request.horizon
    first = horizon.first_day + rng.randrange(-3, horizon.days) * DAY
    names = [practice.name for practice in request.profile.practices]
    return Lived(
        slept=tuple(random_sleep(rng, horizon, day) for day in some(rng, range(-8, 7), 0, 12)),
        sleepier_by=rng.choice([0.0, 0.0, 0.8, -1.2, 5.0]),
        lighter=None if rng.random() < 0.3 else (first, first + rng.choice([0, 2, 2, 6]) * DAY),
        largest_dose={name: rng.choice(DOSE_NAMES) for name in some(rng, names, 0, 3)},
    )


def random_sleep(rng: Random, horizon: Horizon, day: int) -> Sleep:
    """A sleep into a day, or a nap; perhaps one that is not over yet."""
    start = horizon.origin + (day - 1) * DAY + timedelta(minutes=rng.randrange(1200, 1900))
    return Sleep(start, start + timedelta(minutes=rng.choice([25, 120, 300, 480, 700])))


def random_dates(horizon: Horizon) -> list[date]:
    """Days of the horizon, one before and one after."""
    return [horizon.date_of(day) for day in range(-1, horizon.days + 1)]


def random_monday(rng: Random, zone: str) -> date:
    """A Monday in 2026 to 2030, half of them in a week whose clocks change."""
    if rng.random() < 0.5:
        changes = changes_in(zone)
        if changes:
            day = rng.choice(changes)
            return day - timedelta(days=day.weekday())
    return date(2026, 1, 5) + timedelta(weeks=rng.randrange(260))


def changes_in(zone: str) -> list[date]:
    """Days in 2026 to 2030 on which the clocks of a zone change."""
    place = ZoneInfo(zone)
    noons = [datetime(2026, 1, 1, 12, tzinfo=place) + n * DAY for n in range(5 * 365)]
    return [(noon + DAY).date() for noon in noons if noon.utcoffset() != (noon + DAY).utcoffset()]


def random_now(rng: Random, horizon: Horizon) -> int:
    """The start of the horizon more often than not, else any minute in it or before."""
    return 0 if rng.random() < 0.6 else rng.randrange(-600, horizon.minutes)


def random_person(rng: Random, zone: str) -> Person:
    """Someone with a role, hours of sleep and a commute."""
    return Person(
        name="Sam",
        time_zone=zone,
        role=rng.choice(ROLES),
        chronotype=rng.choice(["morning", "intermediate", "evening"]),
        sleep_minutes=rng.choice([240, 360, 420, 465, 480, 540, 720]),
        commute_minutes=rng.choice([0, 5, 12, 25, 25, 40, 97, 240]),
    )


def random_profile(rng: Random, horizon: Horizon, people: Sequence[OtherPerson]) -> Profile:
    """What a person asks for."""
    names = [person.name for person in people]
    values = some(rng, VALUES, 1, 5)
    return Profile(
        person=random_person(rng, horizon.zone),
        values={value: rng.choice([0.1, 1.0, 2.0, 3.0, 50.0]) for value in values},
        open_share=rng.choice([0.0, 0.3, 0.3, 0.5, 0.8]),
        seasons=random_seasons(rng, horizon, values),
        **random_free_time(rng),
        practices=tuple(
            random_practice(rng, name, values, names) for name in some(rng, NAMES, 0, 4)
        ),
        people=tuple(people),
        tasks=tuple(random_task(rng, name, values, horizon) for name in some(rng, TASKS, 0, 5)),
        protects=tuple(random_protect(rng, name, values, names) for name in some(rng, NAMES, 0, 2)),
        boundaries=tuple(random_boundary(rng, kind) for kind in some(rng, BOUNDARY_KINDS, 0, 2)),
        messages=random_messages(rng, values) if rng.random() < 0.3 else None,
    )


def with_stacks(rng: Random, profile: Profile) -> Profile:
    """The same life with a small habit or two stacked on what else is in it."""
    named = [p.name for p in profile.practices] + [p.name for p in profile.protects]
    free = [name for name in HABITS if name not in named]
    found: list[Practice] = []
    for name in some(rng, free, 0, 2) if rng.random() < 0.5 else []:
        habit = random_practice(rng, name, list(profile.values), [])
        doses = rng.choice(SMALL_DOSES)
        habit = replace(habit, doses=doses, only=(), pocket=habit.pocket and doses[0] <= 15)
        if rng.random() < 0.6:
            found.append(replace(habit, after=rng.choice([*AFTER, *named])))
        else:
            found.append(replace(habit, before=rng.choice([*BEFORE, *named])))
        named.append(name)
    return replace(profile, practices=(*profile.practices, *found))


def random_messages(rng: Random, values: Sequence[str]) -> Messages:
    """Messages once to four times a day, near by or not."""
    return Messages(
        minutes=rng.choice([5, 12, 15, 45]),
        at=tuple(sorted(rng.sample(range(0, 1440, 10), rng.randint(1, 4)))),
        days=random_days(rng),
        value=rng.choice([None, *values]),
        within=rng.choice([0, 7, 30, 120]),
    )


HABITS = ("Breathe", "Stretch", "Water", "Gratitude")
SMALL_DOSES = ((10, 5), (5,), (3,), (15, 10, 2), (40, 12))
AFTER = ("Get home", "Wake up", "Unwind", "Breakfast", "Lunch", "Dinner")
BEFORE = ("Wind down", "Breakfast", "Lunch", "Dinner")


def random_seasons(rng: Random, horizon: Horizon, values: Sequence[str]) -> tuple[Season, ...]:
    """Up to three spells that begin or end on any day around the horizon, and may overlap."""
    found = []
    for name in some(rng, ["Rotation", "Exams", "Leave"], 0, 3):
        first = horizon.first_day + rng.randrange(-10, horizon.days + 3) * DAY
        weights = {value: rng.choice([0.5, 2.0, 5.0]) for value in some(rng, values, 0, 2)}
        found.append(
            Season(
                name=name,
                start=first,
                end=first + rng.choice([0, 2, 6, 13, 40]) * DAY,
                intensity=rng.choice(["heavy", "regular", "light"]),
                values=weights if rng.random() < 0.5 else {},
                duty_hours_per_week=rng.choice([0, 0, 40, 80]),
            )
        )
    return tuple(found)


def random_free_time(rng: Random) -> dict[str, int | bool]:
    """How many evenings, half-days and weekends should stay free of work."""
    return {
        "free_evenings": rng.choice([0, 1, 1, 2, 7]),
        "study_free_half_days": rng.choice([0, 1, 1, 3, 7]),
        "free_weekends": rng.random() < 0.7,
    }


TASKS = ("Abstract", "Board questions", "Read", "Ward", "Form", "Refill")


def some(rng: Random, things: Sequence[Choice], least: int, most: int) -> list[Choice]:
    """So many different ones of `things`, in random order."""
    return rng.sample(list(things), rng.randint(least, min(most, len(things))))


def random_span(rng: Random, lengths: Sequence[int] = (30, 60, 150, 240, 600)) -> ClockSpan:
    """A daily span, past midnight perhaps, seldom off the quarter hour."""
    start = rng.randrange(0, 1440, 15) if rng.random() < 0.8 else rng.randrange(1440)
    end = (start + rng.choice(lengths)) % 1440
    return ClockSpan(start, end or 1440)


def random_days(rng: Random) -> tuple[str, ...]:
    """Weekdays in order, all of them half the time."""
    if rng.random() < 0.5:
        return WEEKDAYS
    chosen = some(rng, WEEKDAYS, 1, 6)
    return tuple(day for day in WEEKDAYS if day in chosen)


def random_practice(
    rng: Random, name: str, values: Sequence[str], people: Sequence[str]
) -> Practice:
    """Something repeated, sometimes a must, sometimes with someone else."""
    times = rng.choice([1, 1, 2, 2, 3, 3, 5, 5, 7, 7, 7, 14, 70])
    is_pocket = rng.random() < 0.2
    return Practice(
        name=name,
        value=rng.choice(values),
        times_per_week=times,
        doses=rng.choice([doses for doses in DOSES if not is_pocket or doses[0] <= 15]),
        prefer=tuple(random_span(rng) for _ in range(rng.randrange(3))),
        only=tuple(random_span(rng) for _ in range(rng.choice([0, 0, 1, 2]))),
        days=random_days(rng),
        once_a_day=rng.random() < 0.8 if times <= 7 else rng.random() < 0.1,
        must=rng.random() < 0.2,
        demanding=rng.random() < 0.2,
        with_person=rng.choice(people) if people and rng.random() < 0.4 else None,
        study=rng.choice([None, None, True, False]),
        pocket=is_pocket,
    )


def random_task(rng: Random, name: str, values: Sequence[str], horizon: Horizon) -> Task:
    """Work with an end, due before, within, after the horizon, or never."""
    minutes = rng.choice([1, 5, 12, 20, 22, 60, 95, 240, 600, 20_160])
    shortest = rng.choice([length for length in (5, 15, 30, 60) if length <= max(5, minutes)])
    due = None
    if rng.random() < 0.7:
        due = horizon.origin + timedelta(minutes=rng.randrange(-2000, horizon.minutes + 20_000))
    return Task(
        name=name,
        value=rng.choice(values),
        minutes=minutes,
        shortest=shortest,
        longest=shortest + rng.choice([0, 15, 60, 155]),
        due=due,
        important=rng.random() < 0.3,
        demanding=rng.random() < 0.3,
        study=rng.choice([None, True, False]),
        urgent=rng.random() < 0.2,
        enough_minutes=rng.choice([None, None, max(1, minutes // 2), minutes]),
        batch=rng.choice([None, None, False, minutes <= MOST_BATCHED]),
    )


def random_protect(rng: Random, name: str, values: Sequence[str], people: Sequence[str]) -> Protect:
    """Time kept for something on given days between given hours."""
    return Protect(
        name=name,
        value=rng.choice(values),
        between=random_span(rng, (60, 180, 300)),
        doses=rng.choice(DOSES),
        days=random_days(rng),
        must=rng.random() < 0.2,
        with_person=rng.choice(people) if people and rng.random() < 0.3 else None,
    )


def random_boundary(rng: Random, kind: str) -> Boundary:
    """Hours off, sometimes with exceptions inside, sometimes so many of them."""
    start, minutes = rng.randrange(0, 1440, 15), rng.choice([120, 540, 600, 1440])
    off = ClockSpan(start, (start + minutes) % 1440 or 1440)
    opened = (off.start + rng.choice([0, 30, 60])) % 1440
    exceptions = (ClockSpan(opened, (opened + 30) % 1440 or 1440),) if rng.random() < 0.5 else ()
    return Boundary(
        name=f"No {kind}",
        kind=kind,
        off=off,
        days=random_days(rng),
        exceptions=exceptions,
        except_times_per_week=rng.choice([None, 1, 2]) if exceptions else None,
    )


def random_people(rng: Random) -> list[OtherPerson]:
    """Nobody, or one or two others in zones of their own."""
    return [
        OtherPerson(name, rng.choice(ZONES), random_span(rng, (540, 870, 960)))
        for name in some(rng, ["Mother", "Partner"], 0, 2)
    ]


def random_busy(rng: Random, horizon: Horizon) -> tuple[Interval, ...]:
    """When someone else is taken."""
    starts = [rng.randrange(horizon.minutes) for _ in range(rng.randrange(8))]
    return tuple(Interval(start, start + rng.choice([60, 480, 725])) for start in sorted(starts))


SHIFTS: dict[CommitmentKind, tuple[tuple[str, int], ...]] = {
    "duty": (("07:00", 720), ("19:00", 720), ("07:00", 1680), ("06:30", 600), ("17:00", 480)),
    "home_call": (("17:00", 900), ("00:00", 1440)),
    "lecture": (("12:00", 60), ("17:30", 45)),
    "clinic": (("08:00", 240), ("13:00", 255)),
    "appointment": (("15:10", 20), ("09:20", 35)),
    "family": (("18:00", 120), ("10:00", 420), ("08:00", 5400)),
    "personal": (("19:30", 90), ("07:07", 53)),
}


def random_commitments(rng: Random, horizon: Horizon) -> tuple[Commitment, ...]:
    """A free week, or up to twenty events; nights, 28-hour calls, split days, double bookings."""
    count = rng.choice([0, 2, 6, 12, 20])
    found = [random_commitment(rng, horizon, number) for number in range(count)]
    for _ in range(rng.randrange(3) if found else 0):
        found.append(_beside(rng, rng.choice(found), len(found)))
    unique = {(one.name, one.start, one.end): one for one in found}
    return tuple(sorted(unique.values(), key=lambda one: (one.start, one.end, one.name)))


def random_commitment(rng: Random, horizon: Horizon, number: int) -> Commitment:
    """One event on a day from the one before the horizon to the one after it."""
    kind = rng.choice(list(SHIFTS))
    kind = "duty" if rng.random() < 0.3 else kind
    clock, minutes = rng.choice(SHIFTS[kind])
    day = horizon.first_day + rng.randrange(-1, horizon.days + 1) * DAY
    local = datetime.combine(day, datetime.min.time(), ZoneInfo(horizon.zone))
    shift = rng.choice([0, 0, 0, -60, 30, 7, 240])
    start = local.replace(hour=int(clock[:2]), minute=int(clock[3:])).astimezone(UTC)
    start += timedelta(minutes=shift)
    return _event(rng, kind, start, start + timedelta(minutes=minutes), number)


def _beside(rng: Random, one: Commitment, number: int) -> Commitment:
    """Another event that touches, overlaps or follows a given one."""
    start = rng.choice([one.start, one.end, one.end - timedelta(minutes=30)])
    start += timedelta(minutes=rng.choice([0, 0, 5, 13]))
    length = timedelta(minutes=rng.choice([3, 30, 60, 240]))
    return _event(rng, rng.choice(list(SHIFTS)), start, start + length, number)


def _event(
    rng: Random, kind: CommitmentKind, start: datetime, end: datetime, number: int
) -> Commitment:
    leaves = rng.choice([0, 0, 40, 22]) if kind in {"duty", "clinic"} else 0
    return Commitment(
        uid=f"{number}@example.org",
        name=rng.choice(["Ward", "Clinic", "Teaching", "Recital", f"Event {number}"]),
        start=start,
        end=end,
        kind=kind,
        is_tentative=rng.random() < 0.1,
        is_remote=rng.random() < 0.15,
        location=rng.choice(["", "", "", "Main Hall", "Home"]),
        leaves_minutes=leaves,
        leaves_before=rng.choice([None, 20 * 60, 17 * 60]) if leaves else None,
    )
