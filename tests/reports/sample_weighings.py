"""Weighings written by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from trimtab.domain.commitments import Commitment
from trimtab.domain.errors import Problem
from trimtab.domain.requests import Asked
from trimtab.domain.weighing import (
    Alternative,
    CareTaken,
    Crossing,
    Displaced,
    KnownWork,
    LateTask,
    MovedNight,
    ThingLost,
    TimeTaken,
    ValueLost,
    WeighedWeek,
    Weighing,
)

MONDAY = date(2026, 11, 16)
START = datetime(2026, 11, 17, 17, tzinfo=UTC)
ASKED = Asked(
    "Committee",
    "lecture",
    "UTC",
    tuple(
        Commitment(
            str(week),
            "Committee",
            START + timedelta(7 * week),
            START + timedelta(7 * week, hours=1.5),
            "lecture",
        )
        for week in range(4)
    ),
    until=date(2026, 12, 9),
)
LOST = Displaced(
    sleep_minutes=60,
    nights=((date(2026, 11, 17), 60),),
    values=(
        ValueLost("body", 50, (ThingLost("Run", 45, 1), ThingLost("Walk", 5, 0))),
        ValueLost("joy", -20, (ThingLost("Read", -20, -1),)),
    ),
    pause_minutes=0,
    open_minutes=40,
)
WEEK = WeighedWeek(MONDAY, 1, 90, 40, LOST, 180.0, 120.0, 200.0)
SLIGHT = replace(WEEK, displaced=Displaced(), loss=20.0, least_loss=10.0, most_loss=25.0)
MOVED = replace(
    WEEK,
    displaced=Displaced(values=(ValueLost("joy", 5, (ThingLost("Read", 5),)),), open_minutes=755),
    loss=560.0,
    least_loss=328.0,
    most_loss=630.0,
    moved_nights=(MovedNight(date(2026, 11, 21), 450, 300, 150),),
)
PLAIN = Weighing(ASKED, "Committee: Tuesdays", (WEEK, replace(WEEK, first_day=date(2026, 11, 23))))
FULL = replace(
    PLAIN,
    weeks=(
        replace(WEEK, musts=("Evening prayer",), full_days=(date(2026, 11, 17),)),
        replace(WEEK, loss=20.0, least_loss=-60.0, most_loss=60.0),
    ),
    further_weeks=2,
    planned_until=date(2026, 11, 29),
    known=KnownWork(date(2026, 11, 27)),
    late=(LateTask("QI abstract", datetime(2026, 11, 27, 17, tzinfo=UTC), 60),),
    boundaries=(Crossing("No work after nine", 3, date(2026, 11, 17)),),
    overlaps=(Crossing("MICU night", 1, date(2026, 11, 24), is_work=True),),
    taken=(TimeTaken(START + timedelta(7), "work"),),
    care=(CareTaken("Mia", START, START + timedelta(hours=1), 3),),
    days_off=tuple(date(2026, 11, day) for day in (17, 18, 19, 20, 21)),
    alternatives=(
        Alternative("time", "Wednesdays 12:30-14:00", 20, 70, 30.0, 90, weeks_planned=2),
        Alternative("half", "half as long, 17:00-17:45", 2, 40, 60.0, 90, weeks_planned=2),
    ),
    remarks=("No end was given.",),
    problems=(Problem("a.ics", 3, "Odd.", "Mend it."),),
)
