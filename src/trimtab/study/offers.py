"""What would make an exam fit again: more a day, more days, a later date, or less of it.

Each figure is found by asking whether all fits (a maximum flow), with everything else as it is, and
is offered only where the year, planned again with it, holds every question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import combinations

from trimtab.domain.exams import STEP, Exam
from trimtab.domain.study_plans import Offer, StudyDay
from trimtab.domain.time import WEEKDAYS
from trimtab.study.posing import ExamAsk, pose
from trimtab.study.problem import fits, fitting_work

SHARE_STEP = 0.01
SHARE_PLACES = 4
"""Digits of the share that is left of a topic."""
NEAR = 8
"""So many figures from the first that a flow allows are planned again one by one; of those beyond
the first is looked for by halves (our choice)."""
LEAST_BUFFER = 1
"""Days before the exam that stay without new questions in any offer (our choice)."""


@dataclass(frozen=True, slots=True)
class _Case:
    """The exam that lacks something among the others, which keep what they have.

    `days` go on beyond the last exam, for a later date. `lacks` plans the year again.
    """

    asks: tuple[ExamAsk, ...]
    short: int
    days: tuple[StudyDay, ...]
    taken: Mapping[int, int]
    others: tuple[float, ...]
    lacking: int
    lacks: Callable[[Exam], int]

    @property
    def exam(self) -> Exam:
        return self.asks[self.short].exam

    @property
    def ask(self) -> ExamAsk:
        return self.asks[self.short]

    def does(self, exam: Exam) -> bool:
        """Whether everything could have a place if the exam were so."""
        asks = list(self.asks)
        asks[self.short] = replace(self.ask, exam=exam)
        work = list(self.others)
        work[self.short] = self.ask.minutes
        order = sorted(range(len(asks)), key=lambda n: (asks[n].exam.day, n))
        last = asks[order[-1]].exam.day
        days = [day for day in self.days if day.day <= last]
        problem = pose([asks[n] for n in order], days, self.taken)
        return fits(problem.with_work(problem.work * 0 + [work[n] for n in order]))

    def holds(self, exam: Exam) -> bool:
        """Whether the year, planned again with the exam so, holds all of it."""
        return self.does(exam) and not self.lacks(exam)

    def short_with(self, exam: Exam) -> int:
        """Questions that still lack a day with an exam that does not do."""
        return max(1, self.lacks(exam))

    def first(self, steps: range, changed: Callable[[int], Exam]) -> int | None:
        """The first step whose exam holds, as a flow allows it and then as it is planned."""
        least = _first(steps, lambda step: self.does(changed(step)))
        if least is None:
            return None
        rest = steps[steps.index(least) :]
        near = (step for step in rest[:NEAR] if self.holds(changed(step)))
        found = next(near, None)
        return (
            _first(rest[NEAR:], lambda step: self.holds(changed(step))) if found is None else found
        )


@dataclass(frozen=True, slots=True)
class Shortage:
    """The exam at place `short` among those asked, and how many of its questions have no day.

    `taken` are minutes of days that practice exams have, `weights` topics by their worth. `lacks`
    says how many questions more than the others lack now would have no day if the exam were so.
    """

    asks: tuple[ExamAsk, ...]
    short: int
    lacking: int
    taken: Mapping[int, int]
    weights: Mapping[str, float]
    lacks: Callable[[Exam], int]


def find_offers(shortage: Shortage, days: Sequence[StudyDay]) -> tuple[Offer, ...]:
    """The four ways to mend it, in their order, the impossible ones too."""
    asks, taken = shortage.asks, shortage.taken
    last = asks[-1].exam.day
    problem = pose(asks, [day for day in days if day.day <= last], taken)
    others = tuple(fitting_work(problem).tolist())
    case = _Case(asks, shortage.short, tuple(days), taken, others, shortage.lacking, shortage.lacks)
    return (
        _more_a_day(case),
        _more_days(case),
        _later(case),
        _less(case, shortage.weights),
    )


def _more_a_day(case: _Case) -> Offer:
    """The least that a day's own limit, and then its share of what fits, has to rise."""
    exam = case.exam
    tops = _tops(case)
    if exam.most_minutes is not None:
        most = case.first(
            range(exam.most_minutes + STEP, tops + STEP, STEP),
            lambda most: replace(exam, most_minutes=most),
        )
        if most is not None:
            won = most - exam.most_minutes
            return _offer_more(case, {"most_minutes": most}, won, exam.most_share)
    free = replace(exam, most_minutes=None)
    found = case.first(
        range(round(exam.most_share / SHARE_STEP) + 1, round(1 / SHARE_STEP) + 1),
        lambda step: replace(free, most_share=round(step * SHARE_STEP, 2)),
    )
    if found is None:
        short = case.short_with(replace(free, most_share=1.0))
        return Offer("more", exam.name, False, short=short, share=1.0)
    share = round(found * SHARE_STEP, 2)
    change: dict[str, object] = {"most_share": share}
    if exam.most_minutes is not None:
        change["most_minutes"] = None
    fitting = [day.fits for day in case.days if exam.is_studied_on(day.day)]
    more = (share - exam.most_share) * sum(fitting) / max(1, len(fitting))
    return _offer_more(case, change, max(1, round(more)), share)


