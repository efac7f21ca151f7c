"""Lots are fair, effects are told as they are, and what harms is stopped while chance is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_days import MONDAY, experiment, following

from trimtab.domain.diary import Experiment
from trimtab.reflection.day_facts import DayFacts
from trimtab.reflection.effects import OwnDays
from trimtab.reflection.experiments import (
    effect_of,
    expected_half_width,
    findings,
    own_days,
    stopped_for_harm,
)
from trimtab.reflection.lot_days import (
    day_count,
    days_of,
    is_on,
    last_day,
    looks,
    times_a_week,
)
from trimtab.reflection.lots import draw

DAY = timedelta(days=1)


def lived(one: Experiment, seed: int, points: float, missing: float = 0.2) -> list[DayFacts]:
    """Days of an experiment that adds so many points."""
    chance = np.random.default_rng([seed, 9])
    count = day_count(one)
    noise = following(chance, count, 0.3)
    days = (one.day + timedelta(days=number) for number in range(count))
    return [
        DayFacts(
            day=day,
            scores={"mood": float(np.clip(round(6.5 + points * bool(is_on(one, day)) + e), 1, 10))},
            duty_minutes=600 if day.weekday() < 5 else 0,
        )
        for day, e in zip(days, 1.2 * noise, strict=True)
        if chance.random() >= missing
    ]


@given(weeks=st.sampled_from([2, 4, 8, 12]), seed=st.integers(0, 2**32 - 1))
def test_by_days_every_weekday_is_on_as_often_as_off(weeks, seed):
    """In each fortnight each weekday is on once, and a week has three or four days on."""
    arms = draw(1, weeks, seed)
    assert len(arms) == 7 * weeks
    for start in range(0, len(arms), 14):
        first, second = arms[start : start + 7], arms[start + 7 : start + 14]
        assert all(one != other for one, other in zip(first, second, strict=True))
        assert sum(first) in {3, 4}


@given(weeks=st.sampled_from([2, 4, 8, 12]), seed=st.integers(0, 2**32 - 1))
def test_by_weeks_each_pair_has_one_week_on(weeks, seed):
    """Of each two weeks one is on."""
    arms = draw(7, weeks, seed)
    assert [sum(arms[start : start + 2]) for start in range(0, weeks, 2)] == [1] * (weeks // 2)


def test_the_same_seed_draws_the_same_lot_and_others_another():
    """A lot is a matter of its seed alone, and seeds differ."""
    assert draw(1, 4, 7) == draw(1, 4, 7)
    assert len({draw(1, 4, seed) for seed in range(20)}) > 15


def test_a_change_that_helps_is_told_so():
    """1.5 points in eight weeks of days lie in the interval, and help is all but certain."""
    one = experiment(weeks=8)
    effect = effect_of(one, lived(one, 1, 1.5))
    assert effect is not None
    assert effect.points[1] <= 1.5 <= effect.points[2]
    assert effect.helps > 0.95
    assert effect.helps + effect.harms == pytest.approx(1.0, abs=1e-6)
    assert effect.helps > effect.clearly_helps


def test_arms_turned_round_turn_the_sign():
    """With on and off exchanged, the same days tell the opposite."""
    one = experiment(weeks=4)
    days = lived(one, 2, 1.0)
    turned = replace(one, arms=tuple(not arm for arm in one.arms))
    plain, other = effect_of(one, days), effect_of(turned, days)
    middle, low, high = plain.points
    assert other.points == pytest.approx((-middle, -high, -low), abs=1e-6)
    assert other.helps == pytest.approx(plain.harms, abs=1e-6)
    assert (other.days_on, other.days_off) == (plain.days_off, plain.days_on)


def test_a_point_more_on_every_day_changes_nothing():
    """Where scores lie does not matter, only how they differ."""
    one = experiment()
    days = lived(one, 3, 0.5)
    higher = [replace(day, scores={"mood": day.scores["mood"] + 1}) for day in days]
    assert effect_of(one, higher).points == pytest.approx(effect_of(one, days).points)


def test_too_few_days_give_no_estimate():
    """With fewer than three days on either side there is none, with none at all neither."""
    one = experiment()
    assert effect_of(one, []) is None
    assert effect_of(one, lived(one, 4, 1.0, missing=0.0)[:4]) is None


def test_as_kept_counts_days_by_what_was_done():
    """A person who did the opposite of the lot on all days gets the opposite, as kept only."""
    one = experiment()
    days = lived(one, 5, 1.5)
    contrary = replace(one, kept=tuple((day.day, False) for day in days))
    by_lot = effect_of(contrary, days)
    kept = effect_of(contrary, days, as_kept=True)
    assert by_lot.points == effect_of(one, days).points
    assert kept.points[0] == pytest.approx(-by_lot.points[0], abs=1e-6)
    assert findings(one, days, last_day(one)).as_kept is None
    assert findings(contrary, days, last_day(one)).as_kept is not None


def test_washout_and_days_outside_do_not_count():
    """Of four weeks with a day of washout each, six days a week count, and none after an end."""
    one = experiment(7, 4, washout_days=1)
    days = [
        DayFacts(day=MONDAY + timedelta(days=number), scores={"mood": 5.0})
        for number in range(-3, 40)
    ]
    counted = days_of(one, days)
    assert len(counted) == 24
    assert {day.day.weekday() for day in counted} == {1, 2, 3, 4, 5, 6}
    ended = replace(one, ended_on=MONDAY + timedelta(days=7))
    assert len(days_of(ended, days)) == 6


def test_the_dose_tried_is_counted_by_the_week():
    """Half of all days, or whole weeks; what was left out counts off, and days to come do not."""
    daily, weekly = experiment(weeks=4), experiment(7, 4)
    assert (times_a_week(daily), times_a_week(weekly)) == (4, 7)  # 3.5, and every day
    on = [day for day in (MONDAY + DAY * number for number in range(28)) if is_on(daily, day)]
    halved = replace(daily, kept=tuple((day, False) for day in on[::2]))
    assert times_a_week(halved) == 2  # 7 of 14 left out: 1.75
    ended = replace(halved, ended_on=on[1])
    assert times_a_week(ended) == 1  # the one day there was, left out; once is the least
    off = replace(
        daily, kept=tuple((day - DAY, False) for day in on if not is_on(daily, day - DAY))
    )
    assert times_a_week(off) == 4  # a day off on which it was done is no day it was left out


def test_the_rule_looks_after_each_stretch_with_the_change():
    """On, off, on, on, off, on by weeks: it looks on days 7 and 28, and not at the end."""
    one = replace(experiment(7, 2), arms=(True, False, True, True, False, True))
    assert looks(one) == (MONDAY + timedelta(days=7), MONDAY + timedelta(days=28))


def test_what_does_great_harm_is_stopped_and_stays_so():
    """Three points fewer stop it early; days after that change nothing of when."""
    one = experiment(weeks=8)
    days = lived(one, 6, -3.0, missing=0.0)
    stopped = stopped_for_harm(one, days, last_day(one))
    assert stopped is not None
    assert stopped < MONDAY + timedelta(days=28)
    until = [day for day in days if day.day < stopped]
    assert stopped_for_harm(one, until, stopped) == stopped
    assert stopped_for_harm(one, days, stopped - timedelta(days=1)) is None
    assert findings(one, days, last_day(one)).by_lot.harms > 0.97


def test_stress_that_falls_is_help():
    """Scores are turned round before: the effect on stress counts like any other."""
    one = replace(experiment(), measure="stress")
    days = [replace(day, scores={"stress": day.scores["mood"]}) for day in lived(one, 8, 2.0)]
    assert effect_of(one, days).helps > 0.9


def test_the_width_told_before_is_about_what_comes():
    """Known spread and correlation foretell the interval to a fifth."""
    one = experiment(weeks=8)
    told = expected_half_width(one, OwnDays(1.2, 0.3, 0.8))
    widths = []
    for seed in range(20):
        points = effect_of(one, lived(one, seed, 0.0)).points
        widths.append((points[2] - points[1]) / 2)
    assert told == pytest.approx(np.mean(widths), rel=0.2)


def test_longer_and_steadier_tell_more():
    """More weeks, a smaller spread and more days said make the interval narrower."""
    base = expected_half_width(experiment(weeks=4), OwnDays())
    assert expected_half_width(experiment(weeks=8), OwnDays()) < base
    assert expected_half_width(experiment(weeks=4), OwnDays(spread=1.0)) < base
    assert expected_half_width(experiment(weeks=4), OwnDays(said=1.0)) < base


def test_own_days_are_learned_once_there_are_enough():
    """Thirteen days are too few, sixty tell the spread."""
    one = experiment(weeks=12)
    days = lived(one, 8, 0.0, missing=0.0)
    assert own_days(days[:13], "mood") == OwnDays()
    assert own_days(days[:60], "mood").spread == pytest.approx(1.2, rel=0.25)


def test_chance_seldom_stops_one():
    """Of 60 people whom a change does nothing, few are stopped."""
    one = experiment(weeks=4)
    stops = [
        stopped_for_harm(one, lived(one, seed, 0.0), last_day(one)) is not None
        for seed in range(60)
    ]
    assert np.mean(stops) <= 0.08


@pytest.mark.long
@pytest.mark.parametrize(("period", "weeks"), [(1, 8), (7, 8)])
def test_over_many_people_chance_stops_at_most_one_in_twenty(period, weeks):
    """Of 400 people whom a change does nothing, at most 5 % are stopped; 90 % intervals hold."""
    stops, held = [], []
    for seed in range(400):
        one = experiment(period, weeks, seed)
        days = lived(one, seed, 0.0)
        stops.append(stopped_for_harm(one, days, last_day(one)) is not None)
        points = effect_of(one, days).points
        held.append(points[1] <= 0 <= points[2])
    assert np.mean(stops) <= 0.05
    assert np.mean(held) >= 0.88
