"""The year: every exam's questions on days, by topic, with practice exams and ways to mend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import takewhile
from math import ceil

import numpy as np

from trimtab.domain.exams import MOST_EXAMS, MOST_SHARE, STEP, DayDone, Exam, Studied, exams_ahead
from trimtab.domain.study_plans import (
    DayTarget,
    ExamOutlook,
    Offer,
    PaceLearned,
    Rehearsal,
    StudyDay,
    TopicLevel,
    YearPlan,
)
from trimtab.study.estimates import pace_learned, topic_level
from trimtab.study.even_load import even_loads
from trimtab.study.heavy_days import with_room_beside_cards
from trimtab.study.offers import Shortage, find_offers
from trimtab.study.posing import ExamAsk, pose, rated_rooms
from trimtab.study.problem import Floats, StudyProblem, fitting_work
from trimtab.study.rehearsals import place_rehearsals
from trimtab.study.sharing import share_days
from trimtab.study.topics import TopicSeen, split_days, topic_weights
from trimtab.study.whole_questions import Counts, whole_questions


@dataclass(frozen=True, slots=True)
class _Spread:
    """Exams asked, practice exams with their days, the counts found, and what days are rated."""

    asks: tuple[ExamAsk, ...]
    rehearsals: tuple[Rehearsal, ...]
    counts: Counts
    rated: Floats

    @property
    def minutes(self) -> Sequence[float]:
        """Minutes of questions on each day."""
        paces = np.array([ask.minutes_each for ask in self.asks])
        found: list[float] = (paces @ self.counts).tolist()
        return found


@dataclass(frozen=True, slots=True)
class _Stand:
    """How exams stand on days until the last of them; `eased` are all days given."""

    spread: _Spread
    days: tuple[StudyDay, ...]
    eased: tuple[StudyDay, ...]
    outlooks: tuple[ExamOutlook, ...]

    @property
    def short(self) -> int:
        """Questions of all exams that no day holds."""
        return sum(one.short for one in self.outlooks)


def plan_year(
    exams: Sequence[Exam],
    days: Sequence[StudyDay],
    studied: Studied,
    today: date,
    *,
    wants_offers: bool = True,
) -> YearPlan:
    """The plan from `today` on; `days` begin with it and go on to the last exam.

    Where offers are wanted they go on beyond it, as far as a later date is looked for. Work that
    was missed is spread over all that is left, as the plan is made of what is left.
    """
    passed = tuple(one for one in exams if one.day < today)
    ahead = exams_ahead(exams, today)[:MOST_EXAMS]
    if not ahead:
        return YearPlan(today, passed=passed)
    year = _stand(ahead, days, studied, today)
    spread, until, outlooks = year.spread, year.days, year.outlooks
    targets = (
        target
        for ask, row in zip(spread.asks, spread.counts.tolist(), strict=True)
        for target in _targets(ask, until, row, studied, today)
    )
    return YearPlan(
        today=today,
        days=_capped(until, spread.rated, spread.minutes),
        targets=tuple(sorted(targets, key=lambda one: one.day)),
        outlooks=outlooks,
        rehearsals=spread.rehearsals,
        offers=_offers(year, days, studied, today) if wants_offers else (),
        passed=passed,
        reach=_reach(until),
    )


def _stand(
    ahead: Sequence[Exam], days: Sequence[StudyDay], studied: Studied, today: date
) -> _Stand:
    eased = with_room_beside_cards(days, [(one, pace_of(one, studied)) for one in ahead])
    until = tuple(day for day in eased if day.day <= ahead[-1].day)
    spread = _spread(ahead, until, studied, today)
    outlooks = tuple(
        _outlook(ask, row, studied, today)
        for ask, row in zip(spread.asks, spread.counts.tolist(), strict=True)
    )
    return _Stand(spread, until, eased, outlooks)


def _offers(
    year: _Stand, days: Sequence[StudyDay], studied: Studied, today: date
) -> tuple[Offer, ...]:
    """Ways out for the nearest exam that lacks days, each planned again before it is offered."""
    short = next((n for n, one in enumerate(year.outlooks) if one.short > 0), None)
    if short is None:
        return ()
    ahead = [one.exam for one in year.outlooks]
    lacking = year.outlooks[short].short

    def lacks(exam: Exam) -> int:
        others = [one for n, one in enumerate(ahead) if n != short]
        again = _stand(exams_ahead([*others, exam], today), days, studied, today)
        own = sum(one.short for one in again.outlooks if one.exam is exam)
        return max(own, again.short - (year.short - lacking))

    taken = _taken(year.spread.rehearsals, year.eased)
    weights = exam_weights(ahead[short], studied)
    asked = Shortage(year.spread.asks, short, lacking, taken, weights, lacks)
    return find_offers(asked, year.eased)


def _reach(days: Sequence[StudyDay]) -> date | None:
    """The last day until which every one is known."""
    known = list(takewhile(lambda day: day.is_known, days))
    return known[-1].day if known else None


def _outlook(ask: ExamAsk, row: Sequence[int], studied: Studied, today: date) -> ExamOutlook:
    """How an exam stands with what was done today, without which its days were spread.

    Of today's own questions so many need no place any more; done beyond them, others need none.
    """
    exam = ask.exam
    done = questions_done(exam, studied.done, today + timedelta(days=1))
    done_today = done - questions_done(exam, studied.done, today)
    left = max(0, ask.left - done_today)
    return ExamOutlook(
        exam,
        done=done,
        left=left,
        placed=min(left, sum(row) - min(done_today, row[0])),
        minutes_each=ask.minutes_each,
        levels=topic_levels(exam, studied),
        pace=_pace(exam, studied),
        is_today=exam.day == today,
        assumed=sum(one.assumed for one in _done_of(exam, studied.done, today + timedelta(days=1))),
    )


def topic_levels(exam: Exam, studied: Studied) -> tuple[TopicLevel, ...]:
    """How each topic of an exam stands, in the exam's order."""
    results = [one for one in studied.results if one.exam == exam.name]
    return tuple(topic_level(name, results) for name, _ in exam.topics)


