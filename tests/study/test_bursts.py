"""Bursts come in the order the year owes them, topic by topic and exam by exam."""

from __future__ import annotations

from collections import Counter

from trimtab.study.bursts import BurstExam, next_bursts
from trimtab.study.topics import TopicSeen

STEP = BurstExam(
    name="Step 3",
    left=600,
    days=100,
    minutes_each=2.5,
    weights={"renal": 0.5, "skin": 0.3, "heart": 0.2},
)


def topics_of(*exams: BurstExam, count: int = 10) -> list[str]:
    """Topics of the next bursts, in order."""
    return [one.topic for one in next_bursts(exams, 10, count)]


def test_topics_come_by_their_weight_and_never_long_in_a_row():
    """Of ten bursts five, three and two; the heaviest is not asked thrice at once."""
    found = topics_of(STEP)
    assert Counter(found) == {"renal": 5, "skin": 3, "heart": 2}
    assert all(len(set(found[at : at + 3])) > 1 for at in range(8))


def test_what_was_seen_before_waits_for_what_was_not():
    """Forty questions of the heaviest topic: the others come first."""
    seen = {"renal": TopicSeen(40, 2, 1)}
    assert topics_of(BurstExam(**{**fields(STEP), "seen": seen}), count=3)[0] != "renal"


def test_exams_take_turns_by_what_is_left_for_each_day():
    """One with three times as many questions a day has three of four bursts."""
    shelf = BurstExam(name="Shelf", left=200, days=100, minutes_each=2.0)
    found = next_bursts((STEP, shelf), 10, 8)
    assert Counter(one.exam for one in found) == {"Step 3": 6, "Shelf": 2}
    assert {one.questions for one in found} == {4, 5}
    assert {one.topic for one in found if one.exam == "Shelf"} == {""}


def test_what_was_done_lately_gives_way():
    """An exam that had all questions of these two weeks waits for the other."""
    had = BurstExam(**{**fields(STEP), "lately": 200})
    shelf = BurstExam(name="Shelf", left=600, days=100, minutes_each=2.0)
    assert {one.exam for one in next_bursts((had, shelf), 5, 6)} == {"Shelf"}


def test_without_an_exam_there_is_none():
    """Nothing to be of."""
    assert next_bursts((), 10, 6) == ()


def fields(exam: BurstExam) -> dict[str, object]:
    """An exam's fields by name."""
    return {name: getattr(exam, name) for name in exam.__slots__}
