"""Somebody's days are watched: what is told, what is not, and what never may matter."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scored_days import FIRST, days_of, noisy

from trimtab.wellbeing.days import DayScores
from trimtab.wellbeing.detection import is_ready, watch
from trimtab.wellbeing.findings import Told
from trimtab.wellbeing.prior import TOLD_PRIOR
from trimtab.wellbeing.series import record_of
from trimtab.wellbeing.weighing import log_odds, weigh


def odds_of(days):
    """How much speaks for a change on the last day."""
    return log_odds(weigh(record_of(days, days[-1].day)))


def test_a_lasting_fall_is_told_with_its_facts():
    """Six weeks at 7, two at 4: a change of about three points, since about the day it came."""
    days = days_of([*noisy(7, 42, 1), *noisy(4, 14, 2)])
    finding = watch(days, days[-1].day)
    assert finding.kind == "change"
    assert abs((finding.since - (FIRST + timedelta(42))).days) <= 3
    assert finding.since_range[0] <= finding.since <= finding.since_range[1]
    middle, low, high = finding.change
    assert low < middle < high
    assert abs(middle) > 1.5
    assert 0.5 < finding.certainty < 1
    assert {one.measure for one in finding.measures} == {"mood", "energy", "stress", "balance"}
    assert finding.answered == finding.of_days == (days[-1].day - finding.since).days + 1


@pytest.mark.parametrize(("before", "since"), [(10, 4), (9, 3), (8, 6), (7, 4)])
def test_a_large_fall_is_told_as_large_as_it_is(before, since):
    """The interval holds the points between the means of both times, from two points to six."""
    scores = [*noisy(before, 42, 1), *noisy(since, 14, 2)]
    finding = watch(days_of(scores), FIRST + timedelta(55))
    _, low, high = finding.change
    assert low <= np.mean(scores[42:]) - np.mean(scores[:42]) <= high < 0
    assert finding.since_range[0] <= FIRST + timedelta(42) <= finding.since_range[1]


def test_a_change_may_have_begun_on_a_day_that_nobody_answered():
    """Three silent days before low ones are as likely as the first of these."""
    days = days_of([*noisy(8, 40, 1), None, None, None, *noisy(3, 6, 2)])
    finding = watch(days, days[-1].day)
    assert finding.since_range == (FIRST + timedelta(40), FIRST + timedelta(43))


def test_heavier_tails_are_a_mixture():
    """Odds with three SDs of a change are the mean of the odds with each of them."""
    record = record_of(days_of([*noisy(7, 42, 1), *noisy(4, 14, 2)]), FIRST + timedelta(55))

    def odds_with(*sds):
        return log_odds(weigh(record, prior=replace(TOLD_PRIOR, change_sds=sds)))

    each = [np.exp(odds_with(sd)) for sd in TOLD_PRIOR.change_sds]
    assert odds_with(*TOLD_PRIOR.change_sds) == pytest.approx(np.log(np.mean(each)))


def test_a_change_of_stress_is_told_on_its_own_scale():
    """Stress that rises is a positive change, from a lower level to a higher one."""
    calm = days_of([*noisy(6, 56, 3)])
    days = [
        replace(one, stress=min(one.stress + 3, 10) if number >= 42 else one.stress)
        for number, one in enumerate(calm)
    ]
    finding = watch(days, days[-1].day)
    assert finding.measure == "stress"
    assert finding.change[0] > 0
    assert finding.measures[0].now > finding.measures[0].before


def test_what_was_told_is_not_told_again():
    """Told on its day, the same level is silent for the next weeks; a further fall is told."""
    days = days_of([*noisy(8, 42, 1), *noisy(6, 40, 2), *noisy(3, 14, 5)])
    told_on = FIRST + timedelta(52)
    first = watch(days, told_on)
    told = Told(day=told_on, kind="change", since=first.since, measure=first.measure)
    assert all(watch(days, told_on + timedelta(more), [told]) is None for more in range(1, 29, 4))
    again = watch(days, days[-1].day, [told])
    assert again.kind == "change"
    assert again.since > told_on


def test_someone_worn_out_from_the_first_day_hears_of_the_level():
    """Two weeks about 3 have no better days before them and are told all the same, once a month."""
    days = days_of(noisy(3, 14, 4))
    finding = watch(days, days[-1].day)
    assert finding.kind == "level"
    assert finding.change is finding.certainty is None
    assert finding.since == FIRST
    told = Told(day=days[-1].day, kind="level")
    assert watch(days, days[-1].day, [told]) is None


def test_days_in_the_middle_are_no_hard_level():
    """Scores about 6 for two weeks are silent."""
    days = days_of(noisy(6, 14, 4))
    assert watch(days, days[-1].day) is None


def test_three_days_are_too_few():
    """Nothing is said of three days, however hard."""
    days = days_of([2.0, 1.0, 1.0])
    assert not is_ready(days, days[-1].day)
    assert watch(days, days[-1].day) is None
    assert watch([], FIRST) is None


def test_after_a_week_of_silence_nothing_is_said_of_how_things_are():
    """A year without an answer, or ten days, are no finding."""
    days = days_of([*noisy(7, 42, 1), *noisy(3, 14, 2)])
    assert watch(days, days[-1].day + timedelta(10)) is None
    assert watch(days, days[-1].day + timedelta(365)) is None


def test_days_after_today_do_not_count():
    """A clock set back leaves days of the future out."""
    days = days_of([*noisy(7, 42, 1), *noisy(3, 14, 2)])
    assert watch(days, FIRST + timedelta(41)) == watch(days[:42], FIRST + timedelta(41))


def test_order_and_doubles_change_nothing():
    """Days come in any order; of two of one day the later given counts."""
    days = days_of([*noisy(7, 42, 1), *noisy(4, 14, 2)])
    wrong = [replace(one, mood=10.0, energy=10.0) for one in days]
    assert watch([*wrong, *reversed(days)], days[-1].day) == watch(days, days[-1].day)


def test_scores_that_never_vary_are_silent_until_they_fall():
    """An SD of nought is no division by it."""
    flat = days_of([6.0] * 60)
    assert watch(flat, flat[-1].day) is None
    fallen = days_of([6.0] * 50 + [3.0] * 10)
    assert watch(fallen, fallen[-1].day).kind == "change"


@pytest.mark.parametrize("score", [1.0, 10.0])
def test_ends_of_the_scale_are_no_change(score):
    """Scores at an end all the time are weighed like others."""
    assert odds_of(days_of([score] * 60)) < -2


def test_nobody_is_measured_against_others():
    """Scores two points higher all the time are weighed the same."""
    scores = [*noisy(5, 42, 1), *noisy(4, 14, 2)]
    assert odds_of(days_of(scores)) == pytest.approx(odds_of(days_of([s + 1.5 for s in scores])))


@settings(max_examples=8, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    silent=st.sets(st.integers(0, 59), min_size=1, max_size=25),
)
def test_a_day_missed_never_speaks_for_a_change(seed, silent):
    """Days without an answer after the last one leave the odds as they are or lower."""
    days = days_of(noisy(6, 40, seed))
    later = [DayScores(day=FIRST + timedelta(40 + number), duty_minutes=480) for number in range(6)]
    assert odds_of([*days, *later]) <= odds_of(days) + 1e-9
    gaps = [None if number in silent else 6.0 for number in range(60)]
    assert odds_of(days_of([*gaps, 6.0])) < -1


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10_000), rise=st.integers(1, 3))
def test_better_days_are_never_a_change_for_the_harder(seed, rise):
    """A lasting rise makes a change for the harder less likely than none."""
    before, after = noisy(5, 42, seed), noisy(5, 14, seed + 1)
    risen = days_of([*before, *(min(one + rise, 10) for one in after)])
    assert odds_of(risen) < odds_of(days_of([*before, *after])) + 0.05


@settings(max_examples=15, deadline=None)
@given(
    scores=st.lists(
        st.tuples(*[st.none() | st.integers(1, 10)] * 4, st.integers(0, 1700)), max_size=50
    )
)
def test_whatever_is_said_there_is_an_answer(scores):
    """Any mixture of answers and gaps ends in a finding or in silence, with finite figures."""
    days = [
        DayScores(
            day=FIRST + timedelta(number),
            mood=mood,
            energy=energy,
            stress=stress,
            balance=balance,
            duty_minutes=duty,
            is_night=duty > 900,
            asleep_minutes=duty % 600,
        )
        for number, (mood, energy, stress, balance, duty) in enumerate(scores)
    ]
    finding = watch(days, FIRST + timedelta(max(len(days) - 1, 0)))
    if finding is not None and finding.change is not None:
        assert np.isfinite(finding.change).all()
        assert all(-9 <= point <= 9 for point in finding.change)


def test_what_goes_with_a_change_is_told_with_its_effect():
    """Nights that came with the change and are followed by harder days are plain."""
    rng = np.random.default_rng(8)
    days = []
    for number in range(70):
        is_after = number >= 45 and number % 4 == 1
        level = 7.0 - 1.0 * (number >= 45) - 2.5 * is_after
        score = float(np.clip(round(rng.normal(level, 0.6)), 1, 10))
        days.append(
            replace(
                days_of([score])[0],
                day=FIRST + timedelta(number),
                is_night=number >= 44 and number % 4 == 0,
            )
        )
    finding = watch(days, days[-1].day)
    nights = next(one for one in finding.goes_with if one.name == "nights")
    assert nights.is_plain
    assert nights.since > nights.before
    assert nights.effect[1] < nights.effect[0] < nights.effect[2]
    assert (nights.effect[0] > 0) == (finding.measure == "stress")


def with_late_plans(scores, known_from, *, duty, night):
    """Days whose duty and every third night are known only from a day on."""
    return [
        replace(
            one,
            duty_minutes=duty if number >= known_from else None,
            is_night=night and number >= known_from and number % 3 == 0,
        )
        for number, one in enumerate(days_of(scores))
    ]


@pytest.mark.parametrize(("duty", "night"), [(0, False), (480, False), (780, True)])
def test_plans_that_begin_late_neither_hide_a_change_nor_make_one(duty, night):
    """Plans known from the day of a fall on leave its odds almost as they are without any plan."""
    steady, fall = noisy(6, 60, 1), [*noisy(7, 42, 1), *noisy(5, 14, 2)]
    for scores in (steady, fall):
        unknown = odds_of(days_of(scores, duty=None))
        late = odds_of(with_late_plans(scores, 42, duty=duty, night=night))
        assert late == pytest.approx(unknown, abs=0.7 if night else 0.05)
    assert watch(with_late_plans(fall, 42, duty=duty, night=night), FIRST + timedelta(55))


def test_days_without_a_plan_count_for_no_duty():
    """Months without plans before a fall are no calm months: duty and nights then are not told."""
    fall = [*noisy(7, 42, 1), *noisy(4, 14, 2)]
    finding = watch(with_late_plans(fall, 42, duty=780, night=True), FIRST + timedelta(55))
    assert [one.name for one in finding.goes_with] == []
