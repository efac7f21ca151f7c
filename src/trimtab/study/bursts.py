"""A few questions for a pocket: which topic comes next by the year's weights, and how many fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from trimtab.domain.study_plans import Burst
from trimtab.study.topics import TopicSeen, split_days, topic_weights

SHORTEST, LONGEST = 2, 15
"""Minutes of a pocket that a burst may fill."""

USUAL = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class BurstExam:
    """An exam as bursts see it: questions `left` for so many days, and `lately` done.

    `weights` are each topic's part of its questions, `seen` what was done of them until now.
    """

    name: str
    left: int
    days: int
    minutes_each: float
    lately: int = 0
    weights: Mapping[str, float] = field(default_factory=dict)
    seen: Mapping[str, TopicSeen] = field(default_factory=dict)


def next_bursts(exams: Sequence[BurstExam], minutes: int, count: int) -> tuple[Burst, ...]:
    """The bursts that come next, as if each were done: what is owed most first, in turn.

    Exams are owed by what is left of them for each of their days; topics by their weights.
    """
    open_exams = {one.name: one for one in exams if one.left > 0}
    fits = {name: fitting(minutes, one.minutes_each) for name, one in open_exams.items()}
    urgency = topic_weights({name: one.left / one.days for name, one in open_exams.items()}, {})
    lately = {name: TopicSeen(one.lately) for name, one in open_exams.items()}
    each = min(fits.values(), default=0)
    turns = [names[0][0] for names in split_days([each] * count, urgency, lately) if names]
    topics = {
        name: iter(split_days([fits[name]] * turns.count(name), one.weights, one.seen))
        for name, one in open_exams.items()
    }
    return tuple(_burst(open_exams[name], next(topics[name]), fits[name]) for name in turns)


def _burst(exam: BurstExam, topics: Sequence[tuple[str, int]], questions: int) -> Burst:
    return Burst(exam.name, topics[0][0] if topics else "", questions, exam.minutes_each)


def fitting(minutes: int, minutes_each: float) -> int:
    """How many questions fit, one at the least.

    >>> fitting(10, 3.0), fitting(2, 3.0), fitting(15, 1.5)
    (3, 1, 10)
    """
    return max(1, int(minutes / minutes_each))
