"""Heavy days that cards would fill: ten questions stay there, and part of the cards waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trimtab.domain.exams import HEAVY_LEAST, STEP, Exam
from trimtab.domain.study_plans import StudyDay


def with_room_beside_cards(
    days: Sequence[StudyDay], exams: Sequence[tuple[Exam, float]]
) -> tuple[StudyDay, ...]:
    """Days whose cards leave a heavy one its ten questions, where that many fit at all.

    `exams` are those to come, the nearest first, with the minutes a question takes.
    """
    return tuple(_eased(day, exams) if day.is_heavy and day.cards else day for day in days)


def _eased(day: StudyDay, exams: Sequence[tuple[Exam, float]]) -> StudyDay:
    """A heavy day of which the nearest exam studied on it keeps the ten, or the fives that fit."""
    found = next((one for one in exams if one[0].is_studied_on(day.day)), None)
    if found is None:
        return day
    exam, pace = found
    room = exam.most_share * day.fits
    most = min(HEAVY_LEAST, exam.heavy_questions, int(room / pace) // STEP * STEP)
    if not most:
        return day
    kept = min(day.cards, max(0, int(room - most * pace)))
    return replace(day, cards=kept, cards_waiting=day.cards - kept)
