"""[[exam]]: what it means, what is wrong with it, and how it is written."""

from __future__ import annotations

from datetime import date

import pytest

from trimtab.domain.errors import ProfileError
from trimtab.profiles.exam_writing import change_lines, with_exam, with_exam_changed
from trimtab.profiles.reading import read_profile

EXAM = '[[exam]]\nname = "Step 3"\ndate = 2027-03-16\n'


def exam_of(text: str):
    """The exam of a sound profile."""
    profile, problems = read_profile(text, "me.toml")
    assert problems == ()
    return profile.exams[0]


def mistakes_of(text: str) -> str:
    """What is wrong with a profile, in one text."""
    return " ".join(map(str, read_profile(text, "me.toml")[1]))


def test_a_name_and_a_day_are_enough():
    """Everything else has a default; shares of topics come to one."""
    exam = exam_of(EXAM)
    assert (exam.questions, exam.minutes_each, exam.buffer_days) == (0, 3.0, 3)
    assert exam.value == "life"
    assert exam.last_new_day == date(2027, 3, 12)
    topics = exam_of(EXAM + "topics = { renal = 3, skin = 1 }\n").topics
    assert topics == (("renal", 0.75), ("skin", 0.25))


def test_it_serves_learning_where_that_is_a_value():
    """Unless it says another."""
    values = "[values]\nfamily = 2\nStudy = 1\n"
    assert exam_of(values + EXAM).value == "Study"
    assert exam_of(values + EXAM + 'value = "family"\n').value == "family"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("begin = 2027-04-01", "after the exam on 2027-03-16"),
        ("heavy_questions = 9", "it can be 10 to 20 questions"),
        ("minutes_each = 0", "it can be 0.5 to 30 minutes"),
        ("most_share = 1.2", "it can be 0.3 to 1"),
        ("topics = { renal = -1 }", 'for "renal"'),
        ('value = "fun"\n[values]\nbody = 1', "which is not in [values]"),
        ('practice_exams = [{ name = "F" }]', "without `days_before`"),
        ("practice_exams = [{ days_before = 3 }]", "without a name"),
        ('practice_exams = [{ name = "F", days_before = 3, minute = 3 }]', "unknown key `minute`"),
        ('practice_exams = [{ name = "F", days_before = 3, minutes = 3 }]', "It can be 15 to 600"),
        ('practice_exams = "F"', "not a list of practice exams"),
        (
            'practice_exams = [{ name = "F", days_before = 3 }, { name = "F", days_before = 5 }]',
            "two practice exams named",
        ),
    ],
)
def test_mistakes_say_how_to_mend_them(line, said):
    """Each at its key."""
    assert said in mistakes_of(f"{EXAM}{line}\n")


def test_too_many_practice_exams_and_two_of_one_name():
    """Both are told."""
    many = ", ".join(f'{{ name = "F{number}", days_before = 3 }}' for number in range(21))
    assert "20 at most" in mistakes_of(f"{EXAM}practice_exams = [{many}]\n")
    assert 'Two [[exam]] tables are named "Step 3"' in mistakes_of(EXAM + EXAM)


def test_an_exam_is_added_and_changed_letter_by_letter():
    """A key set, one taken away; everything else stays as it was written."""
    text = with_exam("# mine\n", {"name": "A", "date": date(2027, 3, 1), "most_minutes": 60}, "f")
    assert text.startswith("# mine\n\n[[exam]]\n")
    change = {"questions": 700, "most_minutes": None, "days": ["mon", "tue"]}
    assert change_lines(text, "A", change) == (
        "questions: as usual becomes 700",
        "most minutes a day: 60 becomes no limit",
        "days of the week: mon, tue, wed, thu, fri, sat, sun becomes mon, tue",
    )
    assert change_lines(text, "A", {"most_share": 0.93, "buffer_days": 2}) == (
        "part of each day that is filled: 92 % becomes 93 %",
        "days before it without new questions: 3 becomes 2",
    )
    exam = exam_of(with_exam_changed(text, "A", change, "f"))
    assert (exam.questions, exam.most_minutes, exam.days) == (700, None, ("mon", "tue"))


def test_topics_that_go_are_named():
    """Not the whole table."""
    text = EXAM + "topics = { renal = 3, skin = 1 }\n"
    assert change_lines(text, "Step 3", {"topics": {"renal": 3}}) == ("topics: without skin",)


def test_an_exam_that_is_gone_is_not_changed():
    """Somebody took it out meanwhile."""
    with pytest.raises(ProfileError, match="is no exam of your profile any more"):
        with_exam_changed(EXAM, "Boards", {"questions": 1}, "f")
