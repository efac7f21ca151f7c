"""Questions that a planned week holds, of those it was asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from trimtab.app.study.held import held_questions
from trimtab.domain.exams import Exam
from trimtab.domain.plans import Block, Certificate, Plan, Unplaced
from trimtab.domain.study_plans import DayTarget, ExamOutlook, HeldQuestions, StudyDay, YearPlan
from trimtab.domain.time import Horizon
from trimtab.reports.study_words import kept_until_text, planned_text
from trimtab.web.learning.views import week_lines
from trimtab.web.learning.year_picture import week_words

ZONE = ZoneInfo("America/New_York")
MONDAY = date(2026, 11, 16)
STEP = Exam(name="Step 3", day=date(2027, 3, 16), questions=1400)
YEAR = YearPlan(MONDAY, outlooks=(ExamOutlook(STEP, 0, 1400, 1400, 3.0),))


def sitting(day: int, count: int, minutes: int, topic: str = "renal") -> Block:
    """Questions at nine on a day of November."""
    start = datetime(2026, 11, day, 9, tzinfo=ZONE)
    name = f"Step 3: up to {count} questions, {topic}"
    return Block(start, start + timedelta(minutes=minutes), name, "study", "learning", "ideal")


def plan_of(*blocks: Block, unplaced: tuple[Unplaced, ...] = (), days: int = 7) -> Plan:
    """A plan of this week, or more."""
    return Plan(
        person="You",
        horizon=Horizon(MONDAY, days, "America/New_York"),
        blocks=blocks,
        unplaced=unplaced,
        values=(),
        certificate=Certificate(1.0, 1.0, 0.0, 0.0),
    )


def test_what_is_shorter_or_missing_holds_fewer():
    """Twenty stand whole; of ten half, of two times twenty 20 of 120 min, of ten none."""
    short = (
        Unplaced("Step 3: up to 10 questions, renal", 30, 15, ""),
        Unplaced("Step 3: up to 20 questions, surgery", 120, 20, ""),
        Unplaced("Step 3: up to 10 questions, mixed", 30, 0, ""),
        Unplaced("Shelf: up to 10 questions, mixed", 30, 0, ""),
        Unplaced("Run", 30, 0, ""),
    )
    blocks = (sitting(17, 20, 60), sitting(18, 10, 15), sitting(19, 20, 20, "surgery"))
    found = held_questions(plan_of(*blocks, unplaced=short), YEAR)
    assert found is not None
    assert replace(found, coming=()) == HeldQuestions(80, 20 + 5 + 7, date(2026, 11, 22))
    assert [(one.questions, one.minutes) for one in found.coming] == [(20, 60), (5, 15), (7, 20)]


def test_all_of_it_is_all_of_it():
    """Also where minutes were rounded to five, and nothing is said then."""
    year = replace(YEAR, outlooks=(replace(YEAR.outlooks[0], minutes_each=2.6),))
    found = held_questions(plan_of(sitting(17, 20, 50)), year)
    assert found is not None
    assert (found.asked, found.held) == (20, 20)
    assert planned_text(replace(year, planned=found)) == ""


def test_a_plan_without_questions_or_over_says_nothing():
    """Nor does one of another exam."""
    assert held_questions(plan_of(), YEAR) is None
    plan = plan_of(sitting(17, 20, 60))
    assert held_questions(plan, replace(YEAR, today=date(2026, 11, 23))) is None
    assert held_questions(plan, replace(YEAR, outlooks=())) is None


def test_a_plan_made_later_in_the_week_tells_of_what_was_asked_since():
    """Monday's sitting was before it."""
    plan = replace(plan_of(sitting(16, 20, 60), sitting(18, 10, 30)), planned_from=24 * 60)
    found = held_questions(plan, YEAR)
    assert found is not None
    assert found.asked == 10


@pytest.mark.parametrize(
    ("planned", "said"),
    [
        (HeldQuestions(85, 45, date(2026, 11, 22)), "This week's plan holds 45 of the 85 quest"),
        (HeldQuestions(85, 0, date(2026, 11, 22)), "This week's plan holds none of the 85 quest"),
        (HeldQuestions(85, 45, date(2026, 11, 29)), "The plan until Sun 29 Nov holds 45 of the 8"),
    ],
)
def test_it_is_told_with_the_days_it_is_of(planned, said):
    """And that the rest is not lost."""
    told = planned_text(replace(YEAR, planned=planned))
    assert told.startswith(said)
    assert told.endswith("the rest gave way to what matters more, and is spread again.")


def targets(*days: int) -> tuple[DayTarget, ...]:
    """Twenty questions on each of these days of November."""
    return tuple(DayTarget(date(2026, 11, day), "Step 3", 20, 60) for day in days)


def test_the_week_under_way_is_planned_as_its_plan_holds():
    """Of 60 questions 20 + 7; what of the plan is over counts no more, the week after is asked."""
    short = (Unplaced("Step 3: up to 20 questions, surgery", 120, 20, ""),)
    blocks = (
        sitting(16, 20, 60),
        sitting(18, 20, 60),
        sitting(19, 20, 10, "surgery"),
        sitting(20, 20, 10, "surgery"),
    )
    today = date(2026, 11, 18)
    days = tuple(StudyDay(today + timedelta(days=n), 120) for n in range(12))
    year = replace(YEAR, today=today, days=days, targets=targets(18, 19, 20, 25))
    found = held_questions(plan_of(*blocks, unplaced=short), year)
    assert found is not None
    week, after = replace(year, planned=found).weeks
    assert (week.minutes, week.questions(), week.questions_planned()) == (80, 60, 20 + 7)
    assert (week.share, week_words(week)) == (
        80 / 600,
        "Week of Mon 16 Nov: 1½ of about 10 h, 27 of 60 questions",
    )
    assert (after.minutes, after.questions_planned()) == (60, 20)
    assert year.weeks[0].minutes == 180
    weeks = week_lines(replace(year, planned=found))
    assert [one.questions for one in weeks] == ["Step 3 27 of 60", "Step 3 20"]
    assert kept_until_text(replace(year, planned=found)) == "until Sun 22 Nov what your plan holds"
    assert kept_until_text(year) == ""


def test_days_of_a_week_beyond_its_plan_are_planned_as_asked():
    """A plan that ends on Thursday says nothing of Friday."""
    year = replace(YEAR, days=(StudyDay(MONDAY, 60),), targets=targets(17, 20))
    found = held_questions(plan_of(sitting(17, 20, 30), days=4), year)
    assert found is not None
    short = replace(found, coming=targets(17)[:0])
    assert replace(year, planned=found).weeks[0].minutes == 30 + 60
    assert replace(year, planned=short).weeks[0].questions_planned() == 20
