"""Each day's questions by topic: by share of the exam and own weakness, spaced and interleaved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LEAST_OF_TOPIC = 10
"""Questions of a topic in one go, where a day has two topics or more (our choice)."""

QUESTIONS_PER_TOPIC = 25
"""A long day has a topic for about so many questions, two at least (our choice)."""

LONGEST_REST = 6
"""A topic seen n times rests n days of study before it returns, so many at most (our choice)."""

STEP = 5

TopicCounts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class TopicSeen:
    """What was done of a topic before: questions, times, and days of study since the last."""

    questions: int = 0
    times: int = 0
    days_since: int = LONGEST_REST + 1


def topic_weights(shares: Mapping[str, float], weakness: Mapping[str, float]) -> dict[str, float]:
    """Each topic's part of the questions: its share of the exam times how weak it is.

    >>> topic_weights({"renal": 0.5, "cardiology": 0.5}, {"renal": 0.75, "cardiology": 0.25})
    {'renal': 0.75, 'cardiology': 0.25}
    """
    raw = {name: share * weakness.get(name, 1.0) for name, share in shares.items()}
    total = sum(raw.values()) or 1.0
    return {name: weight / total for name, weight in raw.items()}


def split_days(
    questions: Sequence[int], weights: Mapping[str, float], seen: Mapping[str, TopicSeen]
) -> tuple[TopicCounts, ...]:
    """Topics of each day of study in turn, with their questions.

    Every topic is owed its part of what was asked so far. Those owed most come first; who was
    there the day of study before only where no other is owed, and one seen n times rests n days
    as long as others are owed.
    """
    if not weights:
        return tuple(() for _ in questions)
    begun = sum(one.questions for one in seen.values())
    state = _Topics(
        dict(weights),
        {
            name: weight * begun - seen.get(name, TopicSeen()).questions
            for name, weight in weights.items()
        },
        {name: seen.get(name, TopicSeen()).times for name in weights},
        {name: seen.get(name, TopicSeen()).days_since for name in weights},
    )
    return tuple(state.day(count) if count > 0 else () for count in questions)


@dataclass(slots=True)
class _Topics:
    """What each topic is owed, how often it was there, and days of study since it was."""

    weights: dict[str, float]
    owed: dict[str, float]
    times: dict[str, int]
    since: dict[str, int]

    def day(self, count: int) -> TopicCounts:
        """The topics of a day with so many questions."""
        for name, weight in self.weights.items():
            self.owed[name] += weight * count
        first = sorted(self.weights, key=self._rank)[: _how_many(count, len(self.weights))]
        chosen = [name for name in first if self.owed[name] >= -LEAST_OF_TOPIC] or first[:1]
        parts = _parts(count, [max(0.0, self.owed[name]) for name in chosen])
        for name in self.weights:
            self.since[name] += 1
        for name, part in zip(chosen, parts, strict=True):
            self.owed[name] -= part
            self.times[name] += 1
            self.since[name] = 1
        return tuple(zip(chosen, parts, strict=True))

    def _rank(self, name: str) -> tuple[int, float, str]:
        """Smaller comes first: owed and rested, owed, owed and there yesterday, not owed."""
        if self.owed[name] < STEP:
            group = 3
        elif self.since[name] <= 1:
            group = 2
        else:
            group = int(self.since[name] <= min(self.times[name], LONGEST_REST))
        return group, -self.owed[name], name


def _how_many(count: int, topics: int) -> int:
    if count < 2 * LEAST_OF_TOPIC:
        return 1
    return min(topics, max(2, count // QUESTIONS_PER_TOPIC))


def _parts(count: int, owed: Sequence[float]) -> list[int]:
    """A day's questions by what is owed, in steps, each topic enough; the first has what remains.

    >>> _parts(40, [30.0, 2.0]), _parts(23, [8.0, 8.0]), _parts(15, [3.0])
    ([30, 10], [13, 10], [15])
    """
    least = LEAST_OF_TOPIC if len(owed) > 1 else 0
    open_count, total = count - least * len(owed), sum(owed)
    extra = [one / total * open_count if total else open_count / len(owed) for one in owed]
    rest = [least + int(one // STEP) * STEP for one in extra[1:]]
    return [count - sum(rest), *rest]
