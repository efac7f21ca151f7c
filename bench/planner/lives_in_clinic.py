"""Lives around clinics, children, screens and exams."""

from __future__ import annotations

import pools
from sketch import WEEKEND, WORKDAYS, Sketch, habit, kept, spans

from trimtab.domain.people import OtherPerson, Person, Profile, Season
from trimtab.domain.practices import Boundary
from trimtab.domain.time import Interval
from trimtab.planner.line import WeekRequest

EVENINGS_FREE = Boundary(
    "Work stays out of the evening",
    "work",
    spans("20:00-06:30")[0],
    exceptions=spans("20:45-21:30"),
    except_times_per_week=2,
)


def parent_attending(sketch: Sketch) -> WeekRequest:
    """An attending with small children: dinners, stories, school runs, three clinic days."""
    clinic_days = sketch.some(WORKDAYS, 3, 4)
    pickups = sketch.some(WORKDAYS, 2, 4)
    for day in sketch.days:
        if sketch.is_on(day, clinic_days):
            leaves = sketch.rng.choice((40, 60))
            sketch.add(
                day, "08:30-12:30", "Clinic", "clinic", leaves_minutes=leaves, leaves_before=1200
            )
            if not sketch.is_on(day, pickups):
                sketch.add(day, "13:15-16:30", "Afternoon clinic", "clinic", leaves_minutes=30)
        if sketch.is_on(day, pickups):
            sketch.add(day, "15:10-15:40", "School pickup", "family", location="School")
        if sketch.is_on(day, WEEKEND) and sketch.rng.random() < 0.5:
            sketch.add(day, "10:00-12:00", "Football", "family", location="Park")
        if sketch.rng.random() < 0.15:
            sketch.add(day, "18:00-32:00", "Home call", "home_call")
    profile = Profile(
        person=Person("Parent attending", sketch.horizon.zone, "attending", "morning", 450, 20),
        values=sketch.weights(family=4, patients=3, body=2, learning=1, joy=2),
        practices=(
            *sketch.habits(pools.BODY, 2, 5),
            *sketch.habits(pools.JOY, 1, 5),
            *sketch.habits(pools.PATIENTS, 1, 3),
            *sketch.habits(pools.FAMILY, 1, 2),
            habit("Call Grandmother", "family", 1, (30, 15, 5), with_person="Grandmother"),
        ),
        people=(
            OtherPerson("Robin", sketch.horizon.zone, spans("06:00-22:30")[0]),
            OtherPerson("Grandmother", "America/Bogota", spans("07:00-21:00")[0]),
        ),
        tasks=(*sketch.tasks(pools.PAPERWORK, 2, 6), *sketch.tasks(pools.SCHOLARSHIP, 0, 2)),
        protects=(
            kept("Breakfast with the children", "family", "06:30-08:15", (25, 15)),
            kept("Dinner with the children", "family", "17:15-19:30", (45, 30)),
            kept("Bedtime stories", "family", "19:15-20:45", (40, 20)),
            kept(
                "Evening with Robin",
                "family",
                "20:30-22:30",
                (75, 40),
                days=("wed", "sat"),
                with_person="Robin",
            ),
        ),
        boundaries=(EVENINGS_FREE,),
    )
    return sketch.request(profile)


