"""Checks of [[exam]] that need more than one key, and the exam it describes."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from trimtab.domain.exams import Exam
from trimtab.domain.practices import STUDY_VALUES
from trimtab.profiles.exam_tables import ExamTable
from trimtab.profiles.table_pieces import UNNAMED_VALUE
from trimtab.profiles.validation import Mistake, Row


def find_exam_mistakes(rows: tuple[Row, ...]) -> Iterator[Mistake]:
    """Study that would begin after the exam, and practice exams of one name."""
    for row in rows:
        table = row.table
        assert isinstance(table, ExamTable)
        if table.begin and table.day and table.begin > table.day:
            yield Mistake(
                (*row.path, "begin"),
                f"`begin` in {row.label} is {table.begin}, after the exam on {table.day}.",
                "Swap the two dates, or mend the year.",
            )
        names = [one.name for one in table.practice_exams]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            yield Mistake(
                (*row.path, "practice_exams"),
                f'{row.label} has two practice exams named "{twice}".',
                "Give each its own name.",
            )


def exam_of(table: ExamTable, values: Collection[str]) -> Exam:
    """The exam a sound table describes; without a value of its own it serves that of learning."""
    assert table.day is not None
    total = sum(table.topics.values())
    is_bare = table.value == UNNAMED_VALUE and "value" not in table.model_fields_set
    learning = next((name for name in values if name.lower() in STUDY_VALUES), None)
    return Exam(
        name=table.name,
        day=table.day,
        questions=table.questions,
        minutes_each=float(table.minutes_each),
        topics=tuple((name, weight / total) for name, weight in table.topics.items()),
        begin=table.begin,
        buffer_days=table.buffer_days,
        heavy_questions=table.heavy_questions,
        most_minutes=table.most_minutes,
        days=tuple(table.days),
        practice_exams=tuple(table.practice_exams),
        value=learning if is_bare and learning is not None else table.value,
        private=table.private,
        most_share=float(table.most_share),
    )
