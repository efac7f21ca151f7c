"""Weights of values from a few either/or choices about hours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

QUESTIONS = 5
PULL = 2.5
"""How far, in logarithms, one's weight before may lie from what the answers say (our choice)."""
MOST_APART = 5.0
"""How many times the lightest the heaviest may weigh: five answers say no more (our choice)."""

STEPS = 200
STRIDE = 0.25


@dataclass(frozen=True, slots=True)
class Choice:
    """Two values to choose between, about the same hours."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What was chosen; None says that either is fine."""

    choice: Choice
    chosen: str | None


def choices_for(values: Sequence[str], count: int = QUESTIONS) -> tuple[Choice, ...]:
    """At most so many choices between values, none twice with the same other.

    They go around in a ring, so that each value meets two others where there are enough questions;
    of more values than `count` + 1 the last ones are not asked about.

    >>> [f"{one.first}/{one.second}" for one in choices_for(["a", "b", "c"])]
    ['a/b', 'b/c', 'c/a']
    """
    size = len(values)
    if size < 2:
        return ()
    ring = [Choice(values[at], values[(at + 1) % size]) for at in range(size)]
    across = [Choice(values[at], values[(at + 2) % size]) for at in range(size)]
    pairs: dict[frozenset[str], Choice] = {}
    for choice in (*ring, *across):
        if choice.first != choice.second:
            pairs.setdefault(frozenset((choice.first, choice.second)), choice)
    return tuple(pairs.values())[:count]


def weights_from(answers: Sequence[Answer], before: Mapping[str, float]) -> dict[str, float]:
    """Weights that make the answers likely without leaving those before further than needed.

    The chance that one value is chosen over another is w₁ / (w₁ + w₂) (Bradley and Terry 1952);
    the weights before are a normal prior on their logarithms with deviation `PULL`. The mean
    weight stays, and the heaviest is at most `MOST_APART` times the lightest.
    """
    if not before:
        return {}
    centre = sum(map(log, before.values())) / len(before)
    start = {name: log(weight) - centre for name, weight in before.items()}
    logs = dict(start)
    for _ in range(STEPS):
        slopes = {name: (start[name] - logs[name]) / PULL**2 for name in logs}
        for answer in answers:
            _lean(answer, logs, slopes)
        logs = {name: logs[name] + STRIDE * slope for name, slope in slopes.items()}
    spread = max(logs.values()) - min(logs.values())
    bend = min(1.0, log(MOST_APART) / spread) if spread else 1.0
    raw = {name: exp(bend * one) for name, one in logs.items()}
    scale = sum(before.values()) / sum(raw.values())
    return {name: max(0.1, round(weight * scale, 1)) for name, weight in raw.items()}


def _lean(answer: Answer, logs: Mapping[str, float], slopes: dict[str, float]) -> None:
    """Add what one answer says to the slopes; either is fine counts half for each."""
    first, second = answer.choice.first, answer.choice.second
    if first not in logs or second not in logs:
        return
    expected = 1 / (1 + exp(logs[second] - logs[first]))
    said = 0.5 if answer.chosen is None else float(answer.chosen == first)
    slopes[first] += said - expected
    slopes[second] -= said - expected


def nudged(weights: Mapping[str, float], name: str, *, more: bool) -> dict[str, float]:
    """The weights with one a quarter more, or a fifth less.

    >>> nudged({"family": 2.0, "body": 2.0}, "family", more=True)
    {'family': 2.5, 'body': 2.0}
    """
    factor = 1.25 if more else 0.8
    changed = max(0.1, round(weights[name] * factor, 2))
    return {**weights, name: changed}