def exam_student(sketch: Sketch) -> WeekRequest:
    """A student before an exam: many things to study, few fixed hours, a job at the weekend."""
    lectures = sketch.some(WORKDAYS, 2, 5)
    for day in sketch.days:
        if sketch.is_on(day, lectures):
            start = sketch.rng.choice((9, 10, 14))
            sketch.add(day, f"{start}:00-{start + 2}:30", "Lectures", "lecture")
        if sketch.is_on(day, ("thu",)):
            sketch.add(day, "18:00-19:30", "Rugby", "personal", location="Pitch")
        if sketch.is_on(day, WEEKEND) and sketch.rng.random() < 0.4:
            sketch.add(day, "10:00-15:00", "Pharmacy job", "duty")
    season = Season(
        "Exams",
        sketch.horizon.first_day,
        sketch.horizon.date_of(sketch.horizon.days),
        sketch.rng.choice(("regular", "heavy")),
    )
    profile = Profile(
        person=Person("Exam student", sketch.horizon.zone, "student", "evening", 480, 15),
        values=sketch.weights(learning=4, friends=2, body=2, family=2, joy=2),
        open_share=0.25,
        seasons=(season,),
        practices=(
            *sketch.habits(pools.BODY, 2, 5),
            *sketch.habits(pools.JOY, 1, 5),
            *sketch.habits(pools.LEARNING[1:2], 1, 1),
            habit("Cook with the flat", "friends", 2, (60, 30), "18:00-21:00"),
            habit("Call my parents", "family", 1, (30, 15, 5), "10:00-13:00 18:00-21:00"),
        ),
        tasks=(*sketch.tasks(pools.STUDY, 7, 12), *sketch.tasks(pools.PAPERWORK, 0, 1)),
        protects=(
            kept("Friday night off", "friends", "18:30-23:00", (150, 90), days=("fri",)),
            kept("Coffee before the books", "joy", "07:00-10:30", (20, 10)),
            kept("Lunch outside", "joy", "11:30-14:30", (40, 20)),
            kept("Sunday roast", "family", "12:30-16:00", (75, 45), days=("sun",)),
        ),
        boundaries=(Boundary("Books closed", "study", spans("22:30-06:30")[0]),),
    )
    return sketch.request(profile)


def clinic_attending(sketch: Sketch) -> WeekRequest:
    """An attending with clinics that leave notes, meetings, and a day for research."""
    research_day = sketch.rng.choice(WORKDAYS)
    for day in sketch.days:
        if not sketch.is_on(day, WORKDAYS) or sketch.is_on(day, (research_day,)):
            continue
        leaves = sketch.rng.choice((30, 45, 60))
        sketch.add(
            day,
            "08:00-12:00",
            "Morning clinic",
            "clinic",
            leaves_minutes=leaves,
            leaves_before=1200,
        )
        if sketch.rng.random() < 0.75:
            end = sketch.rng.choice(("16:00", "17:00", "17:30"))
            sketch.add(day, f"13:00-{end}", "Afternoon clinic", "clinic", leaves_minutes=leaves)
        if sketch.rng.random() < 0.3:
            sketch.add(day, "17:45-18:45", "Committee", "lecture", is_remote=True)
    profile = Profile(
        person=Person(
            "Clinic attending", sketch.horizon.zone, "attending", "intermediate", 465, 25
        ),
        values=sketch.weights(patients=3, learning=2, family=3, body=2, joy=2),
        practices=(
            *sketch.habits(pools.BODY, 2, 5),
            *sketch.habits(pools.JOY, 2, 6),
            *sketch.habits(pools.FAMILY, 1, 4),
            *sketch.habits(pools.LEARNING[2:], 1, 2),
            *sketch.habits(pools.PATIENTS, 1, 3),
        ),
        tasks=(*sketch.tasks(pools.SCHOLARSHIP, 2, 4), *sketch.tasks(pools.PAPERWORK, 1, 3)),
        protects=(
            kept("Dinner at home", "family", "18:00-20:30", (60, 30)),
            kept("Lunch with colleagues", "joy", "11:45-13:30", (30, 15), days=WORKDAYS),
            kept("Homework with Mia", "family", "16:30-20:00", (30, 15), days=WORKDAYS),
        ),
        boundaries=(EVENINGS_FREE,),
    )
    return sketch.request(profile)