def _offer_more(case: _Case, change: Mapping[str, object], minutes: int, share: float) -> Offer:
    return Offer("more", case.exam.name, True, change, minutes=minutes, share=share)


def _tops(case: _Case) -> int:
    """Minutes of the day that holds most, to a step."""
    fitting = max((day.fits for day in case.days), default=0)
    return -(-fitting // STEP) * STEP


def _first(steps: range, does: Callable[[int], bool]) -> int | None:
    """The first step that does; what does once does from then on."""
    low, high = 0, len(steps)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if does(steps[middle]) else (middle + 1, high)
    return steps[low] if low < len(steps) else None


def _more_days(case: _Case) -> Offer:
    """The fewest days more: weekdays left out so far, an earlier begin, fewer days before it."""
    exam = case.exam
    for changed, won in _with_more_days(case):
        if case.holds(changed):
            return Offer(
                "days",
                exam.name,
                True,
                _day_changes(exam, changed),
                days=won,
                buffer_days=None
                if changed.buffer_days == exam.buffer_days
                else changed.buffer_days,
                begin=None if changed.begin == exam.begin else changed.begin,
            )
    return Offer("days", exam.name, False, short=case.short_with(_widest(case)))


def _day_changes(before: Exam, after: Exam) -> dict[str, object]:
    pairs: dict[str, tuple[object, object]] = {
        "days": (list(before.days), list(after.days)),
        "begin": (before.begin, after.begin),
        "buffer_days": (before.buffer_days, after.buffer_days),
    }
    return {name: new for name, (old, new) in pairs.items() if old != new}


def _with_more_days(case: _Case) -> Iterator[tuple[Exam, tuple[str, ...]]]:
    exam, today = case.exam, case.days[0].day
    closed = [day for day in WEEKDAYS if day not in exam.days]
    for count in range(1, len(closed) + 1):
        for won in combinations(closed, count):
            yield replace(exam, days=_in_order((*exam.days, *won))), won
    earlier = replace(exam, begin=today) if exam.begin and exam.begin > today else exam
    if earlier is not exam:
        yield earlier, ()
    for buffer_days in range(exam.buffer_days - 1, LEAST_BUFFER - 1, -1):
        yield replace(exam, buffer_days=buffer_days), ()
    yield _widest(case), tuple(closed)


def _in_order(days: Sequence[str]) -> tuple[str, ...]:
    return tuple(day for day in WEEKDAYS if day in days)


def _widest(case: _Case) -> Exam:
    """The exam with every day there is."""
    exam, today = case.exam, case.days[0].day
    begin = today if exam.begin and exam.begin > today else exam.begin
    least = min(exam.buffer_days, LEAST_BUFFER)
    return replace(exam, days=WEEKDAYS, begin=begin, buffer_days=least)


def _later(case: _Case) -> Offer:
    """The first later date at which all fits."""
    exam, last = case.exam, case.days[-1].day

    def on(days: int) -> Exam:
        return replace(exam, day=exam.day + timedelta(days=days))

    found = case.first(range(1, (last - exam.day).days + 1), on)
    if found is None:
        short = case.short_with(replace(exam, day=last))
        return Offer("later", exam.name, False, short=short)
    return Offer("later", exam.name, True, {"date": on(found).day}, day=on(found).day)


def _less(case: _Case, weights: Mapping[str, float]) -> Offer:
    """Whole topics of least worth first, the last of them in part, until the rest fits."""
    exam, left = case.exam, case.ask.left
    fewer = _fewest(case)
    if fewer is None:
        return Offer("drop", exam.name, False, short=case.lacking)
    dropped = tuple(_dropped(weights, left, fewer))
    kept = dict(exam.topics)
    lost = 0.0
    for name, part in dropped:
        has = weights[name] * left
        lost += kept[name] * part / max(1.0, has)
        kept[name] = round(kept[name] * (1 - part / max(1, round(has))), SHARE_PLACES)
    change: dict[str, object] = {"questions": exam.questions - fewer}
    if kept != dict(exam.topics):
        change["topics"] = {name: share for name, share in kept.items() if share > 0}
    return Offer(
        "drop",
        exam.name,
        True,
        change,
        topics=dropped or (("", fewer),),
        exam_share=min(1.0, lost) if dropped else fewer / left,
    )


def _fewest(case: _Case) -> int | None:
    """The fewest questions without which the rest holds; None where that would be all of them."""
    exam = case.exam

    def holds(fewer: int) -> bool:
        return not case.lacks(replace(exam, questions=exam.questions - fewer))

    steps = range(case.lacking, case.ask.left)
    near = next((fewer for fewer in steps[:NEAR] if holds(fewer)), None)
    return _first(steps[NEAR:], holds) if near is None else near


def _dropped(weights: Mapping[str, float], left: int, fewer: int) -> Iterator[tuple[str, int]]:
    """Topics with the questions they lose, the least worth first."""
    for name in sorted(weights, key=lambda name: (weights[name], name)):
        part = min(round(weights[name] * left), fewer)
        if part:
            yield name, part
        fewer -= part
