"""Lives around duty: nights, 28-hour calls, rotating shifts, wards with five prayers."""

from __future__ import annotations

from typing import Any

import pools
from sketch import WEEKEND, WORKDAYS, Sketch, habit, kept, spans

from trimtab.domain.people import OtherPerson, Person, Profile, Season
from trimtab.domain.practices import Boundary, Practice
from trimtab.planner.line import WeekRequest

JO = OtherPerson("Jo", "America/New_York", spans("06:30-22:30")[0])
WORK_ENDS = Boundary("No work after nine", "work", *spans("21:00-06:00 21:00-21:30")[:1])
SCREENS_DOWN = Boundary("Screens down before bed", "screens", *spans("22:30-05:30"))
PRAYERS = ("Fajr", "Dhuhr", "Asr", "Maghrib", "Isha")
WINTER = ("05:10-06:20", "12:00-14:30", "14:30-16:35", "16:40-17:50", "18:00-22:00")
SUMMER_LATER = (-45, 40, 110, 165, 175)
"""Minutes by which each prayer's hours lie later in early summer than in winter."""


def heavy(sketch: Sketch, name: str) -> tuple[Season, ...]:
    """The whole horizon as a heavy season."""
    days = sketch.horizon
    return (Season(name, days.first_day, days.date_of(days.days - 1), "heavy"),)


def night_resident(sketch: Sketch) -> WeekRequest:
    """A resident on a block of nights, with teaching in between and dinner with a partner."""
    first_off = sketch.rng.randrange(7)
    for day in sketch.days:
        if (day - first_off) % 7 not in (0, 1):
            start = sketch.rng.choice(("19:00", "19:00", "18:30"))
            sketch.add(day, f"{start}-31:00", "Night float", leaves_minutes=20)
        if sketch.is_on(day, ("wed",)) and sketch.rng.random() < 0.6:
            sketch.add(day, "12:00-13:00", "Noon conference", "lecture", is_remote=True)
        if sketch.rng.random() < 0.12:
            sketch.add(day, "15:00-15:45", "Dentist", "appointment")
    profile = Profile(
        person=Person(
            "Night resident",
            sketch.horizon.zone,
            "resident",
            sleep_minutes=450,
            commute_minutes=sketch.rng.choice((15, 25, 40)),
        ),
        values=sketch.weights(patients=3, learning=2, family=3, body=3, joy=2, faith=2),
        seasons=heavy(sketch, "Nights"),
        practices=(
            *sketch.habits(pools.BODY, 3, 6),
            *sketch.habits(pools.JOY, 1, 5),
            *sketch.habits(pools.LEARNING, 1, 3),
            *sketch.habits(pools.PATIENTS[:1], 0, 1),
            habit("Evening prayer", "faith", 7, (15,), "16:30-18:30 20:00-22:00", must=True),
            habit("Call home", "family", 2, (40, 15, 5), with_person="Mother"),
        ),
        people=(JO, OtherPerson("Mother", "Africa/Nairobi", spans("06:30-21:30")[0])),
        tasks=(*sketch.tasks(pools.SCHOLARSHIP, 1, 3), *sketch.tasks(pools.PAPERWORK, 2, 6)),
        protects=(
            kept("Dinner together", "family", "16:00-21:00", (45, 30), with_person="Jo"),
            kept("Slow Sunday breakfast", "joy", "08:00-12:30", (75, 40), days=("sun",)),
        ),
        boundaries=(WORK_ENDS, SCREENS_DOWN),
    )
    return sketch.request(profile)


def call_resident(sketch: Sketch) -> WeekRequest:
    """A resident with a 28-hour call each fourth day, a day off in eight, ward days between."""
    first_call = sketch.rng.randrange(8)
    for day in sketch.days:
        place = (day - first_call) % 8
        if place in (0, 4):
            sketch.add(day, "07:00-35:00", "ICU call", leaves_minutes=15)
        elif place in (2, 3, 7) and sketch.is_on(day, WORKDAYS):
            end = sketch.rng.choice(("16:30", "17:00", "18:00"))
            sketch.add(day, f"06:45-{end}", "ICU day", leaves_minutes=sketch.rng.choice((0, 20)))
        elif place in (2, 3) and sketch.rng.random() < 0.3:
            sketch.add(day, "08:00-12:00", "Weekend rounds")
    profile = Profile(
        person=Person(
            "Call resident",
            sketch.horizon.zone,
            "resident",
            sketch.rng.choice(("morning", "intermediate")),
            480,
            20,
        ),
        values=sketch.weights(patients=2, learning=3, family=3, body=2, joy=2),
        seasons=heavy(sketch, "ICU"),
        practices=(
            *sketch.habits(pools.BODY, 3, 6),
            *sketch.habits(pools.JOY, 2, 6),
            *sketch.habits(pools.LEARNING, 2, 4),
            *sketch.habits(pools.FAMILY, 1, 4),
            habit("Call parents", "family", 2, (30, 15, 5), with_person="Parents"),
        ),
        people=(JO, OtherPerson("Parents", "America/Denver", spans("07:00-22:00")[0])),
        tasks=(*sketch.tasks(pools.SCHOLARSHIP, 1, 2), *sketch.tasks(pools.PAPERWORK, 2, 6)),
        protects=(
            kept("Dinner together", "family", "17:30-21:00", (45, 30), with_person="Jo"),
            kept("Breakfast with a paper", "joy", "07:00-10:30", (30, 20), days=WEEKEND),
            kept("Half an hour for nothing", "joy", "12:00-21:00", (30, 15)),
        ),
        boundaries=(WORK_ENDS,),
    )
    return sketch.request(profile)


