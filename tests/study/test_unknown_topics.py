"""Topics of results that an exam does not have."""

from __future__ import annotations

from datetime import UTC, date, datetime

from trimtab.domain.exams import Exam, StudyResult
from trimtab.study.unknown_topics import UnknownTopic, unknown_topics

STEP = Exam(
    name="Step 3",
    day=date(2027, 3, 16),
    topics=(("biostatistics", 0.2), ("internal medicine", 0.6), ("Surgery", 0.2)),
)


def result(topic: str, asked: int, exam: str = "Step 3") -> StudyResult:
    """A sitting of a topic."""
    said = datetime(2026, 11, 18, tzinfo=UTC)
    return StudyResult(
        id=f"{topic} {asked}", day=said.date(), said_at=said, exam=exam, topic=topic, asked=asked
    )


def test_they_are_summed_with_the_nearest_name_each():
    """Known ones in any capitals, mixed questions, and those of another exam are none."""
    results = [
        result("biostats", 5),
        result("Biostats", 15),
        result("derm", 30),
        result("surgery", 40),
        result("", 10),
        result("skin", 10, "Shelf"),
    ]
    assert unknown_topics(STEP, results) == (
        UnknownTopic("derm", 30),
        UnknownTopic("biostats", 20, "biostatistics"),
    )


def test_an_exam_without_topics_knows_every_one():
    """Nothing would weigh, whatever it is called."""
    exam = Exam(name="Step 3", day=date(2027, 3, 16))
    assert unknown_topics(exam, [result("derm", 30)]) == ()