def pace_of(exam: Exam, studied: Studied) -> float:
    """Minutes a question is taken to last: as said, or as learned from enough results."""
    learned = _pace(exam, studied)
    return round(learned.minutes, 2) if learned.is_known else exam.minutes_each


def _pace(exam: Exam, studied: Studied) -> PaceLearned:
    results = [one for one in studied.results if one.exam == exam.name]
    return pace_learned(exam.minutes_each, results)


def _spread(
    ahead: Sequence[Exam], days: Sequence[StudyDay], studied: Studied, today: date
) -> _Spread:
    asks = tuple(
        ExamAsk(
            exam,
            max(0, exam.questions - questions_done(exam, studied.done, today)),
            pace_of(exam, studied),
        )
        for exam in ahead
    )
    rated = rated_rooms(asks, days)
    rehearsals = tuple(place_rehearsals(ahead, days, rated.tolist(), today))
    problem = pose(asks, days, _taken(rehearsals, days))
    problem = problem.with_work(fitting_work(problem))
    paces = np.array([ask.minutes_each for ask in asks])
    return _Spread(asks, rehearsals, _counts(problem, paces), rated)


def _counts(problem: StudyProblem, paces: Floats) -> Counts:
    """Questions on days; where a year is so full that some are lost by rounding, exams in turn."""
    loads = even_loads(problem)
    found = whole_questions(problem, share_days(problem, loads), paces, STEP)
    if not found.left.any():
        return found.counts
    apart = share_days(problem, loads, is_nearest_first=True)
    other = whole_questions(problem, apart, paces, STEP)
    return min((found, other), key=lambda one: int(one.left.sum())).counts


def _capped(
    days: Sequence[StudyDay], rated: Floats, minutes: Sequence[float]
) -> tuple[StudyDay, ...]:
    """Days with what fits; of a heavy one no more than its questions and cards should take.

    Cards that gave way have back what the questions of the day, in `minutes`, leave.
    """
    found = []
    for day, fits, asked in zip(days, rated.tolist(), minutes, strict=True):
        won = min(day.cards_waiting, max(0, int(MOST_SHARE * day.fits - asked) - day.cards))
        told = replace(day, cards=day.cards + won, cards_waiting=day.cards_waiting - won)
        if day.is_heavy:
            told = replace(told, fits=min(day.fits, ceil(fits + told.cards / MOST_SHARE)))
        found.append(told)
    return tuple(found)


def questions_done(exam: Exam, done: Sequence[DayDone], today: date) -> int:
    """Questions done of an exam before today, since it was begun."""
    return sum(one.questions for one in _done_of(exam, done, today))


def _done_of(exam: Exam, done: Sequence[DayDone], today: date) -> Iterator[DayDone]:
    for one in done:
        if one.exam == exam.name and (exam.begin or date.min) <= one.day < today:
            yield one


def _taken(rehearsals: Sequence[Rehearsal], days: Sequence[StudyDay]) -> Mapping[int, int]:
    """Minutes of days that practice exams take, by the day's place."""
    places = {day.day: place for place, day in enumerate(days)}
    found: dict[int, int] = {}
    for one in rehearsals:
        if one.day in places:
            place = places[one.day]
            found[place] = found.get(place, 0) + one.practice.minutes
    return found


def exam_weights(exam: Exam, studied: Studied) -> dict[str, float]:
    """Each topic's part of an exam's questions, by its share and own weakness."""
    levels = {one.topic: one.weakness for one in topic_levels(exam, studied)}
    return topic_weights(dict(exam.topics), levels)


def _targets(
    ask: ExamAsk, days: Sequence[StudyDay], row: Sequence[int], studied: Studied, today: date
) -> Iterator[DayTarget]:
    exam = ask.exam
    topics = split_days(row, exam_weights(exam, studied), topics_seen(exam, studied, today))
    for day, count, split in zip(days, row, topics, strict=True):
        if count:
            minutes = round(count * ask.minutes_each)
            yield DayTarget(day.day, exam.name, count, minutes, split)


def topics_seen(exam: Exam, studied: Studied, today: date) -> Mapping[str, TopicSeen]:
    """What was done of each topic before today, by what was entered."""
    found: dict[str, TopicSeen] = {}
    own = {name.casefold(): name for name, _ in exam.topics}
    for one in _done_of(exam, studied.done, today):
        for written, count in one.topics:
            name = own.get(written.casefold(), written)
            seen = found.get(name, TopicSeen())
            since = min(seen.days_since, (today - one.day).days)
            found[name] = TopicSeen(seen.questions + count, seen.times + 1, since)
    return found
