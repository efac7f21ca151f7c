"""Exams to study for, results of questions answered, and the plan of days that leads to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from trimtab.domain.time import WEEKDAYS

MOST_EXAMS = 8
"""So many exams are planned together: what is shared between them is told for every set (ours)."""

MOST_SHARE = 0.92
"""Of what fits into a day so much is planned at most: beyond it days no longer hold what they
promise."""

USUAL_MINUTES = 3.0
"""A question with its explanation (our choice)."""

USUAL_BUFFER_DAYS = 3

HEAVY_LEAST, HEAVY_MOST = 10, 20
"""Questions that a heavy day keeps."""

STEP = 5
"""Days hold whole multiples of so many questions (our choice)."""

TINY_QUESTIONS = 10
"""The tiny dose of a sitting (our choice)."""

PRIOR_RIGHT, PRIOR_WRONG = 6.0, 4.0
"""Before anything is known six of ten are taken to be right (our choice)."""


@dataclass(frozen=True, slots=True)
class PracticeExam:
    """A rehearsal of `minutes` in one go, so many days before the exam."""

    name: str
    days_before: int
    minutes: int = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Exam:
    """An exam on a day: `questions` are left to do from `begin` on, each `minutes_each`.

    `topics` are pairs of a topic and its share of the exam, which come to 1. On `buffer_days`
    before it nothing new is learned. A day takes `most_minutes` of it at most, on `days` of the
    week alone; a heavy day keeps `heavy_questions`. Of what fits into a day `most_share` is
    planned.
    """

    name: str
    day: date
    questions: int = 0
    minutes_each: float = USUAL_MINUTES
    topics: tuple[tuple[str, float], ...] = ()
    begin: date | None = None
    buffer_days: int = USUAL_BUFFER_DAYS
    heavy_questions: int = 15
    most_minutes: int | None = None
    days: tuple[str, ...] = WEEKDAYS
    practice_exams: tuple[PracticeExam, ...] = ()
    value: str = "life"
    private: bool | None = field(default=None, repr=False)
    most_share: float = MOST_SHARE

    @property
    def last_new_day(self) -> date:
        """The last day with new questions."""
        return self.day - timedelta(days=self.buffer_days + 1)

    def is_studied_on(self, day: date) -> bool:
        """Whether new questions may stand on a day."""
        begun = self.begin is None or self.begin <= day
        return begun and day <= self.last_new_day and WEEKDAYS[day.weekday()] in self.days


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyResult:
    """Questions of one topic answered on a day: how many, how many right, in how many minutes.

    `topic` is empty where they were mixed, `right` None where nobody counted.
    """

    id: str
    day: date
    said_at: datetime
    exam: str
    topic: str = ""
    asked: int = 0
    right: int | None = None
    minutes: float | None = None


@dataclass(frozen=True, slots=True)
class DayDone:
    """Questions of an exam done on a day: as entered, or else by what was marked of the plan.

    `assumed` of them were planned, and nobody said that it came otherwise.
    """

    day: date
    exam: str
    questions: int
    topics: tuple[tuple[str, int], ...] = ()
    assumed: int = 0


@dataclass(frozen=True, slots=True)
class Studied:
    """What is known of study done: of exams by their names; an empty one changes nothing."""

    done: tuple[DayDone, ...] = ()
    results: tuple[StudyResult, ...] = ()


def exams_ahead(exams: Iterable[Exam], today: date) -> tuple[Exam, ...]:
    """Exams that are not over, the nearest first."""
    ahead = (one for one in exams if one.day >= today)
    return tuple(sorted(ahead, key=lambda one: (one.day, one.name)))


def brought_text(new: int, read: int, refused: int) -> str:
    """What became of the rows of a table of results.

    >>> brought_text(3, 3, 0), brought_text(0, 1, 2)
    ('3 new of 3 results read.', '0 new of 1 result read; 2 rows were not.')
    >>> brought_text(0, 0, 1)
    'Nothing of it was kept: 1 row could not be read.'
    """
    if refused and not read:
        rows = "1 row" if refused == 1 else f"{refused} rows"
        return f"Nothing of it was kept: {rows} could not be read."
    rest = f"; {refused} row{' was' if refused == 1 else 's were'} not" if refused else ""
    return f"{new} new of {read} result{'' if read == 1 else 's'} read{rest}."


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekGoal:
    """Something of one's own for the week that begins on `day`, a Monday: so many, so many done."""

    id: str
    day: date
    said_at: datetime
    name: str
    wanted: int = 1
    done: int = 0
