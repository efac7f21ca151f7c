"""Days for practice exams: the one asked for, or the nearest with room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import ceil

from trimtab.domain.exams import MOST_SHARE, Exam
from trimtab.domain.study_plans import Rehearsal, StudyDay

REHEARSAL_REACH = 7
"""A practice exam moves by so many days at the most to a day with room (our choice)."""


def place_rehearsals(
    exams: Sequence[Exam], days: Sequence[StudyDay], rated: Sequence[float], today: date
) -> Iterator[Rehearsal]:
    """Practice exams to come, each on a day of its own; `rated` is what fits beside cards.

    Where no day near it has room as days are rated, the nearest that is free for so long gives of
    its open time, a lighter one before a heavy one.
    """
    known = {day.day: (day, fits) for day, fits in zip(days, rated, strict=True)}
    used: set[date] = set()
    for exam in exams:
        for practice in exam.practice_exams:
            wanted = exam.day - timedelta(days=practice.days_before)
            if wanted < today:
                continue
            minutes = practice.minutes
            near = (day for day in _near(wanted) if day in known and day < exam.day)
            able = [day for day in near if day not in used and _free(known[day][0]) >= minutes]
            ranks = {day: (minutes > _usual(*known[day]), known[day][0].is_heavy) for day in able}
            found = min(able, key=ranks.__getitem__, default=None)
            if found is None:
                yield Rehearsal(exam.name, practice, wanted, None)
                continue
            used.add(found)
            is_more, fits = ranks[found][0], ceil(known[found][1])
            yield Rehearsal(exam.name, practice, wanted, found, is_more, fits)


def _near(wanted: date) -> list[date]:
    """Days near one, the nearest first."""
    reach = range(-REHEARSAL_REACH, REHEARSAL_REACH + 1)
    return [wanted + timedelta(days=number) for number in sorted(reach, key=abs)]


def _free(day: StudyDay) -> int:
    return day.free - day.cards


def _usual(day: StudyDay, fits: float) -> float:
    """Minutes of study that are planned of a day at the most."""
    return MOST_SHARE * min(day.fits - day.cards / MOST_SHARE, fits)
