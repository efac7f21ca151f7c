"""Topics of days: fair by share and weakness, spaced, interleaved."""

from __future__ import annotations

import numpy as np
import pytest
from seeded import on_seeds

from trimtab.study.topics import LONGEST_REST, TopicSeen, split_days, topic_weights


def weights_of(seed: int) -> dict[str, float]:
    """Random topics whose weights come to one."""
    rng = np.random.default_rng(seed)
    raw = rng.random(int(rng.integers(1, 14))) + 0.05
    return {f"topic {number:02}": float(one) for number, one in enumerate(raw / raw.sum())}


def days_of(seed: int) -> list[int]:
    """Random days of study, some without questions."""
    rng = np.random.default_rng(seed)
    return [int(one) for one in rng.choice([0, 10, 15, 20, 30, 40, 60, 80], 120)]


@on_seeds(20, 60)
def test_no_topic_falls_behind_by_more_than_a_day(seed):
    """What each is owed stays within the questions of the longest day, at every day's end."""
    weights, days = weights_of(seed), days_of(seed)
    owed = dict.fromkeys(weights, 0.0)
    for count, split in zip(days, split_days(days, weights, {}), strict=True):
        assert sum(part for _, part in split) == count
        owed = {name: one + weights[name] * count for name, one in owed.items()}
        for name, part in split:
            owed[name] -= part
        assert max(map(abs, owed.values())) <= max(days)


@on_seeds(20, 60)
def test_no_topic_stands_two_days_running_while_another_waits(seed):
    """Nor returns sooner than it rests, as long as a rested one is owed five questions."""
    weights, days = weights_of(seed), [one for one in days_of(seed) if one]
    owed, times = dict.fromkeys(weights, 0.0), dict.fromkeys(weights, 0)
    since = dict.fromkeys(weights, LONGEST_REST + 1)
    for count, split in zip(days, split_days(days, weights, {}), strict=True):
        owed = {name: one + weights[name] * count for name, one in owed.items()}
        chosen = {name for name, _ in split}
        rests = {name: min(times[name], LONGEST_REST) for name in weights}
        waiting = [n for n in weights if n not in chosen and owed[n] >= 5]
        for name in chosen:
            if since[name] <= max(1, rests[name]):
                assert not [n for n in waiting if since[n] > max(1, rests[n])]
        since = {name: 1 if name in chosen else one + 1 for name, one in since.items()}
        for name, part in split:
            owed[name] -= part
            times[name] += 1


def test_a_day_of_twenty_has_two_topics_of_ten():
    """Interleaved wherever each can have ten."""
    weights = topic_weights({"renal": 0.5, "cardiology": 0.5}, {})
    assert [len(day) for day in split_days([15, 20, 40], weights, {})] == [1, 2, 2]
    assert all(part >= 10 for day in split_days([20, 45, 80], weights, {}) for _, part in day)


def test_the_weaker_half_gets_more():
    """Share of the exam times what is still wrong."""
    weights = topic_weights({"renal": 0.5, "cardiology": 0.5}, {"renal": 0.6, "cardiology": 0.3})
    sums = dict.fromkeys(weights, 0)
    for day in split_days([30] * 60, weights, {}):
        for name, part in day:
            sums[name] += part
    assert sums["renal"] / sums["cardiology"] == pytest.approx(2.0, rel=0.1)


def test_what_was_done_before_counts():
    """A topic that had everything so far waits for the other."""
    weights = {"renal": 0.5, "cardiology": 0.5}
    seen = {"renal": TopicSeen(100, 5, 1)}
    assert [[name for name, _ in day] for day in split_days([15, 15], weights, seen)] == [
        ["cardiology"],
        ["cardiology"],
    ]


def test_without_topics_nothing_is_split():
    """An exam that names none has mixed questions."""
    assert split_days([10, 20], {}, {}) == ((), ())