def remote_clinician(sketch: Sketch) -> WeekRequest:
    """A clinician who sees patients by video from home, and friends in other zones."""
    for day in sketch.days:
        if not sketch.is_on(day, WORKDAYS) or sketch.rng.random() < 0.08:
            continue
        for start in sketch.some((8, 9, 10, 11, 13, 14, 15, 16), 4, 6):
            minutes = sketch.rng.choice((25, 40, 50))
            sketch.add(
                day,
                f"{start}:00-{start}:{minutes}",
                f"Video visit at {start}",
                "clinic",
                is_remote=True,
                leaves_minutes=sketch.rng.choice((10, 15)),
                leaves_before=1260,
            )
        sketch.add(
            day,
            "17:00-18:00",
            "Video group",
            "clinic",
            is_remote=True,
            leaves_minutes=30,
            leaves_before=1260,
        )
    profile = Profile(
        person=Person("Remote clinician", sketch.horizon.zone, "remote", "intermediate", 480, 0),
        values=sketch.weights(patients=3, body=3, friends=2, family=2, joy=2, learning=1),
        practices=(
            *sketch.habits(pools.BODY, 3, 6),
            *sketch.habits(pools.JOY, 2, 6),
            *sketch.habits(pools.PATIENTS, 1, 3),
            *sketch.habits(pools.LEARNING[2:], 1, 2),
            habit("Talk with Marta", "friends", 1, (45, 20), with_person="Marta"),
            habit("Call Dad", "family", 2, (30, 15, 5), with_person="Dad"),
        ),
        people=(
            OtherPerson("Marta", "Europe/Lisbon", spans("08:00-22:30")[0]),
            OtherPerson("Dad", "America/Los_Angeles", spans("07:00-20:30")[0]),
        ),
        tasks=(*sketch.tasks(pools.SCHOLARSHIP, 1, 3), *sketch.tasks(pools.PAPERWORK, 1, 3)),
        protects=(
            kept("Lunch away from the desk", "joy", "12:00-13:30", (30, 15), days=WORKDAYS),
            kept("Saturday with no plan", "joy", "10:00-16:00", (180, 90), days=("sat",)),
        ),
        boundaries=(
            Boundary(
                "Clinic ends",
                "work",
                spans("18:30-08:00")[0],
                exceptions=spans("20:00-20:30"),
                except_times_per_week=2,
            ),
        ),
    )
    return sketch.request(profile)


def split_day_practitioner(sketch: Sketch) -> WeekRequest:
    """A practitioner with sessions in the morning and the evening, whose partner works shifts."""
    for day in sketch.days:
        if sketch.is_on(day, WORKDAYS) and sketch.rng.random() < 0.92:
            sketch.add(day, "08:30-12:00", "Morning surgery", "clinic", leaves_minutes=20)
        if sketch.is_on(day, WORKDAYS) and sketch.rng.random() < 0.75:
            start = sketch.rng.choice((15, 16))
            sketch.add(day, f"{start}:30-19:00", "Evening surgery", "clinic", leaves_minutes=20)
        if sketch.is_on(day, ("sat",)) and sketch.rng.random() < 0.5:
            sketch.add(day, "09:00-13:00", "Saturday surgery", "clinic")
    _add_partner(sketch)
    profile = Profile(
        person=Person(
            "Split-day practitioner",
            sketch.horizon.zone,
            "attending",
            "intermediate",
            450,
            sketch.rng.choice((10, 15, 30)),
        ),
        values=sketch.weights(patients=2, family=3, body=2, joy=2, faith=1, learning=1),
        practices=(
            *sketch.habits(pools.BODY, 3, 6),
            *sketch.habits(pools.JOY, 2, 6),
            *sketch.habits(pools.FAMILY, 2, 3),
            *sketch.habits(pools.LEARNING[2:], 0, 2),
            habit("Quiet time", "faith", 7, (15, 10), "06:00-08:00"),
        ),
        people=(OtherPerson("Alex", sketch.horizon.zone, spans("07:00-22:30")[0]),),
        tasks=(*sketch.tasks(pools.PAPERWORK, 2, 6), *sketch.tasks(pools.SCHOLARSHIP, 0, 2)),
        protects=(
            kept("Lunch with Alex", "family", "12:00-15:00", (45, 30), with_person="Alex"),
            kept("Evening with Alex", "family", "19:30-22:00", (60, 30), with_person="Alex"),
        ),
    )
    return sketch.request(profile)


def _add_partner(sketch: Sketch) -> None:
    """When the partner is on shift: mornings, afternoons or nights, four days a week."""
    found = []
    for day in range(sketch.horizon.days):
        if sketch.rng.random() < 0.55:
            start = sketch.horizon.at_clock(day, 60 * sketch.rng.choice((6, 6, 14, 22)))
            found.append(Interval(start, start + 480))
    sketch.busy_people["Alex"] = tuple(found)
