"""The year of study in words: one and many, an exam today, and what does not fit."""

from __future__ import annotations

from datetime import date

from trimtab.domain.exams import Exam, PracticeExam
from trimtab.domain.study_plans import ExamOutlook, Offer, Rehearsal, YearPlan
from trimtab.reports.study_json import study_to_json
from trimtab.reports.study_words import (
    offer_text,
    outlook_text,
    rehearsal_text,
    rehearsed_text,
)

TODAY = date(2026, 11, 18)
EXAM = Exam(name="Step 3", day=TODAY, questions=50)


def outlook(placed: int, *, is_today: bool = False) -> ExamOutlook:
    """Fifty questions, so many with a day."""
    return ExamOutlook(EXAM, 0, 50, placed, 3.0, is_today=is_today)


def test_one_question_has_no_day_and_many_have_none():
    """The verb goes with the number."""
    assert outlook_text(outlook(49)) == "50 questions left; 1 of them has no day."
    assert outlook_text(outlook(48)) == "50 questions left; 2 of them have no day."


def test_ways_that_do_not_do_say_so_in_whole_sentences():
    """A comma parts the condition from what follows; dropping everything is no way out."""
    short = (Offer("days", "Step 3", False, short=1), Offer("drop", "Step 3", False, short=50))
    assert [offer_text(one, TODAY) for one in short] == [
        "Even with every day there is, 1 question would still have no day.",
        "None of its questions has a day as it is, so fewer would not do.",
    ]


def test_the_morning_of_an_exam_is_kind():
    """Nothing is told as lacking."""
    said = outlook_text(outlook(0, is_today=True))
    assert said == "nothing more is planned for it. All the best!"


def test_a_practice_exam_longer_than_its_day_is_told_so():
    """With what fits there, in the week, the line and JSON."""
    form = PracticeExam("Form", 21, 240)
    beyond = Rehearsal("Step 3", form, TODAY, TODAY, True, 66)
    assert rehearsal_text(beyond, TODAY).endswith(
        "That is more than 92 % of the 1 h 6 min that fit there: it takes time that otherwise "
        "stays open."
    )
    assert rehearsed_text(beyond).endswith("4 h beside the questions, more than fits its day")
    told = study_to_json(YearPlan(TODAY, rehearsals=(beyond,)), "A")["practice_exams"]
    assert [one["has_room"] for one in told] == [False]
