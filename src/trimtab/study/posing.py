"""Exams and days as a problem of study: what each day holds of which exam."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from trimtab.domain.exams import HEAVY_LEAST, HEAVY_MOST, MOST_SHARE, STEP, Exam
from trimtab.domain.study_plans import StudyDay
from trimtab.domain.time import WEEKDAYS
from trimtab.study.problem import TINY, Bools, Floats, StudyProblem

HEAVY_PART = 0.7
"""Of what a day holds on average a heavy day keeps so much at most (our choice)."""


@dataclass(frozen=True, slots=True)
class ExamAsk:
    """An exam with the questions that are left of it and the minutes each takes."""

    exam: Exam
    left: int
    minutes_each: float

    @property
    def minutes(self) -> float:
        """Minutes of all that is left."""
        return self.left * self.minutes_each


def pose(
    asks: Sequence[ExamAsk], days: Sequence[StudyDay], taken: Mapping[int, int] | None = None
) -> StudyProblem:
    """The problem of these exams, the nearest first; `taken` are minutes of a day given already.

    A heavy day holds as many questions as it should at the most, and keeps as many as the nearest
    exam asks for, unless that were more than it is to have beside the others. Each exam has its own
    share of what fits, less what cards ask.
    """
    fits = np.array([float(day.fits) for day in days])
    cards = np.array([float(day.cards) for day in days])
    open_to = np.stack([_open_days(ask.exam, days) for ask in asks])
    heavy = np.array([day.is_heavy for day in days])
    pace = _of_nearest(open_to, [ask.minutes_each for ask in asks])
    top = np.where(heavy, HEAVY_MOST * pace / MOST_SHARE, np.inf)
    capacity = np.minimum(np.maximum(0.0, fits - cards), top)
    capacity = np.where(open_to.any(axis=0), capacity, 0.0)
    used = np.zeros(len(days))
    for place, minutes in (taken or {}).items():
        used[place] = minutes
    shares = [ask.exam.most_share for ask in asks]
    open_rooms = [np.minimum(share * fits - cards, share * top) - used for share in shares]
    rooms = np.maximum(0.0, np.stack(open_rooms)) * open_to
    most = rooms.max(axis=0)
    rooms = np.stack([_capped(ask, row) for ask, row in zip(asks, rooms, strict=True)])
    least = heavy * _of_nearest(open_to, [a.exam.heavy_questions * a.minutes_each for a in asks])
    least = np.minimum(least, _light_enough(_average(asks, rooms), pace))
    step = np.where(pace > 0, STEP * pace, 1.0)
    least = np.floor(least / step + TINY) * step
    work = np.array([ask.minutes for ask in asks])
    return StudyProblem(work, rooms, capacity, np.minimum(least, most), most)


def rated_rooms(asks: Sequence[ExamAsk], days: Sequence[StudyDay]) -> Floats:
    """Minutes for study on each day beside cards, a heavy one's as the nearest exam rates it.

    That is the nearest that is studied on it, or else to come: a day is no longer where nothing new
    is learned on it.
    """
    rooms = []
    for day in days:
        room = float(max(0, day.fits - day.cards))
        if day.is_heavy:
            near = [one for one in asks if one.exam.day >= day.day] or list(asks)
            ask = next((one for one in near if one.exam.is_studied_on(day.day)), near[0])
            room = min(room, HEAVY_MOST * ask.minutes_each / MOST_SHARE)
        rooms.append(room)
    return np.array(rooms)


def _open_days(exam: Exam, days: Sequence[StudyDay]) -> Bools:
    """On which of the days new questions of an exam may stand."""
    ordinals = np.array([day.day.toordinal() for day in days])
    begin = exam.begin.toordinal() if exam.begin else 0
    on_weekday = np.array([name in exam.days for name in WEEKDAYS])[(ordinals - 1) % 7]
    found: Bools = on_weekday & (ordinals >= begin) & (ordinals <= exam.last_new_day.toordinal())
    return found


def _capped(ask: ExamAsk, rooms: Floats) -> Floats:
    """Room as whole questions, within what a day takes of the exam."""
    most = ask.exam.most_minutes
    capped = rooms if most is None else np.minimum(rooms, float(most))
    whole: Floats = np.floor(capped / ask.minutes_each + TINY) * ask.minutes_each
    return whole


def _of_nearest(open_to: Bools, figures: Sequence[float]) -> Floats:
    """On each day the figure of the nearest exam that is studied on it, 0 where none is."""
    found = np.zeros(open_to.shape[1])
    for row, figure in reversed(list(zip(open_to, figures, strict=True))):
        found = np.where(row, figure, found)
    return found


def _light_enough(average: Floats, pace: Floats) -> Floats:
    """What a heavy day keeps at most: a part of the average day, ten questions where that has more.

    Without it an exam with few questions left would be learned on heavy days alone.
    """
    ten = np.minimum(average, HEAVY_LEAST * pace)
    return np.maximum(ten, HEAVY_PART * average)


def _average(asks: Sequence[ExamAsk], rooms: Floats) -> Floats:
    """What every day would hold if each exam had the same minutes on all of its days."""
    days = np.maximum(1, (rooms > 0).sum(axis=1))
    each = np.array([ask.minutes for ask in asks]) / days
    average: Floats = ((rooms > 0) * each[:, None]).sum(axis=0)
    return average
