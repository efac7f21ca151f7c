"""A person's year of study: two exams over rotations, results of some sittings, a goal."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from trimtab.domain.exams import StudyResult, WeekGoal

STUDY = """
[[exam]]
name = "In-training exam"
date = 2027-02-04
questions = 400
topics = { pulmonary = 3, nephrology = 2, infection = 5 }

[[exam]]
name = "Step 3"
date = 2027-05-11
questions = 1800
topics = { "internal medicine" = 35, paediatrics = 15, obstetrics = 12, surgery = 10 }
practice_exams = [{ name = "Practice form", days_before = 21, minutes = 240 }]

[[season]]
name = "Clinic"
start = 2026-12-14
end = 2027-01-31
intensity = "light"

[[season]]
name = "ICU"
start = 2027-02-01
end = 2027-03-07
intensity = "heavy"
"""
SITTINGS = (
    ("internal medicine", 40, 26, 110.0),
    ("surgery", 20, 8, 66.0),
    ("paediatrics", 20, 15, 52.0),
    ("obstetrics", 20, 12, 58.0),
    ("internal medicine", 30, 20, 84.0),
    ("surgery", 20, 9, 61.0),
)


def fill_study(store, now: datetime, today: date) -> None:
    """Add the exams to the profile kept, with results of the days before and a goal."""
    kept = store.profile()
    store.keep_profile(kept.text + STUDY, now, expected_revision=kept.revision)
    for number, (topic, asked, right, minutes) in enumerate(SITTINGS):
        store.keep_entry(
            StudyResult(
                id=f"sitting {number}",
                day=today - timedelta(days=2 * number + 1),
                said_at=now,
                exam="Step 3",
                topic=topic,
                asked=asked,
                right=right,
                minutes=minutes,
            )
        )
    monday = today - timedelta(days=today.weekday())
    store.keep_entry(
        WeekGoal(id="articles", day=monday, said_at=now, name="Articles", wanted=2, done=1)
    )
