"""What goes with good days is told where it is there, and chance tells almost nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from made_days import RUN, SLEEP, made_days

from trimtab.reflection.found_patterns import LEAST_DAYS_EACH
from trimtab.reflection.patterns import MOST_SHOWN, find_patterns

BOTH = (RUN, SLEEP)


def test_a_run_that_helps_is_told_with_its_size():
    """1.2 points on days with a run are found, and lie in the interval told."""
    found = find_patterns(made_days(2, run=1.2), BOTH)
    (run,) = (one for one in found.shown if one.feature is RUN)
    middle, low, high = run.points
    assert low <= 1.2 <= high
    assert 0.6 < middle < 1.6
    assert run.days == run.days_with + run.days_without == found.days


def test_an_amount_is_told_for_its_step():
    """0.8 points for an hour are told for an hour, though counted otherwise inside."""
    found = find_patterns(made_days(3, sleep=0.8), BOTH)
    (sleep,) = (one for one in found.shown if one.feature is SLEEP)
    assert sleep.points[1] <= 0.8 <= sleep.points[2]


def test_labels_turned_round_turn_the_sign():
    """With and without exchanged, the effect is the same with the other sign."""
    days = made_days(4, run=0.9)
    turned = [
        replace(one, features={RUN.key: 1 - float(one.features[RUN.key] or 0)}) for one in days
    ]
    (plain,) = find_patterns(days, (RUN,)).looked_at
    (other,) = find_patterns(turned, (RUN,)).looked_at
    middle, low, high = plain.points
    assert other.points == pytest.approx((-middle, -high, -low), abs=1e-6)
    assert other.doubt == pytest.approx(plain.doubt, rel=1e-6)
    assert (other.days_with, other.days_without) == (plain.days_without, plain.days_with)


def test_points_more_on_every_day_change_nothing():
    """Somebody who scores everything two points higher is told the same."""
    days = made_days(5, run=0.9)
    higher = [
        replace(one, scores={name: score + 2 for name, score in one.scores.items()}) for one in days
    ]
    (plain,), (other,) = (find_patterns(one, (RUN,)).looked_at for one in (days, higher))
    assert other.points == pytest.approx(plain.points)


def test_days_without_a_word_count_for_nothing():
    """Days of which nothing was said may be left out altogether."""
    days = made_days(6, run=0.9)
    said = [one for one in days if one.scores]
    assert find_patterns(days, BOTH) == find_patterns(said, BOTH)


def test_below_eight_days_with_it_nothing_is_said():
    """Seven days with a run are named as too few, and no estimate is made."""
    days = [one for one in made_days(7, missing=0.0) if not one.features[RUN.key]]
    few = [
        replace(one, features={RUN.key: float(number < LEAST_DAYS_EACH - 1)})
        for number, one in enumerate(days)
    ]
    found = find_patterns(few, (RUN,))
    assert (found.shown, found.looked_at) == ((), ())
    assert [(one.feature, one.days_with) for one in found.too_few] == [(RUN, LEAST_DAYS_EACH - 1)]


def test_a_day_of_which_a_feature_is_unknown_is_left_out():
    """Unknown is not "without": such days are in no count."""
    days = made_days(8, run=0.9, missing=0.0)
    half = [
        replace(one, features={RUN.key: one.features[RUN.key] if number % 2 else None})
        for number, one in enumerate(days)
    ]
    (told,) = find_patterns(half, (RUN,)).looked_at
    assert told.days == len(days) // 2


def test_at_most_five_are_told():
    """Eight habits on days of their own, each of which helps, give five lines."""
    days, chance = made_days(9, missing=0.0), np.random.default_rng(9)
    habits = [replace(RUN, key=f"practice:{number}") for number in range(8)]
    kept = chance.random((len(days), len(habits))) < 0.5
    many = [
        replace(
            one,
            scores={"mood": one.scores["mood"] + 1.5 * float(row.sum())},
            features=dict(zip([habit.key for habit in habits], map(float, row), strict=True)),
        )
        for one, row in zip(days, kept, strict=True)
    ]
    assert len(find_patterns(many, habits).shown) == MOST_SHOWN


def test_one_fact_is_told_once():
    """A night that is shorter by as much as it begins later is one thing, and the surer is told."""
    days, chance = made_days(3, sleep=0.8), np.random.default_rng(3)
    late = replace(SLEEP, key="asleep_at")
    both = [
        replace(
            one,
            features={
                **one.features,
                late.key: 900 - one.features[SLEEP.key] + chance.normal(0, 9),
            },
        )
        for one in days
    ]
    assert [one.feature for one in find_patterns(both, (late,)).shown] == [late]
    (told,) = find_patterns(both, (RUN, SLEEP, late)).shown
    assert told.feature in {SLEEP, late}


def share_told(seeds: range, **effects: float) -> float:
    """How many of these people are told anything of two features."""
    return float(np.mean([bool(find_patterns(made_days(s, **effects), BOTH).shown) for s in seeds]))


def test_chance_and_duty_alone_are_seldom_told():
    """Of 60 people whose runs and sleep do nothing but lean on duty, few are told a pattern."""
    assert share_told(range(100, 160)) <= 0.1


def test_effects_of_a_point_are_mostly_told():
    """Of 20 people whom a run gives 1.2 points, most are told so."""
    assert share_told(range(200, 220), run=1.2) >= 0.7


@pytest.mark.long
def test_over_many_people_chance_stays_within_its_share():
    """Of 600 people with nothing to find, at most one in ten is told anything."""
    assert share_told(range(1000, 1600)) <= 0.1