def emergency_physician(sketch: Sketch) -> WeekRequest:
    """An emergency physician whose shifts turn forward: days, evenings, nights, days off."""
    hours = {"Day": "07:00-16:00", "Evening": "15:00-24:00", "Night": "22:00-31:00"}
    cycle = ("Day", "Day", "Evening", "Evening", "Night", "Night", "", "", "")
    first = sketch.rng.randrange(len(cycle))
    for day in sketch.days:
        name = cycle[(first + day) % len(cycle)]
        if name and sketch.rng.random() < 0.9:
            sketch.add(day, hours[name], f"{name} shift", leaves_minutes=sketch.rng.choice((0, 30)))
        elif sketch.rng.random() < 0.3:
            sketch.add(day, "13:00-14:30", "Department meeting", "lecture")
    profile = Profile(
        person=Person("Emergency physician", sketch.horizon.zone, "attending", "evening", 480, 30),
        values=sketch.weights(patients=3, family=3, body=3, joy=3, learning=1),
        practices=(
            *sketch.habits(pools.BODY, 3, 6),
            *sketch.habits(pools.JOY, 3, 5),
            *sketch.habits(pools.FAMILY, 2, 4),
            *sketch.habits(pools.LEARNING[2:], 1, 2),
            *sketch.habits(pools.PATIENTS, 1, 2),
        ),
        people=(JO,),
        tasks=(*sketch.tasks(pools.SCHOLARSHIP, 1, 2), *sketch.tasks(pools.PAPERWORK, 2, 6)),
        protects=(
            kept("Supper with Jo", "family", "17:00-21:30", (60, 30), with_person="Jo"),
            kept("Walk the dog", "body", "06:30-10:00", (30, 15)),
        ),
        boundaries=(SCREENS_DOWN,),
    )
    return sketch.request(profile)


def praying_intern(sketch: Sketch) -> WeekRequest:
    """An intern far from home: ward rows with pauses, five prayers a day, calls across zones."""
    summer = sketch.rng.random()
    off = sketch.rng.choice((4, 5, 6))
    for day in sketch.days:
        if day % 7 == off or (day % 7 == 6 and sketch.rng.random() < 0.5):
            continue
        pauses = [_middle_of(number, summer, day) for number in (1, 2, 3)]
        _add_ward_rows(sketch, day, pauses)
    people = sketch.rng.choice((("Africa/Lagos", "Asia/Karachi"), ("Africa/Cairo", "Asia/Manila")))
    awake = spans("06:30-22:30")[0]
    profile = Profile(
        person=Person("Praying intern", sketch.horizon.zone, "resident", "morning", 420, 15),
        values=sketch.weights(faith=4, family=3, patients=2, learning=2, body=2, joy=1),
        open_share=0.25,
        seasons=heavy(sketch, "Wards"),
        practices=(
            *_prayers(summer),
            habit("Call Mother", "family", 3, (30, 15, 5), with_person="Mother"),
            habit("Call my sister", "family", 1, (30, 15, 5), with_person="Sister"),
            *sketch.habits(pools.LEARNING[:2], 1, 2),
            *sketch.habits(pools.BODY, 2, 3),
            *sketch.habits(pools.JOY, 1, 2),
        ),
        people=tuple(
            OtherPerson(n, z, awake) for n, z in zip(("Mother", "Sister"), people, strict=True)
        ),
        tasks=(*sketch.tasks(pools.PAPERWORK, 1, 3), *sketch.tasks(pools.SCHOLARSHIP, 0, 1)),
        boundaries=(Boundary("Books closed", "study", *spans("21:30-05:00")),),
    )
    return sketch.request(profile)


def _hours_of_prayer(number: int, summer: float, later: int) -> tuple[int, int]:
    """Start and end of a prayer's hours, in minutes after midnight, on the five-minute grid."""
    span = spans(WINTER[number])[0]
    shift = round(summer * SUMMER_LATER[number] / 5) * 5 + later
    return span.start + shift, span.end + shift


def _middle_of(number: int, summer: float, day: int) -> int:
    start, end = _hours_of_prayer(number, summer, 5 * (day % 7 >= 3))
    return (start + end) // 2 // 15 * 15


def _prayers(summer: float) -> list[Practice]:
    """Five prayers, their hours five minutes later from Thursday on: they drift through a week."""
    found = []
    for number, name in enumerate(PRAYERS):
        for days, later in ((("mon", "tue", "wed"), 0), (("thu", "fri", "sat", "sun"), 5)):
            start, end = _hours_of_prayer(number, summer, later)
            hours = spans(f"{start // 60}:{start % 60}-{end // 60}:{end % 60}")
            more: dict[str, Any] = {"only": hours, "days": days, "must": True}
            found.append(
                habit(
                    name if later else f"{name} early in the week",
                    "faith",
                    len(days),
                    (10,),
                    **more,
                )
            )
    return found


def _add_ward_rows(sketch: Sketch, day: int, pauses: list[int]) -> None:
    """A ward day as rows, with half an hour free around each prayer that falls into it."""
    start, end = 7 * 60, sketch.rng.choice((17, 17, 18, 20)) * 60
    edges = [start]
    for pause in pauses:
        if start + 30 < pause < end - 30:
            edges += [pause - 15, pause + 15]
    edges.append(end)
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        hours = f"{first // 60}:{first % 60:02}-{last // 60}:{last % 60:02}"
        sketch.add(day, hours, "Wards")
