"""Study in a planned week: sittings by name and dose, practice exams, light review."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from trimtab.app.study.studied import SITTING
from trimtab.app.study.study_blocks import exam_notes, named_sittings, study_practices, with_study
from trimtab.domain.commitments import CalendarReading
from trimtab.domain.exams import Exam, PracticeExam, Studied
from trimtab.domain.people import Person, Profile
from trimtab.domain.practices import Practice
from trimtab.domain.study_plans import DayTarget, StudyDay
from trimtab.domain.time import Horizon
from trimtab.study.year import plan_year

MONDAY = date(2026, 11, 16)
WEEK = Horizon(MONDAY, 7, "UTC")
NOW = datetime(2026, 11, 18, 6, tzinfo=UTC)
EXAM = Exam(
    name="Step 3",
    day=date(2026, 12, 20),
    questions=600,
    topics=(("surgery", 0.5), ("renal", 0.5)),
    value="learning",
)


def no_calendar(*_) -> CalendarReading:
    """Nothing is on."""
    return CalendarReading()


def profile_with(*exams: Exam) -> Profile:
    """A profile of nothing but exams."""
    return Profile(person=Person(time_zone="UTC"), exams=exams)


def test_a_week_has_its_sittings_from_today_on():
    """Demanding study on its day alone, whose names tell exam, questions and topics."""
    practices = with_study(profile_with(EXAM), WEEK, NOW, no_calendar).practices
    days = sorted(day for one in practices for day in one.on)
    assert min(days) == date(2026, 11, 18)
    assert max(days) <= date(2026, 11, 22)
    assert all(one.study and one.demanding and one.times_per_week == 7 for one in practices)
    assert all(SITTING.match(one.name)["exam"] == "Step 3" for one in practices)


def test_a_profile_without_exams_stays_as_it_is():
    """The very same, and no calendar is read for it."""
    profile = profile_with(Exam(name="Old", day=date(2026, 11, 1)))
    assert with_study(profile, WEEK, NOW, None) is profile


@pytest.mark.parametrize(
    ("questions", "minutes", "topics", "names"),
    [
        (40, 80, (("renal", 30), ("skin", 10)), ["A: up to 40 questions, renal and skin"]),
        (
            60,
            180,
            (("renal", 30), ("skin", 30)),
            ["A: up to 30 questions, renal", "A: up to 30 questions, skin"],
        ),
        (30, 90, (), ["A: up to 30 questions"]),
        (60, 180, (), ["A: up to 30 questions", "A: up to 30 questions, again"]),
        (1, 3, (("renal", 1),), ["A: 1 question, renal"]),
    ],
)
def test_long_days_come_in_sittings(questions, minutes, topics, names):
    """Of ninety minutes at most, each with topics of its own, and known again by its name."""
    target = DayTarget(MONDAY, "A", questions, minutes, topics)
    found = named_sittings(target)
    assert [name for name, _ in found] == names
    assert all(int(SITTING.match(name)["count"]) == count for name, count in found)
    assert all(SITTING.match(name)["exam"] == "A" for name, _ in found)


def test_a_practice_exam_keeps_to_the_hours_of_exams():
    """One dose, on its day, begun in the morning where it can be; the buffer has light review."""
    exam = Exam(
        name="Step 3",
        day=MONDAY + timedelta(days=7),
        questions=20,
        practice_exams=(PracticeExam("Form 9", 5, 240),),
    )
    days = [StudyDay(MONDAY + timedelta(days=n), 240, 400) for n in range(8)]
    year = plan_year((exam,), days, Studied(), MONDAY)
    found = {one.name: one for one in study_practices(year, WEEK)}
    form = found["Step 3: Form 9"]
    assert (form.doses, form.on) == ((240,), {MONDAY + timedelta(days=2)})
    review = found["Step 3: light review"]
    assert review.on == {MONDAY + timedelta(days=n) for n in (4, 5, 6)}
    assert not review.demanding


def test_an_exam_is_a_note_of_its_day():
    """In the week that holds it."""
    exam = Exam(name="Shelf", day=MONDAY)
    assert [one.name for one in exam_notes((exam, EXAM), WEEK)] == ["Shelf"]


def test_a_heavy_day_is_asked_its_questions_whole():
    """They were measured for it; a practice of every week is eased then."""
    dated = Practice("Step 3: 10 questions", "learning", 7, (30, 20, 15), on=frozenset({MONDAY}))
    assert dated.goal_minutes(is_heavy=True) == 30
    weekly = Practice("Run", "body", 3, (30, 20))
    assert weekly.goal_minutes(is_heavy=True) == 20
